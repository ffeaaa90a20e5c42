"""Comparison of two periods: whether their save rates differ."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from worthsaving.analysis.age import UNFINISHED_DAYS, YOUNG_DAYS, newest_day
from worthsaving.analysis.eligible import dated, picked, posting_order
from worthsaving.analysis.models import account_levels, dependence, nb2, rates
from worthsaving.analysis.models.slope_test import LEVEL, Slope, factor
from worthsaving.analysis.select import posted_day
from worthsaving.schema import Estimate

MIN_EACH = 5
MIN_WITH_SAVES = 3
"""Two periods can be compared from five videos each, of which three in all have saves."""


DAYS = 28
"""Days of this period and of the one before: whole weeks, so that both hold every weekday as often."""

Period = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Comparison:
    """The save rates of two periods compared.

    `verdict` says what the second is against the first. `rate_a`, `rate_b` are their usual rates (0-1), `ratio` is
    b / a; None for "too few videos". `mean_a`, `mean_b` are the plain means of the same videos' counted rates, which may
    lean the other way where nothing is clear. `n_a`, `n_b` count the videos behind them,
    `left_out_young` those left out because they were under `settled_days` old. `unfinished`: there is no clear
    difference, but the newer period leans down with its newest videos, whose saves may still be coming in.
    """

    verdict: Literal["more", "less", "no clear difference", "too few videos"]
    rate_a: float | None
    rate_b: float | None
    ratio: Estimate | None
    p_value: float | None
    n_a: int
    n_b: int
    left_out_young: int
    unfinished: bool = False
    settled_days: float = YOUNG_DAYS
    mean_a: float | None = None
    mean_b: float | None = None


@dataclass(frozen=True)
class Latest:
    """The newest period whose videos are all finished, `now`, against the one `before` it: `found` compares them."""

    before: Period
    now: Period
    found: Comparison


def latest(videos: pd.DataFrame, *, days: int = DAYS, settled_days: float | None = None) -> Latest | None:
    """Compare the newest closed period of `days` days with the one before it; None where no video has a posting day.

    The period ends `settled_days` (`YOUNG_DAYS` where not known) before the newest day known of the account, of several
    before the earliest of these, so that every video in it is finished. Periods without enough videos give the verdict
    "too few videos" and their numbers.
    """
    newest = newest_day(videos)
    if newest is None:
        return None
    end = newest - dt.timedelta(days=int(np.ceil(settled_days or YOUNG_DAYS)))
    now = (end - dt.timedelta(days=days - 1), end)
    before = (now[0] - dt.timedelta(days=days), now[0] - dt.timedelta(days=1))
    return Latest(before, now, compare(videos, before, now, settled_days=settled_days))


def compare(videos: pd.DataFrame, a: Period, b: Period, *, settled_days: float | None = None) -> Comparison:
    """Test whether videos of period `b` have another save rate than those of `a` (first and last day included).

    The test is that of `slope_test.Slope` between the two groups, which pays for videos that are like their neighbours (as
    all videos here show them); of several accounts each is held against its own level (`account_levels`), and one that
    posted in one of the periods only takes no part. Young videos are left out, and so are videos that lie in both periods.

    `settled_days`: as in `trend.verdict`; where it is not known, fewer saves in the newer period must hold without the
    videos under `UNFINISHED_DAYS`, too.
    """
    found = _compared(videos, a, b, settled_days or YOUNG_DAYS)
    fewer = "less" if b[0] > a[0] else "more"  # what the second is where the newer one has fewer
    if settled_days is None and found.verdict == fewer:
        older = _compared(videos, a, b, UNFINISHED_DAYS)
        if older.verdict != fewer:
            return replace(found, verdict="no clear difference", unfinished=True)
    return found


def _compared(videos: pd.DataFrame, a: Period, b: Period, settled_days: float) -> Comparison:
    day = posted_day(videos)
    in_a, in_b = (day.between(pd.Timestamp(first), pd.Timestamp(last)) for first, last in (a, b))
    rows, left_out = dated(videos, day, settled_days, among=in_a ^ in_b)
    chosen = picked(videos, rows)
    who = account_levels.numbers(chosen)
    if who.max(initial=0) > 0:  # one that posted in a single period has nothing to compare
        chosen = chosen[in_b[chosen.index].groupby(who).transform("nunique") == 2]
    level = account_levels.fit(chosen)
    chosen = chosen if level.rows.all() else chosen[level.rows]
    later = in_b[chosen.index].to_numpy("float64")
    saves = chosen["saves"].to_numpy("float64")
    n_b = int(later.sum())
    n_a = len(later) - n_b
    if min(n_a, n_b) < MIN_EACH or (saves > 0).sum() < MIN_WITH_SAVES:
        return Comparison("too few videos", None, None, None, None, n_a, n_b, left_out, settled_days=settled_days)
    plain = rates.plain_by(chosen["saves"], chosen["views"], in_b[chosen.index])
    x, order = level.within(later), posting_order(chosen, day[chosen.index])
    del chosen  # with a million videos each column takes 8 MB
    alike = _alike(videos, day, (in_a, in_b), settled_days)
    step = Slope(saves, level.offset, x, spent=level.accounts - 1, order=order, alike=alike)
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
        settled_days=settled_days,
        mean_a=float(plain[False]),
        mean_b=float(plain[True]),
    )


def _alike(videos: pd.DataFrame, day: pd.Series, parts: tuple[pd.Series, pd.Series], settled_days: float) -> np.ndarray:
    """Weigh how alike neighbours are over all videos, apart from a steady trend and the step between `parts`.

    Two periods of a month are too short to show it by themselves.
    """
    rows, _ = dated(videos, day, settled_days)
    chosen = picked(videos, rows)
    level = account_levels.fit(chosen)
    rows[rows] = level.rows
    chosen, day = chosen if level.rows.all() else chosen[level.rows], day[rows]
    saves, order = chosen["saves"].to_numpy("float64"), posting_order(chosen, day)
    del chosen
    fitted = nb2.fit(saves, np.ones((len(saves), 1)), level.offset)
    mean = np.exp(fitted.coef[0] + level.offset)
    scale = np.sqrt(mean / (1 + mean / fitted.size))
    residual = ((saves - mean) / scale / (1 + mean / fitted.size))[order]
    del saves, mean, level
    days = (day - day.min()).dt.days.to_numpy("float64")
    first, second = (part[rows].to_numpy("float64") for part in parts)
    design = np.empty((len(order), 3))
    for column, values in enumerate((np.ones(len(order)), days - days.mean(), second - first)):
        design[:, column] = (values * scale)[order]
    return dependence.fit(residual, design).weight
