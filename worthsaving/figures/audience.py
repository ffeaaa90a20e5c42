"""Figure of the hours in which followers are active, and the table behind it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving import platforms
from worthsaving.analysis.audience.hours import STRETCH, Active
from worthsaving.figures import base
from worthsaving.figures.daily import DASHES
from worthsaving.figures.tables import Table
from worthsaving.metrics import metric
from worthsaving.words import format

MOST_LINES = 5  # as many accounts as lines can be told apart


def hours(found: Sequence[Active]) -> go.Figure:
    """Draw the followers active in each hour: bars for one account, the strongest hours darker; else a line an account.

    Lines show how much of an account's activity falls into each hour, for the first `MOST_LINES` accounts. An hour that is
    not known is a gap.
    """
    shown = base.figure(height=240)
    if len(found) == 1:
        _bars(shown, found[0])
    else:
        _lines(shown, found[:MOST_LINES])
    shown.update_xaxes(
        tickmode="array", tickvals=list(range(0, 24, 6)), ticktext=[f"{hour}:00" for hour in range(0, 24, 6)],
        range=[-0.6, 23.6], tickangle=0,
    )  # fmt: skip
    shown.update_yaxes(rangemode="tozero")
    return shown


def table(found: Sequence[Active]) -> Table:
    """Make a row an account and hour, with the average number of active followers; takes what `hours` takes."""
    rows = [
        (platforms.account_label(*one.account), f"{hour:02d}:00", one.hours[hour])
        for one in found[:MOST_LINES]
        for hour in range(24)
    ]
    frame = pd.DataFrame(rows, columns=["Account", "Hour", "Followers active"])
    frame["Followers active"] = frame["Followers active"].astype("Float64").round(1)
    return Table(frame.drop(columns="Account") if len(found) == 1 else frame)


def _bars(shown: go.Figure, one: Active) -> None:
    values = one.hours.to_numpy("float64", na_value=np.nan)
    colour = metric("followers").colour
    strong = set() if one.start is None else {(one.start + later) % 24 for later in range(STRETCH)}
    shown.add_bar(
        x=list(range(24)),
        y=values,
        marker={"color": [colour if not strong or hour in strong else base.soft(colour, 0.45) for hour in range(24)]},
        customdata=[_hour(hour) for hour in range(24)],
        hovertemplate="<b>%{customdata}</b><br>%{y:,.0f} followers active<extra></extra>",
        name="followers active",
    )
    shown.update_layout(bargap=0.15)
    shown.update_yaxes(title_text="Followers active", **base.whole_steps(float(np.nanmax(values))))


def _lines(shown: go.Figure, found: Sequence[Active]) -> None:
    colour = metric("followers").colour
    for one, dash in zip(found, DASHES, strict=False):
        values = one.hours.to_numpy("float64", na_value=np.nan)
        total = np.nansum(values)
        shown.add_scatter(
            x=list(range(24)),
            y=100 * values / total if total else values,
            mode="lines",
            line={"color": colour, "width": 1.8, "dash": dash},
            connectgaps=False,
            customdata=[
                [_hour(hour), format.short(round(v)) if np.isfinite(v) else ""] for hour, v in enumerate(values)
            ],
            hovertemplate="%{fullData.name}<br><b>%{customdata[0]}</b><br>%{y:.1f} % (%{customdata[1]} followers)<extra></extra>",
            name=base.plain(platforms.account_label(*one.account), 40),
        )
    shown.update_yaxes(title_text="% of a day's activity")
    # On a phone every account takes a line of the legend.
    shown.update_layout(
        height=shown.layout.height + 18 * len(found), showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"},
    )  # fmt: skip


def _hour(hour: int) -> str:
    return f"{hour}:00 to {hour + 1}:00"
