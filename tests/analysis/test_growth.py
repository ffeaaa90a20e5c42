"""Growth from several observations: nothing that they do not bracket, and right where they do."""

import math

import numpy as np
import pandas as pd
import pytest

from worthsaving import schema
from worthsaving.analysis import growth
from worthsaving.schema import Estimate

POSTED = pd.Timestamp("2026-03-01", tz="UTC")


def history(ages, saves, likes=None, *, video_id="1", account="a"):
    """Observations of one video at these ages in days."""
    n = len(ages)
    return pd.DataFrame(
        {
            "platform": pd.Series(["tiktok"] * n, dtype="str"),
            "account": pd.Series([account] * n, dtype="str"),
            "video_id": pd.Series([video_id] * n, dtype="str"),
            "posted_at": pd.Series([POSTED] * n, dtype=schema.MOMENT),
            "observed_at": pd.Series([POSTED + pd.Timedelta(days=age) for age in ages], dtype=schema.MOMENT),
            "views": pd.array([None] * n, dtype=schema.COUNT),
            "likes": pd.array(saves if likes is None else likes, dtype=schema.COUNT),
            "saves": pd.array(saves, dtype=schema.COUNT),
        }
    )


def account(values, *, age=7.0):
    """Videos "0", "1", ... with these saves at that age."""
    return pd.concat([history([age], [value], video_id=str(at)) for at, value in enumerate(values)])


def test_a_curve_is_in_order_of_time_and_knows_each_age():
    found = growth.curve(history([14, 7], [20, 10]))
    assert found["age_days"].tolist() == [7, 14]
    assert found["saves"].tolist() == [10, 20]


def test_an_observation_that_counts_nothing_is_no_point_of_the_curve():
    assert len(growth.curve(history([7, 14], [10, None]))) == 1


def test_gains_a_day_are_between_observations_that_know_the_count():
    found = growth.per_day(history([7, 10, 14], [10, None, 24]))
    assert found["gained"].tolist() == [14]
    assert found["per_day"].tolist() == [2]


def test_a_count_that_fell_gains_less_than_nothing():
    assert growth.per_day(history([7, 9], [10, 6]))["per_day"].tolist() == [-2]


def test_one_observation_gains_nothing_that_can_be_told():
    assert growth.per_day(history([7], [10])).empty


@pytest.mark.parametrize(
    ("ages", "known"), [([7], True), ([5, 9], True), ([3, 12], False), ([8, 9], False), ([2, 6], False)]
)
def test_a_value_is_told_only_at_or_between_close_observations(ages, known):
    assert (growth.value_at(history(ages, [10] * len(ages)), 7) is not None) == known


@pytest.mark.parametrize("tau", [1, 2, 4, 8, 20])
def test_a_weekly_observed_curve_lies_within_its_bounds(tau):
    """At any weekly rhythm the truth lies between the bounds, and where they are one, within a tenth of it."""
    for first in np.linspace(0.1, 6.9, 30):
        ages = [first, first + 7, first + 14]
        saves = [round(1e6 * (1 - np.exp(-age / tau))) for age in ages]
        truth = 1e6 * (1 - np.exp(-7 / tau))
        found = growth.value_at(history(ages, saves), 7)
        assert found.low - 1 <= truth <= found.high + 1 or found.is_known
        assert found.value == pytest.approx(truth, rel=0.065)


def test_a_video_taken_up_again_lies_within_its_bounds():
    """A second wave on day 8, after a week of nearly nothing: interpolation would say twice the truth."""
    found = growth.value_at(history([3.5, 10.5], [20, 200]), 7)
    assert (found.low, found.high) == (20, 200)
    assert found.value > 2 * 22 / 1.1
    assert not found.is_known


@pytest.mark.parametrize(("later", "known"), [(109, True), (110, True), (111, False)])
def test_two_counts_a_tenth_apart_are_one(later, known):
    """Up to a tenth of the lower one; from there on both bounds stand."""
    found = growth.value_at(history([5, 9], [100, later]), 7)
    assert found.is_known == known
    assert (found.low, found.high) == ((found.value, found.value) if known else (100, later))


def test_a_count_that_fell_has_its_bounds_in_order():
    found = growth.value_at(history([5, 9], [200, 100]), 7)
    assert (found.low, found.high) == (100, 200)


def test_a_share_between_two_exports_has_its_bounds():
    found = growth.share_after_first_week(history([4, 11, 30], [40, 80, 100]))
    assert (found.low, found.high) == pytest.approx((0.2, 0.6))
    assert found.low < found.share < found.high


def test_the_share_after_the_first_week_is_of_the_newest_count():
    found = growth.share_after_first_week(history([7, 30], [60, 100]))
    assert found.share == pytest.approx(0.4)
    assert found.age_days == 30


@pytest.mark.parametrize(("ages", "saves"), [([3, 6], [10, 20]), ([1, 30], [5, 90]), ([7, 30], [2, 4]), ([7], [50])])
def test_no_share_where_the_observations_do_not_allow_one(ages, saves):
    """Too young, the week not bracketed, too few saves, nothing later."""
    assert growth.share_after_first_week(history(ages, saves)) is None


def test_equal_age_compares_with_the_median_of_the_others():
    found = growth.equal_age(account([42, *([20] * 10)]), ("tiktok", "a", "0"))
    assert (found.count.value, found.usual, found.verdict) == (42, Estimate(20, 20, 20, 10), "more")
    assert found.ratio.value == pytest.approx(2.1)


def test_equal_age_says_about_usual_within_the_typical_range():
    found = growth.equal_age(account([25, *range(10, 40, 2)]), ("tiktok", "a", "0"))
    assert found.verdict == "about usual"
    assert found.ratio.low < found.ratio.value < found.ratio.high < math.inf


def test_equal_age_needs_enough_others():
    values = account([42, *([20] * (growth.MIN_OTHERS - 1))])
    assert growth.equal_age(values, ("tiktok", "a", "0")) is None


def test_equal_age_counts_other_accounts_out():
    values = pd.concat(
        [account([42, *([20] * 10)]), *(history([7], [900], video_id=f"x{i}", account="b") for i in range(20))]
    )
    assert growth.equal_age(values, ("tiktok", "a", "0")).usual.value == 20


def test_equal_age_has_no_ratio_to_nothing():
    found = growth.equal_age(account([5, *([0] * 10)]), ("tiktok", "a", "0"))
    assert found.ratio is None
    assert found.verdict == "more"


def test_equal_age_has_no_upper_end_where_the_usual_may_be_nothing():
    """Half of the others have none: the median may be 0, and a multiple of it as large as one likes."""
    found = growth.equal_age(account([5, *([0] * 5), *([2] * 7)]), ("tiktok", "a", "0"))
    assert (found.usual.value, found.usual.low, found.ratio.high) == (2, 0, math.inf)


def test_equal_age_is_none_where_the_video_itself_is_not_bracketed():
    values = pd.concat(
        [
            history([20], [50], video_id="0"),
            account([20] * 12).assign(video_id=lambda t: "v" + t["saves"].index.astype(str)),
        ]
    )
    assert growth.equal_age(values, ("tiktok", "a", "0")) is None


def _followed(n, *, saves_tau, likes_tau, seed):
    """Videos observed weekly, their counts growing by independent steps towards a final level."""
    rng = np.random.default_rng(seed)
    videos = []
    for at in range(n):
        final = np.exp(rng.normal(5, 1)) + 30
        ages = rng.uniform(0.1, 7) + 7 * np.arange(6)
        counts = []
        for level, tau in ((final, saves_tau), (10 * final, likes_tau)):
            expected = level * (1 - np.exp(-ages / (tau * np.exp(rng.normal(0, 0.3)))))
            counts.append(np.cumsum(rng.poisson(np.diff(expected, prepend=0))))
        videos.append(history(ages, *counts, video_id=str(at)))
    return pd.concat(videos)


def test_saves_that_come_later_than_likes_are_found():
    found = growth.how_long(_followed(40, saves_tau=6, likes_tau=2, seed=1))
    assert found.verdict == "saves longer"
    assert found.saves.value > found.likes.value
    assert found.saves.n == 40


@pytest.mark.simulation
def test_equal_growth_is_hardly_ever_called_a_difference():
    """The median's interval keeps its 5 %, within what 60 tries can tell."""
    wrong = sum(
        growth.how_long(_followed(12, saves_tau=4, likes_tau=4, seed=s)).verdict != "no clear difference"
        for s in range(60)
    )
    assert wrong <= 8


def test_few_followed_videos_tell_nothing_of_how_long():
    assert growth.how_long(_followed(growth.MIN_FOLLOWED - 1, saves_tau=6, likes_tau=2, seed=1)) is None


def test_an_empty_library_tells_nothing():
    nothing = history([], [])
    assert growth.how_long(nothing) is None
    assert growth.curve(nothing).empty
    assert growth.per_day(nothing).empty
    assert growth.value_at(nothing, 7) is None


@pytest.mark.parametrize(("saves", "told"), [(9, False), (10, True), (11, True)])
def test_a_share_takes_ten_saves(saves, told):
    """Nine saves are too few to take a share of."""
    found = growth.share_after_first_week(history([7, 30], [5, saves]))
    assert (found is not None) == told
    assert not told or found.share == pytest.approx(1 - 5 / saves)


@pytest.mark.parametrize(("gap", "read"), [(7.9, True), (8, True), (8.1, False)])
def test_two_observations_bracket_an_age_eight_days_apart(gap, read):
    """A weekly export, made a day late."""
    assert (growth.value_at(history([6, 6 + gap], [10, 20]), 7) is not None) == read


@pytest.mark.parametrize(("own", "verdict"), [(8, "less"), (9, "about usual"), (99, "about usual"), (100, "more")])
def test_nine_others_are_left_at_either_end_once_in_ten(own, verdict):
    """With nine the range is all of them: the tenth is the highest of ten one time in ten."""
    values = [own, *np.linspace(9, 99, 9).astype(int)]
    found = growth.equal_age(account(values), ("tiktok", "a", "0"))
    assert (found.typical, found.inside, found.verdict) == ((9, 99), 9, verdict)


@pytest.mark.parametrize(("others", "range_"), [(10, (1, 10)), (18, (1, 18)), (19, (2, 18)), (29, (3, 27))])
def test_the_range_is_that_of_the_order_statistics(others, range_):
    """The (n + 1 - k)-th to the k-th, k nine tenths of n + 1 and no less."""
    found = growth.equal_age(account([5, *range(1, others + 1)]), ("tiktok", "a", "0"))
    assert found.typical == range_
    assert found.inside == range_[1] - range_[0] + 1


@pytest.mark.simulation
@pytest.mark.parametrize("others", [9, 10, 12, 20, 45])
def test_a_usual_video_is_called_at_most_once_in_five(others):
    """Whatever the shape of the counts: here log-normal ones."""
    rng = np.random.default_rng(others)
    called = 0
    for _ in range(400):
        values = np.exp(rng.normal(6, 1.2, others + 1)).astype(int)
        called += growth.equal_age(account(values), ("tiktok", "a", "0")).verdict != "about usual"
    assert called / 400 <= 0.2 + 3 * 0.02


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [((120, 300), "more"), ((60, 300), "unclear"), ((30, 80), "about usual"), ((5, 300), "unclear"), ((2, 9), "less")],
)
def test_a_verdict_holds_whatever_came_between_the_exports(counts, verdict):
    """Others at 10 to 100; the video's own count is known only to lie between two exports."""
    own = history([4, 11], list(counts), video_id="own")
    others = account([*range(10, 101, 10)])
    found = growth.equal_age(pd.concat([own, others]), ("tiktok", "a", "own"))
    assert found.verdict == verdict
    assert (found.count.low, found.count.high) == counts
    assert (found.ratio.low, found.ratio.high) == pytest.approx(
        (counts[0] / found.usual.high, counts[1] / found.usual.low)
    )


def test_others_between_exports_make_the_range_wider():
    """What they may have been is in it; a count inside of all that they may have been is usual."""
    others = pd.concat(history([4, 11], [n, 2 * n], video_id=str(n)) for n in range(10, 110, 10))
    for own, verdict in ((15, "unclear"), (20, "about usual"), (100, "about usual"), (150, "unclear"), (201, "more")):
        found = growth.equal_age(pd.concat([history([7], [own], video_id="own"), others]), ("tiktok", "a", "own"))
        assert (found.typical, found.verdict) == ((10, 200), verdict)


@pytest.mark.parametrize(("others", "compared"), [(8, False), (9, True), (10, True)])
def test_usual_takes_nine_others(others, compared):
    """The video itself is none of them."""
    found = growth.equal_age(account([42, *([20] * others)]), ("tiktok", "a", "0"))
    assert (found is not None) == compared


@pytest.mark.parametrize(("videos", "told"), [(7, False), (8, True), (9, True)])
@pytest.mark.parametrize(("age", "settled"), [(27.9, False), (28, True), (28.1, True)])
def test_how_long_takes_eight_videos_of_four_weeks(videos, told, age, settled):
    """Followed from the first week until day 28."""
    followed = pd.concat([history([7, age], [20, 40], [200, 220], video_id=str(at)) for at in range(videos)])
    assert (growth.how_long(followed) is not None) == (told and settled)


@pytest.mark.parametrize(("age", "told"), [(7, False), (7.1, True)])
def test_what_comes_later_comes_after_seven_days(age, told):
    """At seven days nothing came later yet."""
    assert (growth.share_after_first_week(history([6, age], [10, 20])) is not None) == told
