"""The save rate by posting date on a picture: a line with its likely range, drawn without a browser."""

import math

import pandas as pd
from PIL import ImageDraw

from worthsaving.analysis.change import Change
from worthsaving.metrics import metric
from worthsaving.report import lettering, look
from worthsaving.words import format

FEWEST = 3  # periods with a rate: fewer make no line
FEW_VIDEOS = 3  # a period with fewer is a hollow dot
LIKELY = "#F0D9B0"
SMALL, INDENT = 32, 80  # pixels: the letters at the axes, and the room that those beside the line take


def can_be_drawn(buckets: pd.DataFrame) -> bool:
    """Tell whether there are enough posting periods with a rate for a line."""
    return "rate" in buckets and int(buckets["rate"].notna().sum()) >= FEWEST


def draw(
    drawing: ImageDraw.ImageDraw, box: tuple[int, int, int, int], buckets: pd.DataFrame, change: Change | None
) -> None:
    """Draw the rates of `buckets` (see `trend.buckets`) into a box of pixels (left, top, right, bottom).

    The band is the likely range, cut at the top where it would leave no room for the line; a dot is a period, hollow with
    fewer than `FEW_VIDEOS` videos. The dashed line is the day of `change`.
    """
    left, top, right, bottom = box
    known = buckets[buckets["rate"].notna()].reset_index(drop=True)
    first, last = buckets["start"].min(), buckets["end"].max()
    span = max(float((last - first).total_seconds()), 1.0)
    highest = _round_up(float(known["rate"].max()) * format.PER * 1.15)

    def across(moment: pd.Timestamp) -> int:
        share = float((moment - first).total_seconds()) / span
        return left + INDENT + round(share * (right - left - INDENT))

    def up(rate: float) -> int:
        return bottom - round(min(max(rate * format.PER / highest, 0.0), 1.0) * (bottom - top))

    small, accent = lettering.font(SMALL), metric("saves").colour
    middle = [across(start + (end - start) / 2) for start, end in zip(known["start"], known["end"], strict=True)]
    band = [(x, up(value)) for x, value in zip(middle, known["high"].fillna(known["rate"]), strict=True)]
    band += [(x, up(value)) for x, value in zip(middle, known["low"].fillna(known["rate"]), strict=True)][::-1]
    drawing.polygon(band, fill=LIKELY)
    for share in (0.0, 0.5, 1.0):
        height = bottom - round(share * (bottom - top))
        drawing.line([(left, height), (right, height)], fill=look.LINE, width=2)
        said = format.figures(share * highest) if share else "0"
        drawing.text((left, height - 6), said, font=small, fill=look.QUIET, anchor="ls")
    if change is not None and first <= pd.Timestamp(change.date) <= last:
        x = across(pd.Timestamp(change.date))
        for y in range(top, bottom, 22):
            drawing.line([(x, y), (x, min(y + 12, bottom))], fill=look.QUIET, width=3)
        side = "rs" if x > (left + right) / 2 else "ls"
        drawing.text((x + (-14 if side == "rs" else 14), top - 12), format.day(change.date), font=small, fill=look.QUIET, anchor=side)  # fmt: skip
    line = [(x, up(rate)) for x, rate in zip(middle, known["rate"], strict=True)]
    drawing.line(line, fill=accent, width=8, joint="curve")
    for (x, y), videos in zip(line, known["n_rate"], strict=True):
        half = 13
        fill = look.PAPER if videos < FEW_VIDEOS else accent
        drawing.ellipse((x - half, y - half, x + half, y + half), fill=fill, outline=accent, width=5)
    for moment, x, anchor in ((first, left + INDENT, "la"), (last, right, "ra")):
        drawing.text((x, bottom + 14), format.month(moment), font=small, fill=look.QUIET, anchor=anchor)


def _round_up(value: float) -> float:
    """Round up to 1, 2, 4, 6 or 8 times a power of ten: half of it then is a short number as well."""
    power = 10.0 ** math.floor(math.log10(value)) if value > 0 else 1.0
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= value * (1 - 1e-9))
