"""Rates of many accounts given their saves and what accounts like them have, and each one's chance to be among the best."""

from dataclasses import dataclass

import numpy as np

LEVEL = 0.95
_GRID = np.linspace(-6, 6, 49)  # standard deviations about the mode of an account's log rate
_BLOCK = 50_000  # accounts worked out at once


@dataclass(frozen=True)
class Prior:
    """What accounts like one have: the `log_rate` expected of each, and the standard deviation `sd` about it."""

    log_rate: np.ndarray
    sd: float


@dataclass(frozen=True)
class Posterior:
    """Of each account the rate's mean and `LEVEL` range (0-1), and mean and variance of its logarithm."""

    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    log_mean: np.ndarray
    log_variance: np.ndarray


def posterior(saves: np.ndarray, views: np.ndarray, scatter: np.ndarray, prior: Prior) -> Posterior:
    """Work out the rates behind saves and views, on a grid about the mode of each log rate. All arrays are of one length.

    `scatter`: the relative variance that the videos' own rates give the account's, above 0. The saves are negative binomial
    (Poisson about a gamma-distributed rate of these videos) as in `models.ratio_interval`.
    """
    parts = [
        _on_grid(saves[some], views[some], 1 / np.maximum(scatter[some], 1e-6), Prior(prior.log_rate[some], prior.sd))
        for some in (slice(at, at + _BLOCK) for at in range(0, len(saves), _BLOCK))
    ]
    return Posterior(*(np.concatenate(values) for values in zip(*parts, strict=True)))


def chance_among_best(found: Posterior, wanted: int) -> np.ndarray:
    """Return each account's chance (0-1) that its rate is over that of the last of the `wanted` best; they add up to `wanted`.

    The `wanted` accounts with the highest chances hold the most of the true best to be expected (Lin, Louis, Paddock and
    Ridgeway 2006; Henderson and Newton 2016). The log rates are taken as normal.
    """
    from scipy.special import ndtr

    sd = np.sqrt(found.log_variance)
    low, high = float((found.log_mean - 9 * sd).min()), float((found.log_mean + 9 * sd).max())
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if ndtr((found.log_mean - middle) / sd).sum() > wanted else (low, middle)
    return np.asarray(ndtr((found.log_mean - low) / sd))


def _on_grid(saves: np.ndarray, views: np.ndarray, shape: np.ndarray, prior: Prior) -> tuple[np.ndarray, ...]:
    """Return the fields of `Posterior`; `shape`: of the gamma distribution of the videos' rates about the account's."""
    log_rate, precision = prior.log_rate, 1 / prior.sd**2
    mode = np.where(saves > 0, np.log(np.maximum(saves, 0.1) / views), log_rate)
    mode = np.clip(mode, log_rate - 5 * prior.sd, log_rate + 5 * prior.sd)
    for _ in range(30):  # Newton's method on a concave function
        expected = views * np.exp(mode)
        slope = saves - (saves + shape) * expected / (shape + expected) - (mode - log_rate) * precision
        mode = mode + np.clip(slope / _bend(saves, shape, expected, precision), -1, 1)
    width = 1 / np.sqrt(_bend(saves, shape, views * np.exp(mode), precision))
    logs = mode[:, None] + width[:, None] * _GRID
    height = saves[:, None] * logs - (saves + shape)[:, None] * np.log(shape[:, None] + views[:, None] * np.exp(logs))
    height -= (logs - log_rate[:, None]) ** 2 * precision / 2
    weight = np.exp(height - height.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    log_mean = (weight * logs).sum(axis=1)
    below = np.cumsum(weight, axis=1) - weight / 2
    low, high = (np.exp(_at_share(logs, below, share)) for share in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    variance = (weight * (logs - log_mean[:, None]) ** 2).sum(axis=1)
    return (weight * np.exp(logs)).sum(axis=1), low, high, log_mean, variance


def _bend(saves: np.ndarray, shape: np.ndarray, expected: np.ndarray, precision: float) -> np.ndarray:
    """Return the curvature of the log posterior, downwards."""
    return np.asarray((saves + shape) * shape * expected / (shape + expected) ** 2 + precision)


def _at_share(logs: np.ndarray, below: np.ndarray, share: float) -> np.ndarray:
    """Find where a share of each row's weight lies below, between the points of the grid."""
    at = np.clip((below < share).sum(axis=1), 1, below.shape[1] - 1)
    rows = np.arange(len(logs))
    first, second = below[rows, at - 1], below[rows, at]
    part = np.clip((share - first) / np.maximum(second - first, 1e-12), 0, 1)
    return np.asarray(logs[rows, at - 1] + part * (logs[rows, at] - logs[rows, at - 1]))
