"""Rows that sum the others."""

from __future__ import annotations

import pandas as pd
import pytest

from worthsaving.data.load import declared
from worthsaving.reading.tables.totals import total_rows
from worthsaving.reading.text.table import parse


def totals(*first: str, links: tuple[str, ...] | None = None) -> list[int]:
    """Which rows with these first cells are totals."""
    table = parse(("Title,Views\n" + "".join(f"{cell},1\n" for cell in first)).encode())
    identities = [] if links is None else [pd.Series(links, dtype="str")]
    return [at for rejected in total_rows(table, identities).rejected for at in rejected.mask.nonzero()[0]]


@pytest.mark.parametrize("word", declared("words")["total"])
def test_every_declared_word_is_a_total(word: str) -> None:
    """In any case, with a colon or a blank."""
    assert totals("soup", word, word.upper(), f"{word.capitalize()}:", f"{word} ") == [1, 2, 3, 4]


def test_a_title_with_the_word_in_it_is_a_video() -> None:
    """Only the whole cell counts."""
    assert totals("Total recall", "My total") == []


def test_a_row_with_a_link_of_its_own_is_a_video() -> None:
    """Whatever its title is; a link column that is the first column names no other video."""
    assert totals("Total", "Total", "Total", links=("", "https://x.org", "Total")) == [0, 2]
