"""Palette of the marks: each colour on the light page and the one in its place on the dark page, and how a figure takes others.

Figures are drawn in the light colours, which also hold on the report's page. The app hands over a name for each colour,
which its theme fills in: so one figure serves both pages.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from worthsaving.figures import base
from worthsaving.metrics import all_metrics

DARK: dict[str, str] = {metric.colour: metric.dark for metric in all_metrics().values()} | {base.QUIET: base.QUIET_DARK}
"""Every colour of a mark, in the order of metrics.toml: on the light page, and on the dark one."""

KINDS: tuple[str, ...] = tuple(colour for colour in dict.fromkeys(DARK) if colour != base.QUIET)
"""Colours for kinds that somebody named, the most frequent kind first."""

_COLOURED = ("marker", "line", "error_x", "error_y", "textfont", "fillcolor")
_SOFT = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")
_IN_WORDS = re.compile(r"(?<=style=\"color:)[^\"]+(?=\">)")


def recolour(shown: dict[str, Any], places: Mapping[str, str]) -> dict[str, Any]:
    """Put other colours in the place of those of the palette in a figure's data and layout, and return the same object.

    `places`: "#RRGGBB" of the palette, and what stands for it: six digits, to which two more are added where a colour is
    translucent. A colour that is not in `places` stays. Text from files is not looked at. Plain data: to change a Plotly
    figure takes ten times as long.
    """
    layout = shown["layout"]
    for trace in shown["data"]:
        _each(trace, _COLOURED, places)
    for shape in layout.get("shapes", ()):
        _each(shape, ("line", "fillcolor"), places)
    for words in layout.get("annotations", ()):
        _each(words, ("font", "arrowcolor"), places)
        words["text"] = _IN_WORDS.sub(lambda found: _place(found[0], places), words.get("text") or "")
    return shown


def _each(part: dict[str, Any], names: Sequence[str], places: Mapping[str, str]) -> None:
    for name in names:
        changed = _changed(part[name], places) if name in part else None
        if changed is not None:
            part[name] = changed


def _changed(value: Any, places: Mapping[str, str]) -> Any:  # noqa: ANN401 - any JSON of Plotly's
    """Return the value with its colours replaced; None where nothing in it is a colour."""
    if isinstance(value, str):
        return _place(value, places)
    if isinstance(value, dict):
        return {name: inner if (new := _changed(inner, places)) is None else new for name, inner in value.items()}
    if isinstance(value, list) and len(value) and isinstance(value[0], (str, list, tuple)):
        return [inner if (new := _changed(inner, places)) is None else new for inner in value]
    return None


def _place(colour: str, places: Mapping[str, str]) -> str:
    """Return what stands for a colour, with its translucence; other text stays as it is."""
    soft = _SOFT.fullmatch(colour)
    if soft is None:
        return places.get(colour, colour)
    whole = "#" + "".join(f"{int(channel):02X}" for channel in soft.groups()[:3])
    place = places.get(whole)
    return colour if place is None else f"{place}{round(255 * float(soft[4])):02X}"
