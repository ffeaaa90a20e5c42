"""Accounts side by side: on rates with ranges, highest first."""

import pandas as pd
import pytest

from worthsaving.analysis.accounts import ahead, side_by_side


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


def test_accounts_are_ordered_by_rate_not_by_size(account):
    """The larger account with the lower rate stands second; one without a rate stands last."""
    videos = pd.concat([account("large", 2, n=60), account("small", 20), account("mute", None)], ignore_index=True)
    table = side_by_side(videos)
    assert table["account"].tolist() == ["small", "large", "mute"]
    assert table["pooled"].isna().tolist() == [False, False, True]
    assert table["saves"].isna().tolist() == [False, False, True]
    first = table.iloc[0]
    assert first["pooled_low"] < first["pooled"] < first["pooled_high"]
    assert first["typical_low"] < first["pooled"] < first["typical_high"]


def test_few_videos_have_no_usual_range(account):
    """What 8 in 10 of three videos do is nobody's usual."""
    table = side_by_side(account("few", 10, n=3))
    assert bool(table["weak"].iloc[0])
    assert table["typical_low"].isna().all()


def test_few_views_have_no_usual_range(account):
    """Where a tenth of the videos expect under three saves, a range of true rates is none of counted ones."""
    table = side_by_side(account("thin", 0.2))
    assert bool(table["weak"].iloc[0])
    assert table["typical_low"].isna().all()
    assert table["pooled"].notna().all()


def test_ahead_is_said_only_where_ranges_do_not_meet(account):
    """Ten times the rate is ahead; nearly the same is not; alone nobody is."""
    assert ahead(side_by_side(pd.concat([account("a", 2), account("b", 20)], ignore_index=True)))
    assert not ahead(side_by_side(pd.concat([account("a", 10), account("b", 10.2)], ignore_index=True)))
    assert not ahead(side_by_side(account("a", 10)))


def test_no_videos_no_rows(make_videos):
    """An empty table gives an empty table with its columns."""
    assert side_by_side(make_videos()).empty
    assert "pooled" in side_by_side(make_videos())
