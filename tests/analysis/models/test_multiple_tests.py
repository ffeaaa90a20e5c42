"""Findings judged all at once."""

import numpy as np
import pytest

from worthsaving.analysis.models import multiple_tests
from worthsaving.analysis.models.multiple_tests import clear, could_pass


def inliers(p_values, n):
    """The cases that are not set aside, where `p_values` gives the p-values under a fit to some (bool)."""
    return multiple_tests.inliers(p_values, lambda p: p, n)[0]


def test_benjamini_and_hochbergs_own_example():
    """Their 15 p-values (1995, section 2.2) at 5 %: four hold up; at this share of 8 % one more would need 0.0267."""
    p = np.array(
        [
            0.0001,
            0.0004,
            0.0019,
            0.0095,
            0.0201,
            0.0278,
            0.0298,
            0.0344,
            0.0459,
            0.3240,
            0.4262,
            0.5719,
            0.6528,
            0.7590,
            1,
        ]
    )
    assert list(clear(p)) == [True] * 9 + [False] * 6
    assert list(clear(p[::-1])) == [False] * 6 + [True] * 9


def test_quiet_data_stay_quiet():
    """A smallest p that the set as a whole does not refuse at 5 % is no finding, though 8 % would let it pass."""
    assert not clear(np.array([0.006, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1])).any()
    assert clear(np.array([0.004, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1])).sum() == 1


def test_unknown_is_never_a_finding():
    """NaN takes no part and counts for nothing; nothing in, nothing out."""
    assert list(clear(np.array([np.nan, 0.01, np.nan]))) == [False, True, False]
    assert not clear(np.array([np.nan])).any()
    assert len(clear(np.array([]))) == 0


def test_quiet_sets_show_something_one_time_in_twenty():
    """Of 2,000 sets of even p-values about 5 % show any finding."""
    rng = np.random.default_rng(0)
    assert np.mean([clear(rng.random(60)).any() for _ in range(2000)]) == pytest.approx(0.05, abs=0.015)


def test_what_stands_far_out_is_set_aside():
    """Far values stay out of the fit, also those that only show when the farthest is gone; the rest stays in."""
    values = np.append(np.linspace(-1.5, 1.5, 50), [90.0, 8.0])

    def judge(inside):
        from scipy.special import ndtr

        return 2 * ndtr(-np.abs(values - values[inside].mean()) / values[inside].std())

    assert list(np.flatnonzero(~inliers(judge, 52))) == [50, 51]


def test_the_farthest_are_set_aside_and_no_more_than_a_twentieth():
    """Where more stand far out, the farthest of them go; of equals all or none."""
    p = np.where(np.arange(60) < 20, np.arange(60) * 1e-9, 0.5)
    assert list(np.flatnonzero(~inliers(lambda inside: p, 60))) == [0, 1, 2]
    assert inliers(lambda inside: np.where(np.arange(60) < 20, 1e-9, 0.5), 60).all()


def test_the_model_is_that_of_the_cases_left_and_none_is_fitted_twice():
    """One fit where nothing is set aside, another one where something is."""
    fitted = []

    def fit(inside):
        fitted.append(inside.sum())
        return int(inside.sum())

    far = np.array([1e-9, *[0.9] * 39])
    inside, model = multiple_tests.inliers(fit, lambda _: far, 40)
    assert (inside.sum(), model, fitted) == (39, 39, [40, 39])
    fitted.clear()
    inside, model = multiple_tests.inliers(fit, lambda _: np.full(40, 0.9), 40)
    assert (inside.sum(), model, fitted) == (40, 40, [40])


@pytest.mark.parametrize(("p", "found"), [(0.049, True), (0.05, True), (0.051, False)])
def test_a_single_p_value_is_a_finding_at_five_per_cent(p, found):
    """The first stage, by itself."""
    assert list(clear(np.array([p]))) == [found]


@pytest.mark.parametrize(("p", "found"), [(0.079, True), (0.08, True), (0.081, False)])
def test_a_second_p_value_is_a_finding_at_eight_per_cent(p, found):
    """The second stage, with the first one passed."""
    assert list(clear(np.array([1e-6, p]))) == [True, found]


@pytest.mark.parametrize(("p", "inside"), [(0.0249, False), (0.025, False), (0.0251, True)])
def test_a_case_is_set_aside_at_a_quarter(p, inside):
    """One of ten: a tenth of that."""
    assert inliers(lambda _: np.array([p, *[0.9] * 9]), 10)[0] == inside


@pytest.mark.parametrize(("cases", "aside"), [(10, 1), (39, 1), (40, 2), (60, 3)])
def test_a_twentieth_is_set_aside_at_most(cases, aside):
    """And one case always may be."""
    p = np.where(np.arange(cases) < cases // 5, np.arange(cases) * 1e-9, 0.9)
    assert (~inliers(lambda _: p, cases)).sum() == aside


@pytest.mark.parametrize(("p", "found"), [(0.029, True), (0.03, True), (0.031, False)])
def test_other_levels_can_be_asked_for(p, found):
    """Of the set as a whole, and of the findings in it."""
    assert list(clear(np.array([p]), sets=0.03)) == [found]
    assert list(clear(np.array([1e-6, 0.15]), share=0.15)) == [True, True]
    assert list(clear(np.array([1e-6, 0.15]))) == [True, False]


def test_larger_values_of_others_add_nothing_to_what_could_pass():
    """So that only those that could pass need be worked out in full."""
    rng = np.random.default_rng(0)
    for _ in range(100):
        p = rng.random(40) ** 3
        larger = np.minimum(p * rng.uniform(1, 20, 40), 1)
        assert not (could_pass(larger) & ~could_pass(p)).any()
