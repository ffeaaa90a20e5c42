"""What ids say."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.reading.made import TODAY, video_id
from worthsaving.reading.tables import tiktok_ids

MOMENT = dt.datetime(2025, 10, 31, 18, 19, 5)


def series(*texts: str) -> pd.Series:
    return pd.Series(texts, dtype="str")


def test_an_id_knows_its_second() -> None:
    """The upper half of the number is Unix time; what cannot be one is missing."""
    numbers = tiktok_ids.numbers_of(series(video_id(MOMENT), "12", "", "9" * 19, "abc"))
    seconds = tiktok_ids.id_seconds(numbers, latest=TODAY)
    assert tiktok_ids.moments(seconds).tolist()[0] == pd.Timestamp(MOMENT, tz="UTC")
    assert tiktok_ids.moments(seconds).isna().tolist() == [False, True, True, True, True]


def test_an_id_from_the_future_says_nothing() -> None:
    """A made-up id is not taken for a date."""
    numbers = np.array([int(video_id(dt.datetime(2027, 1, 1))), int(video_id(dt.datetime(2010, 1, 1)))])
    assert tiktok_ids.id_seconds(numbers, latest=TODAY).tolist() == [0, 0]


def test_rounded_ids_are_seen() -> None:
    """A power of ten, or a column whose ids all end in zeros; one such id by chance is right."""
    assert tiktok_ids.rounded(series("7.52762E+18", "7,5E+18")).all()
    assert tiktok_ids.rounded(series("7527623000473070000", "7527623000473080000")).all()
    assert not tiktok_ids.rounded(series("7527623000473070000", "7527623000473079054", "7527623000473079055")).any()


def test_the_shape_of_tiktok() -> None:
    """19 digits, the first a 6 or 7."""
    assert tiktok_ids.has_tiktok_shape(series(video_id(MOMENT), "18041234567890123", "")).tolist() == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(("zeros", "seen"), [(1, False), (2, False), (3, True)])
def test_more_than_half_of_the_ids_must_end_in_zeros(zeros: int, *, seen: bool) -> None:
    """One, two and three of four; a missing id is none of them."""
    ids = [f"75276230004730{at}0000" for at in range(1, zeros + 1)] + ["7527623000473079054"] * (4 - zeros)
    assert len(ids[0]) == 19
    assert tiktok_ids.rounded(series(*ids, "")).any() == seen


@pytest.mark.parametrize(("seconds", "known"), [(-1, False), (0, True), (1, True)])
def test_no_id_is_older_than_tiktok(seconds: int, *, known: bool) -> None:
    """2014 began at the bound."""
    moment = int(tiktok_ids.FIRST_TIKTOK.timestamp()) + seconds
    assert (tiktok_ids.id_seconds(np.array([moment << 32]), latest=TODAY)[0] > 0) == known


@pytest.mark.parametrize(("seconds", "known"), [(-1, True), (0, True), (1, False)])
def test_no_id_is_later_than_the_latest_moment(seconds: int, *, known: bool) -> None:
    """That moment itself is possible."""
    moment = int(TODAY.timestamp()) + seconds
    assert (tiktok_ids.id_seconds(np.array([moment << 32]), latest=TODAY)[0] > 0) == known
