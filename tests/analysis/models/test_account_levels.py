"""Several accounts over time: each against its own level."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.analysis.making import creator, table
from worthsaving.analysis import change, periods, trend
from worthsaving.analysis.models import account_levels


def in_turn(seed: int, *, videos: int = 60, factor: float = 1.0, later: int = 200) -> pd.DataFrame:
    """Two accounts, the second saved five times as much and begun `later` days after the first."""
    first, _ = creator(videos, seed=seed, sigma=1.5, factor=factor)
    second, _ = creator(videos, seed=1000 + seed, beta=300.0, sigma=1.5, factor=factor)
    second = second.assign(platform="instagram", posted_at=second["posted_at"] + pd.Timedelta(days=later))
    return pd.concat([first, second], ignore_index=True)


def test_a_single_account_has_no_level_of_its_own():
    """Its offset is the log of its views, to the bit, and what differs within it is what differs."""
    videos, _ = creator(30, seed=1)
    found = account_levels.fit(videos)
    assert found.rows.all()
    assert (found.offset == np.log(videos["views"].to_numpy("float64"))).all()
    x = np.arange(30.0)
    assert (found.within(x) == x - x.mean()).all()
    assert account_levels.fit(videos.iloc[:0]).offset.size == 0


def test_each_level_is_that_of_its_account():
    """The second account's level lies about log 5 above the first's, and the levels average out."""
    videos = in_turn(3, videos=400)
    found = account_levels.fit(videos)
    level = pd.Series(found.offset - np.log(videos["views"].to_numpy("float64"))).groupby(videos["platform"]).first()
    assert level["instagram"] - level["tiktok"] == pytest.approx(np.log(5), abs=0.35)
    assert level.sum() == pytest.approx(0, abs=1e-9)
    own = pd.Series(found.within(np.arange(800.0)) * found.weight).groupby(videos["platform"]).sum()
    assert own.abs().max() == pytest.approx(0, abs=1e-6)


def test_who_says_too_little_takes_no_part():
    """An account with a few videos, or without a save, is left out where there are several."""
    videos, _ = creator(30, seed=1)
    few = videos.head(account_levels.MIN_EACH - 1).assign(account="few")
    never = videos.assign(account="never", saves=pd.array([0] * 30, dtype="Int64"))
    both = pd.concat([few, videos, never], ignore_index=True)
    found = account_levels.fit(both)
    assert set(both["account"][found.rows]) == {"a"}
    assert found.accounts == 1


@pytest.mark.simulation
def test_two_flat_accounts_make_no_trend():
    """That the later one is saved more is no rise, no change and no difference between periods."""
    early, late = (dt.date(2025, 1, 1), dt.date(2025, 8, 1)), (dt.date(2025, 8, 2), dt.date(2026, 10, 1))
    called = []
    for seed in range(20):
        videos = in_turn(seed)
        called.append(trend.verdict(videos).verdict in ("rising", "falling"))
        called.append(change.change_point(videos) is not None)
        called.append(periods.compare(videos, early, late).verdict in ("more", "less"))
    assert np.mean(called) <= 0.08


def test_a_rise_that_both_have_is_seen():
    """Each rising fourfold over its time, they rise together."""
    found = [trend.verdict(in_turn(seed, factor=4.0, later=30)) for seed in range(10)]
    assert sum(one.verdict == "rising" for one in found) >= 9
    ratio = np.median([one.per_year.value for one in found])
    assert ratio == pytest.approx(4 ** (365.25 / 420), rel=0.4)


def test_accounts_that_share_no_time_cannot_be_compared():
    """Each posted in one of the periods only: there is nothing within an account to compare."""
    videos = in_turn(1, later=500)
    last = videos["posted_at"][videos["platform"] == "tiktok"].max().date()
    found = periods.compare(videos, (dt.date(2025, 1, 1), last), (last + dt.timedelta(days=1), dt.date(2027, 12, 31)))
    assert (found.verdict, found.n_a, found.n_b) == ("too few videos", 0, 0)


@pytest.mark.parametrize(("videos", "rows"), [(7, False), (8, True), (9, True)])
def test_an_account_of_eight_videos_has_a_level(videos, rows):
    """Of several accounts those with fewer are left out."""
    n = [20, 20, videos]
    account = [name for name, count in zip("abc", n, strict=True) for _ in range(count)]
    some = table(platform="tiktok", account=account, views=[1000] * sum(n), saves=[3] * sum(n))
    assert account_levels.fit(some).rows[-1] == rows
