"""A scatter that goes with the expected rate."""

import numpy as np
import pytest
from scipy import optimize, stats

from worthsaving.analysis.models import dispersion


def made(n, slope, seed=0):
    """Counts about means of 1 to 1,000 whose log size rises by `slope` with the log of the rate."""
    rng = np.random.default_rng(seed)
    log_rate = rng.normal(0, 0.8, n)
    mean = np.exp(rng.uniform(0, 7, n))
    size = np.exp(0.5 + slope * log_rate)
    return rng.poisson(mean * rng.gamma(size, 1 / size)).astype(float), mean, log_rate


def test_the_truth_is_found():
    """With 5,000 videos level and slope are near the true ones; where the size does not change neither does the fit."""
    level, slope = dispersion.fit(*made(5_000, 0.7), 1.0)
    assert (level, slope) == pytest.approx((0.5, 0.7), abs=0.08)
    assert dispersion.fit(*made(5_000, 0.0), 1.0)[1] == pytest.approx(0, abs=0.08)


def test_the_maximum_is_that_of_a_general_optimiser():
    """Same penalised likelihood as an independent search over scipy's negative binomial."""
    y, mean, log_rate = made(300, 0.5)

    def loss(at):
        size = np.exp(at[0] + at[1] * log_rate)
        return -stats.nbinom.logpmf(y, size, size / (size + mean)).sum() + 2.0 * at[1] ** 2

    best = optimize.minimize(loss, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-8})
    assert dispersion.fit(y, mean, log_rate, 1.0) == pytest.approx(tuple(best.x), abs=2e-3)


def test_few_videos_have_one_size():
    """Under 100 videos the size stays the common one."""
    assert dispersion.fit(*made(99, 0.7), 2.0) == (pytest.approx(np.log(2.0)), 0.0)
    assert dispersion.fit(*made(100, 0.7), 2.0)[1] > 0.1


def test_sizes_stay_within_bounds():
    """However far a rate lies out, its size is finite and above 0."""
    found = dispersion.sizes(np.array([-1e6, 0.0, 1e6]), 0.0, 1.0)
    assert list(found) == pytest.approx([0.02, 1.0, 10_000.0])


def test_constant_counts_stay_finite():
    """No scatter at all reaches the upper bound at most and does not break."""
    level, slope = dispersion.fit(np.full(150, 9.0), np.full(150, 9.0), np.zeros(150), 10_000.0)
    assert np.isfinite([level, slope]).all()
