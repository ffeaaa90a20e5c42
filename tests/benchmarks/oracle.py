"""The best that could be done by somebody who knows how the videos were made: what the app's tests are held against."""

import numpy as np
import pandas as pd
from scipy import optimize
from scipy.special import digamma, fdtrc, gammaln

from tests.benchmarks.making import Truth
from worthsaving.analysis.models import nb1, nb2

CRITICAL = 3.841


def sees_trend(videos: pd.DataFrame, truth: Truth, *, spread_grows: bool) -> bool:
    """The likelihood-ratio test at 5 % for a trend, with the dispersion known and the right form of it."""
    s, v = videos["saves"].to_numpy("float64"), videos["views"].to_numpy("float64")
    time = truth.time - truth.time.mean()
    form = _rates_multiply if spread_grows else _fixed_dispersion

    def fallen(at: np.ndarray, with_slope: bool) -> tuple[float, np.ndarray]:
        value, by_log_mean = form(s, v, at[0] + (at[1] * time if with_slope else 0.0), truth)
        both = np.array([by_log_mean.sum(), by_log_mean @ time])
        return -value, -(both if with_slope else both[:1])

    start = np.array([np.log(truth.mean)])
    flat = optimize.minimize(fallen, start, args=(False,), jac=True, method="BFGS")
    full = optimize.minimize(fallen, np.append(flat.x, 0.0), args=(True,), jac=True, method="BFGS")
    return bool(2 * (flat.fun - full.fun) > CRITICAL)


def sees_trend_of_form(videos: pd.DataFrame, truth: Truth, *, spread_grows: bool) -> bool:
    """The same by somebody who knows the form but must fit the dispersion, as everybody must, without any prior guess."""
    saves, views = videos["saves"].to_numpy("float64"), videos["views"].to_numpy("float64")
    if (saves > 0).sum() < 3:
        return False
    n = len(saves)
    time = (truth.time - truth.time.mean()) / truth.time.std()
    ones = np.ones((n, 1))
    design = np.column_stack([ones, time])
    flat = nb2.fit(saves, ones, np.log(views))
    if spread_grows:
        loglik = nb2.fit(saves, design, np.log(views), start=flat).loglik
    else:
        scale = float(np.log(flat.size) - flat.coef[0])
        loglik = nb1.fit(saves, views, design, np.zeros(n), size=flat.size, scale=scale).loglik
    # (n - 2) / n holds the size at 5 % here; the app's own reference is for fits with a prior guess
    return bool(fdtrc(1, n - 2, 2 * (loglik - flat.loglik) * (n - 2) / n) < 0.05)


def _fixed_dispersion(s: np.ndarray, v: np.ndarray, log_mean: np.ndarray, truth: Truth) -> tuple[float, np.ndarray]:
    """Beta-binomial with alpha + beta known."""
    mean = np.exp(np.minimum(log_mean * np.ones(len(s)), -0.01))
    a, b = mean * truth.precision, (1 - mean) * truth.precision
    value = gammaln(s + a) - gammaln(a) + gammaln(v - s + b) - gammaln(b)
    slope = digamma(s + a) - digamma(a) - digamma(v - s + b) + digamma(b)
    return float(value.sum()), slope * a


def _rates_multiply(s: np.ndarray, v: np.ndarray, log_mean: np.ndarray, truth: Truth) -> tuple[float, np.ndarray]:
    """Rates times a factor of time: the negative binomial with its size known."""
    size = truth.mean * truth.precision
    mean = v * np.exp(np.clip(log_mean, -30, 0))
    value = s * np.log(mean) - (s + size) * np.log(size + mean)
    return float(value.sum()), (s - mean) / (1 + mean / size)


def pulled_rates(videos: pd.DataFrame, truth: Truth) -> np.ndarray:
    """The posterior means under the true distribution."""
    a, b = truth.mean * truth.precision, (1 - truth.mean) * truth.precision
    return (videos["saves"].to_numpy("float64") + a) / (videos["views"].to_numpy("float64") + a + b)
