"""When the save rate changed."""

import datetime as dt
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2

from tests.analysis.making import creator, stepped, table
from tests.analysis.test_trend import in_series
from worthsaving.analysis import change
from worthsaving.analysis.change import change_point


def test_a_real_change_is_dated():
    """A fourfold level from 1 August on is found within two weeks of it, with its size inside the range."""
    found = change_point(stepped(150, 4.0, seed=3))
    assert abs((found.date - dt.date(2025, 8, 1)).days) <= 14
    assert found.ratio.low < 4 < found.ratio.high
    assert found.ratio.value == pytest.approx(found.after / found.before)
    assert found.n_before + found.n_after == 150
    assert found.p_value <= 0.05
    assert change_point(stepped(150, 0.25, seed=3)).ratio.value < 0.5


def test_it_is_the_same_every_time():
    """The shuffling has a fixed seed and the order of rows does not matter."""
    videos = stepped(120, 4.0, seed=3)
    assert change_point(videos) == change_point(videos) == change_point(videos.sample(frac=1, random_state=1))


def test_a_steady_rise_is_no_change_point():
    """When a straight line describes the saves better than a step, nothing is dated."""
    dated = 0
    for seed in range(12):
        videos, _ = creator(300, seed=seed, factor=8.0, sigma=1.0)
        dated += change_point(videos) is not None
    assert dated <= 3


@pytest.mark.simulation
def test_false_alarms_hold():
    """Without a change about 5 % of series have one called, also while views grow twentyfold."""
    for growth in (1.0, 20.0):
        called = [change_point(creator(50, seed=s, views_factor=growth)[0]) is not None for s in range(60)]
        assert np.mean(called) < 0.135


@pytest.mark.parametrize(
    "videos",
    [
        table(0),
        table(3, views=[1, 2, 3]),
        creator(19)[0],
        creator(60, days=20)[0],
        creator(40)[0].assign(saves=pd.array([0] * 40, dtype="Int64")),
        table(40, views=1000, saves=5, posted_at="2025-03-01T00:00Z", observed_at="2026-03-01T00:00Z"),
        table(40, views=1000, saves=5, posted_at=list(pd.date_range("2025-01-01", periods=40, freq="5D", tz="UTC"))),
    ],
    ids=["empty", "no dates", "few", "short", "no saves", "one day", "constant"],
)
def test_nothing_to_date_gives_none(videos):
    """Too few videos or days, no saves, one day, the same rate everywhere: no change point."""
    assert change_point(videos) is None


def test_young_videos_take_no_part():
    """Videos younger than a week are left out and counted."""
    videos = stepped(120, 4.0, seed=3)
    videos.loc[:4, "observed_at"] = videos.loc[:4, "posted_at"] + pd.Timedelta(days=1)
    found = change_point(videos)
    assert (found.left_out_young, found.n_before + found.n_after) == (5, 115)


@pytest.mark.simulation
def test_a_steady_rise_is_seldom_dated():
    """A rise spread over the whole time has no day on which it came; a tripling half-way has one."""
    rising = [change_point(creator(200, seed=seed, factor=4.0)[0]) for seed in range(20)]
    stepped = []
    for seed in range(20):
        early, late = (creator(100, seed=seed + 50 * i, days=200, beta=b)[0] for i, b in enumerate((1497.0, 498.0)))
        late["posted_at"] += pd.Timedelta(days=200)
        stepped.append(change_point(pd.concat([early, late], ignore_index=True)))
    assert sum(one is not None for one in rising) <= 8
    assert sum(one is not None for one in stepped) >= 16


class Fits(change.Slope):
    """The slope test, remembering the log likelihood of each fit."""

    logliks: ClassVar[list[float]] = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.logliks.append(self.loglik)


def test_a_sought_date_is_worth_half_of_a_chi_square():
    """The constant is what it says it is: half of the 95 % point of chi-square with one degree of freedom."""
    assert pytest.approx(chi2.ppf(0.95, 1) / 2, abs=0.005) == change.SOUGHT


@pytest.mark.parametrize(("below", "dated"), [(1e-6, True), (-1e-6, False)])
def test_a_step_must_beat_a_line_by_what_its_date_is_worth(monkeypatch, below, dated):
    """A step that gains as much as a line and `SOUGHT` more is reported; one that gains a little less is not."""
    videos = stepped(150, 4.0, seed=3)
    monkeypatch.setattr(change, "Slope", Fits)
    Fits.logliks.clear()
    change_point(videos)
    step, line = Fits.logliks
    assert step > line
    monkeypatch.setattr(change, "SOUGHT", step - line - below)
    assert (change_point(videos) is not None) == dated


@pytest.mark.parametrize(("videos", "places"), [(19, []), (20, [9]), (21, [9, 10])])
def test_a_level_takes_ten_videos(videos, places):
    """Ten on each side of the change, here two days apart."""
    assert list(np.flatnonzero(change._allowed(2 * np.arange(videos)))) == places


@pytest.mark.parametrize(("last", "days"), [(28, []), (29, [14]), (30, [14, 15])])
def test_a_level_takes_fourteen_days(last, days):
    """Fourteen from the first day to the last before the change, and from the first after it to the last; five videos a day."""
    posted = np.repeat(np.arange(last + 1), 5)
    assert list(posted[change._allowed(posted)]) == days


def test_the_date_has_a_range():
    """It holds the date found; a step that is larger in its scatter has a shorter one."""
    small, large = (change_point(stepped(150, times, seed=3)) for times in (3.0, 8.0))
    for found in (small, large):
        assert found.earliest <= found.date <= found.latest
        assert found.earliest <= dt.date(2025, 8, 1) <= found.latest
    assert large.latest - large.earliest < small.latest - small.earliest


@pytest.mark.simulation
def test_the_range_of_the_date_holds_the_day():
    """Of the steps that are found nine in ten and more lie within it."""
    found = [change_point(stepped(100, 6.0, seed=seed)) for seed in range(30)]
    inside = [one.earliest <= dt.date(2025, 8, 2) and one.latest >= dt.date(2025, 7, 31) for one in found if one]
    assert len(inside) > 20
    assert np.mean(inside) > 0.86


def test_series_have_no_date():
    """Two kinds in runs of eight: hardly ever one change (without what neighbours share in nearly half of the sets)."""
    found = [change_point(in_series(100, 8, seed=seed)) for seed in range(25)]
    assert sum(one is not None for one in found) <= 4


def test_newest_videos_alone_are_no_step_down():
    """A fall at videos under four weeks old may be their age, unless it is known that saves settle sooner."""
    posted = pd.date_range("2025-01-01", periods=100, freq="2D", tz="UTC")
    rng = np.random.default_rng(0)
    videos = table(
        platform="tiktok", account="a", posted_at=posted, observed_at=[posted[-1] + pd.Timedelta(days=8)] * 100,
        views=[20_000] * 100, saves=list((np.where(np.arange(100) >= 88, 8, 80) * rng.lognormal(0, 0.3, 100)).astype(int)),
    )  # fmt: skip
    assert change_point(videos) is None
    assert change_point(videos, settled_days=7).ratio.value < 0.3
    assert change_point(videos.assign(saves=(6400 / videos["saves"]).astype("Int64"))).ratio.value > 1
