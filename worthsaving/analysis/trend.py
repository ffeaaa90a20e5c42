"""Saves over time by posting date: the weeks or months, and whether the save rate really rises or falls."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from worthsaving.analysis import negbin, periods, pooled, rates
from worthsaving.analysis.age import is_young
from worthsaving.analysis.select import posted_day

Verdict = Literal["rising", "falling", "no clear trend", "too few videos"]

MIN_VIDEOS = 12
MIN_WITH_SAVES = 3
MIN_SPAN_DAYS = 14
"""Under any of these three the answer is "too few videos": a line through so little says nothing."""

LEVEL = 0.05
PROFILE_LIMIT = 5_000
"""Above this many videos the likelihood is so close to a parabola that the plain standard error gives the range."""

_SUMS = ["saves", "views", "likes", "comments", "shares"]


def buckets(videos: pd.DataFrame, *, by: periods.By | None = None) -> pd.DataFrame:
    """One row a week or month of posting, from the first known posting day to the last, the empty ones too.

    Columns: `start`, `end` (first and last day), `n`, `n_young` and `n_rate` (videos; `n_rate` those the rate stands
    on), the sums `saves`, `views`, `likes`, `comments`, `shares` over known values (Int64, <NA> where none is known;
    young videos included), `rate` (pooled saves / views, 0-1, without young videos) and its 95 % range `low`, `high`
    (see `pooled.interval`), NaN where no video has a rate. Videos without any date are left out.
    """
    day = posted_day(videos)
    by = by or periods.choose(day)
    start = periods.start_of(day, by)
    table = periods.calendar(start, by)
    young = is_young(videos).astype(bool)
    ripe = rates.usable(videos["saves"], videos["views"]) & ~young
    dated = videos[_SUMS].assign(start=start, n=1, n_young=young.astype(int), n_rate=ripe.astype(int))
    groups = dated[dated["start"].notna()].groupby("start")
    sums = groups[_SUMS].sum(min_count=1)
    sizes = groups[["n", "n_young", "n_rate"]].sum()
    table = table.join(sizes, on="start").join(sums, on="start")
    table[["n", "n_young", "n_rate"]] = table[["n", "n_young", "n_rate"]].fillna(0).astype("int64")
    table[_SUMS] = table[_SUMS].astype("Int64")
    found = group_rates(videos["saves"].where(ripe), videos["views"], start)
    table = table.join(found, on="start")
    return table[["start", "end", "n", "n_young", "n_rate", *_SUMS, "rate", "low", "high"]]


def group_rates(part: pd.Series, whole: pd.Series, group: pd.Series) -> pd.DataFrame:
    """The pooled rate part / whole of each group with its 95 % range: columns `rate`, `low`, `high`, index the groups.

    Only pairs that make a rate count. How far single videos scatter is fitted once, over all groups together.
    """
    rows = rates.usable(part, whole) & group.notna()
    model = rates.fit(part[rows], whole[rows])
    found: dict[object, tuple[float, float, float]] = {}
    if model is not None:
        spread = model.spread
        frame = pd.DataFrame({"part": part[rows].astype("float64"), "whole": whole[rows].astype("float64")})
        for key, rest in frame.groupby(group[rows]):
            p, w = rest["part"].to_numpy(), rest["whole"].to_numpy()
            low, high = pooled.interval(p, w, spread)
            found[key] = (p.sum() / w.sum(), low, high)
    index = pd.Index(found, dtype=group.dtype)
    return pd.DataFrame(list(found.values()), index=index, columns=["rate", "low", "high"], dtype="float64")


@dataclass(frozen=True)
class Trend:
    """What the save rate does with the posting date.

    `per_year` is the factor by which the rate changes in a year (1 = unchanged) with its 95 % range `low`-`high`;
    `p_value` that of no change; all None for "too few videos". `n` counts the videos it stands on, `left_out_young`
    those left out for their age, `days` the span of posting days. `needed` says about how many more videos like these
    would show a doubling over that span four times in five; None where these already would.
    """

    verdict: Verdict
    per_year: float | None
    low: float | None
    high: float | None
    n: int
    p_value: float | None
    left_out_young: int
    days: int
    needed: int | None


def verdict(videos: pd.DataFrame) -> Trend:
    """Whether the save rate rises or falls with the posting date, young videos left out.

    Saves are negative-binomial around views * exp(a + b * time) with one dispersion (the small-rate form of a
    beta-binomial regression), so videos count by what they can tell and a viral one counts as one video. The
    likelihood ratio for b, times (n - 2) / n, is read against F with 1 and n - 2 degrees of freedom instead of the
    chi-square it tends to: in simulations this keeps the false alarms at 4-6 % from 15 videos on. The range holds the
    slopes that this test would not refuse.
    """
    day = posted_day(videos)
    rows = rates.usable(videos["saves"], videos["views"]) & day.notna()
    young = is_young(videos).astype(bool)
    left_out = int((rows & young).sum())
    rows &= ~young
    n = int(rows.sum())
    saves = videos["saves"][rows].to_numpy("float64")
    views = videos["views"][rows].to_numpy("float64")
    days = int((day[rows].max() - day[rows].min()).days) if n else 0
    if n < MIN_VIDEOS or (saves > 0).sum() < MIN_WITH_SAVES or days < MIN_SPAN_DAYS:
        model = rates.fit(videos["saves"][rows], videos["views"][rows])
        # evenly spread posting days: the variance of the change over the span is 12 * spread / n
        needed = max(MIN_VIDEOS - n, _round_up(_FOR_DOUBLING**2 * 12 * (model.spread if model else 1.0)) - n, 1)
        return Trend("too few videos", None, None, None, n, None, left_out, days, needed)
    years = (day[rows] - day[rows].min()).dt.total_seconds().to_numpy() / (365.25 * 86_400)
    scale = float(years.std())
    line = _Line(saves, np.log(views), (years - years.mean()) / scale)
    low, high = line.bounds()
    span = days / 365.25 / scale
    wanted = _round_up(n * (_FOR_DOUBLING * line.error * span) ** 2)
    clear = line.p_value < LEVEL
    return Trend(
        verdict="no clear trend" if not clear else "rising" if line.slope > 0 else "falling",
        per_year=_factor(line.slope / scale),
        low=_factor(low / scale),
        high=_factor(high / scale),
        n=n,
        p_value=line.p_value,
        left_out_young=left_out,
        days=days,
        needed=None if clear or wanted <= n else wanted - n,
    )


_FOR_DOUBLING = (1.96 + 0.84) / math.log(2)
"""A doubling shows four times in five when it is 2.8 standard errors long."""


def _factor(log_change: float) -> float:
    """exp, short of what a float holds: a change a year read off a few days can be beyond all measure."""
    return math.exp(min(max(log_change, -300.0), 300.0))


def _round_up(count: float) -> int:
    return math.ceil(min(count, 1e6) / 5) * 5


class _Line:
    """The fitted regression of one series: its slope (per standard deviation of time), test and range."""

    def __init__(self, saves: np.ndarray, offset: np.ndarray, time: np.ndarray) -> None:
        from scipy.special import fdtrc, fdtri

        self._saves, self._offset, self._time = saves, offset, time
        self._flat = np.ones((len(saves), 1))
        self._full = negbin.fit(saves, np.column_stack([self._flat, time]), offset)
        self._critical = float(fdtri(1, len(saves) - 2, 1 - LEVEL))
        self.slope = float(self._full.coef[1])
        # n / (n - 2): the likelihood takes the scatter about the line it fitted for the scatter about the true one
        self.error = float(np.sqrt(self._full.cov[1, 1] * len(saves) / (len(saves) - 2)))
        self.p_value = float(fdtrc(1, len(saves) - 2, self._statistic(0.0)))

    def _statistic(self, slope: float) -> float:
        n = len(self._saves)
        other = negbin.fit(self._saves, self._flat, self._offset + slope * self._time, start=self._full)
        ratio = max(2 * (self._full.loglik - other.loglik), 0.0)
        return ratio * (n - 2) / n

    def bounds(self) -> tuple[float, float]:
        """The slopes the test would just not refuse, by the secant on the signed root of the statistic."""
        reach = math.sqrt(self._critical) * self.error
        if len(self._saves) > PROFILE_LIMIT:
            return self.slope - reach, self.slope + reach
        return self._bound(-reach), self._bound(reach)

    def _bound(self, reach: float) -> float:
        goal = math.sqrt(self._critical)
        for _ in range(8):
            root = math.sqrt(self._statistic(self.slope + reach))
            if abs(root - goal) < 0.01 * goal:
                break
            # the root grows almost in proportion to the distance from the fitted slope
            reach *= min(max(goal / max(root, 1e-9), 0.5), 2.0)
        return self.slope + reach
