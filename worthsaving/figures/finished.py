"""Finished figures: drawn, validated and converted once, then shown as often as a page runs."""

import base64
import json
import re
from collections.abc import Mapping
from typing import Any, TypeGuard

import numpy as np
import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from worthsaving.figures import palette

MANY = 50
"""Values from which on a list is worth shortening."""
MOST_COLOURS = 256
"""Colours that one byte a point can number."""
_NAMES = ("circle", "square", "diamond", "cross", "x", "triangle-up", "triangle-down")
SYMBOLS = {f"{name}{kind}": at + open_ for at, name in enumerate(_NAMES) for kind, open_ in (("", 0), ("-open", 100))}
"""Plotly's own numbers of the symbols that points of videos have (plotly.js, `drawing/symbol_defs`)."""
_COUNT = re.compile(r"0|[1-9]\d{0,2}(,\d{3})*", re.ASCII)  # as Plotly writes a number with thousands: never "007"
_MIDNIGHT = "T00:00:00"


class Finished(BaseFigure):  # type: ignore[misc]  # Plotly has no types
    """A figure that nobody changes any more, held as the plain data that the browser gets.

    To Streamlit it is a Plotly figure, so it is shown without building and validating it again: 2 instead of 30 ms for
    1,000 points.
    """

    def __init__(self, figure: go.Figure, places: Mapping[str, str] | None = None) -> None:
        """Finish a figure, in other colours than the palette's where `places` has some (see `palette.recolour`)."""
        # Not the base's own set-up, which validates every property.
        content = palette.recolour(json.loads(figure.to_json(validate=False)), places or {})
        for trace in content["data"]:
            _shorten(trace)
        self.__dict__["_content"] = content

    def to_dict(self) -> dict[str, Any]:
        """Return data and layout. It is the same object each time: do not change it."""
        content: dict[str, Any] = self.__dict__["_content"]
        return content

    def in_theme(self, theme: str) -> "Finished":
        """Return the same figure with the theme's name in it, which no one sees.

        To Streamlit it is another one in each theme, so it is drawn anew where the theme changes.
        """
        content = self.to_dict()
        other = object.__new__(Finished)
        other.__dict__["_content"] = {**content, "layout": {**content["layout"], "meta": theme}}
        return other


def _shorten(trace: dict[str, Any]) -> None:
    """Write the same trace in fewer letters: half as long numbers (seven figures), colours and symbols by number, days as days.

    1,000 videos are 114 instead of 265 KB.
    """
    for name in ("x", "y"):
        if name in trace:
            trace[name] = _day(_single(trace[name]))
    if len(trace.get("customdata") or ()) >= MANY and "hovertemplate" in trace:
        _shorten_hover(trace)
    marker = trace.get("marker", {})
    for part in (marker, marker.get("line", {})):
        for name in ("size", "opacity", "width"):
            if name in part:
                part[name] = _single(part[name])
        _number_colours(part)
    symbols = marker.get("symbol")
    if _is_long(symbols) and set(symbols) <= SYMBOLS.keys():
        marker["symbol"] = _typed(np.array([SYMBOLS[symbol] for symbol in symbols], "u1"))


def _shorten_hover(trace: dict[str, Any]) -> None:
    """Write what is the same in every hover once, in their common words, and counts as numbers that Plotly writes out."""
    rows = trace["customdata"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return
    for at, values in enumerate(zip(*rows, strict=True)):
        if not all(isinstance(value, str) for value in values):
            continue
        named = f"%{{customdata[{at}]}}"
        if len(set(values)) == 1 and "{" not in values[0]:
            short, trace["hovertemplate"] = [0] * len(rows), trace["hovertemplate"].replace(named, values[0])
        elif all(map(_COUNT.fullmatch, values)):
            short = [int(value.replace(",", "")) for value in values]
            trace["hovertemplate"] = trace["hovertemplate"].replace(named, f"{named[:-1]}:,}}")
        else:
            continue
        for row, value in zip(rows, short, strict=True):
            row[at] = value


def _is_long(values: Any) -> TypeGuard[list[str]]:  # noqa: ANN401 - any JSON
    return isinstance(values, list) and len(values) >= MANY and all(isinstance(value, str) for value in values)


def _typed(values: np.ndarray) -> dict[str, str]:
    """Return a typed array as Plotly sends one."""
    kind = values.dtype.str.lstrip("<|")
    return {"dtype": kind, "bdata": base64.b64encode(values.tobytes()).decode("ascii")}


def _single(values: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return numbers of double precision as single ones; anything else, and whole numbers that would change, as they are."""
    if not isinstance(values, dict) or values.get("dtype") != "f8" or "shape" in values:
        return values
    double = np.frombuffer(base64.b64decode(values["bdata"]), "<f8")
    with np.errstate(over="ignore"):
        single = double.astype("<f4")
    whole = np.isfinite(double) & (double == np.round(double))
    return values if (single[whole] != double[whole]).any() else _typed(single)


def _day(values: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return moments that are all midnights as days; anything else as it is."""
    if not _is_long(values) or not all(_MIDNIGHT in value for value in values):
        return values
    days = [value.partition(_MIDNIGHT) for value in values]
    return [day for day, _, _ in days] if not any(rest.strip("0.") for _, _, rest in days) else values


def _number_colours(part: dict[str, Any]) -> None:
    """Write a colour a point as its number in a scale that has these colours at its steps."""
    colours = part.get("color")
    if not _is_long(colours):
        return
    known = list(dict.fromkeys(colours))
    if len(known) > MOST_COLOURS:
        return
    if len(known) == 1:
        part["color"] = known[0]
        return
    last = len(known) - 1
    part["color"] = _typed(np.array([known.index(colour) for colour in colours], "u1"))
    part["colorscale"] = [[at / last, colour] for at, colour in enumerate(known)]
    part["cmin"], part["cmax"] = 0, last
