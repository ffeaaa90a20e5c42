"""NB2 regression: negative-binomial counts with the variance mean + mean^2 / size.

The Gamma-Poisson model with a log link and variance mean + mean^2 / size (NB2; Hilbe, *Negative Binomial Regression*),
by maximum likelihood. The coefficients and the size are orthogonal, so each is improved in turn.
"""

from dataclasses import dataclass

import numpy as np

from worthsaving.analysis.models.crossing import crossing
from worthsaving.analysis.models.trigamma import trigamma

_SIZE = (0.02, 10_000.0)
_RIDGE = 1e-3  # on the slopes of standardised columns: keeps a slope finite when only one video has saves
_ROUNDS = 60
_STEPS = 512
_NEAR = 5e-5


@dataclass(frozen=True)
class Fit:
    """A fitted model: `coef` per design column, `size`, the maximised `loglik`, the coefficients' `cov`, `n` rows."""

    coef: np.ndarray
    size: float
    loglik: float
    cov: np.ndarray
    n: int

    def predictive_size(self, design: np.ndarray, size: np.ndarray | None = None) -> np.ndarray:
        """Return the size for predicting a new count at each row of `design`, uncertainty of the fit included.

        `size`: that of each row, where it is not the fitted one for all.

        To the relative variance 1 / size comes that of the fitted mean; the factor n / (n - p - 1) is that of a variance
        estimated with p coefficients, and 1 + 14 / n was found by simulation: it brings the 95 % ranges from 12 videos to
        92-94 % of new ones instead of 88 %, and is gone at 200 videos.
        """
        n, p = self.n, len(self.coef)
        of_mean = np.einsum("ij,ij->i", design @ self.cov, design)
        known = self.size if size is None else size
        return np.asarray(1 / ((1 / known + of_mean) * n / max(n - p - 1, 1) * (1 + 14 / n)))


def fit(
    y: np.ndarray,
    design: np.ndarray,
    offset: np.ndarray,
    *,
    start: Fit | None = None,
    prior: tuple[float, float] | None = None,
) -> Fit:
    """Fit by maximum likelihood counts `y` with mean exp(design @ coef + offset); at least one count is above 0.

    The first column of `design` is the constant, the others are best standardised. `start` is a fit to begin from.
    `prior` (mean and standard deviation) is a normal prior of log size; `loglik` then includes it.
    """
    from scipy.special import gammaln

    y = np.asarray(y, dtype="float64")
    ridge = np.full(design.shape[1], _RIDGE)
    ridge[0] = 0.0
    coef = np.zeros(design.shape[1])
    coef[0] = np.log(y.sum()) - np.log(np.exp(offset).sum())
    size = 1.0
    if start is not None:
        coef[: len(start.coef)] = start.coef[: len(coef)]
        size = start.size
    once, times = np.unique(y, return_counts=True)
    constant = float(times @ gammaln(once + 1))

    def mean_of(c: np.ndarray) -> np.ndarray:
        return np.asarray(np.exp(np.clip(design @ c + offset, -30, 30)))

    def by_mean(mean: np.ndarray, k: float, c: np.ndarray) -> float:
        """Return the part of the log likelihood that changes with the coefficients."""
        return float(y @ np.log(mean) - (y + k) @ np.log(k + mean)) - 0.5 * float(ridge @ c**2)

    mean = mean_of(coef)
    before = -np.inf
    for _ in range(_ROUNDS):
        size = _better_size(y, mean, size, once, times, prior)
        reached = by_mean(mean, size, coef)
        information = _information(design, mean, size) + np.diag(ridge)
        score = design.T @ ((y - mean) / (1 + mean / size)) - ridge * coef
        step = np.linalg.solve(information + 1e-12 * np.eye(len(coef)), score)
        for _ in range(12):
            trial = mean_of(coef + step)
            if (value := by_mean(trial, size, coef + step)) >= reached:
                coef, mean, reached = coef + step, trial, value
                break
            step = step / 2
        loglik = reached + float(times @ gammaln(once + size)) + len(y) * float(size * np.log(size) - gammaln(size))
        if prior is not None:
            loglik -= 0.5 * ((np.log(size) - prior[0]) / prior[1]) ** 2
        if abs(loglik - before) < 1e-6:
            break
        before = loglik
    cov = np.linalg.inv(_information(design, mean, size) + np.diag(ridge) + 1e-12 * np.eye(len(coef)))
    return Fit(coef=coef, size=size, loglik=loglik - constant, cov=cov, n=len(y))


def _information(design: np.ndarray, mean: np.ndarray, size: float) -> np.ndarray:
    return design.T @ (design * (mean / (1 + mean / size))[:, None])


def _better_size(
    y: np.ndarray, mean: np.ndarray, size: float, once: np.ndarray, times: np.ndarray, prior: tuple[float, float] | None
) -> float:
    """Take two Newton steps on log size, within the bounds and each at most a factor of e.

    `once` are the different values in `y`, `times` how often each is there: the special functions are the dear part.
    """
    from scipy.special import digamma

    for _ in range(2):
        both = size + mean
        slope = float(times @ digamma(once + size)) - float((np.log(both) + (y + size) / both).sum())
        slope += len(y) * float(np.log(size) + 1 - digamma(size))
        bend = float(times @ trigamma(once + size)) - float((1 / both + (mean - y) / both**2).sum())
        bend += len(y) * float(1 / size - trigamma(size))
        first, second = size * slope, size * size * bend + size * slope
        if prior is not None:
            first -= (np.log(size) - prior[0]) / prior[1] ** 2
            second -= 1 / prior[1] ** 2
        step = -first / second if second < 0 else np.sign(first)
        size = float(np.clip(size * np.exp(np.clip(step, -1, 1)), *_SIZE))
    return size


def loglik(y: np.ndarray, mean: np.ndarray, size: np.ndarray) -> float:
    """Return the log likelihood of counts `y` with these means and sizes."""
    from scipy.special import gammaln

    counts = gammaln(y + size) - gammaln(size) - gammaln(y + 1)
    return float((counts + y * np.log(mean / (size + mean)) - size * np.log1p(mean / size)).sum())


def quantile(mean: np.ndarray, size: float | np.ndarray, q: float | np.ndarray) -> np.ndarray:
    """Find the count that a share `q` stays at or under, as a real number (to 1 in 10,000; its ceiling is the count).

    Solves I(size, y + 1) = q at size / (size + mean) for y; 0 where the share at 0 is already above `q`.
    """
    from scipy.special import betainc, ndtri

    mean = np.asarray(mean, dtype="float64")
    odds = size / (size + mean)
    goal = ndtri(q)

    def above(log_count: np.ndarray) -> np.ndarray:
        """Return how far the share under a count is above `q`: on these scales nearly a straight line."""
        return np.asarray(np.clip(ndtri(betainc(size, np.exp(log_count), odds)), -40, 40) - goal)

    highest = np.log(mean + 40 * np.sqrt(mean + mean**2 / size) + 41)
    found = np.expm1(crossing(above, np.zeros_like(mean), highest, within=_NEAR))
    return np.where(betainc(size, 1.0, odds) >= q, 0.0, found)


def upper_tail(y: np.ndarray, mean: np.ndarray, size: float | np.ndarray) -> np.ndarray:
    """Return the probability of `y` or more."""
    from scipy.special import betainc

    y = np.asarray(y, dtype="float64")
    return np.where(y > 0, betainc(np.maximum(y, 1.0), size, mean / (size + mean)), 1.0)


def lower_tail(y: np.ndarray, mean: np.ndarray, size: float | np.ndarray) -> np.ndarray:
    """Return the probability of `y` or fewer; 0 for `y` below 0."""
    from scipy.special import betainc

    y = np.asarray(y, dtype="float64")
    return np.where(y >= 0, betainc(size, np.maximum(y, 0.0) + 1, size / (size + mean)), 0.0)


def two_sided(y: np.ndarray, mean: np.ndarray, size: float | np.ndarray) -> np.ndarray:
    """Return the two-sided p-value of `y`: twice the smaller tail, at most 1."""
    y, mean = np.asarray(y, dtype="float64"), np.asarray(mean, dtype="float64")
    smaller = upper_tail(y, mean, size)
    at = np.flatnonzero(smaller > 0.5)  # elsewhere the other tail is the larger one, as the two are at least 1 together
    smaller[at] = np.minimum(smaller[at], lower_tail(y[at], mean[at], np.broadcast_to(size, smaller.shape)[at]))
    return np.asarray(np.minimum(2 * smaller, 1.0))


def whole_range(mean: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find the 95 % prediction range for each mean and size, ends included, in whole counts.

    2.5 % lie below it; where fewer do, because there is nothing under 0, the top takes what is left of the 5 %: a range
    that spent 2.5 % at each end would hold 97 % and more of the small videos. Above 512 videos of about the same size
    (within a factor of 1.6) the means are rounded to as many steps of their logarithm, with one common size.
    """
    if len(mean) <= _STEPS:
        return _exact_range(mean, size)
    low, high = np.empty(len(mean)), np.empty(len(mean))
    alike = np.rint(2 * np.log(size)).astype(int)
    for one in np.unique(alike):
        here = np.flatnonzero(alike == one)
        if len(here) <= _STEPS:
            low[here], high[here] = _exact_range(mean[here], size[here])
            continue
        log_mean = np.log(mean[here])
        at = np.linspace(log_mean.min(), log_mean.max(), _STEPS)
        place = np.rint((log_mean - at[0]) / max(at[1] - at[0], 1e-12)).astype(int)
        found = _exact_range(np.exp(at), np.full(_STEPS, 1 / np.mean(1 / size[here])))
        low[here], high[here] = found[0][place], found[1][place]
    return low, high


def _exact_range(mean: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    low = np.ceil(quantile(mean, size, 0.025) - 1e-4)
    left = 0.05 - lower_tail(low - 1, mean, size)
    return low, np.ceil(quantile(mean, size, 1 - left) - 1e-4)
