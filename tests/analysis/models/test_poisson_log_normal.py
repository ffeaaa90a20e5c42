"""Poisson-log-normal counts: tails against scipy's integrals, and the fit against what the counts were made from."""

import itertools

import numpy as np
import pytest
from scipy import integrate, stats

from worthsaving.analysis.models import poisson_log_normal


def integrated(y, mean, sigma):
    """The probability of `y` or more, by adaptive quadrature over the rate."""

    def share(z):
        return stats.norm.pdf(z) * stats.poisson.sf(y - 1, mean * np.exp(sigma * z - sigma**2 / 2))

    edges = np.linspace(-10, 10, 41)
    return sum(integrate.quad(share, a, b, limit=200, epsabs=1e-14)[0] for a, b in itertools.pairwise(edges))


@pytest.mark.parametrize(
    ("y", "mean", "sigma"),
    [
        (1, 0.1, 0.05),
        (1, 0.01, 1.9),
        (3, 0.4, 0.7),
        (9, 2.0, 0.3),
        (40, 8.0, 0.7),
        (900, 90.0, 1.0),
        (5000, 4000.0, 0.02),
    ],
)
def test_the_tails_are_the_integrals(y, mean, sigma):
    """Upper tails to five digits; with the lower one of the next smaller count they add up to 1."""
    args = np.array([float(mean)]), np.array([sigma])
    over = poisson_log_normal.upper_tail(np.array([y]), *args)
    assert over == pytest.approx(integrated(y, mean, sigma), rel=1e-5)
    assert over + poisson_log_normal.lower_tail(np.array([y - 1]), *args) == pytest.approx(1, abs=1e-10)


def test_the_ends_are_certain():
    """No save or more is certain, fewer than none impossible; a p-value is at most 1."""
    one = np.ones(1)
    assert poisson_log_normal.upper_tail(np.zeros(1), one, one) == 1
    assert poisson_log_normal.lower_tail(-one, one, one) == 0
    assert poisson_log_normal.two_sided(one, 0.9 * one, one) <= 1


def test_many_counts_are_taken_in_blocks():
    """More than one block gives each count its own tail, in order."""
    y = np.tile([3.0, 50.0, 0.0], 2000)
    found = poisson_log_normal.upper_tail(y, np.full(6000, 4.0), np.full(6000, 0.8))
    assert found[:3] == pytest.approx(found[-3:])
    assert len(np.unique(found.round(12))) == 3


@pytest.mark.parametrize("size", [0.5, 2.0, 40.0])
def test_sigma_has_the_variance_of_the_size(size):
    """Relative variance 1 / size: that of a log-normal is exp(sigma^2) - 1."""
    sigma = poisson_log_normal.sigma_of(np.array([size]))
    assert np.expm1(sigma**2) == pytest.approx(1 / size)


@pytest.mark.parametrize("sigma", [0.3, 0.7, 1.2])
@pytest.mark.parametrize("log_views", [7.0, 11.0], ids=["few views", "many views"])
def test_the_fit_finds_what_the_counts_were_made_from(sigma, log_views):
    """Of 1,500 videos: middle and sigma to about three of their errors, whether the counts are small or large."""
    rng = np.random.default_rng(3)
    views = np.exp(log_views + rng.standard_normal(1500)).astype(int)
    y = rng.poisson(views * np.exp(-6 + sigma * rng.standard_normal(1500))).astype(float)
    found = poisson_log_normal.fit(y, views)
    assert found.middle == pytest.approx(-6, abs=0.11)
    assert found.sigma == pytest.approx(sigma, abs=0.08)
    assert found.mean == pytest.approx(np.exp(found.middle + found.sigma**2 / 2))


def test_its_likelihood_is_that_of_the_counts():
    """Of a small and a large count: log of the integral over the rate, at the fitted values."""
    y, views = np.array([2.0, 0.0, 7.0, 900.0]), np.array([1000.0, 800.0, 900.0, 90_000.0])
    found = poisson_log_normal.fit(y, views)

    def log_chance(count, seen):
        def share(x):
            return stats.norm.pdf(x, found.middle, found.sigma) * stats.poisson.pmf(count, seen * np.exp(x))

        edges = np.linspace(-14, 0, 57)
        return np.log(sum(integrate.quad(share, a, b)[0] for a, b in itertools.pairwise(edges)))

    assert found.loglik == pytest.approx(sum(map(log_chance, y, views)), abs=0.02)


@pytest.mark.parametrize("y", [[1, 0, 0, 0, 0, 0, 0, 0], [5] * 8, [10_000_000, *[0] * 7], [1000, 1000, *[900] * 6]])
def test_odd_counts_give_a_finite_fit(y):
    """A single save, the same everywhere, one giant, all measured."""
    found = poisson_log_normal.fit(np.array(y, dtype="float64"), np.full(8, 1000.0))
    assert np.isfinite([found.middle, found.sigma, found.loglik]).all()
    assert 0.05 <= found.sigma <= 3
