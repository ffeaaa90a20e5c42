"""Base of all figures: size, margins, escaped text from files, log axes with a place for zero.

No figure sets text or grid colours: Streamlit's own chart theme does. Marks have the light page's colours; the app puts
the dark page's in their place (see `palette`). So one figure serves both, and a cache need not know the theme.
"""

import math
from collections.abc import Sequence
from html import escape
from typing import Any
from unicodedata import east_asian_width

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.words import format

MAX_POINTS = 1_500  # SVG points stay quick up to here (4 s to interactive at 10,000); above it they are binned
LABEL_LINE = 20  # characters: about a third of a phone's width
FEW_COUNTS = 6  # from so many on whole steps come by themselves
SAID_HEIGHT = 110  # pixels of a figure that only says why it is empty
QUIET, QUIET_DARK = "#6B7280", "#9AA3AF"  # what only stands behind the measures: usual ranges, marks; on either page
CORNER = 44  # pixels at the top right, where the page puts the button that enlarges a chart: no words there
OUTLINE = "#FFFFFF"  # around a dot that lies on its own range
CONFIG = {
    "displaylogo": False,
    "displayModeBar": "hover",
    # What is left is the camera: the report has it, the pages hide it, since their own buttons press it (take_picture.js).
    "modeBarButtonsToRemove": [
        "select2d",
        "lasso2d",
        "zoomIn2d",
        "zoomOut2d",
        "autoScale2d",
        "resetScale2d",
        "pan2d",
        "zoom2d",
    ],
    "scrollZoom": False,
}


def plain(text: str, limit: int = 80) -> str:
    """Prepare text from a file for a hover or a label: one line, cut, with nothing that Plotly reads as HTML."""
    return escape(format.clip(text, limit), quote=False)


def letters(text: str) -> int:
    """Count characters as wide as ours: one of Chinese or Japanese is as wide as two."""
    return sum(1 + (east_asian_width(character) in "WF") for character in text)


def label(text: str, line: int = LABEL_LINE) -> str:
    """Prepare text from a file for the side of a figure: two lines at most, so that a phone has room for the figure."""
    flat = format.clip(text, 2 * line)
    line = max(4, round(line * len(flat) / max(letters(flat), 1)))
    flat = format.clip(flat, 2 * line)
    if len(flat) <= line:
        return plain(flat)
    space = flat.rfind(" ", 0, line + 1)
    cut = space if space > line // 3 else line
    return f"{plain(flat[:cut])}<br>{plain(flat[cut:].strip(), line)}"


def soft(colour: str, alpha: float) -> str:
    """Return `#RRGGBB` as a translucent colour."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


_AXIS = {"automargin": True, "title": {"standoff": 8}, "ticklabelstandoff": 6, "zeroline": False}


def figure(*, height: int) -> go.Figure:
    """Make an empty figure with the common margins and hover."""
    # All at once: one layout is checked in a tenth of the time of three updates (1 instead of 7 ms a figure)
    return go.Figure(
        layout={
            "height": height,
            # Streamlit's own `pad` would push an axis title onto the numbers beside it: these stand off by themselves.
            "margin": {"l": 8, "r": 12, "t": 12, "b": 8, "pad": 0},
            "hovermode": "closest",
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {"align": "left"},
            "font": {"size": 13},
            "xaxis": {**_AXIS, "showgrid": False},
            "yaxis": _AXIS,
        }
    )


def annotate(shown: go.Figure, words: list[dict[str, Any]]) -> None:
    """Add annotations, all at once: each call goes through all that the figure has."""
    shown.layout.annotations = [*shown.layout.annotations, *words]


def whole_steps(span: float) -> dict[str, Any]:
    """Return the layout of an axis of counts that spans `span`; over a short span each tick is one whole count."""
    return {"tickformat": ",d", **({"dtick": 1} if span <= FEW_COUNTS else {})}


def whiskers(low: np.ndarray, value: np.ndarray, high: np.ndarray, colour: str, thickness: int) -> dict[str, Any]:
    """Return the error bars that reach from `low` to `high` around `value`."""
    reach = {"array": high - value, "arrayminus": value - low}
    return {"type": "data", "symmetric": False, **reach, "color": colour, "thickness": thickness, "width": 0}


def say_above(shown: go.Figure, text: str, *, margin: int, **more: Any) -> None:  # noqa: ANN401
    """Put words above the axes, in a top margin of that many pixels; `more` are other settings of the annotation."""
    place = {"x": 0, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False, "font": {"size": 12}}
    shown.add_annotation(text=text, **{**place, **more})
    shown.update_layout(margin_t=margin)


def say_keys(shown: go.Figure, keys: list[tuple[str, str, str]], below: str = "") -> None:
    """Put keys (mark, its colour, what it is) above the axes, two a line as a phone has room for, and words below them."""
    each = [f'<span style="color:{colour}">{mark}</span> {text}' for mark, colour, text in keys]
    lines = [" \u2003".join(each[at : at + 2]) for at in range(0, len(each), 2)] + ([below] if below else [])
    if lines:
        more = {"xref": "paper", "xanchor": "left", "align": "left", "name": "keys"}
        say_above(shown, "<br>".join(lines), margin=10 + 18 * len(lines), **more)


def say_instead(shown: go.Figure, text: str) -> None:
    """Put words in place of the axes of a figure that has nothing to show, and make it lower."""
    shown.update_xaxes(visible=False)
    shown.update_yaxes(visible=False)
    shown.update_layout(height=SAID_HEIGHT)
    shown.add_annotation(
        x=0.5, y=0.5, xref="paper", yref="paper", text=text, showarrow=False, name="instead", font={"size": 13}
    )


class LogScale:
    """A log axis with a place for zero: its own line below the smallest decade, ticked "0".

    `values` are the non-negative values to be shown; `unit` multiplies a tick's value for its label (1000 shows a rate
    per 1,000). Ticks stand on whole decades only.
    """

    def __init__(self, values: Sequence[float] | np.ndarray, *, unit: float = 1.0) -> None:
        known = np.asarray(values, dtype="float64")
        known = known[np.isfinite(known)]
        positive = known[known > 0] * unit
        self.unit = unit
        self.has_zero = bool((known == 0).any())
        self.low = math.floor(math.log10(positive.min()) + 1e-9) if positive.size else 0
        self.high = max(math.ceil(math.log10(positive.max()) - 1e-9) if positive.size else 1, self.low + 1)
        self.top = math.log10(positive.max()) if positive.size else 1.0
        self.zero = 10.0 ** (self.low - 0.55)

    def place(self, values: Sequence[float] | np.ndarray) -> np.ndarray:
        """Return where each value lies on the axis (in label units): zeros on the zero line, missing stays missing."""
        scaled = np.asarray(values, dtype="float64") * self.unit
        return np.where(scaled == 0, self.zero, scaled)

    def axis(self, title: str) -> dict[str, Any]:
        """Return the layout of a Plotly axis with this scale."""
        decades = [10.0**power for power in range(self.low, self.high + 1)]
        texts = [format.short(d).replace(".0", "") if d >= 1 else format.figures(d, 1) for d in decades]
        zero, nought = ([self.zero], ["0"]) if self.has_zero else ([], [])
        bottom = math.log10(self.zero) - 0.2 if self.has_zero else self.low - 0.12
        return {
            "type": "log",
            "range": [bottom, max(self.top + 0.25, self.low + 1.0)],
            "tickmode": "array",
            "tickvals": zero + decades,
            "ticktext": nought + texts,
            "title": {"text": title},
        }


class Scales:
    """Both log axes of a scatter of `points` (x, y)."""

    def __init__(self, points: pd.DataFrame, *, unit: float) -> None:
        self.x, self.y = (LogScale(points[name].to_numpy("float64"), unit=unit) for name in ("x", "y"))

    def place(self, points: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """Return where the points lie on either axis, see `LogScale.place`."""
        return self.x.place(points["x"].to_numpy("float64")), self.y.place(points["y"].to_numpy("float64"))
