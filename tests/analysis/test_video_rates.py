"""Each video judged by its own account's normal."""

import pandas as pd
import pytest

from tests.analysis.making import OBSERVED, creator, table
from worthsaving.analysis import unusual, video_rates
from worthsaving.analysis.models import rates

COLUMNS = ["raw", "mean", "low", "high", "lower", "higher", "others", "verdict"]


def two_accounts() -> pd.DataFrame:
    """An account that is saved often and one that is saved rarely, 60 videos each, mixed together."""
    often, _ = creator(60, seed=1, alpha=20.0, beta=980.0)
    rarely, _ = creator(60, seed=2, alpha=2.0, beta=1998.0)
    both = pd.concat([often, rarely.assign(account="b")], ignore_index=True)
    return both.sample(frac=1, random_state=0)


def test_the_order_of_the_videos_changes_nothing():
    """A video's rate, range and place are the same in whatever order they come."""
    everything = two_accounts()
    normal = video_rates.models(everything)
    whole = video_rates.judged(everything, normal)
    pd.testing.assert_frame_equal(video_rates.judged(everything.iloc[::-1], normal), whole.iloc[::-1])


def test_the_rule_is_the_one_that_was_simulated():
    """An account's videos are called unusual by `unusual.stand_out` over all of them, which leaves out what stands far out."""
    everything = two_accounts()
    loud = everything["account"].eq("b") & (everything.index % 12 == 0)
    everything.loc[loud, "saves"] = (everything.loc[loud, "saves"] + 1) * 40
    everything["saves"] = everything[["saves", "views"]].min(axis=1)
    found = video_rates.judged(everything, video_rates.models(everything))["verdict"]
    for _, own in everything.groupby("account"):
        pd.testing.assert_series_equal(found[own.index], unusual.stand_out(own)["verdict"])
    assert (found[loud] == "more than usual").mean() > 0.5


def test_two_accounts_share_no_normal():
    """Each account is judged as if the other were not there; the same handle on another platform is another account."""
    everything = two_accounts()
    everything["account"] = "same"
    everything["platform"] = everything["platform"].where(everything.index < 60, "instagram")
    normal = video_rates.models(everything)
    assert list(map(sorted, zip(*normal, strict=True))) == [["instagram", "tiktok"], ["same", "same"]]
    both = video_rates.judged(everything, normal)
    for _, own in everything.groupby("platform"):
        alone = rates.rates(own, rates.fit(own["saves"], own["views"]))
        pd.testing.assert_frame_equal(both.loc[own.index, list(alone.columns)], alone)


def test_no_usual_of_one_account_is_unusual_for_the_other():
    """What is ordinary for the often saved account would be far above the other's; neither is called unusual for it."""
    everything = two_accounts()
    verdicts = video_rates.judged(everything, video_rates.models(everything))["verdict"]
    assert (verdicts == "usual").mean() > 0.9


def test_young_videos_are_judged_but_do_not_set_the_normal():
    """With enough others the fit leaves the young ones out; they get a rate like any other."""
    old = table(platform="tiktok", account="a", n=30, views=[1000] * 30, saves=[5, 9, 2] * 10, posted_at="2026-01-01", observed_at=OBSERVED)  # fmt: skip
    young = old.assign(posted_at=OBSERVED, saves=pd.array([0] * 30, dtype="Int64"))
    everything = pd.concat([old, young], ignore_index=True)
    normal = video_rates.models(everything)[("tiktok", "a")]
    assert normal == rates.fit(old["saves"], old["views"])
    found = video_rates.judged(everything, {("tiktok", "a"): normal})
    assert found["mean"].notna().all()
    p = unusual.stand_out(everything, base=pd.Series([True] * 30 + [False] * 30))["p"]
    assert p.head(30).tolist() == pytest.approx(unusual.stand_out(old)["p"].tolist())
    assert set(found["others"]) == {59}


def test_a_few_old_videos_do_not_make_a_normal_alone():
    """Where too few are old enough all of them count."""
    few = rates.MIN_VIDEOS - 1
    everything = table(
        platform="tiktok", account="a", n=20, views=[1000] * 20, saves=[3] * 20, observed_at=OBSERVED,
        posted_at=["2026-01-01"] * few + ["2026-10-31"] * (20 - few),
    )  # fmt: skip
    model = video_rates.models(everything)[("tiktok", "a")]
    assert model is not None
    assert model.n == 20


def test_an_account_without_a_rate_has_no_normal():
    """Unknown saves give no model, and no rate that is a zero."""
    everything = table(platform="tiktok", account="a", n=3, views=[10, 20, 30])
    normal = video_rates.models(everything)
    assert normal == {("tiktok", "a"): None}
    assert video_rates.judged(everything, normal)[["raw", "mean", "low", "high", "others"]].isna().all(axis=None)


@pytest.mark.parametrize("rows", [0, 3])
def test_the_columns_are_always_the_same(rows):
    """Also for an empty table, which has an empty answer; the index is that of the videos."""
    everything = two_accounts()
    shown = everything.iloc[:rows]
    found = video_rates.judged(shown, video_rates.models(shown))
    assert list(found.columns) == COLUMNS
    assert found.index.equals(shown.index)
    assert video_rates.models(everything.iloc[:0]) == {}
