"""Numbers, days and colours of a trace in fewer letters."""

import base64
from typing import Any, TypeGuard

import numpy as np

MANY = 50
"""Values from which on a list is worth shortening."""
MOST_COLOURS = 256
"""Colours that one byte a point can number."""
_NAMES = ("circle", "square", "diamond", "cross", "x", "triangle-up", "triangle-down")
SYMBOLS = {f"{name}{kind}": at + open_ for at, name in enumerate(_NAMES) for kind, open_ in (("", 0), ("-open", 100))}
"""Plotly's own numbers of the symbols that points of videos have (plotly.js, `drawing/symbol_defs`)."""
_MIDNIGHT = "T00:00:00"
_STEPS = 2**16 - 1


def shorten(trace: dict[str, Any]) -> None:
    """Write places to seven figures, sizes in steps of two bytes, colours and symbols by number, midnights as days."""
    for name in ("x", "y"):
        if name in trace:
            trace[name] = days(single(trace[name]))
    marker = trace.get("marker", {})
    for part in (marker, marker.get("line", {})):
        for name in ("opacity", "width"):
            if name in part:
                part[name] = _once(part[name])
        _number_colours(part)
    _step_sizes(marker)
    symbols = marker.get("symbol")
    if _is_long(symbols) and set(symbols) <= SYMBOLS.keys():
        numbers = np.array([SYMBOLS[symbol] for symbol in symbols], "u1")
        marker["symbol"] = symbols[0] if len(set(symbols)) == 1 else typed(numbers)


def typed(values: np.ndarray) -> dict[str, str]:
    """Return a typed array of one or two dimensions as Plotly sends one."""
    kind = values.dtype.str.lstrip("<|")
    made = {"dtype": kind, "bdata": base64.b64encode(values.tobytes()).decode("ascii")}
    return made if values.ndim == 1 else {**made, "shape": ", ".join(map(str, values.shape))}


def single(values: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return numbers of double precision as single ones; anything else, and whole numbers that would change, as they are."""
    double = _doubles(values)
    if double is None:
        return values
    short = halved(double)
    return values if short is None else typed(short)


def halved(double: np.ndarray) -> np.ndarray | None:
    """Return numbers in single precision, seven figures; None where a whole number would change."""
    with np.errstate(over="ignore"):
        short = double.astype("<f4")
    whole = np.isfinite(double) & (double == np.round(double))
    return None if (short[whole] != double[whole]).any() else short


def days(values: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return moments that are all midnights as days; anything else as it is."""
    if not _is_long(values) or not all(_MIDNIGHT in value for value in values):
        return values
    parts = [value.partition(_MIDNIGHT) for value in values]
    return [day for day, _, _ in parts] if not any(rest.strip("0.") for _, _, rest in parts) else values


def _doubles(values: Any) -> np.ndarray | None:  # noqa: ANN401 - any JSON
    """Return the numbers of one typed array of double precision; None for anything else."""
    if not isinstance(values, dict) or values.get("dtype") != "f8" or "shape" in values:
        return None
    return np.frombuffer(base64.b64decode(values["bdata"]), "<f8")


def _once(values: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return one number for numbers that are all the same, else single ones."""
    double = _doubles(values)
    if double is not None and len(double) and (double == double[0]).all():
        return float(double[0])
    return single(values)


def _step_sizes(marker: dict[str, Any]) -> None:
    """Write sizes as whole steps, two bytes each, and how many steps are a pixel.

    With one byte the sizes were off by 0.04 pixels, and of two dots upon each other a hover found the other one.
    """
    double = _doubles(marker.get("size"))
    if double is None or len(double) < MANY or "sizeref" in marker or not np.isfinite(double).all() or double.min() < 0:
        return
    if (most := float(double.max())) > 0:
        marker["size"] = typed(np.round(double / most * _STEPS).astype("<u2"))
        marker["sizeref"] = _STEPS / most


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
    part["color"] = typed(np.array([known.index(colour) for colour in colours], "u1"))
    part["colorscale"] = [[at / last, colour] for at, colour in enumerate(known)]
    part["cmin"], part["cmax"] = 0, last


def _is_long(values: Any) -> TypeGuard[list[str]]:  # noqa: ANN401 - any JSON
    return isinstance(values, list) and len(values) >= MANY and all(isinstance(value, str) for value in values)
