"""Day-by-day counts of an account, as its daily file has them."""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass

import pandas as pd

from worthsaving import schema
from worthsaving.analysis.select import posted_day

SPIKE = 5
"""A day is a spike from so many times the median of the account's days on."""

FEWEST_DAYS = 14
"""Days from which the usual one is known."""

NEW_DAYS = 3
"""A video posted at most so many days before is new on a day."""

MOST_OF_IT = 0.5
"""The part of what a spike has above the usual day that a video must have itself to be named for it."""


@dataclass(frozen=True)
class Spike:
    """The tallest day of an account, its `count`, and the index label of the video that was new then and has most of it."""

    day: dt.date
    count: int
    video: Hashable


COUNTS = tuple(column.name for column in schema.DAYS if column.dtype == schema.COUNT)


def daily(days: pd.DataFrame) -> pd.DataFrame:
    """Sort the rows of `days` by platform, account and day, index kept (for a choice of them: `select.select_days`).

    Values stand as in the file: missing days stay away, negative counts stay negative. A row without a day is left out,
    since it has no place in time.
    """
    return days[days["day"].notna()].sort_values(["platform", "account", "day"], kind="stable")


def available(days: pd.DataFrame) -> list[str]:
    """List the count columns of `days` with at least one known value, in the schema's order."""
    return [name for name in COUNTS if days[name].notna().any()]


def spike(days: pd.DataFrame, videos: pd.DataFrame, column: str) -> Spike | None:
    """Find the tallest day of one account's `column` and the video that was new on it; None where nothing stands out.

    None for several accounts, under `FEWEST_DAYS` days, for a day under `SPIKE` times the median one, and where no new
    video has itself `MOST_OF_IT` of what that day has above the median: then nothing says what made it.
    """
    if len(days[["platform", "account"]].drop_duplicates()) != 1 or column not in videos:
        return None
    known = days.dropna(subset=["day", column]).groupby("day")[column].sum()
    if len(known) < FEWEST_DAYS:
        return None
    usual, day, count = float(known.median()), known.idxmax(), int(known.max())
    if count < SPIKE * max(usual, 1.0):
        return None
    age = (day - posted_day(videos)).dt.days
    new = videos[column][((age >= 0) & (age <= NEW_DAYS)).fillna(False).astype(bool)].dropna()
    if new.empty or float(new.max()) < MOST_OF_IT * (count - usual):
        return None
    return Spike(day.date(), count, new.idxmax())
