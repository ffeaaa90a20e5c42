"""Figure of the quadrants of save rate and like (or comment) rate, and the numbers behind it."""

import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.models.rates import MIN_VIDEOS
from worthsaving.figures import base, tables
from worthsaving.figures.points import kinds as kinds_figure, video_points
from worthsaving.figures.points.kinds import Kinds
from worthsaving.figures.tables import Table
from worthsaving.metrics import metric
from worthsaving.words import format, relation as relation_words

HEIGHT = 460
ROOM = (0.06, 0.12)  # of the axis' length that stays free below and above the points, for the names
LEAST_TICKS, MOST_TICKS = 2, 6  # one number alone is no scale
STEPS = ((1, 2, 5), (1, 1.5, 2, 3, 4, 5, 6, 8))  # of a decade of ticks
CORNER_NAMES = 20  # pixels of the line with the names of the upper corners


def quadrants(
    found: pd.DataFrame,
    videos: pd.DataFrame,
    *,
    against: str,
    picked: int | None = None,
    settled_days: float = YOUNG_DAYS,
    kinds: Kinds | None = None,
) -> go.Figure:
    """Draw one point per video: x the rate of `against`, y the save rate, both shrunk, per 1,000 views, on log axes.

    `found`: label and the two rates (see `expected.quadrants`) by the index of `videos`; a video without them has no point.
    From `MIN_VIDEOS` on, one of them saved, dotted lines stand at the middle video and the named quadrants carry their
    names. `kinds` colour the points in place of the quadrants, with a key. `picked` is ringed; videos under `settled_days` old are hollow.
    """
    known = found.dropna(subset=["label"])
    at = pd.DataFrame(
        {"x": format.PER * known[rate_of(against)], "y": format.PER * known["save_rate"]}, dtype="float64"
    )
    shown = base.figure(height=HEIGHT)
    if at.empty:
        base.say_instead(shown, f"No video has views, saves and {metric(against).noun}")
        return shown
    ending = f" {tables.PER_VIEWS}"
    shown.update_xaxes(**_axis(at["x"], metric(against).label + ending))
    shown.update_yaxes(**_axis(at["y"], metric("saves").label + ending), showgrid=True)
    if len(at) >= MIN_VIDEOS and videos["saves"].loc[at.index].sum() > 0:
        line = {"color": base.QUIET, "width": 1, "dash": "dot"}
        x, y = (float(np.median(at[name])) for name in ("x", "y"))
        across = {"x0": 0, "x1": 1, "xref": "x domain", "y0": y, "y1": y, "yref": "y"}
        up = {"x0": x, "x1": x, "xref": "x", "y0": 0, "y1": 1, "yref": "y domain"}
        shown.layout.shapes = [{"type": "line", "line": line, "layer": "below", **ends} for ends in (up, across)]
        _name_corners(shown, known["label"], against, coloured=kinds is None)
    below = f"<br>{relation_words.rates_in_hover(against)}"
    video_points.add(
        shown, at, videos, known["label"], against=against, below=below, settled_days=settled_days, kinds=kinds
    )
    if kinds is not None:
        kinds_figure.key(shown, kinds, above=CORNER_NAMES)
    if picked is not None and picked in at.index:
        video_points.ring(shown, at.loc[[picked]])
    return shown


def rate_of(against: str) -> str:
    """Return the column of `expected.quadrants` that holds the rate of likes or comments."""
    return f"{against.removesuffix('s')}_rate"


def table(found: pd.DataFrame, videos: pd.DataFrame, *, against: str, kinds: Kinds | None = None) -> Table:
    """Make a row per video, those of the named quadrants first; takes what `quadrants` takes."""
    known = found.dropna(subset=["label"])
    names = {corner.label: corner.name for corner in relation_words.NAMED[against]}
    place = known["label"].map({label: at for at, label in enumerate(names)}).fillna(len(names))
    known = known.iloc[np.lexsort((-known["save_rate"].to_numpy("float64"), place.to_numpy("float64")))]
    about = videos.loc[known.index]
    rows = pd.DataFrame(
        {
            **tables.who(about),
            "Video ID": about["video_id"],
            "Corner": known["label"].map(names).fillna(""),
            **kinds_figure.column(kinds, about),
            tables.RATE: known["save_rate"] * format.PER,
            f"{metric(against).label} {tables.PER_VIEWS}": known[rate_of(against)] * format.PER,
            metric("saves").label: about["saves"],
            metric(against).label: about[against],
            metric("views").label: about["views"],
        }
    ).reset_index(drop=True)
    return Table(rows, "Both rates are the adjusted ones, pulled towards your usual where few people saw the video.")


def _axis(values: pd.Series, title: str) -> dict[str, Any]:
    """Return a log axis from the lowest to the highest value with room for names; ticks at 1, 2 and 5, at 1 alone, or finer."""
    low, high = math.log10(values.min()), math.log10(values.max())
    span = max(high - low, 0.3)
    edges = (low - ROOM[0] * span, low + span * (1 + ROOM[1]))
    steps: list[float] = []
    for wanted in STEPS:
        steps = [
            step * 10.0**power
            for power in range(math.floor(edges[0]), math.ceil(edges[1]) + 1)
            for step in wanted
            if edges[0] <= math.log10(step * 10.0**power) <= edges[1]
        ]
        if len(steps) >= LEAST_TICKS:
            break
    if len(steps) > MOST_TICKS:
        steps = [step for step in steps if math.isclose(math.log10(step) % 1, 0, abs_tol=1e-9)] or steps[
            :: len(steps) // MOST_TICKS + 1
        ]
    return {
        "type": "log",
        "range": list(edges),
        "tickmode": "array",
        "tickvals": steps,
        "ticktext": [_tick(step) for step in steps],
        "title": {"text": title},
    }


def _tick(step: float) -> str:
    """Write a step with one figure, with two where it has them."""
    said = format.figures(step, 1)
    return said if math.isclose(float(said.replace(",", "")), step) else format.figures(step, 2)


def _name_corners(shown: go.Figure, labels: pd.Series, against: str, *, coloured: bool) -> None:
    """Write the names of the quadrants where they are, in their colours where the points have these: above the axes, and at the foot on the right."""
    both, kept, not_kept = relation_words.NAMED[against]
    colours = video_points.marks(against)
    names = []
    for corner, x, y, anchor in ((kept, 0.0, 1.0, "left"), (both, 1.0, 1.0, "right"), (not_kept, 1.0, 0.0, "right")):
        count = int((labels == corner.label).sum())
        names.append(
            {
                "x": x,
                "y": y,
                "xref": "paper",
                "yref": "paper",
                "xanchor": anchor,
                "xshift": -base.CORNER if corner is both else 0,
                "yanchor": "bottom",
                "text": f"{corner.name} · {count:,}" if count else corner.name,
                "name": f"corner {corner.label}",
                "showarrow": False,
                "font": {"size": 12, "weight": 700, "color": colours[corner.label][0] if coloured else base.QUIET},
            }
        )
    base.annotate(shown, names)
    shown.layout.margin.t = CORNER_NAMES + 8
