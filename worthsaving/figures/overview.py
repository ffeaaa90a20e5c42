"""Figures of the first page: the headline's picture, what to make more of, videos on the creator's own usual range."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.figures import base, time_axis
from worthsaving.metrics import metric
from worthsaving.words import format

HEIGHT = 226
MONTH_NEEDS = 3  # videos, for a point of the thin line: fewer say nothing about a month
ROW = 24  # pixels a row of a list that is read beside its marks
TITLED_ROW = 33  # pixels a row that has its words above its marks
LONGEST_NAME = 44  # letters of a caption that a phone has room for
FACTORS = (0.01, 0.1, 0.25, 0.5, 1, 2, 4, 10, 100)
FACTOR_NAMES = {0.25: "¼", 0.5: "½", 1: "usual"}


@dataclass(frozen=True)
class UsualLine:
    """One stretch of the thick line: from `start` to `end`, at `rate` (0-1), with its words behind the number."""

    start: pd.Timestamp
    end: pd.Timestamp
    rate: float
    words: str


def headline(
    dots: pd.DataFrame, usual: Sequence[UsualLine], buckets: pd.DataFrame, *, changed: pd.Timestamp | None = None
) -> go.Figure:
    """Draw the videos as dots by posting day, the usual level as a thick line, months as a thin one.

    `dots`: day, rate (0-1), young (hollow: unfinished). `usual` may be empty: then there is no thin line either. `buckets`:
    start, end, n_rate, rate (see analysis.trend); months under `MONTH_NEEDS` videos leave a gap. `changed` draws a dashed
    line with its date. Dots above the chart stand at its top edge as triangles.
    """
    saves = metric("saves").colour
    shown = base.figure(height=HEIGHT)
    top = ceiling(dots, usual)
    rate = dots["rate"].to_numpy("float64") * format.PER
    young, over = dots["young"].to_numpy("bool"), rate > top
    for name, at, symbol in (
        ("videos", ~young & ~over, "circle"), ("unfinished", young & ~over, "circle-open"), ("above", over, "triangle-up"),
    ):  # fmt: skip
        if at.any():
            shown.add_scatter(
                x=dots["day"][at], y=np.minimum(rate[at], top), mode="markers", name=name, cliponaxis=False,
                marker={"color": base.QUIET, "symbol": symbol, "size": 6 if name != "above" else 8},
                customdata=[[format.day(day), format.figures(value)] for day, value in zip(dots["day"][at], rate[at], strict=True)],
                hovertemplate="posted %{customdata[0]}<br>%{customdata[1]} saves per 1,000 views<extra></extra>",
            )  # fmt: skip
    if usual and months_known(buckets):
        _months(shown, buckets, saves, top)
    for line in usual:
        level = line.rate * format.PER
        last = line is usual[-1]
        shown.add_scatter(
            x=[line.start, line.end], y=[level, level], mode="lines", name=line.words, hoverinfo="skip",
            line={"color": saves, "width": 5},
        )  # fmt: skip
        # Above the dots, each at its end of the chart: beside its line it would cover dots, and be covered.
        words = f"<b>{format.figures(level)}</b> {line.words}"
        base.say_above(shown, words, margin=26, xref="paper", xanchor="right" if last else "left", name="level")
        shown.layout.annotations[-1].update(x=1 if last else 0, xshift=-base.CORNER if last else 0)
    if changed is not None:
        shown.add_vline(x=changed, line_width=1.5, line_dash="dash", line_color=base.QUIET)
    time_axis.set_on(shown, buckets)
    shown.update_yaxes(range=[0, top * 1.03], title_text="Saves per 1,000 views", nticks=5)
    return shown


def ceiling(dots: pd.DataFrame, usual: Sequence[UsualLine]) -> float:
    """Return where the axis of `headline` ends (saves per 1,000 views): above nearly all dots and every line."""
    rate = dots["rate"].to_numpy("float64") * format.PER
    if not len(rate):
        return 1.0
    most = max([line.rate * format.PER * 1.5 for line in usual], default=0.0)
    crowd = float(np.quantile(rate, 0.97)) * 1.15
    highest = float(rate.max()) * 1.02
    return (highest if highest <= max(crowd, most) * 1.25 else max(crowd, most)) or 1.0


def months_known(buckets: pd.DataFrame) -> bool:
    """Return whether two neighbouring months have a rate of `MONTH_NEEDS` videos or more: else the thin line has no piece."""
    known = np.isfinite(_monthly(buckets))
    return bool((known[1:] & known[:-1]).any())


def _monthly(buckets: pd.DataFrame) -> np.ndarray:
    """Return each month's rate per 1,000 views, NaN with too few videos."""
    enough = buckets["n_rate"].to_numpy("int64") >= MONTH_NEEDS
    return np.where(enough, buckets["rate"].to_numpy("float64", na_value=np.nan) * format.PER, np.nan)


def _months(shown: go.Figure, buckets: pd.DataFrame, colour: str, top: float) -> None:
    values = _monthly(buckets)
    shown.add_scatter(
        x=time_axis.middles(buckets), y=np.minimum(values, top), mode="lines", name="months", hoverinfo="skip",
        line={"color": colour, "width": 1.5},
    )  # fmt: skip


def more_and_less(rows: pd.DataFrame) -> go.Figure:
    """Draw what goes with more and fewer saves as dots with ranges, one row each in the order of `rows`.

    `rows`: value (text from captions), n, ratio, low, high, clear. Hollow and grey: could be chance.
    """
    shown = base.figure(height=40 + ROW * max(len(rows), 1))
    saves, drawn = metric("saves").colour, rows.iloc[::-1]
    place = np.arange(len(drawn))
    ratio, low, high = (drawn[name].to_numpy("float64") for name in ("ratio", "low", "high"))
    for clear, colour, symbol in ((True, saves, "circle"), (False, base.QUIET, "circle-open")):
        at = drawn["clear"].to_numpy("bool") == clear
        if at.any():
            shown.add_scatter(
                x=ratio[at], y=place[at], mode="markers", name="holds up" if clear else "could be chance",
                marker={"color": colour, "symbol": symbol, "size": 11, "line": {"width": 2, "color": colour}},
                error_x=base.whiskers(low[at], ratio[at], high[at], base.soft(colour, 0.6), 5),
                customdata=[[base.plain(value), format.times(r), f"{format.figures(a)} to {format.figures(b)}", format.plural(int(n), "video")]
                            for value, r, a, b, n in zip(drawn["value"][at], ratio[at], low[at], high[at], drawn["n"][at], strict=True)],
                hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]} the save rate of the others "
                "(likely %{customdata[2]})<br>%{customdata[3]}<extra></extra>",
            )  # fmt: skip
    names = [f"{base.plain(value, 22)} · {n:,}" for value, n in zip(drawn["value"], drawn["n"], strict=True)]
    shown.update_yaxes(tickmode="array", tickvals=place, ticktext=names, showgrid=False, range=[-0.6, len(drawn) - 0.4])
    _factors(shown, np.concatenate([low, high, ratio]))
    return shown


def on_usual(rows: pd.DataFrame) -> go.Figure:
    """Draw videos on the creator's own usual range: words above a strip, the video as a dot with its range.

    `rows`: name (text from captions), note, value, low, high (0-1, NaN without a range), usual_low, usual_high (0-1).
    """
    kept = rows.assign(**{n: rows[n] * format.PER for n in ("value", "low", "high", "usual_low", "usual_high")})
    shown = _strips(kept, hollow=np.zeros(len(rows), dtype=bool), floor=0.0)
    top = float(np.nanmax(kept[["value", "high", "usual_high"]].to_numpy("float64"))) if len(kept) else 1.0
    shown.update_xaxes(range=[0, top * 1.04], nticks=5, tickangle=0)
    return shown


def against_usual(rows: pd.DataFrame) -> go.Figure:
    """Draw new videos in multiples of the usual: words above a strip, the video as a dot, hollow while unfinished.

    `rows`: name (text from captions), note, value, low, high, usual_low, usual_high (all as multiples), hollow (bool).
    """
    values = rows[["value", "low", "high", "usual_low", "usual_high"]].to_numpy("float64")
    known = values[np.isfinite(values) & (values > 0)]
    floor = max(float(known.min()) * 0.7, 0.03) if len(known) else 0.03
    shown = _strips(rows, hollow=rows["hollow"].to_numpy("bool"), floor=floor)
    ticks = _factors(shown, np.maximum(values[np.isfinite(values)], floor), line=False)
    # Short lines beside the marks alone: through the words above them a line would be in the way of reading.
    shown.update_xaxes(showgrid=False)
    ends = np.column_stack([np.arange(len(rows)) - 0.2, np.arange(len(rows)) + 0.2, np.full(len(rows), np.nan)]).ravel()
    for name, at, colour, width in (
        ("steps", [tick for tick in ticks if tick != 1], base.soft(base.QUIET, 0.35), 1), ("usual", [1.0], base.QUIET, 1.5),
    ):  # fmt: skip
        shown.add_scatter(
            x=np.repeat(at, len(ends)), y=np.tile(ends, len(at)), mode="lines", name=name, hoverinfo="skip",
            line={"color": colour, "width": width},
        )  # fmt: skip
    return shown


def _strips(rows: pd.DataFrame, *, hollow: np.ndarray, floor: float) -> go.Figure:
    """Draw the rows of a list with words above their marks; `floor` is the lowest place that the axis has."""
    shown = base.figure(height=38 + TITLED_ROW * max(len(rows), 1))
    saves, place = metric("saves").colour, np.arange(len(rows))[::-1]
    value, low, high, left, right = (
        np.maximum(rows[name].to_numpy("float64"), floor)
        for name in ("value", "low", "high", "usual_low", "usual_high")
    )
    for name, a, b, colour, width in (
        ("usual range", left, right, base.soft(base.QUIET, 0.35), 9), ("range", low, high, base.soft(saves, 0.6), 5),
    ):  # fmt: skip
        ends = np.column_stack([a, b, np.full(len(rows), np.nan)]).ravel()
        shown.add_scatter(
            x=ends, y=np.repeat(place, 3), mode="lines", name=name, hoverinfo="skip", line={"color": colour, "width": width},
        )  # fmt: skip
    names = [base.plain(name, LONGEST_NAME) for name in rows["name"]]
    for unfinished, symbol in ((False, "circle"), (True, "circle-open")):
        at = hollow == unfinished
        if at.any():
            shown.add_scatter(
                x=value[at], y=place[at], mode="markers", name="unfinished" if unfinished else "videos",
                marker={"color": saves, "symbol": symbol, "size": 11, "line": {"width": 2, "color": saves}},
                customdata=[[base.plain(name), base.plain(note)] for name, note in zip(rows["name"][at], rows["note"][at], strict=True)],
                hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
            )  # fmt: skip
    for row, (name, note) in enumerate(zip(names, rows["note"], strict=True)):
        shown.add_annotation(
            x=0, xref="paper", y=place[row] + 0.2, xanchor="left", yanchor="bottom", showarrow=False, font={"size": 12.5},
            text=f"<b>{base.plain(note)}</b>  {name}", align="left",
        )  # fmt: skip
    shown.update_yaxes(visible=False, range=[-0.35, len(rows) - 0.3])
    return shown


def _factors(shown: go.Figure, values: np.ndarray, *, line: bool = True) -> list[float]:
    """Set a log axis of multiples around "usual", its ticks at the top, as wide as the values need and no less than ½ to 2.

    Returns the ticks.
    """
    known = values[np.isfinite(values) & (values > 0)]
    low, high = min(known.min(initial=0.5), 0.5), max(known.max(initial=2.0), 2.0)
    ticks = [factor for factor in FACTORS if low / 1.05 <= factor <= high * 1.05]
    if high / low > 300:  # a phone has room for few names
        ticks = [factor for factor in ticks if factor in (0.01, 0.1, 1, 10, 100)]
    if line:
        shown.add_vline(x=1, line_width=1, line_dash="dot", line_color=base.QUIET)
    shown.update_xaxes(
        type="log", side="top", showgrid=True, tickangle=0, tickmode="array", tickvals=ticks,
        ticktext=[FACTOR_NAMES.get(factor, f"×{factor:g}") for factor in ticks],
        range=[math.log10(low / 1.12), math.log10(high * 1.12)],
    )  # fmt: skip
    return [float(tick) for tick in ticks]


def sparkline(course: Sequence[float], *, bars: bool = False, dots: bool = False) -> str:
    """Draw a course as an SVG of any width: a line with a dot at its end, bars, or dots alone; "" for fewer than two known values.

    NaN is a gap. The lowest bar stands on 0; a line fills the height.
    """
    values = np.array(course, dtype="float64")
    known = np.isfinite(values)
    if known.sum() < 2:
        return ""
    colour, wide, high = "currentColor", 200.0, 44.0
    low = 0.0 if bars else float(values[known].min())
    scale = (high - 10) / max(float(values[known].max()) - low, 1e-12)
    x = 5 + np.arange(len(values)) * (wide - 10) / (len(values) - 1)
    y = high - 5 - (values - low) * scale
    if bars:
        width = (wide - 10) / len(values) * 0.7
        drawn = "".join(
            f'<rect x="{a - width / 2:.1f}" y="{b:.1f}" width="{width:.1f}" height="{high - 5 - b:.1f}" fill="{colour}"/>'
            for a, b in zip(x[known], y[known], strict=True)
        )
    elif dots:
        drawn = "".join(
            f'<circle cx="{a:.1f}" cy="{b:.1f}" r="4" fill="{colour}"/>'
            for a, b in zip(x[known], y[known], strict=True)
        )
    else:
        points = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x[known], y[known], strict=True))
        last = np.flatnonzero(known)[-1]
        drawn = (
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
            f'<circle cx="{x[last]:.1f}" cy="{y[last]:.1f}" r="4" fill="{colour}"/>'
        )
    saves = metric("saves")
    style = f":root{{color:{saves.colour}}}@media(prefers-color-scheme:dark){{:root{{color:{saves.dark}}}}}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}"><style>{style}</style>{drawn}</svg>'
