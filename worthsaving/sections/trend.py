"""Save rate, saves and their share of all engagement, by posting date."""

from functools import partial

from worthsaving.analysis import trend as analysis
from worthsaving.figures import trend as trend_figure, trend_tables
from worthsaving.sections.answers import Answers
from worthsaving.sections.marks import on_charts
from worthsaving.sections.once import kept
from worthsaving.sections.parts import Chart, Part, lines
from worthsaving.words import (
    change as change_words,
    engagement as engagement_words,
    headline as headline_words,
    trend as trend_words,
)
from worthsaving.words.overview import sentences as overview_words


def trend(answers: Answers) -> tuple[Part, ...]:
    """Return the three charts over time with the marks; words alone for what is not known, nothing without saves."""
    made = _unmarked(answers)
    if answers.buckets.empty:
        return made
    return on_charts.parts(answers, made, answers.buckets["start"].iloc[0], answers.buckets["end"].iloc[-1])


@kept
def _unmarked(answers: Answers) -> tuple[Part, ...]:
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
    line = bool((buckets["n_rate"] >= trend_figure.FEW).any())
    legend = trend_words.rate_chart(answers.trend, found, since=since, line=line)
    usual = "" if change is None else headline_words.usual_range(answers.headline_since, "your videos since then")
    chart = Chart(
        "save_rate_over_time",
        partial(trend_figure.save_rate_over_time, buckets, normal=normal, change=change),
        partial(trend_tables.save_rate_over_time, buckets, normal=normal, change=change),
        alt=finding,
        caption=" ".join(filter(None, (change_words.evidence(change), usual, legend))),
    )
    return Part(chart.place, finding, charts=(chart,) if buckets["rate"].notna().any() else ())


def _saves(answers: Answers) -> Part:
    heading = trend_words.tallest(analysis.tallest(answers.videos, answers.buckets))
    look, legend = answers.first_look, trend_words.saves_chart(answers.buckets, answers.young_under)
    since = overview_words.saves_of(look.level, answers.headline, look.now)
    chart = Chart(
        "saves_over_time",
        partial(trend_figure.saves_over_time, answers.buckets),
        partial(trend_tables.saves_over_time, answers.buckets, answers.young_under),
        alt=heading,
        caption=" ".join(filter(None, (since, legend))),
    )
    return Part(chart.place, heading, charts=(chart,))


def _share(answers: Answers) -> Part:
    shares, finding = answers.shares, engagement_words.share(answers.shares, answers.young_under)
    if not shares["share"].notna().any():
        return Part("engagement_share", engagement_words.WHAT_PART, lines=lines(finding))
    look = answers.first_look
    both, means = (look.share.now, look.share.before), (look.share.mean, look.share.mean_before)
    since = overview_words.share_of(look.level, *both, means, answers.headline.last_day)
    chart = Chart(
        "engagement_share",
        partial(trend_figure.engagement_share, shares),
        partial(trend_tables.engagement_share, shares),
        alt=finding,
        caption=" ".join(filter(None, (since, finding))),
    )
    return Part(chart.place, engagement_words.WHAT_PART, charts=(chart,))
