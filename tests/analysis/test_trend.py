"""Buckets over time and the verdict on the trend."""

import math
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from tests.analysis.making import creator, table
from worthsaving.analysis import trend
from worthsaving.analysis.models import rates, slope_test
from worthsaving.analysis.trend import buckets, verdict

OLD = "2026-12-01T00:00Z"


def test_months_are_summed_and_empty_ones_kept():
    """January and March have videos; February stands between them with none and with missing values."""
    videos = table(
        posted_at=["2026-01-01T00:00Z", "2026-01-31T23:59Z", "2026-03-15T00:00Z", None],
        observed_at=OLD,
        views=[1000, 3000, 500, 9],
        likes=[10, None, 5, 9],
        saves=[2, 6, None, 9],
    )
    found = buckets(videos, by="month")
    assert list(found["start"]) == list(pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01"]))
    assert list(found["end"]) == list(pd.to_datetime(["2026-01-31", "2026-02-28", "2026-03-31"]))
    assert list(found["n"]) == [2, 0, 1]
    assert list(found["n_rate"]) == [2, 0, 0]
    assert found["saves"][0] == 8
    assert found["saves"][1:].isna().all()
    assert list(found["views"].astype(object).where(found["views"].notna(), None)) == [4000, None, 500]
    assert found["likes"][0] == 10
    assert found["comments"].isna().all()
    assert found["rate"][0] == pytest.approx(0.002)
    assert found[["rate", "low", "high"]][1:].isna().all(axis=None)
    assert found["low"][0] < 0.002 < found["high"][0]


def test_weeks_start_on_monday():
    """A Sunday and the next day lie in different weeks."""
    found = buckets(table(posted_at=["2026-03-01T12:00Z", "2026-03-02T12:00Z"], observed_at=OLD), by="week")
    assert list(found["start"]) == list(pd.to_datetime(["2026-02-23", "2026-03-02"]))
    assert list(found["end"]) == list(pd.to_datetime(["2026-03-01", "2026-03-08"]))


def test_young_videos_are_counted_but_not_rated():
    """A young video adds to n and the sums, never to the rate."""
    videos = table(
        posted_at=["2026-03-01T00:00Z", "2026-03-05T00:00Z"],
        observed_at="2026-03-09T00:00Z",
        views=[1000, 1000],
        saves=[5, 0],
    )
    row = buckets(videos, by="month").loc[0]
    assert (row["n"], row["n_young"], row["n_rate"], row["saves"]) == (2, 1, 1, 5)
    assert row["rate"] == pytest.approx(0.005)


@pytest.mark.parametrize(("n", "days", "days_each"), [(60, 60, 7), (12, 150, 28), (300, 420, 28)])
def test_weeks_for_short_dense_spans_and_months_otherwise(n, days, days_each):
    """Weeks need at most half a year and five videos in most of them."""
    videos, _ = creator(n, days=days)
    found = buckets(videos)
    assert ((found["end"] - found["start"]).dt.days + 1).min() == pytest.approx(days_each, abs=3)


def test_one_viral_video_counts_as_one_video():
    """A month's rate is that of its usual video: a viral one with a tenfold rate hardly moves it, and is no trend."""
    videos = table(
        posted_at=[f"2026-0{month}-{day:02}T00:00Z" for month in (1, 2, 3) for day in range(1, 11)],
        observed_at=OLD,
        views=[1000, 2000, 3000, 4000, 5000] * 5 + [1000, 2000, 3000, 4000, 2_000_000],
        saves=[1, 4, 1, 9, 3] * 5 + [1, 4, 1, 9, 20_000],
    )
    found = buckets(videos, by="month")
    pooled = found["saves"] / found["views"]
    assert pooled[2] > 5 * pooled[0]
    assert found["rate"][2] < 2.5 * found["rate"][0]
    assert found["low"][2] < found["high"][0]
    assert verdict(videos).verdict == "no clear trend"


@pytest.mark.parametrize("videos", [table(0), table(3, views=[1, 2, 3])], ids=["empty", "no dates"])
def test_no_dates_give_an_empty_table_and_too_few_videos(videos):
    """Without any date there are no buckets and no trend."""
    found = buckets(videos)
    assert len(found) == 0
    assert {"start", "end", "n", "rate", "low", "high", "saves"} <= set(found.columns)
    assert verdict(videos).verdict == "too few videos"
    assert verdict(videos).per_year is None


def test_a_strong_rise_and_fall_are_called():
    """A rate that grows or shrinks six-fold over 200 videos is seen, with a range that holds the truth."""
    truth = 6 ** (365.25 / 420)
    videos, _ = creator(200, factor=6.0)
    up = verdict(videos)
    assert up.verdict == "rising"
    assert up.per_year.low < truth < up.per_year.high
    assert up.p_value < 0.05
    videos, _ = creator(200, factor=1 / 6)
    down = verdict(videos)
    assert down.verdict == "falling"
    assert down.per_year.high < 1


def test_few_videos_are_said_to_be_few():
    """Ten videos are too few; the answer says about how many more would do. Five do not even tell that."""
    found = verdict(creator(10)[0])
    assert (found.verdict, found.n, found.p_value) == ("too few videos", 10, None)
    assert found.needed > 2
    found = verdict(creator(5)[0])
    assert (found.verdict, found.n, found.needed) == ("too few videos", 5, None)


def test_verdict_leaves_out_young_videos():
    """Only old enough videos are judged."""
    videos, _ = creator(40)
    videos.loc[:9, "observed_at"] = videos.loc[:9, "posted_at"] + pd.Timedelta(days=2)
    found = verdict(videos)
    assert (found.n, found.left_out_young) == (30, 10)


def test_no_saves_at_all_is_too_few():
    """All-zero saves carry no trend."""
    videos, _ = creator(50)
    assert verdict(videos.assign(saves=videos["saves"] * 0)).verdict == "too few videos"


def test_constant_rates_have_no_trend():
    """The same rate everywhere: no clear trend, a factor of 1."""
    videos, _ = creator(30)
    found = verdict(videos.assign(views=10_000, saves=50).astype({"views": "Int64", "saves": "Int64"}))
    assert found.verdict == "no clear trend"
    assert found.per_year.value == pytest.approx(1, abs=1e-3)


def test_range_and_p_value_agree():
    """The range leaves out 1 exactly when the verdict is clear."""
    for seed in range(25):
        videos, _ = creator(40, factor=3.0, seed=seed)
        found = verdict(videos)
        change = found.per_year
        assert (found.p_value < 0.05) == (not change.low <= 1 <= change.high) or abs(found.p_value - 0.05) < 0.004


@pytest.mark.parametrize(("n", "views_factor"), [(50, 1.0), (50, 20.0)])
@pytest.mark.simulation
def test_false_alarms_hold(n, views_factor):
    """With no change in the rates, even when views grow, about 5 % of series are called rising or falling.

    A coarse guard: with 150 series the standard error is 1.8 points.
    """
    clear = [
        verdict(creator(n, seed=seed, views_factor=views_factor)[0]).verdict in ("rising", "falling")
        for seed in range(150)
    ]
    assert 0.005 < np.mean(clear) < 0.1


@pytest.mark.simulation
def test_power_for_a_doubling():
    """A doubling over the period is seen in most series of 200 videos."""
    seen = [verdict(creator(200, seed=seed, factor=2.0)[0]).verdict == "rising" for seed in range(60)]
    assert np.mean(seen) > 0.65


@pytest.mark.parametrize(("videos", "most"), [(15, 0.3), (50, 0.15), (200, 0.1)])
@pytest.mark.simulation
def test_one_viral_video_makes_no_trend(videos, most):
    """Even videos and then one with a thousand times the views and ten times the rate: hardly ever a rise (without the sandwich 70-90 %)."""
    called = []
    for seed in range(20):
        some, _ = creator(videos, seed=seed, alpha=11.0, beta=9474.0, sigma=1.0)
        last = some["posted_at"].idxmax()
        some.loc[last, ["views", "saves"]] = [3_000_000, 30_000]
        called.append(verdict(some).verdict in ("rising", "falling"))
    assert np.mean(called) <= most


def test_the_price_of_a_heavy_tail_is_the_sandwich():
    """How much wider a coefficient scatters is White's variance over the model's, written out; a quiet set pays nothing."""
    rng = np.random.default_rng(0)
    design = np.column_stack([np.ones(80), np.linspace(-1.7, 1.7, 80)])
    mean, size = np.exp(2 + 0.2 * design[:, 1]), 1.7
    saves = rng.negative_binomial(size, size / (size + mean)).astype(float)
    assert slope_test._excess(saves, mean, size, design) == 1.0
    saves[-1] = 40 * mean[-1]
    weight, score = mean / (1 + mean / size), (saves - mean) / (1 + mean / size)
    bread = np.linalg.inv(design.T @ np.diag(weight) @ design)
    robust = bread @ (design.T @ np.diag(score**2) @ design) @ bread
    assert slope_test._excess(saves, mean, size, design) == pytest.approx(robust[1, 1] / bread[1, 1])


class Lines(trend.Slope):
    """The slope test, remembering each line that was fitted."""

    fitted: ClassVar[list[trend.Slope]] = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fitted.append(self)


ERRORS_OF_A_DOUBLING = 1.1 * (2.1 + norm.ppf(0.8)) / math.log(2)


def test_few_videos_need_as_many_as_would_show_a_doubling():
    """With evenly spread days the change over the span has the variance 12 * overdispersion / n; rounded up to fives."""
    videos = creator(11)[0]
    needed = ERRORS_OF_A_DOUBLING**2 * 12 * rates.fit(videos["saves"], videos["views"]).overdispersion
    assert verdict(videos).needed == math.ceil(needed / 5) * 5 - 11


def error_of_the_change(videos, monkeypatch):
    """The standard error (log scale) of the change over the whole span, as the trend found it."""
    monkeypatch.setattr(trend, "Slope", Lines)
    span = verdict(videos).days
    day = videos["posted_at"].dt.tz_localize(None).dt.normalize() - pd.Timestamp("2025-01-01")
    return Lines.fitted[-1].error * span / day.dt.days.std(ddof=0)


def test_more_videos_are_asked_for_until_a_doubling_would_show(monkeypatch):
    """The error of the change over the span falls with the root of the number of videos."""
    videos, _ = creator(60, seed=3)
    error = error_of_the_change(videos, monkeypatch)
    found = verdict(videos)
    assert found.verdict == "no clear trend"
    assert found.needed == pytest.approx(60 * (ERRORS_OF_A_DOUBLING * error) ** 2 - 60, abs=5)


@pytest.mark.parametrize(("more", "needed"), [(-1e-6, None), (1e-6, 5)])
def test_no_more_videos_are_asked_for_than_are_needed(monkeypatch, more, needed):
    """As many videos as would show a doubling need no more; the least too few need five more."""
    videos, _ = creator(60, seed=2)
    monkeypatch.setattr(trend, "_FOR_DOUBLING", (1 + more) / error_of_the_change(videos, monkeypatch))
    assert verdict(videos).needed == needed


def evenly(videos, days, saved):
    """So many videos over so many days, the first ones saved."""
    posted = pd.Timestamp("2026-01-01", tz="UTC") + pd.to_timedelta(np.linspace(0, days, videos).round(), unit="D")
    saves = [5] * saved + [0] * (videos - saved)
    return table(account="a", posted_at=list(posted), observed_at=OLD, views=[1000] * videos, saves=saves)


@pytest.mark.parametrize(
    ("videos", "days", "saved", "enough"),
    [
        (11, 100, 11, False), (12, 100, 12, True), (13, 100, 13, True),
        (30, 13, 30, False), (30, 14, 30, True), (30, 15, 30, True),
        (30, 100, 2, False), (30, 100, 3, True), (30, 100, 4, True),
    ],
)  # fmt: skip
def test_a_trend_takes_twelve_videos_fourteen_days_and_three_saved_ones(videos, days, saved, enough):
    """Each edge by itself."""
    assert (verdict(evenly(videos, days, saved)).verdict != "too few videos") == enough


def in_series(videos, runs, *, seed=0, times=4.0):
    """A creator's videos whose rates go up and down in runs of so many, by this factor."""
    rng = np.random.default_rng(seed)
    made, _ = creator(videos, seed=seed, sigma=1.0)
    made = made.sort_values("posted_at", ignore_index=True)
    series = np.repeat(rng.choice([1.0, times], videos // runs + 1), runs)[:videos]
    saves = rng.poisson(40 * series * rng.lognormal(0, 0.4, videos))
    return made.assign(views=50_000, saves=saves).astype({"views": "Int64", "saves": "Int64"})


@pytest.mark.simulation
def test_series_of_kinds_seldom_make_a_trend():
    """Two kinds in runs of eight, nothing else: called in at most a sixth, where the test for independent videos calls a third."""
    found = [verdict(in_series(100, 8, seed=seed)) for seed in range(40)]
    called = [one.verdict in ("rising", "falling") for one in found]
    assert np.mean(called) < 0.17
    assert np.mean([one.leaning is not None for one in found]) + np.mean(called) > 0.25


@pytest.mark.parametrize(("videos", "called"), [(39, False), (40, True), (41, True)])
def test_few_videos_only_lean(videos, called):
    """Under forty videos the strongest rise is no trend, as none shows whether neighbours are alike."""
    rate = np.linspace(20, 200, videos)
    found = verdict(
        evenly(videos, 200, 1).assign(saves=rate.astype(int), views=20_000).astype({"saves": "Int64", "views": "Int64"})
    )
    assert (found.verdict == "rising") == called
    assert found.leaning == (None if called else "more")


@pytest.mark.simulation
def test_quiet_few_videos_seldom_lean():
    """The careful sentence stands in at most 15 % of independent quiet accounts of 20 videos."""
    leaning = [verdict(creator(20, seed=seed)[0]).leaning for seed in range(100)]
    assert np.mean([one is not None for one in leaning]) <= 0.15


def test_fifteen_videos_are_never_called():
    """However they lie: a third of quiet accounts with momentum would be."""
    assert all(verdict(creator(15, seed=seed)[0]).verdict == "no clear trend" for seed in range(20))


def dropping(days):
    """Sixty videos over 180 days, the newest counted 8 days after it; those of the last `days` days have a tenth of the saves."""
    videos = evenly(60, 180, 60)
    posted = videos["posted_at"]
    late = posted > posted.max() - pd.Timedelta(days=days)
    noise = np.random.default_rng(1).lognormal(0, 0.4, 60)
    saves = (np.where(late, 4, 40) * noise).astype(int)
    return videos.assign(observed_at=posted.max() + pd.Timedelta(days=8), saves=saves, views=20_000).astype(
        {"saves": "Int64", "views": "Int64"}
    )


@pytest.mark.parametrize(
    ("days", "settled", "verdict_", "unfinished"),
    [(19, None, "no clear trend", True), (19, 7, "falling", False), (90, None, "falling", False)],
)
def test_a_fall_of_the_newest_videos_alone_may_be_their_age(days, settled, verdict_, unfinished):
    """It must hold without the videos under four weeks old, unless it is known that saves settle sooner."""
    found = verdict(dropping(days), settled_days=settled)
    assert (found.verdict, found.unfinished) == (verdict_, unfinished)


def test_the_settling_age_decides_who_is_judged():
    """With 30 days the videos under 30 days old are left out, counted, and hatched in the periods."""
    found, table_ = verdict(dropping(19), settled_days=30), buckets(dropping(19), by="month", settled_days=30)
    assert found.left_out_young == table_["n_young"].sum() > 0
    assert found.n + found.left_out_young == 60
    assert table_["n_rate"].sum() == found.n
    assert found.settled_days == 30


def test_the_tallest_period_has_its_reason():
    """The period with the most saves, and the video that holds most of them."""
    videos = table(
        posted_at=["2026-01-03T00:00Z", "2026-02-02T00:00Z", "2026-02-13T00:00Z", "2026-02-20T00:00Z", None],
        observed_at=OLD, views=1000, saves=[20, 5, 80, None, 900],
    )  # fmt: skip
    found = trend.tallest(videos, buckets(videos, by="month"))
    assert (found.start, found.end, found.video) == (pd.Timestamp("2026-02-01"), pd.Timestamp("2026-02-28"), 2)
    assert (found.posted, found.share, found.n) == (pd.Timestamp("2026-02-13"), 80 / 85, 2)
    nothing = videos.assign(saves=pd.array([0, 0, None, None, 3], dtype="Int64"))
    assert trend.tallest(nothing, buckets(nothing, by="month")) is None
