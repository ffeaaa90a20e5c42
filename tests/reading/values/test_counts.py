"""Counts as people and programs write them."""

from __future__ import annotations

import unicodedata

import pandas as pd
import pyarrow as pa
import pytest

from worthsaving.data.load import declared
from worthsaving.reading.values.counts import parsed, read_counts


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


def read(*texts: str) -> list[int | None]:
    found = parsed(pa.array(texts, pa.string()))
    return [int(value) if known else None for value, known in zip(found.values, found.known, strict=True)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,345", 12345), ("12.345", 12345), ("12 345", 12345), ("12\u2009345", 12345), ("12\u00a0345", 12345), ("12\u202f345", 12345),
        ("1'234'567", 1234567), ("1’234", 1234), ("1 234 567 890", 1234567890), ("1,234,567.0", 1234567), ("1.234.567,0", 1234567),
        ("１２３４", 1234), ("١٬٢٣٤", 1234), ("१२३", 123), ("−5", -5), ('="123"', 123), ("+7", 7), ("'42", 42),
        ("1.2K", 1200), ("1.2k", 1200), ("3,4 Tsd.", 3400), ("1.5M", 1_500_000), ("1,2 mil", 1200), ("3만", 30_000), ("1.2万", 12_000), ("2,5 млн", 2_500_000),
        ("0.1M", 100_000), ("1.29K", 1290),
    ],
)  # fmt: skip
def test_one_text(text: str, number: int) -> None:
    """Marks, blanks, scripts and units are read exactly, without the errors of binary fractions."""
    assert read(text) == [number]


@pytest.mark.parametrize(
    "text", ["1,2 mil.", "2B", "1,234K", "1.234K", "12 views", "1.2.3", "12%", "1e5", "0.5", "9" * 19, "١.٥"]
)
def test_what_may_mean_two_things_is_not_read(text: str) -> None:
    """A thousand here and a million there: better set aside than wrong."""
    assert read(text) == [None]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("1.2K", "1,234"), [1200, 1234]),
        (("1.2K", "1.234"), [1200, None]),
        (("3,4 Tsd.", "1.234"), [3400, 1234]),
        (("3,4 Tsd.", "1,234"), [3400, None]),
        (("1.2K", "3,4K", "1,234"), [1200, 3400, None]),
        (("1,234,567", "1,234K"), [1234567, 1234000]),
    ],
)
def test_the_column_decides_the_decimal_mark(texts: tuple[str, ...], expected: list[int | None]) -> None:
    """One cell's fraction tells what a mark means in all others."""
    assert read(*texts) == expected


def test_a_rounded_count_is_known_to_be() -> None:
    """A unit means that the last digits were dropped."""
    assert parsed(pa.array(["1.2K", "5"])).rounded
    assert not parsed(pa.array(["1,200", "5"])).rounded


@pytest.mark.parametrize(("unit", "times"), declared("words")["times"].items())
def test_every_declared_unit_is_read(unit: str, times: int) -> None:
    """No row of the data is idle."""
    assert read(f"2 {unit}", f"3{unit.upper()}") == [2 * times, 3 * times]


@pytest.mark.parametrize("unit", declared("words")["unclear"])
def test_every_unclear_unit_is_not(unit: str) -> None:
    """What is declared unclear stays unread."""
    assert read(f"2 {unit}") == [None]


@pytest.mark.parametrize("word", declared("words")["missing"])
def test_every_word_for_no_data_is_missing(word: str) -> None:
    """Missing, and no fault."""
    found = parsed(pa.array([unicodedata.normalize("NFC", word.upper()), "5"]))
    assert found.known.tolist() == [False, True]
    assert not found.bad.any()


@pytest.mark.parametrize(("text", "number"), [("999999999999999", 10**15 - 1), ("1,000,000B", None), ("1000T", None)])
def test_no_count_is_larger_than_the_most(text: str, number: int | None) -> None:
    """Fifteen digits are a count; more are an id or damage, and these units are unclear."""
    assert read(text) == [number]


@pytest.mark.parametrize(("millions", "read_as"), [(999_999_999, True), (1_000_000_000, True), (1_000_000_001, False)])
def test_a_number_with_a_unit_has_the_same_bound(millions: int, *, read_as: bool) -> None:
    """10**15 itself is the largest."""
    assert read(f"{millions}M") == [millions * 10**6 if read_as else None]
