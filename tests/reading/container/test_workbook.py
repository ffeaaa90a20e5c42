"""XLSX becomes rows of text, sheet by sheet."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from xml.parsers.expat import ExpatError

import pytest

from tests.reading.made import xlsx, zipped_names
from worthsaving import UnreadableFile
from worthsaving.reading.container import workbook
from worthsaving.reading.container.workbook import MOST_AREA, extent


def cells(*row: object) -> list[str]:
    """How the cells of one row come out."""
    return workbook.sheets(xlsx([list(row)]))[0].rows[0]


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
    assert [sheet.name for sheet in workbook.sheets(xlsx([["a"]], [], [["b"]]))] == ["Sheet 1", "Sheet 3"]


def test_rows_above_the_table_stay_where_they_are() -> None:
    """Row numbers in the report are those of the sheet."""
    assert workbook.sheets(xlsx([[], ["a", "b"], [1, 2]]))[0].rows == [["", ""], ["a", "b"], ["1", "2"]]


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


@pytest.mark.parametrize(
    ("name", "content", "read"),
    [
        ("xl/metadata", b"1.0\n3\x11\xe7 not XML", True),
        ("xl/metadata", b"1.0\n<sheetData><c", False),
        ("xl/metadata", "1.0\n<sheetData><c".encode("utf-16-le"), False),
        ("xl/other.xml", b"1.0\n not XML", False),
    ],
)
def test_another_programs_own_part_is_passed_over(name: str, content: bytes, read: bool) -> None:
    """Google Sheets puts such a part, which is no XML, into its workbooks; what could be a sheet is still examined."""
    book = zipfile.ZipFile(io.BytesIO(xlsx([["a", "b"], [1, 2]])))
    data = zipped_names({**{part: book.read(part) for part in book.namelist()}, name: content})
    if read:
        assert workbook.sheets(data)[0].rows == [["a", "b"], ["1", "2"]]
    else:
        with pytest.raises(UnreadableFile):
            workbook.sheets(data)


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


def sheet(inside: str, most: int = 100) -> int:
    """The cells in a sheet of this content."""
    return extent(io.BytesIO(f"<worksheet><sheetData>{inside}</sheetData></worksheet>".encode()), most)


def test_cells_are_counted() -> None:
    """With a place or without, under any prefix."""
    assert sheet('<row r="1"><c r="A1"/><c r="B1"><v>5</v></c></row><row><c/></row>') == 3
    assert sheet('<x:row xmlns:x="u" r="1"><x:c r="A1"/></x:row>') == 1


def test_another_part_has_no_cells() -> None:
    """Styles and names are not counted."""
    assert extent(io.BytesIO(b"<styleSheet><cellXfs count='5'><xf/></cellXfs></styleSheet>"), 1) == 0


@pytest.mark.parametrize(
    "place", ["B999999999995", "ZZZZZ1", "b-1", "", "A0", "1A", "A1:B2", "Å1", "A" * 100_000 + "1"]
)
def test_a_place_that_no_sheet_has_is_refused(place: str) -> None:
    """It would end the program that believes it."""
    with pytest.raises(UnreadableFile, match="no sheet has"):
        sheet(f'<row r="1"><c r="{place}"/></row>')


@pytest.mark.parametrize("number", ["-1", "1e9", "99999999", "x", ""])
def test_a_row_number_that_no_sheet_has_is_refused(number: str) -> None:
    """The same for rows."""
    with pytest.raises(UnreadableFile, match="no sheet has"):
        sheet(f'<row r="{number}"><c/></row>')


def test_two_cells_far_apart_are_an_area_too_large() -> None:
    """The grid between them would be built; one far row of few columns is fine."""
    with pytest.raises(UnreadableFile, match="1,048,576 rows and 16,384 columns"):
        sheet('<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>')
    assert MOST_AREA > 1_048_576 * 4
    assert sheet('<row r="1048576"><c r="D1048576"/></row>') == 1


def test_more_cells_than_allowed_are_refused() -> None:
    """However small each is."""
    assert sheet("<row>" + "<c/>" * 100 + "</row>") == 100
    with pytest.raises(UnreadableFile, match="too large"):
        sheet("<row>" + "<c/>" * 101 + "</row>")


@pytest.mark.parametrize(
    "inside",
    [
        '<row r="4"><c r="C4"/></row>',
        "<row><c/><c/><c/></row>" + "<row/>" * 3,
        '<row r="3"><c r="A3"/><c/><c/></row><row><c/></row>',
    ],
)
def test_cells_without_a_place_follow_the_one_before(inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four rows of three columns, however they are written: the area counts."""
    monkeypatch.setattr("worthsaving.reading.container.workbook.MOST_AREA", 12)
    assert sheet(inside) >= 1
    monkeypatch.setattr("worthsaving.reading.container.workbook.MOST_AREA", 11)
    with pytest.raises(UnreadableFile, match="over 4 rows and 3 columns"):
        sheet(inside)


def test_what_is_no_xml_is_an_error() -> None:
    """The caller calls the workbook damaged."""
    with pytest.raises(ExpatError):
        extent(io.BytesIO(b"<a><b></a>"), 1)
