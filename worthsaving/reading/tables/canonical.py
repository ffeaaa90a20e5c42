"""Columns as they were read -> a canonical table, without copying them."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from worthsaving import schema
from worthsaving.reading.values.text_columns import repeated


def frame_of(read: dict[str, pd.Series], columns: tuple[schema.Column, ...], size: int) -> pd.DataFrame:
    """The canonical table of the columns in `read`, absent ones missing ("" for text).

    Like `schema.conform`, but takes the columns over instead of copying them: they must not be used again.
    """
    table = {}
    for column in columns:
        values = read.get(column.name)
        if values is None:
            table[column.name] = _absent(column.dtype, size)
        else:
            table[column.name] = values if str(values.dtype) == column.dtype else values.astype(column.dtype)
    return pd.DataFrame(table, copy=False)


def no_days() -> pd.DataFrame:
    """A table of days with no rows."""
    return _no_days().copy()


@cache
def _no_days() -> pd.DataFrame:
    return schema.empty(schema.DAYS)


def _absent(dtype: str, size: int) -> pd.Series:
    """A column in which nothing is known."""
    if dtype == "str":
        return repeated("", size)
    if dtype in (schema.MOMENT, schema.DAY):
        days = pd.Series(np.full(size, np.datetime64("NaT", "us")), copy=False)
        return days.dt.tz_localize("UTC") if dtype == schema.MOMENT else days
    unknown = np.ones(size, dtype=bool)
    if dtype == schema.COUNT:
        return pd.Series(pd.arrays.IntegerArray(np.zeros(size, dtype=np.int64), unknown), copy=False)
    return pd.Series(pd.arrays.FloatingArray(np.zeros(size), unknown), copy=False)
