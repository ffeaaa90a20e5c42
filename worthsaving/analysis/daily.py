"""The day-by-day counts of an account, as its daily file has them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import pandas as pd

from worthsaving import schema

COUNTS = tuple(column.name for column in schema.DAYS if column.dtype == schema.COUNT)


def daily(
    days: pd.DataFrame,
    *,
    accounts: Collection[str] = (),
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> pd.DataFrame:
    """The rows of `days` in that period (both ends included), sorted by platform, account and day, index kept.

    No accounts = all. Values stand as in the file: missing days stay away, negative counts stay negative. A row
    without a day is left out, since it has no place in time.
    """
    keep = days["day"].notna()
    if accounts:
        keep &= days["account"].isin(list(accounts))
    if start is not None:
        keep &= days["day"] >= pd.Timestamp(start)
    if end is not None:
        keep &= days["day"] <= pd.Timestamp(end)
    return days[keep].sort_values(["platform", "account", "day"], kind="stable")


def available(days: pd.DataFrame) -> list[str]:
    """The count columns of `days` that hold at least one known value, in the schema's order."""
    return [name for name in COUNTS if days[name].notna().any()]
