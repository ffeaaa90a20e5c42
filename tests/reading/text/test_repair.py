"""Records of the wrong width."""

from __future__ import annotations

import pytest

from worthsaving.reading.text import repair
from worthsaving.reading.text.records import Record
from worthsaving.reading.text.repair import repaired, reread


def cells(text: str, width: int) -> list[tuple[str, ...]]:
    return [record.cells for record in repaired([Record(1, (), text)], ",", width)]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('1,2,some text"a, b, c",d', ("1", "2", "some text", "a, b, c", "d")),
        ('1,2,"a, b, c"some text,d', ("1", "2", "a, b, c", "some text", "d")),
    ],
)
def test_a_delimiter_forgotten_next_to_a_quote_is_put_back(text: str, expected: tuple[str, ...]) -> None:
    """The quotes show where the cell ends, so its commas do not part it."""
    assert cells(text, 5) == [expected]


def test_two_places_for_a_forgotten_delimiter_are_no_reason_to_choose() -> None:
    """Where either of two places would do, the record stays as it is."""
    assert cells('1,"a"b"c"', 4) == [("1", 'a"b"c')]


def test_quotes_in_place_are_never_read_as_letters() -> None:
    """A record with a cell too few does not get its width by parting a quoted cell at its commas."""
    assert cells('12,"a, b",c', 4) == [("12", "a, b", "c")]


@pytest.mark.parametrize(("lines", "whole"), [("x\ny\n4,5,6", True), ("x\n4,5,6", False), ("x", True)])
def test_lines_come_back_only_where_more_than_half_of_them_fit(lines: str, *, whole: bool) -> None:
    """The first line fits: two of four lines may fit by chance, two of three are records, one of two is not."""
    found = cells(f'1,"2,3\n{lines}', 3)
    assert (len(found) == 1) is whole


def test_records_beyond_the_most_are_split_but_not_repaired(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first two of three with a bound of two."""
    monkeypatch.setattr(repair, "MOST_REPAIRED", 2)
    odd = [Record(number, (), '1,"2,b,"c, d"') for number in (1, 2, 3)]
    assert [len(record.cells) == 4 for record in repaired(odd, ",", 4)] == [True, True, False]


@pytest.mark.parametrize(("longest", "right"), [(12, False), (13, True), (14, True)])
def test_a_record_longer_than_the_longest_is_not_repaired(
    longest: int, *, right: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record has 13 characters."""
    monkeypatch.setattr(repair, "LONGEST", longest)
    assert (len(cells('1,"2,b,"c, d"', 4)[0]) == 4) is right


@pytest.mark.parametrize(("most", "records"), [(2, 1), (3, 3), (4, 3)])
def test_a_record_over_more_lines_than_the_most_is_not_read_line_by_line(
    most: int, records: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record has three lines."""
    monkeypatch.setattr(repair, "MOST_LINES", most)
    assert len(cells('1,"2,3\n4,5,6\n7,8,9', 3)) == records


@pytest.mark.parametrize(("longest", "right"), [(23, False), (24, True), (25, True)])
def test_in_a_line_longer_than_the_longest_no_delimiter_is_put_back(
    longest: int, *, right: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line has 24 characters."""
    monkeypatch.setattr(repair, "LONGEST_LINE", longest)
    assert (cells('1,2,some text"a, b, c",d', 5) == [("1", "2", "some text", "a, b, c", "d")]) is right
