"""Differences are shrunk as all of them together suggest."""

import numpy as np

from worthsaving.analysis.models.adaptive_shrinkage import shrink


def test_one_strong_among_many_idle_is_hardly_shrunk():
    """Fifty differences of next to nothing go to 0; one of ten errors stays where it is."""
    rng = np.random.default_rng(0)
    found = shrink(np.append(0.1 * rng.standard_normal(50), 1.0), np.full(51, 0.01))
    assert np.abs(found[:-1]).max() < 0.12
    assert np.abs(found[:-1]).mean() < 0.03
    assert 0.9 < found[-1] < 1.0


def test_no_evidence_is_no_difference():
    """An endless variance leaves 0."""
    assert abs(shrink(np.array([5.0]), np.array([1e9]))[0]) < 1e-6


def test_shrunk_differences_are_nearer_to_the_truth():
    """Of differences drawn with a spread of 0.5, the shrunk ones miss by less than the drawn, and are neither all too small nor too large."""
    rng = np.random.default_rng(1)
    true = 0.5 * rng.standard_normal(4000)
    error = rng.uniform(0.1, 0.8, 4000)
    drawn = true + error * rng.standard_normal(4000)
    found = shrink(drawn, error**2)
    assert np.square(found - true).mean() < 0.7 * np.square(drawn - true).mean()
    assert 0.95 < np.polyfit(found, true, 1)[0] < 1.05
