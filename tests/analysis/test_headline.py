"""The headline numbers and the summary of the command line."""

import datetime as dt
import json

import numpy as np
import pandas as pd
import pytest

from tests.analysis.making import OBSERVED, creator, table
from worthsaving.analysis import headline as headline_module
from worthsaving.analysis.headline import headline
from worthsaving.reading.result import Reading
from worthsaving.schema import Estimate
from worthsaving.sections.summary import summarise


def test_numbers_by_hand():
    """Three old videos: sums, pooled and median rate, days, the most-saved one and its share."""
    videos = table(
        posted_at=["2026-01-05T00:00Z", "2026-01-01T00:00Z", "2026-01-09T00:00Z"],
        observed_at=OBSERVED,
        views=[1000, 2000, 7000],
        saves=[1, 4, 15],
    )
    found = headline(videos)
    assert (found.videos, found.videos_with_saves, found.views, found.saves) == (3, 3, 10_000, 20)
    assert (found.pooled.value, found.pooled.n) == (0.002, 3)
    assert (found.typical.value, found.typical.n) == (0.002, 3)
    assert found.pooled.low < 0.002 < found.pooled.high
    assert (found.first_day, found.last_day) == (dt.date(2026, 1, 1), dt.date(2026, 1, 9))
    assert (found.most_saved, found.top_share) == (2, 0.75)
    assert found.weak


def test_sums_have_no_largest():
    """Ten thousand counts as large as a file can hold add up; they turned below zero."""
    found = headline(table(views=[10**15] * 10_000, saves=[10**15] * 9_999 + [1]))
    assert (found.views, found.saves) == (10**19, 9_999 * 10**15 + 1)


def test_unknown_saves_are_none_not_zero():
    """A file without saves: views are known, every save figure is None."""
    found = headline(table(views=[10, 20], likes=[1, 2]))
    assert (found.videos, found.videos_with_saves, found.views) == (2, 0, 30)
    for name in ("saves", "pooled", "typical"):
        assert getattr(found, name) is None
    assert (found.most_saved, found.top_share) == (None, None)


def test_young_videos_are_left_out_when_enough_others_remain():
    """Eight old videos are enough; with seven the young ones stay in."""
    videos, _ = creator(12)
    videos.loc[:3, "observed_at"] = videos.loc[:3, "posted_at"] + pd.Timedelta(days=1)
    found = headline(videos)
    assert (found.young, found.left_out_young, found.rated) == (4, 4, 8)
    old = videos[4:]
    assert found.pooled.value == pytest.approx(old["saves"].sum() / old["views"].sum())
    fewer = headline(videos[:11])
    assert (fewer.young, fewer.left_out_young, fewer.rated) == (4, 0, 11)


def test_zero_saves_are_zero():
    """Known zeros are zeros: a rate of 0 with an upper bound, no most-saved video."""
    found = headline(table(views=[1000] * 10, saves=[0] * 10))
    assert (found.saves, found.pooled.value, found.typical.value, found.pooled.low) == (0, 0, 0, 0)
    assert 0 < found.pooled.high < 0.01
    assert (found.most_saved, found.top_share) == (None, None)


def test_more_saves_than_views_is_no_rate():
    """Such a video is counted but not rated."""
    found = headline(table(views=[5, 1000], saves=[50, 1]))
    assert (found.saves, found.rated, found.pooled.value) == (51, 1, 0.001)


def test_typical_range_of_the_real_kind_of_data():
    """The 10-90 % range of the fitted distribution is that of the true one."""
    videos, truth = creator(1000, seed=2)
    found = headline(videos)
    low, high = pd.Series(truth).quantile([0.1, 0.9])
    assert found.typical.low == pytest.approx(low, rel=0.15)
    assert found.typical.high == pytest.approx(high, rel=0.15)
    assert not found.weak


@pytest.mark.parametrize(
    ("expected", "few", "thin"), [(2.99, 4, True), (2.99, 3, False), (3, 4, False), (3.01, 4, False)]
)
def test_a_tenth_of_thin_videos_makes_the_range_uncounted(expected, few, thin):
    """Four of forty videos under three expected saves are a tenth; three are not."""
    rate = np.linspace(0.001, 0.003, 40)
    usual = Estimate(0.002, 0.0012, 0.0028, 40)
    saves = np.where(np.arange(40) < few, expected, 50.0)
    assert headline_module._counted(rate, saves, usual).thin == thin


@pytest.mark.parametrize(("outside", "thin"), [(12, False), (13, True)])
def test_a_range_that_fewer_than_seven_in_ten_keep_is_not_said_of_them(outside, thin):
    """Whatever the expected saves are."""
    rate = np.where(np.arange(40) < outside, 0.5, 0.002)
    assert headline_module._counted(rate, np.full(40, 50.0), Estimate(0.002, 0.001, 0.003, 40)).thin == thin


@pytest.mark.parametrize(("videos", "ends"), [(8, (1, 8)), (9, (1, 9)), (10, (2, 9)), (19, (2, 18)), (20, (3, 18))])
def test_eight_in_ten_counted_ones_or_a_few_more(videos, ends):
    """The order statistics between which at least eight in ten lie."""
    found = headline_module._counted(np.arange(videos) + 1.0, np.full(videos, 50.0), Estimate(5, 1, 99, videos))
    assert (found.low, found.high) == ends
    assert ends[1] - ends[0] + 1 >= 0.8 * videos


def test_videos_without_a_save_are_counted():
    """Of those the rates come from: a video without views has none."""
    videos = table(
        views=[1000] * 30 + [0], saves=[0] * 20 + [2] * 10 + [0], posted_at="2026-01-01", observed_at=OBSERVED
    )
    found = headline(videos).counted
    assert (found.n, found.unsaved, found.low, found.high, found.thin) == (30, 20, 0.0, 0.002, True)
    assert headline(table(views=[10, 20])).counted is None


@pytest.mark.parametrize(
    "videos",
    [table(0), table(views=[3]), table(views=[100], saves=[2]), creator(40)[0], table(saves=[None, 4])],
    ids=["empty", "no saves", "one video", "a creator", "no views"],
)
def test_summary_is_plain_json(videos):
    """The summary survives JSON without NaN, and has the contract's keys."""
    found = summarise(Reading(videos=videos))
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert {"videos", "videos_with_saves", "views", "saves", "save_rate", "trend"} <= set(found)
    assert {"pooled", "median", "typical_low", "typical_high"} <= set(found["save_rate"])
    assert found["trend"]["verdict"] in ("rising", "falling", "no clear trend", "too few videos")


def test_summary_without_saves_is_null_throughout():
    """Without known saves, saves and every rate figure are null."""
    found = summarise(Reading(videos=table(views=[10, 20])))
    assert found["saves"] is None
    rate = found["save_rate"]
    figures = ("pooled", "pooled_low", "pooled_high", "median", "typical_low", "typical_high")
    assert [rate[name] for name in figures] == [None] * 6


def test_input_is_not_changed():
    """The table handed in is the table afterwards."""
    videos, _ = creator(30)
    before = videos.copy(deep=True)
    summarise(Reading(videos=videos))
    pd.testing.assert_frame_equal(videos, before)
