"""Negative-binomial regression."""

import numpy as np
import pytest
from scipy import optimize, stats

from worthsaving.analysis.models import nb2


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
    found = nb2.fit(y, design, offset)
    assert found.coef == pytest.approx(best.x[:2], abs=1e-3)
    assert found.size == pytest.approx(np.exp(best.x[2]), rel=1e-3)
    assert found.loglik == pytest.approx(-best.fun, abs=1e-2)


def test_quantiles_round_up_to_the_exact_ones():
    """The ceiling of the smooth quantile is scipy's, for large counts to 1 in 5,000."""
    mean = np.array([0.01, 0.5, 3.3, 40, 1e4])
    for size in (0.3, 2.0, 50.0):
        for q in (0.025, 0.5, 0.975):
            exact = stats.nbinom.ppf(q, size, size / (size + mean))
            found = np.ceil(nb2.quantile(mean, size, q) - 1e-4)
            assert list(found[:4]) == list(exact[:4])
            assert found[4] == pytest.approx(exact[4], rel=2e-4)


def test_whole_ranges_hold_95_per_cent():
    """Each range holds 95 % and hardly more than the last count it needs; from 0 on, the top takes all 5 %."""
    mean = np.array([0.02, 0.4, 3.0, 25.0, 700.0])
    for size in (0.5, 2.0, 30.0):
        low, high = nb2.whole_range(mean, np.full(5, size))
        law = stats.nbinom(size, size / (size + mean))
        held = law.cdf(high) - law.cdf(low - 1)
        assert (held >= 0.95 - 2e-4).all()
        assert (law.cdf(high - 1) - law.cdf(low - 1) < 0.95 + 2e-4).all()


def test_many_ranges_are_read_off_a_table():
    """Above 512 videos the ranges stay within a few per cent of the exact ones."""
    mean = np.geomspace(0.1, 1e5, 600)
    low, high = nb2.whole_range(mean, np.full(600, 1.7))
    exact_low, exact_high = nb2.whole_range(mean[400:], np.full(200, 1.7))
    assert low[400:] == pytest.approx(exact_low, rel=0.03, abs=1)
    assert high[400:] == pytest.approx(exact_high, rel=0.03, abs=1)


def test_upper_tail():
    """The chance of y or more, 1 for y = 0."""
    y, mean = np.array([0, 1, 7]), np.array([2.0, 2.0, 2.0])
    exact = stats.nbinom.sf(y - 1, 1.5, 1.5 / 3.5)
    assert nb2.upper_tail(y, mean, 1.5) == pytest.approx(exact)


def test_lower_tail_and_both():
    """The chance of y or fewer, 0 below 0; twice the smaller tail, at most 1."""
    y, mean = np.array([-1, 0, 2, 9]), np.full(4, 2.0)
    law = stats.nbinom(1.5, 1.5 / 3.5)
    assert nb2.lower_tail(y, mean, 1.5) == pytest.approx(law.cdf(y))
    both = np.minimum(2 * np.minimum(law.cdf(y[1:]), law.sf(y[1:] - 1)), 1)
    assert nb2.two_sided(y[1:], mean[1:], 1.5) == pytest.approx(both)


def test_prediction_is_wider_for_few_videos_and_far_ones():
    """The size for predicting is below the fitted one, less so with many videos, more so far from the middle."""
    rng = np.random.default_rng(0)

    def fitted(n):
        design = np.column_stack([np.ones(n), rng.standard_normal(n)])
        return nb2.fit(rng.poisson(9 * rng.gamma(2, 0.5, n)), design, np.zeros(n))

    few, many = fitted(15), fitted(600)
    near, far = np.array([[1.0, 0.0]]), np.array([[1.0, 3.0]])
    assert many.predictive_size(near)[0] == pytest.approx(many.size, rel=0.06)
    assert few.predictive_size(far)[0] < few.predictive_size(near)[0] < 0.7 * few.size


def test_no_scatter_and_a_single_count_stay_finite():
    """Constant counts reach the largest size; one video with all saves gives a finite slope."""
    flat = np.column_stack([np.ones(20), np.linspace(-1.7, 1.7, 20)])
    assert nb2.fit(np.full(20, 9), flat, np.zeros(20)).size > 1000
    single = nb2.fit(np.array([0] * 19 + [50]), flat, np.zeros(20))
    assert np.isfinite(single.coef).all()
    assert np.isfinite(single.cov).all()


def test_the_log_likelihood_of_given_means_is_scipys():
    """Each count with a mean and size of its own."""
    y, mean, size = np.array([0.0, 3.0, 900.0]), np.array([0.1, 5.0, 400.0]), np.array([0.3, 2.0, 40.0])
    expected = stats.nbinom.logpmf(y, size, size / (size + mean)).sum()
    assert nb2.loglik(y, mean, size) == pytest.approx(expected, rel=1e-9)


def test_a_long_fit_begins_from_some_of_its_rows(monkeypatch):
    """It ends where it would have ended, after fewer rounds; rows without a count among them are no beginning."""
    y, design, offset = made(4_000)
    whole = nb2.fit(y, design, offset)
    rounds = []
    information = nb2._information
    monkeypatch.setattr(nb2, "_information", lambda *given: rounds.append(len(given[1])) or information(*given))
    nb2.fit(y, design, offset)
    cold = rounds.count(4_000)
    rounds.clear()
    monkeypatch.setattr(nb2, "_LONG", 3_999)
    monkeypatch.setattr(nb2, "_FIRST", 400)
    found = nb2.fit(y, design, offset)
    assert rounds.count(400) > 0
    assert rounds.count(4_000) < cold
    assert found.coef == pytest.approx(whole.coef, rel=1e-5)
    assert (found.size, found.loglik) == (pytest.approx(whole.size, rel=1e-5), pytest.approx(whole.loglik, rel=1e-9))
    none = np.where(np.arange(4_000) % 10 == 0, 0, y)
    assert nb2.fit(none, design, offset).loglik == pytest.approx(
        nb2.fit(none, design, offset, start=whole).loglik, rel=1e-9
    )
