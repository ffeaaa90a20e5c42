"""Where functions pass zero."""

import numpy as np
import pytest

from worthsaving.analysis.models.crossing import crossing


def test_it_finds_the_crossings_of_many_at_once():
    """Steep and flat ones, near an end and far from it."""
    at = np.array([1e-6, 0.3, 5.0, 99.9])
    for power in (1, 3, 9):

        def of(x, power=power):
            return np.sign(x - at) * np.abs(x - at) ** power

        assert crossing(of, np.zeros(4), np.full(4, 100.0), within=1e-7) == pytest.approx(at, abs=2e-7)


def test_where_it_looks_first_changes_nothing():
    """A good guess is cheap, a bad one only dear."""
    at = np.array([2.0, 3.0])
    for first in (0.0, 0.2, np.array([0.2, 0.3]), 0.9, 1.0):
        found = crossing(lambda x: np.expm1(x - at), np.zeros(2), np.full(2, 10.0), within=1e-9, first=first)
        assert found == pytest.approx(at, abs=1e-8)


def test_a_nearly_straight_line_takes_few_calls():
    """A handful, where bisection takes 33."""
    calls = []

    def of(x):
        calls.append(len(x))
        return np.log1p(x) - 1.2

    assert crossing(of, np.zeros(3), np.full(3, 10.0), within=1e-9) == pytest.approx(np.full(3, np.expm1(1.2)))
    assert len(calls) <= 10


def test_without_a_crossing_it_is_the_end_nearest_to_one():
    found = crossing(lambda x: x - np.array([-1.0, 11.0]), np.zeros(2), np.full(2, 10.0), within=1e-6)
    assert found == pytest.approx([0.0, 10.0], abs=1e-5)


def test_nothing_to_look_for():
    assert len(crossing(lambda x: x, np.zeros(0), np.zeros(0), within=1e-6)) == 0
