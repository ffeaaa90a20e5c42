"""Which kind of a label is saved more, and how many more videos would show it."""

import numpy as np
import pytest

from tests.analysis.labels import made
from worthsaving.analysis.labels import winner


def test_a_kind_that_is_saved_four_times_as_often_wins():
    found = winner.standing(made.account(1, 90, 3, times=4), "Pillar")
    assert found.winner
    assert found.more is None
    best = found.found.sort_values("ratio").iloc[-1]
    assert (best["value"], bool(best["clear"])) == ("kind 0", True)


def test_without_a_winner_it_says_how_many_more():
    found = winner.standing(made.account(2, 24, 3, times=1), "Pillar")
    assert not found.winner
    assert found.more is not None
    assert found.more % 5 == 0


def test_too_few_of_each_kind_are_counted_up_to_the_minimum():
    """Two kinds with 2 and 3 finished videos lack 3 and 2 to be compared."""
    videos = made.account(3, 5, 2)
    videos["label:Pillar"] = ["a", "a", "b", "b", "b"]
    found = winner.standing(videos, "Pillar")
    assert found.found.empty
    assert dict(found.small) == {"a": 2, "b": 3}
    assert found.more == 5


def test_the_posts_without_a_value_are_compared_too():
    videos = made.account(4, 60, 2)
    videos["label:Pillar"] = videos["label:Pillar"].where(videos["label:Pillar"] == "kind 0")
    assert set(winner.standing(videos, "Pillar").found["value"]) == {"kind 0", ""}


@pytest.mark.parametrize(("number", "said"), [(1, 5), (45.1, 50), (50, 50), (51, 60), (200, 200), (201, 250)])
def test_a_number_of_videos_is_as_round_as_it_is_known(number, said):
    assert winner.rounded(number) == said


@pytest.mark.long
@pytest.mark.parametrize(("kinds", "spread"), [(2, 0.7), (3, 0.7), (4, 0.5)])
def test_the_number_named_is_right_within_a_factor_of_1_5(kinds, spread):
    """At two thirds of it a doubling shows less often than it should, at one and a half times more often."""
    first = [winner.standing(made.account(seed, 40, kinds, spread=spread), "Pillar") for seed in range(40)]
    told = np.median([40 + found.more for found in first if found.more])

    def shows(n: float) -> float:
        return float(
            np.mean(
                [
                    winner.standing(made.account(100 + s, int(n), kinds, spread=spread), "Pillar").winner
                    for s in range(60)
                ]
            )
        )

    assert shows(told / 1.5) < winner.SHOWS + 0.05
    assert shows(told * 1.5) > winner.SHOWS - 0.05
