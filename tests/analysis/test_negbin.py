"""Negative-binomial regression."""

import numpy as np
import pytest
from scipy import optimize, stats

from worthsaving.analysis import negbin


def made(n=300, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal(n)
    design = np.column_stack([np.ones(n), x])
    offset = rng.normal(0, 1, n)
    mean = np.exp(1 + 0.5 * x + offset)
    return rng.poisson(mean * rng.gamma(2.0, 0.5, n)), design, offset


def test_fit_agrees_with_a_general_optimiser_on_scipys_likelihood():
    """Coefficients, size and log likelihood are those of an independent maximisation."""
    y, design, offset = made()

    def loss(point):
        mean, size = np.exp(design @ point[:2] + offset), np.exp(point[2])
        return -stats.nbinom.logpmf(y, size, size / (size + mean)).sum()

    best = optimize.minimize(loss, [0, 0, 0], method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-8})
    found = negbin.fit(y, design, offset)
    assert found.coef == pytest.approx(best.x[:2], abs=1e-3)
    assert found.size == pytest.approx(np.exp(best.x[2]), rel=1e-3)
    assert found.loglik == pytest.approx(-best.fun, abs=1e-2)


def test_quantiles_round_up_to_the_exact_ones():
    """The ceiling of the smooth quantile is scipy's, over small and large means and sizes."""
    mean = np.array([0.01, 0.5, 3.3, 40, 1e4])
    for size in (0.3, 2.0, 50.0):
        for q in (0.025, 0.5, 0.975):
            exact = stats.nbinom.ppf(q, size, size / (size + mean))
            assert list(np.ceil(negbin.quantile(mean, size, q) - 1e-9)) == list(exact)


def test_upper_tail():
    """The chance of y or more, 1 for y = 0."""
    y, mean = np.array([0, 1, 7]), np.array([2.0, 2.0, 2.0])
    exact = stats.nbinom.sf(y - 1, 1.5, 1.5 / 3.5)
    assert negbin.upper_tail(y, mean, 1.5) == pytest.approx(exact)


def test_no_scatter_and_a_single_count_stay_finite():
    """Constant counts reach the largest size; one video with all saves gives a finite slope."""
    flat = np.column_stack([np.ones(20), np.linspace(-1.7, 1.7, 20)])
    assert negbin.fit(np.full(20, 9), flat, np.zeros(20)).size > 1000
    single = negbin.fit(np.array([0] * 19 + [50]), flat, np.zeros(20))
    assert np.isfinite(single.coef).all()
    assert np.isfinite(single.cov).all()
