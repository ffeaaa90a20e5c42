"""Sentences on files without saves: what they count instead, and what stands in for the saves."""

from collections.abc import Sequence

from worthsaving.metrics import metric
from worthsaving.words import format

OPEN_PLACE = ("not in", "this file", "(not zero:", "unknown)")
TABLE_NOTE = "Saves have no column here: these files don't count them."
SHORTEST = 3  # videos of which a usual one can be named
LONGEST_CAPTION = 60


def heading(names: Sequence[str], *, per_view: bool) -> str:
    """Head the chart: which measures it has, as rates or as counts."""
    nouns = [metric(name).noun for name in names]
    listed = f"{', '.join(nouns[:-1])} and {nouns[-1]}" if len(nouns) > 1 else nouns[0]
    return f"Until then: {listed}{' per 1,000 views' if per_view else ''}"


def finding(name: str, title: str, values: Sequence[float], *, per_view: bool) -> str:
    """Name the video with most of a measure, and what is usual; `values` are known ones, highest first, rates 0-1.

    `title` is text from a file: escape it. Empty without any value.
    """
    if not values:
        return ""
    noun = metric(name).noun
    said = [format.rate(value) if per_view else format.short(value) for value in (values[0], values[len(values) // 2])]
    unit = " per 1,000 views" if per_view else ""
    if len(values) == 1:
        return f"“{format.clip(title, LONGEST_CAPTION)}” has {said[0]} {noun}{unit}."
    most = (
        f"Most {noun}{' for its views' if per_view else ''}: “{format.clip(title, LONGEST_CAPTION)}”, {said[0]}{unit}"
    )
    return f"{most}; the middle video has {said[1]}." if len(values) >= SHORTEST else f"{most}."


def order(name: str, *, shown: int, of: int) -> str:
    """Say how the rows are ordered, and that they are not all."""
    if shown < of:
        return f"The {shown} most viewed of {format.plural(of, 'video')}, ordered by {metric(name).noun}."
    return f"Ordered by {metric(name).noun}."


def over_time(*, shown: int, of: int) -> str:
    """Say what a dot is, and how many videos are drawn."""
    left = f" {shown:,} of {format.plural(of, 'video')}: the most viewed with a known day." if shown < of else ""
    return f"A dot is a video, by the day you posted it.{left}"
