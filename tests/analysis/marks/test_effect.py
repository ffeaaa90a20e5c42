"""The level before and after a marked day, against all other days."""

import datetime as dt

import numpy as np
import pytest

from tests.benchmarks.marks import START, account
from worthsaving.analysis.marks.effect import MIN_VIDEOS, PLACEBOS, effect

NEEDED = PLACEBOS + 2 * MIN_VIDEOS  # one video a day: so many days have enough videos on both sides


def day_of(place: int) -> dt.date:
    return (START + dt.timedelta(days=2 * place)).date()


def test_a_large_step_at_the_mark_shows():
    """With its size, its range and that hardly another day shows as much."""
    videos = account(80, np.random.default_rng(1), step=5, at=40, spread=0.5)
    found = effect(videos, day_of(40))
    assert found.verdict == "more"
    assert found.ratio.low < 5 < found.ratio.high
    assert found.as_large <= 0.05 * found.placebos
    assert (found.n_before, found.n_after) == (25, 25)
    assert effect(account(80, np.random.default_rng(1), step=0.2, at=40, spread=0.5), day_of(40)).verdict == "less"


def test_a_mark_elsewhere_does_not_get_the_credit():
    """A day far from the step shows no more than others."""
    videos = account(120, np.random.default_rng(1), step=5, at=80, spread=0.5)
    assert effect(videos, day_of(30)).verdict == "no clear difference"


def test_a_mark_between_two_posts_counts_from_the_next_post():
    """Nothing was posted on the marked day itself."""
    videos = account(80, np.random.default_rng(1), step=5, at=40)
    assert effect(videos, day_of(40) - dt.timedelta(days=1)) == effect(videos, day_of(40))


@pytest.mark.parametrize(
    ("number", "place", "enough"),
    [
        (NEEDED, 15, True),
        (NEEDED - 1, 15, False),
        (80, MIN_VIDEOS, True),
        (80, MIN_VIDEOS - 1, False),
        (80, 73, False),
        (80, 72, True),
    ],
)
def test_it_takes_videos_on_both_sides_and_other_days(number, place, enough):
    """Eight on each side, and nineteen other days, below which the largest difference of all proves nothing."""
    found = effect(account(number, np.random.default_rng(2)), day_of(place))
    assert (found.verdict != "too few videos") is enough
    assert enough or found.needed >= 1


def test_nothing_to_compare():
    """No videos, and videos without a save, are no error."""
    videos = account(60, np.random.default_rng(2))
    assert effect(videos.iloc[:0], day_of(3)).verdict == "too few videos"
    assert effect(videos.assign(saves=videos["saves"] * 0), day_of(30)).verdict == "too few videos"
