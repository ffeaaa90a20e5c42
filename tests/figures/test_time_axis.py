"""The time axis of charts by posting period."""

import numpy as np
import pandas as pd
import pytest

from tests.figures.drawn import spec
from worthsaving.figures import base, time_axis


def periods(count: int, *, first: str = "2026-01-01", freq: str = "MS") -> pd.DataFrame:
    """So many months (or weeks: freq "W-MON") in a row."""
    start = pd.date_range(first, periods=count, freq=freq)
    last = start + (pd.DateOffset(months=1) if freq == "MS" else pd.DateOffset(weeks=1)) - pd.Timedelta(days=1)
    return pd.DataFrame({"start": start, "end": last})


def axis(buckets: pd.DataFrame) -> dict:
    """The layout of the axis as the browser gets it."""
    figure = base.figure(height=200)
    time_axis.set_on(figure, buckets)
    return spec(figure)["layout"]["xaxis"]


@pytest.mark.parametrize("count", [1, 2, 7, 8, 14, 60, 200, 3000])
@pytest.mark.parametrize("freq", ["MS", "W-MON"])
def test_ticks_do_not_crowd_and_are_never_missing(count, freq):
    """However many periods: at least one is named (two where there are two), at most as many as a phone has room for."""
    ticks = len(axis(periods(count, freq=freq))["tickvals"])
    assert min(count, 2) <= ticks <= time_axis.MOST_MONTHS


@pytest.mark.parametrize(
    ("buckets", "said"),
    [
        (periods(1, first="2026-11-01"), ["Nov<br>2026"]),
        (periods(3, first="2025-12-01"), ["Dec<br>2025", "Jan<br>2026", "Feb"]),
        (periods(13, first="2025-09-01"), ["Sep<br>2025", "Nov", "Jan<br>2026", "Mar", "May", "Jul", "Sep"]),
        (periods(15, first="2025-09-01"), ["Oct<br>2025", "Jan<br>2026", "Apr", "Jul", "Oct"]),
        (periods(3, first="2025-12-22", freq="W-MON"), ["22 Dec<br>2025", "29 Dec", "5 Jan<br>2026"]),
    ],
)
def test_the_year_stands_where_it_begins(buckets, said):
    """A month by its name, a week by its Monday; quarters and years are counted from a January."""
    assert axis(buckets)["ticktext"] == said


def test_a_tick_stands_under_the_middle():
    """The last day of a period counts whole."""
    middle = time_axis.middles(periods(1, first="2026-11-01"))
    assert middle[0] == np.datetime64("2026-11-16T00:00")


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_few_periods_have_room_around_them(count):
    """One bar alone is no wall: the axis is at least three periods wide, and they stand in its middle."""
    buckets = periods(count, first="2026-09-01")
    low, high = (pd.Timestamp(end) for end in axis(buckets)["range"])
    wanted = max(count, 3) / count * ((buckets["end"].iloc[-1] - buckets["start"].iloc[0]).days + 1)
    assert (high - low).total_seconds() / 86_400 == pytest.approx(wanted)
    before, after = buckets["start"].iloc[0] - low, high - buckets["end"].iloc[-1] - time_axis.DAY
    assert before == after


def test_no_period_still_is_an_axis():
    """An empty table sets no ticks."""
    assert "tickvals" not in axis(periods(1).iloc[:0])
