"""Shares of a whole, whatever they are written as."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from worthsaving.reading.values.shares import ROUNDING, read_shares


def values(cells: list[str], *, whole: float | None = None) -> list[float | None]:
    found = read_shares(pa.chunked_array([cells], pa.string()), whole=whole).values
    return [None if pd.isna(value) else float(value) for value in found]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["0.41", "0.59", "0"], [0.41, 0.59, 0]),
        (["0,41", "0,59"], [0.41, 0.59]),
        (["41 %", "59%", "0 %"], [0.41, 0.59, 0]),
        (["%41", "％59"], [0.41, 0.59]),
        (["41", "59"], [0.41, 0.59]),
        (["41,5", "58.5"], [0.415, 0.585]),
        (["0.3"], [0.3]),  # a list that somebody shortened
        (["undefined", "--", "", "1"], [None, None, None, 1]),
        ([], []),
    ],
)
def test_shares_and_per_cent_are_told_apart(cells, expected):
    """By their signs, else by what they sum to; no data stays missing."""
    assert values(cells) == expected


@pytest.mark.parametrize(
    ("cells", "expected", "impossible"),
    [
        (["-0.1", "0.5"], [None, 0.5], [True, False]),
        (["-3 %", "50 %"], [None, 0.5], [True, False]),
        (["100.1 %", "100 %"], [None, 1], [True, False]),
    ],
)
def test_what_no_share_can_be_is_unknown(cells, expected, impossible):
    """Below zero and over 100 %; exactly 100 % can be."""
    assert values(cells) == expected
    assert read_shares(pa.chunked_array([cells], pa.string())).impossible.tolist() == impossible


@pytest.mark.parametrize(
    ("cells", "doubt"),
    [
        (["58", "9"], "sum to 67"),
        (["0.9", "0.8"], "sum to 1.7"),
        (["1.2", "0.3"], "sum to 1.5"),
        (["300", "500"], "sum to 800"),
        (["41 %", "0.59"], "percent sign"),
    ],
)
def test_what_could_be_read_in_two_ways_is_unknown(cells, doubt):
    """Counts, per cent without a sign in part, shares of nothing: the doubt is said."""
    assert doubt in read_shares(pa.chunked_array([cells], pa.string())).doubt
    assert values(cells)[-1] is None


def test_a_cell_with_a_sign_and_a_zero_need_no_other():
    """They mean the same whatever the rest is."""
    assert values(["41 %", "0.59", "0"]) == [0.41, None, 0]


def test_rounding_is_no_doubt():
    """Shares rounded to whole per cents sum to a little more than their whole."""
    below, above = 1 + ROUNDING - 0.001, 1 + ROUNDING + 0.001
    assert values([f"{below / 2:.6f}"] * 2)[0] is not None
    assert values([f"{above / 2:.6f}"] * 2) == [None, None]
    assert values([f"{100 * below / 2:.4f}"] * 2)[0] is not None
    assert values([f"{100 * above / 2:.4f}"] * 2) == [None, None]


def test_a_known_whole_is_not_guessed():
    """A list of cities in per cent need not sum to 100."""
    assert values(["4.5", "3.2"], whole=100) == [0.045, 0.032]


@pytest.mark.parametrize("cell", ["<1%", "1e-3", "12 people", "0.4.1"])
def test_a_cell_that_is_no_share_is_bad(cell):
    """It is not taken for anything."""
    found = read_shares(pa.chunked_array([[cell, "5%"]], pa.string()))
    assert found.bad.tolist() == [True, False]
    assert found.values.isna().tolist() == [True, False]
