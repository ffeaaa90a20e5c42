"""Figure of what goes with more or fewer saves: one row per finding, its ratio as a dot, its range as a line."""

import math

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.analysis.what_gets_saved import ends
from worthsaving.figures import base
from worthsaving.metrics import metric
from worthsaving.words import format, what_gets_saved as words

EACH = 5
"""So many findings are drawn of what is saved more, and as many of what is saved less."""

_STEPS = ((1, 2, 5), (1, 3), (1,))  # of a decade of ticks: the finest that leaves room between them on a phone
_MOST_TICKS = 6
_LEAST_APART = 0.14  # of the axis: a label's width on a phone
_ROW = 34  # pixels
_BELOW_BUTTON = 46  # pixels above the rows: the button that enlarges the chart, and a line of words below it
_VIDEOS_WIDE = 52  # pixels for the numbers of videos at the right


def drawn(found: pd.DataFrame, each: int = EACH) -> pd.DataFrame:
    """Pick the findings that are drawn, at most `each` of either, from the top down: saved more, then saved less."""
    return pd.concat(ends(found, each))


def effects(found: pd.DataFrame, each: int = EACH) -> go.Figure:
    """Draw the strongest findings as dots with ranges, more saves above, fewer below; at most `each` of either.

    `found`: kind, value, n, ratio, low, high, clear, also (see analysis.what_gets_saved). A ratio of 2 means twice the save
    rate of the videos without it. Findings that could be chance are grey and hollow. At the right, the numbers of videos.
    """
    sides = [(way, rows) for way, rows in zip(("more", "less"), ends(found, each), strict=True) if len(rows)]
    slots = sum(1 + len(rows) for _, rows in sides)
    shown = base.figure(height=78 + _BELOW_BUTTON + _ROW * max(slots, 2))
    places: list[int] = []
    top = slots
    for way, rows in sides:
        _text(shown, f"<b>{words.side(rows, way)}</b>", y=top - 1, x=0.0)
        places += range(top - 2, top - 2 - len(rows), -1)
        top -= 1 + len(rows)
    rows = drawn(found, each)
    _dots(shown, rows, np.array(places))
    for place, n in zip(places, rows["n"], strict=True):
        _text(shown, f"{int(n):,}", y=place, x=1.0, xshift=8)
    if sides:
        base.say_above(shown, "as usual", margin=28)
        # above, too: in a row it would run into the side's title on a phone
        base.say_above(shown, "videos", margin=_BELOW_BUTTON, x=1, xref="paper", xanchor="left", xshift=8)
        shown.add_vline(x=1, line_width=1, line_dash="dot", line_color=base.QUIET)
        shown.update_layout(margin_r=_VIDEOS_WIDE)
    shown.update_yaxes(
        tickmode="array",
        tickvals=places,
        ticktext=[_label(row) for _, row in rows.iterrows()],
        showgrid=False,
        range=[-0.7, max(slots, 1) - 0.3],
    )
    _axis(shown, rows)
    return shown


def _label(row: pd.Series) -> str:
    more = f" +{len(row['also'])}" if len(row.get("also", ())) else ""
    return base.label(words.name(row["kind"], row["value"]) + more)


def _dots(shown: go.Figure, rows: pd.DataFrame, places: np.ndarray) -> None:
    """Draw the findings, each at its place: clear ones filled, the others hollow."""
    ratio, low, high = (rows[name].to_numpy("float64") for name in ("ratio", "low", "high"))
    saves = metric("saves").colour
    for clear, colour, symbol in ((True, saves, "circle"), (False, base.QUIET, "circle-open")):
        at = rows["clear"].to_numpy("bool") == clear
        if not at.any():
            continue
        some = rows[at]
        shown.add_scatter(
            x=ratio[at],
            y=places[at],
            mode="markers",
            marker={"color": colour, "symbol": symbol, "size": 11, "line": {"width": 2, "color": colour}},
            error_x=base.whiskers(low[at], ratio[at], high[at], base.soft(colour, 0.5), 4),
            customdata=np.column_stack(
                [
                    [base.plain(words.names(row), 120) for _, row in some.iterrows()],
                    [format.times(r) for r in ratio[at]],
                    [f"{format.figures(a)} to {format.figures(b)}" for a, b in zip(low[at], high[at], strict=True)],
                    [format.plural(int(n), "video") for n in some["n"]],
                ]
            ),
            hovertemplate=(
                "<b>%{customdata[0]}</b><br>%{customdata[1]} the save rate of the others "
                "(likely %{customdata[2]})<br>%{customdata[3]}<extra></extra>"
            ),
            name="holds up" if clear else "could be chance",
        )


def _text(shown: go.Figure, text: str, *, y: float, x: float, xshift: int = 0) -> None:
    """Put words into a row, at a place across the whole figure (0-1)."""
    shown.add_annotation(
        text=text, x=x, xref="paper", xanchor="left", xshift=xshift, y=y, yanchor="middle", showarrow=False,
        font={"size": 12},
    )  # fmt: skip


def _axis(shown: go.Figure, rows: pd.DataFrame) -> None:
    """Fit the axis to the ranges drawn, with "as usual" inside it and ticks that have room."""
    low, high = (math.log10(end) for end in (min([0.45, *rows["low"]]), max([2.2, *rows["high"]])))
    reach = 0.04 * (high - low)
    decades = range(math.floor(low), math.ceil(high) + 1)
    for steps in _STEPS:
        ticks = [step * 10.0**power for power in decades for step in steps if low <= math.log10(step) + power <= high]
        if len(ticks) <= _MOST_TICKS and min(np.diff(np.log10(ticks)), default=0) >= _LEAST_APART * (high - low):
            break
    else:
        every = math.ceil(len(ticks) / _MOST_TICKS)
        ticks = [tick for tick in ticks if round(math.log10(tick)) % every == 0]
    shown.update_xaxes(
        type="log",
        range=[low - reach, high + reach],
        tickmode="array",
        tickvals=ticks,
        ticktext=[f"×{t:g}" for t in ticks],
        tickangle=0,
        title_text="Save rate vs the others",
        showgrid=True,
    )
