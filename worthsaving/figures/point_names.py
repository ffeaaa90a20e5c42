"""Names of a few points of a scatter, each where it covers no point, no line and no other name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.figures import base
from worthsaving.words import format

MOST = 3
TRIED = 40  # of the points that deserve a name, the first so many
LONGEST = 24  # characters
LETTER = 0.021  # of the chart's width at phone width, where a letter takes most of it
HEIGHT = 0.05  # of the chart's height: a line of text
AWAY = (8, 14)  # pixels from a point to its name beside it and to the middle of its name above or below it
GAP = (0.025, 0.04)  # the same as parts of the chart
STEPS = 300  # along the line
DOT = (0.02, 0.015)  # how far a point itself reaches, as parts of the chart


@dataclass(frozen=True)
class Box:
    """Place of a name: its edges as fractions of the chart (0-1, from the left and from below), and its anchor."""

    left: float
    right: float
    low: float
    high: float
    anchor: str
    shift: tuple[int, int]

    def holds(self, x: np.ndarray, y: np.ndarray, *, reach: tuple[float, float] = (0.0, 0.0)) -> np.ndarray:
        """Mark the places that lie in it, or no further than `reach` from it."""
        beside = (x > self.left - reach[0]) & (x < self.right + reach[0])
        return beside & (y > self.low - reach[1]) & (y < self.high + reach[1])

    def meets(self, other: Box) -> bool:
        """Tell whether two names overlap."""
        return self.left < other.right and other.left < self.right and self.low < other.high and other.low < self.high

    @property
    def inside(self) -> bool:
        """Whether all of it is on the chart."""
        return self.left >= 0 and self.right <= 1 and self.low >= 0 and self.high <= 1


def add(shown: go.Figure, points: pd.DataFrame, every: pd.DataFrame, videos: pd.DataFrame, scales: base.Scales) -> None:
    """Name at most `MOST` of `points` (x, y, above): those above the usual first, then the most saved.

    `every`: all points that are drawn or binned, none of which may be covered; nor may the figure's line "usual". A
    video without a caption has no name, and a point without free room beside, above or below it has none either.
    """
    x, y = np.log10(scales.place(points))
    across, up = _fractions(shown, x, y)
    all_across, all_up = _fractions(shown, *np.log10(scales.place(every)))
    line = _line(shown)
    own = every.index.get_indexer(points.index)
    order = np.lexsort((-points["y"].to_numpy("float64"), ~points["above"].to_numpy("bool")))[:TRIED]
    taken: list[Box] = []
    for place in order:
        text = format.clip(str(videos.at[points.index[place], "title"]), LONGEST)
        if not text:
            continue
        for box in boxes(float(across[place]), float(up[place]), width(text)):
            if not box.inside or box.holds(*line).any() or any(map(box.meets, taken)):
                continue
            covered = box.holds(all_across, all_up, reach=DOT)
            covered[own[place]] = False
            if covered.any():
                continue
            shown.add_annotation(
                x=float(x[place]),
                y=float(y[place]),
                text=base.plain(text),
                showarrow=False,
                xanchor=box.anchor,
                xshift=box.shift[0],
                yshift=box.shift[1],
                font={"size": 12},
            )
            taken.append(box)
            break
        if len(taken) == MOST:
            return


def width(text: str) -> float:
    """Estimate the greatest width of a name, as a fraction of the chart; a Chinese or Japanese character counts twice."""
    return LETTER * base.letters(text)


def boxes(across: float, up: float, wide: float) -> list[Box]:
    """List where the name of the point at that place may go, the best first: left, right, above, below."""
    (beside, over), half = GAP, HEIGHT / 2
    level = (up - half, up + half)
    centred = (across - wide / 2, across + wide / 2)
    return [
        Box(across - beside - wide, across - beside, *level, "right", (-AWAY[0], 0)),
        Box(across + beside, across + beside + wide, *level, "left", (AWAY[0], 0)),
        Box(*centred, up + over - half, up + over + half, "center", (0, AWAY[1])),
        Box(*centred, up - over - half, up - over + half, "center", (0, -AWAY[1])),
    ]


def _fractions(shown: go.Figure, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Convert places on the axes (log10) to fractions of the chart's width and height."""
    (left, right), (bottom, top) = shown.layout.xaxis.range, shown.layout.yaxis.range
    return (x - left) / (right - left), (y - bottom) / (top - bottom)


def _line(shown: go.Figure) -> tuple[np.ndarray, np.ndarray]:
    """Return places along the line "usual", so close that no name fits between two; none where it is not drawn."""
    drawn = next((trace for trace in shown.data if trace.name == "usual"), None)
    if drawn is None or len(drawn.x) < 2:
        return np.empty(0), np.empty(0)
    x, y = np.log10(np.asarray(drawn.x, dtype="float64")), np.log10(np.asarray(drawn.y, dtype="float64"))
    fine = np.linspace(x[0], x[-1], STEPS)
    return _fractions(shown, fine, np.interp(fine, x, y))
