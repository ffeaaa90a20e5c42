"""What to expect of the next video and of the next five."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.analysis.making import OBSERVED, table
from worthsaving.analysis.change import Change
from worthsaving.analysis.plans import next_video
from worthsaving.analysis.plans.next_video import MIN_VIDEOS, NEWEST, expect, likeness, missing, ranges
from worthsaving.schema import Estimate


def posts(rates, **columns):
    """One account's videos with 10,000 views each and these rates, posted on following days."""
    n = len(rates)
    return table(
        **{
            "platform": ["tiktok"] * n,
            "account": ["a"] * n,
            "posted_at": pd.date_range("2025-01-01", periods=n, tz="UTC"),
            "observed_at": OBSERVED,
            "views": [10_000] * n,
            "saves": [round(10_000 * rate) for rate in rates],
            **columns,
        }
    )


def step(day: str) -> Change:
    """A change of level on that day."""
    at = dt.date.fromisoformat(day)
    return Change(at, 0.001, 0.01, Estimate(10, 5, 20, 40), 20, 20, 0.002, 0, earliest=at, latest=at)


@pytest.mark.parametrize(("n", "told"), [(MIN_VIDEOS - 1, False), (MIN_VIDEOS, True), (MIN_VIDEOS + 1, True)])
def test_it_takes_nine_videos(n, told):
    """With fewer there is no range, and how many more it takes is known."""
    videos = posts(np.linspace(0.001, 0.009, n))
    assert (expect(videos, None) is not None) == told
    assert missing(videos, None) == max(MIN_VIDEOS - n, 0)


def test_of_nine_videos_the_range_is_from_lowest_to_highest():
    """In any order without momentum: eight of ten next ones lie between the outermost of nine."""
    rates = np.array([5, 1, 8, 3, 9, 2, 7, 4, 6]) / 1000
    one, _ = ranges(rates)
    assert one == pytest.approx((0.005, 0.001, 0.009))


def test_the_middle_eighty_of_many():
    """Of 99 even rates in no order the next lies between the tenth lowest and the tenth highest."""
    rates = np.random.default_rng(3).permutation(np.arange(1, 100)) / 10_000
    assert likeness(rates) < 0.2
    one, five = ranges(rates)
    assert one[1:] == pytest.approx((0.0010, 0.0090), rel=0.1)
    assert one[1] < five[1] < five[0] < five[2] < one[2]


def test_videos_from_before_a_change_are_left_out():
    """Since the step all are at the new level, and the range is; the day of the first of them is known."""
    rng = np.random.default_rng(0)
    rates = np.concatenate([rng.uniform(0.0005, 0.001, 40), rng.uniform(0.01, 0.02, 20)])
    found = expect(posts(rates), step("2025-02-10"))
    assert (found.n, found.since, found.level_changed) == (20, dt.date(2025, 2, 10), True)
    assert 0.01 <= found.one.low < found.one.high <= 0.02
    assert 0.01 <= found.five.low < found.five.high <= 0.02
    assert missing(posts(rates).head(45), step("2025-02-10")) == 4


def test_only_the_newest_count():
    """Of a hundred videos the newest forty, whatever the order of the rows."""
    rates = np.concatenate([np.full(60, 0.05), np.random.default_rng(0).uniform(0.001, 0.002, NEWEST)])
    found = expect(posts(rates).sample(frac=1, random_state=1), None)
    assert found.n == NEWEST
    assert found.one.high < 0.003
    assert not found.level_changed


def test_young_and_undated_videos_do_not_count():
    """A video of under seven days has not got its saves yet; one without a day has no place in the order."""
    videos = posts(np.linspace(0.001, 0.02, 20))
    videos.loc[5, "observed_at"] = videos.loc[5, "posted_at"] + pd.Timedelta(days=6)
    videos.loc[6, "posted_at"] = pd.NaT
    assert expect(videos, None).n == 18


def test_videos_without_a_save_begin_the_range_at_zero():
    """Where a tenth or more have none, the range is from 0 to what 80 % stay under."""
    rates = np.random.default_rng(1).permutation(np.concatenate([np.zeros(30), np.arange(1, 71)])) / 10_000
    found = expect(posts(rates[:NEWEST]), None)
    assert found.none >= 0.1
    assert found.one.low == 0
    assert np.mean(rates[:NEWEST] <= found.one.high) == pytest.approx(0.8, abs=0.05)


def test_momentum_widens_both_ranges():
    """The same rates, sorted so that neighbours are alike, say less about the level to come."""
    rates = np.exp(np.random.default_rng(4).standard_normal(40)) / 1000
    order = np.argsort(rates)
    waves = rates[np.concatenate([order[::2], order[::-2]])]
    mixed, alike = ranges(rates), ranges(waves)
    assert likeness(rates) < 0.3 < likeness(waves)
    for one, two in zip(mixed, alike, strict=True):
        assert two[1] <= one[1]
        assert two[2] >= one[2]
    assert alike[1][2] / alike[1][1] > 1.3 * mixed[1][2] / mixed[1][1]


def test_nothing_is_expected_of_nobody():
    """Not of two accounts together, not without a save, not of an empty table; and then no videos lack."""
    videos = posts(np.linspace(0.001, 0.02, 20))
    two = pd.concat([videos, videos.assign(account="b")], ignore_index=True)
    assert expect(two, None) is None
    assert expect(videos.assign(saves=pd.array([0] * 20, dtype="Int64")), None) is None
    assert missing(videos, None) == 0
    assert expect(videos.head(0), None) is None


def test_the_same_videos_give_the_same_ranges():
    """The draws have a fixed seed."""
    rates = np.random.default_rng(2).uniform(0.001, 0.01, 30)
    assert ranges(rates) == ranges(rates)
    assert next_video.DRAWS >= 1_000
