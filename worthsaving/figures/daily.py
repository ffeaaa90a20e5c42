"""Day-by-day figure: a line per account, in weeks, months or years where there are too many days."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving import platforms
from worthsaving.figures import base
from worthsaving.metrics import metric
from worthsaving.words import format

MAX_DAYS = 800  # about two years of days; above it they are put together, so that the figure stays small
MOST_LINES = 5  # as many accounts as lines can be told apart
BY_DAY = "{day}"
WEEK = 7  # days of the running mean: every weekday is in it once
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")  # one for each of `MOST_LINES`
MEAN_NEEDS = 4 * WEEK  # days: over a shorter span the days themselves are read
LEVELS = ("followers",)  # what stands at the end of a day needs no mean
NAME = 30  # letters of a caption beside its day
_LONGER = (("W-MON", 7, "Week of {day}"), ("MS", 28, "{month}"), ("YS", math.inf, "{year}"))  # step, fewest days, words


@dataclass(frozen=True)
class Line:
    """One account's measure over time: `values` (Float64) by the first day of each step; `form` names a step."""

    account: tuple[str, str]
    values: pd.Series
    form: str


def lines(days: pd.DataFrame, column: str) -> list[Line]:
    """Make one line for each of the first `MOST_LINES` accounts of `days` (platform, account, day and `column`).

    A day that is not in the file is a gap (<NA>), not left out. Above `MAX_DAYS` days they are put together into weeks,
    and if need be months or years: sums, but the last value for followers and the mean for viewers, since people must
    not be counted twice.
    """
    # One line an account: added up, a day that one of them lacks would look like a fall.
    found = []
    for account, own in list(days.groupby(["platform", "account"], sort=False))[:MOST_LINES]:
        series = own.set_index("day")[column].astype("Float64").groupby(level=0).sum(min_count=1).sort_index()
        series, form = _few_enough(series, column)
        found.append(Line((str(account[0]), str(account[1])), series, form))
    return found


def daily(days: pd.DataFrame, column: str, spike: tuple[pd.Timestamp, str] | None = None) -> go.Figure:
    """Draw one measure day by day as the daily file counts it, a line per account.

    `days`: platform, account, day and `column`. A day without a number is a gap, a negative one goes below zero. One
    account's days are thin behind their mean over 7 days. `spike` is a day and the caption that stands beside it.
    """
    shown = base.figure(height=240)
    measure = metric(column)
    each = lines(days, column)
    values = np.concatenate([[np.nan], *(line.values.to_numpy("float64", na_value=np.nan) for line in each)])
    mean = _mean(each[0], column) if len(each) == 1 else None
    for line, dash in zip(each, DASHES, strict=False):
        series = line.values
        whose = base.plain(platforms.account_label(*line.account), 40) if len(each) > 1 else ""
        shown.add_scatter(
            x=series.index,
            y=series.to_numpy("float64", na_value=np.nan),
            mode="lines+markers" if len(series) <= 45 else "lines",
            line={"color": measure.colour, "width": 1.8 if mean is None else 0.8, "dash": dash},
            marker={"color": measure.colour, "size": 5 if mean is None else 4, "symbol": measure.symbol},
            connectgaps=False,
            customdata=[line.form.format(day=format.day(d), month=format.month(d), year=d.year) for d in series.index],
            hovertemplate=("%{fullData.name}<br>" if whose else "")
            + "<b>%{customdata}</b><br>%{y:,.0f} "
            + measure.noun
            + "<extra></extra>",
            name=whose or measure.noun,
        )
    if mean is not None:
        shown.add_scatter(
            x=mean.index, y=mean.to_numpy("float64", na_value=np.nan), mode="lines", name="mean", hoverinfo="skip",
            line={"color": measure.colour, "width": 2.6}, connectgaps=False,
        )  # fmt: skip
        base.say_keys(shown, [("─", measure.colour, "a day"), ("━", measure.colour, f"mean of {WEEK} days")])
    _set_axes(shown, each, values, column)
    if spike is not None and len(each) == 1 and spike[0] in each[0].values.index:
        _name_spike(shown, each[0].values, *spike)
    return shown


def _mean(line: Line, column: str) -> pd.Series | None:
    """Average each day with the six before it (Float64, missing with fewer than 4 known); None over a short span."""
    if line.form != BY_DAY or len(line.values) < MEAN_NEEDS or column in LEVELS:
        return None
    return line.values.astype("Float64").rolling(WEEK, min_periods=WEEK // 2 + 1).mean()


def _set_axes(shown: go.Figure, each: list[Line], values: np.ndarray, column: str) -> None:
    lowest, highest = (np.nanmin(values), np.nanmax(values)) if np.isfinite(values).any() else (0, 0)
    span = highest - (lowest if column in LEVELS else min(lowest, 0))
    shown.update_yaxes(title_text=metric(column).label, **base.whole_steps(float(span)))
    if lowest < 0:
        shown.update_yaxes(zeroline=True, zerolinewidth=1)
    elif column not in LEVELS:
        shown.update_yaxes(rangemode="tozero")
    if len(each) > 1:
        # On a phone every account takes a line of the legend.
        height = shown.layout.height + 18 * len(each)
        shown.update_layout(height=height, showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"})
    long = any(len(line.values) > 90 or line.form != BY_DAY for line in each)
    shown.update_xaxes(tickformat="%b<br>%Y" if long else "%-d %b<br>%Y", nticks=6, tickangle=0)
    if max((len(line.values) for line in each), default=0) <= WEEK:
        shown.update_xaxes(dtick=86_400_000)  # a day in milliseconds: half a day has no tick of its own


def _name_spike(shown: go.Figure, values: pd.Series, day: pd.Timestamp, caption: str) -> None:
    """Write a caption beside the day, on the side that has more room."""
    left = values.index.get_loc(day) > len(values) / 2
    shown.add_annotation(
        x=day, y=float(values[day]), text=base.plain(caption, NAME), name="spike", showarrow=False, font={"size": 12},
        xanchor="right" if left else "left", xshift=-6 if left else 6, yanchor="top",
    )  # fmt: skip


def _few_enough(series: pd.Series, column: str) -> tuple[pd.Series, str]:
    """Sum `series` (by day) to the finest step with at most `MAX_DAYS` values; also how a step is named."""
    span = (series.index.max() - series.index.min()).days + 1 if len(series) else 0
    if span <= MAX_DAYS:
        return (series.asfreq("D") if span else series), BY_DAY
    how = {"followers": "last", "viewers": "mean"}.get(column, "sum")
    step, form = next((step, form) for step, length, form in _LONGER if span < (MAX_DAYS - 1) * length)
    steps = series.resample(step, label="left", closed="left")
    return (steps.sum(min_count=1) if how == "sum" else steps.agg(how)), form
