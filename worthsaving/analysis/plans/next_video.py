"""What to expect: the range of save rates for the next video, and for the mean of the next five.

The ranges are of *counted* rates (saves / views), not of true ones, because that is what the creator will see. They are
read off the rates counted so far, without a shape for their distribution: with n exchangeable videos the next one lies
between the k-th lowest and the k-th highest in (n + 1 - 2k) of n + 1 cases (split-conformal prediction).
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.change import Change
from worthsaving.analysis.eligible import dated
from worthsaving.analysis.models import account_levels
from worthsaving.analysis.select import posted_day
from worthsaving.schema import Estimate

LEVEL = 0.8
"""Share of next videos that the ranges are made to hold."""

MIN_VIDEOS = 9
"""From so many on the lowest and the highest of them hold 8 in 10 of the next ones: (n - 1) / (n + 1)."""

NEWEST = 40
"""Videos looked back on at most: an account that changes slowly is known by its newest ones."""

MANY = 5
"""Videos of the mean."""

DRAWS = 4_000
_MOST_LIKENESS = 0.7
"""The lag-1 correlation is taken to be no higher: so few videos can't tell more from a change of level."""


@dataclass(frozen=True)
class Expectation:
    """Saves per view (0-1) of the next video, `one`, and on average of the next five, `five`: 80 % ranges about a middle.

    Both come from the newest `n` finished videos, posted on `since` or later. `level_changed`: they are all videos since the
    account's level changed. `none` is the share of those `n` (0-1) without a single save.
    """

    one: Estimate
    five: Estimate
    n: int
    since: dt.date
    level_changed: bool
    none: float


def expect(videos: pd.DataFrame, change: Change | None, *, settled_days: float = YOUNG_DAYS) -> Expectation | None:
    """Predict the save rates of one account's next videos, once they have been up for `settled_days`.

    `change` is the one change of level that holds up (`change.change_point`): videos from before it are left out. None
    with fewer than `MIN_VIDEOS` finished, dated videos, without a save among them, and for more than one account, whose
    next video is nobody's.
    """
    if not len(videos) or account_levels.numbers(videos).max() > 0:
        return None
    day = posted_day(videos)
    rows, _ = dated(videos, day, settled_days)
    if change is not None:
        rows &= day >= pd.Timestamp(change.date)
    level_changed = change is not None and int(rows.sum()) <= NEWEST
    chosen = videos[rows].assign(day=day[rows]).sort_values(["day", "posted_at"], kind="stable").tail(NEWEST)
    rate = chosen["saves"].to_numpy("float64") / chosen["views"].to_numpy("float64")
    n = len(rate)
    if n < MIN_VIDEOS or not rate.any():
        return None
    one, five = ranges(rate)
    return Expectation(
        one=Estimate(*one, n),
        five=Estimate(*five, n),
        n=n,
        since=chosen["day"].iloc[0].date(),
        level_changed=level_changed,
        none=float((rate == 0).mean()),
    )


def missing(videos: pd.DataFrame, change: Change | None, *, settled_days: float = YOUNG_DAYS) -> int:
    """Return how many more finished videos `expect` needs; 0 where it is not videos that lack."""
    rows, _ = dated(videos, posted_day(videos), settled_days)
    if change is not None:
        rows &= posted_day(videos) >= pd.Timestamp(change.date)
    return max(MIN_VIDEOS - int(rows.sum()), 0)


Triple = tuple[float, float, float]


def ranges(rate: np.ndarray) -> tuple[Triple, Triple]:
    """Return (middle, low, high) of the next rate and of the mean of the next five, from rates in posting order.

    Where neighbours are alike, the videos so far say less about the level to come: ranges are widened by how much less,
    (1 + r) / (1 - r) with r the lag-1 correlation, and the five are drawn with that correlation.
    """
    n = len(rate)
    r = likeness(rate)
    worth = (1 + r) / (1 - r)
    wider = np.sqrt(_spread(n, worth) / _spread(n, 1.0))
    ordered = np.sort(rate)
    edge = _edges(ordered, wider)
    rng = np.random.default_rng(0)
    shared = min(worth / (n + worth), 0.5)
    steps = rng.standard_normal((MANY, DRAWS))
    for place in range(1, MANY):
        steps[place] = r * steps[place - 1] + np.sqrt(1 - r * r) * steps[place]
    scores = np.sqrt(shared) * rng.standard_normal(DRAWS) + np.sqrt(1 - shared) * steps
    means = _at(ordered, np.sqrt(_spread(n, worth)) * scores, beyond=True).mean(axis=0)
    low, middle, high = np.quantile(means, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2])
    return (float(np.median(rate)), *edge), (float(middle), float(low), float(high))


def likeness(rate: np.ndarray) -> float:
    """Estimate how alike neighbours are: the lag-1 correlation of the ranks' normal scores, 0 to `_MOST_LIKENESS`.

    The mean of the scores is taken from the same videos, which makes the correlation too small by about (1 + 3 r) / n;
    that is put back.
    """
    from scipy.special import ndtri

    n = len(rate)
    score = ndtri((pd.Series(rate).rank().to_numpy() - 0.5) / n)
    total = float(score @ score)
    if total == 0:
        return 0.0
    found = float(score[1:] @ score[:-1]) / total
    return float(np.clip((n * found + 1) / max(n - 3, 1), 0.0, _MOST_LIKENESS))


def _spread(n: int, worth: float) -> float:
    """Variance of a new score about the scores so far, over theirs, where `n` videos are worth n / `worth`."""
    part = min(worth / n, 0.5)
    return (1 + part) / (1 - part)


def _edges(ordered: np.ndarray, wider: float) -> tuple[float, float]:
    """Find both ends; where nothing lies under 0, the top takes what is left of the 20 %."""
    from scipy.special import ndtr, ndtri

    tail = (1 - LEVEL) / 2
    reach = -wider * float(ndtri(tail))
    low = float(_at(ordered, np.array(-reach)))
    if low > 0:
        return low, float(_at(ordered, np.array(reach)))
    return 0.0, float(_at(ordered, wider * ndtri(np.array(LEVEL)))) if ndtr(-reach) < 0.5 else float(ordered[-1])


def _at(ordered: np.ndarray, score: np.ndarray, *, beyond: bool = False) -> np.ndarray:
    """Return the rates at these normal scores: between two counted ones by the logarithm.

    Never beyond the outermost; with `beyond`, above the highest as far as the upper third of the logarithms would reach.
    """
    from scipy.special import ndtr, ndtri

    n = len(ordered)
    place = np.clip(ndtr(score) * (n + 1) - 1, 0, n - 1)
    below = np.floor(place).astype(int)
    above = np.minimum(below + 1, n - 1)
    part = place - below
    low, high = ordered[below], ordered[above]
    both = low > 0
    between = np.exp((1 - part) * np.log(np.where(both, low, 1.0)) + part * np.log(np.where(both, high, 1.0)))
    found: np.ndarray = np.where(both, between, np.where(part < 1, low, high))
    start = ordered[-max(n // 3, 3)]
    if not beyond or start <= 0:
        return found
    top = float(ndtri(n / (n + 1)))
    slope = np.log(ordered[-1] / start) / (top - float(ndtri((n + 1 - max(n // 3, 3)) / (n + 1))))
    return np.asarray(found * np.exp(slope * np.maximum(score - top, 0.0)))
