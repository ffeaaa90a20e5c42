"""Change point of the save rate, and the comparison of two periods."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from worthsaving.analysis.eligible import eligible
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

MIN_EACH = 5
MIN_WITH_SAVES = 3
"""Two periods can be compared from five videos each, of which three in all have saves."""


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
    rows, left_out = _dated(videos, day)
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


def _dated(videos: pd.DataFrame, day: pd.Series) -> tuple[pd.Series, int]:
    """Mark the eligible videos that have a posting day (bool), and count the young ones left out."""
    rows, young = eligible(videos)
    return rows & day.notna(), int((young & day.notna()).sum())


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


@dataclass(frozen=True)
class Comparison:
    """The save rates of two periods compared.

    `verdict` says what the second is against the first. `rate_a`, `rate_b` are their usual rates (0-1), `ratio` is
    b / a; None for "too few videos". `n_a`, `n_b` count the videos behind them,
    `left_out_young` those left out for their age.
    """

    verdict: Literal["more", "less", "no clear difference", "too few videos"]
    rate_a: float | None
    rate_b: float | None
    ratio: Estimate | None
    p_value: float | None
    n_a: int
    n_b: int
    left_out_young: int


def compare(videos: pd.DataFrame, a: tuple[dt.date, dt.date], b: tuple[dt.date, dt.date]) -> Comparison:
    """Test whether videos of period `b` have another save rate than those of `a` (first and last day included).

    The test is that of `slope_test.Slope` between the two groups; of several accounts each is held against its own level
    (`account_levels`), and one that posted in one of the periods only takes no part. Young videos are left out, and so are
    videos that lie in both periods.
    """
    day = posted_day(videos)
    in_a, in_b = (day.between(pd.Timestamp(first), pd.Timestamp(last)) for first, last in (a, b))
    either = videos[in_a ^ in_b]
    rows, left_out = _dated(either, day[either.index])
    chosen = either[rows]
    who = chosen.groupby(["platform", "account"])
    if who.ngroups > 1:  # one that posted in a single period has nothing to compare
        chosen = chosen[in_b[chosen.index].groupby(who.ngroup()).transform("nunique") == 2]
    level = account_levels.fit(chosen)
    chosen = chosen[level.rows]
    later = in_b[chosen.index].to_numpy("float64")
    saves = chosen["saves"].to_numpy("float64")
    n_b = int(later.sum())
    n_a = len(later) - n_b
    if min(n_a, n_b) < MIN_EACH or (saves > 0).sum() < MIN_WITH_SAVES:
        return Comparison("too few videos", None, None, None, None, n_a, n_b, left_out)
    step = Slope(saves, level.offset, level.within(later), spent=level.accounts - 1)
    low, high = step.bounds()
    clear = step.p_value < LEVEL
    return Comparison(
        verdict="no clear difference" if not clear else "more" if step.value > 0 else "less",
        rate_a=min(factor(step.at(-later.mean())), 1.0),
        rate_b=min(factor(step.at(1 - later.mean())), 1.0),
        ratio=Estimate(factor(step.value), factor(low), factor(high), n_a + n_b),
        p_value=step.p_value,
        n_a=n_a,
        n_b=n_b,
        left_out_young=left_out,
    )
