"""The fast form of the simulations in tests/benchmarks: known truth, few data sets, bounds some three errors wide.

The long form has more data sets under the same bounds.
"""

import numpy as np
import pytest

from tests.benchmarks import expecting, measures, neighbours, saved_in_time, standing_out
from tests.benchmarks.making import Cell

REPEATS = pytest.mark.parametrize("repeats", [60, pytest.param(400, marks=pytest.mark.long)])
FEWER = pytest.mark.parametrize("repeats", [30, pytest.param(300, marks=pytest.mark.long)])


def over(measure, cell, repeats):
    """The mean of every figure of a measure over made-up data sets."""
    found = [measure(cell, np.random.default_rng((repeat, cell.n))) for repeat in range(repeats)]
    return {name: np.mean([one[name] for one in found if one.get(name) is not None]) for name in found[0]}


@pytest.mark.parametrize(
    "repeats",
    [
        pytest.param(60, marks=pytest.mark.xfail(strict=True, reason="0.38 of 0.53 since neighbours count as alike")),
        pytest.param(400, marks=pytest.mark.long),
    ],
)
def test_the_trend_is_nearly_as_sharp_as_the_best_test(repeats):
    """A doubling in 100 videos is seen nearly as often as by the test that knows the true dispersion and its form."""
    found = over(measures.power, Cell(100), repeats)
    for name in ("doubling", "doubling, rates multiply"):
        assert found[name] > 0.85 * found[f"{name}, known"] - 0.05


@REPEATS
def test_what_stands_out_is_mostly_real(repeats):
    """Few quiet data sets show anything, few findings are false, and a good part of what can be found is."""
    found = over(measures.outliers, Cell(50), repeats)
    assert found["stands out, none real"] < 0.1
    assert found["stands out, false"] < 0.1
    assert found["stands out, seen"] > 0.3 * found["stands out, seen, known"]


@pytest.mark.parametrize(("shape", "floor"), [("log-normal, 0.7", 0.6), ("log-normal, 1.0", 0.5)])
@pytest.mark.parametrize("repeats", [30, pytest.param(300, marks=pytest.mark.long)])
def test_standing_out_holds_on_real_shapes(shape, floor, repeats):
    """Quiet accounts stay quiet, names are real, and much of what the true law would find is found."""
    found = [standing_out.standing(shape, "many", 100, repeat) for repeat in range(repeats)]
    mean = {name: np.mean([one[name] for one in found]) for name in found[0]}
    assert mean["any"] < 0.05 + 3 * np.sqrt(0.05 * 0.95 / repeats)
    assert mean["false"] < 0.1
    assert mean["seen"] > floor * mean["best"] - 0.03
    assert mean["expected, any"] < 0.05 + 3 * np.sqrt(0.05 * 0.95 / repeats)


@REPEATS
def test_expected_saves_hold_for_few_videos(repeats):
    """With 15 videos, twelve of them to learn from, the ranges hold the saves of 88 % and more of the others."""
    found = over(measures.suggested, Cell(15), repeats)
    assert 0.88 < found["expected covers"] < 0.99
    assert found["expected, any"] < 0.13


@REPEATS
@pytest.mark.parametrize("level", ["a step of 2.5", "a step of 4", "a drift of 3.2"])
def test_a_better_time_is_not_credited_to_a_tag(level, repeats):
    """A value without an effect hardly ever holds up, however its use and the account's level move together."""
    cell = saved_in_time.Cell("log-normal 1.0", level, 100)
    found = saved_in_time.run((cell, 0, repeats))
    each = {use: np.mean(found["false", use]) for use in saved_in_time.USES}
    assert max(each.values()) < 0.06 + 3 * np.sqrt(0.06 * 0.94 / repeats)
    assert np.mean(list(each.values())) < 0.06 + 2 * np.sqrt(0.06 * 0.94 / repeats)


@REPEATS
def test_an_evenly_used_tag_is_seen_through_a_step(repeats):
    """Nearly as often as by the test that knows the level."""
    cell = saved_in_time.Cell("log-normal 0.7", "a step of 2.5", 100)
    turns = len(saved_in_time.USES)
    found = [saved_in_time.measure(cell, turns * repeat) for repeat in range(repeats)]
    seen, known = (np.mean([one[name, "evenly"][0] for one in found]) for name in ("seen", "seen, known"))
    assert known > 0.6
    assert seen > 0.9 * known - 0.08


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


@pytest.mark.parametrize("case", ["momentum 0.6", "kinds in runs of 8"])
@pytest.mark.parametrize("repeats", [15, pytest.param(200, marks=pytest.mark.long)])
def test_neighbours_alike_make_few_claims(case, repeats):
    """In 100 videos no claim over time is made in many more than 8 % (10 % in runs) of quiet accounts; without it 14-54 % are."""
    rngs = [np.random.default_rng((repeat, 100, 14)) for repeat in range(repeats)]
    found = [neighbours.claims(neighbours.made(neighbours.CASES[case], 100, rng)) for rng in rngs]
    bound = 0.10 + 2.5 * (0.1 * 0.9 / repeats) ** 0.5
    for claim in ("trend", "dated change", "two halves", "shares by month"):
        assert np.mean([one[claim] for one in found]) <= bound
