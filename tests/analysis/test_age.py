"""A video's age when it was counted."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.analysis.making import table
from worthsaving.analysis.age import age_days, is_young, newest_day, settling_days


def test_age_is_observed_minus_posted():
    """A video counted three and a half days after posting is 3.5 days old, and young."""
    videos = table(posted_at=["2026-03-01T00:00Z", "2026-02-01T00:00Z"], observed_at=["2026-03-04T12:00Z"] * 2)
    assert list(age_days(videos)) == [3.5, 31.5]
    assert list(is_young(videos)) == [True, False]
    assert age_days(videos).dtype == "Float64"


@pytest.mark.parametrize(
    ("observed", "young"), [("2026-03-07T23:59Z", True), ("2026-03-08T00:00Z", False), ("2026-03-08T00:01Z", False)]
)
def test_seven_days_is_not_young(observed, young):
    """Young means under seven days."""
    videos = table(posted_at=["2026-03-01T00:00Z"], observed_at=[observed])
    assert is_young(videos)[0] == young


def test_another_settling_age_moves_the_bound():
    """Young is what is under the age from which saves are nearly all there."""
    videos = table(posted_at=["2026-03-01T00:00Z"] * 2, observed_at=["2026-03-21T23:00Z", "2026-03-22T00:00Z"])
    assert list(is_young(videos, 21)) == [True, False]


def test_the_newest_day_is_that_of_the_slowest_account():
    """An observation or a post; with several accounts the day up to which all of them are known."""
    videos = table(
        account=["a", "a", "b"],
        posted_at=["2026-03-01T00:00Z", "2026-03-11T00:00Z", "2026-03-01T00:00Z"],
        observed_at=[None, None, "2026-03-08T12:00Z"],
    )
    assert newest_day(videos) == dt.date(2026, 3, 8)
    assert newest_day(videos.head(2)) == dt.date(2026, 3, 11)
    assert newest_day(table(1)) is newest_day(table(0)) is None


def weekly(videos, *, constant, weeks, first=1.0, saves=200):
    """So many videos observed every week from an age on, whose saves come in with this time constant (days)."""
    ages = first + 7.0 * np.arange(weeks)
    posted = pd.Timestamp("2026-01-01", tz="UTC")
    observed = [posted + pd.Timedelta(days=age) for age in ages] * videos
    counts = np.round(saves * (1 - np.exp(-ages / constant))).astype(int)
    names = np.repeat([f"v{at}" for at in range(videos)], weeks)
    return table(
        platform="tiktok", account="a", video_id=list(names), posted_at=[posted] * len(names), observed_at=observed,
        saves=list(np.tile(counts, videos)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("constant", "weeks", "settled"), [(1, 8, 8), (6, 10, 15), (10, 14, 29), (20, 30, 50), (60, 60, 56)]
)
def test_saves_settle_when_nearly_all_are_there(constant, weeks, settled):
    """The first weekly observation with nine in ten of the newest saves, up to eight weeks."""
    assert settling_days(weekly(8, constant=constant, weeks=weeks)) == settled


def test_saves_never_settle_within_the_first_week():
    """Daily exports of a video saved on its first day leave the usual week."""
    assert settling_days(weekly(8, constant=0.2, weeks=8)) == 7


@pytest.mark.parametrize(
    "histories",
    [
        table(0),
        weekly(7, constant=10, weeks=14),
        weekly(8, constant=10, weeks=4),
        weekly(8, constant=10, weeks=14, saves=9),
        weekly(8, constant=10, weeks=14, first=40.0),
        weekly(8, constant=10, weeks=14).assign(video_id=""),
    ],
    ids=["empty", "seven videos", "three weeks", "few saves", "first seen late", "no names"],
)
def test_settling_takes_videos_that_show_it(histories):
    """Eight videos followed from early on for four weeks or longer, with ten saves; else it is not known."""
    assert settling_days(histories) is None


def test_videos_followed_longer_show_it_better():
    """Followed for four weeks only, slow saves look settled too soon; with eight followed for longer these alone count."""
    short, long = weekly(30, constant=20, weeks=5), weekly(8, constant=20, weeks=30)
    long["video_id"] = "long " + long["video_id"]
    both = pd.concat([short, long], ignore_index=True)
    assert settling_days(short) < settling_days(both) == settling_days(long)


def test_missing_observation_uses_the_newest_moment_of_the_same_account():
    """Another account's later export says nothing about this one."""
    videos = table(
        account=["a", "a", "b"],
        posted_at=["2026-03-01T00:00Z", "2026-03-11T00:00Z", "2026-06-01T00:00Z"],
        observed_at=[None, None, "2026-06-02T00:00Z"],
    )
    assert list(age_days(videos)) == [10, 0, 1]


def test_unknown_posting_time_has_no_age_and_is_not_young():
    """A missing age is missing, never 0."""
    videos = table(posted_at=[None], observed_at=["2026-03-08T00:00Z"])
    assert age_days(videos).isna().all()
    assert not is_young(videos)[0]


def test_printed_day_stands_in_for_the_posting_time():
    """Where only the day is known its midnight is used."""
    videos = table(posted_day_local=["2026-03-01"], observed_at=["2026-03-03T12:00Z"])
    assert age_days(videos)[0] == 2.5


def test_counted_before_posting_is_age_zero():
    """Clock differences never give a negative age."""
    videos = table(posted_at=["2026-03-02T00:00Z"], observed_at=["2026-03-01T00:00Z"])
    assert age_days(videos)[0] == 0


@pytest.mark.parametrize("function", [age_days, is_young])
def test_empty(function):
    """No videos, no ages."""
    assert len(function(table(0))) == 0
