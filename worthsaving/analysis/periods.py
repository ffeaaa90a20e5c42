"""Comparison of two periods: whether their save rates differ."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from worthsaving.analysis.eligible import dated
from worthsaving.analysis.models import account_levels
from worthsaving.analysis.models.slope_test import LEVEL, Slope, factor
from worthsaving.analysis.select import posted_day
from worthsaving.schema import Estimate

MIN_EACH = 5
MIN_WITH_SAVES = 3
"""Two periods can be compared from five videos each, of which three in all have saves."""


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
    rows, left_out = dated(either, day[either.index])
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
