"""Which records of a file are kept, and for each other one the reason."""

from __future__ import annotations

import numpy as np
import pytest

from worthsaving.reading.tables import rows
from worthsaving.reading.tables.rows import Rejection, Remarks, numbered, set_aside
from worthsaving.reading.text.table import TextTable, parse


def table() -> TextTable:
    """Four rows, a blank line, and one row of another width (row 7)."""
    return parse(b'Title,Views\na,1\nb,many\n\nc,few\n"d, e",4\nshort\n')


def rejection(*mask: int, why: str, cells: TextTable | None = None) -> Rejection:
    """The records with a 1 rejected; with `cells`, by what stands in the table's second column."""
    return Rejection(np.array(mask, dtype=bool), why, None if cells is None else cells.column(1))


def reasons(found: TextTable, *rejected: Rejection) -> list[tuple[int, str]]:
    """Row number and reason of each row set aside."""
    frame = set_aside(found, rejected)[1]
    return list(zip(frame["row"], frame["reason"], strict=True))


def test_without_a_reason_every_row_stays() -> None:
    """Only the row of another width is set aside, with its reason."""
    assert set_aside(table(), [])[0].tolist() == [True] * 4
    assert reasons(table()) == [(7, "1 cell where the header has 2, so it is not clear which is which")]


def test_the_first_reason_counts() -> None:
    """A row is set aside once, however much is wrong with it."""
    rejected = rejection(0, 1, 0, 0, why="first"), rejection(1, 1, 0, 0, why="second")
    assert reasons(table(), *rejected)[:2] == [(2, "second"), (3, "first")]
    assert set_aside(table(), rejected)[0].tolist() == [False, False, True, True]


def test_a_cell_is_quoted_in_its_reason_and_cut_where_it_is_long() -> None:
    """Each row with its own cell, up to 40 characters; the row number counts blank lines, the header is row 1."""
    found = parse(b"Title,Views\na,many\n\nb," + b"x" * 40 + b"\nc," + b"y" * 41 + b"\n")
    quoted = reasons(found, rejection(1, 1, 1, why="is “{cell}”", cells=found))
    assert quoted == [(2, "is “many”"), (4, f"is “{'x' * 40}”"), (5, f"is “{'y' * 40}”")]


def test_a_cell_that_looks_like_a_blank_to_fill_is_only_text() -> None:
    """A user's own braces stand as they are."""
    found = parse(b"Title,Views\na,{cell} {0}\n")
    assert reasons(found, rejection(1, why="is “{cell}”", cells=found)) == [(2, "is “{cell} {0}”")]


def test_the_row_stands_beside_its_reason_as_a_line_of_a_file() -> None:
    """Cells with a comma in quotes; a very long row is cut."""
    found = parse(b'Title,Views\n"d, e",4\n' + b"x" * 9999 + b",5\n")
    texts = set_aside(found, [rejection(1, 1, why="no")])[1]["text"].tolist()
    assert texts == ['"d, e",4', "x" * rows.LONGEST_TEXT]


def test_kept_and_set_aside_are_all_rows() -> None:
    """Whatever the reasons."""
    for mask in np.ndindex(2, 2, 2, 2):
        keep, aside = set_aside(table(), [rejection(*mask, why="no")])
        assert keep.sum() + len(aside) == 5


@pytest.mark.parametrize(
    ("places", "text"),
    [
        ([4], "row 4"),
        ([4, 7], "rows 4 and 7"),
        ([4, 7, 9], "rows 4, 7 and 9"),
        ([1, 2, 3, 4, 5], "rows 1, 2, 3, 4 and 5"),
        ([1, 2, 3, 4, 5, 6], "rows 1, 2, 3, 4, 5 and 1 more"),
    ],
)
def test_row_numbers_read_as_words(places: list[int], text: str) -> None:
    """The first five by number, the rest counted."""
    assert numbered(places) == text
    assert numbered(np.array(places)) == text


def test_a_cell_of_a_row_that_is_set_aside_already_gives_no_reason() -> None:
    """The first reason counts, with a cell in it or without."""
    found = table()
    rejected = rejection(0, 1, 0, 0, why="first"), rejection(0, 1, 1, 0, why="is “{cell}”", cells=found)
    assert reasons(found, *rejected)[:2] == [(3, "first"), (5, "is “few”")]


def test_remarks_add_up_in_order() -> None:
    """Each list is continued by the other's."""
    first = Remarks(("a",), ("b",), ("c",), ("d",), (rejection(1, why="e"),))
    second = Remarks(("1",), ("2",), ("3",), ("4",), (rejection(1, why="5"),))
    both = first + second
    assert (both.problems, both.lacks, both.asks, both.rounded) == (("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"))
    assert [rejected.why for rejected in both.rejected] == ["e", "5"]
