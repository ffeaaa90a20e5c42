"""Videos that stand out among the creator's own."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from tests.analysis.making import creator, table
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
    assert found["percentile"].iloc[100] > 0.99
    assert found["percentile"].iloc[101] < 0.01


def test_outliers_do_not_hide_each_other():
    """Five videos of sixty with eight times their rate: fitted to all of them, none would stand out."""
    videos, _ = creator(60, seed=2, alpha=5.0, beta=1500.0)
    videos["views"] = videos["views"] * 20
    videos["saves"] = videos["saves"] * 20
    videos.loc[:4, "saves"] = 30 * videos.loc[:4, "saves"]
    found = stand_out(videos)
    assert (found["verdict"].head(5) == "more than usual").sum() >= 3


def test_a_thin_video_stands_in_the_middle():
    """Ten views and no save say nothing: position near the middle, p large."""
    videos, _ = creator(60)
    found = stand_out(pd.concat([videos, table(saves=[0], views=[10])], ignore_index=True)).iloc[-1]
    assert found["percentile"] == pytest.approx(0.5, abs=0.02)
    assert found["p"] > 0.9


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
