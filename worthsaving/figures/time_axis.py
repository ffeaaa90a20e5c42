"""Time axis by posting period: where each week or month lies, and which of them are named."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.words import format

MOST_MONTHS, MOST_WEEKS = 7, 6  # names that a phone has room for
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)  # months from tick to tick, counted from a January
FEWEST = 3  # periods' width of an axis: one bar alone would be a wall
DAY = pd.Timedelta(days=1)


def middles(buckets: pd.DataFrame) -> np.ndarray:
    """Return the middle of each period; `end`, its last day, is included."""
    middle: np.ndarray = (buckets["start"] + (buckets["end"] - buckets["start"] + DAY) / 2).to_numpy("datetime64[ms]")
    return middle


def widths(buckets: pd.DataFrame) -> np.ndarray:
    """Return the bar widths in milliseconds: 82 % of each period."""
    length = (buckets["end"] - buckets["start"] + DAY).dt.total_seconds()
    found: np.ndarray = (length * 1000 * 0.82).to_numpy("float64")
    return found


def name(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """Name a period: `Nov 2026`, `Week of 5 Nov 2026`."""
    return format.month(start) if _monthly(start, end) else f"Week of {format.day(start)}"


def set_on(shown: go.Figure, buckets: pd.DataFrame) -> None:
    """Set the axis from the first day to the last, at most `MOST_MONTHS` or `MOST_WEEKS` periods named.

    `buckets`: start, end (first and last day of each period), in order and without gaps.
    """
    shown.update_xaxes(type="date")
    if buckets.empty:
        return
    first, last = buckets["start"].iloc[0], buckets["end"].iloc[-1] + DAY
    room = max(FEWEST - len(buckets), 0) * (last - first) / len(buckets) / 2
    named = buckets.iloc[_named(buckets)]
    texts, year = [], None
    for start, end in zip(named["start"], named["end"], strict=True):
        # The year where it begins: under every tick it would only be noise.
        texts.append(_short(start, end) + ("" if start.year == year else f"<br>{start.year}"))
        year = start.year
    shown.update_xaxes(
        range=[first - room, last + room], tickmode="array", tickvals=middles(named), ticktext=texts, tickangle=0
    )


def _named(buckets: pd.DataFrame) -> np.ndarray:
    """Find the positions of the periods that have a tick: every week or month, or every second, third ... one."""
    count = len(buckets)
    if not _monthly(buckets["start"].iloc[0], buckets["end"].iloc[0]):
        return np.arange(0, count, -(-count // MOST_WEEKS))
    step = next((step for step in MONTH_STEPS if count <= step * MOST_MONTHS), -(-count // MOST_MONTHS))
    months = (buckets["start"].dt.year * 12 + buckets["start"].dt.month - 1).to_numpy()
    round_ones = np.flatnonzero(months % step == 0)
    return round_ones if len(round_ones) > 1 else np.arange(0, count, step)


def _short(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """Name a period in few letters: `Nov`, or the Monday of a week as `5 Nov`."""
    month = format.month(start).split()[0]
    return month if _monthly(start, end) else f"{start.day} {month}"


def _monthly(start: pd.Timestamp, end: pd.Timestamp) -> bool:
    return bool((end - start).days > 20)
