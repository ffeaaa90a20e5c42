"""Videos that stand out among the creator's own."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from tests.analysis.making import creator, log_normal, table
from worthsaving.analysis.models import heavy_tails
from worthsaving.analysis.models.rates import RateModel
from worthsaving.analysis.unusual import stand_out, tails

REAL = RateModel(alpha=1.74, beta=1497.0, n=105, weak=False)


@pytest.mark.parametrize("views", [1, 50, 3000, 400_000])
def test_tails_are_scipys_beta_binomial(views):
    """At the real dispersion the tails agree with scipy's beta-binomial within 5 % of themselves."""
    s = np.unique(np.linspace(0, min(views, max(3, views * 0.006)), 9).astype(int))
    over, under = tails(s.astype(float), np.full(len(s), float(views)), REAL)
    law = stats.betabinom(views, 1.74, 1497)
    assert over == pytest.approx(law.sf(s - 1), rel=0.05)
    assert under == pytest.approx(law.cdf(s), rel=0.05)


def test_a_real_outlier_is_seen_in_its_direction():
    """A big video with forty times the mean rate has more than usual, one without a save less; nearly all others are usual."""
    videos, _ = creator(100, seed=4)
    extra = table(saves=[92_000, 0], views=[2_000_000, 3_000_000], platform="tiktok", account="a")
    found = stand_out(pd.concat([videos, extra], ignore_index=True))
    assert list(found["verdict"].tail(2)) == ["more than usual", "less than usual"]
    assert (found["verdict"].head(100) == "usual").sum() >= 98
    assert found.loc[100, ["lower", "higher", "others"]].tolist() == [101, 0, 101]
    assert found.loc[101, "lower"] == 0


def test_outliers_do_not_hide_each_other():
    """Three videos of sixty with ten times their rate: fitted to all of them, none would stand out."""
    videos, rate = creator(60, seed=2, alpha=5.0, beta=1500.0)
    rate[:3] = [0.03, 0.035, 0.04]
    videos["views"] = 50_000
    videos["saves"] = np.random.default_rng(0).binomial(50_000, rate)
    found = stand_out(videos)
    assert (found["verdict"].head(3) == "more than usual").all()
    assert (found["verdict"] == "usual").sum() == 57


def test_a_log_normal_account_is_judged_by_its_own_law(monkeypatch):
    """A quiet account in which two videos stand out of a law of the Beta's mean and variance; under its own none does."""
    videos = log_normal(80, seed=1)
    assert (stand_out(videos)["verdict"] == "usual").all()
    monkeypatch.setattr(heavy_tails, "under_own_law", lambda p, *_: p)
    assert (stand_out(videos)["verdict"] == "more than usual").sum() == 2


def test_what_may_still_come_is_not_called_less():
    """Of two videos alike far below and far above the usual, the ones outside the base are called only where they are above."""
    videos = pd.concat([creator(60, alpha=20.0, beta=4000.0)[0], table(views=[200_000] * 4, saves=[0, 9000, 0, 9000])])
    videos = videos.reset_index(drop=True)
    base = pd.Series([True] * 62 + [False] * 2)
    found = stand_out(videos, base=base)["verdict"].tail(4).tolist()
    assert found == ["less than usual", "more than usual", "usual", "more than usual"]


def test_a_thin_video_is_usual():
    """Ten views and no save say nothing: p large."""
    videos, _ = creator(60)
    found = stand_out(pd.concat([videos, table(saves=[0], views=[10])], ignore_index=True)).iloc[-1]
    assert found["p"] > 0.9


def test_the_place_is_counted_among_the_others():
    """How many of the others have a lower and a higher counted rate: equal ones are neither."""
    videos = table(views=[100, 200, 300, 1000, 100, 0], saves=[1, 2, 9, 0, 5, 0])
    found = stand_out(videos)
    assert found["lower"].head(5).tolist() == [1, 1, 3, 0, 4]
    assert found["higher"].head(5).tolist() == [2, 2, 1, 4, 0]
    assert found["others"].head(5).tolist() == [4] * 5
    assert found.loc[5].isna().all()


def test_what_has_no_rate_has_no_verdict():
    """Unknown counts, no views, more saves than views: NaN and <NA>, and the others are judged without them."""
    videos, _ = creator(20)
    bad = table(saves=[None, 4, 0, 50], views=[100, None, 0, 10])
    found = stand_out(pd.concat([videos, bad], ignore_index=True))
    assert found.loc[20:].isna().all(axis=None)
    assert found.loc[:19].notna().all(axis=None)
    assert found.loc[:19].equals(stand_out(videos))


@pytest.mark.parametrize(
    "videos",
    [
        table(0),
        table(saves=[9], views=[10]),
        table(saves=[900, 0, 0, 0, 0, 0, 0], views=[1000] * 7),
        table(saves=[0] * 40, views=[1000] * 40),
        table(saves=[5] * 40, views=[1000] * 40),
    ],
    ids=["empty", "one video", "seven videos", "no saves", "constant"],
)
def test_nothing_stands_out_of_nothing(videos):
    """One or a few videos, no save at all, or the same rate everywhere: nothing is unusual."""
    assert not stand_out(videos)["verdict"].isin(["more than usual", "less than usual"]).any()


def test_a_given_model_is_used_as_it_is():
    """Against another creator's distribution the same videos can all be unusual; the input is not changed."""
    videos, _ = creator(30)
    before = videos.copy()
    found = stand_out(videos, RateModel(alpha=400.0, beta=1000.0, n=50, weak=False))
    assert (found["verdict"] == "less than usual").mean() > 0.8
    pd.testing.assert_frame_equal(videos, before)
