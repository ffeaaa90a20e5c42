"""Saves that views, likes and comments suggest, and the quadrants of saves and likes."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import betainc
from scipy.stats import beta

from tests.analysis.making import OBSERVED, creator, log_normal, table
from worthsaving import schema
from worthsaving.analysis import expected
from worthsaving.analysis.expected import expected_saves, quadrants
from worthsaving.analysis.models import heavy_tails, rates


def made(n, seed=0):
    """Saves with mean 0.002 * views^0.8 * likes^0.3, scatter Gamma with shape 3."""
    rng = np.random.default_rng(seed)
    views = np.exp(9 + 1.5 * rng.standard_normal(n)).astype(int) + 50
    likes = rng.binomial(views, rng.beta(3, 40, n)) + 1
    comments = rng.binomial(likes, 0.1)
    mean = 0.002 * views**0.8 * likes**0.3
    return table(views=views, likes=likes, comments=comments, saves=rng.poisson(mean * rng.gamma(3, 1 / 3, n))), mean


def test_the_truth_is_found():
    """With 2,000 videos the expected saves are within 12 % of the true means, with and without comments known."""
    videos, mean = made(2000)
    found = expected_saves(videos)
    assert found["expected"].to_numpy() == pytest.approx(mean, rel=0.12)
    found = expected_saves(videos.assign(comments=pd.array([None] * 2000, dtype="Int64")))
    assert found["expected"].to_numpy() == pytest.approx(mean, rel=0.12)


def test_each_video_is_judged_by_what_is_known_of_it():
    """Videos without likes are judged by views and comments, others by all three, and nobody is left out."""
    videos, _ = made(200)
    whole = expected_saves(videos)
    videos.loc[:9, "likes"] = pd.NA
    found = expected_saves(videos)
    assert found["expected"].notna().all()
    assert (found["expected"].head(10) / whole["expected"].head(10)).between(0.3, 3).all()
    assert not np.allclose(found["expected"].head(10), whole["expected"].head(10))


def test_the_counts_that_were_used_are_named():
    """All three, those a video has, and no more than there are videos enough for."""
    videos, _ = made(40)
    videos.loc[0, "likes"] = videos.loc[1, "saves"] = pd.NA
    found = expected_saves(videos)["counts"]
    assert found.head(3).tolist() == ["views and comments", *["views, likes and comments"] * 2]
    assert set(expected_saves(videos.head(25))["counts"]) == {"views and comments", "views and likes"}
    assert set(expected_saves(videos.head(12))["counts"]) == {"views"}


def test_outliers_are_called_in_both_directions():
    """Thirty times the expected saves, and none where hundreds are expected, are called; nearly nothing else is."""
    videos, mean = made(150, seed=3)
    big = mean > 100
    more, fewer = np.flatnonzero(big)[:2]
    videos.loc[more, "saves"] = int(30 * mean[more])
    videos.loc[fewer, "saves"] = 0
    found = expected_saves(videos)
    assert found["verdict"][more] == "more than expected"
    assert found["verdict"][fewer] == "fewer than expected"
    assert (found["verdict"] != "as expected").sum() <= 3
    assert found["ratio"][more] == pytest.approx(videos["saves"][more] / found["expected"][more])
    assert videos["saves"][more] > found["high"][more]


def test_a_young_video_is_not_called_to_have_fewer():
    """Its saves come later than its likes; one that has more already is called."""
    videos, mean = made(150, seed=3)
    more, fewer, young = np.flatnonzero(mean > 100)[:3]
    videos.loc[more, "saves"] = int(30 * mean[more])
    videos.loc[[fewer, young], "saves"] = 0
    posted = pd.Series(OBSERVED - pd.Timedelta(days=90), index=videos.index)
    posted[[more, young]] = OBSERVED - pd.Timedelta(days=3)
    videos = videos.assign(posted_at=posted.astype(schema.MOMENT), observed_at=OBSERVED)
    found = expected_saves(videos)["verdict"]
    assert found[[more, fewer, young]].tolist() == ["more than expected", "fewer than expected", "as expected"]


def test_log_normal_saves_are_judged_by_their_own_law(monkeypatch):
    """A quiet account in which one video stands out of a law of the same mean and variance; under its own none does."""
    videos = log_normal(80, seed=3)
    assert (expected_saves(videos)["verdict"] == "as expected").all()
    monkeypatch.setattr(heavy_tails, "under_own_law", lambda p, *_, **__: p)
    assert (expected_saves(videos)["verdict"] != "as expected").sum() == 1


def test_ranges_hold_unseen_videos():
    """95 % ranges hold 93-97.5 % of the saves of videos that the model did not see; those get no verdict."""
    held = []
    for seed in range(30):
        videos, _ = made(60, seed)
        saves = videos["saves"].to_numpy("float64")[:12]
        videos.loc[:11, "saves"] = pd.NA
        found = expected_saves(videos).head(12)
        assert found[["ratio", "verdict"]].isna().all(axis=None)
        held.append(((found["low"] <= saves) & (saves <= found["high"])).mean())
    assert 0.925 < np.mean(held) < 0.98


@pytest.mark.parametrize(
    "videos",
    [
        table(0),
        table(saves=[1], views=[10], likes=[2]),
        table(saves=[0] * 30, views=[1000] * 30, likes=[5] * 30),
        table(saves=[5] * 30, likes=[None] * 30),
        table(saves=[None] * 30, views=[1000] * 30),
    ],
    ids=["empty", "one", "no saves", "no predictor", "saves unknown"],
)
def test_nothing_to_learn_from_gives_nothing(videos):
    """Too few videos, no save, no predictor: everything is missing and nothing breaks."""
    found = expected_saves(videos)
    assert list(found.columns) == ["expected", "low", "high", "ratio", "verdict", "counts"]
    assert found.isna().all(axis=None)


def test_constant_data_and_faulty_rows():
    """The same everywhere is as expected; zero views are a known count; more saves than views are a fault."""
    videos = table(saves=[5] * 20 + [0, 50], views=[1000] * 20 + [0, 10], likes=[30] * 20 + [0, 3])
    found = expected_saves(videos)
    assert (found["verdict"].head(20) == "as expected").all()
    assert found["expected"].head(20).to_numpy() == pytest.approx(5, rel=0.05)
    assert found.loc[20].notna().all()
    assert found.loc[21].isna().all()


def test_the_order_of_many_videos_changes_nothing():
    """Above the limit the same sample is learnt from, however the rows stand."""
    videos, _ = made(21_000)
    found, turned = expected_saves(videos), expected_saves(videos.sample(frac=1, random_state=1)).sort_index()
    pd.testing.assert_frame_equal(found, turned, rtol=1e-9)


def test_corners_are_named():
    """Big videos high or low in saves and likes get their corner, middling and thin ones stay in the middle."""
    rng = np.random.default_rng(0)
    n = 80
    rate = rng.beta(3, 1000, n)
    liked = rng.beta(4, 60, n)
    top, bottom = 0.012, 0.0003
    rate[:4], liked[:4] = [top, bottom, top, bottom], [0.005, 0.25, 0.25, 0.005]
    views = np.full(n, 50_000)
    views[4] = 20
    saves, likes = rng.binomial(views, rate), rng.binomial(views, liked)
    saves[4], likes[4] = 1, 0
    found = quadrants(table(views=views, saves=saves, likes=likes))
    assert list(found["label"].head(5)) == ["silent compliments", "liked, not kept", "both", "neither", "middle"]
    assert (found["label"] == "middle").mean() > 0.3
    assert found["save_rate"][0] == pytest.approx(top, rel=0.1)
    assert found["like_rate"][1] == pytest.approx(0.25, rel=0.1)


def test_corners_need_both_rates_and_enough_videos():
    """Unknown likes give no label; seven videos are all in the middle."""
    videos, _ = creator(30)
    videos.loc[3, "likes"] = pd.NA
    found = quadrants(videos)
    assert found.loc[3].isna().all()
    assert found["label"].notna().sum() == 29
    assert set(quadrants(videos.tail(7))["label"]) == {"middle"}
    assert len(quadrants(table(0))) == 0
    assert quadrants(videos.assign(likes=pd.array([None] * 30, dtype="Int64")))["label"].isna().all()


@pytest.mark.parametrize(("videos", "slopes"), [(7, 0), (8, 1), (19, 1), (20, 2), (29, 2), (30, 3), (31, 3)])
def test_a_slope_takes_ten_videos(videos, slopes):
    """The first is fitted from eight, the second from twenty, the third from thirty."""
    known = {name: np.ones(videos, dtype=bool) for name in expected.PREDICTORS}
    counts = {"saves": np.ones(videos)}
    assert expected._affordable(list(known), counts, known, np.ones(videos, dtype=bool)) == list(known)[:slopes]


def test_high_is_the_top_third_with_four_in_five():
    """A rate is high where the chance that it lies in the top third is 80 % or more; low likewise."""
    videos, _ = creator(400, seed=4)
    model = rates.fit(videos["saves"], videos["views"])
    a, b = rates.posterior(videos["saves"].to_numpy("float64"), videos["views"].to_numpy("float64"), model)
    _, high, low = expected._place(videos["saves"], videos["views"])
    np.testing.assert_array_equal(high, beta(a, b).sf(model.quantile(2 / 3)) >= 0.8)
    np.testing.assert_array_equal(low, beta(a, b).cdf(model.quantile(1 / 3)) >= 0.8)
    assert 0 < high.sum() < 200 > low.sum() > 0


def test_comments_have_quadrants_of_their_own():
    """The same rule with comments: names of their own, a rate of their own; another count raises."""
    videos, _ = creator(60)
    videos = videos.assign(views=videos["views"] + 50_000)
    videos["comments"] = (videos["views"] * 0.004).round().astype("Int64")
    rate = np.where(np.arange(60) % 2 == 0, 0.02, 0.0005)
    videos["saves"] = pd.array((videos["views"].to_numpy("float64") * rate).round().astype(int), dtype="Int64")
    videos["comments"] = pd.array(
        (videos["views"].to_numpy("float64") * np.where(np.arange(60) % 3 == 0, 0.02, 0.0003)).round().astype(int),
        dtype="Int64",
    )
    found = quadrants(videos, "comments")
    assert {"both", "kept without a word", "talked about, not kept", "neither"} == set(found["label"])
    assert found["label"].iloc[:4].tolist() == ["both", "neither", "kept without a word", "talked about, not kept"]
    assert "comment_rate" in found
    with pytest.raises(KeyError):
        quadrants(videos, "shares")


def test_without_a_date_the_newest_video_says_how_old_the_others_are():
    """Also where that one has no saves count, so that it stands in no quadrant itself."""
    videos, _ = creator(60)
    views = pd.array([100_000] * 60, dtype="Int64")
    more = pd.array([100 * (number % 7) for number in range(60)], dtype="Int64")
    videos = videos.assign(views=views, likes=views // 20 + more, saves=views // 200 + more)
    videos["observed_at"] = videos["observed_at"].mask(videos["views"] > 0)
    last = videos["posted_at"].idxmax()
    before = videos["posted_at"].drop(last).idxmax()
    videos.loc[before, ["likes", "saves"]] = [30_000, 10]
    videos.loc[last, "posted_at"] = videos.loc[before, "posted_at"] + pd.Timedelta(days=30)
    videos.loc[last, "saves"] = pd.NA
    assert quadrants(videos).at[before, "label"] == "liked, not kept"


@pytest.mark.parametrize(("days", "named"), [(6, False), (7, True), (8, True)])
def test_a_young_video_is_in_no_quadrant(days, named):
    """Its saves are still to come, so "liked, not kept" would be said too early."""
    videos, _ = creator(60)
    views = pd.array([100_000] * 60, dtype="Int64")
    videos = videos.assign(views=views, likes=views // 20, saves=views // 200)
    videos.loc[3, ["likes", "saves"]] = [30_000, 10]
    videos.loc[:20, "likes"] = videos.loc[:20, "likes"] + pd.array(range(21), dtype="Int64") * 100
    videos.loc[:20, "saves"] = videos.loc[:20, "saves"] + pd.array(range(21), dtype="Int64") * 10
    videos.loc[3, ["likes", "saves"]] = [30_000, 10]
    videos.loc[3, "observed_at"] = videos.loc[3, "posted_at"] + pd.Timedelta(days=days)
    assert (quadrants(videos).at[3, "label"] == "liked, not kept") == named


@pytest.mark.parametrize("rate", [0.0005, 0.01, 0.3, 0.97])
def test_a_rate_is_surely_high_by_its_posterior(rate):
    """As the whole distribution says it, of few views and of many, however far from the rate."""
    rng = np.random.default_rng(3)
    total = 10 ** rng.uniform(0.5, 6, 20_000)
    mean = np.clip(rate * 10 ** rng.normal(0, 0.3, 20_000), 1e-6, 1 - 1e-6)
    a, b = mean * total, (1 - mean) * total
    sure = 1 - betainc(a, b, rate) >= expected.SURE
    assert 0.05 < sure.mean() < 0.95
    assert (expected._surely_over(a, b, rate) == sure).all()
