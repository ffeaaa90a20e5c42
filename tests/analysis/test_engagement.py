"""The share of saves among all engagement."""

import pandas as pd
import pytest

from tests.analysis.making import creator, table
from worthsaving.analysis.engagement import share_over_time

OLD = "2026-12-01T00:00Z"


def test_shares_by_hand():
    """Only videos with all four counts enter; an empty month stands with missing values."""
    videos = table(
        posted_at=["2026-01-01T00:00Z", "2026-01-09T00:00Z", "2026-01-10T00:00Z", "2026-03-01T00:00Z"],
        observed_at=OLD,
        likes=[80, 70, 1000, 0],
        comments=[5, 15, None, 0],
        shares=[5, 5, 5, 0],
        saves=[10, 10, 5, 0],
    )
    found = share_over_time(videos, by="month")
    january = found.loc[0]
    assert list(found["n"]) == [2, 0, 1]
    assert january["share"] == pytest.approx(0.1)
    assert list(january[["likes_share", "comments_share", "shares_share"]]) == pytest.approx([0.75, 0.1, 0.05])
    assert january["low"] < 0.1 < january["high"] <= 1
    assert found["share"][1:].isna().all()


def test_shares_add_up():
    """The four shares of a period add up to 1."""
    videos, _ = creator(80)
    found = share_over_time(videos).dropna()
    parts = found[["share", "likes_share", "comments_share", "shares_share"]]
    assert parts.sum(axis=1).to_numpy() == pytest.approx(1)


@pytest.mark.parametrize(
    "videos", [table(0), table(likes=[3], posted_at=["2026-01-01T00:00Z"])], ids=["empty", "no saves"]
)
def test_unknown_saves_have_no_share(videos):
    """Without saves nothing is shared out and nothing is taken for 0."""
    found = share_over_time(videos)
    assert found["share"].isna().all()
    assert (found["n"] == 0).all()
    assert found["start"].dtype == pd.Series(dtype="datetime64[us]").dtype
