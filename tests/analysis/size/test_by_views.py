"""The save rate by the views of a video."""

import numpy as np
import pandas as pd
import pytest

from tests.benchmarks.making import Cell, creator
from worthsaving.analysis.size.by_views import A_GROUP, MIN_VIDEOS, by_views


def tied(n: int, power: float, seed: int = 0) -> pd.DataFrame:
    """Videos whose true rate goes with views to this power."""
    rng = np.random.default_rng(seed)
    views = np.exp(9 + rng.standard_normal(n)).astype(int) + 1
    rate = np.minimum(0.004 * (views / 8000) ** power * np.exp(0.5 * rng.standard_normal(n)), 1)
    videos, _ = creator(Cell(n), rng)
    return videos.assign(views=pd.array(views, dtype="Int64"), saves=pd.array(rng.binomial(views, rate), dtype="Int64"))


@pytest.mark.parametrize(("power", "verdict"), [(0.6, "more"), (-0.6, "less"), (0.0, "no clear difference")])
def test_the_verdict_follows_the_truth(power, verdict):
    """With 200 videos a tie of the rate to the views is seen, in its direction, and none where there is none."""
    found = by_views(tied(200, power))
    assert found.verdict == verdict
    assert (found.n, found.hits) == (200, 20)


def test_the_ratio_is_that_of_hits_and_middle_video():
    """The truth lies in its range: the tenth with most views over the middle video, by the power."""
    videos = tied(400, 0.6, seed=3)
    logs = np.sort(np.log(videos["views"].to_numpy("float64")))
    true = np.exp(0.6 * (logs[-40:].mean() - np.median(logs)))
    found = by_views(videos).ratio
    assert found.low < true < found.high
    assert found.value == pytest.approx(true, rel=0.25)


@pytest.mark.parametrize(("videos", "told"), [(MIN_VIDEOS - 1, False), (MIN_VIDEOS, True), (MIN_VIDEOS + 1, True)])
def test_it_takes_twelve_videos(videos, told):
    """Fewer have no ratio, no line and no groups."""
    found = by_views(tied(videos, 0.0))
    assert (found.ratio is not None) == told
    assert (len(found.line), len(found.groups) > 0) == (2 * told, told)
    assert (found.verdict == "too few videos") != told


@pytest.mark.parametrize(("n", "groups"), [(2 * A_GROUP - 1, 1), (2 * A_GROUP, 2), (5 * A_GROUP, 5), (200, 5)])
def test_groups_are_even(n, groups):
    """At most five, each of at least eight videos, in order of views, every video in one."""
    found = by_views(tied(n, 0.3)).groups
    assert len(found) == groups
    assert found["n"].sum() == n
    assert found["n"].min() >= A_GROUP - 1
    assert (found["first"].iloc[1:].to_numpy() > found["last"].iloc[:-1].to_numpy()).all()
    assert ((found["low"] <= found["rate"]) & (found["rate"] <= found["high"])).all()


def test_the_same_views_everywhere_compare_nothing():
    """No ratio where all videos have as many views, nor without saves, nor of an empty table."""
    videos = tied(50, 0.0)
    for nothing in (videos.assign(views=100_000), videos.assign(saves=0), videos.head(0)):
        assert by_views(nothing.astype({"views": "Int64", "saves": "Int64"})).ratio is None


def test_an_account_is_held_against_its_own_level():
    """A second account with ten times the views and three times the rate makes no hits of its videos."""
    one, two = tied(60, 0.0, seed=1), tied(60, 0.0, seed=2)
    two = two.assign(account="b", views=two["views"] * 10, saves=two["saves"] * 30)
    together = by_views(pd.concat([one, two], ignore_index=True))
    assert together.verdict == "no clear difference"
