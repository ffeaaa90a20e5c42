"""Two groups of videos compared by their usual save rates, where rates spread widely and many videos have few saves.

Each group's usual rate m solves: the mean of log((saves + 1/2) / (m x views + 1/2)) is 0 (an M-estimator). With many
saves that is the geometric mean of the rates; a video whose views promise under one save weighs next to nothing, and
one without saves needs no special case.
"""

from dataclasses import dataclass

import numpy as np

from worthsaving.schema import Estimate

_FEW = 0.5
_STEPS = 60  # of halving an interval of log rates: far below any rounding
_MOST = 1e6  # a ratio beyond is no number any more


@dataclass(frozen=True)
class UsualRate:
    """A group's usual save rate as its logarithm, and the standard deviation of one video about it (log scale)."""

    log_rate: float
    spread: float
    n: int


def usual_rate(saves: np.ndarray, views: np.ndarray) -> UsualRate | None:
    """Fit one group (arrays, views above 0); None below two videos, or where none has a save.

    `spread` is what one video adds to the error of `log_rate`, log-normal spread and chance of few saves together: the
    error is `spread` / sqrt(n).
    """
    if len(saves) < 2 or not saves.sum():
        return None
    low, high = -60.0, 5.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _scores(saves, views, middle).mean() > 0 else (low, middle)
    log_rate = (low + high) / 2
    expected = views * np.exp(log_rate)
    slope = (expected / (expected + _FEW)).mean()  # how far the mean score moves with log_rate
    return UsualRate(log_rate, float(_scores(saves, views, log_rate).std(ddof=1) / slope), len(saves))


def ratio(one: UsualRate, other: UsualRate) -> Estimate:
    """Estimate how many times the usual rate of `other` that of `one` is, with its 95 % range."""
    from scipy.special import stdtrit

    error = np.hypot(one.spread / np.sqrt(one.n), other.spread / np.sqrt(other.n))
    n = one.n + other.n
    reach = stdtrit(n - 2, 0.975) * error
    middle = one.log_rate - other.log_rate
    value, low, high = np.clip(np.exp([middle, middle - reach, middle + reach]), 1 / _MOST, _MOST)
    return Estimate(float(value), float(low), float(high), n)


def power(spread: float, size: int, times: float) -> float:
    """Return how often (0-1) a true ratio of `times` shows, with `size` videos of each kind: its range leaves 1 out."""
    from scipy.special import nctdtr, stdtrit

    df = 2 * size - 2
    edge = stdtrit(df, 0.975)
    away = abs(np.log(times)) / (spread * np.sqrt(2 / size))
    return float(1 - nctdtr(df, away, edge))


def _scores(saves: np.ndarray, views: np.ndarray, log_rate: float) -> np.ndarray:
    return np.asarray(np.log((saves + _FEW) / (views * np.exp(log_rate) + _FEW)))
