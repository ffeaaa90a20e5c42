"""Two periods compared."""

import dataclasses
import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.analysis.making import creator, stepped, table
from worthsaving.analysis.periods import compare, latest
from worthsaving.analysis.plans import mix

A = (dt.date(2025, 1, 1), dt.date(2025, 6, 30))
B = (dt.date(2025, 7, 1), dt.date(2026, 12, 31))


def test_two_periods_that_differ():
    """A fourfold rate in the second period is "more", the other way round "less", with the ratio inverted."""
    videos = stepped(150, 4.0, at="2025-07-01")
    found, back = compare(videos, A, B), compare(videos, B, A)
    assert (found.verdict, back.verdict) == ("more", "less")
    assert found.ratio.low < 4 < found.ratio.high
    assert found.ratio.value == pytest.approx(1 / back.ratio.value, rel=1e-3)
    assert found.ratio.value == pytest.approx(found.rate_b / found.rate_a, rel=1e-3)
    assert (found.n_a, found.n_b) == (back.n_b, back.n_a)


def test_periods_alike_show_no_clear_difference():
    """The same rate in both: a ratio about 1 and no verdict."""
    videos, _ = creator(80, seed=1)
    found = compare(videos, A, B)
    assert found.verdict == "no clear difference"
    assert found.ratio.low < 1 < found.ratio.high
    assert found.p_value > 0.05


def test_videos_of_both_periods_count_in_neither():
    """Overlapping periods are compared by what they do not share; the same period twice has nothing to compare."""
    videos, _ = creator(80)
    whole = (A[0], B[1])
    assert compare(videos, A, whole).n_a == 0
    found = compare(videos, A, A)
    assert (found.verdict, found.n_a, found.n_b, found.ratio) == ("too few videos", 0, 0, None)


def test_few_videos_or_saves_are_too_few():
    """Four videos in a period, or no saves, carry no comparison."""
    videos, _ = creator(40)
    early = (dt.date(2025, 1, 1), videos["posted_at"].sort_values().iloc[3].date())
    assert compare(videos, early, B).verdict == "too few videos"
    assert compare(videos.assign(saves=videos["saves"] * 0), A, B).verdict == "too few videos"
    assert compare(table(0), A, B).verdict == "too few videos"


def test_no_saves_in_one_period_stays_finite():
    """When every save lies in one period the ratio is huge but a number, and its range has no sensible end."""
    videos, _ = creator(60)
    in_a = videos["posted_at"] < pd.Timestamp("2025-07-01", tz="UTC")
    found = compare(videos.assign(saves=videos["saves"].where(~in_a, 0)), A, B)
    assert found.verdict == "more"
    assert np.isfinite([*dataclasses.astuple(found.ratio), found.rate_a, found.rate_b]).all()


def in_turn(*periods):
    """One account's videos, 1,000 views each, with these saves in the months from January 2025 on."""
    days = [pd.Timestamp(f"2025-{month:02}-15", tz="UTC") for month, saves in enumerate(periods, 1) for _ in saves]
    saves = [count for counts in periods for count in counts]
    return table(account="a", posted_at=days, observed_at="2026-11-01T00:00Z", views=[1000] * len(saves), saves=saves)


JANUARY, FEBRUARY = ((dt.date(2025, month, 1), dt.date(2025, month, 28)) for month in (1, 2))


@pytest.mark.parametrize(("videos", "enough"), [(4, False), (5, True), (6, True)])
def test_a_period_takes_five_videos(videos, enough):
    """The first and the second alike."""
    some, many = in_turn([5] * videos, [5, 9] * 6), in_turn([5, 9] * 6, [5] * videos)
    for table_ in (some, many):
        assert (compare(table_, JANUARY, FEBRUARY).verdict != "too few videos") == enough


@pytest.mark.parametrize(("saved", "enough"), [(2, False), (3, True), (4, True)])
def test_periods_take_three_saved_videos(saved, enough):
    """In both together."""
    videos = in_turn([4] * saved + [0] * 8, [0] * 8)
    assert (compare(videos, JANUARY, FEBRUARY).verdict != "too few videos") == enough


def daily(days, *, rate=0.01, end="2026-03-01", observed=None, times=None):
    """A video a day for so many days up to `end`, 20,000 views each, whose rates hardly differ but by `times`."""
    posted = pd.date_range(end=pd.Timestamp(end, tz="UTC"), periods=days)
    rates = rate * np.random.default_rng(3).lognormal(0, 0.3, days) * (1.0 if times is None else np.asarray(times))
    return table(
        platform="tiktok", account="a", posted_at=list(posted), observed_at=observed, views=[20_000] * days,
        saves=list((20_000 * rates).astype(int)),
    )  # fmt: skip


def test_this_period_is_closed_and_finished():
    """Four weeks that end a week before the newest day known, and the four before; every video in them is finished."""
    found = latest(daily(120, observed="2026-03-04T12:00Z"))
    assert found.now == (dt.date(2026, 1, 29), dt.date(2026, 2, 25))
    assert found.before == (dt.date(2026, 1, 1), dt.date(2026, 1, 28))
    assert (found.found.n_a, found.found.n_b, found.found.left_out_young) == (28, 28, 0)
    assert found.found.verdict == "no clear difference"


def test_this_period_follows_the_settling_age():
    """Where saves need three weeks the period ends three weeks back; another length can be asked for."""
    found = latest(daily(120, observed="2026-03-04T12:00Z"), settled_days=20.5, days=14)
    assert found.now == (dt.date(2026, 1, 29), dt.date(2026, 2, 11))
    assert (found.found.n_b, found.found.settled_days) == (14, 20.5)


def test_a_better_period_is_seen():
    """Three times the rate in the last four weeks that are finished."""
    times = np.where(np.arange(120) >= 85, 3.0, 1.0)
    assert latest(daily(120, observed="2026-03-04T12:00Z", times=times)).found.verdict == "more"


def test_a_period_without_videos_has_its_number():
    """An account that stopped posting has none in this period; one without any day has no period."""
    found = latest(daily(60, end="2025-11-01", observed="2026-03-04T12:00Z"))
    assert (found.found.verdict, found.found.n_b) == ("too few videos", 0)
    assert latest(table(3, views=[1, 2, 3])) is None


@pytest.mark.parametrize(
    ("later", "settled", "verdict"), [(True, None, "no clear difference"), (False, None, "less"), (True, 7, "less")]
)
def test_the_newest_videos_alone_make_no_period_worse(later, settled, verdict):
    """Fewer saves on videos under four weeks old may be their age, unless it is known that saves come sooner."""
    videos = daily(200, observed="2026-03-09T00:00Z", times=np.where(np.arange(200) >= 180, 0.3, 1.0))
    if not later:
        videos["observed_at"] += pd.Timedelta(days=60)
    a, b = (dt.date(2026, 1, 5), dt.date(2026, 2, 1)), (dt.date(2026, 2, 2), dt.date(2026, 3, 1))
    found = compare(videos, a, b, settled_days=settled)
    assert (found.verdict, found.unfinished) == (verdict, verdict == "no clear difference")
    back = compare(videos, b, a, settled_days=settled)
    assert (back.verdict, back.unfinished) == ("more" if verdict == "less" else verdict, found.unfinished)


def test_without_a_date_ages_are_counted_back_from_the_newest_of_all_videos():
    """A file that does not say when it was made: the end of an earlier period is long finished."""
    videos = daily(120)
    found = latest(videos).found
    assert (found.n_a, found.n_b, found.left_out_young) == (28, 28, 0)
    day = videos["posted_at"].dt.date
    whole = (day.iloc[0], day.iloc[59]), (day.iloc[60], day.iloc[99])
    assert compare(videos, *whole).n_b == mix.split(videos.assign(media=["video", "photo"] * 60), *whole).n - 60 == 40
