"""Figure of accounts compared: each one's save rate today as a dot, with its range and its usual range."""

import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving import platforms
from worthsaving.figures import base
from worthsaving.metrics import metric
from worthsaving.words import format

MOST = 14
ROOM = 0.1  # of a decade, left of the lowest place that is drawn
HANDLE = 22  # characters of a handle: about a third of a phone's width


def accounts(table: pd.DataFrame) -> go.Figure:
    """Draw one row per account, highest rate on top, at most `MOST`; accounts without a rate are left out.

    `table`: platform, account, rated, rate, low, high, typical_low, typical_high (0-1, see
    `analysis.accounts.side_by_side`). Warm line: the rate's 95 % range; grey strip: 8 in 10 of the account's videos, left out
    where it is missing; both are named above the axes. The axis is logarithmic with an honest zero, in saves per 1,000
    views, and begins near the lowest value.
    """
    shown = table.dropna(subset=["rate", "low", "high"]).head(MOST).iloc[::-1]
    whole = [platforms.account_label(p, a) for p, a in zip(shown["platform"], shown["account"], strict=True)]
    names = [_beside(name) for name in whole]
    rows = np.arange(len(shown))
    kinds = ("rate", "low", "high", "typical_low", "typical_high")
    value = {name: shown[name].to_numpy("float64", na_value=np.nan) for name in kinds}
    scale = base.LogScale(_seen(value), unit=format.PER)
    at = {name: scale.place(_above(value[name], scale)) for name in kinds}
    drawn = base.figure(height=110 + 44 * max(len(shown), 2))
    colour = metric("saves").colour
    keys: list[tuple[str, str, str]] = []
    for name, said, low, high, shade, width in (
        ("usual", "8 in 10 videos", "typical_low", "typical_high", base.soft(base.QUIET, 0.35), 16),
        ("range", "likely range", "low", "high", base.soft(colour, 0.6), 6),
    ):
        if not np.isfinite(at[low]).any():
            continue
        keys.insert(0, ("■", shade, said))
        gap = np.full(len(shown), np.nan)
        drawn.add_scatter(
            x=np.column_stack([at[low], at[high], gap]).ravel(),
            y=np.column_stack([rows, rows, rows]).ravel(),
            mode="lines",
            line={"color": shade, "width": width},
            name=name,
            hoverinfo="skip",
        )
    drawn.add_scatter(
        x=at["rate"],
        y=rows,
        mode="markers",
        name="rate",
        marker={
            "color": colour,
            "symbol": metric("saves").symbol,
            "size": 13,
            "line": {"width": 1.5, "color": base.OUTLINE},
        },
        customdata=np.column_stack(
            [
                [base.plain(name) for name in whole],
                [format.rate(rate) for rate in value["rate"]],
                [_between(a, b) for a, b in zip(value["low"], value["high"], strict=True)],
                [_usual(a, b) for a, b in zip(value["typical_low"], value["typical_high"], strict=True)],
                [format.plural(int(n), "video") for n in shown["rated"]],
            ]
        ),
        hovertemplate=(
            "<b>%{customdata[0]}</b><br>%{customdata[1]} saves per 1,000 views (likely %{customdata[2]})"
            "%{customdata[3]}<br>%{customdata[4]}<extra></extra>"
        ),
    )
    drawn.update_yaxes(tickmode="array", tickvals=rows, ticktext=names, showgrid=False, range=[-0.7, len(shown) - 0.3])
    drawn.update_xaxes(**_axis(scale, at), showgrid=True)
    base.say_keys(drawn, [("●", colour, "usual video now"), *keys])
    return drawn


def _axis(scale: base.LogScale, at: dict[str, np.ndarray]) -> dict[str, Any]:
    """Return the axis with ticks at 1, 2 and 5 of each decade, from just below the lowest place that is drawn."""
    axis = scale.axis("Saves per 1,000 views")
    places = np.concatenate(list(at.values()))
    low, high = np.log10(places[np.isfinite(places)].min()), axis["range"][1] if len(places) else axis["range"]
    ticks = [m * 10.0**p for p in range(scale.low, scale.high + 1) for m in (1, 2, 5)]
    ticks = [tick for tick in ticks if low - ROOM <= math.log10(tick) <= high]
    if scale.has_zero:
        return axis
    return {**axis, "range": [low - ROOM, high], "tickvals": ticks, "ticktext": [f"{tick:g}" for tick in ticks]}


def _beside(name: str) -> str:
    """Write `@handle · TikTok` over two lines, so that the side of the figure stays narrow."""
    handle, dot, platform = name.rpartition(" · ")
    return f"{base.plain(handle, HANDLE)}<br>{base.plain(platform)}" if dot else base.plain(name, HANDLE)


def _seen(value: dict[str, np.ndarray]) -> np.ndarray:
    """Return the values that set the axis: ends far below every rate are cut off."""
    every = np.concatenate(list(value.values()))
    rates = value["rate"][value["rate"] > 0]
    floor = rates.min() / 100 if len(rates) else 0.0
    return np.where((every > 0) & (every < floor), floor, every)


def _above(values: np.ndarray, scale: base.LogScale) -> np.ndarray:
    """Move values below the axis to its left end; zero and missing stay."""
    return np.where(values > 0, np.maximum(values, 10.0 ** (scale.low - 0.1) / format.PER), values)


def _between(low: float, high: float) -> str:
    return f"{format.rate(low)} to {format.rate(high)}"


def _usual(low: float, high: float) -> str:
    return "" if np.isnan(low) else f"<br>8 in 10 of its videos: {_between(low, high)}"
