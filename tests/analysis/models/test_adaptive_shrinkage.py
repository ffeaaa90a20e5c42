"""Differences are shrunk as all of them together suggest."""

import numpy as np

from worthsaving.analysis.models.adaptive_shrinkage import shrink


def test_one_strong_among_many_idle_is_hardly_shrunk():
    """Fifty differences of next to nothing go to 0; one of ten errors stays where it is."""
    rng = np.random.default_rng(0)
    found, deviation = shrink(np.append(0.1 * rng.standard_normal(50), 1.0), np.full(51, 0.01))
    assert np.abs(found[:-1]).max() < 0.12
    assert np.abs(found[:-1]).mean() < 0.03
    assert 0.9 < found[-1] < 1.0
    assert 0 < deviation.min() <= deviation.max() <= 0.11


def test_no_evidence_is_no_difference():
    """An endless variance leaves 0, with the width of what differences there may be."""
    found, deviation = shrink(np.array([5.0]), np.array([1e9]))
    assert abs(found[0]) < 1e-6
    assert 0.3 < deviation[0] < 1.6


def test_ranges_hold_drawn_differences():
    """Of differences drawn with a spread of 0.5, the 95 % ranges hold 93 to 97 of 100."""
    rng = np.random.default_rng(1)
    true = 0.5 * rng.standard_normal(4000)
    error = rng.uniform(0.1, 0.8, 4000)
    found, deviation = shrink(true + error * rng.standard_normal(4000), error**2)
    assert 0.93 < (np.abs(found - true) < 1.96 * deviation).mean() < 0.97
