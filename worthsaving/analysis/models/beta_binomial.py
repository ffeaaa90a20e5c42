"""Beta-binomial fit: the Beta distribution that the rates behind these counts most likely follow.

The likelihood is that of scipy.stats.betabinom; Newton's method in (logit mean, log alpha), in which it is close to
round. Own code because a general optimiser costs ten times as long for two unknowns, and more to import.
"""

import numpy as np

from worthsaving.analysis.models.trigamma import trigamma

ALPHA = (0.05, 1_000.0)
"""Bounds on alpha: the spread of the rates (1 / sqrt(alpha)) lies between about 450 % and 3 % of their mean."""

MEAN = (1e-6, 0.99)
"""Bounds on the mean rate."""

PRIOR = (0.405, 1.5)
"""A wide prior on log alpha for `posterior`: Normal about log 1.5. It only stops a handful of videos from allowing any
spread at all."""

_ROUNDS = 60


def maximise(s: np.ndarray, v: np.ndarray, *, prior: bool = False) -> tuple[float, float]:
    """Find (alpha, beta) at the maximum for `s` of `v` (float arrays, 0 <= s <= v), within the bounds.

    With `prior` at the maximum of the posterior under `PRIOR` instead. Needs at least one s above 0.
    """
    from scipy.special import betaln

    lowest = np.array([_logit(MEAN[0]), np.log(ALPHA[0])])
    highest = np.array([_logit(MEAN[1]), np.log(ALPHA[1])])

    def value(point: np.ndarray) -> float:
        alpha, beta = _shape(point)
        found = float(betaln(s + alpha, v - s + beta).sum() - len(s) * betaln(alpha, beta))
        return found - (0.5 * ((point[1] - PRIOR[0]) / PRIOR[1]) ** 2 if prior else 0.0)

    point = np.clip(np.array([_logit(np.clip(np.mean(s / v), *MEAN)), 0.0]), lowest, highest)
    reached = value(point)
    for _ in range(_ROUNDS):
        slope, bend = _derivatives(s, v, point)
        if prior:
            slope[1] -= (point[1] - PRIOR[0]) / PRIOR[1] ** 2
            bend[1, 1] -= 1 / PRIOR[1] ** 2
        # a coordinate that already stands at its bound and would leave it takes no part in this step
        free = ~(((point <= lowest) & (slope < 0)) | ((point >= highest) & (slope > 0)))
        step = np.where(free, _uphill(slope, bend, free), 0.0)
        step *= min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        for _ in range(30):
            trial = np.clip(point + step, lowest, highest)
            if (found := value(trial)) > reached:
                break
            step = step / 2
        else:
            break
        gain, point, reached = found - reached, trial, found
        if gain < 1e-9 * len(s):
            break
    return _shape(point)


def loglik(s: np.ndarray, v: np.ndarray, alpha: float, beta: float) -> float:
    """Return the log likelihood of `s` of `v` under Beta(`alpha`, `beta`), binomial coefficients included."""
    from scipy.special import betaln, gammaln

    chosen = gammaln(v + 1) - gammaln(s + 1) - gammaln(v - s + 1)
    return float((chosen + betaln(s + alpha, v - s + beta)).sum() - len(s) * betaln(alpha, beta))


def posterior(s: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Integrate over the Betas these videos allow, on a grid: rows (weight, alpha, beta), weights sum to 1.

    Flat on the logit of the mean, `PRIOR` on log alpha; rows of no weight are left out.
    """
    from scipy.special import betaln

    n = len(s)
    alpha, beta = maximise(s, v, prior=True)
    steps = np.linspace(-4, 4, 13)
    logits = np.log(alpha / beta) + steps * np.sqrt((1 / alpha + 0.1) / n)
    means = 1 / (1 + np.exp(-np.clip(logits, _logit(MEAN[0]), _logit(MEAN[1]))))
    alphas = np.exp(np.clip(np.log(alpha) + steps * np.sqrt(3 / n), *np.log(ALPHA)))
    a, mean = (grid.ravel() for grid in np.meshgrid(alphas, means))
    b = a * (1 - mean) / mean
    log_weight = (betaln(s + a[:, None], v - s + b[:, None]) - betaln(a, b)[:, None]).sum(axis=1)
    log_weight -= 0.5 * ((np.log(a) - PRIOR[0]) / PRIOR[1]) ** 2
    weight = np.exp(log_weight - log_weight.max())
    weight[weight < 1e-6] = 0
    return np.asarray(np.column_stack([weight / weight.sum(), a, b])[weight > 0])


def _logit(mean: float) -> float:
    return float(np.log(mean / (1 - mean)))


def _shape(point: np.ndarray) -> tuple[float, float]:
    """Convert (logit mean, log alpha) to (alpha, beta)."""
    alpha = float(np.exp(point[1]))
    return alpha, alpha * float(np.exp(-point[0]))


def _derivatives(s: np.ndarray, v: np.ndarray, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return gradient and Hessian of the log likelihood in (logit mean, log alpha)."""
    from scipy.special import digamma

    n = len(s)
    alpha, beta = _shape(point)
    both = n * digamma(alpha + beta) - digamma(v + alpha + beta).sum()
    by_a = digamma(s + alpha).sum() - n * digamma(alpha) + both
    by_b = digamma(v - s + beta).sum() - n * digamma(beta) + both
    # minus the second derivatives in (alpha, beta)
    ab = trigamma(v + alpha + beta).sum() - n * trigamma(alpha + beta)
    aa = n * trigamma(alpha) - trigamma(s + alpha).sum() + ab
    bb = n * trigamma(beta) - trigamma(v - s + beta).sum() + ab
    slope = np.array([-by_b * beta, by_a * alpha + by_b * beta])
    bend = np.empty((2, 2))
    bend[0, 0] = -bb * beta**2 + by_b * beta
    bend[0, 1] = bend[1, 0] = beta * (ab * alpha + bb * beta) - by_b * beta
    bend[1, 1] = -(aa * alpha**2 + 2 * ab * alpha * beta + bb * beta**2) + by_a * alpha + by_b * beta
    return slope, bend


def _uphill(slope: np.ndarray, bend: np.ndarray, free: np.ndarray) -> np.ndarray:
    """Take Newton's step in the free coordinates, or a gradient step where the Hessian is not negative definite."""
    a, b, c = bend[0, 0], bend[0, 1], bend[1, 1]
    determinant = a * c - b * b
    if free.all() and a < 0 and determinant > 0:
        return np.asarray(np.array([b * slope[1] - c * slope[0], b * slope[0] - a * slope[1]]) / determinant)
    return np.asarray(slope / np.maximum(np.abs(np.array([a, c])), 1e-9))
