"""Counts as people and programs write them."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from worthsaving.reading.values.counts import read_counts


def column(*texts: str) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(texts, pa.string())])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), (" 12 ", 12), ("-4", -4), ("0", 0), ("1,234", 1234), ("1,234,567", 1234567), ("12.345", 12345),
        ("1 234", 1234), ("1\u202f234", 1234), ("1.2K", 1200), ("1,2K", 1200), ("3.5M", 3_500_000), ("3万", 30_000),
        ("1234.0", 1234), ("１２", 12), ("1'234", 1234),
    ],
)  # fmt: skip
def test_numbers(text: str, number: int) -> None:
    """Separators, units and other scripts are read."""
    counts = read_counts(column(text))
    assert counts.values.tolist() == [number]
    assert not counts.bad.any()


@pytest.mark.parametrize("text", ["", "undefined", "NAN", "nan", "--", "N/A", "null", " - "])
def test_missing_is_missing(text: str) -> None:
    """Words for no data are <NA>, never 0, and no fault."""
    counts = read_counts(column(text, "5"))
    assert counts.values[0] is pd.NA
    assert not counts.bad.any()


@pytest.mark.parametrize("text", ["abc", "0.35", "1.2.3", "12x", "7527623000473079054", "2025-10-31", "5%"])
def test_no_count_is_bad(text: str) -> None:
    """What is no count is told apart from missing."""
    counts = read_counts(column(text, "5"))
    assert counts.values[0] is pd.NA
    assert counts.bad.tolist() == [True, False]


def test_the_column_decides_what_a_dot_is() -> None:
    """Beside 1234.0 the dot is a decimal mark, and 12.345 no count."""
    assert read_counts(column("1234.0", "12.345")).bad.tolist() == [False, True]
