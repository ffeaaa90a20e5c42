"""XLSX becomes rows of text, sheet by sheet."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from tests.reading.made import xlsx, zipped_names
from worthsaving import UnreadableFile
from worthsaving.reading.container import workbook


def cells(*row: object) -> list[str]:
    """How the cells of one row come out."""
    return workbook.sheets(xlsx([list(row)]))[0][1][0]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("01", "01"),
        (" a ", " a "),
        (5, "5"),
        (5.0, "5"),
        (2.5, "2.5"),
        (-3, "-3"),
        (True, "TRUE"),
        (999_999_999_999_999, "999999999999999"),
        (-999_999_999_999_999, "-999999999999999"),
        (10**15, "1.000000e+15"),
        (7527623000473079054, "7.527623e+18"),
        (dt.datetime(2026, 3, 1, 9, 5), "2026-03-01 09:05:00"),
        (dt.datetime(2026, 3, 1), "2026-03-01"),
        (dt.timedelta(minutes=1, seconds=5), "65"),
    ],
)  # fmt: skip
def test_a_cell_is_text_that_the_reader_understands(cell: object, text: str) -> None:
    """Text stays, whole numbers have no fraction, too long ones say so, dates are year first, lengths are seconds."""
    assert cells("x", cell)[1] == text


def test_sheets_keep_their_names_and_order_and_empty_ones_go() -> None:
    """A new workbook has sheets that nobody used."""
    assert [name for name, _ in workbook.sheets(xlsx([["a"]], [], [["b"]]))] == ["Sheet 1", "Sheet 3"]


def test_rows_above_the_table_stay_where_they_are() -> None:
    """Row numbers in the report are those of the sheet."""
    assert workbook.sheets(xlsx([[], ["a", "b"], [1, 2]]))[0][1] == [["", ""], ["a", "b"], ["1", "2"]]


def with_part(part: str, content: bytes) -> bytes:
    """A workbook in which this part holds something else."""
    book = zipfile.ZipFile(io.BytesIO(xlsx([["a", "b"], [1, 2]])))
    return zipped_names({name: content if name == part else book.read(name) for name in book.namelist()})


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("content", [b"", b"<a", b"\0\xff"], ids=["nothing", "cut off", "noise"])
def test_a_damaged_part_is_a_refusal_not_a_crash(part: str, content: bytes) -> None:
    """Whichever part it is."""
    with pytest.raises(UnreadableFile, match="damaged or cut off"):
        workbook.sheets(with_part(part, content))


def test_a_sheet_that_is_none_has_no_cells() -> None:
    """Whole XML with something else in it is an empty sheet."""
    assert workbook.sheets(with_part("xl/worksheets/sheet1.xml", b"<a/>")) == []


def test_cells_of_all_sheets_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten small sheets cost what a large one does."""
    monkeypatch.setattr(workbook, "MOST_CELLS", 10)
    sheet = [["a", "b"]] * 3
    assert len(workbook.sheets(xlsx(sheet))) == 1
    with pytest.raises(UnreadableFile, match="too large to be opened"):
        workbook.sheets(xlsx(sheet, sheet))
