"""Figure of the save rate against the views of a video, and the numbers behind it."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.analysis.size.by_views import ByViews
from worthsaving.figures import base, tables
from worthsaving.figures.tables import Table
from worthsaving.metrics import metric
from worthsaving.words import format


def by_views(found: ByViews, videos: pd.DataFrame, rates: pd.DataFrame) -> go.Figure:
    """Draw each video as a dot (x views, y saves per 1,000 views), the usual rate of each group, and the line.

    `rates`: raw (0-1) by the index of `videos`, which has views. Above `base.MAX_POINTS` videos the groups stand alone.
    """
    shown = base.figure(height=360)
    known = rates["raw"].dropna()
    views = videos["views"].loc[known.index].to_numpy("float64")
    groups = found.groups
    unit = format.PER
    side = base.LogScale(
        np.concatenate([known.to_numpy(), groups[["low", "high"]].to_numpy("float64").ravel()]), unit=unit
    )
    shown.update_xaxes(**base.LogScale(views).axis(metric("views").label))
    shown.update_yaxes(**side.axis(tables.RATE), showgrid=True)
    if len(known) <= base.MAX_POINTS:
        shown.add_scatter(
            x=views.astype("float32"),
            y=side.place(known.to_numpy()).astype("float32"),
            mode="markers",
            name="videos",
            hoverinfo="skip",
            marker={"size": 6, "color": base.QUIET, "opacity": 0.45},
        )
    colour = metric("saves").colour
    rate = side.place(groups["rate"].to_numpy("float64"))
    low, high = (side.place(groups[end].to_numpy("float64")) for end in ("low", "high"))
    shown.add_scatter(
        x=groups["views"].to_numpy("float64"),
        y=rate,
        mode="markers",
        name="groups",
        error_y=base.whiskers(low, rate, high, colour, 5),
        marker={"size": 12, "color": colour, "line": {"width": 1.5, "color": base.OUTLINE}},
        customdata=[
            [format.short(a), format.short(b), n]
            for a, b, n in zip(groups["first"], groups["last"], groups["n"], strict=True)
        ],
        hovertemplate="%{customdata[2]:,} videos, %{customdata[0]} to %{customdata[1]} views<br>%{y:.2g} saves per 1,000 views<extra></extra>",
    )
    line = {"color": colour, "width": 1.5, "dash": "dot"}
    floor = side.zero if side.has_zero else 10.0 ** (side.low - 1)
    shown.add_scatter(
        x=found.line["views"].to_numpy("float64"),
        y=np.maximum(found.line["rate"].to_numpy("float64") * unit, floor),
        mode="lines",
        name="line",
        hoverinfo="skip",
        line=line,
    )
    return shown


def table(found: ByViews) -> Table:
    """Make a row per group of videos, from few views to many; takes what `by_views` takes first."""
    groups = found.groups
    rows = pd.DataFrame(
        {
            "Views from": groups["first"].astype("Int64"),
            "Views to": groups["last"].astype("Int64"),
            "Videos": groups["n"].astype("Int64"),
            tables.RATE: groups["rate"] * format.PER,
            tables.LOW: groups["low"] * format.PER,
            tables.HIGH: groups["high"] * format.PER,
        }
    )
    return Table(rows, "Each row: as many videos as the others, sorted by their views.")
