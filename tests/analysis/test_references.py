"""The methods against numbers that others have published."""

import numpy as np
import pytest
from scipy import stats

from worthsaving.analysis import unusual
from worthsaving.analysis.models import beta_binomial, nb2, order_statistics, rates, ratio_interval
from worthsaving.analysis.models.slope_test import either

BOYS = [3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7]
"""Families by the number of boys among twelve children (Geissler 1889; Edwards 1958; Lindsey and Altham 1998)."""

MITES = [70, 38, 17, 10, 9, 3, 2, 1]
"""Apple leaves by the number of red mites on them (Bliss and Fisher 1953)."""


def test_beta_binomial_fit_of_geisslers_families():
    """Alpha 34.096 and beta 31.572 with log likelihood -12,492.9: the published fit to 6,115 families."""
    boys = np.repeat(np.arange(13.0), BOYS)
    alpha, beta = beta_binomial.maximise(boys, np.full(len(boys), 12.0))
    assert alpha == pytest.approx(34.09558, rel=1e-3)
    assert beta == pytest.approx(31.5715, rel=1e-3)
    assert stats.betabinom.logpmf(boys, 12, alpha, beta).sum() == pytest.approx(-12_492.9, abs=0.1)


def test_negative_binomial_fit_of_the_apple_leaves():
    """Mean 1.14667 and k 1.02459: Bliss and Fisher's maximum likelihood fit (Biometrics 9, 1953)."""
    mites = np.repeat(np.arange(8.0), MITES)
    found = nb2.fit(mites, np.ones((150, 1)), np.zeros(150))
    assert np.exp(found.coef[0]) == pytest.approx(1.14667, abs=1e-5)
    assert found.size == pytest.approx(1.02459, abs=1e-4)


def test_a_rate_without_scatter_has_the_jeffreys_interval():
    """For Poisson counts the range of a pooled rate is that of Brown, Cai and DasGupta (2003): Gamma(count + 1/2)."""
    for count in (1, 5, 10, 100):
        low, high = ratio_interval.interval(np.array([float(count)]), np.array([1e6]), 0.0)
        assert 1e6 * low == pytest.approx(stats.gamma.ppf(0.025, count + 0.5), rel=1e-3)
        assert 1e6 * high == pytest.approx(stats.gamma.ppf(0.975, count + 0.5), rel=1e-3)


@pytest.mark.parametrize(
    ("n", "lower", "upper"),
    [(8, 1, 8), (10, 2, 9), (15, 4, 12), (20, 6, 15), (30, 10, 21), (50, 18, 33), (100, 40, 61)],
)
def test_ranks_of_a_medians_interval(n, lower, upper):
    """The 95 % interval of a median runs between the ranks of Campbell and Gardner's table (BMJ 296, 1988)."""
    found = order_statistics.median(*[np.arange(1.0, n + 1)] * 3)
    assert (found.value, found.low, found.high) == ((n + 1) / 2, lower, upper)


def test_funnel_limits_without_extra_scatter_are_the_exact_binomial_ones():
    """Spiegelhalter's (2005) exact 95 % and 99.8 % limits about a target: where each binomial tail falls under half the rest."""
    target, views = 0.003, 5000.0
    model = rates.RateModel(alpha=target * 1e12, beta=(1 - target) * 1e12, n=100, weak=False)
    counts = np.arange(60.0)
    over, under = unusual.tails(counts, np.full(60, views), model)
    for level in (0.95, 0.998):
        tail = (1 - level) / 2
        assert counts[under > tail][0] == stats.binom.ppf(tail, views, target)
        assert counts[over > tail][-1] == stats.binom.isf(tail, views, target)


def test_funnel_limits_with_extra_scatter():
    """At 20,000 views a plain 99.8 % funnel about the real creator's mean ends at 39 saves, the true spread at 119."""
    model = rates.RateModel(alpha=1.74, beta=1497.0, n=105, weak=False)
    counts = np.arange(400.0)
    over, _ = unusual.tails(counts, np.full(400, 20_000.0), model)
    assert stats.binom.isf(0.001, 20_000, model.mean) == 39
    assert stats.betabinom.isf(0.001, 20_000, 1.74, 1497.0) == 119
    assert counts[over > 0.001][-1] == pytest.approx(119, abs=2)


@pytest.mark.parametrize(("alike", "reach"), [(0.0, 2.236), (0.5, 2.212), (1.0, 1.960)])
def test_the_cost_of_two_tests(alike, reach):
    """Dunnett's (1955) two-sided 5 % points for the larger of two normal values, by their correlation: 2.24, 2.21, ..."""
    assert either(2 * stats.norm.sf(reach), alike) == pytest.approx(0.05, abs=7e-4)


def test_the_cost_of_two_tests_at_any_correlation():
    """The chance that either of two normal values passes its bound is that of scipy's bivariate normal."""
    for alike in (0.3, 0.8, 0.95):
        law = stats.multivariate_normal(cov=[[1, alike], [alike, 1]])
        bound = stats.norm.isf(0.02)
        both = law.cdf([bound, bound], lower_limit=[-bound, -bound])
        assert either(0.04, alike) == pytest.approx(1 - both, abs=1e-4)
