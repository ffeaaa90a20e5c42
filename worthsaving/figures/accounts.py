"""Figure of accounts compared: each one's save rate as a dot, with its range and its typical range."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving import platforms
from worthsaving.figures import base
from worthsaving.metrics import metric
from worthsaving.words import format

MOST = 14
HANDLE = 22  # characters of a handle: about a third of a phone's width


def accounts(table: pd.DataFrame) -> go.Figure:
    """Draw one row per account, highest rate on top, at most `MOST`; accounts without a rate are left out.

    `table`: platform, account, rated, pooled, pooled_low, pooled_high, typical_low, typical_high (0-1, see
    `analysis.accounts.side_by_side`). Thick line: the rate's 95 % range; thin line: 8 in 10 of the account's videos, left out
    where it is missing. The axis is logarithmic with an honest zero, in saves per 1,000 views.
    """
    shown = table.dropna(subset=["pooled", "pooled_low", "pooled_high"]).head(MOST).iloc[::-1]
    whole = [platforms.account_label(p, a) for p, a in zip(shown["platform"], shown["account"], strict=True)]
    names = [_beside(name) for name in whole]
    rows = np.arange(len(shown))
    kinds = ("pooled", "pooled_low", "pooled_high", "typical_low", "typical_high")
    value = {name: shown[name].to_numpy("float64", na_value=np.nan) for name in kinds}
    scale = base.LogScale(_seen(value), unit=format.PER)
    at = {name: scale.place(_above(value[name], scale)) for name in kinds}
    drawn = base.figure(height=90 + 44 * max(len(shown), 2))
    colour = metric("saves").colour
    for name, low, high, line in (
        ("usual", "typical_low", "typical_high", {"color": base.soft(base.QUIET, 0.7), "width": 2}),
        ("range", "pooled_low", "pooled_high", {"color": base.soft(colour, 0.5), "width": 8}),
    ):
        if not np.isfinite(at[low]).any():
            continue
        gap = np.full(len(shown), np.nan)
        drawn.add_scatter(
            x=np.column_stack([at[low], at[high], gap]).ravel(),
            y=np.column_stack([rows, rows, rows]).ravel(),
            mode="lines",
            line=line,
            name=name,
            hoverinfo="skip",
        )
    drawn.add_scatter(
        x=at["pooled"],
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
                [format.rate(rate) for rate in value["pooled"]],
                [_between(a, b) for a, b in zip(value["pooled_low"], value["pooled_high"], strict=True)],
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
    drawn.update_xaxes(**scale.axis("Saves per 1,000 views"), showgrid=True)
    return drawn


def _beside(name: str) -> str:
    """Write `@handle · TikTok` over two lines, so that the side of the figure stays narrow."""
    handle, dot, platform = name.rpartition(" · ")
    return f"{base.plain(handle, HANDLE)}<br>{base.plain(platform)}" if dot else base.plain(name, HANDLE)


def _seen(value: dict[str, np.ndarray]) -> np.ndarray:
    """Return the values that set the axis: ends far below every rate are cut off."""
    every = np.concatenate(list(value.values()))
    rates = value["pooled"][value["pooled"] > 0]
    floor = rates.min() / 100 if len(rates) else 0.0
    return np.where((every > 0) & (every < floor), floor, every)


def _above(values: np.ndarray, scale: base.LogScale) -> np.ndarray:
    """Move values below the axis to its left end; zero and missing stay."""
    return np.where(values > 0, np.maximum(values, 10.0 ** (scale.low - 0.1) / format.PER), values)


def _between(low: float, high: float) -> str:
    return f"{format.rate(low)} to {format.rate(high)}"


def _usual(low: float, high: float) -> str:
    return "" if np.isnan(low) else f"<br>8 in 10 of its videos: {_between(low, high)}"
