"""Counts day by day, in words."""

import datetime as dt

from worthsaving.metrics import metric
from worthsaving.words import format

LONGEST_CAPTION = 60


def day_by_day(measure: str) -> str:
    """Say what a chart of that daily count shows."""
    return f"{metric(measure).label} day by day"


def spike(day: dt.date, count: int, column: str, caption: str) -> str:
    """Say which day is the tallest and which video was new then; `caption` is text from a file: escape it."""
    return f"Tallest day: {format.day(day)} with {count:,} {metric(column).noun}, when “{caption}” was new."


def counted(accounts: int, *, drawn: int) -> str:
    """Say what a daily count counts, and how many of the accounts are drawn where there are more than `drawn`."""
    said = "Counted for the whole account on that day, for videos of any age."
    if accounts <= drawn:
        return said
    return f"{said} The first {drawn} of {accounts} accounts are drawn: choose one to see another."
