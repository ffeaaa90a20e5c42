"""Years of days printed without one, from what else is known: an id, a first day, the order of rows."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from worthsaving.reading.values.month_names import MonthDay

_BLANK = pd.Timestamp("NaT")


def nearest(month_days: Sequence[MonthDay | None], moments: pd.Series) -> pd.Series:
    """Put each day in the year nearest to the row's moment (UTC), of two the earlier; NaT without a moment."""
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
    """Return the first such day on or after `start`; for 29 February, in the next leap year."""
    days = (_day(start.year + later, month_day) for later in range(9))
    return next((day for day in days if day is not None and day >= start.normalize()), _BLANK)


def last_on_or_before(month_day: MonthDay, end: pd.Timestamp) -> pd.Timestamp:
    """Return the last such day on or before `end`."""
    days = (_day(end.year - earlier, month_day) for earlier in range(9))
    return next((day for day in days if day is not None and day <= end.normalize()), _BLANK)


def in_order(month_days: Sequence[MonthDay | None], *, start: dt.date | None, end: pd.Timestamp) -> pd.Series:
    """Put days in years by the order of rows: one year on each time the months wrap round. None gives NaT.

    `start` is the first day, where the file's name gives it (and the rows agree); otherwise the newest day is the
    latest one on or before `end`. Rows whose steps mostly go back in time are read from the last; where as many go
    forward, from the first.
    """
    days = [_BLANK] * len(month_days)
    given = [(at, month_day) for at, month_day in enumerate(month_days) if month_day is not None]
    if not given:
        return _series(days)
    # From 31 December to 1 January is one step up: each step is the shorter way round the year
    ups = [_place(b) - _place(a) for (_, a), (_, b) in pairwise(given) if a != b]
    if sum(step % 366 <= 183 for step in ups) * 2 < len(ups):
        given.reverse()
    wraps = np.cumsum([0, *(b < a for (_, a), (_, b) in pairwise(given))]).tolist()
    first, last = given[0][1], given[-1][1]
    agreed = start is not None and first == (start.month, start.day)
    newest = last_on_or_before(last, end)
    year = start.year if start and agreed else (end.year if pd.isna(newest) else newest.year) - wraps[-1]
    for earlier in range(1 if agreed else 9):  # 29 February tells which year it can be
        placed = [_day(year - earlier + wrap, month_day) for wrap, (_, month_day) in zip(wraps, given, strict=True)]
        if all(day is not None for day in placed):
            break
    for (at, _), day in zip(given, placed, strict=True):
        days[at] = _BLANK if day is None else day
    return _series(days)


def _place(month_day: MonthDay) -> int:
    """Return the number of the day in a leap year."""
    return dt.date(2024, *month_day).timetuple().tm_yday


def _day(year: int, month_day: MonthDay) -> pd.Timestamp | None:
    try:
        return pd.Timestamp(dt.datetime(year, *month_day))  # a calendar day has no zone
    except ValueError:
        return None


def _series(days: Sequence[pd.Timestamp]) -> pd.Series:
    return pd.Series(days, dtype="datetime64[us]")
