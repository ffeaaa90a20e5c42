"""Save rates pulled towards the creator's normal."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.special import betainc

from tests.analysis.making import creator, table
from worthsaving.analysis.models.rates import MIN_VIDEOS, RateModel, fit, rates, sample


def test_fit_reaches_the_maximum_of_scipys_likelihood():
    """No nearby Beta has a higher beta-binomial likelihood, by an independent implementation."""
    videos, _ = creator(120)
    s, v = videos["saves"].to_numpy(int), videos["views"].to_numpy(int)
    model = fit(videos["saves"], videos["views"])

    def loglik(alpha, beta):
        return stats.betabinom.logpmf(s, v, alpha, beta).sum()

    best = loglik(model.alpha, model.beta)
    for by_alpha, by_beta in [(1.05, 1), (0.95, 1), (1, 1.05), (1, 0.95), (1.05, 1.05), (0.95, 0.95)]:
        assert loglik(model.alpha * by_alpha, model.beta * by_beta) < best
    assert not model.weak


def test_fit_recovers_the_truth():
    """With many videos the fitted distribution is the one the rates were drawn from."""
    videos, _ = creator(4000, seed=3)
    model = fit(videos["saves"], videos["views"])
    assert model.alpha == pytest.approx(1.74, rel=0.08)
    assert model.mean == pytest.approx(1.74 / 1498.74, rel=0.05)


def test_quantiles_are_those_of_the_beta():
    """Quantiles and intervals agree with scipy's Beta distribution."""
    model = RateModel(alpha=1.74, beta=1497, n=105, weak=False)
    assert model.quantile(0.3) == pytest.approx(stats.beta.ppf(0.3, 1.74, 1497))
    assert model.interval(0.8) == pytest.approx(stats.beta.ppf([0.1, 0.9], 1.74, 1497))


def test_posterior_by_hand():
    """Under a given Beta(2, 998), 8 saves of 1,000 views give Beta(10, 1990)."""
    found = rates(table(saves=[8], views=[1000]), RateModel(alpha=2, beta=998, n=50, weak=False)).loc[0]
    assert found["raw"] == 0.008
    assert found["mean"] == 10 / 2000
    assert list(found[["low", "high"]]) == pytest.approx(stats.beta.ppf([0.025, 0.975], 10, 1990))


def test_few_videos_use_the_stated_weak_prior():
    """Under eight videos: shape 1 around the pooled rate with one save in 333 views added."""
    model = fit(pd.Series([5], dtype="Int64"), pd.Series([1000], dtype="Int64"))
    assert model.weak
    assert (model.alpha, model.n) == (1.0, 1)
    assert model.mean == pytest.approx(6 / 1333)


def test_what_is_no_rate_has_no_rate():
    """Unknown counts, no views and more saves than views give NaN and do not enter the fit."""
    good = table(saves=[3, 5, 4, 6, 2, 7, 3, 5, 9], views=[900] * 9)
    bad = table(saves=[None, 4, 0, 50], views=[100, None, 0, 10])
    both = pd.concat([good, bad], ignore_index=True)
    found = rates(both)
    assert found.loc[9:].isna().all(axis=None)
    assert found.loc[:8].notna().all(axis=None)
    assert fit(both["saves"], both["views"]) == fit(good["saves"], good["views"])


def test_nothing_usable_is_no_model():
    """No video with a rate: no model, and a table of NaN."""
    videos = table(saves=[None, 3], views=[5, None])
    assert fit(videos["saves"], videos["views"]) is None
    assert rates(videos).isna().all(axis=None)
    assert len(rates(table(0))) == 0


@pytest.mark.parametrize(
    ("saves", "views"),
    [
        ([0] * 12, [500] * 12),
        ([5] * 12, [1000] * 12),
        ([500] * 12, [500] * 12),
        ([0] * 11 + [400], [500] * 12),
        ([0, 1] * 6, [1] * 12),
        ([0] * 11 + [1], [10**9] * 12),
        ([10**9] + [10**6] * 39, [10**9] * 40),
        ([10**15] + [10**12] * 39, [10**15] * 40),
        ([9 * 10**17] * 9, [9 * 10**18] * 9),
    ],
    ids=[
        "no saves",
        "constant",
        "all saved",
        "one extreme",
        "one view each",
        "huge views",
        "all of a billion",
        "most",
        "no count",
    ],
)
def test_strange_data_give_a_finite_model(saves, views):
    """Whatever the counts, rates stay between 0 and 1 with low <= mean <= high."""
    found = rates(table(saves=saves, views=views))
    assert np.isfinite(found).all(axis=None)
    assert ((found["low"] >= 0) & (found["low"] <= found["mean"])).all()
    assert ((found["mean"] <= found["high"]) & (found["high"] <= 1)).all()


def test_small_videos_are_pulled_further():
    """Two videos with the same raw rate: the one with fewer views moves further to the normal, with a wider range."""
    videos, _ = creator(60)
    extra = table(saves=[1, 100], views=[50, 5000])
    found = rates(pd.concat([videos, extra], ignore_index=True)).tail(2)
    small, large = found.iloc[0], found.iloc[1]
    assert small["raw"] == large["raw"] == 0.02
    assert small["mean"] < large["mean"] < 0.02
    assert small["high"] - small["low"] > large["high"] - large["low"]


@pytest.mark.parametrize(("n", "repeats"), [(15, 200), (50, 80)])
@pytest.mark.simulation
def test_ranges_cover_the_true_rates(n, repeats):
    """95 % ranges hold the true rate in 92-98 % of videos, and the pulled rates beat the raw ones by a quarter.

    Over 2,000 repeats the share is 93.8 % for 15 videos and 94.5 % for 50; with the repeats here its standard error is
    0.5 points, so that the bounds are some three of them away.
    """
    covered, pulled, raw = [], [], []
    for seed in range(repeats):
        videos, truth = creator(n, seed=seed)
        found = rates(videos)
        covered.append(((found["low"] <= truth) & (truth <= found["high"])).mean())
        pulled.append(np.sqrt(((found["mean"] - truth) ** 2).mean()))
        raw.append(np.sqrt(((found["raw"] - truth) ** 2).mean()))
    assert 0.92 < np.mean(covered) < 0.98
    assert np.median(np.array(pulled) / np.array(raw)) < 0.75


def test_fit_of_many_videos_uses_a_sample():
    """Above the limit the same model comes out every time, close to the truth."""
    videos, _ = creator(30_000, seed=5)
    model = fit(videos["saves"], videos["views"])
    assert model == fit(videos["saves"], videos["views"])
    assert model.n == 30_000
    assert model.alpha == pytest.approx(1.74, rel=0.05)


def test_the_order_of_many_videos_changes_nothing():
    """The sample is one of the videos, not of the places they stand in; no value has a place of its own in it."""
    videos, _ = creator(21_000, seed=5)
    model = fit(videos["saves"], videos["views"])
    turned = videos.sample(frac=1, random_state=1)
    assert fit(turned["saves"], turned["views"]) == model
    some = sample(20_000, videos["saves"].to_numpy(), videos["views"].to_numpy())
    assert len(np.unique(some)) == 20_000


@pytest.mark.parametrize("alike", [1_000, 20_000, 29_000])
def test_rows_that_are_the_same_have_their_share_of_the_sample(alike):
    """None is drawn more often than others because it has many doubles, and none twice."""
    views = np.concatenate([np.full(alike, 7.0), np.random.default_rng(1).uniform(10, 1e6, 30_000 - alike)])
    some = sample(5_000, np.zeros(30_000), views)
    assert len(np.unique(some)) == 5_000
    assert (some < alike).mean() == pytest.approx(alike / 30_000, abs=0.02)
    turned = np.random.default_rng(2).permutation(30_000)
    assert sorted(views[turned][sample(5_000, np.zeros(30_000), views[turned])]) == sorted(views[some])


def test_weak_prior_ends_at_the_minimum():
    """Exactly `MIN_VIDEOS` videos are fitted."""
    videos, _ = creator(MIN_VIDEOS, seed=1)
    assert not fit(videos["saves"], videos["views"]).weak
    assert fit(videos["saves"][1:], videos["views"][1:]).weak


@pytest.mark.simulation
def test_the_usual_range_of_few_videos_is_as_wide_as_it_says():
    """The range for 8 in 10 holds 75 % and more of the true rates even at 12 videos; the best single fit does not."""
    plain, honest = [], []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        views = np.exp(8 + 1.5 * rng.standard_normal(12)).astype(int) + 1
        videos = table(views=views, saves=rng.binomial(views, rng.beta(1.74, 1497.0, 12)))
        model = fit(videos["saves"], videos["views"])
        if not model.weak:
            for found, one in ((honest, model), (plain, dataclasses.replace(model, nodes=None))):
                low, high = one.interval(0.8)
                found.append(betainc(1.74, 1497.0, high) - betainc(1.74, 1497.0, low))
    assert 0.74 < np.mean(honest) < 0.88
    assert np.mean(plain) < 0.74


@pytest.mark.parametrize(("videos", "mean"), [(330, 331 / 663), (331, 0.5), (332, 0.5), (10_000, 0.5)])
def test_the_weak_prior_is_at_most_one_half(videos, mean):
    """One video that is saved at every view: above 331 views the prior would go beyond one half."""
    every = table(saves=[videos], views=[videos])
    assert fit(every["saves"], every["views"]).mean == pytest.approx(mean, rel=1e-12)


@pytest.mark.parametrize(("videos", "nodes"), [(499, True), (500, True), (501, False)])
def test_up_to_five_hundred_videos_carry_the_uncertainty_of_the_fit(videos, nodes):
    """Above, the one most likely distribution stands for all."""
    some, _ = creator(videos)
    assert (fit(some["saves"], some["views"]).nodes is not None) == nodes
