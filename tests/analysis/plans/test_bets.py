"""Bets on new videos: split-conformal ranges that hold what they promise."""

import numpy as np
import pandas as pd
import pytest

from tests.benchmarks import growing
from worthsaving.analysis.plans import bets

WEEK = 7.0


def video(number: int, ages: list[float], saves: list[float], posted: int = 0) -> bets.Curve:
    return bets.Curve(number, posted, np.array(ages), np.array(saves, dtype="float64"))


def others(number: int, *, then: float = 9, age: float = 4) -> list[tuple[bets.Curve, float]]:
    """So many finished videos that were seen at this age; the n-th went on to n times as many saves."""
    finals = [(then + 1) * (n + 1) - 1 for n in range(number)]
    # Half-way in the spread of what is rounded: their posting times give 0.5
    return [(video(n, [age, 28], [then, final], posted=0), final) for n, final in enumerate(finals)]


@pytest.fixture(autouse=True)
def _no_dither(monkeypatch, request):
    """Rounded inwards, where a test works out by hand."""
    if "by_hand" in request.node.name:
        monkeypatch.setattr(bets, "_dither", lambda _: 0.5)


def test_eight_finished_videos_are_too_few_by_hand():
    assert bets.bet(9, 4, others(bets.AT_LEAST - 1)) is None
    assert bets.bet(9, 4, others(bets.AT_LEAST)) is not None


def test_of_nine_the_range_is_from_the_lowest_to_the_highest_by_hand():
    """1 - 2 / (9 + 1) = 80 %: from 1 time to 9 times."""
    found = bets.bet(19, 4, others(9))
    assert (found.low, found.high, found.n) == (19, 179, 9)


def test_of_nineteen_the_second_and_the_eighteenth_by_hand():
    """Here all have as many saves at that age, so there is one size: its n is that of all."""
    found = bets.bet(9, 4, others(19))
    assert (found.low, found.high, found.n, found.groups) == (19, 179, 19, 1)


@pytest.mark.parametrize(("age", "seen"), [(4, True), (2.95, True), (2.85, False), (5.35, True), (5.5, False)])
def test_videos_seen_at_another_age_do_not_count(age, seen):
    """0.25 apart in log(1 + days): from 2.89 to 5.42 days for day 4."""
    assert (bets.bet(9, 4, others(9, age=age)) is not None) == seen


def test_each_size_is_judged_by_its_own_where_each_has_nine():
    """Small ones multiply, large ones do not; a new one of either size gets the range of its own."""
    small = [(video(n, [4, 28], [2 + n / 100, 60]), 60.0) for n in range(12)]
    large = [(video(n, [4, 28], [200 + n, 220]), 220.0) for n in range(12)]
    a_small, a_large = (bets.bet(saves, 4, [*small, *large]) for saves in (2, 205))
    assert (a_small.group, a_large.group) == (0, 1)
    assert a_small.groups == a_large.groups == 2
    assert a_small.low > 50
    assert 200 < a_large.low <= a_large.high < 250
    fewer = bets.bet(205, 4, [*small[:8], *large[:9]])
    assert fewer.groups == 1


def test_a_bet_uses_nothing_from_after_its_day():
    """The same bets come of the first half of the year alone."""
    curves = growing.account(growing.USUAL, np.random.default_rng(5))
    middle = round(200 * bets.DAY_US)
    until = []
    for curve in curves:
        there = np.array([curve.moment(age) <= middle for age in curve.ages])
        if there.any():
            until.append(bets.Curve(curve.video, curve.posted, curve.ages[there], curve.saves[there]))
    early = [one for one in bets.make(curves) if one.at <= middle]
    assert early == bets.make(until)
    assert len(early) > 30
    assert [one for one in bets.make(curves, after=middle) if one.at <= middle] == []


def test_a_video_has_one_bet_and_only_while_it_is_new():
    curves = growing.account(growing.USUAL, np.random.default_rng(6))
    made = bets.make(curves)
    assert len({one.video for one in made}) == len(made)
    posted = {curve.video: curve.posted for curve in curves}
    ages = [(one.at - posted[one.video]) / bets.DAY_US for one in made]
    assert min(ages) >= bets.YOUNGEST_DAYS
    assert max(ages) < bets.NEW_DAYS
    had = made[0].video
    assert had not in {one.video for one in bets.make(curves, had=[had])}


def test_saves_on_the_day_need_exports_close_around_it():
    saves, known = video(1, [24, 31], [10, 20]).final(28)
    assert 10 < saves < 20
    assert known == 31 * bets.DAY_US
    assert video(1, [24, 33], [10, 20]).final(28) is None
    assert video(1, [20, 27], [10, 20]).final(28) is None


@pytest.mark.simulation
def test_four_in_five_come_out_inside():
    """On accounts that the method was not made for, too; the full table is in docs/bets-and-tests.md."""
    for shape in (growing.USUAL, growing.SHAPES[2], growing.SHAPES[3]):
        held = [
            held
            for seed in range(6)
            for _, held in growing.settled(growing.account(shape, np.random.default_rng(seed)))
        ]
        assert len(held) > 500
        assert 0.75 < np.mean(held) < 0.86, shape.name


def test_the_record_counts_the_last_fifty():
    table = pd.DataFrame(
        {
            "low": 10,
            "high": 20,
            "saves": pd.array([15] * 45 + [30] * 10 + [pd.NA] * 3, dtype="Int64"),
            "settled_at": pd.to_datetime([*range(55), *[None] * 3], unit="D", utc=True),
        }
    )
    assert bets.record(table) == bets.Record(inside=40, settled=50, promised=40, open=3)
    assert bets.record(table.head(3)) == bets.Record(inside=3, settled=3, promised=2, open=0)
    assert bets.record(table.head(0)) == bets.Record(0, 0, 0, 0)


@pytest.mark.parametrize(("saves", "held"), [(9.4, False), (9.6, True), (20.4, True), (20.6, False)])
def test_a_count_is_rounded_before_it_is_held_against_the_range(saves, held):
    assert bets.Bet(10, 20, 9).holds(saves) == held


def test_only_videos_followed_from_their_first_days_bring_the_first_bet_nearer():
    def seen(post: str, *days: float) -> pd.DataFrame:
        posted = pd.Timestamp("2026-01-01", tz="UTC")
        at = posted + pd.to_timedelta(list(days), unit="D")
        rows = {"platform": "tiktok", "account": "a", "post": post, "posted_at": posted, "observed_at": at}
        return pd.DataFrame({**rows, "saves": pd.array([5] * len(days), dtype="Int64")})

    known = seen("1", 3, 24, 31)
    assert bets.followed(known) == 1
    assert bets.followed(pd.concat([known, seen("2", 20, 27, 34), seen("3", 3, 10), seen("4", 13.9, 28)])) == 2
    assert bets.followed(known.head(0)) == 0
