"""The year of days that are printed without one, from what is known beside them: an id, a first day, the row order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd

from worthsaving.reading.monthday import MonthDay

_BLANK = pd.Timestamp("NaT")


def nearest(month_days: Sequence[MonthDay | None], moments: pd.Series) -> pd.Series:
    """Each day in the year that brings it closest to a known moment (UTC) of about that day; NaT without one."""
    found = []
    for month_day, moment in zip(month_days, moments, strict=True):
        if month_day is None or pd.isna(moment):
            found.append(_BLANK)
            continue
        known = moment.tz_localize(None)
        days = [day for year in (-1, 0, 1) if (day := _day(known.year + year, month_day)) is not None]
        found.append(min(days, key=lambda day: abs(day - known), default=_BLANK))
    return _series(found)


def first_on_or_after(month_day: MonthDay, start: pd.Timestamp) -> pd.Timestamp:
    """The first such day on or after `start` (29 February waits for a leap year)."""
    days = (_day(start.year + later, month_day) for later in range(9))
    return next((day for day in days if day is not None and day >= start.normalize()), _BLANK)


def last_on_or_before(month_day: MonthDay, end: pd.Timestamp) -> pd.Timestamp:
    """The last such day on or before `end`."""
    days = (_day(end.year - earlier, month_day) for earlier in range(9))
    return next((day for day in days if day is not None and day <= end.normalize()), _BLANK)


def in_order(month_days: Sequence[MonthDay | None], *, start: dt.date | None, end: pd.Timestamp) -> pd.Series:
    """Days in the order of rows, a year on each time the months wrap.

    `start` is the first day, where the file's name says it (and the rows agree); otherwise the newest day is put as
    late as it can be without passing `end`.
    """
    known = [at for at, month_day in enumerate(month_days) if month_day is not None]
    days = [_BLANK] * len(month_days)
    if not known:
        return _series(days)
    given = [month_days[at] for at in known]
    # A year's file wraps once, so the direction most steps take is the file's
    steps = [b > a for a, b in zip(given, given[1:], strict=False) if a is not None and b is not None and a != b]
    if steps and sum(steps) * 2 < len(steps):
        known, given = known[::-1], given[::-1]
    offsets = np.cumsum(
        [0, *(b < a for a, b in zip(given, given[1:], strict=False) if a is not None and b is not None)]
    )
    first, last = given[0], given[-1]
    assert first is not None and last is not None  # noqa: S101 - `known` holds only those
    if start is not None and first == (start.month, start.day):
        year = start.year
    else:
        newest = last_on_or_before(last, end)
        year = (end.year if pd.isna(newest) else newest.year) - int(offsets[-1])
    for tries in range(9):  # 29 February tells which year it can be
        placed = [_day(year - tries + int(o), m) for o, m in zip(offsets, given, strict=True) if m is not None]
        if all(day is not None for day in placed) or start is not None:
            break
    for at, day in zip(known, placed, strict=True):
        days[at] = _BLANK if day is None else day
    return _series(days)


def _day(year: int, month_day: MonthDay) -> pd.Timestamp | None:
    try:
        return pd.Timestamp(dt.datetime(year, *month_day))  # noqa: DTZ001 - a calendar day has no zone
    except ValueError:
        return None


def _series(days: Sequence[pd.Timestamp]) -> pd.Series:
    return pd.Series(days, dtype="datetime64[us]")
