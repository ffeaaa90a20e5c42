"""From files to one Reading: the expected reading of each export, and what becomes of bad ones."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from tests.reading.made import (
    BUSINESS,
    STUDIO,
    TODAY,
    business,
    instagram,
    link,
    studio,
    table,
    video_id,
    xlsx,
    zipped,
)  # fmt: skip
from worthsaving import Reading, read_files
from worthsaving.writing.csv import videos_csv

MORNING = dt.datetime(2025, 10, 31, 18, 19, 5)
LATER = dt.datetime(2026, 1, 1, 2, 19, 5)

VIDEOS = business(
    ["=SUM(1)", link(MORNING), "2025/10/31 18:19:10", 172353, 1774, 42, 413, 180],
    ['say "hi", you', link(LATER, 2), "2026/01/01 02:19:10", 704, "NAN", 0, 2, 0],
)
CONTENT = studio(
    ["February 3", "=SUM(1)", link(MORNING), "October 31", "1800", "50", "420", "180000"],
    ["February 3", "", link(LATER, 9), "December 31", "undefined", "5", "4", "900"],
)
OVERVIEW_HEADER = ["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"]
OVERVIEW = studio(
    ["December 31", "100", "5", "6", "-1", "3"], ["January 1", "0", "5", "undefined", "1", "3"], header=OVERVIEW_HEADER
)
VIEWERS = studio(
    ["December 31", "undefined", "0", "0"],
    ["January 1", "7", "3", "4"],
    header=["Date", "Total Viewers", "New Viewers", "Returning Viewers"],
)
FOLLOWERS = studio(["January 1", "64", "2"], header=["Date", "Followers", "Difference in followers from previous day"])


def read(*files: tuple[str, bytes]) -> Reading:
    reading = read_files(files, today=TODAY)
    for file in reading.files:
        assert file.rows == file.kept + len(file.set_aside), file.name
    return reading


def column(frame: pd.DataFrame, name: str) -> list[object]:
    return [None if pd.isna(value) else value for value in frame[name]]


def test_business_videos() -> None:
    """Saves are the favorites, times come from the id, NAN is missing, zero is zero."""
    reading = read(("v.csv", VIDEOS))
    videos, file = reading.videos, reading.files[0]
    assert column(videos, "saves") == [180, 0]
    assert column(videos, "likes") == [1774, None]
    assert column(videos, "title") == ["=SUM(1)", 'say "hi", you']
    assert column(videos, "posted_at") == [pd.Timestamp(MORNING, tz="UTC"), pd.Timestamp(LATER, tz="UTC")]
    assert column(videos, "account") == ["mila.bakes", "mila.bakes"]
    assert column(videos, "video_id") == [video_id(MORNING), video_id(LATER, 2)]
    assert (file.format, file.table, file.rows, file.kept, file.saves) == (
        "tiktok-business-videos",
        "videos",
        2,
        2,
        "Add to Favorites",
    )
    assert "Favorites" in file.saves_meaning
    assert (file.first_day, file.last_day) == (pd.Timestamp(2025, 10, 31), pd.Timestamp(2026, 1, 1))
    assert file.columns["Video views"] == "views"


def test_studio_content_has_no_saves_and_says_where_they_are() -> None:
    """Nothing turns the absent saves into zeros; the report names the file that has them and the cap of 15."""
    reading = read(("Content.csv", CONTENT))
    file = reading.files[0]
    assert column(reading.videos, "saves") == [None, None]
    assert file.saves is None
    assert "Add to Favorites" in file.lacks[0]
    assert "15" in file.lacks[1]
    assert reading.as_dict()["videos_with_saves"] == 0


def test_studio_dates_get_their_years() -> None:
    """The printed local day lies near the id's moment; the export day is the first such day after the newest post."""
    videos = read(("Content.csv", CONTENT)).videos
    assert column(videos, "posted_day_local") == [pd.Timestamp(2025, 10, 31), pd.Timestamp(2025, 12, 31)]
    assert set(videos["observed_at"].dt.date) == {dt.date(2026, 2, 3)}


@pytest.mark.parametrize(
    "days", [("3 Φεβρουαρίου", "31 Οκτωβρίου"), ("2月3日", "10月31日"), ("3 de febrero", "31 de octubre")]
)
def test_studio_dates_in_other_languages(days: tuple[str, str]) -> None:
    """The account's language changes nothing."""
    videos = read(("Content.csv", studio([days[0], "a", link(MORNING), days[1], 1, 1, 1, 1]))).videos
    assert videos["posted_day_local"][0] == pd.Timestamp(2025, 10, 31)
    assert videos["observed_at"][0].date() == dt.date(2026, 2, 3)


def test_studio_short_link_leaves_the_date_unknown_and_says_so() -> None:
    """Without an id nobody knows the year: the day stays missing."""
    reading = read(("Content.csv", studio(["May 2", "a", "https://vm.tiktok.com/ZMabc/", "April 3", 1, 1, 1, 1])))
    assert column(reading.videos, "posted_day_local") == [None]
    assert "row 2" in reading.files[0].problems[0]


def test_daily_files_complete_each_other() -> None:
    """Overview, Viewers and followers of one account become one row a day; undefined is missing, -1 is -1."""
    days = read(
        ("Content_mila.bakes.zip", zipped(Content_csv=CONTENT)),
        ("Overview_2025-12-31_1767400000_mila.bakes.zip", zipped(Overview_csv=OVERVIEW)),
        ("Viewers.csv", VIEWERS),
        ("FollowerHistory (1).csv", FOLLOWERS),
    ).days
    assert column(days, "day") == [pd.Timestamp(2025, 12, 31), pd.Timestamp(2026, 1, 1)]
    assert column(days, "account") == ["mila.bakes", "mila.bakes"]
    assert column(days, "comments") == [-1, 1]
    assert column(days, "likes") == [6, None]
    assert column(days, "viewers") == [None, 7]
    assert column(days, "followers") == [None, 64]
    assert days["source"][1] == "tiktok-studio-followers+tiktok-studio-overview+tiktok-studio-viewers"


def test_business_daily_files() -> None:
    """The Business overview and audience files join by day; its Shares stand before its Comments."""
    overview = table(
        [
            "Date",
            "Video views",
            "Reached audience",
            "Profile views",
            "Likes",
            "Shares",
            "Comments",
            "Phone number clicks ",
            "Net growth",
        ],
        ["2025/10/31", 715, "NAN", 25, 26, 4, 7, 0, 10],
    )
    audience = table(
        ["Date", "New followers", "Total followers", "Reached audience", "Engaged audience"],
        ["2025/10/31", 10, "--", "612", "NAN"],
    )
    days = read(("o.csv", overview.encode()), ("a.csv", audience.encode())).days
    assert len(days) == 1
    assert (days["shares"][0], days["comments"][0], days["viewers"][0]) == (4, 7, 612)
    assert column(days, "followers") == [None]


def test_audience_files_become_rows() -> None:
    """Follower make-up is read as shares, and what tells something else is known and set aside with the reason."""
    gender, job = studio(["Male", "0.41"], header=["Gender", "Distribution"]), "Category,Value,%\nJob title,Cook,0.2\n"
    reading = read(("FollowerGender.csv", gender), ("d.csv", job.encode()))
    files = reading.files
    assert [(file.table, file.rows, file.kept) for file in files] == [("audience", 1, 1), ("audience", 1, 0)]
    assert reading.audience[["platform", "kind", "key", "value"]].to_numpy().tolist() == [
        ["tiktok", "gender", "Male", 0.41]
    ]
    assert "who saw one post" in files[1].set_aside["reason"][0]


def test_instagram() -> None:
    """Pacific time, kinds of posts, several lines in a caption; another owner's blank reach makes a 0 doubtful."""
    reading = read(("ig.csv", instagram(
        {},
        {"Post ID": "18041234567890124", "Post type": "IG carousel"},
        {"Post ID": "18041234567890125", "Account username": "other", "Reach": "", "Saves": 0, "Post type": "IG image"},
        {"Post ID": "18041234567890126", "Saves": 0, "Post type": "IG story"},
        {"Post ID": "18041234567890127", "Date": "2026-02-12"},
    )))  # fmt: skip
    videos = reading.videos
    assert column(videos, "media") == ["video", "carousel", "photo", "story"]
    assert column(videos, "saves") == [11, 11, None, 0]
    assert videos["posted_at"][0] == pd.Timestamp("2026-02-11T17:00Z")
    assert videos["title"][0] == "two\nlines"
    assert videos["platform"][0] == "instagram"
    assert reading.files[0].set_aside["row"].tolist() == [6]


def test_files_of_one_account_join_newest_first_and_fill_gaps() -> None:
    """One row a video: the later counts, with the saves that only the other file has."""
    videos = read(("v.csv", VIDEOS), ("Content.csv", CONTENT)).videos
    assert len(videos) == 3
    first = videos.iloc[0]
    assert (first["views"], first["likes"], first["saves"]) == (180000, 1800, 180)


def test_the_same_file_twice_changes_nothing() -> None:
    """Counted once, rows without any id included, and the report says so."""
    sheet = b"Title,Views,Saves\nhi,5,1\nhi,5,1\n"
    once = read(("a.csv", sheet), ("v.csv", VIDEOS))
    twice = read(("a.csv", sheet), ("v.csv", VIDEOS), ("v (1).csv", VIDEOS), ("b.csv", sheet))
    pd.testing.assert_frame_equal(once.videos, twice.videos)
    assert len(once.videos) == 4
    assert "same file as “v.csv”" in twice.files[2].problems[-1]


def test_export_reads_back_to_the_same_table() -> None:
    """What `export` writes is a format of its own and loses nothing, not even a title like a formula."""
    videos = read(
        ("v.csv", VIDEOS),
        ("Content.csv", CONTENT),
        ("ig.csv", instagram({})),
        ("p.csv", b"Title,Saves,Views,Posted\n'=x,1,2,2025-03-04\n NA ,,7,\n"),
    ).videos
    text = videos_csv(videos).decode()
    assert "\n'=" not in text
    assert ",=" not in text
    back = read(("videos.csv", text.encode()))
    assert back.files[0].format == "worthsaving-videos"
    pd.testing.assert_frame_equal(back.videos, videos)


def test_xlsx_reads_like_csv() -> None:
    """The same rows as a workbook give the same table."""
    row = ["a", link(MORNING), "2025/10/31 18:19:10", 10, 5, 4, 3, 2]
    as_csv, as_xlsx = read(("v.csv", business(row))), read(("v.xlsx", xlsx([BUSINESS, row])))
    pd.testing.assert_frame_equal(as_csv.videos, as_xlsx.videos)


def test_plain_table() -> None:
    """Any table with plain headers is read; totals and rows that are no numbers are set aside with their number."""
    file_text = "Title;Saved;Views;Date\nhi;1.234;20.000;13/03/2026\nyo;many;1;01/04/2026\nTotal;5;6;\n"
    reading = read(("sheet.csv", file_text.encode()))
    file = reading.files[0]
    assert (reading.videos["saves"][0], reading.videos["views"][0]) == (1234, 20000)
    assert reading.videos["posted_day_local"][0] == pd.Timestamp(2026, 3, 13)
    assert file.set_aside[["row", "reason"]].to_numpy().tolist() == [
        [3, "“Saved” is “many”, which is not a whole number"],
        [4, "it sums the other rows"],
    ]
    assert file.set_aside["text"][1] == "Total,5,6,"
    assert "“Saved”" in file.saves_meaning


def test_headers_may_repeat_and_vary() -> None:
    """Case, blanks and a second column of the same name do not matter."""
    header = ["VIDEO TITLE ", " video link", "Post Time", "Video Views", "Likes", "Likes", "add to favorites"]
    reading = read(("v.csv", business(["a", link(MORNING), "2025/10/31 18:19:10", 9, 8, 7, 6], header=header)))
    assert (reading.videos["likes"][0], reading.videos["saves"][0]) == (8, 6)
    assert reading.files[0].saves == "add to favorites"


def test_more_saves_than_views_is_kept_and_told() -> None:
    """A fault in the data is shown, not hidden."""
    reading = read(("v.csv", business(["a", link(MORNING), "2025/10/31 18:19:10", 9, 8, 7, 6, 10])))
    assert reading.videos["saves"][0] == 10
    assert "row 2" in reading.files[0].problems[0]


def test_rounded_ids_are_not_used() -> None:
    """A spreadsheet's 7.52762E+18 is no id, and two of them are not one video."""
    reading = read(("s.csv", b"Video ID,Title,Views,Saves\n7.52762E+18,a,5,1\n7.52762E+18,b,6,1\n"))
    assert column(reading.videos, "video_id") == ["", ""]
    assert "rounded" in reading.files[0].problems[0]


def test_rows_of_another_width_are_set_aside() -> None:
    """A row with a comma too many shifts nothing."""
    data = VIDEOS + b"\nx,y,https://a,2025/10/31 18:19:10,1,2,3,4,5\nshort,row"
    file = read(("v.csv", data)).files[0]
    assert (file.rows, file.kept) == (4, 2)
    assert file.set_aside["row"].tolist() == [4, 5]
    assert "9 cells where the header has 8" in file.set_aside["reason"][0]


def test_header_only_is_known_with_no_rows() -> None:
    """An export without rows is recognised and the user hears that it is empty."""
    file = read(("Content.csv", studio())).files[0]
    assert (file.format, file.rows) == ("tiktok-studio-content", 0)
    assert "nothing under it" in file.problems[0]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.csv", b"", "empty"),
        ("me.csv", b"\xff\xd8\xff\xe0" + b"\0" * 99, "picture"),
        ("page.csv", b"<!DOCTYPE html><html>", "web page"),
        ("cut.zip", zipped(a_csv=b"a,b\n" * 99)[:80], "cut off"),
        ("Posts.txt", b"Date: 2025-03-31 22:33:17 UTC\nLink: https://x\nLike(s): 60\n", "private messages"),
        ("renamed.txt", b"Date: 2025-03-31 22:33:17 UTC\nLink: https://x\nLike(s): 60\n", "private messages"),
        ("d.json", b'{"Video": {"Videos": {"VideoList": null}}}', "private messages"),
        ("u.csv", b"foo,bar\n1,2\n", "“foo”, “bar”"),
        ("noise.csv", bytes(range(256)) * 4, "not text"),
    ],
)
def test_one_bad_file_stops_no_other(name: str, data: bytes, says: str) -> None:
    """A bad file is told by its own report; the rest is read."""
    reading = read((name, data), ("v.csv", VIDEOS))
    assert reading.files[0].format is None
    assert says in reading.files[0].problems[0]
    assert len(reading.videos) == 2


def test_studio_header_constant_is_the_eight_real_ones() -> None:
    """The made-up Studio file has the true header, which has no saves."""
    assert len(STUDIO) == 8
    assert not any("save" in header.lower() or "favorite" in header.lower() for header in STUDIO)
