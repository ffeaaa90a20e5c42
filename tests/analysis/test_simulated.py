"""The fast form of the simulations in tests/benchmarks: known truth, few data sets, bounds some three errors wide.

The long form has more data sets under the same bounds.
"""

import numpy as np
import pytest

from tests.benchmarks import measures, neighbours
from tests.benchmarks.making import Cell

REPEATS = pytest.mark.parametrize("repeats", [60, pytest.param(400, marks=pytest.mark.long)])


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


@pytest.mark.parametrize("case", ["momentum 0.6", "kinds in runs of 8"])
@pytest.mark.parametrize("repeats", [15, pytest.param(200, marks=pytest.mark.long)])
def test_neighbours_alike_make_few_claims(case, repeats):
    """In 100 videos no claim over time is made in many more than 8 % (10 % in runs) of quiet accounts; without it 14-54 % are."""
    rngs = [np.random.default_rng((repeat, 100, 14)) for repeat in range(repeats)]
    found = [neighbours.claims(neighbours.made(neighbours.CASES[case], 100, rng)) for rng in rngs]
    bound = 0.10 + 2.5 * (0.1 * 0.9 / repeats) ** 0.5
    for claim in ("trend", "dated change", "two halves", "shares by month"):
        assert np.mean([one[claim] for one in found]) <= bound
