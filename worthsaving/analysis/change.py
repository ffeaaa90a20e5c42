"""Change point of the save rate: the one date at which its level changed."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving.analysis.age import UNFINISHED_DAYS, YOUNG_DAYS
from worthsaving.analysis.eligible import OVER_TIME, dated, posting_order
from worthsaving.analysis.models import account_levels, dependence, nb2
from worthsaving.analysis.models.cosine_transform import dct, idct
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


DATE_RANGE = 7.35
"""Twice the log likelihood by which a date within the 95 % range of the change is at most worse than the best (Hansen 2000:
-2 log(1 - sqrt(0.95))), times the excess scatter."""


@dataclass(frozen=True)
class Change:
    """A single change in the level of the save rate.

    `date` is the posting day of the first video after it, `earliest` and `latest` its 95 % range. `before` and `after` are
    the usual rates (0-1) of the `n_before` and `n_after` videos, `ratio` is after / before (its range takes the date as
    given). `p_value` comes from the shuffling. `left_out_young` counts the videos under `settled_days` old.
    """

    date: dt.date
    before: float
    after: float
    ratio: Estimate
    n_before: int
    n_after: int
    p_value: float
    left_out_young: int
    earliest: dt.date
    latest: dt.date
    settled_days: float = YOUNG_DAYS


def change_point(videos: pd.DataFrame, *, settled_days: float | None = None) -> Change | None:
    """Find the one change in the level of the save rate over posting order; None, the usual answer, if there is none.

    Each video's evidence is its score (saves above or below what the common rate suggests, in the negative-binomial
    model) and its information; the change is sought where the scores before and after differ most, with at least
    `MIN_VIDEOS` videos and `MIN_DAYS` days on each side. It is reported only when p <= 0.05 among `SHUFFLES` shuffled
    orders of the same videos, as like their neighbours as the videos are about the step, which pays for having sought (a
    fixed seed makes it the same every time), when the step holds up in the test of `slope_test.Slope`, and when it
    describes the saves better than a steady rise or fall, by more than its date, which was sought, is worth. Young videos
    and videos without a date are left out; videos of one day stay on one side. Of several accounts each is held against
    its own level (`account_levels`).

    `settled_days`: as in `trend.verdict`; where it is not known, a step down must be found without the videos under
    `UNFINISHED_DAYS`, too.
    """
    found = _found(videos, settled_days or YOUNG_DAYS)
    if found is not None and settled_days is None and found.ratio.value < 1:
        older = _found(videos, UNFINISHED_DAYS)
        return found if older is not None and older.ratio.value < 1 else None
    return found


def _found(videos: pd.DataFrame, settled_days: float) -> Change | None:
    day = posted_day(videos)
    rows, left_out = dated(videos, day, settled_days)
    if rows.sum() < 2 * MIN_VIDEOS:
        return None
    chosen = videos.loc[rows, OVER_TIME].assign(day=day[rows])
    chosen = chosen.sort_values(["day", "posted_at", "views", "saves"], kind="stable")
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
    at = int(np.argmax(np.where(allowed, _contrast(score, weight), -1.0)))
    p_value = _shuffled_p(score, weight, allowed, at)
    if p_value > LEVEL:
        return None
    later = (np.arange(len(saves)) > at).astype(float)
    spent, order = level.accounts - 1, posting_order(chosen, day)
    step = Slope(saves, level.offset, level.within(later), spent=spent, order=order)
    steady = Slope(saves, level.offset, level.within(days) / days.std(), spent=spent)
    # the shuffling is deceived where one viral video lies near an end, the test of the step is not
    if step.p_value >= LEVEL or step.loglik < steady.loglik + SOUGHT:
        return None
    low, high = step.bounds()
    before, after = step.at(-later.mean()), step.at(1 - later.mean())
    first, last = _date_range(step, saves, level.offset, (before, after), at)
    return Change(
        date=day.iloc[at + 1].date(),
        before=min(factor(before), 1.0),
        after=min(factor(after), 1.0),
        ratio=Estimate(factor(step.value), factor(low), factor(high), len(saves)),
        n_before=at + 1,
        n_after=len(saves) - at - 1,
        p_value=p_value,
        left_out_young=left_out,
        earliest=day.iloc[first].date(),
        latest=day.iloc[last].date(),
        settled_days=settled_days,
    )


def _date_range(
    step: Slope, saves: np.ndarray, offset: np.ndarray, levels: tuple[float, float], at: int
) -> tuple[int, int]:
    """Find the positions of the first and the last video that may be the first after the change (95 %, Hansen 2000).

    Both log rates, `levels`, are taken as known: they are known much better than the date.
    """
    before, after = (_loglik(saves, offset + level, step.size) for level in levels)
    gain = np.cumsum(before - after)[:-1]  # of each video as the last one before the change
    within = np.flatnonzero(2 * (gain.max() - gain) <= DATE_RANGE * step.excess * step.neighbours.mean)
    return int(min(within[0], at)) + 1, int(max(within[-1], at)) + 1


def _loglik(saves: np.ndarray, log_mean: np.ndarray, size: float) -> np.ndarray:
    """Return each video's log likelihood, up to a constant of its saves."""
    return np.asarray(saves * log_mean - (saves + size) * np.log1p(np.exp(np.clip(log_mean, -30, 30)) / size))


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


def _shuffled_p(score: np.ndarray, weight: np.ndarray, allowed: np.ndarray, at: int) -> float:
    """Work out how often shuffled videos show a contrast as large as the real order does, at an allowed position.

    Shuffled videos are independent of their neighbours. So the shuffled scores are made as alike as the real ones are
    apart from a step after `at`, by each candidate of `dependence.fit` as often as it is likely.
    """
    n = len(score)
    later = (np.arange(n) > at).astype(float) * weight
    if n > BLOCKS:
        edges = np.linspace(0, n, BLOCKS + 1).astype(int)[:-1]
        score, weight, later = (np.add.reduceat(values, edges) for values in (score, weight, later))
        allowed = np.logical_or.reduceat(allowed, edges)
    rng = np.random.default_rng(0)
    order = np.argsort(rng.random((SHUFFLES, len(score))), axis=1)
    scale = np.sqrt(weight)
    residual = score / scale
    shuffled, weights = residual[order], weight[order]
    alike = dependence.fit(residual, np.column_stack([scale, later / scale]))
    which = rng.choice(len(alike.weight), SHUFFLES, p=alike.weight)
    some = which > 0
    if some.any():
        shuffled[some] = _alike(shuffled[some], alike.filters[which[some]])
    found = _contrast(score, weight)[allowed].max()
    by_chance = _contrast(shuffled * np.sqrt(weights), weights)[:, allowed].max(axis=1)
    return float((1 + (by_chance >= found * (1 - 1e-9)).sum()) / (1 + SHUFFLES))


def _alike(shuffled: np.ndarray, filters: np.ndarray) -> np.ndarray:
    """Give each row of independent values the spectrum of its row of `filters`."""
    return idct(dct(shuffled) * filters)
