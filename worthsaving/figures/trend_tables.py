"""Tables behind the figures over time: a row a posting period, in the units of their axes."""

import pandas as pd

from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.change import Change
from worthsaving.figures.tables import HIGH, LOW, PER_VIEWS, RATE, Columns, Table, on_rows
from worthsaving.metrics import metric
from worthsaving.words import format
from worthsaving.words.trend import PLAIN_MEAN, PLAIN_NOTE


def saves_over_time(buckets: pd.DataFrame, settled_days: float = YOUNG_DAYS) -> Table:
    """Make a row per posting period; takes what `trend.saves_over_time` takes, young being under `settled_days`."""
    return on_rows(
        {
            **_period(buckets),
            metric("saves").label: buckets["saves"],
            "Videos": buckets["n"],
            "Still collecting": buckets["n_young"],
        },
        f"Still collecting: videos under {settled_days:.0f} days old when the file was made.",
    )


def save_rate_over_time(
    buckets: pd.DataFrame, *, normal: tuple[float, float] | None = None, change: Change | None = None
) -> Table:
    """Make a row per posting period; takes what `trend.save_rate_over_time` takes."""
    columns = {
        **_period(buckets),
        RATE: buckets["rate"] * format.PER,
        LOW: buckets["low"] * format.PER,
        HIGH: buckets["high"] * format.PER,
        PLAIN_MEAN: buckets["mean"] * format.PER,
        "Videos in the rate": buckets["n_rate"],
    }
    said = [PLAIN_NOTE]
    if normal is not None:
        low, high = (format.rate(edge) for edge in normal)
        since = f" (since {format.day(change.date)})" if change is not None else ""
        said.append(f"The grey strip{since}: {low} to {high} saves {PER_VIEWS}.")
    if change is not None:
        said.append(f"The dashed line: {format.day(change.date)}.")
    return on_rows(columns, " ".join(said))


def engagement_share(shares: pd.DataFrame) -> Table:
    """Make a row per posting period, shares in per cent; takes what `trend.engagement_share` takes."""
    return on_rows(
        {
            **_period(shares),
            "Saves, % of engagement": shares["share"] * 100,
            f"{LOW}, %": shares["low"] * 100,
            f"{HIGH}, %": shares["high"] * 100,
            f"{PLAIN_MEAN}, %": shares["mean"] * 100,
            "Videos": shares["n"],
        },
        PLAIN_NOTE,
    )


def _period(buckets: pd.DataFrame) -> Columns:
    return {"First day": buckets["start"], "Last day": buckets["end"]}
