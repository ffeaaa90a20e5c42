"""The fast form of the simulations in tests/benchmarks: known truth, few data sets, bounds some three errors wide.

The long form has more data sets under the same bounds.
"""

import numpy as np
import pytest

from tests.benchmarks import expecting, measures
from tests.benchmarks.making import Cell

REPEATS = pytest.mark.parametrize("repeats", [60, pytest.param(400, marks=pytest.mark.long)])
FEWER = pytest.mark.parametrize("repeats", [30, pytest.param(300, marks=pytest.mark.long)])


def over(measure, cell, repeats):
    """The mean of every figure of a measure over made-up data sets."""
    found = [measure(cell, np.random.default_rng((repeat, cell.n))) for repeat in range(repeats)]
    return {name: np.mean([one[name] for one in found if one.get(name) is not None]) for name in found[0]}


@REPEATS
def test_the_trend_is_nearly_as_sharp_as_the_best_test(repeats):
    """A doubling in 100 videos is seen nearly as often as by the test that knows the true dispersion and its form."""
    found = over(measures.power, Cell(100), repeats)
    for name in ("doubling", "doubling, rates multiply"):
        assert found[name] > 0.85 * found[f"{name}, known"] - 0.05


@REPEATS
def test_what_stands_out_is_mostly_real(repeats):
    """Few quiet data sets show anything, few findings are false, and a good part of what can be found is."""
    found = over(measures.outliers, Cell(50), repeats)
    assert found["stands out, none real"] < 0.13
    assert found["stands out, false"] < 0.1
    assert found["stands out, seen"] > 0.4 * found["stands out, seen, known"]


@REPEATS
def test_expected_saves_hold_for_few_videos(repeats):
    """With 15 videos, twelve of them to learn from, the ranges hold the saves of 88 % and more of the others."""
    found = over(measures.suggested, Cell(15), repeats)
    assert 0.88 < found["expected covers"] < 0.99
    assert found["expected, any"] < 0.13


@pytest.mark.parametrize("shape", ["beta-binomial", "log-normal 1.0", "log-normal 0.7, momentum 0.6"])
@REPEATS
def test_the_next_videos_are_where_they_are_expected(shape, repeats):
    """Of 19 videos, too few for a change to be sought, the ranges hold 8 in 10 of the next ones and of the means of five."""
    found = expecting.over(expecting.expects, 19, repeats, **expecting.SHAPES[shape])
    for name in ("next video", "next five"):
        assert 0.66 < found[name] < 0.94


@pytest.mark.parametrize("case", ["only the mix changes", "only the mix changes, kinds by tags"])
@FEWER
def test_a_change_of_the_mix_is_not_called_within(case, repeats):
    """Where only the shares of the kinds change, the ranges of both parts hold the truth, and the mix is found."""
    found = expecting.over(expecting.split_by_mix, 100, repeats, **expecting.MIXES[case])
    assert found["says within"] < 0.2
    assert found["says mix"] > 0.85
    assert found["mix covers"] > 0.8
    assert found["within covers"] > 0.8


@FEWER
def test_a_change_within_kinds_is_found(repeats):
    """A doubling within kinds is seen in most accounts of 100 videos."""
    found = expecting.over(expecting.split_by_mix, 100, repeats, shares=(0.4, 0.4), within=2.0)
    assert found["says within"] > 0.65
    assert found["within covers"] > 0.8


@FEWER
def test_views_make_no_tie_of_two_rates(repeats):
    """Where both rates go with the views alone, they are tied as they stand and not at equal views."""
    found = expecting.over(expecting.goes_with_views, 100, repeats, power=0.3)
    assert found["plain tie"] > 0.5
    assert found["tie at equal views"] < 0.2
    assert found["ratio covers"] > 0.8
