"""How far the cells of a sheet reach, before anything is built of it."""

from __future__ import annotations

import io
from xml.parsers.expat import ExpatError

import pytest

from worthsaving import UnreadableFile
from worthsaving.reading.container.workbook import MOST_AREA, extent


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
