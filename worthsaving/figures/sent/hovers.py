"""What the hovers of a trace say, in fewer letters: each value where it takes the fewest, common words once."""

import re
from typing import Any, TypeGuard

import numpy as np

from worthsaving.figures.sent import arrays

_VALUE = re.compile(r"%\{customdata\[(\d+)\]([:|][^}]*)?\}")  # a value in a hover's text, with how it is written
_COUNT = re.compile(r"0|[1-9]\d{0,2}(,\d{3})*", re.ASCII)  # as Plotly writes a number with thousands: never "007"
_PAIR = re.compile(r"%\{customdata\[(\d+)\]\}%\{customdata\[(\d+)\]\}")
_PLACES = ("text", "hovertext")
"""Lists of a trace that a hover can have texts from, beside `customdata`."""

Column = tuple[Any, ...]


def take_unsaid(trace: dict[str, Any]) -> list[Any]:
    """Take the last value of each point's custom data out of a trace whose hover does not say it; [] where it does.

    `customdata` must be rows of values.
    """
    rows = trace.get("customdata")
    if not _are_rows(rows) or "hovertemplate" not in trace or len(rows[0]) < 2:
        return []
    last = len(rows[0]) - 1
    if any(int(at) == last for at, _ in _VALUE.findall(trace["hovertemplate"])):
        return []
    trace["customdata"] = [row[:last] for row in rows]
    return [row[last] for row in rows]


def shorten(trace: dict[str, Any]) -> None:
    """Write words common to all hovers once, counts as numbers that Plotly writes out, texts as lists of their own.

    A trace of few points stays as it is, and one whose hovers write values in their own way.
    """
    rows, template = trace.get("customdata"), trace.get("hovertemplate", "")
    values = _VALUE.findall(template)
    if not _are_rows(rows) or len(rows) < arrays.MANY or not values or any(written for _, written in values):
        return
    columns, template = _joined(list(zip(*rows, strict=True)), template)
    named = sorted({int(at) for at, _ in _VALUE.findall(template)})
    said = {at: columns[at][0] for at in named if _is_common(columns[at])}
    counts = {at: found for at in named if at not in said and (found := _counts(columns[at])) is not None}
    texts = [at for at in named if at not in said and at not in counts]
    free = [] if "text" in trace.get("mode", "") else [place for place in _PLACES if place not in trace]
    if len(texts) > len(free) or not all(isinstance(value, str) for at in texts for value in columns[at]):
        return
    del trace["customdata"]
    for at, place in zip(texts, free, strict=False):
        trace[place], said[at] = list(columns[at]), f"%{{{place}}}"
    if counts:
        trace["customdata"] = arrays.typed(np.column_stack(list(counts.values())))
    said |= {at: f"%{{customdata[{place}]:,}}" for place, at in enumerate(counts)}
    trace["hovertemplate"] = _VALUE.sub(lambda value: said[int(value[1])], template)


def _are_rows(rows: Any) -> TypeGuard[list[list[Any]]]:  # noqa: ANN401 - any JSON
    return isinstance(rows, list) and bool(rows) and all(isinstance(row, list) for row in rows)


def _is_common(values: Column) -> bool:
    """Tell whether all hovers say these same words, in which Plotly would look for no value."""
    return isinstance(values[0], str) and len(set(values)) == 1 and "{" not in values[0]


def _counts(values: Column) -> np.ndarray | None:
    """Return counts that are written as texts as numbers, of as few bytes as hold them whole; None for other texts."""
    if not all(isinstance(value, str) and _COUNT.fullmatch(value) for value in values):
        return None
    counts = np.array([int(value.replace(",", "")) for value in values], "float64")
    if counts.max() < 2**16:
        return counts.astype("<u2")
    short = arrays.halved(counts)
    return counts if short is None else short


def _joined(columns: list[Column], template: str) -> tuple[list[Column], str]:
    """Join texts that hovers say one right after the other; returns the columns and the hovers' text that says them once."""
    while found := next((pair for pair in _PAIR.finditer(template) if _are_texts(columns, pair)), None):
        first, second = (columns[int(at)] for at in found.groups())
        columns = [*columns, tuple(one + other for one, other in zip(first, second, strict=True))]
        template = template.replace(found[0], f"%{{customdata[{len(columns) - 1}]}}")
    return columns, template


def _are_texts(columns: list[Column], pair: re.Match[str]) -> bool:
    """Tell whether both values of a pair are texts that differ from point to point."""
    both = [columns[int(at)] for at in pair.groups()]
    return all(isinstance(value, str) for values in both for value in values) and not any(map(_is_common, both))
