"""Records of the wrong width."""

from __future__ import annotations

import pytest

from worthsaving.reading.mend import mended, reread
from worthsaving.reading.records import Record


def cells(text: str, width: int) -> list[tuple[str, ...]]:
    return [record.cells for record in mended([Record(1, (), text)], ",", width)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('1,"2,b,"c, d"', ("1", '"2', "b", "c, d")),
        ('1,"Board, 24"","c, d",e', ("1", 'Board, 24"', "c, d", "e")),
        ('"1,""a, b"",c,d"', ("1", "a, b", "c", "d")),
        ('1, "a, b", c,d', ("1", "a, b", " c", "d")),
    ],
)
def test_the_reading_with_the_right_width_is_taken(text: str, expected: tuple[str, ...]) -> None:
    """A stray quote, one that should have been doubled, a packed record, blanks before quotes."""
    assert cells(text, 4) == [expected]


def test_lines_that_a_quote_swallowed_come_back() -> None:
    """A record over several lines is read line by line where the lines fit."""
    assert cells('1,"2,3\n4,5,6\n7,8,9', 3) == [("1", '"2', "3"), ("4", "5", "6"), ("7", "8", "9")]


def test_what_no_reading_explains_stays_as_it_is() -> None:
    """Nothing is forced into the width."""
    assert cells("1,2", 4) == [("1", "2")]


def test_a_single_line_may_be_read_again() -> None:
    """A header with a stray quote is still the header."""
    assert reread(Record(1, ('a,b","c',), '"a,b,"c"'), ",", 3).cells == ('"a', "b", "c")
