"""Figures of files without saves: what they do count, a column a measure, and an open place where the saves would be."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from worthsaving.analysis import calendar
from worthsaving.analysis.engagement import Reactions
from worthsaving.analysis.select import posted_day
from worthsaving.figures import base, time_axis
from worthsaving.figures.tables import PER_VIEWS, Columns, Table, who
from worthsaving.metrics import metric
from worthsaving.words import format, no_saves

MOST = 15  # rows; TikTok Studio's file has at most about as many
ROW = 38  # pixels: a caption and its bars under it, so that a phone has room for both
PANEL = 110  # pixels of one measure over time
HEAD = 26
GAP = 0.03  # of the width, between two columns
ROOM = 1.55  # times the longest bar: its number stands beside it
LONGEST = 44  # letters of a caption, as many as a phone has room for


def bars(found: Reactions, videos: pd.DataFrame) -> go.Figure:
    """Draw a row of bars a video, one column a measure, and an empty frame for the saves; rates per 1,000 views.

    `found`: see `engagement.reactions`, at most `MOST` rows are drawn; `videos` has their captions and days.
    """
    table = found.table.head(MOST)
    drawn = base.figure(height=HEAD + 16 + ROW * max(len(table), 3))
    at = np.arange(len(table))[::-1]
    names = _names(videos.loc[table.index])
    columns = _columns(len(table.columns) + 1)
    for number, (name, (left, right)) in enumerate(zip(table.columns, columns, strict=False), start=1):
        axis = "" if number == 1 else str(number)
        values = table[name].to_numpy("float64", na_value=np.nan) * (format.PER if found.per_view else 1)
        said = [_said(value, per_view=found.per_view) for value in values]
        drawn.add_bar(
            x=np.nan_to_num(values), y=at, orientation="h", xaxis=f"x{axis}", name=name, width=0.42, cliponaxis=False,
            text=[text or "–" for text in said], textposition="outside", textangle=0, textfont={"size": 12},
            marker={"color": metric(name).colour}, customdata=np.column_stack([names, [text or "not known" for text in said]]),
            hovertemplate=f"<b>%{{customdata[0]}}</b><br>%{{customdata[1]}} {_unit(name, per_view=found.per_view)}<extra></extra>",
        )  # fmt: skip
        longest = float(np.nanmax(values)) if np.isfinite(values).any() else 0.0
        drawn.update_layout(
            {
                f"xaxis{axis}": {
                    "domain": [left, right],
                    "range": [0, max(longest, 1e-9) * ROOM],
                    "visible": False,
                    "anchor": "y",
                }
            }
        )
        _heading(drawn, left, name)
    for row, caption in zip(at, names, strict=True):
        drawn.add_annotation(
            x=0, xref="paper", xanchor="left", y=row + 0.42, yanchor="middle", text=caption, showarrow=False, xshift=-2, font={"size": 12}
        )  # fmt: skip
    drawn.update_yaxes(visible=False, range=[-0.5, max(len(table), 3) - 0.3], fixedrange=True)
    drawn.update_layout(margin_t=HEAD, bargap=0)
    _open_place(drawn, columns[-1], (0.0, 1.0))
    return drawn


def over_time(found: Reactions, videos: pd.DataFrame) -> go.Figure:
    """Draw a dot a video by posting day, one panel a measure, and an empty frame for the saves; rates per 1,000 views.

    `found`: see `engagement.reactions`; videos without a known day are left out.
    """
    day = posted_day(videos).loc[found.table.index]
    table = found.table[day.notna()]
    day = day[day.notna()]
    panels = len(table.columns) + 1
    drawn = base.figure(height=PANEL * panels + 60)
    names = _names(videos.loc[table.index])
    tall = (1 - 0.07 * (panels - 1)) / panels
    for number, name in enumerate(table.columns, start=1):
        axis, top = "" if number == 1 else str(number), 1 - (number - 1) * (tall + 0.07)
        values = table[name].to_numpy("float64", na_value=np.nan) * (format.PER if found.per_view else 1)
        said = [_said(value, per_view=found.per_view) or "not known" for value in values]
        drawn.add_scatter(
            x=day, y=values, mode="markers", yaxis=f"y{axis}", name=name,
            marker={"color": metric(name).colour, "size": 8, "opacity": 0.75, "symbol": metric(name).symbol},
            customdata=np.column_stack([names, said]),
            hovertemplate=f"<b>%{{customdata[0]}}</b><br>%{{customdata[1]}} {_unit(name, per_view=found.per_view)}<extra></extra>",
        )  # fmt: skip
        drawn.update_layout({f"yaxis{axis}": {"domain": [top - tall, top], "rangemode": "tozero", "nticks": 4}})
        drawn.add_annotation(
            x=0, xref="paper", xanchor="left", y=top, yref="paper", yanchor="bottom", showarrow=False,
            text=f"<b>{metric(name).label}</b>", font={"size": 13, "color": metric(name).colour},
        )  # fmt: skip
    drawn.update_yaxes(automargin=True, title_standoff=8, ticklabelstandoff=6, zeroline=False)
    by = calendar.choose(day)
    time_axis.set_on(drawn, calendar.periods(calendar.start_of(day, by), by))
    drawn.update_xaxes(anchor="free", position=0)
    drawn.update_layout(margin_t=HEAD)
    _open_place(drawn, (0.0, 1.0), (0.04, tall - 0.02), name_above=True)
    return drawn


def table(found: Reactions, videos: pd.DataFrame) -> Table:
    """Make a row a video drawn, in the order of the figure; takes what the figures take."""
    shown = videos.loc[found.table.index]
    columns: Columns = {**who(shown), "Video ID": shown["video_id"], metric("views").label: shown["views"]}
    for name, values in found.table.items():
        label = metric(str(name)).label
        columns[f"{label} {PER_VIEWS}" if found.per_view else label] = (
            (values * format.PER).astype("Float64") if found.per_view else values.astype("Int64")
        )
    return Table(pd.DataFrame(columns).reset_index(drop=True), no_saves.TABLE_NOTE)


def _columns(number: int) -> list[tuple[float, float]]:
    """Divide the width into so many columns: left and right edge of each."""
    wide = (1 - GAP * (number - 1)) / number
    return [(n * (wide + GAP), n * (wide + GAP) + wide) for n in range(number)]


def _names(videos: pd.DataFrame) -> list[str]:
    titles = who(videos)["Caption"]
    return [base.plain(str(title), LONGEST) for title in titles]


def _said(value: float, *, per_view: bool) -> str:
    """Write a rate or a count as it stands beside its bar; "" where it is missing."""
    if not np.isfinite(value):
        return ""
    return format.figures(value) if per_view else format.short(value)


def _unit(name: str, *, per_view: bool) -> str:
    return f"{metric(name).noun} {PER_VIEWS}" if per_view else metric(name).noun


def _heading(drawn: go.Figure, left: float, name: str) -> None:
    drawn.add_annotation(
        x=left, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", showarrow=False, yshift=2,
        text=f"<b>{metric(name).label}</b>", font={"size": 13, "color": metric(name).colour},
    )  # fmt: skip


def _open_place(
    drawn: go.Figure, wide: tuple[float, float], tall: tuple[float, float], *, name_above: bool = False
) -> None:
    """Draw the empty frame where the saves would stand, and say why it is empty."""
    saves = metric("saves")
    (left, right), (low, high) = wide, tall
    drawn.add_shape(
        type="rect", xref="paper", yref="paper", x0=left, x1=right, y0=low, y1=high,
        line={"color": saves.colour, "width": 1.5, "dash": "dash"}, fillcolor="rgba(0,0,0,0)", name="open place",
    )  # fmt: skip
    lines: Sequence[str] = no_saves.OPEN_PLACE if not name_above else (" ".join(no_saves.OPEN_PLACE),)
    drawn.add_annotation(
        x=(left + right) / 2, xref="paper", y=(low + high) / 2, yref="paper", xanchor="center", yanchor="middle", showarrow=False, text="<br>".join(lines),
        font={"size": 12}, name="open place",
    )  # fmt: skip
    drawn.add_annotation(
        x=left, xref="paper", xanchor="left", y=high, yref="paper", yanchor="bottom", showarrow=False, yshift=2,
        text=f"<b>{saves.label}</b>", font={"size": 13, "color": saves.colour},
    )  # fmt: skip
