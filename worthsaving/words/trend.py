"""Sentences on the trend of the save rate and the charts over time."""

import math

import pandas as pd

from worthsaving.analysis import trend as trends
from worthsaving.analysis.headline import Headline
from worthsaving.analysis.trend import Trend
from worthsaving.words import format
from worthsaving.words.headline import _no_save_yet, _young, normal

HOW_MANY = "How many saves, by when you posted"
SAVES_OVER_TIME = "Saves by posting date"
SPEAK_OF_A_YEAR = 180  # days of posts from which a change "a year later" is no wild guess
MOST_SPREAD = 10  # a range wider than this many times its lower end says only that nothing can be said


def trend(found: Trend, headline: Headline) -> str:
    """Say whether the save rate is rising, with size, range and number of videos; `headline` is of the same videos."""
    if headline.saves == 0:
        # More videos would not help, so "too few" would be the wrong word.
        return f"No trend yet: {_no_save_yet(headline.videos_with_saves)}"
    if headline.pooled is None:
        return "No trend yet: no video here has both views and a saves count that fits them."
    if headline.first_day is None:
        return no_dates(headline.videos)
    if found.verdict == "too few videos":
        return _no_trend_yet(found)
    if found.per_year is None:
        return f"No clear trend in your save rate, from {format.plural(found.n, 'video')}."
    # A year read off a few weeks would be a wild number: over a short span the sentence speaks of that span.
    short = found.days < SPEAK_OF_A_YEAR
    power = found.days / 365.25 if short else 1.0
    change, low, high = (edge**power for edge in (found.per_year.value, found.per_year.low, found.per_year.high))
    videos, likely = format.plural(found.n, "video"), format.likely_ratio(low, high)
    if found.verdict in ("rising", "falling"):
        apart = f"{found.days} days" if short else "a year"
        later = f"a video posted {apart} later gets {format.about_ratio(change)} times the rate"
        return f"Your save rate is {found.verdict}: {later} ({', '.join(filter(None, [likely, videos]))})"
    if math.log(max(high, 1e-300)) - math.log(max(low, 1e-300)) > math.log(MOST_SPREAD):
        more = f"; about {found.n + found.needed:,} would show a doubling" if found.needed else ""
        return f"No clear trend in your save rate: {videos} over {found.days} days can't tell{more}"
    time = f"these {found.days} days" if short else "a year"
    could = f"{format.ratio(low)} to {format.ratio(high)} times"
    return f"No clear trend in your save rate: {time} could make it {could} ({videos})"


def _no_trend_yet(found: Trend) -> str:
    """Say what a trend lacks: videos, days or saved videos; and which more videos could not be counted."""
    rest = "".join(
        f", {number:,} more {why}"
        for number, why in ((found.left_out_young, "under 7 days old"), (found.undated, "without a posting day"))
        if number
    )
    videos = format.plural(found.n, "video")
    if found.n < trends.MIN_VIDEOS:
        wanted = f"It takes {trends.MIN_VIDEOS} or more."
        if found.needed:
            wanted = f"About {found.n + found.needed:,} would do."
        return f"Too few videos to call a trend: {videos} with a save rate so far{rest}. {wanted}"
    if found.days < trends.MIN_SPAN_DAYS:
        within = f"within {format.plural(found.days, 'day')}" if found.days else "on one day"
        wanted = f"{trends.MIN_SPAN_DAYS} or more days would do."
        return f"Too few days to call a trend: {videos} posted {within}{rest}. {wanted}"
    saved = f"{found.saved or 'none'} of {videos}"
    return f"Too few saved videos to call a trend: {saved} so far{rest}. {trends.MIN_WITH_SAVES} saved ones would do."


def rate_chart(found: Trend, headline: Headline) -> str:
    """Explain line, band and strip of the save-rate chart, and what was left out."""
    said = (
        "Line: saves per 1,000 views of a usual video of that time. Band: where the true rate likely lies. "
        "Bigger dots: more videos."
    )
    if normal(headline) is not None:
        said += " Grey strip: your usual range."
    if found.left_out_young:
        young = _young(found.left_out_young, counted_back=headline.ages_guessed)
        said += f" Left out: {young}, because saves come later than likes."
    return said


def saves_chart(buckets: pd.DataFrame) -> str:
    """Explain the bars, and which are not finished."""
    said = (
        "Each bar counts all saves so far on the videos posted in that time, so older videos had longer to collect them. "
        "A number on a bar: how many videos it holds."
    )
    if (buckets["n_young"] > 0).any():
        said += " Hatched: holds videos younger than 7 days."
    return said


def no_dates(videos: int) -> str:
    """Say why there is no chart over time when no video has a posting day."""
    return (
        f"None of your {format.plural(videos, 'video')} has a posting day, so nothing can be put over time. Full video "
        "links carry it (short links don't), or add a column “Post time”."
    )
