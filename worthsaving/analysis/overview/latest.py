"""The latest period against the one before: 28 days each, closed, of finished videos."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from worthsaving.analysis import periods
from worthsaving.analysis.age import YOUNG_DAYS, age_days
from worthsaving.analysis.periods import Comparison
from worthsaving.analysis.select import posted_day

PERIOD_DAYS = 28
"""Four whole weeks: each weekday as often in either period."""


@dataclass(frozen=True)
class Latest:
    """Two periods (first and last posting day, both included) and how the later compares with the earlier."""

    earlier: tuple[dt.date, dt.date]
    later: tuple[dt.date, dt.date]
    found: Comparison


def latest(videos: pd.DataFrame) -> Latest | None:
    """Compare the newest `PERIOD_DAYS` days whose videos are all finished with as many days before them.

    The last day is the newest one that lay `YOUNG_DAYS` whole days back when the counts were taken. None without a
    posting day.
    """
    day = posted_day(videos)
    counted = (day + pd.to_timedelta(age_days(videos).astype("float64"), unit="D")).max()
    if pd.isna(counted):
        return None
    last = counted.normalize() - pd.Timedelta(days=YOUNG_DAYS + 1)
    later, earlier = (_period(last - pd.Timedelta(days=days)) for days in (0, PERIOD_DAYS))
    return Latest(earlier, later, periods.compare(videos, earlier, later))


def _period(last: pd.Timestamp) -> tuple[dt.date, dt.date]:
    return (last - pd.Timedelta(days=PERIOD_DAYS - 1)).date(), last.date()
