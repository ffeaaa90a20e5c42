"""Which sets of videos are nearly the same."""

import numpy as np
import pytest

from worthsaving.analysis.models.overlap import same_as


def of(*sets: set[int], least: float = 0.6) -> list[int]:
    """The lead of each set."""
    rows = np.array([row for members in sets for row in sorted(members)], dtype="int64")
    codes = np.repeat(np.arange(len(sets)), [len(members) for members in sets])
    return same_as(rows, codes, len(sets), least=least).tolist()


@pytest.mark.parametrize(
    ("other", "same"),
    [({0, 1, 2}, True), ({0, 1, 2, 3}, True), ({0, 1, 2, 4}, True), ({0, 1, 4, 5}, False), ({4, 5, 6, 7}, False)],
)
def test_three_of_five_is_nearly_the_same(other, same):
    """Shared over all that is in either: from 0.6 on."""
    assert of({0, 1, 2, 3}, other) == [0, 0 if same else 1]


def test_the_first_stands_for_the_others_but_not_in_a_chain():
    """A set like one that has a lead already does not join through it."""
    one, two, three = set(range(10)), set(range(2, 12)), set(range(4, 14))
    assert of(one, two, three) == [0, 0, 2]
    assert of(two, one, three) == [0, 0, 0]


def test_no_sets_at_all():
    """Nothing to compare, nothing found."""
    assert of() == []


@pytest.mark.parametrize(("shared", "same"), [(9_000, True), (6_000, False)])
def test_large_sets_are_compared_by_a_sample(shared, same):
    """Of two times 10,000, 9,000 shared are 0.82 of all, 6,000 are 0.43; a small set next to them is compared in full."""
    large, other = set(range(10_000)), set(range(10_000 - shared, 20_000 - shared))
    small, twin = {1, 5, 9, 13}, {1, 5, 9, 14}
    assert of(large, other, small, twin) == [0, 0 if same else 1, 2, 2]
