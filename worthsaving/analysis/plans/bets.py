"""Bets: a range for a new video's saves on day 28, from how the account's finished videos went on from the same age.

Split-conformal prediction (Lei et al. 2018): the score of a finished video is log((saves on day 28 + 1) / (saves at that
age + 1)). A new video's score is as likely to fall between any two neighbouring ones as theirs are, whatever shape they
have, so the range between the score of rank 0.1 (n + 1) and that of rank 0.9 (n + 1) holds 80 % of them.

Two things keep the promise on weekly exports of whole numbers (docs/bets-and-tests.md has the figures). Scores come from
counts that were seen, never from interpolated ones, which are too smooth: of videos seen at nearly that age, brought to it
in log(1 + age), as growth interpolates. And the ends of a range are rounded up for some videos and down for others, by
their posting time: rounded to the nearest, ranges of few saves would hold 90 %.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving import schema
from worthsaving.analysis import growth

HORIZON_DAYS = 28
"""The age on which a bet is about."""
NEW_DAYS = 14.0
"""Only videos younger than this get a bet: later most of their saves are there already."""
YOUNGEST_DAYS = 0.25
"""Before this age next to nothing can be told: such a video gets its bet from the next export."""
CLOSE = 0.25
"""How far apart two ages may be, in log(1 + days), to be nearly the same: 2.5 to 4.8 days for 3.5 days."""
PROMISED = 0.8
"""The share of bets that come out inside their range."""
AT_LEAST = 9
"""Of fewer finished videos not even the lowest and the highest enclose 80 %: they enclose 1 - 2 / (n + 1)."""
MOST_GROUPS = 3
"""Videos with few saves go on more erratically than those with many, so each size is judged by its own."""
LAST = 50
"""The record counts the bets that were settled last."""
DAY_US = 86_400_000_000
_GOLDEN = (math.sqrt(5) - 1) / 2  # its multiples are spread most evenly
_NOTHING = 1e-9  # an end that is a whole number but for the error of a logarithm is that number
_ONE_EXPORT_DAYS = schema.ONE_EXPORT / pd.Timedelta(days=1)


@dataclass(frozen=True)
class Bet:
    """A range of saves, `low` to `high`, both included.

    `n`: the finished videos that it comes from; they are size `group` (from 0, fewest saves first) of `groups`.
    """

    low: int
    high: int
    n: int
    group: int = 0
    groups: int = 1

    def holds(self, saves: float) -> bool:
        """Whether a count, rounded to a whole number, lies in the range."""
        return self.low <= round(saves) <= self.high


@dataclass(frozen=True)
class Curve:
    """What was observed of one video: its number, when it was posted (microseconds), ages in days (ascending), saves."""

    video: int
    posted: int
    ages: np.ndarray
    saves: np.ndarray

    def moment(self, age_days: float) -> int:
        """Return the moment (microseconds) at which it was so old."""
        return self.posted + round(age_days * DAY_US)

    def final(self, horizon_days: float) -> tuple[float, int] | None:
        """Return its saves at an age, and the moment since which they are known; None where they are not.

        Known is what two observations at most `growth.MAX_GAP_DAYS` apart bracket.
        """
        saves = growth.at_age(self.ages, self.saves, horizon_days)
        if saves is None:
            return None
        return saves, self.moment(float(self.ages[np.searchsorted(self.ages, horizon_days)]))


@dataclass(frozen=True)
class Made:
    """A bet on a video, made at a moment (microseconds) when it had so many saves."""

    video: int
    at: int
    saves: int
    bet: Bet


@dataclass(frozen=True)
class Record:
    """How an account's bets came out: of the last `settled` ones (at most `LAST`), `inside` lay in their range.

    `promised`: how many of them should have. `open`: bets that wait for their day.
    """

    inside: int
    settled: int
    promised: int
    open: int


def followed(histories: pd.DataFrame) -> int:
    """Count the videos that were seen while they were new and are known on day 28: bets come from these.

    `histories`: see `analysis.growth`.
    """
    seen = growth.series(histories).values()
    return sum(ages[0] < NEW_DAYS and growth.at_age(ages, saves, HORIZON_DAYS) is not None for ages, saves in seen)


def make(curves: Sequence[Curve], *, had: Collection[int] = (), after: int | None = None) -> list[Made]:
    """Make the bets on an account's new videos, each at the first moment at which there are enough others.

    A bet uses only what was observed up to its moment, which lies after `after` (microseconds; None: any). Videos in
    `had` have one already. Of observations within `schema.ONE_EXPORT` the last is used.
    """
    done = [(curve, curve.final(HORIZON_DAYS)) for curve in curves]
    finished = [(curve, *final) for curve, final in done if final is not None]
    videos = {curve.video: curve for curve in curves}
    made: dict[int, Made] = {}
    for at, age, saves, video in sorted(_new(curves, set(had), after)):
        if video in made:
            continue
        others = ((curve, final) for curve, final, known in finished if known <= at)
        found = bet(saves, age, others, dither=_dither(videos[video]))
        if found is not None:
            made[video] = Made(video, at, round(saves), found)
    return list(made.values())


def bet(saves: float, age_days: float, others: Iterable[tuple[Curve, float]], *, dither: float = 0.5) -> Bet | None:
    """Make the bet on a video that had so many saves at an age; None where fewer than `AT_LEAST` others were seen then.

    `others`: the account's finished videos, each with its saves on day `HORIZON_DAYS`; those count that were seen within
    `CLOSE` of that age. Where there are enough, the bet comes from those of its size alone: the third, or half, of them
    with about as many saves at that age. `dither` (0-1) says which way the ends are rounded (0.5: both inwards).
    """
    scores, finals = _scores(age_days, others)
    if len(scores) < AT_LEAST:
        return None
    code, group, groups = _sizes((finals + 1) / np.exp(scores) - 1, saves)
    own = scores[code == group]
    ends = np.quantile(own, [(1 - PROMISED) / 2, (1 + PROMISED) / 2], method="weibull")
    low, high = (saves + 1) * np.exp(ends) - 1
    first, last = math.ceil(low + 0.5 - dither - _NOTHING), math.floor(high + 0.5 - dither + _NOTHING)
    if first > last:  # no whole number lies between
        first = last = round((low + high) / 2)
    return Bet(max(first, 0), max(last, 0), len(own), group, groups)


def record(table: pd.DataFrame) -> Record:
    """Count how bets came out; columns: low, high, saves (Int64, missing while open), settled_at."""
    settled = table[table["saves"].notna()].sort_values("settled_at", kind="stable").tail(LAST)
    inside = settled["saves"].between(settled["low"], settled["high"])
    return Record(int(inside.sum()), len(settled), round(PROMISED * len(settled)), int(table["saves"].isna().sum()))


def _scores(age_days: float, others: Iterable[tuple[Curve, float]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the score at this age of each video that was seen close to it, and its saves on day `HORIZON_DAYS`.

    A video that went on from another age is brought to this one: its logarithm of growth is taken to be as much of the
    way as that of a count that grows evenly in log(1 + age).
    """
    scores, finals = [], []
    for other, final in others:
        ages = np.maximum(other.ages, YOUNGEST_DAYS / 2)
        away = np.abs(np.log1p(ages) - np.log1p(age_days))
        near = int(away.argmin())
        if away[near] <= CLOSE:
            still = _to_come(age_days) / _to_come(float(ages[near]))
            spread_out = round(final) + _dither(other) - 0.5  # a whole number stands for all that are rounded to it
            scores.append(math.log((spread_out + 1) / (other.saves[near] + 1)) * still)
            finals.append(spread_out)
    return np.array(scores), np.array(finals)


def _to_come(age_days: float) -> float:
    """Return how far a count that grows evenly in log(1 + age) has to go until day `HORIZON_DAYS`, as a logarithm."""
    return math.log(math.log1p(HORIZON_DAYS) / math.log1p(age_days))


def _dither(curve: Curve) -> float:
    """Return a number from 0 to 1, evenly spread over posting times."""
    return curve.posted // 1_000_000 * _GOLDEN % 1


def _new(curves: Iterable[Curve], had: set[int], after: int | None) -> Iterator[tuple[int, float, float, int]]:
    """Yield (moment, age in days, saves, video) where a video was new after `after`: of one export the last."""
    for curve in curves:
        if curve.video in had:
            continue
        gaps = np.append(np.diff(curve.ages), np.inf)
        new = (curve.ages >= YOUNGEST_DAYS) & (curve.ages < NEW_DAYS)
        for place in np.flatnonzero(new & (gaps > _ONE_EXPORT_DAYS)):
            age = float(curve.ages[place])
            if after is None or curve.moment(age) > after:
                yield curve.moment(age), age, float(curve.saves[place]), curve.video


def _sizes(then: np.ndarray, saves: float) -> tuple[np.ndarray, int, int]:
    """Sort the others by size; return the size of each, that of the new video, and how many sizes there are.

    The edges come from all counts, the new video's among them: so it is in no other place than the others are.
    """
    every = np.append(then, saves)
    for groups in range(MOST_GROUPS, 1, -1):
        edges = np.quantile(every, np.arange(1, groups) / groups)
        code = np.searchsorted(edges, every)
        if (np.bincount(code[:-1], minlength=groups) >= AT_LEAST).all():
            return code[:-1], int(code[-1]), groups
    return np.zeros(len(then), dtype=int), 0, 1
