"""Marks drawn on any figure over time: a dotted line or a strip with a letter."""

import pandas as pd
import plotly.graph_objects as go

from worthsaving.figures import base
from worthsaving.words.own.marks import LETTERS

DAY = pd.Timedelta(days=1)


def shown(marks: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Pick the marks between two days, at most one for each letter, the newest where there are more; by day.

    `marks`: `schema.MARKS`. A span counts where any of its days lies between.
    """
    end = marks["until"].fillna(marks["day"])
    return marks[(marks["day"] <= last) & (end >= first)].tail(len(LETTERS))


def draw(figure: go.Figure, marks: pd.DataFrame) -> go.Figure:
    """Add marks to a figure with dates on its x axis and return it; `marks` as `shown` picks them.

    A day is a dotted line, a span a soft strip; each has its letter at the top of the chart. Its words stand under it.
    """
    for letter, row in zip(LETTERS, marks.itertuples(), strict=False):
        if pd.isna(row.until):
            figure.add_vline(x=row.day, line_width=1.5, line_dash="dot", line_color=base.QUIET, name="mark")
        else:
            figure.add_shape(
                type="rect", x0=row.day, x1=row.until + DAY, y0=0, y1=1, yref="paper", layer="below", line_width=0,
                fillcolor=base.soft(base.QUIET, 0.16), name="mark",
            )  # fmt: skip
        figure.add_annotation(
            x=row.day, y=1, yref="paper", xanchor="left", yanchor="top", xshift=2, showarrow=False,
            text=f"<b>{letter}</b>", font={"size": 12}, name="mark",
        )  # fmt: skip
    return figure
