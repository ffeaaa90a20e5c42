"""Negative-binomial regression: counts that scatter far more than chance, such as saves.

The Gamma-Poisson model with a log link and variance mean + mean^2 / size (NB2; Hilbe, *Negative Binomial Regression*),
by maximum likelihood. The coefficients and the size are orthogonal, so each is improved in turn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

_SIZE = (0.02, 10_000.0)
_RIDGE = 1e-3  # on the slopes of standardised columns: keeps a slope finite when only one video has saves
_ROUNDS = 60


@dataclass(frozen=True)
class NegBin:
    """A fitted model: `coef` per design column, `size`, the maximised `loglik`, the coefficients' `cov`, `n` rows."""

    coef: np.ndarray
    size: float
    loglik: float
    cov: np.ndarray
    n: int


def fit(y: np.ndarray, design: np.ndarray, offset: np.ndarray, *, start: NegBin | None = None) -> NegBin:
    """Maximum likelihood of counts `y` with mean exp(design @ coef + offset); at least one count above 0.

    The first column of `design` is the constant, the others are best standardised. `start` is a fit to begin from.
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
    constant = gammaln(y + 1).sum()

    def mean_of(c: np.ndarray) -> np.ndarray:
        return np.exp(np.clip(design @ c + offset, -30, 30))

    def by_mean(mean: np.ndarray, k: float, c: np.ndarray) -> float:
        """The part of the log likelihood that changes with the coefficients."""
        return float(y @ np.log(mean) - (y + k) @ np.log(k + mean)) - 0.5 * float(ridge @ c**2)

    mean = mean_of(coef)
    before = -np.inf
    for _ in range(_ROUNDS):
        size = _better_size(y, mean, size)
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
        loglik = reached + float((gammaln(y + size)).sum()) + len(y) * float(size * np.log(size) - gammaln(size))
        if abs(loglik - before) < 1e-6:
            break
        before = loglik
    cov = np.linalg.inv(_information(design, mean, size) + np.diag(ridge) + 1e-12 * np.eye(len(coef)))
    return NegBin(coef=coef, size=size, loglik=loglik - constant, cov=cov, n=len(y))


def _information(design: np.ndarray, mean: np.ndarray, size: float) -> np.ndarray:
    return design.T @ (design * (mean / (1 + mean / size))[:, None])


def _better_size(y: np.ndarray, mean: np.ndarray, size: float) -> float:
    """Newton's step (two of them) on log size, kept inside the bounds and never longer than a factor of e."""
    from scipy.special import digamma, zeta

    for _ in range(2):
        both = size + mean
        slope = float((digamma(y + size) - np.log(both) - (y + size) / both).sum())
        slope += len(y) * float(np.log(size) + 1 - digamma(size))
        bend = float((zeta(2, y + size) - 1 / both - (mean - y) / both**2).sum())
        bend += len(y) * float(1 / size - zeta(2, size))
        first, second = size * slope, size * size * bend + size * slope
        step = -first / second if second < 0 else np.sign(first)
        size = float(np.clip(size * np.exp(np.clip(step, -1, 1)), *_SIZE))
    return size


def quantile(mean: np.ndarray, size: float, q: float) -> np.ndarray:
    """The count that a share `q` stays at or under, as a smooth real number (its ceiling is the exact count).

    Solves I(size, y + 1) = q at size / (size + mean) for y by bisection; 0 where the share at 0 is already above `q`.
    """
    from scipy.special import betainc

    mean = np.asarray(mean, dtype="float64")
    odds = size / (size + mean)
    low = np.zeros_like(mean)
    high = mean + 40 * np.sqrt(mean + mean**2 / size) + 40
    for _ in range(48):
        middle = (low + high) / 2
        under = betainc(size, middle + 1, odds) < q
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    return np.where(betainc(size, 1.0, odds) >= q, 0.0, (low + high) / 2)


def upper_tail(y: np.ndarray, mean: np.ndarray, size: float) -> np.ndarray:
    """The chance of `y` or more."""
    from scipy.special import betainc

    y = np.asarray(y, dtype="float64")
    return np.where(y > 0, betainc(np.maximum(y, 1.0), size, mean / (size + mean)), 1.0)
