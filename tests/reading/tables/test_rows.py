"""Which records of a file are kept, and for each other one the reason."""

from __future__ import annotations

import numpy as np
import pytest

from worthsaving.reading.tables import rows
from worthsaving.reading.tables.rows import Reasons, numbered
from worthsaving.reading.text.table import TextTable, parse


def table() -> TextTable:
    """Four rows, a blank line, and one row of another width (row 7)."""
    return parse(b'Title,Views\na,1\nb,many\n\nc,few\n"d, e",4\nshort\n')


def reasons_of(found: Reasons) -> list[tuple[int, str]]:
    """Row number and reason of each row set aside."""
    frame = found.set_aside()
    return list(zip(frame["row"], frame["reason"], strict=True))


def test_without_a_reason_every_row_stays() -> None:
    """Only the row of another width is set aside, with its reason."""
    found = Reasons(table())
    assert found.keep.tolist() == [True] * 4
    assert reasons_of(found) == [(7, "1 cell where the header has 2, so it is not clear which is which")]


def test_the_first_reason_counts() -> None:
    """A row is set aside once, however much is wrong with it."""
    found = Reasons(table())
    found.give(np.array([False, True, False, False]), "first")
    found.give(np.array([True, True, False, False]), "second")
    assert reasons_of(found)[:2] == [(2, "second"), (3, "first")]
    assert found.keep.tolist() == [False, False, True, True]


def test_a_cell_is_quoted_in_its_reason_and_cut_where_it_is_long() -> None:
    """Each row with its own cell; the row number counts blank lines, the header is row 1."""
    found = Reasons(parse(b"Title,Views\na,many\n\nb," + b"x" * 99 + b"\n"))
    found.give_each(found.table.column(1), np.array([True, True]), "is “{cell}”")
    assert reasons_of(found) == [(2, "is “many”"), (4, f"is “{'x' * rows.LONGEST_CELL}”")]


def test_a_cell_that_looks_like_a_blank_to_fill_is_only_text() -> None:
    """A user's own braces stand as they are."""
    found = Reasons(parse(b"Title,Views\na,{cell} {0}\n"))
    found.give_each(found.table.column(1), np.array([True]), "is “{cell}”")
    assert reasons_of(found) == [(2, "is “{cell} {0}”")]


def test_the_row_stands_beside_its_reason_as_a_line_of_a_file() -> None:
    """Cells with a comma in quotes; a very long row is cut."""
    found = Reasons(parse(b'Title,Views\n"d, e",4\n' + b"x" * 9999 + b",5\n"))
    found.give(np.array([True, True]), "no")
    texts = found.set_aside()["text"].tolist()
    assert texts == ['"d, e",4', "x" * rows.LONGEST_TEXT]


def test_kept_and_set_aside_are_all_rows() -> None:
    """Whatever the reasons."""
    for mask in np.ndindex(2, 2, 2, 2):
        found = Reasons(table())
        found.give(np.array(mask, dtype=bool), "no")
        assert found.keep.sum() + len(found.set_aside()) == 5


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([4], "row 4"),
        ([4, 7], "rows 4 and 7"),
        ([4, 7, 9], "rows 4, 7 and 9"),
        ([1, 2, 3, 4, 5], "rows 1, 2, 3, 4 and 5"),
        ([1, 2, 3, 4, 5, 6], "rows 1, 2, 3, 4, 5 and 1 more"),
    ],
)
def test_row_numbers_read_as_words(places: list[int], said: str) -> None:
    """The first few by number, the rest counted."""
    assert numbered(places) == said
    assert numbered(np.array(places)) == said


def test_a_cell_of_a_row_that_is_set_aside_already_gives_no_reason() -> None:
    """The first reason counts, whichever way it was given."""
    found = Reasons(table())
    found.give(np.array([False, True, False, False]), "first")
    found.give_each(found.table.column(1), np.array([False, True, True, False]), "is “{cell}”")
    assert reasons_of(found)[:2] == [(3, "first"), (5, "is “few”")]
