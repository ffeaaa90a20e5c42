"""Names of a few points of a scatter, each with a leader, where it covers no point, no line and no other name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go

from worthsaving.figures import base

MOST = 5
TRIED = 15  # of the points that deserve a name, the first so many: each costs some ms
LONGEST = (26, 20, 14)  # characters: the shorter ones where the longer finds no room
LETTER = 0.021  # of the chart's width at phone width, where a letter takes most of it
HEIGHT = 0.05  # of the chart's height: a line of text
REACH = (0.03, 0.1, 0.18, 0.28, 0.4)  # from a point to its name, of the chart's width
RISE = (0.0, 0.07, 0.14, 0.22, 0.32, 0.42)  # and of its height
STEPS = 300  # along the line
DOT = (0.02, 0.015)  # how far a point itself reaches, as parts of the chart
CELLS = 126  # of the grid that points are counted by, each way: with those off the chart they are numbered by 16 bits
_PLACES = sorted(((reach, rise) for reach in REACH for rise in RISE), key=lambda place: math.hypot(*place))


@dataclass(frozen=True)
class Named:
    """A point that deserves a name: its place on the axes (log10), its position among all points, the name."""

    x: float
    y: float
    position: int
    text: str


class Box(NamedTuple):
    """Place of a name: its edges as fractions of the chart (0-1, from the left and from below), and its anchor."""

    left: float
    right: float
    low: float
    high: float
    anchor: str

    def holds(self, x: np.ndarray, y: np.ndarray, *, reach: tuple[float, float] = (0.0, 0.0)) -> np.ndarray:
        """Mark the places that lie in it, or no further than `reach` from it."""
        within = (x > self.left - reach[0]) & (x < self.right + reach[0])
        return within & (y > self.low - reach[1]) & (y < self.high + reach[1])

    def meets(self, other: Box) -> bool:
        """Tell whether two names overlap."""
        return self.left < other.right and other.left < self.right and self.low < other.high and other.low < self.high

    @property
    def inside(self) -> bool:
        """Whether all of it is on the chart."""
        return self.left >= 0 and self.right <= 1 and self.low >= 0 and self.high <= 1

    @property
    def tail(self) -> tuple[float, float]:
        """Where its leader ends: in the middle of the side that is turned to the point."""
        across = {"left": self.left, "right": self.right}.get(self.anchor, (self.left + self.right) / 2)
        return across, (self.low + self.high) / 2


def add(shown: go.Figure, wanted: Sequence[Named], x: np.ndarray, y: np.ndarray) -> None:
    """Name at most `MOST` of `wanted`, the first ones that find room; a leader goes from each name to its point.

    `x`, `y`: all points that are drawn or binned (log10), none of which may be covered; nor may the figure's line "usual".
    A name is cut at a word. A video without a caption has no name.
    """
    crowd = Crowd(*_fractions(shown, x, y))
    line = _line(shown)
    notes: list[dict[str, Any]] = []
    taken: list[Box] = []
    tips: list[tuple[float, float]] = []
    for point in wanted[:TRIED]:
        across, up = (float(at[0]) for at in _fractions(shown, np.array([point.x]), np.array([point.y])))
        for text in dict.fromkeys(whole_words(point.text, longest) for longest in LONGEST):
            box = (
                next(
                    (
                        box
                        for box in boxes(across, up, width(text))
                        if box.inside
                        and not (len(line[0]) and box.holds(*line).any())
                        and not any(map(box.meets, taken))
                        and not crowd.covered(box, but=point.position)
                        and not _tangled(box, (across, up), taken, tips)
                    ),
                    None,
                )
                if text
                else None
            )
            if box is not None:
                notes.append(_note(shown, point, text, box))
                taken.append(box)
                tips.append((across, up))
                break
        if len(taken) == MOST:
            break
    base.annotate(shown, notes)


class Crowd:
    """All points of a figure (fractions of its width and height), asked whether a name covers one.

    Counted by cells of a grid, which decide most names: a filled cell wholly inside, or no filled cell that it touches.
    Takes 10 of the 60 ms that it takes to hold 100,000 points against each name.
    """

    def __init__(self, across: np.ndarray, up: np.ndarray) -> None:
        places = (np.clip(np.floor(at * CELLS) + 1, 0, CELLS + 1) for at in (across, up))
        column, row = (np.nan_to_num(place).astype("uint16") for place in places)
        self._cell = column * np.uint16(CELLS + 2) + row
        self._order = np.argsort(self._cell, kind="stable")  # of 16 bits: a tenth of sorting by floats
        self._across, self._up = across[self._order], up[self._order]
        counts = np.bincount(self._cell, minlength=(CELLS + 2) ** 2).reshape(CELLS + 2, CELLS + 2)
        self._before = np.pad(counts.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))

    def covered(self, box: Box, *, but: int) -> bool:
        """Tell whether a name lies within `DOT` of a point, other than the one at the position `but`."""
        left, right = _cell(box.left - DOT[0]), _cell(box.right + DOT[0])
        low, high = _cell(box.low - DOT[1]), _cell(box.high + DOT[1])
        column, row = divmod(int(self._cell[but]), CELLS + 2)
        itself = left < column < right and low < row < high
        if self._count(left + 1, right, low + 1, high) > itself:
            return True
        itself = left <= column <= right and low <= row <= high
        if self._count(left, right + 1, low, high + 1) == itself:
            return False
        near = slice(int(self._before[left, -1]), int(self._before[right + 1, -1]))
        others = self._order[near] != but
        return bool((box.holds(self._across[near], self._up[near], reach=DOT) & others).any())

    def _count(self, left: int, right: int, low: int, high: int) -> int:
        """Count the points in these columns and rows of cells, the last of each left out."""
        if right <= left or high <= low:
            return 0
        before = self._before
        return int(before[right, high] - before[left, high] - before[right, low] + before[left, low])


def _cell(at: float) -> int:
    """Return the column (or row) of cells of a fraction; what lies off the chart is in the first or last one."""
    return int(min(max(math.floor(at * CELLS) + 1, 0), CELLS + 1))


def whole_words(text: str, longest: int = LONGEST[0]) -> str:
    """Cut text to whole words of at most `longest` letters in all, with an ellipsis; one longer word is cut inside.

    Letters as wide as two (Chinese, Japanese) count twice.
    """
    words = str(text).split()
    kept: list[str] = []
    for word in words:
        if base.letters(" ".join([*kept, word])) > longest - (len(kept) + 1 < len(words)):
            break
        kept.append(word)
    if not kept and words:
        short = words[0]
        while base.letters(short) > longest - 1:
            short = short[:-1]
        return f"{short}…"
    return " ".join(kept).rstrip(" ,.;:-") + "…" if len(kept) < len(words) else " ".join(kept)


def width(text: str) -> float:
    """Estimate the greatest width of a name, as a fraction of the chart; a Chinese or Japanese character counts twice."""
    return LETTER * base.letters(text)


def boxes(across: float, up: float, wide: float) -> Iterator[Box]:
    """Yield where the name of the point at that place may go, the nearest first: to the left, the right, above, below."""
    for reach, rise in _PLACES:
        for level in {up + rise, up - rise}:
            edges = (level - HEIGHT / 2, level + HEIGHT / 2)
            yield Box(across - reach - wide, across - reach, *edges, "right")
            yield Box(across + reach, across + reach + wide, *edges, "left")


def _note(shown: go.Figure, point: Named, text: str, box: Box) -> dict[str, Any]:
    """Return the annotation that writes a name."""
    (left, right), (bottom, top) = shown.layout.xaxis.range, shown.layout.yaxis.range
    across, up = box.tail
    return {
        "x": point.x,
        "y": point.y,
        "text": base.plain(text),
        "name": "name",
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": base.QUIET,
        "standoff": 5,
        "axref": "x",
        "ayref": "y",
        "ax": left + across * (right - left),
        "ay": bottom + up * (top - bottom),
        "xanchor": box.anchor,
        "yanchor": "middle",
        "font": {"size": 12},
    }


def _tangled(box: Box, tip: tuple[float, float], names: Sequence[Box], tips: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a name's leader runs through another name, or another's leader through it."""
    leaders = [(box.tail, tip, names), *((name.tail, end, [box]) for name, end in zip(names, tips, strict=True))]
    for start, end, others in leaders:
        x, y = (np.linspace(a, b, 25) for a, b in zip(start, end, strict=True))
        if any(bool(other.holds(x, y).any()) for other in others):
            return True
    return False


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
