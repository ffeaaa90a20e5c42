"""Figure of one video among the creator's own: usual range as a strip, the video's rate and range on it."""

import math

import plotly.graph_objects as go

from worthsaving.analysis.models.rates import RateModel
from worthsaving.figures import base
from worthsaving.metrics import metric
from worthsaving.words import format

FLOOR = 1e-3  # of the highest value: three decades are enough to see where a video sits


def position(model: RateModel, *, mean: float, low: float, high: float) -> go.Figure:
    """Draw the 10-90 % range of the creator's own rates as a strip with its median, the video as a dot with its range.

    `mean`, `low`, `high` are 0-1; the axis is logarithmic, in saves per 1,000 views.
    """
    saves = metric("saves").colour
    shown = base.figure(height=135)
    edge, middle, other = (model.quantile(q) * format.PER for q in (0.1, 0.5, 0.9))
    top = max(other, high * format.PER)
    # A log axis has no 0, and an edge of next to nothing would leave no room for the rest.
    floor = max(min(edge, low * format.PER), top * FLOOR)
    shown.add_shape(
        type="rect", x0=max(edge, floor), x1=other, y0=-0.5, y1=0.5, line_width=0, fillcolor=base.soft(base.QUIET, 0.18)
    )
    shown.add_scatter(
        x=[max(middle, floor)] * 2, y=[-0.5, 0.5], mode="lines", hoverinfo="skip", name="middle",
        line={"color": base.QUIET, "width": 1.5, "dash": "dot"},
    )  # fmt: skip
    shown.add_scatter(
        x=[max(low * format.PER, floor), high * format.PER], y=[0, 0], mode="lines", hoverinfo="skip", name="range",
        line={"color": base.soft(saves, 0.5), "width": 6},
    )  # fmt: skip
    shown.add_scatter(
        x=[max(mean * format.PER, floor)],
        y=[0],
        mode="markers",
        name="video",
        marker={"color": saves, "size": 14, "line": {"width": 1.5, "color": base.OUTLINE}},
        hovertemplate=f"{format.rate(mean)} saves per 1,000 views<extra></extra>",
    )
    ticks = _ticks(floor * 0.8, top * 1.3)
    shown.update_xaxes(
        type="log",
        range=[math.log10(floor * 0.8), math.log10(top * 1.3)],
        tickvals=ticks,
        ticktext=[format.figures(t, 1) for t in ticks],
        title_text="Saves per 1,000 views",
    )
    shown.update_yaxes(visible=False, range=[-1, 1])
    return shown


def _ticks(low: float, high: float) -> list[float]:
    """Choose round values between two rates: few where decades lie between them, at least two where they are close."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    ticks: list[float] = []
    for digits in ((1, 3), (1, 2, 5), (1, 1.5, 2, 3, 4, 5, 7)):
        ticks = [d * 10.0**p for p in decades for d in digits if low <= d * 10.0**p <= high]
        if len(ticks) > 1:
            break
    return ticks
