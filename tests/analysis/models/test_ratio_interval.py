"""The range of a group's rate."""

import numpy as np
import pytest
from scipy import stats

from worthsaving.analysis.models.ratio_interval import interval, observed_overdispersion


def test_no_scatter_is_a_poisson_range():
    """With no spread between videos only the counting noise is left (Jeffreys' Poisson range)."""
    low, high = interval(np.array([40.0, 60.0]), np.array([4e4, 6e4]), 1e-12)
    expected = stats.gamma.ppf([0.025, 0.975], 100.5) / 1e5
    assert (low, high) == pytest.approx(tuple(expected), rel=1e-3)


def test_one_viral_video_does_not_narrow_the_range():
    """Ten even videos say more than ten of which one holds nearly all the views."""
    even = interval(np.full(10, 100.0), np.full(10, 1e5), 1 / 1.74)
    viral = interval(np.array([991.0] + [1.0] * 9), np.array([991e3] + [1e3] * 9), 1 / 1.74)
    assert even[1] / even[0] < 3 < viral[1] / viral[0]


def test_no_saves_starts_at_zero_and_nothing_is_nan():
    """No saves: from 0 to a positive bound. No videos: NaN."""
    low, high = interval(np.zeros(5), np.full(5, 1000.0), 1.0)
    assert low == 0 < high < 0.01
    assert np.isnan(interval(np.array([]), np.array([]), 1.0)).all()


def test_ranges_cover_the_mean_rate():
    """On videos whose rates scatter, the 95 % range holds the mean rate in 92-98 % of groups."""
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(800):
        views = np.exp(8 + 2 * rng.standard_normal(8)).astype(int) + 1
        saves = rng.binomial(views, rng.beta(1.74, 1497, 8))
        low, high = interval(saves, views, 1 / 1.74)
        held += low <= 1.74 / 1498.74 <= high
    assert 0.92 < held / 800 < 0.98


def test_observed_spread_of_equal_rates_is_small_and_of_wild_rates_large():
    """Equal rates leave no spread; rates 1 and 3 (mean 2) of equal views leave the sample variance 2 / 4."""
    assert observed_overdispersion(np.array([1e4, 2e4]), np.array([1e6, 2e6])) == 0
    wild = observed_overdispersion(np.array([1e5, 3e5]), np.array([1e6, 1e6]))
    assert wild == pytest.approx(0.5, rel=1e-3)
