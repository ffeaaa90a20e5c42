"""The fast form of tests/benchmarks/weeks.py: quiet weeks are seldom called unusual, and the digest knows what it sees."""

import numpy as np
import pytest

from tests.benchmarks import weeks
from tests.benchmarks.growing import USUAL, Shape
from worthsaving.analysis.week.usual_week import false_alarms


@pytest.mark.parametrize("sets", [6, pytest.param(60, marks=pytest.mark.long)])
def test_quiet_years_have_few_alarms(sets):
    """Of five different accounts: about three alarms in four years, and hardly a year with more than three."""
    counted = np.concatenate([weeks.alarms(weeks.MIXED, 4, np.random.default_rng((seed, 0))) for seed in range(sets)])
    assert counted.mean() <= 1.5
    assert (counted > 3).mean() <= 0.05


def test_a_strong_week_shows_as_often_as_said():
    """What the digest says a doubling would show is what it does show, on a steady account."""
    steady = Shape("steady", per_week=20, saves=40, sigma=0.8)
    series = weeks.gains(steady, 4, np.random.default_rng(3))
    found = weeks.judged(series, false_alarms(1)[0], times=2)[17:]
    shown = np.mean([one.verdict == "more" for one in found])
    assert shown > 0.5
    assert np.mean([one.twice / one.weeks for one in found]) == pytest.approx(shown, abs=0.12)


def test_where_posts_differ_a_doubling_does_not_show():
    """The test above can fail: three posts a week say little about a week."""
    found = weeks.judged(weeks.gains(USUAL, 4, np.random.default_rng(3)), false_alarms(1)[0], times=2)
    assert np.mean([one.verdict == "more" for one in found]) < 0.2
