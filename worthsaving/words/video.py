"""Sentences on a single video: its save rate, its place among the others, its quadrant."""

import pandas as pd

from worthsaving.analysis.models.rates import RateModel
from worthsaving.words import format

POSITION_LEGEND = (
    "Grey: where most of your videos lie (8 in 10); dotted: the middle one. Line: where this one likely lies."
)
RATES_LEGEND = (
    "Per 1,000 views: as counted. Adjusted: the same, pulled towards your usual where few views stand behind it, so that "
    "videos can be compared. Likely range: where the true rate lies (95 %)."
)
QUADRANTS = {
    "silent compliments": "Kept quietly: saved far more often than liked, by your standards.",
    "liked, not kept": "Liked, not kept: many hearts, few saves, by your standards.",
    "both": "Loved and kept: high on likes and on saves.",
    "neither": "Low on likes and on saves.",
}
USUAL = 0.8  # of the videos: the usual range
UNUSUAL = ["more than usual", "less than usual"]


def believable(rate: pd.Series) -> str:
    """Give one video's save rate, counted and shrunk, with its range. `rate`: raw, mean, low, high (0-1, NaN)."""
    if pd.isna(rate["raw"]):
        return "No save rate: that takes views and a saves count, and no more saves than views."
    counted, fair, low, high = (format.fine_rate(rate[name]) for name in ("raw", "mean", "low", "high"))
    said = f"{counted} saves per 1,000 views as counted"
    if counted != fair:
        said += f"; {fair} is a fairer guess, given how many views stand behind it"
    return f"{said} (likely {low} to {high})."


def position(rate: pd.Series, model: RateModel | None) -> str:
    """Say where a video lies among the creator's own; empty where nothing usual is known yet.

    `rate`: low, high (0-1, its likely range), verdict, lower, higher, others (see analysis.video_rates). "Unusual" is
    said only where it holds up among all videos at once. A video whose whole range lies outside the usual one (8 in 10
    videos) is said to lie there, as the chart under the sentence shows it. How far out it lies is counted, not modelled.
    """
    if model is None or model.weak or pd.isna(rate["others"]):
        return ""
    if rate["verdict"] == "usual":
        bottom, top = model.interval(USUAL)
        if rate["low"] > top:
            return f"Above your usual range, but not unusual for you: {_counted(rate, more=True)}."
        if rate["high"] < bottom:
            return f"Below your usual range, but not unusual for you: {_counted(rate, more=False)}."
        return f"Within what is usual for you ({format.plural(model.n, 'video')})."
    return f"Unusual for you: {_counted(rate, more=rate['verdict'] == 'more than usual')}."


def _counted(rate: pd.Series, *, more: bool) -> str:
    """Count the other videos with a lower (higher) rate."""
    beaten, others = int(rate["lower" if more else "higher"]), int(rate["others"])
    which = "all" if beaten == others else f"{beaten:,}"
    return f"saved {'more' if more else 'less'} per view than {which} of your {others:,} other videos"


def unusual(verdicts: pd.Series) -> str:
    """Say how many videos are unusual for the creator, whatever their other counts; empty where none is."""
    more, less = (int((verdicts == verdict).sum()) for verdict in UNUSUAL)
    parts = [f"{format.plural(n, 'video')} saved {how}" for n, how in ((more, "more"), (less, "less")) if n]
    return f"Unusual for you, per view: {', '.join(parts)}." if parts else ""


def top_videos(videos: int, *, saves: bool) -> str:
    """Head the list of the first of so many videos, ordered by saves or, where none are known, by views."""
    return "Your video" if videos == 1 else f"Your {'most-saved' if saves else 'most-viewed'} videos"
