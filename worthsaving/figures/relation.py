"""Figure of saves against another count: one point per video, the usual range, and the videos of the title named."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.relation import Usual
from worthsaving.figures import base, tables
from worthsaving.figures.points import kinds as kinds_figure, video_points
from worthsaving.figures.points.kinds import Kinds
from worthsaving.figures.tables import Table
from worthsaving.metrics import metric
from worthsaving.words import format


def saves_against(
    points: pd.DataFrame,
    usual: Usual | None,
    videos: pd.DataFrame,
    labels: pd.Series,
    *,
    against: str,
    picked: int | None = None,
    settled_days: float = YOUNG_DAYS,
    kinds: Kinds | None = None,
) -> go.Figure:
    """Draw one point per video: x the other count, y saves, both on log axes with their own line for zero.

    `points` has columns x and y (counts, see `relation.points`) and the index of `videos`; `labels` are the quadrants, which
    colour the points (see `video_points.add`, also for many videos). `usual` draws the dotted line and the soft band of what
    is usual. `kinds` colour the points instead, with a key. `picked` is ringed; videos under `settled_days` old are hollow.
    """
    other, saves = metric(against), metric("saves")
    shown = base.figure(height=430)
    scales = base.Scales(points, unit=1.0)
    shown.update_xaxes(**scales.x.axis(other.label), showgrid=True)
    shown.update_yaxes(**scales.y.axis(saves.label))
    if usual is not None:
        _add_usual(shown, usual, scales)
    x, y = scales.place(points)
    at = pd.DataFrame({"x": x, "y": y}, index=points.index)
    above = None if usual is None else usual.line.above
    video_points.add(shown, at, videos, labels, against=against, above=above, settled_days=settled_days, kinds=kinds)
    if kinds is not None:
        kinds_figure.key(shown, kinds)
    if picked is not None and picked in at.index:
        video_points.ring(shown, at.loc[[picked]])
    return shown


def table(
    points: pd.DataFrame, usual: Usual | None, videos: pd.DataFrame, *, against: str, kinds: Kinds | None = None
) -> Table:
    """Make a row per video, most saves first; takes what `saves_against` takes."""
    points = points.sort_values("y", ascending=False, kind="stable")
    about = videos.loc[points.index]
    columns: tables.Columns = {**tables.who(about), "Video ID": about["video_id"], **kinds_figure.column(kinds, about)}
    for name in ("saves", against):
        columns[metric(name).label] = about[name]
    columns["% of all views"] = points["share"] * 100
    columns["Age in days"] = points["age_days"]
    if usual is not None:
        columns["Saves suggested"] = usual.line.expected.reindex(points.index)
        columns["Suggested from"] = usual.line.video_low.reindex(points.index)
        columns["Suggested to"] = usual.line.video_high.reindex(points.index)
        columns["Above the usual"] = usual.line.above.reindex(points.index, fill_value=False).map(
            {True: "yes", False: ""}
        )
    note = ""
    if len(points) > base.MAX_POINTS:
        note = f"The chart puts {format.plural(len(points), 'video')} together by how many lie where; here is one row each."
    return tables.on_rows(columns, note)


def _add_usual(shown: go.Figure, usual: Usual, scales: base.Scales) -> None:
    colour = metric("saves").colour
    positive = usual.line.x > 0  # a log axis has no way from zero to the first decade that a line could honestly take
    x, up = scales.x.place(usual.line.x[positive]), scales.y
    floor = up.zero if up.has_zero else 10.0**up.low
    low, mid, high = (np.maximum(side[positive], floor) for side in (usual.line.low, usual.line.mid, usual.line.high))
    hidden = {"mode": "lines", "hoverinfo": "skip", "line": {"width": 0}}
    shown.add_scatter(x=x, y=low, **hidden)
    shown.add_scatter(x=x, y=high, fill="tonexty", fillcolor=base.soft(colour, 0.14), name="usual range", **hidden)
    shown.add_scatter(
        x=x, y=mid, mode="lines", hoverinfo="skip", name="usual", line={"color": colour, "width": 1.5, "dash": "dot"}
    )
