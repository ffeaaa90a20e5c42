"""Weeks and months: which of them fits the data, and a table with one row for each; the names of time zones."""

from __future__ import annotations

from functools import cache
from typing import Literal
from zoneinfo import available_timezones

import pandas as pd

from worthsaving import schema

By = Literal["week", "month"]

WEEKS_AT_MOST = 26
"""Above half a year, weeks are too many to read and months are drawn."""

VIDEOS_A_WEEK = 5
"""With fewer in most weeks a weekly rate would be that of a video or two, its range wider than the whole chart. As many
as two periods need before they are compared (`analysis.periods`)."""


def choose(day: pd.Series) -> By:
    """Choose weeks for a short span with enough videos in most of them, else months (also without any date)."""
    start = start_of(day.dropna(), "week")
    # Only when it is short enough is every week of the span counted: one mistaken date may lie centuries away.
    if start.empty or (start.max() - start.min()).days / 7 >= WEEKS_AT_MOST:
        return "month"
    held = start.value_counts().reindex(periods(start, "week")["start"], fill_value=0)
    return "week" if held.median() >= VIDEOS_A_WEEK else "month"


def start_of(day: pd.Series, by: By) -> pd.Series:
    """Return the first day (datetime64[us]; a Monday or the 1st) of each day's week or month; NaT stays NaT."""
    if by == "week":
        start = day.dt.normalize() - pd.to_timedelta(day.dt.day_of_week, unit="D")
    else:
        start = day.dt.normalize() - pd.to_timedelta(day.dt.day - 1, unit="D")
    return start.astype(schema.DAY)


def periods(start: pd.Series, by: By) -> pd.DataFrame:
    """List every period from the first to the last in `start`, empty ones too: columns `start`, `end` (last day)."""
    known = start.dropna()
    if known.empty:
        return pd.DataFrame({"start": pd.Series(dtype=schema.DAY), "end": pd.Series(dtype=schema.DAY)})
    first = pd.date_range(known.min(), known.max(), freq="W-MON" if by == "week" else "MS")
    length = pd.DateOffset(weeks=1) if by == "week" else pd.DateOffset(months=1)
    last = (first + length) - pd.Timedelta(days=1)
    return pd.DataFrame({"start": first, "end": last}).astype(schema.DAY)


@cache
def zones() -> tuple[str, ...]:
    """Return the names of all time zones that are places, in order; the system is asked once, as it reads hundreds of files."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))
