"""Figure of what goes with more or fewer saves: one row per finding, its ratio as a dot, its range as a line."""

import math

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.figures import base
from worthsaving.metrics import metric
from worthsaving.words import format

MOST = 14
TICKS = (  # up to how many times either way, and the ticks that have room beside each other on a phone
    (8.0, (0.2, 0.5, 1, 2, 5)),
    (40.0, (0.03, 0.1, 0.3, 1, 3, 10, 30)),
    (200.0, (0.01, 0.1, 1, 10, 100)),
    (math.inf, (0.0001, 0.01, 1, 100, 10_000)),
)


def effects(found: pd.DataFrame) -> go.Figure:
    """Draw the strongest findings as dots with ranges, the strongest on top; at most `MOST` rows.

    `found`: kind, value, n, ratio, low, high, clear (see analysis.what_gets_saved), strongest first. A ratio of 2 means
    twice the save rate of the videos without it. Findings that could be chance are grey and hollow.
    """
    shown = found.head(MOST).iloc[::-1]
    drawn = base.figure(height=106 + 34 * max(len(shown), 2))
    names = [base.label(f"{value} ({kind})") for kind, value in zip(shown["kind"], shown["value"], strict=True)]
    ratio, low, high = (shown[name].to_numpy("float64") for name in ("ratio", "low", "high"))
    rows = np.arange(len(shown))
    saves = metric("saves").colour
    for clear, colour, symbol in ((True, saves, "circle"), (False, base.QUIET, "circle-open")):
        at = shown["clear"].to_numpy("bool") == clear
        if not at.any():
            continue
        drawn.add_scatter(
            x=ratio[at],
            y=rows[at],
            mode="markers",
            marker={"color": colour, "symbol": symbol, "size": 11, "line": {"width": 2, "color": colour}},
            error_x=base.whiskers(low[at], ratio[at], high[at], base.soft(colour, 0.5), 4),
            customdata=np.column_stack(
                [
                    [base.plain(f"{v} ({k})") for k, v in zip(shown["kind"][at], shown["value"][at], strict=True)],
                    [format.times(r) for r in ratio[at]],
                    [f"{format.figures(a)} to {format.figures(b)}" for a, b in zip(low[at], high[at], strict=True)],
                    [format.plural(int(n), "video") for n in shown["n"][at]],
                ]
            ),
            hovertemplate=(
                "<b>%{customdata[0]}</b><br>%{customdata[1]} the save rate of the others "
                "(likely %{customdata[2]})<br>%{customdata[3]}<extra></extra>"
            ),
            name="holds up" if clear else "could be chance",
        )
    drawn.add_vline(x=1, line_width=1, line_dash="dot", line_color=base.QUIET)
    # Above the line, not among the ticks: there it would run into its neighbours on a narrow screen.
    base.say_above(drawn, "as usual", margin=28)
    drawn.update_yaxes(tickmode="array", tickvals=rows, ticktext=names, showgrid=False, range=[-0.7, len(shown) - 0.3])
    edge = max(2.2, float(np.nanmax(np.concatenate([high, 1 / low]))) if len(shown) else 2.2)
    steps = next(steps for most, steps in TICKS if edge <= most)
    ticks = [t for t in steps if 1 / edge <= t <= edge]
    drawn.update_xaxes(
        type="log",
        range=[-math.log10(edge) * 1.05, math.log10(edge) * 1.05],
        tickmode="array",
        tickvals=ticks,
        ticktext=[f"×{t:g}" for t in ticks],
        tickangle=0,
        title_text="Save rate vs the others",
        showgrid=True,
    )
    return drawn
