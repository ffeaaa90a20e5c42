"""Accounts ranked across many: small ones are pulled towards accounts like them, and the ranges hold the truth."""

import numpy as np
import pandas as pd
import pytest

from tests.benchmarks.accounts import judged, made
from worthsaving.analysis.across_accounts.evidence import evidence
from worthsaving.analysis.across_accounts.shrunk import BEST, FEWEST, shrunk, wanted
from worthsaving.analysis.models import rates


@pytest.fixture(scope="module")
def accounts() -> pd.DataFrame:
    """Five hundred made-up accounts with their true rates."""
    return made(3, 500)


def test_the_ranges_hold_and_the_ranking_finds_more(accounts):
    """Of 95 % ranges 91 to 98 % hold in a small draw; the docs have the figures of large ones."""
    assert 0.91 <= judged(accounts)["held"] <= 0.98
    found = judged(made(4, 1_500, differ=0.25), 0.25)
    assert found["ours"] > found["raw"] + 5
    assert found["ours"] > found["low"] + 5  # the lower end prefers large middling accounts


def test_a_small_account_is_pulled_a_large_one_is_not(accounts):
    """How much of a rate is its own grows with what stands behind it, and every rate lies between the counted one and that of accounts like it."""
    found = shrunk(accounts)
    assert found["own"].between(0, 1).all()
    assert found["own"].corr(found["saves"], method="spearman") > 0.6
    both = found[["like_it", "raw"]]
    assert (found["rate"] > both.min(axis=1)).all()
    assert (found["rate"] < both.max(axis=1) * 1.25).all()  # the mean of a log-normal lies above its middle
    assert ((found["rate"] - found["raw"]) * (found["like_it"] - found["raw"]) >= 0).mean() > 0.9
    assert (found["low"] < found["rate"]).all()
    assert (found["rate"] < found["high"]).all()


def test_the_order_is_that_of_the_chance_to_be_among_the_best(accounts):
    """Ranks run from 1, the highest chance first, whatever the order of the rows; accounts without any follow by their rate."""
    found = shrunk(accounts)
    assert found["rank"].tolist() == list(range(1, len(found) + 1))
    assert found["chance"].is_monotonic_decreasing
    assert found["chance"].between(0, 1).all()
    assert found["chance"].sum() == pytest.approx(wanted(len(found)), abs=0.01)
    none = found[found["chance"] == 0]
    assert len(none) > 10
    assert none["rate"].is_monotonic_decreasing
    again = shrunk(accounts.sample(frac=1, random_state=1))
    assert again["account"].tolist() == found["account"].tolist()
    np.testing.assert_allclose(again["rate"], found["rate"], rtol=1e-6)


def test_a_chance_holds(accounts):
    """Accounts said to be among the best with a chance of so much are among them about as often."""
    table = made(8, 1_500)
    found = shrunk(table).merge(table[["account", "truth"]], on="account")
    best = set(found.nlargest(wanted(len(found)), "truth")["account"])
    among = found["account"].isin(best)
    for low, high in ((0.05, 0.35), (0.35, 0.7), (0.7, 1.0)):
        some = found["chance"].between(low, high)
        assert among[some].mean() == pytest.approx(found["chance"][some].mean(), abs=0.12)


def test_no_rate_is_over_one(accounts):
    """Where each view was a save the rates and their ranges end at 1."""
    found = shrunk(accounts.assign(rated_saves=accounts["rated_views"]))
    assert found[["low", "rate", "high"]].le(1).all(axis=None)
    assert found["rate"].min() > 0.9


def test_how_many_the_best_are():
    """A tenth of few accounts, and never more than the report lists."""
    assert [wanted(accounts) for accounts in (20, 21, 999, 1_000, 1_001)] == [2, 3, BEST, BEST, BEST]


def test_a_lucky_account_is_not_first(accounts):
    """Two saves of three views are a rate of 67 %, and no evidence; without a save there is a rate as well."""
    lucky = {"platform": "tiktok", "account": "lucky", "rated": 1, "rated_saves": 2.0, "rated_views": 3.0,
             "effective_videos": 1.0, "spread": 1.0}  # fmt: skip
    unsaved = lucky | {"account": "unsaved", "rated_saves": 0.0, "rated_views": 900.0}
    found = shrunk(pd.concat([accounts, pd.DataFrame([lucky, unsaved])], ignore_index=True)).set_index("account")
    assert found.loc["lucky", "raw"] > 0.6
    assert found.loc["lucky", "rate"] < 0.1
    assert found.loc["lucky", "rank"] > 20
    assert 0 < found.loc["unsaved", "low"] < found.loc["unsaved", "rate"] < found.loc["unsaved", "like_it"]


def test_an_account_is_pulled_towards_its_own_network(accounts):
    """The rate of accounts alike differs by network; a network of a few accounts has no level of its own."""
    found = shrunk(accounts)
    means = found.groupby("platform")["like_it"].median()
    assert means["instagram"] > means["tiktok"] > means["x"]
    few = accounts.copy()
    few.loc[few.index[:3], "platform"] = "rare"
    assert np.isfinite(shrunk(few)["rate"]).all()


def test_too_few_accounts(accounts):
    """One below the fewest there is no ranking; with them there is."""
    known = accounts[accounts["rated_views"] > 0]
    assert shrunk(known.head(FEWEST - 1)) is None
    assert len(shrunk(known.head(FEWEST))) == FEWEST
    assert shrunk(known.assign(rated_saves=0.0)) is None
    assert len(shrunk(pd.concat([known, known.head(3).assign(spread=None)]))) == len(known)


def test_evidence_of_one_account():
    """Equal views count each video, one giant counts one; without a rate there is none."""
    saves, views = np.array([5.0, 9.0, 7.0, 8.0]), np.full(4, 1_000.0)
    model = rates.fit(pd.Series(saves), pd.Series(views))
    found = evidence(saves, views, model)
    assert (found.saves, found.views, found.effective_videos) == (29.0, 4_000.0, 4.0)
    giant = evidence(saves, np.array([1_000.0, 1_000, 1_000, 1e7]), model)
    assert giant.effective_videos < 1.01
    assert evidence(np.array([]), np.array([]), None) is None
