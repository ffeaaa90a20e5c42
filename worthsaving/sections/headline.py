"""Headline: today's level and its change with their picture, the latest period, what stands behind them."""

from functools import partial

import pandas as pd

from worthsaving.analysis import select
from worthsaving.figures import overview as overview_figure, overview_tables
from worthsaving.figures.overview import UsualLine
from worthsaving.sections import measures
from worthsaving.sections.answers import Answers
from worthsaving.sections.marks import on_charts
from worthsaving.sections.once import kept
from worthsaving.sections.overview import lead
from worthsaving.sections.parts import Chart, Line, Part, lines
from worthsaving.words import format, headline as headline_words
from worthsaving.words.overview import in_short as in_short_words, sentences as overview_words
from worthsaving.words.plans import next_video as next_video_words

LONGEST_CAPTION = 160
FEWEST_FOR_A_LINE = 8  # finished videos; under that a line would be drawn through noise


def headline(answers: Answers) -> tuple[Part, ...]:
    """Return the finding with its numbers; without saves what the files do tell, without videos why there is nothing."""
    if answers.videos.empty:
        return (Part(heading=headline_words.no_videos(days=len(answers.days))),)
    found = answers.headline
    if not answers.has_saves:
        lacks = dict.fromkeys(text for file in answers.files for text in file.lacks)
        return (Part("no_saves", headline_words.no_saves(found.videos), measures.facts(answers), lines(*lacks)),)
    said = (
        *lead.sentences(answers),
        *expected_next(answers),
        headline_words.known_saves(found),
        headline_words.top_share(found),
    )
    chart = picture(answers)
    charts = () if chart is None else (chart,)
    return (Part("headline", lead.title(answers), measures.facts(answers), lines(*said), _most_saved(answers), charts),)


def picture(answers: Answers) -> Chart | None:
    """Return the videos as dots over time with the usual level and the marks; None without a posting day or a rate."""
    made, buckets = _unmarked(answers), answers.buckets
    if made is None or buckets.empty:
        return made
    return on_charts.chart(answers, made, buckets["start"].iloc[0], buckets["end"].iloc[-1])


@kept
def _unmarked(answers: Answers) -> Chart | None:
    dots = answers.first_look.dots
    if dots.empty or answers.first_look.level is None:
        return None
    usual, buckets = _usual(answers), answers.buckets
    changed = None if answers.change is None else pd.Timestamp(answers.change.date)
    above = dots["rate"] * format.PER > overview_figure.ceiling(dots, usual)
    caption = overview_words.picture(
        answers.headline,
        unfinished=int(dots["young"].sum()),
        above=int(above.sum()),
        highest=float(dots["rate"].max()),
        drawn=len(dots),
        of=int(answers.headline.rated + answers.headline.left_out_young),
        lines=bool(usual),
        months=bool(usual) and overview_figure.months_known(buckets),
        plain=answers.first_look.level.plain,
    )
    return Chart(
        "headline",
        partial(overview_figure.headline, dots, usual, buckets, changed=changed),
        partial(overview_tables.dots, dots, answers.videos),
        alt=lead.title(answers),
        caption=caption,
        long=True,
    )


def _usual(answers: Answers) -> tuple[UsualLine, ...]:
    """The stretches of the thick line: before a change and since, else one over the videos of today's level."""
    level, dots = answers.first_look.level, answers.first_look.dots
    if level is None or answers.headline.rated < FEWEST_FOR_A_LINE:
        return ()
    first, last = dots["day"].iloc[0], dots["day"].iloc[-1]
    since = first if level.since is None else pd.Timestamp(level.since)
    if level.before is None:
        return (UsualLine(since, last, level.rate.value, "usual" if level.since is None else "usual of the newest"),)
    before = UsualLine(first, since, level.before, "usual before")
    now = f"usual since {format.day(since).rsplit(' ', 1)[0]}"
    return before, UsualLine(since, last, level.rate.value, now)


def expected_next(answers: Answers) -> tuple[str, ...]:
    """Say what to expect of the next video and of the next five, and from what; nothing where nothing is saved."""
    if not answers.headline.saves:
        return ()
    found = answers.further.next_video
    lacks, days = answers.further.next_video_lacks, answers.young_under
    said = next_video_words.next_video(found, lacks, days), next_video_words.evidence(found)
    return (" ".join(filter(None, said)),)


def in_short(answers: Answers, *, after_headline: bool = False) -> tuple[Part, ...]:
    """Return a few sentences, each with the section it comes from; `after_headline`: without what the headline says."""
    found = in_short_words.in_short(
        answers.headline,
        answers.trend,
        answers.change,
        answers.expected,
        answers.what_gets_saved(),
        after_headline=after_headline,
    )
    return (Part(lines=tuple(Line(*line) for line in found)),) if found else ()


def _most_saved(answers: Answers) -> tuple[str, str] | None:
    found = answers.headline
    if found.most_saved is None:
        return None
    video = answers.videos.loc[[found.most_saved]]
    title = format.title_of(video["title"].iloc[0], select.posted_day(video).iloc[0])
    label = headline_words.most_saved(found.videos, int(video["saves"].iloc[0]))
    return label, format.clip(title, LONGEST_CAPTION)
