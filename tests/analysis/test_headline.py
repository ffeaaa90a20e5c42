"""The headline numbers and the summary of the command line."""

import datetime as dt
import json
from types import SimpleNamespace

import pandas as pd
import pytest

from tests.analysis.making import OBSERVED, creator, table
from worthsaving.analysis.headline import headline
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
    "videos",
    [table(0), table(views=[3]), table(views=[100], saves=[2]), creator(40)[0], table(saves=[None, 4])],
    ids=["empty", "no saves", "one video", "a creator", "no views"],
)
def test_summary_is_plain_json(videos):
    """The summary survives JSON without NaN, and has the contract's keys."""
    found = summarise(SimpleNamespace(videos=videos))
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert {"videos", "videos_with_saves", "views", "saves", "save_rate", "trend"} <= set(found)
    assert {"pooled", "median", "typical_low", "typical_high"} <= set(found["save_rate"])
    assert found["trend"]["verdict"] in ("rising", "falling", "no clear trend", "too few videos")


def test_summary_without_saves_is_null_throughout():
    """Without known saves, saves and every rate figure are null."""
    found = summarise(SimpleNamespace(videos=table(views=[10, 20])))
    assert found["saves"] is None
    rate = found["save_rate"]
    figures = ("pooled", "pooled_low", "pooled_high", "median", "typical_low", "typical_high")
    assert [rate[name] for name in figures] == [None] * 6


def test_input_is_not_changed():
    """The table handed in is the table afterwards."""
    videos, _ = creator(30)
    before = videos.copy(deep=True)
    summarise(SimpleNamespace(videos=videos))
    pd.testing.assert_frame_equal(videos, before)
