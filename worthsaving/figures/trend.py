"""Figures of saves over time, by posting week or month."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.analysis.change import Change
from worthsaving.figures import base, time_axis
from worthsaving.metrics import metric
from worthsaving.words import format

FEW = 3  # videos: with fewer a period's rate is that of a video or two, its range wider than the chart
NEARLY = 1.35  # a chart by so much higher is no loss, so that nothing is cut off for a little
MOST_RANGES = 0.75  # of the ranges fit under the top of a chart, unless that is far above every value


def saves_over_time(buckets: pd.DataFrame) -> go.Figure:
    """Draw all saves by posting period as bars, each labelled with them.

    `buckets`: start, end, n, n_young, saves (see analysis.trend). A period with young videos is hatched: their saves
    are still coming in. A period whose saves are not known has no bar and no label.
    """
    saves = metric("saves")
    shown = base.figure(height=300)
    young = buckets["n_young"].to_numpy("int64", na_value=0) > 0
    counts = buckets["saves"].to_numpy("float64", na_value=np.nan)
    shown.add_bar(
        x=time_axis.middles(buckets),
        y=counts,
        width=time_axis.widths(buckets),
        text=[format.short(count) if np.isfinite(count) else "" for count in counts],
        textposition="outside",
        textangle=0,
        constraintext="outside",
        cliponaxis=False,
        marker={
            "color": saves.colour,
            # Stripes of the bar's own colour with the page showing through: seen on the light and the dark page alike.
            # The outline is for a bar so low that it holds no stripe.
            "pattern": {"shape": np.where(young, "/", ""), "fillmode": "replace", "size": 5, "solidity": 0.4},
            "line": {"color": saves.colour, "width": np.where(young, 1.5, 0.0)},
        },
        customdata=np.column_stack(
            [
                [time_axis.name(a, b) for a, b in zip(buckets["start"], buckets["end"], strict=True)],
                [format.plural(int(n), "video") for n in buckets["n"]],
                [format.count(v) for v in buckets["saves"]],
                np.where(young, "<br>still collecting saves", ""),
            ]
        ),
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[2]} saves on %{customdata[1]}%{customdata[3]}<extra></extra>",
        name="saves",
    )
    # A number wider than its bar would run into the next one.
    shown.update_layout(uniformtext={"minsize": 12, "mode": "hide"})
    top = max(float(np.nanmax(counts)), 1.0) if np.isfinite(counts).any() else 1.0
    shown.update_yaxes(title_text="Saves", range=[0, top * 1.12], **base.whole_steps(top))
    time_axis.set_on(shown, buckets)
    return shown


def save_rate_over_time(
    buckets: pd.DataFrame, *, normal: tuple[float, float] | None = None, change: Change | None = None
) -> go.Figure:
    """Draw the save rate by posting period as a line, its 95 % range as a band, your usual range as a grey strip.

    `buckets`: start, end, n, n_young, n_rate (videos behind the rate), rate, low, high, mean (0-1; the plain mean stands in
    the hover). `normal` is the creator's
    10-90 % range (0-1), with a `change` that of the videos since: the strip begins there, at a dashed line with its day.
    Points grow with the number of videos behind them. A period with fewer than `FEW` is a hollow dot beside the line,
    without a range. What each mark is stands above the chart, and where a band that is cut off there goes on; without any
    rate words stand there.
    """
    saves = metric("saves")
    shown = base.figure(height=340)
    x = time_axis.middles(buckets)
    rate, low, high = (
        buckets[name].to_numpy("float64", na_value=np.nan) * format.PER for name in ("rate", "low", "high")
    )
    counted = buckets["n_rate"].to_numpy("int64")
    enough = counted >= FEW
    low, high = np.where(enough, low, np.nan), np.where(enough, high, np.nan)
    for start, stop in _runs(np.isfinite(low) & np.isfinite(high)):
        outline = np.concatenate([x[start:stop], x[start:stop][::-1]])
        shown.add_scatter(
            x=outline,
            y=np.concatenate([high[start:stop], low[start:stop][::-1]]),
            mode="lines",
            fill="toself",
            fillcolor=base.soft(saves.colour, 0.18),
            # One period between gaps has no band, only a range: a stroke as wide as the band is soft.
            line={"width": 8 if stop - start == 1 else 0, "color": base.soft(saves.colour, 0.3)},
            hoverinfo="skip",
            name="range",
        )
    hover = np.column_stack(
        [
            [time_axis.name(a, b) for a, b in zip(buckets["start"], buckets["end"], strict=True)],
            [format.per_thousand(r / format.PER) for r in rate],
            [
                f" (likely {_amount(a)} to {_amount(b)})" if ok else ""
                for a, b, ok in zip(low, high, enough, strict=True)
            ],
            [format.plural(int(n), "video") for n in counted],
            np.where(enough, "", ", too few to tell"),
            _plain_means(buckets["mean"], format.PER),
        ]
    )
    few = np.isfinite(rate) & ~enough
    dots = {"x": x, "customdata": hover, "hovertemplate": _RATE_HOVER}
    size = 5 + 7 * np.sqrt(counted / max(counted.max(initial=1), 1))
    if few.any():
        hollow = {"color": saves.colour, "size": size, "symbol": "circle-open", "line": {"width": 1.5}}
        shown.add_scatter(y=np.where(few, rate, np.nan), mode="markers", marker=hollow, name="few videos", **dots)
    shown.add_scatter(
        y=np.where(few, np.nan, rate),
        mode="lines+markers",
        line={"color": saves.colour, "width": 2.2},
        marker={"color": saves.colour, "size": size},
        name="save rate",
        **dots,
    )
    shown.update_yaxes(title_text="Saves per 1,000 views", rangemode="tozero")
    time_axis.set_on(shown, buckets)
    if not np.isfinite(rate).any():
        base.say_instead(shown, _no_rate_yet(buckets))
        return shown
    _mark_usual(shown, normal, change)
    keys = [("●", saves.colour, "a usual video"), ("■", base.soft(saves.colour, 0.4), "likely range")]
    keys = keys if enough.any() else []
    keys += [("○", saves.colour, f"under {FEW} videos")] if few.any() else []
    keys += [("■", base.soft(base.QUIET, 0.4), "usual for you")] if normal else []
    goes_on = _stop_at(shown, max(_ceiling(rate, high), normal[1] * format.PER * 1.1 if normal else 0.0), high)
    base.say_keys(shown, keys, goes_on)
    return shown


_RATE_HOVER = (
    "<b>%{customdata[0]}</b><br>%{customdata[1]}%{customdata[2]}<br>from %{customdata[3]}%{customdata[4]}%{customdata[5]}"
    "<extra></extra>"
)


def _plain_means(means: pd.Series, unit: float, sign: str = "") -> list[str]:
    """Say each period's plain mean beside what its point stands at; empty where it is not known."""
    values = means.to_numpy("float64", na_value=np.nan) * unit
    return [f"; plain mean {_amount(value)}{sign}" if np.isfinite(value) else "" for value in values]


def _mark_usual(shown: go.Figure, normal: tuple[float, float] | None, change: Change | None) -> None:
    """Draw the strip of the usual range, from the day of the change on where there is one, and the line at that day."""
    begin, end = shown.layout.xaxis.range or (None, None)
    if normal is not None and begin is not None:
        shown.add_shape(
            type="rect",
            x0=begin if change is None else pd.Timestamp(change.date),
            x1=end,
            y0=normal[0] * format.PER,
            y1=normal[1] * format.PER,
            line_width=0,
            fillcolor=base.soft(base.QUIET, 0.10),
            layer="below",
            name="usual",
        )
    if change is not None:
        day = pd.Timestamp(change.date)
        shown.add_vline(x=day, line_width=1.5, line_dash="dash", line_color=base.QUIET)
        shown.add_annotation(
            x=day, y=1, yref="paper", yanchor="top", xanchor="right", xshift=-4, showarrow=False,
            text=f"{day.day} {format.month(day).split()[0]}", font={"size": 12}, name="change",
        )  # fmt: skip


_SHARE_HOVER = (
    "<b>%{customdata[0]}</b><br>saves are %{customdata[1]} of all engagement%{customdata[2]}<br>"
    "from %{customdata[3]}%{customdata[4]}%{customdata[5]}<extra></extra>"
)


def engagement_share(shares: pd.DataFrame) -> go.Figure:
    """Draw the share of saves in likes, comments, shares and saves, by posting period, with its 95 % range.

    `shares`: start, end, n, n_young, share, low, high, mean (0-1). A period with fewer than `FEW` videos is a hollow dot beside
    the line, without a range. A range that is cut off at the top says so; without any share words stand there.
    """
    saves = metric("saves")
    shown = base.figure(height=280)
    x = time_axis.middles(shares)
    share, low, high = (shares[name].to_numpy("float64", na_value=np.nan) * 100 for name in ("share", "low", "high"))
    few = np.isfinite(share) & (shares["n"].to_numpy("int64") < FEW)
    low, high = np.where(few, np.nan, low), np.where(few, np.nan, high)
    hover = np.column_stack(
        [
            [time_axis.name(a, b) for a, b in zip(shares["start"], shares["end"], strict=True)],
            [f"{_amount(s)} %" for s in share],
            [
                f" (likely {_amount(a)} to {_amount(b)} %)" if np.isfinite(a) else ""
                for a, b in zip(low, high, strict=True)
            ],
            [format.plural(int(n), "video") for n in shares["n"]],
            np.where(few, ", too few to tell", ""),
            _plain_means(shares["mean"], 100.0, " %"),
        ]
    )
    dots = {"x": x, "customdata": hover, "hovertemplate": _SHARE_HOVER}
    if few.any():
        hollow = {"color": saves.colour, "size": 7, "symbol": "circle-open", "line": {"width": 1.5}}
        shown.add_scatter(y=np.where(few, share, np.nan), mode="markers", marker=hollow, name="few videos", **dots)
    sure = np.where(few, np.nan, share)
    shown.add_scatter(
        y=sure,
        mode="lines+markers",
        line={"color": saves.colour, "width": 2.2},
        marker={"color": saves.colour, "size": 7},
        error_y=base.whiskers(low, sure, high, base.soft(saves.colour, 0.45), 6),
        name="share",
        **dots,
    )
    shown.update_yaxes(title_text="Saves, % of engagement", rangemode="tozero")
    time_axis.set_on(shown, shares)
    if np.isfinite(share).any():
        keys = [("●", saves.colour, "a usual video"), ("┃", base.soft(saves.colour, 0.6), "likely range")]
        keys = keys if np.isfinite(sure).any() else []
        keys += [("○", saves.colour, f"under {FEW} videos")] if few.any() else []
        base.say_keys(shown, keys, _stop_at(shown, _ceiling(share, high), high))
    else:
        base.say_instead(shown, _no_rate_yet(shares))
    return shown


def _amount(value: float) -> str:
    return format.figures(value) if np.isfinite(value) else format.MISSING


def _ceiling(values: np.ndarray, high: np.ndarray) -> float:
    """Find where the axis ends: above every value and most ranges; a single wide range must not flatten the rest."""
    high = np.where(np.isfinite(high), high, values)
    top, whole = float(np.nanmax(values)), float(np.nanmax(high)) * 1.05
    most = float(np.nanquantile(high, MOST_RANGES)) * 1.05
    stop = max(top * 1.6, min(most, top * 3))
    return (whole if whole <= stop * NEARLY else stop) or 1.0


def _stop_at(shown: go.Figure, ceiling: float, high: np.ndarray) -> str:
    """Set the axis from 0 to `ceiling`; returns words for where a range goes on beyond, empty where none does."""
    shown.update_yaxes(range=[0, ceiling])
    if not (high > ceiling).any():
        return ""
    return f"↑ beyond the chart: likely range up to {_amount(float(np.nanmax(high)))}"


def _no_rate_yet(buckets: pd.DataFrame) -> str:
    """Say why there is nothing to draw, in two lines that fit on a phone."""
    if buckets["n_young"].sum() > 0 and not buckets.get("n_rate", buckets["n"]).sum():
        return "Nothing to draw yet: these videos are<br>still young, and saves come later."
    return "Nothing to draw: no video here has<br>all the counts that this needs."


def _runs(mask: np.ndarray) -> list[tuple[int, int]]:
    """Return start and stop of every unbroken run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype("int8"), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
