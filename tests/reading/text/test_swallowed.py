"""Records that a stray quote swallowed come back, and captions of several lines stay."""

from __future__ import annotations

import pytest

from worthsaving.reading.text.table import parse


def rows(text: str) -> list[tuple[str, ...]]:
    """The records of a table of three columns; none may stand apart."""
    table = parse(f"Title,Views,Saves\n{text}".encode())
    assert table.odd == ()
    return list(zip(*(column.to_pylist() for column in table.columns.columns), strict=True))


def test_a_stray_quote_swallows_no_row() -> None:
    """It runs to the next quote that may close; the rows between are rows again, each with its quote as a letter."""
    assert rows('"a,1,2\nb,3,4\n"c",5,6\nd,7,8\n') == [
        ('"a', "1", "2"),
        ("b", "3", "4"),
        ("c", "5", "6"),
        ("d", "7", "8"),
    ]


@pytest.mark.parametrize(
    "caption",
    ["two\nlines", "one, two\nthree, four", 'she said ""hi"",\nand left', "a\n\nb", "1,2\n3,4", "ends with a comma,\n"],
)
def test_a_caption_of_several_lines_stays_one_cell(caption: str) -> None:
    """Commas and doubled quotes in it included."""
    assert rows(f'"{caption}",1,2\nb,3,4\n') == [(caption.replace('""', '"'), "1", "2"), ("b", "3", "4")]


def test_the_rows_that_came_back_keep_their_place() -> None:
    """In the order of the file, before what follows."""
    found = rows("first,0,0\n" + '"a,1,2\nb,3,4\n"c",5,6\n' + "last,9,9\n")
    assert [row[0] for row in found] == ["first", '"a', "b", "c", "last"]


def test_a_table_of_two_columns_is_left_alone() -> None:
    """There a caption's own comma looks just like a column's."""
    table = parse(b'Title,Views\n"one, two\nthree, four",5\n"x",6\n')
    assert [column.to_pylist() for column in table.columns.columns] == [["one, two\nthree, four", "x"], ["5", "6"]]


@pytest.mark.parametrize(("width", "records"), [(2, 2), (3, 4), (4, 4)])
def test_swallowed_rows_are_looked_for_from_three_columns_on(width: int, records: int) -> None:
    """The same stray quote in a table of two, three and four columns: with two, the lines may be a caption's."""
    more = ",5" * (width - 1)
    header = ",".join(["Title", "Views", "Saves", "Likes"][:width])
    table = parse(f'{header}\n"a{more}\nb{more}\n"c"{more}\nd{more}\n'.encode())
    assert len(table.rows) == records
