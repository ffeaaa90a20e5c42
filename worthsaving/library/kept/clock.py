"""Moments as a library stores them, and imports kept under a clock that was ahead.

Those imports' counts are the newest, and hide all later ones, until that day.
"""

import datetime as dt

import pandas as pd

SLACK = pd.Timedelta(days=1)
"""How far ahead is still normal: clocks differ a little, and a day begins earlier elsewhere."""
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def micros(moment: dt.datetime) -> int:
    """Convert an aware moment to whole microseconds since 1970."""
    return (moment - _EPOCH) // dt.timedelta(microseconds=1)


def ahead(imports: pd.DataFrame, now: dt.datetime) -> pd.DataFrame:
    """Return the imports (`overview.imports`) that were kept, or are dated, more than `SLACK` after `now` (aware).

    One more column, `until`: the moment until which they hide what is kept later. Empty where there is none.
    """
    until = imports[["kept_at", "taken_to"]].max(axis=1)
    return imports.assign(until=until)[until > pd.Timestamp(now) + SLACK].reset_index(drop=True)
