"""Lines of the day-by-day figure: one per account, in weeks, months or years where there are too many days."""

import math
from dataclasses import dataclass

import pandas as pd

MAX_DAYS = 800  # about two years of days; above it they are put together, so that the figure stays small
MOST_LINES = 5  # as many accounts as lines can be told apart
BY_DAY = "{day}"
_LONGER = (("W-MON", 7, "Week of {day}"), ("MS", 28, "{month}"), ("YS", math.inf, "{year}"))  # step, fewest days, words


@dataclass(frozen=True)
class Line:
    """One account's measure over time: `values` (Float64) by the first day of each step; `form` names a step."""

    account: tuple[str, str]
    values: pd.Series
    form: str


def lines(days: pd.DataFrame, column: str) -> list[Line]:
    """Make one line for each of the first `MOST_LINES` accounts of `days` (platform, account, day and `column`).

    A day that is not in the file is a gap (<NA>), not left out. Above `MAX_DAYS` days they are put together into weeks,
    and if need be months or years: sums, but the last value for followers and the mean for viewers, since people must
    not be counted twice.
    """
    # One line an account: added up, a day that one of them lacks would look like a fall.
    found = []
    for account, own in list(days.groupby(["platform", "account"], sort=False))[:MOST_LINES]:
        series = own.set_index("day")[column].astype("Float64").groupby(level=0).sum(min_count=1).sort_index()
        series, form = _few_enough(series, column)
        found.append(Line((str(account[0]), str(account[1])), series, form))
    return found


def _few_enough(series: pd.Series, column: str) -> tuple[pd.Series, str]:
    """Sum `series` (by day) to the finest step with at most `MAX_DAYS` values; also how a step is named."""
    span = (series.index.max() - series.index.min()).days + 1 if len(series) else 0
    if span <= MAX_DAYS:
        return (series.asfreq("D") if span else series), BY_DAY
    how = {"followers": "last", "viewers": "mean"}.get(column, "sum")
    step, form = next((step, form) for step, length, form in _LONGER if span < (MAX_DAYS - 1) * length)
    steps = series.resample(step, label="left", closed="left")
    return (steps.sum(min_count=1) if how == "sum" else steps.agg(how)), form
