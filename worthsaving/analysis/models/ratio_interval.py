"""Interval of a pooled rate, sum of saves over sum of views, that one viral video cannot make too narrow."""

import numpy as np


def interval(part: np.ndarray, whole: np.ndarray, overdispersion: float, *, level: float = 0.95) -> tuple[float, float]:
    """Return the range (0-1) of the underlying rate sum(part) / sum(whole); NaN for no videos.

    `overdispersion` is the relative variance of one video's own rate (1 / alpha of the fitted Beta). Weighted by views, the
    group's mean rate is close to a Gamma with shape 1 / (overdispersion * sum of squared weights): with one video holding most
    of the views the shape is that of a single video. The count given that rate is Poisson, so that true / observed rate
    follows an F distribution, as for a negative binomial mean. The rate is taken not to depend on the views.
    """
    from scipy.special import fdtri

    total = float(np.sum(whole))
    if not len(part) or total <= 0:
        return float("nan"), float("nan")
    count = float(np.sum(part))
    weights = np.asarray(whole, dtype="float64") / total
    shape = 1 / max(overdispersion * float(weights @ weights), 1e-9)
    tail = (1 - level) / 2
    scale = (count + 0.5) / total
    low = scale * float(fdtri(2 * count + 1, 2 * shape, tail)) if count else 0.0
    high = scale * float(fdtri(2 * count + 1, 2 * shape, 1 - tail))
    return min(low, 1.0), min(high, 1.0)


def observed_overdispersion(part: np.ndarray, whole: np.ndarray) -> float:
    """Estimate the relative variance between the videos' rates from ratio-estimator residuals; 0 where unknown.

    On the scale of `interval`'s `overdispersion`, with the counting noise taken off. It sees what a fitted Beta cannot: rates
    that go with the views.
    """
    n, count, total = len(part), float(np.sum(part)), float(np.sum(whole))
    if n < 2 or count == 0 or total == 0:
        return 0.0
    weights = whole / total
    relative = n / (n - 1) * float(np.sum((part / count - weights) ** 2)) - 1 / count
    return max(relative, 0.0) / float(weights @ weights)
