"""Tables that people made themselves, in their own words."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.reading.made import TODAY, link
from worthsaving import read_files
from worthsaving.data.load import declared
from worthsaving.reading.formats import formats
from worthsaving.reading.formats.headers import key

LINK = link(dt.datetime(2025, 10, 31, 18, 19, 5))
COUNTS = ("views", "likes", "comments", "shares", "saves", "downloads")


def aliases(table: str) -> list[tuple[str, str]]:
    columns = declared("formats")["generic"][table]["columns"]
    return [(column, header) for column, headers in columns.items() for header in headers]


def test_the_sheet_that_the_notes_promise() -> None:
    """Video link, Views, Likes, Comments, Saves: what the notes tell people to write down is read in full."""
    sheet = f"Video link,Views,Likes,Comments,Saves\n{LINK},1000,50,7,12\n"
    reading = read_files([("mine.csv", sheet.encode())], today=TODAY)
    row, file = reading.videos.iloc[0], reading.files[0]
    assert [row[c] for c in ("views", "likes", "comments", "saves")] == [1000, 50, 7, 12]
    assert (row["platform"], row["account"], row["posted_at"].year) == ("tiktok", "mila.bakes", 2025)
    assert (file.saves, file.problems, file.ignored) == ("Saves", (), ())


@pytest.mark.parametrize(("column", "header"), aliases("videos"))
def test_every_declared_name_of_a_videos_column_is_read(column: str, header: str) -> None:
    """No row of the data is idle, and none is taken for another column."""
    others = ["video link", "views", "title"]
    match = formats.recognise(
        [header, *(name for name in others if name not in {column, "video link" if column == "link" else ""})]
    )
    assert match.columns[column] == 0


@pytest.mark.parametrize(("column", "header"), aliases("days"))
def test_every_declared_name_of_a_days_column_is_known(column: str, header: str) -> None:
    """The same for tables of days."""
    assert key(header) in formats.general("days").columns[column]


def test_no_name_means_two_columns() -> None:
    """A header that two columns claim would be read by chance, and one that stands twice is idle."""
    for table in ("videos", "days"):
        names = [key(header) for _, header in aliases(table)]
        assert {name for name in names if names.count(name) > 1} == set()


@pytest.mark.parametrize("word", declared("words")["total"])
def test_a_row_of_sums_is_set_aside(word: str) -> None:
    """In every declared language, in capitals and with a colon."""
    spelt = (word, word.upper(), f"{word.capitalize()}:")
    data = "Title,Views,Saves\na b c,5,1\n" + "".join(f"{cell},5,1\n" for cell in spelt)
    file = read_files([("s.csv", data.encode())], today=TODAY).files[0]
    assert file.set_aside["reason"].tolist() == ["it sums the other rows"] * len(spelt)


@pytest.mark.parametrize(
    "header",
    [
        "Favorite videos seen",
        "authorMeta/digg",
        "favoriteCount",
        "video_download_count",
        "Profile views",
        "heartCount",
        "author_diggcount",
        "Save rate",
        "Liked",
        "authorStats.diggCount",
    ],
)
def test_look_alikes_never_count(header: str) -> None:
    """Names that only look like a count of ours are not taken for one."""
    columns = formats.recognise(["Title", "Views", header]).columns
    assert 2 not in {place for column, place in columns.items() if column != "downloads"}


def test_dates_that_stay_open_are_asked_about() -> None:
    """The report says so in a way that a page can act on, and shows the first rows."""
    file = read_files([("s.csv", b"Title,Views,Saves,Date\na,5,1,03/04/2025\n")], today=TODAY).files[0]
    assert file.asks == ("date_order",)
    assert file.preview == (("a", "5", "1", "03/04/2025"),)
    assert "Say which comes first" in file.problems[0]


def test_an_unknown_table_comes_with_its_first_rows() -> None:
    """Five of them, so that its owner can say which column is which."""
    sheet = "foo,bar\n" + "".join(f"{n},x\n" for n in range(9))
    file = read_files([("s.csv", sheet.encode())], today=TODAY).files[0]
    assert (file.format, file.asks, file.header) == (None, ("columns",), ("foo", "bar"))
    assert [row[0] for row in file.preview] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    "header",
    ["Impressions", "impression_count", "Total impressions", "Impressions (total)", "Impressionen", "曝光量", "Показы"],
)
@pytest.mark.parametrize("first", ["Title", "Date"])
def test_impressions_stand_as_views_where_there_are_none(header: str, first: str) -> None:
    """And a line says so, with the header as the file has it."""
    rows = f"{first},Likes,{header}\n2026-01-01,1,50\n2026-01-02,2,60\n"
    reading = read_files([("x.csv", rows.encode())])
    table = reading.videos if first == "Title" else reading.days
    assert table["views"].tolist() == [50, 60]
    assert any(f"so “{header}” stands as views here" in line for line in reading.files[0].lacks)
    assert reading.files[0].ignored == ()


@pytest.mark.parametrize("views", ["Views", "Post views", "播放量"])
def test_views_win_where_both_stand(views: str) -> None:
    """Before or after the impressions, which are named as unused."""
    for header in (f"Title,Impressions,{views}", f"Title,{views},Impressions"):
        reading = read_files([("x.csv", f"{header}\na,50,50\nb,60,60\n".encode())])
        assert reading.files[0].columns[views] == "views"
        assert reading.files[0].ignored == ("Impressions",)
        assert not any("stands as views" in line for line in reading.files[0].lacks)


@pytest.mark.parametrize(
    "header", ["Paid impressions", "Impressions rate", "Impressions per post", "Cost per impression"]
)
def test_other_impressions_are_no_views(header: str) -> None:
    """Those that were paid for, and rates."""
    reading = read_files([("x.csv", f"Title,Likes,{header}\na,1,50\nb,2,60\n".encode())])
    assert reading.videos["views"].isna().all()


def test_of_two_columns_of_impressions_the_plain_one_stands() -> None:
    """Whatever the order."""
    reading = read_files([("x.csv", b"Title,Likes,Total impressions,Impressions\na,1,50,40\nb,2,60,41\n")])
    assert reading.videos["views"].tolist() == [40, 41]


def test_impressions_stand_in_the_rows_without_views() -> None:
    """One sheet of several networks: each row has the count that its network has, and the rows are named."""
    rows = "Platform,Title,Views,Impressions\ntiktok,a,50,\nlinkedin,b,,60\nx,c,,\ntiktok,d,70,900\n"
    reading = read_files([("x.csv", rows.encode())])
    assert reading.videos["views"].fillna(-1).tolist() == [50, 60, -1, 70]
    assert "“Impressions” stands as views in row 3, where “Views” is blank." in reading.files[0].problems
    assert reading.files[0].ignored == ()
