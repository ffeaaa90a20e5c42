"""Saves against likes, comments and views: quadrants of the rates, the counts with what is usual, and hits against the rest."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from worthsaving.analysis import age, select
from worthsaving.figures import by_views as by_views_figure, quadrants as quadrants_figure, relation as relation_figure
from worthsaving.figures.points.kinds import kinds_of
from worthsaving.sections.answers import Answers
from worthsaving.sections.once import kept
from worthsaving.sections.parts import Chart, Part, lines
from worthsaving.words import format, relation as relation_words
from worthsaving.words.relation import Corner

AGAINST = ("likes", "comments")
FEWEST_POINTS = 2  # one point shows nothing of how two counts go together
LISTED = 4  # videos of a quadrant in the list beside the chart
LONGEST = 30  # letters of a caption in that list: one line


@dataclass(frozen=True)
class Listed:
    """One video of a quadrant's list: its index label, its save rate, both rates in words, its caption."""

    label: int
    saves: str
    rates: str
    title: str


@dataclass(frozen=True)
class CornerList:
    """A named quadrant with its first videos, the most viewed first; `count` is how many it has in all."""

    corner: Corner
    count: int
    videos: tuple[Listed, ...]


def relations(answers: Answers) -> tuple[Part, ...]:
    """Return both comparisons, each as rates and as counts, and the save rate by views; nothing without saves."""
    if not answers.has_saves:
        return ()
    return (*(_both(answers, against) for against in AGAINST), *by_views(answers))


@kept
def relation(answers: Answers, against: str, *, as_rates: bool, picked: int | None = None, coloured: str = "") -> Part:
    """Return one comparison: the quadrants of the rates or the counts; `picked` is the video to ring.

    `coloured`: a label whose values colour the points, "" for none.

    Counts in any case where no video has both rates.
    """
    found = answers.further.quadrants(against)
    as_rates = as_rates and bool(found["label"].notna().any())
    points, usual = answers.relation(against, as_rates=as_rates)
    known = len(points)
    kinds = kinds_of(answers.videos, coloured) if coloured in answers.further.labels else None
    drawn: dict[str, Any] = {
        "against": against, "picked": picked, "settled_days": answers.young_under, "kinds": kinds,
    }  # fmt: skip
    finding = relation_words.heading(usual, found["label"], against, known=known)
    evidence = relation_words.corners_evidence(usual, found["label"], against, known=known)
    if as_rates:
        young = (age.is_young(answers.videos, answers.young_under) & found["label"].notna()).any()
        chart = Chart(
            f"saves_vs_{against}",
            partial(quadrants_figure.quadrants, found, answers.videos, **drawn),
            partial(quadrants_figure.table, found, answers.videos, against=against, kinds=kinds),
            alt=finding,
            title=relation_words.shown(as_rates=True),
            caption=relation_words.corners_legend(
                judged=usual is not None, young_under=answers.young_under if young else None, by_label=kinds is not None
            ),
            long=True,
        )
    else:
        chart = Chart(
            f"saves_vs_{against}",
            partial(
                relation_figure.saves_against,
                points, usual, answers.videos, found["label"], **drawn,
            ),
            partial(relation_figure.table, points, usual, answers.videos, against=against, kinds=kinds),
            alt=finding,
            title=relation_words.shown(as_rates=False),
            caption=relation_words.relation_evidence(usual, against),
            long=True,
        )  # fmt: skip
    return Part(f"saves_vs_{against}", finding, lines=lines(evidence), charts=(chart,))


@kept
def corner_lists(answers: Answers, against: str) -> tuple[CornerList, ...]:
    """List the named quadrants that hold videos, each with its first ones."""
    found, videos = answers.further.quadrants(against), answers.videos
    other = quadrants_figure.rate_of(against)
    posted = select.posted_day(videos)
    lists = []
    for corner in relation_words.NAMED[against]:
        rows = found[found["label"] == corner.label]
        first = videos["views"].loc[rows.index].sort_values(ascending=False, kind="stable").index[:LISTED]
        listed = tuple(
            Listed(
                label=int(label),
                saves=format.rate(rows.at[label, "save_rate"]),
                rates=relation_words.rates_of(rows.at[label, "save_rate"], rows.at[label, other], against),
                title=format.clip(format.title_of(videos.at[label, "title"], posted[label]), LONGEST),
            )
            for label in first
        )
        if listed:
            lists.append(CornerList(corner, len(rows), listed))
    return tuple(lists)


@kept
def by_views(answers: Answers) -> tuple[Part, ...]:
    """Return whether hits are saved more often, with its picture; words alone with too few videos."""
    found, top = answers.further.by_views, answers.headline
    finding = relation_words.by_views(found)
    if found.ratio is None:
        return (Part("saves_vs_views", finding),)
    pooled, usual = (None if one is None else one.value for one in (top.pooled, top.typical))
    chart = Chart(
        "saves_vs_views",
        partial(by_views_figure.by_views, found, answers.videos, answers.rates),
        partial(by_views_figure.table, found),
        alt=finding,
        caption=relation_words.BY_VIEWS_LEGEND,
    )
    said = lines(relation_words.by_views_evidence(found, pooled, usual))
    return (Part("saves_vs_views", finding, lines=said, charts=(chart,)),)


def _both(answers: Answers, against: str) -> Part:
    """Both ways to look at it under one heading, with the lists in words, for a page that cannot be switched."""
    rates, counts = (relation(answers, against, as_rates=as_rates) for as_rates in (True, False))
    charts = []
    for name, part, as_rates in (("rates", rates, True), ("counts", counts, False)):
        points = len(answers.relation(against, as_rates=as_rates)[0])
        if points >= FEWEST_POINTS:
            alt = relation_words.in_one_picture(part.heading, points, as_rates=as_rates)
            charts.append(replace(part.charts[0], place=f"{part.place}_{name}", alt=alt))
    listed = lines(*(relation_words.in_corner(one.corner, one.count, [video.title for video in one.videos])
                     for one in corner_lists(answers, against)))  # fmt: skip
    return replace(rates, charts=tuple(charts), findings=listed)
