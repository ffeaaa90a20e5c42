"""Sentences on a single video: its save rate, its place among the others, its quadrant."""

import pandas as pd

from worthsaving.analysis.models.rates import RateModel
from worthsaving.words import format

POSITION_LEGEND = (
    "Strip: where 8 in 10 of your videos fall; dotted: your middle one. Line: where this video's true rate lies."
)
RATES_LEGEND = (
    "Per 1,000 views: as counted. Believable: the same, pulled towards your usual where few views stand behind it, the "
    "fairer one to compare. Likely: where the true rate lies (95 %)."
)
QUADRANTS = {
    "silent compliments": "Silent compliments: saved far more often than liked, by your standards.",
    "liked, not kept": "Liked, not kept: many hearts, few saves, by your standards.",
    "both": "Loved and kept: high on likes and on saves.",
    "neither": "Low on likes and on saves.",
}
USUAL = 0.8  # of the videos: the usual range


def believable(rate: pd.Series) -> str:
    """Give one video's save rate, counted and shrunk, with its range. `rate`: raw, mean, low, high (0-1, NaN)."""
    if pd.isna(rate["raw"]):
        return "No save rate: that takes views and a saves count, and no more saves than views."
    counted, fair, low, high = (format.fine_rate(rate[name]) for name in ("raw", "mean", "low", "high"))
    said = f"{counted} saves per 1,000 views as counted"
    if counted != fair:
        said += f"; {fair} is what to believe, given how many views stand behind it"
    return f"{said} (likely {low} to {high})."


def position(rate: pd.Series, model: RateModel | None) -> str:
    """Say where a video lies among the creator's own; empty where nothing usual is known yet.

    `rate`: low, high (0-1, its believable range), percentile (0-1), verdict. "Unusual" is said only where it holds up
    among all videos at once. A video whose whole range lies outside the usual one (8 in 10 videos: 1 in 10 lie above it,
    1 in 10 below) is said to lie there, as the chart under the sentence shows it.
    """
    if model is None or model.weak or pd.isna(rate["percentile"]):
        return ""
    if rate["verdict"] == "usual":
        bottom, top = model.interval(USUAL)
        if rate["low"] > top or rate["high"] < bottom:
            where = "Above" if rate["low"] > top else "Below"
            return f"{where} your usual range, but not unusual among your {model.n:,} videos: about 1 in 10 lie there."
        return f"Within what is usual for you ({format.plural(model.n, 'video')})."
    more = rate["verdict"] == "more than usual"
    share = rate["percentile"] if more else 1 - rate["percentile"]
    beats = f"{100 * min(share, 0.99):.0f} % of your videos are expected {'below' if more else 'above'} it"
    return f"Unusual for you: saved {'more' if more else 'less'} than usual, even among {model.n:,} videos ({beats})."


def top_videos(videos: int, *, saves: bool) -> str:
    """Head the list of the first of so many videos, ordered by saves or, where none are known, by views."""
    return "Your video" if videos == 1 else f"Your {'most-saved' if saves else 'most-viewed'} videos"
