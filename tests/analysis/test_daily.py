"""Day-by-day counts."""

import pandas as pd

from worthsaving import schema
from worthsaving.analysis.daily import available, daily

DAYS = schema.conform(
    pd.DataFrame(
        {
            "account": ["b", "a", "a", "a"],
            "day": pd.to_datetime(["2026-01-01", "2026-01-03", "2026-01-02", None]).astype(schema.DAY),
            "comments": [1, -4, None, 2],
        }
    ),
    schema.DAYS,
)


def test_sorted_by_account_and_day_with_negatives_kept():
    """Each account's days in order, values as they stand, rows without a day left out."""
    found = daily(DAYS)
    assert list(found.index) == [2, 1, 0]
    assert found["comments"][1] == -4
    assert found["comments"].isna()[2]


def test_available_lists_only_columns_with_a_value():
    """A column that is missing throughout is not on offer."""
    assert available(DAYS) == ["comments"]
    assert available(schema.empty(schema.DAYS)) == []
    assert len(daily(schema.empty(schema.DAYS))) == 0
