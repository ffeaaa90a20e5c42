"""Sentences on the trend of the save rate and the charts over time."""

from datetime import date

import pandas as pd

from worthsaving.analysis import trend as trends
from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.headline import Headline
from worthsaving.analysis.trend import Tallest, Trend
from worthsaving.words import format
from worthsaving.words.headline import _no_save_yet, _young, normal

HOW_MANY = "How many saves, by when you posted"
MOST_OF_A_BAR = 0.5  # of a period's saves on one video: then it is the video that makes the bar
PLAIN_MEAN = "Plain mean"
PLAIN_NOTE = "Plain mean: of the videos' counted rates, each once. The line lets videos with few counts weigh less."


def trend(found: Trend, headline: Headline) -> str:
    """Say whether newer videos are saved more, with size, range and number of videos; `headline` is of the same videos."""
    if headline.saves == 0:
        # More videos would not help, so "too few" would be the wrong word.
        return f"No trend yet: {_no_save_yet(headline.videos_with_saves)}"
    if headline.pooled is None:
        return "No trend yet: no video here has both views and a saves count that fits them."
    if headline.first_day is None:
        return no_dates(headline.videos)
    if found.verdict == "too few videos":
        return _no_trend_yet(found)
    spoken = trends.said_range(found)
    if spoken is None:
        return f"No clear trend in your save rate, from {format.plural(found.n, 'video')}."
    if found.unfinished:
        return (
            "No clear trend in your save rate: only your newest videos are lower, as videos are while their saves still come "
            f"in ({format.plural(found.n, 'video')})"
        )
    if found.leaning is not None:
        return _leaning(found)
    change, short = spoken
    low, high = change.low, change.high
    videos = format.plural(found.n, "video")
    if found.verdict in ("rising", "falling"):
        apart = f"{found.days} days" if short else "a year"
        likely = format.likely_ratio(low, high)
        behind = ", ".join(filter(None, [likely and f"{likely} times", videos]))
        more = "more" if found.verdict == "rising" else "less"
        size = format.about_ratio(change.value)
        return f"Newer videos are saved {more}: {size} times as often as those from {apart} before ({behind})"
    if not trends.can_tell(change):
        more = f"; about {found.n + found.needed:,} would show a doubling" if found.needed else ""
        return f"No clear trend in your save rate: {videos} over {found.days} days can't tell{more}"
    time = f"these {found.days} days" if short else "a year"
    if trends.is_steady(found):
        likely = format.likely_ratio(low, high)
        return f"No clear trend in your save rate: over {time} it neither doubled nor halved ({likely} times, {videos})"
    could = f"{format.ratio(low)} to {format.ratio(high)} times"
    return f"No clear trend in your save rate: over {time} it could be anything from {could} ({videos})"


def _leaning(found: Trend) -> str:
    """Say where newer videos lean, and that it need not mean anything."""
    videos = format.plural(found.n, "video")
    if found.n < trends.CAREFUL:
        by_itself = "that also happens by itself in accounts like yours"
    else:
        by_itself = "as your videos are like their neighbours, that also happens by itself"
    return f"Your newer videos were saved {found.leaning} than your older ones; {by_itself} ({videos})"


def _no_trend_yet(found: Trend) -> str:
    """Say what a trend lacks: videos, days or saved videos; and which more videos could not be counted."""
    rest = "".join(
        f", {number:,} more {why}"
        for number, why in (
            (found.left_out_young, f"under {found.settled_days:.0f} days old"),
            (found.undated, "without a posting day"),
        )
        if number
    )
    videos = format.plural(found.n, "video")
    if found.n < trends.MIN_VIDEOS:
        wanted = f"It takes {trends.MIN_VIDEOS} or more."
        if found.needed:
            wanted = f"About {found.n + found.needed:,} would do."
        finished = format.plural(found.n, "finished video")
        return f"Too early for a trend: {finished} so far{rest}. {wanted}"
    if found.days < trends.MIN_SPAN_DAYS:
        within = f"within {format.plural(found.days, 'day')}" if found.days else "on one day"
        wanted = f"{trends.MIN_SPAN_DAYS} or more days would do."
        return f"Too few days to call a trend: {videos} posted {within}{rest}. {wanted}"
    saved = f"{found.saved or 'none'} of {videos}"
    return f"Too few saved videos to call a trend: {saved} so far{rest}. {trends.MIN_WITH_SAVES} saved ones would do."


def rate_chart(found: Trend, headline: Headline, *, since: date | None = None, line: bool = True) -> str:
    """Explain line, band and strip (of the videos `since` a day, or of all) of the save-rate chart, and what was left out.

    `line`: whether there is one; else the dots are explained.
    """
    said = "Dot: saves per 1,000 views of the few videos of that time. Bigger: more videos."
    if line:
        said = (
            "Line: saves per 1,000 views of a usual video of that time. Band: where the true rate likely lies. "
            "Bigger dots: more videos."
        )
    if normal(headline) is not None:
        said += f" Grey strip: your usual range{f' since {format.day(since)}' if since else ''}."
    if found.left_out_young:
        young = _young(found.left_out_young, counted_back=headline.ages_guessed, days=found.settled_days)
        why = "because saves come later than likes"
        if found.settled_days > YOUNG_DAYS:
            why = "because your library shows that their saves keep coming until then"
        said += f" Left out: {young}, {why}."
    return said


def tallest(found: Tallest | None) -> str:
    """Head the chart of saves: with the one video that makes its tallest bar, where one does."""
    if found is None or found.share < MOST_OF_A_BAR:
        return HOW_MANY
    period = "month" if (found.end - found.start).days >= 7 else "week"
    if found.n == 1:
        return f"The tallest {period} is one video, of {format.day(found.posted)}"
    return f"One video of {format.day(found.posted)} holds {100 * found.share:.0f} % of the tallest {period}"


def saves_chart(buckets: pd.DataFrame, settled_days: float = YOUNG_DAYS) -> str:
    """Explain the bars, and which are not finished because they hold videos under `settled_days`."""
    said = "Each bar counts all saves so far on the videos posted in that time, so older videos had longer to collect them."
    if (buckets["n_young"] > 0).any():
        said += f" Hatched: holds videos younger than {settled_days:.0f} days."
    return said


def no_dates(videos: int) -> str:
    """Say why there is no chart over time when no video has a posting day."""
    return (
        f"None of your {format.plural(videos, 'video')} has a posting day, so nothing can be put over time. Full video "
        "links carry it (short links don't), or add a column “Post time”."
    )
