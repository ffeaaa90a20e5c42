"""Saves against likes and against comments: one point a video, and what is usual."""

from dataclasses import replace
from functools import partial

from worthsaving.figures import relation as relation_figure, tables
from worthsaving.sections.answers import Answers
from worthsaving.sections.parts import Chart, Part
from worthsaving.words import relation as relation_words

AGAINST = ("likes", "comments")
FEWEST_POINTS = 2  # one point shows nothing of how two counts go together


def relations(answers: Answers) -> tuple[Part, ...]:
    """Return both comparisons, each as counts and per 1,000 views; nothing without saves."""
    return tuple(_both(answers, against) for against in AGAINST) if answers.has_saves else ()


def relation(
    answers: Answers, against: str, *, as_rates: bool, colour_by: str = "share", picked: int | None = None
) -> Part:
    """Return one comparison as counts or per 1,000 views; `colour_by` and `picked`: see `figures.relation`."""
    points, usual = answers.relation(against, as_rates=as_rates)
    finding = relation_words.relation(usual, against, known=len(points))
    chart = Chart(
        f"saves_vs_{against}",
        partial(
            relation_figure.saves_against,
            points, usual, answers.videos, against=against, as_rates=as_rates, colour_by=colour_by, picked=picked,
        ),
        partial(tables.relation, points, usual, answers.videos, against=against, as_rates=as_rates),
        alt=finding,
        title=relation_words.shown(as_rates=as_rates),
        caption=relation_words.relation_evidence(usual, against, as_rates=as_rates),
        long=True,
    )  # fmt: skip
    return Part(f"saves_vs_{against}", finding, charts=(chart,))


def _both(answers: Answers, against: str) -> Part:
    """Both ways to look at it under one heading, for a page that cannot be switched."""
    counts, rates = (relation(answers, against, as_rates=as_rates) for as_rates in (False, True))
    charts = []
    for name, part, as_rates in (("counts", counts, False), ("rates", rates, True)):
        points = len(answers.relation(against, as_rates=as_rates)[0])
        if points >= FEWEST_POINTS:
            alt = relation_words.in_one_picture(part.heading, points, as_rates=as_rates)
            charts.append(replace(part.charts[0], place=f"{part.place}_{name}", alt=alt, caption=""))
    under = [counts.charts[0].caption]
    if answers.relation(against, as_rates=True)[1] is not None:
        under.append(f"{relation_words.shown(as_rates=True)}: {relation_words.legend(as_rates=True)}")
    return replace(rates, charts=tuple(charts), under=tuple(under))
