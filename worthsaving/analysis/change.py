"""Change point of the save rate: the one date at which its level changed."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving.analysis.eligible import dated
from worthsaving.analysis.models import account_levels, nb2
from worthsaving.analysis.models.slope_test import LEVEL, Slope, factor
from worthsaving.analysis.select import posted_day
from worthsaving.schema import Estimate

MIN_VIDEOS = 10
MIN_DAYS = 14
"""A level needs at least so many videos, and so many days, on each side of the change."""

SHUFFLES = 499
BLOCKS = 400
"""Above this many videos neighbours are taken together for the shuffling: the date is then sought among the videos."""

SOUGHT = 1.92
"""Log likelihood that the freedom to choose the date gives a step beyond a line, on a steady rise: half of 95 % of
chi-square with one degree of freedom."""


@dataclass(frozen=True)
class Change:
    """A single change in the level of the save rate.

    `date` is the posting day of the first video after it. `before` and `after` are the usual rates (0-1) of the `n_before`
    and `n_after` videos, `ratio` is after / before (its range takes the date as given). `p_value` comes from the
    shuffling.
    """

    date: dt.date
    before: float
    after: float
    ratio: Estimate
    n_before: int
    n_after: int
    p_value: float
    left_out_young: int


def change_point(videos: pd.DataFrame) -> Change | None:
    """Find the one change in the level of the save rate over posting order; None, the usual answer, if there is none.

    Each video's evidence is its score (saves above or below what the common rate suggests, in the negative-binomial
    model) and its information; the change is sought where the scores before and after differ most, with at least
    `MIN_VIDEOS` videos and `MIN_DAYS` days on each side. It is reported only when p <= 0.05 among `SHUFFLES` shuffled
    orders of the same videos, which pays for having sought (a fixed seed makes it the same every time), when the step
    holds up in the test of `slope_test.Slope`, and when it describes the saves better than a steady rise or fall, by more
    than its date, which was sought, is worth. Young videos and videos without a date are left out; videos of one day stay
    on one side. Of several accounts each is held against its own level (`account_levels`).
    """
    day = posted_day(videos)
    rows, left_out = dated(videos, day)
    if rows.sum() < 2 * MIN_VIDEOS:
        return None
    chosen = videos[rows].assign(day=day[rows]).sort_values(["day", "posted_at", "views", "saves"], kind="stable")
    level = account_levels.fit(chosen)
    chosen = chosen[level.rows]
    day, saves = chosen["day"], chosen["saves"].to_numpy("float64")
    if len(chosen) < 2 * MIN_VIDEOS or saves.sum() == 0:
        return None
    days = (day - day.iloc[0]).dt.days.to_numpy()
    allowed = _allowed(days)
    if not allowed.any():
        return None
    flat = nb2.fit(saves, np.ones((len(saves), 1)), level.offset)
    mean = np.exp(flat.coef[0] + level.offset)
    score, weight = (saves - mean) / (1 + mean / flat.size), mean / (1 + mean / flat.size)
    p_value = _shuffled_p(score, weight, allowed)
    if p_value > LEVEL:
        return None
    at = int(np.argmax(np.where(allowed, _contrast(score, weight), -1.0)))
    later = (np.arange(len(saves)) > at).astype(float)
    spent = level.accounts - 1
    step = Slope(saves, level.offset, level.within(later), spent=spent)
    steady = Slope(saves, level.offset, level.within(days) / days.std(), spent=spent)
    # the shuffling is deceived where one viral video lies near an end, the test of the step is not
    if step.p_value >= LEVEL or step.loglik < steady.loglik + SOUGHT:
        return None
    low, high = step.bounds()
    return Change(
        date=day.iloc[at + 1].date(),
        before=min(np.exp(step.at(-later.mean())), 1.0),
        after=min(np.exp(step.at(1 - later.mean())), 1.0),
        ratio=Estimate(factor(step.value), factor(low), factor(high), len(saves)),
        n_before=at + 1,
        n_after=len(saves) - at - 1,
        p_value=p_value,
        left_out_young=left_out,
    )


def _allowed(days: np.ndarray) -> np.ndarray:
    """Mark the positions after which a change may come (bool)."""
    n = len(days)
    after = np.append(days[1:], days[-1])
    place = np.arange(1, n + 1)
    long_enough = (days - days[0] >= MIN_DAYS) & (days[-1] - after >= MIN_DAYS)
    return np.asarray((place >= MIN_VIDEOS) & (n - place >= MIN_VIDEOS) & long_enough & (after > days))


def _contrast(score: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Work out the squared score statistic of a change after each position (last axis); 0 at the end."""
    s, w = np.cumsum(score, axis=-1), np.cumsum(weight, axis=-1)
    total, all_weight = s[..., -1:], w[..., -1:]
    rest = all_weight - w
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = s - total * w / all_weight
        return np.where(rest > 1e-9, gap**2 * all_weight / (w * rest), 0.0)


def _shuffled_p(score: np.ndarray, weight: np.ndarray, allowed: np.ndarray) -> float:
    """Work out how often shuffled videos show a contrast as large as the real order does, at an allowed position."""
    n = len(score)
    if n > BLOCKS:
        edges = np.linspace(0, n, BLOCKS + 1).astype(int)
        score, weight = np.add.reduceat(score, edges[:-1]), np.add.reduceat(weight, edges[:-1])
        allowed = np.logical_or.reduceat(allowed, edges[:-1])
    rng = np.random.default_rng(0)
    order = np.argsort(rng.random((SHUFFLES, len(score))), axis=1)
    found = _contrast(score, weight)[allowed].max()
    by_chance = _contrast(score[order], weight[order])[:, allowed].max(axis=1)
    return float((1 + (by_chance >= found * (1 - 1e-9)).sum()) / (1 + SHUFFLES))
