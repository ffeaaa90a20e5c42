"""Where followers live and their gender: the newest shares, the rest of a list last."""

import pandas as pd

from tests.analysis.audience.making import shares as made
from worthsaving.analysis.audience.shares import shares

A = ("tiktok", "a")


def test_the_newest_day_counts():
    """Shares of two days are never mixed; rows without a day are used only where no row has one."""
    rows = made("gender", ("Male", 0.4, "2026-11-01"), ("Male", 0.5, "2026-11-08"), ("Male", 0.9, None))
    assert shares(rows, A, "gender")["value"].tolist() == [0.5]
    assert shares(rows, A, "gender")["day"].tolist() == [pd.Timestamp("2026-11-08")]
    undated = made("gender", ("Male", 0.9, None))
    assert shares(undated, A, "gender")["value"].tolist() == [0.9]


def test_the_largest_stand_first_and_the_rest_last():
    """However large the rest is; what is unknown is left out."""
    rows = made("territory", ("Others", 0.8, None), ("DE", 0.05, None), ("US", 0.15, None), ("FR", None, None))
    assert shares(rows, A, "territory")["key"].tolist() == ["US", "DE", "Others"]


def test_another_account_and_another_kind_stay_out():
    """Nothing known is an empty table."""
    rows = pd.concat([made("gender", ("Male", 0.4, None), account="b"), made("age", ("18-24", 0.4, None))])
    assert shares(rows, A, "gender").empty
    assert list(shares(rows, A, "gender")) == ["key", "value", "day"]
