"""Figure of saves against another count: one point per video, the usual range, and a few points named."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.relation import Usual
from worthsaving.analysis.select import posted_day
from worthsaving.figures import base, point_names
from worthsaving.metrics import metric
from worthsaving.words import format

BINS = 48
MOST_ON_TOP = 100  # of a binned picture's points: named, hovered and clicked as ever
LEVELS = ((0.0, base.QUIET), (1.0, metric("saves").colour))
_CUSTOM = 7  # what a point carries for its hover and, last, its index label


def saves_against(
    points: pd.DataFrame,
    usual: Usual | None,
    videos: pd.DataFrame,
    *,
    against: str,
    as_rates: bool,
    colour_by: str = "share",
    picked: int | None = None,
) -> go.Figure:
    """Draw one point per video: x the other count, y saves, both on log axes with their own line for zero.

    `points` has columns x, y, share (0-1 of all views), age_days and the index of `videos`; `videos` gives title,
    date and counts for the hover. `usual` draws the dotted line and the soft band of what is usual. `colour_by` is
    "share" or "age". Above `base.MAX_POINTS` videos the points become a binned picture, with those that stand out and
    the most saved drawn on top, so the size of the figure does not grow. `picked` is ringed.
    A point of it that was clicked gives its video away by `label_of`.
    """
    unit = format.PER if as_rates else 1.0
    other, saves = metric(against), metric("saves")
    shown = base.figure(height=430)
    scales = base.Scales(points, unit=unit)
    ending = " per 1,000 views" if as_rates else ""
    shown.update_xaxes(**scales.x.axis(other.label + ending), showgrid=True)
    shown.update_yaxes(**scales.y.axis(saves.label + ending))
    if usual is not None:
        _add_usual(shown, usual, scales)
    above = False if usual is None else usual.above.reindex(points.index, fill_value=False).astype(bool)
    points = points.assign(above=above)
    drawn = points
    if len(points) > base.MAX_POINTS:
        _add_density(shown, points, scales)
        drawn = points.sort_values(["above", "y"], ascending=False, kind="stable").head(MOST_ON_TOP)
    _add_points(shown, drawn, videos, scales, against=against, as_rates=as_rates, colour_by=colour_by)
    point_names.add(shown, drawn, points, videos, scales)
    if picked is not None and picked in points.index:
        _ring(shown, points.loc[[picked]], scales)
    return shown


def label_of(point: Mapping[str, Any]) -> int | None:
    """Return the index label of the video behind a point of `saves_against`, from a chart's selection.

    None for what stands for no video: a bin, whose custom data is its count, or a line, which has none.
    """
    data = point.get("customdata")
    return int(data[-1]) if isinstance(data, list) and len(data) == _CUSTOM else None


def _add_usual(shown: go.Figure, usual: Usual, scales: base.Scales) -> None:
    colour = metric("saves").colour
    positive = usual.x > 0  # a log axis has no way from zero to the first decade that a line could honestly take
    x, up = scales.x.place(usual.x[positive]), scales.y
    floor = up.zero if up.has_zero else 10.0**up.low
    low, mid, high = (np.maximum(side[positive] * up.unit, floor) for side in (usual.low, usual.mid, usual.high))
    hidden = {"mode": "lines", "hoverinfo": "skip", "line": {"width": 0}}
    shown.add_scatter(x=x, y=low, **hidden)
    shown.add_scatter(x=x, y=high, fill="tonexty", fillcolor=base.soft(colour, 0.14), name="usual range", **hidden)
    shown.add_scatter(
        x=x, y=mid, mode="lines", hoverinfo="skip", name="usual", line={"color": colour, "width": 1.5, "dash": "dot"}
    )


def _add_points(
    shown: go.Figure,
    points: pd.DataFrame,
    videos: pd.DataFrame,
    scales: base.Scales,
    *,
    against: str,
    as_rates: bool,
    colour_by: str,
) -> None:
    about = videos.loc[points.index]
    noun = metric(against).noun
    custom = np.empty((len(points), _CUSTOM), dtype=object)
    custom[:, 0] = [base.plain(format.title_of(title), 60) for title in about["title"]]
    custom[:, 1] = [format.day(p) for p in posted_day(about)]
    for place, name in enumerate(("saves", against, "views"), start=2):
        custom[:, place] = [format.count(v) for v in about[name]]
    young = points["age_days"].to_numpy("float64", na_value=np.inf) < YOUNG_DAYS
    custom[:, 5] = np.where(young, " · under 7 days old", "").astype(object)
    if as_rates:  # what the axes say comes first, the counts behind it after
        custom[:, 5] += [
            f"<br>{format.rate(y)} saves and {format.rate(x)} {noun} per 1,000 views"
            for x, y in zip(points["x"], points["y"], strict=True)
        ]
    custom[:, _CUSTOM - 1] = points.index.to_numpy()
    colour, meant = _colours(points, colour_by)
    if np.isfinite(colour).any():
        _explain_colours(shown, meant)
    unknown = ~np.isfinite(colour)
    x, y = scales.place(points)
    shown.add_scatter(
        x=x,
        y=y,
        mode="markers",
        name="videos",
        customdata=custom,
        marker={
            "size": 8,
            # No colour is known for some: a cross, not the colour of "none". Young ones are hollow: not finished yet.
            "symbol": np.where(unknown, "x", np.where(young, "circle-open", "circle")).tolist(),
            "color": np.where(unknown, 0.0, colour),
            "cmin": 0,
            "cmax": 1,
            "colorscale": [list(level) for level in LEVELS],
            "line": {"width": np.where(young, 2.0, 0.6), "color": "rgba(255,255,255,0.55)"},
            "opacity": 0.85,
            "showscale": False,
        },
        selected={"marker": {"opacity": 1, "size": 13}},
        unselected={"marker": {"opacity": 0.55}},
        hovertemplate=(
            "<b>%{customdata[0]}</b><br>%{customdata[1]}%{customdata[5]}<br>%{customdata[2]} saves · %{customdata[3]} "
            + noun
            + " · %{customdata[4]} views<extra></extra>"
        ),
    )


def _ring(shown: go.Figure, point: pd.DataFrame, scales: base.Scales) -> None:
    x, y = scales.place(point)
    shown.add_scatter(
        x=x,
        y=y,
        mode="markers",
        name="picked",
        hoverinfo="skip",
        marker={"size": 18, "color": "rgba(0,0,0,0)", "line": {"width": 2.5, "color": metric("saves").colour}},
    )


def _colours(points: pd.DataFrame, colour_by: str) -> tuple[np.ndarray, dict[float, str]]:
    """Return each point's place on the colour scale (0-1, NaN where unknown), and what some places on it mean."""
    if colour_by == "age":
        months = points["age_days"].to_numpy("float64", na_value=np.nan) / 30.44
        oldest = max(np.nanmax(months), 1.0) if np.isfinite(months).any() else 1.0
        return 1 - months / oldest, {0.0: f"{format.plural(round(oldest), 'month')} old", 1.0: "newest"}
    # Shares of views are heavy-tailed: on their square root more than one point has colour, and still few are warm.
    share = points["share"].to_numpy("float64", na_value=np.nan)
    top = np.nanmax(share) if np.isfinite(share).any() else 1.0
    return np.sqrt(share / max(top, 1e-12)), {
        0.0: "0 %",
        0.5: format.percent(top / 4),
        1.0: f"{format.percent(top)} of all views",
    }


def _explain_colours(shown: go.Figure, meant: dict[float, str]) -> None:
    """Explain the colours in a line above the points: a colour bar's labels slant on a narrow screen."""
    dots = [f'<span style="color:{_at(place)}">●</span> {words}' for place, words in meant.items()]
    base.say_above(shown, "   ".join(dots), margin=32, xref="paper", xanchor="left", yshift=4, name="colours")


def _at(place: float) -> str:
    """Return the colour at a place (0-1) of the scale."""
    ends = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for _, colour in LEVELS]
    return "#" + "".join(f"{round(a + place * (b - a)):02X}" for a, b in zip(*ends, strict=True))


def _add_density(shown: go.Figure, points: pd.DataFrame, scales: base.Scales) -> None:
    x, y = np.log10(scales.place(points))
    counts, x_edges, y_edges = np.histogram2d(x, y, bins=BINS)
    filled = np.where(counts > 0, np.log10(np.maximum(counts, 1)), np.nan)
    shown.add_heatmap(
        x=10 ** ((x_edges[1:] + x_edges[:-1]) / 2),
        y=10 ** ((y_edges[1:] + y_edges[:-1]) / 2),
        z=filled.T.astype("float32"),
        customdata=counts.T.astype("float32"),
        colorscale=[[0, base.soft(base.QUIET, 0.18)], [1, base.soft(base.QUIET, 0.85)]],
        showscale=False,
        hovertemplate="%{customdata:,.0f} videos here<extra></extra>",
        name="density",
    )
