"""Trend of the save rate over posting dates: weekly or monthly figures, and whether the rate rises or falls."""

import math
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from worthsaving.analysis import calendar
from worthsaving.analysis.age import is_young
from worthsaving.analysis.eligible import eligible
from worthsaving.analysis.models import account_levels, rates
from worthsaving.analysis.models.group_rates import group_rates
from worthsaving.analysis.models.slope_test import LEVEL, Slope, factor
from worthsaving.analysis.select import posted_day
from worthsaving.schema import Estimate

Verdict = Literal["rising", "falling", "no clear trend", "too few videos"]

MIN_VIDEOS = 12
MIN_WITH_SAVES = 3
MIN_SPAN_DAYS = 14
"""Under any of these three the answer is "too few videos": a line through so little says nothing."""

_SUMS = ["saves", "views", "likes", "comments", "shares"]


def buckets(
    videos: pd.DataFrame, *, by: calendar.By | None = None, model: rates.RateModel | None = None
) -> pd.DataFrame:
    """Sum the videos by week or month of posting: one row each from the first known posting day to the last, empty too.

    Columns: `start`, `end` (first and last day), `n`, `n_young` and `n_rate` (videos; `n_rate` those the rate stands
    on), the sums `saves`, `views`, `likes`, `comments`, `shares` over known values (Int64, <NA> where none is known;
    young videos included), `rate`, what a usual video of that time gets (0-1, without young videos; a viral one counts as
    one video, see `group_rates`) and its 95 % range `low`, `high`, NaN where no video has a rate. Videos without
    any date are left out. `model` is the fit to just the eligible videos with a date, where it is known already.
    """
    day = posted_day(videos)
    by = by or calendar.choose(day)
    start = calendar.start_of(day, by)
    table = calendar.periods(start, by)
    young = is_young(videos).astype(bool)
    rated, _ = eligible(videos)
    dated = videos[_SUMS].assign(start=start, n=1, n_young=young.astype(int), n_rate=rated.astype(int))
    groups = dated[dated["start"].notna()].groupby("start")
    sums = groups[_SUMS].sum(min_count=1)
    sizes = groups[["n", "n_young", "n_rate"]].sum()
    table = table.join(sizes, on="start").join(sums, on="start")
    table[["n", "n_young", "n_rate"]] = table[["n", "n_young", "n_rate"]].fillna(0).astype("int64")
    table[_SUMS] = table[_SUMS].astype("Int64")
    found = group_rates(videos["saves"].where(rated), videos["views"], start, model=model)
    table = table.join(found, on="start")
    return table[["start", "end", "n", "n_young", "n_rate", *_SUMS, "rate", "low", "high"]]


@dataclass(frozen=True)
class Trend:
    """How the save rate changes with the posting date.

    `per_year` is the factor by which the rate changes in a year (1 = unchanged), `p_value` the test of no change; both
    None for "too few videos". `n` counts the videos judged, `saved` those of them that
    were saved at all, `undated` those left out because their posting day is not known, `left_out_young`
    those left out for their age, `days` the span of posting days. `needed` says about how many more videos like these
    would show a doubling over that span four times in five; None where these already would, where it is not the number
    of videos that lacks, and where they are too few to estimate it.
    """

    verdict: Verdict
    per_year: Estimate | None
    n: int
    saved: int
    undated: int
    p_value: float | None
    left_out_young: int
    days: int
    needed: int | None


def verdict(videos: pd.DataFrame) -> Trend:
    """Test whether the save rate rises or falls with the posting date, young videos left out.

    The test is that of `slope_test.Slope` with the posting time; the range holds the slopes it would not refuse. Of several
    accounts each is held against its own level (`account_levels`), and what they have in common is tested.
    """
    day = posted_day(videos)
    rows, young = eligible(videos)
    left_out = int((young & day.notna()).sum())
    undated = int((rows & day.isna()).sum())
    rows &= day.notna()
    level = account_levels.fit(videos[rows])
    rows[rows] = level.rows
    n = int(rows.sum())
    saves = videos["saves"][rows].to_numpy("float64")
    days = int((day[rows].max() - day[rows].min()).days) if n else 0
    saved = int((saves > 0).sum())
    if n < MIN_VIDEOS or saved < MIN_WITH_SAVES or days < MIN_SPAN_DAYS:
        needed = None
        model = rates.fit(videos["saves"][rows], videos["views"][rows])
        if n < MIN_VIDEOS and model is not None and not model.weak:
            # evenly spread posting days: the variance of the change over the span is 12 * spread / n
            needed = max(MIN_VIDEOS, _round_up(_FOR_DOUBLING**2 * 12 * model.overdispersion)) - n
        return Trend("too few videos", None, n, saved, undated, None, left_out, days, needed)
    years = (day[rows] - day[rows].min()).dt.total_seconds().to_numpy() / (365.25 * 86_400)
    scale = float(years.std())
    line = Slope(saves, level.offset, level.within(years) / scale, spent=level.accounts - 1)
    low, high = line.bounds()
    span = days / 365.25 / scale
    wanted = _round_up(n * (_FOR_DOUBLING * line.error * span) ** 2)
    clear = line.p_value < LEVEL
    return Trend(
        verdict="no clear trend" if not clear else "rising" if line.value > 0 else "falling",
        per_year=Estimate(factor(line.value / scale), factor(low / scale), factor(high / scale), n),
        n=n,
        saved=saved,
        undated=undated,
        p_value=line.p_value,
        left_out_young=left_out,
        days=days,
        needed=None if clear or wanted <= n else wanted - n,
    )


_FOR_DOUBLING = 1.1 * (2.1 + 0.84) / math.log(2)
"""A doubling shows four times in five when it is 2.94 standard errors long (2.1 for the test of `slope_test.Slope`, 0.84 for
four in five); 1.1 because, in simulations, errors fitted to few videos come out that much too small."""


def _round_up(count: float) -> int:
    return math.ceil(min(count, 1e6) / 5) * 5
