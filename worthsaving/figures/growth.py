"""Figures of growth: one video's curve from all its exports, and the videos that gained most between two."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.analysis import changes
from worthsaving.figures import base
from worthsaving.metrics import metric
from worthsaving.words import format

SHOWN = ("views", "likes", "saves")  # the last one drawn lies on top
MOST_POINTS = 300
MOST_BARS = 12


def curve(history: pd.DataFrame) -> go.Figure:
    """Draw saves, likes and views of one video as shares of their newest count, over its age; one point per export.

    `history`: the output of `analysis.growth.curve`: observed_at, age_days (missing where the posting time is not known:
    then the dates of the exports are the axis) and the counts. Counts on one axis would leave saves flat beside views;
    as shares they show which of them came later. A measure known at fewer than two moments, or 0 at the last, is not
    drawn. At most `MOST_POINTS` points a measure, first and last among them.
    """
    drawn = base.figure(height=270)
    aged = bool(history["age_days"].notna().any())
    top = 100.0
    for name in SHOWN:
        known = history[history[name].notna() & (history["age_days"].notna() if aged else True)]
        if len(known) < 2 or known[name].iloc[-1] <= 0:
            continue
        known = known.iloc[np.unique(np.linspace(0, len(known) - 1, MOST_POINTS).round().astype(int))]
        share = 100 * known[name].to_numpy("float64") / float(known[name].iloc[-1])
        top = max(top, float(share.max()))
        measure = metric(name)
        drawn.add_scatter(
            x=known["age_days"].to_numpy("float64") if aged else known["observed_at"],
            y=share,
            mode="lines+markers",
            name=measure.label,
            line={"color": measure.colour, "width": 3 if name == "saves" else 1.5},
            marker={"color": measure.colour, "symbol": measure.symbol, "size": 9 if name == "saves" else 7},
            customdata=np.column_stack(
                [
                    [format.count(value) for value in known[name]],
                    [format.day(moment) for moment in known["observed_at"]],
                    [f"{value:.0f} %" for value in share],
                ]
            ),
            hovertemplate=f"<b>%{{customdata[0]}} {measure.noun}</b> on %{{customdata[1]}}<br>"
            "%{customdata[2]} of its newest count<extra></extra>",
        )
    drawn.update_layout(showlegend=True, legend={"orientation": "h", "y": 1.12, "x": 0, "traceorder": "reversed"})
    drawn.update_yaxes(title_text="Of its newest count", ticksuffix=" %", range=[-2, top * 1.04], nticks=6)
    drawn.update_xaxes(title_text="Days since it was posted" if aged else "Day of the export", rangemode="tozero")
    if not aged:
        drawn.update_xaxes(tickformat="%-d %b<br>%Y", nticks=5, tickangle=0)
    return drawn


def gains(table: pd.DataFrame) -> go.Figure:
    """Draw a bar per video for the saves it gained, most on top; at most `MOST_BARS`, only those that gained any.

    `table`: title, posted_at, posted_day_local, saves_gained, saves, new (see the library's changes).
    """
    shown = changes.top(table, MOST_BARS).iloc[::-1]
    saves = metric("saves")
    rows = np.arange(len(shown))
    posted = shown["posted_at"].dt.tz_localize(None).fillna(shown["posted_day_local"])
    names = _told_apart([format.title_of(t, p) for t, p in zip(shown["title"], posted, strict=True)], posted)
    drawn = base.figure(height=80 + 34 * max(len(shown), 2))
    drawn.add_bar(
        x=shown["saves_gained"].to_numpy("float64"),
        y=rows,
        orientation="h",
        name="saves gained",
        marker={"color": saves.colour},
        text=[f"+{format.short(gained)}" for gained in shown["saves_gained"]],
        textposition="outside",
        cliponaxis=False,
        customdata=np.column_stack(
            [
                [base.plain(format.title_of(title)) for title in shown["title"]],
                [format.day(day) for day in posted],
                [format.count(gained) for gained in shown["saves_gained"]],
                [format.count(now) for now in shown["saves"]],
                np.where(shown["new"], "<br>new since then", ""),
            ]
        ),
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<br>%{customdata[2]} saves gained, %{customdata[3]} now"
        "%{customdata[4]}<extra></extra>",
    )
    drawn.update_yaxes(tickmode="array", tickvals=rows, ticktext=names, showgrid=False, range=[-0.7, len(shown) - 0.3])
    most = float(shown["saves_gained"].max()) if len(shown) else 1.0
    drawn.update_xaxes(
        title_text="Saves gained", range=[0, most * 1.3], showgrid=True, nticks=4, tickangle=0, **base.whole_steps(most)
    )
    return drawn


def _told_apart(titles: list[str], posted: pd.Series) -> list[str]:
    """Make the titles labels; equal ones are cut to a line and get their posting day under it."""
    names = pd.Series([base.label(title) for title in titles], dtype="str")
    for alike in names[names.duplicated(keep=False)].index:
        short = base.plain(titles[alike], base.LABEL_LINE)
        names[alike] = f"{short}<br>{format.day(posted.iloc[alike])}"
    again = names.groupby(names).cumcount()  # of one day, too
    return [name if not earlier else f"{name} ({earlier + 1})" for name, earlier in zip(names, again, strict=True)]
