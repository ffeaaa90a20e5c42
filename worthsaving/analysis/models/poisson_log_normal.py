"""Poisson-log-normal counts: Poisson counts whose rates are log-normal, with the tails of real creators' save rates.

The rate has the mean `mean` and the log of it the standard deviation `sigma`. There is no closed form: the tails are
integrals over the rate, taken on an even grid, accurate to five digits.
"""

from dataclasses import dataclass

import numpy as np

from worthsaving.analysis.models.trigamma import trigamma

_BLOCK = 4096
"""Counts taken at once: the grids of so many take some megabytes."""

_RATE = np.linspace(-9.0, 9.0, 61)
"""Standard deviations of the log rate."""

_ARRIVAL = np.linspace(-14.0, 8.0, 89)
"""Standard deviations of the log arrival time of the last count; its left tail is the longer one."""


def sigma_of(size: np.ndarray) -> np.ndarray:
    """Return the sigma with the relative variance 1 / size: that of a negative binomial with the same mean and size."""
    return np.asarray(np.sqrt(np.log1p(1 / size)))


def upper_tail(y: np.ndarray, mean: np.ndarray, sigma: np.ndarray) -> np.ndarray:
    """Return the probability of `y` or more (arrays of one length; `mean` and `sigma` above 0)."""
    y = np.asarray(y, dtype="float64")
    return np.where(y > 0, _in_blocks(np.maximum(y, 1.0), mean, sigma, sign=1.0), 1.0)


def lower_tail(y: np.ndarray, mean: np.ndarray, sigma: np.ndarray) -> np.ndarray:
    """Return the probability of `y` or fewer; 0 for `y` below 0."""
    y = np.asarray(y, dtype="float64")
    return np.where(y >= 0, _in_blocks(np.maximum(y, 0.0) + 1, mean, sigma, sign=-1.0), 0.0)


def two_sided(y: np.ndarray, mean: np.ndarray, sigma: np.ndarray) -> np.ndarray:
    """Return the two-sided p-value of `y`: twice the smaller tail, at most 1."""
    smaller = np.minimum(upper_tail(y, mean, sigma), lower_tail(y, mean, sigma))
    return np.asarray(np.minimum(2 * smaller, 1.0))


def _in_blocks(y: np.ndarray, mean: np.ndarray, sigma: np.ndarray, *, sign: float) -> np.ndarray:
    found = np.empty(len(y))
    for start in range(0, len(y), _BLOCK):
        here = slice(start, start + _BLOCK)
        found[here] = _reached(y[here], mean[here], sigma[here], sign)
    return np.clip(found, 0.0, 1.0)


def _reached(y: np.ndarray, mean: np.ndarray, sigma: np.ndarray, sign: float) -> np.ndarray:
    """Return the probability that at least `y` (1 or more) events come (`sign` 1), or that fewer do (-1).

    At least y come where the rate is above the arrival time of the y-th at rate 1, which is Gamma(y). The integral runs
    over the one that is spread less on the log scale: the other one's share is then smooth on the grid.
    """
    from scipy.special import digamma, gammainc, gammaincc, gammaln, ndtr

    middle = np.log(mean) - sigma**2 / 2
    spread = np.sqrt(trigamma(y))  # of the log of a Gamma(y)
    found = np.empty(len(y))
    over_rate = sigma <= spread
    at = np.flatnonzero(over_rate)
    if len(at):
        weight = np.exp(-(_RATE**2) / 2)
        rate = np.exp(np.clip(middle[at, None] + sigma[at, None] * _RATE, -700, 700))
        share = (gammainc if sign > 0 else gammaincc)(y[at, None], rate)
        found[at] = share @ (weight / weight.sum())
    at = np.flatnonzero(~over_rate)
    if len(at):
        log_arrival = digamma(y[at, None]) + spread[at, None] * _ARRIVAL
        log_weight = y[at, None] * log_arrival - np.exp(log_arrival) - gammaln(y[at, None])
        weight = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
        share = ndtr(sign * (middle[at, None] - log_arrival) / sigma[at, None])
        found[at] = (share * weight).sum(axis=1) / weight.sum(axis=1)
    return found


_COUNTED = 100
"""From this count on the log rate is taken as measured, with a normal error of 1 / sqrt(count): its skewness is gone."""

_STEP = 0.1
"""Step of the grid of log rates, no wider than the likelihood of one of fewer than `_COUNTED`."""

_SIGMA = (0.05, 3.0)
_ROUNDS = 40


@dataclass(frozen=True)
class Fit:
    """A fitted log-normal distribution of rates: mean `middle` and standard deviation `sigma` of the log, `loglik`."""

    middle: float
    sigma: float
    loglik: float

    @property
    def mean(self) -> float:
        """The mean rate."""
        return float(np.exp(self.middle + self.sigma**2 / 2))


def fit(y: np.ndarray, views: np.ndarray) -> Fit:
    """Fit the rates behind counts `y` (at least one above 0) of so many `views` by maximum likelihood.

    Damped Gauss-Newton in (middle, log sigma) on the scores of each count.
    """
    likelihood = _Likelihood(y, views)
    at = np.array([likelihood.start, np.log(0.8)])
    loglik, scores = likelihood.at(at)
    damping = 1e-3
    for _ in range(_ROUNDS):
        information = scores.T @ scores
        step = np.linalg.solve(information + damping * np.diag(np.diag(information) + 1e-9), scores.sum(axis=0))
        trial = at + np.clip(step, -0.7, 0.7)
        trial[1] = np.clip(trial[1], *np.log(_SIGMA))
        found, there = likelihood.at(trial)
        if found >= loglik:
            gain, at, loglik, scores, damping = found - loglik, trial, found, there, damping / 10
            if gain < 1e-4:
                break
        elif damping > 1e5:
            break
        else:
            damping = max(damping * 10, 1e-3)
    return Fit(float(at[0]), float(np.exp(at[1])), loglik)


class _Likelihood:
    """Likelihoods of each video's log rate: on a grid for small counts, by their normal error for large ones."""

    def __init__(self, y: np.ndarray, views: np.ndarray) -> None:
        from scipy.special import gammaln

        usual = float(np.log(y.sum()) - np.log(views.sum()))
        self.start = float(np.median(np.log((y + 0.5) / (views + 0.5 / np.exp(usual)))))
        measured = y >= _COUNTED
        few, many = y[~measured], y[measured]
        highest = max(float(np.log((y + 2) / views).max()), usual) + 2
        self._grid = np.arange(usual - 12, highest, _STEP)
        log_mean = np.log(views[~measured])[:, None] + self._grid
        log_shares = few[:, None] * log_mean - np.exp(log_mean) - gammaln(few + 1)[:, None]
        top = log_shares.max(axis=1, keepdims=True, initial=-np.inf)
        self._shares = np.exp(log_shares - top)
        self._log_rate, self._error = np.log(many / views[measured]), 1 / many
        self._constant = float(top.sum() - np.log(many).sum())

    def at(self, point: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the log likelihood at (middle, log sigma), and each count's slopes of it."""
        middle, variance = float(point[0]), float(np.exp(2 * point[1]))
        away = self._grid - middle
        prior = np.exp(-(away**2) / (2 * variance))
        prior /= prior.sum()
        whole, first, second = (self._shares @ np.column_stack([prior, prior * away, prior * away**2])).T
        # of what is measured the mixture is again normal, and so is what is left to know of each rate
        apart, total = self._log_rate - middle, variance + self._error
        loglik = self._constant + float(np.log(whole).sum())
        loglik -= float((np.log(2 * np.pi * total) / 2 + apart**2 / (2 * total)).sum())
        mean = np.concatenate([first / whole, variance / total * apart])
        square = np.concatenate([second / whole, (variance / total * apart) ** 2 + variance * self._error / total])
        return loglik, np.column_stack([mean / variance, square / variance - 1])
