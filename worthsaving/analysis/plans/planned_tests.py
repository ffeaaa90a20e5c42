"""Planned tests: how many posts of each kind show a doubling, and the one judgement when they are there.

The size comes from how far the account's own videos lie apart. A test counts the first posts of each kind after the day
on which it was written down, and is judged once, when all of them are finished: no looking again until it fits.
"""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from worthsaving.analysis import features
from worthsaving.analysis.age import is_young
from worthsaving.analysis.labels import columns
from worthsaving.analysis.models import rates
from worthsaving.analysis.plans import rate_contrast
from worthsaving.analysis.select import posted_day
from worthsaving.schema import Estimate

TIMES = 2.0
"""The difference that a test is planned for: one kind saved twice as often."""
SHOWS = 0.7
"""The suggested size shows it this often (0-1)."""
SIZES = (6, 10, 16, 30)
"""Posts of each kind that can be chosen; the suggested size is one of them."""
MIN_VIDEOS = 12
"""Of fewer finished videos it is not known how far they lie apart."""
NEWEST = 60
"""So many of the newest finished videos say how far they lie apart: what was long ago may have been another account."""

Verdict = Literal["more", "less", "no winner"]


@dataclass(frozen=True)
class Plan:
    """What a test of each size would show.

    `chances`: (posts of each kind, how often a doubling shows, 0-1), smallest first. `suggested`: the smallest size that
    shows it in `SHOWS`, None where the largest does not. `n`: the finished videos it comes from.
    """

    chances: tuple[tuple[int, float], ...]
    suggested: int | None
    n: int


@dataclass(frozen=True)
class Progress:
    """How far a test is: of each kind (with it, without it) the posts that count, and those of them that are finished.

    `planned`: posts of each kind.
    """

    planned: int
    posted: tuple[int, int]
    finished: tuple[int, int]

    @property
    def missing(self) -> int:
        """How many posts are still to come, of both kinds together."""
        return sum(self.planned - number for number in self.posted)

    @property
    def ready(self) -> bool:
        """Whether all posts are there and finished."""
        return min(self.finished) >= self.planned


@dataclass(frozen=True)
class Judgement:
    """The one verdict: posts with it were saved "more" or "less" often than those without, or there is "no winner".

    `ratio`: how many times as often, with its 95 % range; None where neither kind has a save, or one has under two posts.
    """

    verdict: Verdict
    ratio: Estimate | None


def plan(videos: pd.DataFrame) -> Plan | None:
    """Work out the sizes of a test from canonical videos of one account; None below `MIN_VIDEOS` finished ones."""
    own = videos[_finished(videos)]
    own = own.loc[posted_day(own).sort_values(kind="stable", na_position="first").index].tail(NEWEST)
    usual = _usual(own) if len(own) >= MIN_VIDEOS else None
    if usual is None:
        return None
    spread = max(usual.spread, 1e-3)
    chances = tuple((size, rate_contrast.power(spread, size, TIMES)) for size in SIZES)
    suggested = next((size for size, chance in chances if chance >= SHOWS), None)
    return Plan(chances, suggested, len(own))


def missing_to_plan(videos: pd.DataFrame) -> int:
    """Return how many more finished videos `plan` needs, at least 1: the last one may lack only a save."""
    return max(MIN_VIDEOS - int(_finished(videos).sum()), 1)


def progress(
    videos: pd.DataFrame, kind: str, value: str, *, planned: int, since: pd.Timestamp, zone: str = "UTC"
) -> Progress:
    """Count the posts of a test among canonical videos of its account; see `posts`."""
    both = posts(videos, kind, value, planned=planned, since=since, zone=zone)
    young = [int(is_young(part).sum()) for part in both]
    posted = tuple(len(part) for part in both)
    done = tuple(count - few for count, few in zip(posted, young, strict=True))
    return Progress(planned, (posted[0], posted[1]), (done[0], done[1]))


def posts(
    videos: pd.DataFrame, kind: str, value: str, *, planned: int, since: pd.Timestamp, zone: str = "UTC"
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the posts of a test, those with `value` of `kind` and those without: the first `planned` of each after `since`.

    A finished post without a save rate is passed over, as is one of which it is not known whether it has the value; a post
    without a value of a label may still get one, unless those without are what the test is about. Where
    only the posting day is known, that of `since` does not count. Raises ValueError for a kind or zone that does not exist.
    """
    # A printed day is a midnight, so that of the day of `since` itself lies before it
    moment = videos["posted_at"].fillna(videos["posted_day_local"].dt.tz_localize("UTC"))
    some = videos.loc[moment[moment > since].sort_values(kind="stable").index]
    some = some[_finished(some) | is_young(some).astype(bool)]
    some = some[features.known(some, kind)]
    if columns.is_label(kind) and kind in some and value != columns.UNLABELLED:
        some = some[some[kind].notna()]
    has = some.index.isin(features.having(some, kind, value, zone=zone))
    return some[has].head(planned), some[~has].head(planned)


def judge(with_it: pd.DataFrame, without: pd.DataFrame) -> Judgement:
    """Compare the finished posts of a test: by how many times, and whether that leaves "the same" out.

    A kind without any save is judged as if its most viewed post had one: the least that could be told from none.
    """
    if not with_it["saves"].sum() and not without["saves"].sum():
        return Judgement("no winner", None)
    one, other = (_usual(part, at_least_one=True) for part in (with_it, without))
    if one is None or other is None:
        return Judgement("no winner", None)
    ratio = rate_contrast.ratio(one, other)
    return Judgement("more" if ratio.low > 1 else "less" if ratio.high < 1 else "no winner", ratio)


def _finished(videos: pd.DataFrame) -> pd.Series:
    return rates.usable(videos["saves"], videos["views"]) & ~is_young(videos).astype(bool)


def _usual(videos: pd.DataFrame, *, at_least_one: bool = False) -> rate_contrast.UsualRate | None:
    saves, views = (videos[name].to_numpy("float64") for name in ("saves", "views"))
    if at_least_one and len(saves) and not saves.sum():
        saves = saves.copy()
        saves[views.argmax()] = 1
    return rate_contrast.usual_rate(saves, views)
