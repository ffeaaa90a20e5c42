"""Accounts side by side: by today's level with its range, highest first; their gains from export to export."""

import pandas as pd
import pytest

from worthsaving.analysis import accounts, change, trend
from worthsaving.analysis.accounts import ahead, by_export, side_by_side
from worthsaving.analysis.overview.level import level

NOW = pd.Timestamp("2026-11-09", tz="UTC")


@pytest.fixture
def account(make_videos):
    """Makes an account's videos at a rate (per 1,000 views), with a little scatter."""

    def make(name: str, per_thousand: float | None, *, n: int = 30) -> pd.DataFrame:
        views = [10_000 + 100 * at for at in range(n)]
        saves = [
            None if per_thousand is None else round(v * per_thousand / 1000 * (0.8 + 0.4 * (v % 300) / 200))
            for v in views
        ]
        return make_videos(platform=["tiktok"] * n, account=[name] * n, views=views, saves=saves)

    return make


def compared(*tables: pd.DataFrame, usual: tuple[float, float] | None = (0.001, 0.1)) -> pd.DataFrame:
    """The accounts of these videos side by side, each with its level, change and periods."""
    videos = pd.concat(tables, ignore_index=True)

    def standing(account: tuple[str, str]) -> accounts.Standing:
        own = videos[(videos["platform"] == account[0]) & (videos["account"] == account[1])]
        changed, found = change.change_point(own), trend.verdict(own)
        return accounts.Standing(level(own, change=changed, trend=found), changed, usual, trend.buckets(own))

    return side_by_side(videos, standing)


def test_accounts_are_ordered_by_rate_not_by_size(account):
    """The larger account with the lower rate stands second; one without a rate stands last."""
    table = compared(account("large", 2, n=60), account("small", 20), account("mute", None))
    assert table["account"].tolist() == ["small", "large", "mute"]
    assert table["videos"].tolist() == [30, 60, 30]
    assert table["rate"].isna().tolist() == [False, False, True]
    assert table["saves"].isna().tolist() == [False, False, True]
    first = table.iloc[0]
    assert first["low"] < first["rate"] < first["high"]
    assert (first["typical_low"], first["typical_high"]) == (0.001, 0.1)
    assert table["kind"].iloc[2] == ""


def test_few_videos_have_no_usual_range(account):
    """What has no usual range is missing, not zero."""
    assert compared(account("few", 10, n=3), usual=None)["typical_low"].isna().all()


def test_ahead_is_said_only_where_ranges_do_not_meet(account):
    """Ten times the rate is ahead; nearly the same is not; alone nobody is."""
    assert ahead(compared(account("a", 2), account("b", 20)))
    assert not ahead(compared(account("a", 10), account("b", 10.2)))
    assert not ahead(compared(account("a", 10)))


@pytest.mark.parametrize(("n", "rows"), [(accounts.MOST, accounts.MOST), (accounts.MOST + 1, accounts.MOST)])
def test_the_accounts_compared_are_bounded(account, n, rows):
    """Those with most videos stay: each one's level takes time."""
    videos = pd.concat([account(f"a{at}", None, n=1 + (at > 0)) for at in range(n)], ignore_index=True)
    none = accounts.Standing(None, None, None, pd.DataFrame())
    table = side_by_side(videos, lambda _: none)
    assert len(table) == rows
    assert ("a0" in set(table["account"])) == (n == rows)


def test_no_videos_no_rows(make_videos):
    """An empty table gives an empty table with its columns."""
    assert compared(make_videos()).empty
    assert "rate" in compared(make_videos())


def observed(*rows: tuple[int, str, float, int], account: str = "a") -> pd.DataFrame:
    """Observations from (video, posted: days before NOW, observed: days before NOW, saves), oldest first."""
    table = pd.DataFrame(rows, columns=["video", "posted_at", "observed_at", "saves"])
    for name in ("posted_at", "observed_at"):
        table[name] = NOW - pd.to_timedelta(table[name], unit="D")
    return table.assign(platform="tiktok", account=account).sort_values("observed_at", kind="stable")


def test_gains_go_from_one_export_to_the_next():
    """The sum over the videos; one posted in between gained all it has, one first seen later than that is left out."""
    table = by_export(observed((1, 40, 14, 100), (1, 40, 7, 130), (1, 40, 0, 135), (2, 5, 0, 20), (3, 60, 0, 999)))
    assert table["gained"].tolist() == [30, 25]
    assert table["a_week"].tolist() == [30, 25]
    assert table["until"].iloc[-1] == NOW


def test_a_long_period_is_told_by_its_week():
    """Two weeks between exports: half of the gain a week."""
    table = by_export(observed((1, 40, 14, 100), (1, 40, 0, 130)))
    assert (table["gained"].tolist(), table["a_week"].tolist()) == ([30], [15])


def test_daily_exports_are_summed_by_the_week():
    """Only exports at least six days apart make a period, however many there are."""
    table = by_export(observed(*((1, 90, day, 1000 - day) for day in range(60))))
    assert len(table) == accounts.PERIODS
    assert set(table["gained"]) == {6}


def test_one_export_has_no_gain():
    """And nothing kept has none either; both accounts keep to themselves."""
    one = by_export(observed((1, 40, 0, 130)))
    assert one.empty
    assert by_export(observed()).empty
    both = pd.concat([observed((1, 40, 7, 1), (1, 40, 0, 5)), observed((2, 40, 7, 1), (2, 40, 0, 3), account="b")])
    assert by_export(both).set_index("account")["gained"].to_dict() == {"a": 4, "b": 2}
