"""NB1 regression: negative-binomial counts with a variance proportional to the mean.

In `nb2` the size is fixed: when rates double, so does their standard deviation. Here the scale is fixed, as in
beta-binomial regression with a fixed dispersion: a higher mean has relatively less scatter. Real creators may do either.
"""

from dataclasses import dataclass

import numpy as np

from worthsaving.analysis.models.trigamma import trigamma

_LOG_SIZE = (np.log(0.02), np.log(10_000.0))
_RIDGE = 1e-3
_ROUNDS = 60


@dataclass(frozen=True)
class Fit:
    """A fitted model: `coef` of log size (constant, then slopes), log `scale`, the maximised `loglik`, slopes' `error`."""

    coef: np.ndarray
    scale: float
    loglik: float
    error: float


def fit(
    y: np.ndarray,
    exposure: np.ndarray,
    design: np.ndarray,
    shift: np.ndarray,
    *,
    size: float,
    scale: float,
    prior: tuple[float, float] | None = None,
) -> Fit:
    """Fit by maximum likelihood counts with size k = exp(design @ coef + shift) and mean k * exposure / exp(scale).

    Damped Newton in (coef, scale) from a constant `size` and the log `scale`; the first column of `design` is the
    constant. `error` is the standard error of the last coefficient. `prior` (mean and standard deviation) is a normal
    prior of the constant; `loglik` then includes it.
    """
    from scipy.special import digamma, gammaln

    p = design.shape[1]
    ridge = np.append(np.full(p, _RIDGE), 0.0)
    ridge[0] = 0.0
    constant = float(gammaln(y + 1).sum())
    guess, trust = (0.0, 0.0) if prior is None else (prior[0], 1 / prior[1] ** 2)

    def value(at: np.ndarray) -> float:
        k, u = np.exp(design @ at[:p] + shift), exposure * np.exp(-at[p])
        fits = float((gammaln(y + k) - gammaln(k) - (k + y) * np.log1p(u) + y * np.log(u)).sum())
        return fits - 0.5 * float(ridge @ at**2 + trust * (at[0] - guess) ** 2)

    at = np.append(np.zeros(p), scale)
    at[0] = np.clip(np.log(size), *_LOG_SIZE)
    reached, damping = value(at), 1e-6
    bend = np.eye(p + 1)
    for _ in range(_ROUNDS):
        k, u = np.exp(design @ at[:p] + shift), exposure * np.exp(-at[p])
        by_size = k * (digamma(y + k) - digamma(k) - np.log1p(u))
        part = u / (1 + u)
        slope = np.append(design.T @ by_size, float(((k + y) * part - y).sum())) - ridge * at
        slope[0] -= trust * (at[0] - guess)
        weight = k**2 * (trigamma(k) - trigamma(y + k)) - by_size
        bend[:p, :p] = design.T @ (design * weight[:, None])
        bend[:p, p] = bend[p, :p] = -design.T @ (k * part)
        bend[p, p] = float(((k + y) * part / (1 + u)).sum())
        bend += np.diag(ridge)
        bend[0, 0] += trust
        for _ in range(20):
            step = _solved(bend + damping * np.diag(np.abs(np.diag(bend)) + 1e-9), slope)
            trial = at + np.clip(step, -2, 2)
            trial[0] = np.clip(trial[0], *_LOG_SIZE)
            if (found := value(trial)) >= reached:
                damping = max(damping / 10, 1e-9)
                break
            damping = max(damping * 10, 1e-4)
        else:
            break
        gain, at, reached = found - reached, trial, found
        if gain < 1e-7:
            break
    error = float(np.sqrt(max(np.linalg.pinv(bend)[p - 1, p - 1], 1e-12)))
    return Fit(coef=at[:p], scale=float(at[p]), loglik=reached - constant, error=error)


def _solved(matrix: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    try:
        return np.linalg.solve(matrix, wanted)
    except np.linalg.LinAlgError:
        return wanted / np.abs(np.diag(matrix))
