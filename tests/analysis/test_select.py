"""Selecting videos by period, account, media and size."""

import datetime as dt

import pandas as pd

from tests.analysis.making import table
from worthsaving import schema
from worthsaving.analysis.select import posted_day, select, select_days

VIDEOS = table(
    platform=["tiktok", "tiktok", "tiktok", "instagram"],
    account=["a", "b", "a", "a"],
    media=["video", "photo", "photo", "video"],
    posted_at=["2026-03-01T23:59:00Z", "2026-03-02T00:01:00Z", None, None],
    posted_day_local=[None, "2026-03-01", "2026-03-05", None],
    views=[10, None, 1000, 500],
)


def test_no_filter_keeps_everything():
    """Empty filters let every video through, those without a date or views too."""
    assert list(select(VIDEOS).index) == [0, 1, 2, 3]


def test_posting_day_is_utc_then_the_printed_day():
    """The exact time's UTC date counts; the printed day stands in only where there is no exact time."""
    days = posted_day(VIDEOS)
    assert list(days[:3]) == [pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-02"), pd.Timestamp("2026-03-05")]
    assert pd.isna(days[3])
    assert days.dtype == "datetime64[us]"


def test_both_ends_of_a_period_are_included_and_undated_videos_are_not():
    """A period keeps its first and last day and drops videos without a date."""
    assert list(select(VIDEOS, start=dt.date(2026, 3, 2), end=dt.date(2026, 3, 5)).index) == [1, 2]
    assert list(select(VIDEOS, end=dt.date(2026, 3, 1)).index) == [0]


def test_account_and_media():
    """Account and media filters combine; the same handle on another platform is another account."""
    assert list(select(VIDEOS, accounts=[("tiktok", "a")], media=["photo"]).index) == [2]
    assert list(select(VIDEOS, accounts=[("tiktok", "a"), ("tiktok", "b")]).index) == [0, 1, 2]
    assert list(select(VIDEOS, accounts=[("instagram", "a")]).index) == [3]


def test_minimum_views_drops_unknown_views_only_when_set():
    """Unknown views pass a minimum of 0 and nothing above."""
    assert list(select(VIDEOS, min_views=1).index) == [0, 2, 3]
    assert list(select(VIDEOS, min_views=500).index) == [2, 3]


def test_empty_table_stays_a_table():
    """Nothing in, nothing out, same columns."""
    empty = select(table(0), start=dt.date(2026, 1, 1), accounts=[("tiktok", "a")], min_views=3)
    assert len(empty) == 0
    assert list(empty.columns) == list(VIDEOS.columns)


def test_days_are_selected_by_period_and_account():
    """Daily rows: both ends included, accounts by platform and handle; a row without a day has no place in a period."""
    frame = pd.DataFrame({"platform": ["tiktok", "tiktok", "instagram"], "account": ["a", "a", "a"]})
    frame["day"] = pd.to_datetime(pd.Series(["2026-03-01", None, "2026-03-02"]))
    days = schema.conform(frame, schema.DAYS)
    assert list(select_days(days).index) == [0, 1, 2]
    assert list(select_days(days, accounts=[("tiktok", "a")]).index) == [0, 1]
    assert list(select_days(days, start=dt.date(2026, 3, 1), end=dt.date(2026, 3, 2)).index) == [0, 2]
