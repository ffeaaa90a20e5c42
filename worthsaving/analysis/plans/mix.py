"""Why it changed: the difference between two periods, split into the mix of kinds posted and the change within kinds."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.eligible import dated, picked
from worthsaving.analysis.models import account_levels, nb2
from worthsaving.analysis.models.slope_test import Slope, factor
from worthsaving.analysis.periods import MIN_EACH, MIN_WITH_SAVES, Period
from worthsaving.analysis.plans import kinds_of_post
from worthsaving.analysis.plans.kinds_of_post import Kinds
from worthsaving.analysis.select import posted_day
from worthsaving.schema import Estimate

Why = Literal["split", "several accounts", "too few videos", "one kind", "no kind in both"]

LEVEL = 0.04
"""Of the test within kinds: at 0.05 it called 6.5 % of the made accounts in which nothing changed within kinds (docs/statistics.md)."""

MATERIAL = 1.1
"""A mix that makes less than a tenth is none worth naming: no two periods hold the very same shares of kinds."""

_FOR_DOUBLING = (2.1 + 0.84) / math.log(2)
"""A doubling shows four times in five when it is 2.94 standard errors long."""


@dataclass(frozen=True)
class Kind:
    """One kind of post: its share (0-1) of the posts of both periods, and its usual save rate (0-1) in the first."""

    name: str
    share_a: float
    share_b: float
    rate: float


@dataclass(frozen=True)
class Split:
    """What two periods differ by, as two factors whose product is the ratio of their usual save rates.

    `mix`: what posting other kinds makes of it, had each kind been saved as before. `within`: how much more the same kinds
    are saved. Each with its 95 % range; `mix_clear`, `within_clear`: whether that differs from 1, the mix by a
    tenth at least (`MATERIAL`). `by` says what the
    kinds are (media, tags or a label's name), `kinds` lists them, the one whose share moved most first. Without a split `why` says what
    is missing, and the rest is empty. `n` counts the videos. `needed`: how many more would show a doubling within kinds
    four times in five; None where these would.
    """

    why: Why
    n: int = 0
    mix: Estimate | None = None
    within: Estimate | None = None
    mix_clear: bool = False
    within_clear: bool = False
    by: str = ""
    kinds: tuple[Kind, ...] = ()
    needed: int | None = None


def split(videos: pd.DataFrame, a: Period, b: Period, *, settled_days: float = YOUNG_DAYS) -> Split:
    """Split the difference of period `b` from `a` (first and last day included) into mix and within kinds.

    Saves are negative-binomial around views * rate of the kind, all kinds times one factor in the second period
    (Oaxaca-Blinder with a common change). That factor is `within`, tested as in `periods.compare` with each kind held
    against its own level. `mix` compares the shares of posts at the kinds' own rates; the shares are known, the rates
    have errors (delta method, sandwich variance). Finished videos (`settled_days` old) of one account only, in one period and not in both.
    """
    if account_levels.numbers(videos).max(initial=0) > 0:
        return Split("several accounts")
    day = posted_day(videos)
    in_a, in_b = (day.between(pd.Timestamp(first), pd.Timestamp(last)) for first, last in (a, b))
    rows, _ = dated(videos, day, settled_days, among=in_a ^ in_b)
    chosen = picked(videos, rows, ["saves", "views", *kinds_of_post.needed(videos)])
    later = in_b[chosen.index].to_numpy(bool)
    saves = chosen["saves"].to_numpy("float64")
    n = len(chosen)
    if min(later.sum(), n - later.sum()) < MIN_EACH or (saves > 0).sum() < MIN_WITH_SAVES:
        return Split("too few videos", n)
    kinds = kinds_of_post.sort(chosen, later)
    if kinds is None:
        return Split("one kind", n)
    both = _in_both(kinds.codes, later)[kinds.codes]
    if min(later[both].sum(), (~later[both]).sum()) < MIN_EACH or (saves[both] > 0).sum() < MIN_WITH_SAVES:
        return Split("no kind in both", n)
    return _split(saves, np.log(chosen["views"].to_numpy("float64")), kinds, later, both)


def _split(saves: np.ndarray, log_views: np.ndarray, kinds: Kinds, later: np.ndarray, both: np.ndarray) -> Split:
    n, k = len(saves), len(kinds.names)
    design = np.column_stack([np.ones(n), *(kinds.codes == code for code in range(1, k)), later]).astype(float)
    model = nb2.fit(saves, design, log_views)
    level = np.concatenate([[0.0], model.coef[1:k]])
    step, reached = _within(saves[both], log_views[both], level, kinds.codes[both], later[both])
    low, high = step.bounds()
    shares = np.array([np.bincount(kinds.codes[part], minlength=k) / part.sum() for part in (~later, later)])
    mix = _mix(model, saves, design, log_views, shares, level)
    wanted = math.ceil(reached * (_FOR_DOUBLING * step.error) ** 2 / 5) * 5
    rates = np.exp(model.coef[0] + level)
    order = np.argsort(-np.abs(shares[1] - shares[0]), kind="stable")
    clear = step.p_value < LEVEL and not low <= 0 <= high
    return Split(
        why="split",
        n=n,
        mix=mix,
        within=Estimate(factor(step.value), factor(low), factor(high), reached),
        mix_clear=not mix.low <= 1 <= mix.high and abs(math.log(mix.value)) >= math.log(MATERIAL),
        within_clear=clear,
        by=kinds.by,
        kinds=tuple(
            Kind(kinds.names[at], float(shares[0, at]), float(shares[1, at]), min(float(rates[at]), 1.0))
            for at in order
        ),
        needed=None if clear or wanted <= reached else wanted - reached,
    )


def _in_both(codes: np.ndarray, later: np.ndarray) -> np.ndarray:
    """Mark the kinds (bool, by code) that were posted in both periods."""
    k = int(codes.max()) + 1
    return (np.bincount(codes[later], minlength=k) > 0) & (np.bincount(codes[~later], minlength=k) > 0)


def _within(
    saves: np.ndarray, log_views: np.ndarray, level: np.ndarray, codes: np.ndarray, later: np.ndarray
) -> tuple[Slope, int]:
    """Test the change within kinds, each against its own level; also how many videos stand behind it."""
    ones = np.ones((len(saves), 1))
    offset = log_views + level[codes] - level[codes].mean()
    size = nb2.fit(saves, ones, offset).size
    mean = np.exp(offset + np.log(saves.sum()) - np.log(np.exp(offset).sum()))
    weight = mean / (1 + mean / size)
    x = later.astype(float)
    own = np.bincount(codes, weights=weight * x) / np.maximum(np.bincount(codes, weights=weight), 1e-12)
    return Slope(saves, offset, x - own[codes], spent=len(np.unique(codes)) - 1), len(saves)


def _mix(
    model: nb2.Fit, saves: np.ndarray, design: np.ndarray, log_views: np.ndarray, shares: np.ndarray, level: np.ndarray
) -> Estimate:
    """Work out the factor by which other shares of posts change the usual rate, with its 95 % range."""
    from scipy.special import stdtrit

    n, p = design.shape
    parts = shares * np.exp(level)
    totals = parts.sum(axis=1)
    gradient = np.zeros(p)
    gradient[1 : p - 1] = (parts[1] / totals[1] - parts[0] / totals[0])[1:]
    mean = np.exp(np.clip(design @ model.coef + log_views, -30, 30))
    pull = design @ (model.cov @ gradient) * (saves - mean) / (1 + mean / model.size)
    variance = max(float(pull @ pull), float(gradient @ model.cov @ gradient)) * n / max(n - p, 1)
    reach = float(stdtrit(max(n - p, 1), 0.975)) * math.sqrt(variance)
    value = float(np.log(totals[1]) - np.log(totals[0]))
    return Estimate(factor(value), factor(value - reach), factor(value + reach), n)
