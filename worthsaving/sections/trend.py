"""Save rate, saves and their share of all engagement, by posting date."""

from functools import partial

from worthsaving.analysis import trend as analysis
from worthsaving.figures import tables, trend as trend_figure
from worthsaving.sections.answers import Answers
from worthsaving.sections.once import kept
from worthsaving.sections.parts import Chart, Part, lines
from worthsaving.words import (
    change as change_words,
    engagement as engagement_words,
    headline as headline_words,
    trend as trend_words,
)


@kept
def trend(answers: Answers) -> tuple[Part, ...]:
    """Return the three charts over time; words alone for what is not known, nothing without saves."""
    if not answers.has_saves:
        return ()
    if answers.buckets.empty:
        return (Part(heading=trend_words.no_dates(len(answers.videos))),)
    return _save_rate(answers), _saves(answers), _share(answers)


def _save_rate(answers: Answers) -> Part:
    found, buckets, change = answers.headline, answers.buckets, answers.change
    finding = change_words.change(change).rstrip(".") or trend_words.trend(answers.trend, found)
    normal = headline_words.normal(answers.headline_since)
    since = change.date if change is not None else None
    legend = trend_words.rate_chart(answers.trend, found, since=since)
    chart = Chart(
        "save_rate_over_time",
        partial(trend_figure.save_rate_over_time, buckets, normal=normal, change=change),
        partial(tables.save_rate_over_time, buckets, normal=normal, change=change),
        alt=finding,
        caption=f"{change_words.evidence(change)} {legend}".strip(),
    )
    return Part(chart.place, finding, charts=(chart,) if buckets["rate"].notna().any() else ())


def _saves(answers: Answers) -> Part:
    heading = trend_words.tallest(analysis.tallest(answers.videos, answers.buckets))
    chart = Chart(
        "saves_over_time",
        partial(trend_figure.saves_over_time, answers.buckets),
        partial(tables.saves_over_time, answers.buckets, answers.young_under),
        alt=heading,
        caption=trend_words.saves_chart(answers.buckets, answers.young_under),
    )
    return Part(chart.place, heading, charts=(chart,))


def _share(answers: Answers) -> Part:
    shares, finding = answers.shares, engagement_words.share(answers.shares, answers.young_under)
    if not shares["share"].notna().any():
        return Part("engagement_share", engagement_words.WHAT_PART, lines=lines(finding))
    chart = Chart(
        "engagement_share",
        partial(trend_figure.engagement_share, shares),
        partial(tables.engagement_share, shares),
        alt=finding,
        caption=finding,
    )
    return Part(chart.place, engagement_words.WHAT_PART, charts=(chart,))
