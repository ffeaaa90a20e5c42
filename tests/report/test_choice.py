"""What a report is about: the videos and days that a choice leaves."""

import datetime as dt

import pandas as pd
import pytest

from worthsaving import schema
from worthsaving.reading.report import Reading
from worthsaving.report.choice import Choice


@pytest.fixture
def reading(make_videos):
    """Two videos, and days that go on after the newest of them."""
    videos = make_videos(
        platform=["tiktok"] * 2, account=["cook"] * 2, title=["a", "b"], posted_at=["2026-03-01", "2026-03-10"]
    )
    days = pd.DataFrame({"day": pd.date_range("2026-03-01", "2026-03-20").astype(schema.DAY), "views": 5})
    days = days.assign(platform="tiktok", account="cook")
    return Reading(videos=videos, days=schema.conform(days, schema.DAYS))


@pytest.mark.parametrize(
    ("end", "last"),
    [(None, 20), (dt.date(2026, 3, 11), 20), (dt.date(2026, 3, 10), 20), (dt.date(2026, 3, 9), 9)],
    ids=["no end", "after the newest video", "with the newest video", "before it"],
)
def test_a_period_that_ends_with_the_newest_video_leaves_the_days_open(reading, end, last):
    """Counts come in after the last post, too: only a period that ends before it ends the days."""
    assert Choice(end=end).days(reading)["day"].max().day == last


def test_days_without_videos_end_where_it_is_said(reading):
    """Where no video is known an end has no newest post to reach."""
    alone = Reading(days=reading.days)
    assert Choice(end=dt.date(2026, 3, 9)).days(alone)["day"].max().day == 9


def test_the_newest_video_is_the_accounts_own(reading, make_videos):
    """Another account's later post does not close this one's days."""
    other = make_videos(platform=["tiktok"], account=["other"], title=["c"], posted_at=["2026-04-01"])
    both = Reading(videos=pd.concat([reading.videos, other], ignore_index=True), days=reading.days)
    assert Choice(("tiktok", "cook"), end=dt.date(2026, 3, 10)).days(both)["day"].max().day == 20
