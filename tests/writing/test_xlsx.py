"""The canonical tables as a workbook and as a CSV for Excel."""

import datetime as dt
import io

import openpyxl
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from tests.report.making import HOSTILE, hostile, samples
from worthsaving import schema
from worthsaving.reading import read_files
from worthsaving.reading.result import Reading
from worthsaving.writing import xlsx


def workbook(reading: Reading) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.xlsx_tables(reading)))


def column(sheet, name: str) -> list:
    heads = [cell.value for cell in sheet[1]]
    return [
        cell for (cell,) in sheet.iter_rows(min_row=2, min_col=heads.index(name) + 1, max_col=heads.index(name) + 1)
    ]


def ordered(videos: pd.DataFrame) -> pd.DataFrame:
    return videos.drop(columns=["source"]).sort_values(["platform", "video_id"]).reset_index(drop=True)


def test_cells_have_their_columns_type():
    """IDs are text with all digits, counts numbers, moments and days real dates."""
    reading = samples()
    sheet = workbook(reading)["Videos"]
    assert [cell.value for cell in sheet[1]] == [c.name for c in schema.VIDEOS]
    ids = column(sheet, "video_id")
    assert [cell.value for cell in ids] == list(reading.videos["video_id"])
    assert {cell.data_type for cell in ids} == {"s"}
    assert {cell.data_type for cell in column(sheet, "views")} <= {"n"}
    posted = [cell.value for cell in column(sheet, "posted_at") if cell.value is not None]
    assert posted
    assert all(isinstance(value, dt.datetime) for value in posted)
    assert all(isinstance(c.value, dt.datetime) for c in column(workbook(reading)["Days"], "day"))


def test_missing_is_an_empty_cell():
    """A count that is not known is empty, never 0."""
    reading = samples()
    cells = column(workbook(reading)["Videos"], "saves")
    assert [cell.value is None for cell in cells] == list(reading.videos["saves"].isna())


def test_no_text_is_a_formula_or_a_link():
    """Captions that start like formulas are text with an apostrophe in front; no cell is a formula or a link."""
    sheet = workbook(hostile())["Videos"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = [cell.value for cell in column(sheet, "title")]
    assert "'=cmd|' /C calc'!A0" in texts
    assert not [text for text in texts if text and text[0] in "=+-@\t\r"]
    assert any(text and len(text) == len(HOSTILE[9]) for text in texts)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_it_reads_back_to_the_same_videos(kind):
    """What was written can be dropped in again and is the same table."""
    reading = samples()
    data = xlsx.xlsx_tables(reading) if kind == "xlsx" else xlsx.excel_csv(reading.videos)
    again = read_files([(f"videos.{kind}", data)])
    assert all(not file.problems for file in again.files)
    assert_frame_equal(ordered(again.videos), ordered(reading.videos))


def marked(*rows: tuple) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["platform", "account", "day", "until", "text"])
    return schema.conform(
        table.assign(day=pd.to_datetime(table["day"]), until=pd.to_datetime(table["until"])), schema.MARKS
    )


def test_marks_have_a_sheet_of_their_own():
    """Days are dates, one about every account says so, and no text is a formula; the videos still read back."""
    marks = marked(
        ("tiktok", "tiny", "2026-05-01", None, "New hook"), ("*", "", "2026-05-03", "2026-05-06", HOSTILE[0])
    )
    data = xlsx.xlsx_tables(samples(), marks)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Videos", "Days", "Marks"]
    rows = [[cell.value for cell in row] for row in book["Marks"].iter_rows(min_row=2)]
    assert rows[0] == ["tiktok", "tiny", dt.datetime(2026, 5, 1), None, "New hook"]
    assert rows[1][:4] == ["*", None, dt.datetime(2026, 5, 3), dt.datetime(2026, 5, 6)]
    assert not [cell for row in book["Marks"].iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
    again = read_files([("tables.xlsx", data)])
    assert_frame_equal(ordered(again.videos), ordered(samples().videos))
    assert openpyxl.load_workbook(io.BytesIO(xlsx.xlsx_tables(samples(), marks.head(0)))).sheetnames == [
        "Videos",
        "Days",
    ]


def test_the_csv_starts_with_the_mark_that_excel_wants():
    """By the byte order mark Excel knows UTF-8 on a double click."""
    assert xlsx.excel_csv(samples().videos).startswith(b"\xef\xbb\xbfplatform,")


def test_a_long_table_goes_on_in_the_next_sheet(monkeypatch):
    """Rows beyond what a sheet holds are in a second one, none lost."""
    monkeypatch.setattr(xlsx, "MOST_ROWS", 100)
    book = workbook(samples())
    assert [book[name].max_row - 1 for name in ("Videos", "Videos 2", "Videos 3")] == [100, 100, 24]


def test_an_empty_reading_gives_the_heads():
    """Nothing read: a workbook with the two heads."""
    book = workbook(Reading())
    assert book.sheetnames == ["Videos", "Days"]
    assert book["Videos"].max_row == 1


@pytest.mark.parametrize("title", ["x" * 40_000, "=" * 40_000])
def test_a_text_longer_than_a_cell_is_cut(make_videos, title):
    """A spreadsheet's cell ends at 32,767 characters: what does not fit is cut, and the rest is not lost with it."""
    (cell,) = column(workbook(Reading(videos=make_videos(title=[title])))["Videos"], "title")
    assert cell.value == ("'" + title if title[0] == "=" else title)[:32_767]


def test_days_before_spreadsheets_began_are_text(make_videos):
    """A date that a spreadsheet cannot hold is written in words, not as a wrong day."""
    videos = make_videos(title=["old"], posted_at=["1899-01-02T03:04:05Z"])
    (cell,) = column(workbook(Reading(videos=videos))["Videos"], "posted_at")
    assert cell.value == "1899-01-02T03:04:05"
