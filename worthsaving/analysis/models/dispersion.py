"""Dispersion model: a negative-binomial size that varies with the expected rate.

With one size for all, the tails of videos with a low expected rate are heavier than the model knows, and in a thousand
quiet videos one or two look like findings (a model of the dispersion besides that of the mean; Smyth 1989).
"""

import numpy as np

from worthsaving.analysis.models.rates import FIT_LIMIT, sample
from worthsaving.analysis.models.trigamma import trigamma

MIN_VIDEOS = 100
"""With fewer videos the slope cannot be estimated, and one size is used for all."""

_TRUST = 4.0  # precision of the slope's prior about 0: standard deviation 1/2 in log size per unit of log rate
_LOG_SIZE = (np.log(0.02), np.log(10_000.0))
_ROUNDS = 25


def fit(y: np.ndarray, mean: np.ndarray, log_rate: np.ndarray, size: float) -> tuple[float, float]:
    """Fit (level, slope) of log size = level + slope * log_rate for counts `y` about their fitted `mean`.

    Penalised maximum likelihood by damped Newton steps from one common `size`; `log_rate` is best centred. (log size, 0)
    with fewer than `MIN_VIDEOS`.
    """
    from scipy.special import digamma, gammaln

    at = np.array([np.log(size), 0.0])
    if len(y) < MIN_VIDEOS:
        return float(at[0]), 0.0
    if len(y) > FIT_LIMIT:
        some = sample(FIT_LIMIT, log_rate, mean, y)
        y, mean, log_rate = y[some], mean[some], log_rate[some]
    design = np.column_stack([np.ones(len(y)), log_rate])
    trust = np.array([0.0, _TRUST])

    def value(point: np.ndarray) -> float:
        k = sizes(log_rate, float(point[0]), float(point[1]))
        fits = gammaln(y + k) - gammaln(k) + k * np.log(k) - (k + y) * np.log(k + mean)
        return float(fits.sum() - 0.5 * trust @ point**2)

    reached, damping = value(at), 1e-3
    for _ in range(_ROUNDS):
        k = sizes(log_rate, float(at[0]), float(at[1]))
        both = k + mean
        slope = k * (digamma(y + k) - digamma(k) + np.log(k / both) + 1 - (k + y) / both)
        # the scores' own squares stand in where the likelihood does not bend down
        bend = k**2 * (trigamma(k) - trigamma(y + k) - 1 / k + 1 / both + (mean - y) / both**2) - slope
        bend = np.where(bend > 0, bend, slope**2)
        matrix = design.T @ (design * bend[:, None]) + np.diag(trust)
        uphill = design.T @ slope - trust * at
        step = np.linalg.solve(matrix + damping * np.diag(np.diag(matrix) + 1e-9), uphill)
        trial = at + np.clip(step, -1, 1)
        if (found := value(trial)) > reached:
            gain, at, reached, damping = found - reached, trial, found, damping / 10
            if gain < 1e-4:
                break
        elif damping > 1e6:
            break
        else:
            damping *= 10
    return float(at[0]), float(at[1])


def sizes(log_rate: np.ndarray, level: float, slope: float) -> np.ndarray:
    """Return the size at each log rate, within bounds."""
    return np.exp(np.clip(level + slope * log_rate, *_LOG_SIZE))
