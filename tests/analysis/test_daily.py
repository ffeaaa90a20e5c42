"""Day-by-day counts."""

from datetime import date

import pandas as pd
import pytest

from worthsaving import schema
from worthsaving.analysis.daily import Spike, available, daily, spike

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


def account(values: list[int]) -> pd.DataFrame:
    """One account's views from 1 January on."""
    first = pd.date_range("2026-01-01", periods=len(values)).astype(schema.DAY)
    return schema.conform(pd.DataFrame({"account": "a", "day": first, "views": values}), schema.DAYS)


def posted(day: int, views: int | None) -> pd.DataFrame:
    """One video of that day of January, and an older one with more views."""
    days = pd.to_datetime([f"2026-01-{day:02}", "2025-06-01"], utc=True)
    return schema.conform(pd.DataFrame({"posted_at": days, "views": [views, 9_000]}), schema.VIDEOS)


CALM = [10] * 13


@pytest.mark.parametrize(
    ("values", "day", "views", "found"),
    [
        ([*CALM, 50], 14, 20, True),
        ([*CALM, 49], 14, 20, False),
        ([*CALM[1:], 50], 13, 20, False),
        ([*CALM, 50], 11, 20, True),
        ([*CALM, 50], 10, 20, False),
        ([*CALM, 50], 15, 20, False),
        ([*CALM, 50], 14, 19, False),
        ([*CALM, 50], 14, None, False),
    ],
)
def test_a_spike_has_the_video_that_was_new(values, day, views, found):
    """Five times the usual day, two weeks of days, a video at most three days old with half of what is above the usual."""
    got = spike(account(values), posted(day, views), "views")
    assert (got == Spike(date(2026, 1, 14), 50, 0)) is found
    assert (got is None) is not found


def test_several_accounts_have_no_spike():
    """One account's tallest day is not the other's; a measure that videos lack has none either."""
    days = account([*CALM, 50])
    assert spike(pd.concat([days, days.assign(account="b")], ignore_index=True), posted(14, 20), "views") is None
    assert spike(days.assign(viewers=days["views"]), posted(14, 20), "viewers") is None
