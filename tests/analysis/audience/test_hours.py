"""When followers are active and when videos are posted: means, the strongest hours and days, and no more than is known."""

import numpy as np
import pandas as pd
import pytest

from tests.analysis import making
from tests.analysis.audience.making import FIRST, evening, hours
from worthsaving import schema
from worthsaving.analysis.audience.hours import EVEN, FEWEST_DAYS, FEWEST_POSTS, MOST_DAYS, active, posted


def one(*days: list[float | None]):
    (found,) = active(hours(*days))
    return found


def test_the_hours_are_averages_over_the_days():
    """And the strongest three in a row are found, with the days that agree."""
    found = one(evening(scale=1), evening(scale=3), evening(start=2))
    assert found.hours[19] == pytest.approx((30 + 90 + 10) / 3)
    assert (found.start, found.days, found.above, found.compared) == (19, 3, 2, 3)
    assert found.inside == pytest.approx(found.hours[19:22].mean())
    assert found.overall == pytest.approx(found.hours.mean())
    assert (found.first, found.last) == (FIRST, FIRST + pd.Timedelta(days=2))


@pytest.mark.parametrize("start", [0, 19, 22, 23])
def test_the_strongest_hours_may_go_round_midnight(start):
    """The clock has no end."""
    assert one(evening(start)).start == start


@pytest.mark.parametrize(("times", "start"), [(EVEN + 0.01, 19), (EVEN - 0.01, None)])
def test_hours_that_are_about_alike_have_no_strongest(times, start):
    """The strongest must be a tenth above the average of all."""
    low = 10.0
    high = 21 * low * times / (24 - 3 * times)  # the mean of these hours is `times` that of all
    assert one(evening(high=high, low=low)).start == start


def test_nobody_active_is_no_peak():
    """Zeros are an answer of their own."""
    found = one([0.0] * 24)
    assert (found.start, found.overall, found.complete) == (None, 0, True)


def test_an_hour_that_no_day_counts_leaves_it_open():
    """The strongest hours could lie there; an hour that another day counts is known."""
    gap = evening()
    gap[5] = None
    assert one(gap).start is None
    assert not one(gap).complete
    assert one(gap, evening()).start == 19
    assert one(gap, evening()).compared == 1  # only whole days are compared


def test_days_are_compared_where_they_are_known():
    """The two strongest of four and more, one of three, none where they are about alike or fewer."""
    week = [evening(scale=scale) for scale in (1, 1, 2, 1, 3)]
    assert one(*week).strongest_days == (FIRST + pd.Timedelta(days=2), FIRST + pd.Timedelta(days=4))
    assert one(*week[:FEWEST_DAYS]).strongest_days == (FIRST + pd.Timedelta(days=2),)
    assert one(*week[: FEWEST_DAYS - 1]).strongest_days == ()
    assert one(*[evening(scale=scale) for scale in (1, 1, 1, 1.05)]).strongest_days == ()


def test_only_the_newest_days_count():
    """What followers did before them is past."""
    found = one(*[evening(start=3, high=9000)] * 4, *[evening()] * MOST_DAYS)
    assert (found.start, found.days) == (19, MOST_DAYS)
    assert found.first == FIRST + pd.Timedelta(days=4)


def test_each_account_by_itself_and_nothing_without_hours():
    """Accounts are never put together; unknown counts and missing days are no hours."""
    both = pd.concat([hours(evening()), hours(evening(start=5), account="b")], ignore_index=True)
    assert [(found.account, found.start) for found in active(both)] == [(("tiktok", "a"), 19), (("tiktok", "b"), 5)]
    assert active(hours([None] * 24)) == ()
    assert active(schema.empty(schema.AUDIENCE)) == ()
    assert active(hours(evening()).assign(day=pd.NaT).astype({"day": schema.DAY})) == ()


def test_posting_hours_are_those_with_the_most_videos():
    """In the zone asked for, with their number and that of all videos with a known time."""
    times = ["2026-03-02T18:10Z"] * 4 + ["2026-03-03T20:59Z"] * 4 + ["2026-03-04T05:00Z"] * 3 + [None]
    videos = making.table(posted_at=times)
    found = posted(videos, zone="UTC")
    assert (found.start, found.inside, found.videos) == (18, 8, 11)
    assert posted(videos, zone="Asia/Tokyo").start == 3


def test_too_few_videos_have_no_usual_hour():
    """Edge: from so many on."""
    times = ["2026-03-02T18:10Z"] * FEWEST_POSTS
    assert posted(making.table(posted_at=times), zone="UTC") is not None
    assert posted(making.table(posted_at=times[1:]), zone="UTC") is None
    assert posted(making.table(posted_at=[None]), zone="UTC") is None


def test_the_means_stay_bounded_by_the_hours_of_a_day():
    """Twenty-four numbers, whatever comes in."""
    found = one(*[evening(scale=scale) for scale in np.linspace(1, 2, 100)])
    assert found.hours.index.tolist() == list(range(24))
