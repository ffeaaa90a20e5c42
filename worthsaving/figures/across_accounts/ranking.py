"""Figure of many accounts ranked: a dot for each one's rate with its range, the surest on top."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving import platforms
from worthsaving.figures import base
from worthsaving.figures.tables import HIGH, LOW, RATE, Table
from worthsaving.metrics import metric
from worthsaving.words import format, ranking as ranking_words

MOST = 100
HANDLE = 22  # characters of a handle: about a third of a phone's width
SUREST = 99.9  # %: no chance is certain
_ROW = 17  # pixels


def ranking(table: pd.DataFrame) -> go.Figure:
    """Draw the first `MOST` accounts of a ranking, first on top. `table`: see `analysis.across_accounts.shrunk`.

    The axis is logarithmic, in saves per 1,000 views; a counted rate of 0 has no ring.
    """
    shown = table.head(MOST).iloc[::-1]
    rows = np.arange(len(shown))
    value = {name: shown[name].to_numpy("float64") for name in ("rate", "low", "high", "raw")}
    at = {name: np.where(values > 0, values * format.PER, np.nan) for name, values in value.items()}
    colour = metric("saves").colour
    drawn = base.figure(height=110 + _ROW * max(len(shown), 6))
    gap = np.full(len(shown), np.nan)
    drawn.add_scatter(
        x=np.column_stack([at["low"], at["high"], gap]).ravel(),
        y=np.column_stack([rows, rows, rows]).ravel(),
        mode="lines", line={"color": base.soft(colour, 0.55), "width": 5}, name="range", hoverinfo="skip",
    )  # fmt: skip
    drawn.add_scatter(
        x=at["raw"], y=rows, mode="markers", name="as counted", hoverinfo="skip",
        marker={"color": "rgba(0,0,0,0)", "size": 6, "line": {"width": 1, "color": base.QUIET}},
    )  # fmt: skip
    names = [platforms.account_label(p, a) for p, a in zip(shown["platform"], shown["account"], strict=True)]
    drawn.add_scatter(
        x=at["rate"], y=rows, mode="markers", name="rate",
        marker={"color": colour, "symbol": metric("saves").symbol, "size": 8},
        customdata=np.column_stack([
            [base.plain(name) for name in names],
            [format.rate(rate) for rate in value["rate"]],
            [f"{format.rate(a)} to {format.rate(b)}" for a, b in zip(value["low"], value["high"], strict=True)],
            [format.plural(int(n), "video") for n in shown["videos"]],
        ]),
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]} saves per 1,000 views (likely %{customdata[2]})<br>%{customdata[3]}<extra></extra>",
    )  # fmt: skip
    labels = [
        f"{rank}  {base.plain(account, HANDLE)}" for rank, account in zip(shown["rank"], shown["account"], strict=True)
    ]
    drawn.update_yaxes(tickmode="array", tickvals=rows, ticktext=labels, showgrid=False, range=[-0.8, len(shown) - 0.2])
    drawn.update_xaxes(**_axis(np.concatenate(list(at.values()))), showgrid=True)
    base.say_keys(
        drawn,
        [
            ("●", colour, "saves per 1,000"),
            ("■", base.soft(colour, 0.55), "likely range"),
            ("○", base.QUIET, "as counted"),
        ],
    )
    return drawn


def _axis(places: np.ndarray) -> dict[str, Any]:
    """Return a log axis with ticks at 1, 2 and 5 of each decade: from just below the lowest place to the highest."""
    low, high = np.log10(np.nanmin(places)) - 0.1, np.log10(np.nanmax(places)) + 0.1
    ticks = [m * 10.0**p for p in range(int(np.floor(low)), int(np.ceil(high)) + 1) for m in (1, 2, 5)]
    ticks = [tick for tick in ticks if low <= np.log10(tick) <= high]
    return {
        "type": "log",
        "range": [low, high],
        "tickvals": ticks,
        "ticktext": [f"{tick:g}" for tick in ticks],
        "title": {"text": "Saves per 1,000 views"},
    }


def table(ranked: pd.DataFrame, most: int = MOST) -> Table:
    """Return the first accounts of a ranking as they are read: rates per 1,000 views."""
    shown = ranked.head(most)
    return Table(
        pd.DataFrame(
            {
                "Account": [
                    platforms.account_label(p, a) for p, a in zip(shown["platform"], shown["account"], strict=True)
                ],
                "Place": shown["rank"].astype("Int64"),
                RATE: shown["rate"] * format.PER,
                "Chance to be among the best, %": (shown["chance"] * 100).clip(upper=SUREST).round(1),
                LOW: shown["low"] * format.PER,
                HIGH: shown["high"] * format.PER,
                "As counted": shown["raw"] * format.PER,
                "Accounts like it": shown["like_it"] * format.PER,
                "Its own, %": (shown["own"] * 100).round().astype("Int64"),
                "Videos": shown["videos"].astype("Int64"),
                "Views": shown["views"].round().astype("Int64"),
                "Saves": shown["saves"].round().astype("Int64"),
            }
        ),
        ranking_words.PULLED,
    )
