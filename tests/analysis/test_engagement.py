"""The share of saves among all engagement."""

import numpy as np
import pandas as pd
import pytest

from tests.analysis.making import creator, table
from worthsaving.analysis.engagement import reactions, share_over_time, together
from worthsaving.analysis.models.slope_test import LEVEL

OLD = "2026-12-01T00:00Z"


def test_shares_by_hand():
    """Only videos with all four counts and any engagement enter; an empty month stands with missing values."""
    videos = table(
        posted_at=["2026-01-01T00:00Z", "2026-01-09T00:00Z", "2026-01-10T00:00Z", "2026-03-01T00:00Z"],
        observed_at=OLD,
        likes=[80, 70, 1000, 0],
        comments=[5, 15, None, 0],
        shares=[5, 5, 5, 0],
        saves=[10, 10, 5, 0],
    )
    found = share_over_time(videos, by="month")
    january = found.loc[0]
    assert list(found["n"]) == [2, 0, 0]
    assert list(found["n_young"]) == [0, 0, 0]
    assert january["share"] == pytest.approx(0.1)
    assert list(january[["likes_share", "comments_share", "shares_share"]]) == pytest.approx([0.75, 0.1, 0.05])
    assert january["low"] < 0.1 < january["high"] <= 1
    assert found["share"][1:].isna().all()


def test_shares_add_up():
    """The four shares of a period add up to 1."""
    videos, _ = creator(80)
    found = share_over_time(videos).dropna()
    parts = found[["share", "likes_share", "comments_share", "shares_share"]]
    assert parts.sum(axis=1).to_numpy() == pytest.approx(1)


@pytest.mark.parametrize(
    "videos", [table(0), table(likes=[3], posted_at=["2026-01-01T00:00Z"])], ids=["empty", "no saves"]
)
def test_unknown_saves_have_no_share(videos):
    """Without saves nothing is shared out and nothing is taken for 0."""
    found = share_over_time(videos)
    assert found["share"].isna().all()
    assert (found["n"] == 0).all()
    assert found["start"].dtype == pd.Series(dtype="datetime64[us]").dtype


def test_young_videos_are_left_out_and_counted():
    """A video under 7 days old, whose saves are still to come, changes no share; it is counted beside."""
    counts = {"likes": [80, 70, 500], "comments": [5, 10, 20], "shares": [5, 10, 30], "saves": [10, 10, 1]}
    days = ["2026-01-03T00:00Z", "2026-01-09T00:00Z", "2026-01-26T00:00Z"]
    videos = table(posted_at=days, observed_at="2026-01-30T00:00Z", **counts)
    found, ripe = share_over_time(videos, by="month"), share_over_time(videos.head(2), by="month")
    assert list(found["n"]) == [2]
    assert list(found["n_young"]) == [1]
    pd.testing.assert_frame_equal(found.drop(columns="n_young"), ripe.drop(columns="n_young"))


def test_nothing_but_young_videos_is_not_known():
    """Where all videos are young there is no share, and no count of videos it would stand on."""
    videos, _ = creator(20, days=3)
    found = share_over_time(videos.assign(observed_at=videos["posted_at"].max()))
    assert found["share"].isna().all()
    assert found["usual"].isna().all()
    assert found["n"].sum() == 0
    assert found["n_young"].sum() == 20


def stepped(n: int, seed: int, *, times: float = 1.0, days: int = 420) -> pd.DataFrame:
    """A creator whose save rate is so many times as high in the second half of the time, all videos old enough."""
    videos, rates = creator(n, seed=seed, days=days)
    later = videos["posted_at"] > videos["posted_at"].min() + pd.Timedelta(days=days / 2)
    rates = np.minimum(rates * np.where(later, times, 1.0), 0.5)
    return videos.assign(
        observed_at=videos["posted_at"].max() + pd.Timedelta(days=30),
        saves=pd.array(np.random.default_rng(seed).binomial(videos["views"].astype(int), rates), dtype="Int64"),
    )


@pytest.mark.simulation
def test_a_steady_share_is_hardly_ever_told_to_differ():
    """Of forty quiet creators at most four get a p-value under 5 %, however many months there are to differ by chance."""
    found = [share_over_time(stepped(100, seed))["p_value"].iloc[0] < LEVEL for seed in range(40)]
    assert sum(found) <= 4


def test_a_share_that_really_changes_is_told():
    """Saves that become four times as frequent half way show in most sets of 200 videos."""
    found = [share_over_time(stepped(200, seed, times=4.0, days=720))["p_value"].iloc[0] < LEVEL for seed in range(10)]
    assert sum(found) >= 8


def test_one_viral_video_is_no_difference():
    """One video with most of the engagement, and ten times the share, does not make its month another one."""
    videos = stepped(100, 3)
    videos.loc[7, ["views", "likes", "comments", "shares", "saves"]] = [2_000_000, 150_000, 4_000, 8_000, 60_000]
    assert share_over_time(videos)["p_value"].iloc[0] > LEVEL


def test_the_usual_share_stands_in_every_row():
    """The one share of all periods lies inside its range, and is that of the only period where there is one."""
    found = share_over_time(stepped(100, 0))
    assert (found[["usual", "usual_low", "usual_high", "p_value"]].nunique() == 1).all()
    assert (found["usual_low"] < found["usual"]).all()
    assert (found["usual"] < found["usual_high"]).all()
    alone = share_over_time(stepped(40, 0, days=20), by="month").dropna(subset=["share"])
    assert len(alone) == 1
    assert alone["usual"].iloc[0] == pytest.approx(alone["share"].iloc[0])
    assert np.isnan(alone["p_value"].iloc[0])


@pytest.mark.parametrize(
    ("saves", "group"),
    [
        ([3, 5, 2, 9, 1, 7, 4, 4, 2], ["a"] * 9),
        ([3, 5, 2, 9], ["a", "a", "b", "b"]),
        ([3, 5, 2, 9, 1, 7, 4, 4, 2], list("abcdefghi")),
        ([0] * 9, ["a"] * 4 + ["b"] * 5),
        ([3, 5, 2, 9, 1, 7, 4, 4, 2], [None] * 9),
    ],
    ids=["one group", "few videos", "a group each", "no saves", "no group"],
)
def test_what_cannot_be_compared_has_no_p_value(saves, group):
    """One group, too little to know the scatter, or nothing but single videos: no p-value rather than a wild one."""
    part, whole = pd.Series(saves, dtype="Int64"), pd.Series([100] * len(saves), dtype="Int64")
    assert together(part, whole, pd.Series(group, dtype="str")).p_value is None


def test_groups_far_apart_differ_and_groups_alike_do_not():
    """Ten times the rate in one group is next to impossible by chance; the same rates in both say nothing."""
    rng = np.random.default_rng(0)
    group, whole = pd.Series(["a"] * 30 + ["b"] * 30), pd.Series([1000] * 60)
    alike = pd.Series(rng.poisson(20 * rng.gamma(3, 1 / 3, 60)))
    assert together(alike, whole, group).p_value > LEVEL
    assert together(alike.where(group == "a", alike * 10), whole, group).p_value < 0.001


def test_reactions_are_rates_of_the_most_viewed():
    """Shares, likes and comments over views of the most viewed videos, most shared first; 0 views have no rate."""
    videos = table(views=[100, 200, 0, 50], shares=[1, 4, 0, 50], likes=[10, None, 3, 1])
    found = reactions(videos, most=2)
    assert found.table.index.tolist() == [1, 0]
    assert found.table["shares"].tolist() == [0.02, 0.01]
    assert found.table["likes"].isna().tolist() == [True, False]
    assert list(found.table.columns) == ["shares", "likes"]
    assert (found.per_view, found.of) == (True, 4)
    assert reactions(videos, most=4).table["shares"].isna().sum() == 1


def test_reactions_without_views_or_without_anything():
    """Counts where no views are known, views where nothing else is, no column where nothing is."""
    likes = reactions(table(likes=[3, 9]), most=5)
    assert (likes.table["likes"].tolist(), likes.per_view) == ([9, 3], False)
    assert list(reactions(table(views=[3, 9]), most=5).table.columns) == ["views"]
    assert list(reactions(table(n=2), most=5).table.columns) == []
