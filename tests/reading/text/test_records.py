"""The lenient reader of delimited text."""

from __future__ import annotations

import pytest

from worthsaving.reading.text import records as module
from worthsaving.reading.text.records import Record, records


def cells(text: str, delimiter: str = ",") -> list[tuple[str, ...]]:
    """The cells of each record."""
    return [record.cells for record in records(text, delimiter)]


def test_quotes_hold_delimiters_lines_and_quotes() -> None:
    """A doubled quote is one; a quote in the middle of a cell is a letter."""
    assert cells('"a, b","c\nd","e ""f"" g",5" x\n') == [("a, b", "c\nd", 'e "f" g', '5" x')]


def test_a_quote_that_never_closes_is_a_letter() -> None:
    """The lines after it are records of their own; a last line that the file's end cuts is marked."""
    assert cells('"a,b\nc,d\n') == [('"a', "b"), ("c", "d")]
    assert [record.cut for record in records('a,b\n"c,d', ",")] == [False, True]


def test_blank_lines_are_counted_and_left_out() -> None:
    """Each record knows its number, its text and where its line ends."""
    assert list(records("a,b\r\n\r\nc,d", ",")) == [
        Record(1, ("a", "b"), "a,b", cut=False, end=5),
        Record(3, ("c", "d"), "c,d", cut=False, end=10),
    ]


@pytest.mark.parametrize(("before", "searched"), [(1, True), (2, False), (3, False)])
def test_a_closing_quote_is_searched_for_a_bounded_number_of_times(
    before: int, *, searched: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a bound of two: after two quotes that never close, a third is a letter without a search."""
    monkeypatch.setattr(module, "MOST_OPEN_QUOTES", 2)
    assert list(records('"a\n' * before + '"c,d', ","))[-1].cut is searched
