"""The latest period against the one before: which days, which videos."""

import datetime as dt

import pandas as pd

from tests.analysis.making import table
from worthsaving.analysis import periods
from worthsaving.analysis.overview.latest import PERIOD_DAYS, latest

COUNTED = pd.Timestamp("2026-11-10 12:00", tz="UTC")


def videos(days: list[int], saves: int = 5) -> pd.DataFrame:
    """A video each so many days before the counts were taken."""
    posted = pd.DatetimeIndex([COUNTED - pd.Timedelta(days=day) for day in days])
    n = len(days)
    return table(platform="tiktok", account="a", n=n, posted_at=posted, observed_at=COUNTED, views=1000, saves=saves)


def test_both_periods_are_closed_and_finished():
    """The last day lies seven whole days back; the periods touch and are as long."""
    found = latest(videos([0, 3, 9, 40]))
    assert found.later == (dt.date(2026, 10, 6), dt.date(2026, 11, 2))
    assert found.earlier == (dt.date(2026, 9, 8), dt.date(2026, 10, 5))
    assert (found.later[1] - found.later[0]).days == PERIOD_DAYS - 1


def test_each_video_counts_in_its_own_period():
    """One at each edge of both periods, one on either side of them."""
    edges = [7, 8, 35, 36, 63, 64]
    found = latest(videos(edges)).found
    assert (found.n_b, found.n_a) == (2, 2)


def test_the_comparison_is_that_of_any_two_periods():
    """The same test as for two periods picked by hand."""
    given = videos([*range(8, 30, 2), *range(36, 60, 2)])
    found = latest(given)
    assert found.found == periods.compare(given, found.earlier, found.later)
    assert found.found.verdict == "no clear difference"


def test_without_a_posting_day_there_is_none():
    """Nothing is put over time."""
    assert latest(table(platform="tiktok", account="a", n=3, views=1000, saves=5)) is None
