"""Saves against likes or comments."""

import numpy as np
import pandas as pd
import pytest

from tests.analysis.making import creator, log_normal, table
from tests.benchmarks.making import Cell, creator as simulated
from worthsaving.analysis.models import heavy_tails, nb2
from worthsaving.analysis.relation import correlation, points, usual


def test_points_by_hand():
    """Counts and rates of the videos that have both; the share is of all views."""
    videos = table(likes=[10, None, 30, 4], saves=[1, 2, 3, None], views=[100, 100, 200, 100])
    counts = points(videos, "likes", as_rates=False)
    assert list(counts.index) == [0, 2]
    assert list(counts["x"]) == [10, 30]
    assert list(counts["y"]) == [1, 3]
    assert list(counts["share"]) == [0.2, 0.4]
    rates = points(videos, "likes", as_rates=True)
    assert list(rates["x"]) == [0.1, 0.15]
    assert list(rates["y"]) == [0.01, 0.015]


def test_counts_need_no_views_but_rates_do():
    """Unknown or zero views, and counts above the views, take a video out of the rates only."""
    videos = table(likes=[5, 5, 5, 500], saves=[1, 1, 1, 1], views=[None, 0, 10, 100])
    assert list(points(videos, "likes", as_rates=False).index) == [0, 1, 2, 3]
    assert list(points(videos, "likes", as_rates=True).index) == [2]


def test_age_goes_along():
    """The age in days comes with each point, NaN where unknown."""
    videos = table(
        likes=[1, 1], saves=[1, 1], posted_at=["2026-03-01T00:00Z", None], observed_at=["2026-03-05T00:00Z"] * 2
    )
    ages = points(videos, "likes", as_rates=False)["age_days"]
    assert ages[0] == 4
    assert np.isnan(ages[1])


def test_missing_likes_leave_no_points_and_no_line():
    """A file without likes has no relation to show."""
    videos = table(saves=[1] * 10, views=[100] * 10)
    assert len(points(videos, "likes", as_rates=False)) == 0
    assert usual(videos, "likes", as_rates=False) is None


@pytest.mark.parametrize("as_rates", [False, True])
def test_too_few_or_no_saves_have_no_line(as_rates):
    """Under eight videos, or no save among them, there is no usual."""
    videos, _ = creator(30)
    assert usual(videos.head(7), "likes", as_rates=as_rates) is None
    assert usual(videos.assign(saves=videos["saves"] * 0), "likes", as_rates=as_rates) is None
    assert usual(table(0), "likes", as_rates=as_rates) is None


@pytest.mark.parametrize("as_rates", [False, True])
def test_the_line_is_bounded_and_in_order(as_rates):
    """At most 60 points, x rising, low <= mid <= high, everything finite, one value a video."""
    videos, _ = creator(200)
    found = usual(videos, "likes", as_rates=as_rates)
    assert len(found.line.x) <= 60
    assert (np.diff(found.line.x) > 0).all()
    assert (found.line.low <= found.line.mid).all()
    assert (found.line.mid <= found.line.high).all()
    assert np.isfinite(np.concatenate([found.line.x, found.line.mid, found.line.low, found.line.high])).all()
    assert (found.line.video_low <= found.line.expected).all()
    assert (found.line.expected <= found.line.video_high + 1).all()
    assert list(found.line.above.index) == list(points(videos, "likes", as_rates=as_rates).index)
    assert found.n == len(found.line.expected)


def related(n, seed):
    """Saves that really follow likes: mean 0.05 * (1 + likes) ** 0.9, scatter Gamma with shape 2."""
    rng = np.random.default_rng(seed)
    likes = np.exp(6 + 1.5 * rng.standard_normal(n)).astype(int)
    mean = 0.05 * (1 + likes) ** 0.9
    saves = rng.poisson(mean * rng.gamma(2, 0.5, n))
    return table(likes=likes, saves=saves, views=likes * 20), mean


def test_the_line_finds_the_truth():
    """With 2,000 videos the expected saves are within 15 % of the true means."""
    videos, mean = related(2000, 0)
    assert usual(videos, "likes", as_rates=False).line.expected.to_numpy() == pytest.approx(mean, rel=0.15)


@pytest.mark.simulation
def test_prediction_ranges_cover():
    """95 % of videos lie inside their own prediction range (93-98 %)."""
    held = []
    for seed in range(40):
        videos, _ = related(60, seed)
        found = usual(videos, "likes", as_rates=False)
        saves = videos["saves"].astype("float64")
        held.append(((found.line.video_low <= saves) & (saves <= found.line.video_high)).mean())
    assert 0.93 < np.mean(held) < 0.985


@pytest.mark.simulation
def test_a_real_outlier_is_called_out_and_chance_is_not():
    """A video with forty times the expected saves stands out; in made data without any, at most a few sets flag one."""
    videos, mean = related(100, 1)
    videos.loc[3, "saves"] = int(mean[3] * 40) + 40
    assert usual(videos, "likes", as_rates=False).line.above[3]
    flagged = [usual(related(60, seed)[0], "likes", as_rates=False).line.above.any() for seed in range(40)]
    assert np.mean(flagged) <= 0.1


def test_correlation_is_of_the_rates():
    """Spearman of the rates, the same in both modes, with a range about it; the counts' own is far higher."""
    videos, _ = creator(150)
    counts, rates = (usual(videos, "likes", as_rates=mode) for mode in (False, True))
    pairs = points(videos, "likes", as_rates=True)
    assert counts.correlation == rates.correlation
    assert counts.correlation.value == pytest.approx(pairs["x"].corr(pairs["y"], method="spearman"))
    assert counts.correlation.low < counts.correlation.value < counts.correlation.high
    assert abs(counts.correlation.value) < 0.3


def test_the_correlation_has_its_own_number_of_videos():
    """Where views are known of a dozen videos only, the correlation stands on those, however many have both counts."""
    videos, _ = creator(100, seed=3)
    videos.loc[12:, "views"] = pd.NA
    found = usual(videos, "likes", as_rates=False)
    assert found.n == 100
    assert found.correlation.n == len(points(videos, "likes", as_rates=True)) == 12


@pytest.mark.parametrize("as_rates", [False, True])
@pytest.mark.parametrize("likes", [0, 7])
def test_constant_likes_give_a_flat_line_and_no_correlation(as_rates, likes):
    """With the same likes everywhere (or none at all) nothing can be related, and nothing breaks."""
    rng = np.random.default_rng(0)
    videos = table(likes=[likes] * 20, saves=rng.poisson(4, 20), views=[1000] * 20)
    found = usual(videos, "likes", as_rates=as_rates)
    assert found.correlation is None
    assert found.line.mid * (1000 if as_rates else 1) == pytest.approx(videos["saves"].mean(), rel=0.01)


def test_zeros_on_both_sides():
    """Videos without likes or saves belong to the line, which starts at 0 likes."""
    videos = table(likes=[0, 0, 1, 3, 10, 30, 100, 300, 1000], saves=[0, 1, 0, 0, 1, 2, 8, 20, 80], views=[9000] * 9)
    for as_rates in (False, True):
        found = usual(videos, "likes", as_rates=as_rates)
        assert found.line.x[0] == 0
        assert np.isfinite(found.line.mid).all()


def test_index_of_the_table_is_kept():
    """A filtered table keeps its labels in every per-video answer."""
    videos, _ = creator(40)
    some = videos[videos.index % 2 == 1]
    assert set(usual(some, "comments", as_rates=True).line.expected.index) <= set(some.index)
    assert isinstance(usual(some, "comments", as_rates=True).line.above, pd.Series)


def test_the_same_videos_stand_out_with_rates_and_with_counts() -> None:
    """Which axis is shown changes no verdict."""
    videos, _ = simulated(Cell(200, 2.0, 1.0), np.random.default_rng(5))
    videos.loc[3, ["views", "likes", "saves"]] = [50_000, 900, 6_000]
    rates, counts = (usual(videos, "likes", as_rates=as_rates) for as_rates in (True, False))
    assert rates is not None
    assert counts is not None
    assert rates.line.above.sum() >= 1
    assert rates.line.above[rates.line.above].index.equals(counts.line.above[counts.line.above].index)


@pytest.mark.parametrize("against", ["likes", "comments"])
@pytest.mark.simulation
def test_quiet_creators_have_hardly_ever_a_video_that_stands_out(against: str) -> None:
    """A thousand videos with nothing unusual among them: at most one of twelve such creators is told of one."""
    told = 0
    for seed in range(12):
        videos, _ = simulated(Cell(1000, 2.0, 1.0), np.random.default_rng((seed, 7)))
        found = usual(videos, against, as_rates=True)
        assert found is not None
        told += bool(found.line.above.any())
    assert told <= 1


@pytest.mark.parametrize(("videos", "told"), [(7, False), (8, True), (9, True)])
def test_usual_takes_eight_videos(videos, told):
    """The line and the correlation alike."""
    some, _ = creator(videos, seed=3)
    found = usual(some, "likes", as_rates=True)
    assert (found is not None) == told
    assert not told or found.correlation is not None


def test_the_line_has_sixty_points():
    """59 between the least and the most likes, and zero where a video has none."""
    some, _ = creator(80, seed=3)
    some["likes"] = some["likes"] + 1
    assert len(usual(some, "likes", as_rates=False).line.x) == 59
    some.loc[0, "likes"] = 0
    assert len(usual(some, "likes", as_rates=False).line.x) == 60


def test_at_equal_views_the_views_are_no_tie():
    """Both rates follow the views and nothing else: tied as they stand, not among videos with equal views."""
    rng = np.random.default_rng(0)
    views = np.exp(10 + rng.standard_normal(400)).astype(int) + 100
    level = (views / np.exp(10)) ** 0.5
    likes, saves = (
        rng.binomial(views, np.clip(base * level * np.exp(0.4 * rng.standard_normal(400)), 0, 1))
        for base in (0.05, 0.01)
    )
    found = usual(table(views=views, likes=likes, saves=saves), "likes", as_rates=True)
    assert found.correlation.low > 0.3
    assert found.at_equal_views.low < 0 < found.at_equal_views.high
    assert found.at_equal_views.n == 400


def test_the_correlation_at_equal_views_is_the_partial_one():
    """By the textbook's formula from the three plain rank correlations; with the same views everywhere the plain one."""
    videos, _ = creator(80)
    pairs = points(videos, "likes", as_rates=True)
    ranks = pairs[["x", "y"]].assign(v=videos["views"][pairs.index]).rank().corr()
    xy, xv, yv = ranks.loc["x", "y"], ranks.loc["x", "v"], ranks.loc["y", "v"]
    wanted = (xy - xv * yv) / np.sqrt((1 - xv**2) * (1 - yv**2))
    found = correlation(pairs, given=videos["views"][pairs.index])
    assert found.value == pytest.approx(wanted)
    plain = correlation(pairs)
    assert correlation(pairs, given=pd.Series(7, index=pairs.index)) == plain
    assert found.high - found.low == pytest.approx(plain.high - plain.low, rel=0.1)


def test_rates_that_follow_the_views_entirely_have_no_tie():
    """Where nothing is left beside the views there is nothing to compare."""
    pairs = pd.DataFrame({"x": np.arange(1, 21), "y": np.arange(1, 21)}, dtype="float64")
    assert correlation(pairs, given=pairs["x"]) is None


def test_above_holds_under_a_log_normal_law_as_well(monkeypatch):
    """Two quiet videos of log-normal rates stand out of the negative binomial alone; none of both laws."""
    videos = log_normal(80, seed=1)
    assert not usual(videos, "likes", as_rates=True).line.above.any()
    monkeypatch.setattr(heavy_tails, "upper_tail", nb2.upper_tail)
    assert usual(videos, "likes", as_rates=True).line.above.sum() == 2
