"""The fast form of tests/benchmarks/marks.py: of days picked at random hardly one is said to matter, trend or not."""

import pytest

from tests.benchmarks import marks


@pytest.mark.parametrize(("alike", "trend"), [(0.0, 1.0), (0.3, 1.0), (0.0, 4.0), (0.3, 0.25)])
@pytest.mark.parametrize("repeats", [80, pytest.param(800, marks=pytest.mark.long)])
def test_a_random_day_hardly_ever_matters(alike, trend, repeats):
    """5 % of the days at most, and three errors of so many repeats."""
    assert marks.called(60, repeats, alike=alike, trend=trend) <= 0.05 + 3 * (0.05 * 0.95 / repeats) ** 0.5


def test_a_real_step_shows():
    """The test above can fail: a mark at a step of five times is mostly seen."""
    assert marks.called(80, 40, step=5) >= 0.5
