"""What changed in all: known gains added up, unknown ones never taken as zero."""

import pandas as pd
import pytest

from worthsaving import schema
from worthsaving.analysis import gains


def table(saves, **columns) -> pd.DataFrame:
    """A table of changes with these gains in saves; likes, comments and views are not known."""
    n = len(saves)
    unknown = pd.array([None] * n, dtype=schema.COUNT)
    base = {
        **{f"{name}_gained": unknown for name in gains.COUNTS},
        "saves_gained": pd.array(saves, dtype=schema.COUNT),
        **{name: [False] * n for name in ("new", "vanished", "fell")},
        "before_at": pd.Series([pd.Timestamp("2026-03-01", tz="UTC")] * n, dtype=schema.MOMENT),
        "after_at": pd.Series([pd.Timestamp("2026-03-08", tz="UTC")] * n, dtype=schema.MOMENT),
    }
    return pd.DataFrame({**base, **columns})


def test_known_gains_are_added_up():
    """Videos that lost count as well; those not known are left out."""
    found = gains.gains(table([5, None, -2, 0]))
    assert (found.saves, found.compared, found.gaining, found.videos) == (3, 3, 1, 4)
    assert found.days == pytest.approx(7)


def test_what_nobody_knows_is_not_zero():
    """None, where no video has the count on both sides, and for no videos at all."""
    assert gains.gains(table([1, 2])).likes is None
    assert gains.gains(table([])).saves is None
    assert gains.gains(table([])).days is None


def test_kinds_are_counted():
    """New, vanished, fallen."""
    found = gains.gains(table([1, 2], new=[True, False], fell=[True, True]))
    assert (found.new, found.vanished, found.fell) == (1, 0, 2)


def test_the_top_gained_most():
    """Only those that gained, most first, never more than asked for."""
    assert gains.top(table([5, None, 0, 9, -1, 7]), 2)["saves_gained"].tolist() == [9, 7]


def test_one_video_that_was_away_does_not_stretch_the_time():
    """The time is that which most videos are compared over."""
    found = gains.gains(
        table([5, 1, 2]).assign(before_at=pd.to_datetime(["2026-01-04", "2026-03-01", "2026-03-01"], utc=True))
    )
    assert found.since == pd.Timestamp("2026-03-01", tz="UTC")
    assert found.days == pytest.approx(7)
