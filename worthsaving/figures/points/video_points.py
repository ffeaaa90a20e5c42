"""Videos as points of a scatter: colour and shape for the quadrant, size for the views, hover and click for each."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.analysis.age import YOUNG_DAYS, is_young
from worthsaving.analysis.labels import columns
from worthsaving.analysis.select import posted_day
from worthsaving.figures import base
from worthsaving.figures.finished import Finished
from worthsaving.figures.points import point_names
from worthsaving.figures.points.kinds import Kinds
from worthsaving.figures.points.point_names import Named
from worthsaving.metrics import metric
from worthsaving.words import format, relation as relation_words
from worthsaving.words.own import labels as words

BINS = 48
MOST_ON_TOP = 100  # of a binned picture's points: named, hovered and clicked as ever
SIZES = (7.0, 20.0)  # pixels, for a video without views and for the most viewed one
UNKNOWN = "x"  # the symbol of a video that has no quadrant because it has no rate
_CUSTOM = (
    7  # what a point carries for its hover and, last, its index label, which no hover says (see `Finished.unsaid`)
)


def label_of(shown: Finished, point: Mapping[str, Any]) -> int | None:
    """Return the index label of the video behind a point drawn by `add`, from a chart's selection.

    None for what stands for no video: a bin or a line.
    """
    label = shown.unsaid(point)
    return label if isinstance(label, int) else None


def marks(against: str) -> dict[str, tuple[str, str]]:
    """Return colour and symbol of each named quadrant, by its label."""
    both, kept, not_kept = relation_words.NAMED[against]
    saves, other = metric("saves"), metric(against)
    return {
        both.label: (saves.colour, "circle"),
        kept.label: (saves.colour, "triangle-up"),
        not_kept.label: (other.colour, other.symbol),
    }


def add(
    shown: go.Figure,
    at: pd.DataFrame,
    videos: pd.DataFrame,
    labels: pd.Series,
    *,
    against: str,
    below: str = "",
    above: pd.Series | None = None,
    settled_days: float = YOUNG_DAYS,
    kinds: Kinds | None = None,
) -> None:
    """Draw one point per row of `at` (x, y: places on two log axes) and name the ones that the title is about.

    `labels` are the quadrants (<NA> for no rate) and `videos` the canonical rows, by the index of `at`; `below` is a
    line more for the hover, which may have Plotly's variables in it (%{x}). Named are videos of every named quadrant, the most viewed first, and those marked in
    `above` (bool). Hollow: under `settled_days` old. `kinds` colour the points in place of the quadrants.
    Above `base.MAX_POINTS` videos the points become a binned picture, with those of the named quadrants and the most viewed
    drawn on top, so the size of the figure does not grow.
    """
    label = labels.reindex(at.index)
    views = videos["views"].loc[at.index].to_numpy("float64", na_value=0.0)
    special = label.isin(list(marks(against))).to_numpy(bool)
    if above is not None:
        special = special | above.reindex(at.index, fill_value=False).to_numpy(bool)
    order = _first(views, special, label)
    drawn = order
    if len(at) > base.MAX_POINTS:
        _add_density(shown, at)
        drawn = order[:MOST_ON_TOP]
    drawn = drawn[::-1]  # the named ones on top
    # An age may be counted back from the newest of all videos
    rows = videos.loc[at.index[drawn]].assign(young=is_young(videos, settled_days)[at.index[drawn]].to_numpy(bool))
    _scatter(shown, at.iloc[drawn], rows, label.iloc[drawn], below, views, against, kinds)
    x, y = np.log10(at["x"].to_numpy("float64")), np.log10(at["y"].to_numpy("float64"))
    turns = _in_turn(order[special[order]], label)[: point_names.TRIED]
    named = [Named(float(x[i]), float(y[i]), int(i), videos.at[at.index[i], "title"]) for i in turns]
    point_names.add(shown, named, x, y)


def ring(shown: go.Figure, at: pd.DataFrame) -> None:
    """Draw a ring around the picked video: one row of x and y."""
    line = {"width": 2.5, "color": metric("saves").colour}
    shown.add_scatter(
        x=at["x"].to_numpy(),
        y=at["y"].to_numpy(),
        mode="markers",
        name="picked",
        hoverinfo="skip",
        marker={"size": 26, "color": "rgba(0,0,0,0)", "line": line},
    )


def _first(views: np.ndarray, special: np.ndarray, label: pd.Series) -> np.ndarray:
    """Return positions in the order of drawing: what is named first, of each the most viewed first.

    Above `base.MAX_POINTS` videos only so many of each quadrant as could be drawn or named: 2 instead of 15 ms at 100,000.
    """
    some = np.arange(len(views))
    if len(views) > base.MAX_POINTS:
        group = pd.factorize(label, use_na_sentinel=False)[0] * 2 + special
        some = np.concatenate(
            [_most(np.flatnonzero(group == one), views) for one in np.flatnonzero(np.bincount(group))]
        )
        some.sort()
    return some[np.lexsort((-views[some], ~special[some]))]


def _most(at: np.ndarray, views: np.ndarray) -> np.ndarray:
    """Return those of these positions that are among the `MOST_ON_TOP` with most views, equal ones all."""
    if len(at) <= MOST_ON_TOP:
        return at
    return np.asarray(at[views[at] >= np.partition(views[at], -MOST_ON_TOP)[-MOST_ON_TOP]])


def _in_turn(order: np.ndarray, label: pd.Series) -> list[int]:
    """Put the first of each quadrant first, then the second of each: every quadrant of the title has a name."""
    turn = label.iloc[order].groupby(label.iloc[order].fillna("").to_numpy()).cumcount().to_numpy()
    return [int(i) for i in order[np.argsort(turn, kind="stable")]]


def _scatter(
    shown: go.Figure,
    at: pd.DataFrame,
    about: pd.DataFrame,
    label: pd.Series,
    below: str,
    all_views: np.ndarray,
    against: str,
    kinds: Kinds | None,
) -> None:
    custom = np.empty((len(at), _CUSTOM), dtype=object)
    custom[:, 0] = [base.plain(format.title_of(title), 60) for title in about["title"]]
    custom[:, 1] = [format.day(p) for p in posted_day(about)]
    for place, name in enumerate(("saves", against, "views"), start=2):
        custom[:, place] = [format.count(v) for v in about[name]]
    young = about["young"].to_numpy(bool)
    custom[:, 5] = np.where(young, " · under 7 days old", "").astype(object) + _kind(about, kinds)
    custom[:, _CUSTOM - 1] = at.index.to_numpy()
    pairs, named = _pairs(at.index, label, against, kinds)
    views = about["views"].to_numpy("float64", na_value=0.0)
    shown.add_scatter(
        x=at["x"].to_numpy(),
        y=at["y"].to_numpy(),
        mode="markers",
        name="videos",
        customdata=custom,
        marker={
            "size": SIZES[0] + (SIZES[1] - SIZES[0]) * np.sqrt(views / max(all_views.max(initial=0.0), 1.0)),
            # hollow: not finished yet
            "symbol": [f"{symbol}-open" if open_ else symbol for (_, symbol), open_ in zip(pairs, young, strict=True)],
            "color": [colour for colour, _ in pairs],
            "line": {
                "width": np.where(young, 2.0, 0.6),
                "color": [colour if open_ else base.OUTLINE for (colour, _), open_ in zip(pairs, young, strict=True)],
            },
            "opacity": np.where(named, 0.9, 0.55),
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.55}},
        hovertemplate=(
            f"<b>%{{customdata[0]}}</b><br>%{{customdata[1]}}%{{customdata[5]}}{below}<br>%{{customdata[2]}} saves · %{{customdata[3]}} "
            + metric(against).noun
            + " · %{customdata[4]} views<extra></extra>"
        ),
    )


def _pairs(
    index: pd.Index, label: pd.Series, against: str, kinds: Kinds | None
) -> tuple[list[tuple[str, str]], np.ndarray]:
    """Return the colour and the symbol of each point, and which points stand out: by kind, else by quadrant."""
    if kinds is not None:
        return list(zip(kinds.colours(index), kinds.symbols(index), strict=True)), kinds.is_named(index)
    known = marks(against)
    pairs = [known.get(str(one), (base.QUIET, UNKNOWN if pd.isna(one) else "circle")) for one in label]
    return pairs, label.isin(list(known)).to_numpy(bool)


def _kind(about: pd.DataFrame, kinds: Kinds | None) -> np.ndarray:
    """Return a line for the hover of each point: its label's value; nothing without kinds."""
    if kinds is None:
        return np.full(len(about), "", dtype=object)
    values = about[columns.kind(kinds.label)].astype("object").fillna(columns.UNLABELLED)
    said = [f"<br>{base.plain(words.option(kinds.label, str(value)))}" for value in values]
    return np.array(said, dtype=object)


def _add_density(shown: go.Figure, at: pd.DataFrame) -> None:
    x, y = np.log10(at["x"].to_numpy("float64")), np.log10(at["y"].to_numpy("float64"))
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
