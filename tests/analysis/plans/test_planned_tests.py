"""Planned tests: sizes that show what they promise, and one verdict from the posts after their day."""

import numpy as np
import pandas as pd
import pytest

from tests.analysis.making import table
from tests.benchmarks import growing
from worthsaving import schema
from worthsaving.analysis.plans import planned_tests, rate_contrast

DAY = pd.Timestamp("2026-03-01 12:00", tz="UTC")


def account(number: int, *, spread: float = 0.7, seed: int = 0, views: float = 3000) -> pd.DataFrame:
    """Finished videos of one account, one a day, the newest 10 days old."""
    saves, seen = growing.posts(growing.Posts(spread, views=views), number, 1, np.random.default_rng(seed))
    made = table(saves=saves.astype(int), views=seen.astype(int))
    posted = DAY - pd.to_timedelta(np.arange(number)[::-1] + 10, unit="D")
    return made.assign(
        posted_at=posted.astype(schema.MOMENT), observed_at=pd.Series(DAY, made.index).astype(schema.MOMENT)
    )


def test_the_size_grows_with_the_spread():
    """A doubling shows in seven of ten with 16 of each at a log sd of 0.7; at 1.0 with 30."""
    near, far = (planned_tests.plan(account(400, spread=spread, views=1e5)) for spread in (0.7, 1.0))
    assert near.suggested == 16
    assert far.suggested in (30, None)
    assert dict(far.chances)[16] < dict(near.chances)[16]
    assert near.n == planned_tests.NEWEST


@pytest.mark.parametrize(("spread", "shown"), [(0.7, (0.34, 0.55, 0.77, 0.96)), (1.0, (0.19, 0.31, 0.48, 0.75))])
def test_chances_are_those_of_the_t_test(spread, shown):
    """By an independent implementation (scipy's non-central t through a simulation of normals)."""
    dice = np.random.default_rng(1)
    for size, expected in zip(planned_tests.SIZES, shown, strict=True):
        assert rate_contrast.power(spread, size, 2) == pytest.approx(expected, abs=0.01)
        a, b = (dice.normal(mean, spread, (4000, size)) for mean in (0, np.log(2)))
        from scipy.stats import ttest_ind

        assert (ttest_ind(a, b, axis=1).pvalue < 0.05).mean() == pytest.approx(expected, abs=0.03)


@pytest.mark.parametrize(("number", "there"), [(planned_tests.MIN_VIDEOS - 1, False), (planned_tests.MIN_VIDEOS, True)])
def test_few_videos_give_no_plan_but_how_many_are_missing(number, there):
    videos = account(number)
    assert (planned_tests.plan(videos) is not None) == there
    assert planned_tests.missing_to_plan(videos) == 1


def test_without_saves_there_is_no_plan():
    assert planned_tests.plan(account(40).assign(saves=pd.array([0] * 40, dtype="Int64"))) is None
    assert planned_tests.plan(account(40).assign(saves=pd.array([pd.NA] * 40, dtype="Int64"))) is None


def posted(number: int, *, tagged: int = 2, first_day: int = 1, age: float = 10) -> pd.DataFrame:
    """Posts one a day after `DAY`, every `tagged`-th with #soup; the newest is `age` days old when counted."""
    rows = table(saves=[10] * number, views=[1000] * number)
    at = DAY + pd.to_timedelta(np.arange(number) + first_day, unit="D")
    titles = [f"Dish {n}{' #soup' if n % tagged == 0 else ''}" for n in range(number)]
    seen = pd.Series(at[-1] + pd.Timedelta(days=age), rows.index).astype(schema.MOMENT)
    return rows.assign(title=titles, posted_at=at.astype(schema.MOMENT), observed_at=seen)


def progress(videos: pd.DataFrame, planned: int = 5) -> planned_tests.Progress:
    return planned_tests.progress(videos, "hashtag", "#soup", planned=planned, since=DAY)


def test_only_posts_after_the_day_count_and_of_each_kind_the_first():
    before = posted(10, first_day=-20)
    after = posted(16)
    both = pd.concat([before, after], ignore_index=True)
    assert progress(before).posted == (0, 0)
    found = planned_tests.posts(both, "hashtag", "#soup", planned=5, since=DAY)
    assert [part["posted_at"].min() > DAY for part in found] == [True, True]
    assert found[0]["title"].tolist() == [f"Dish {n} #soup" for n in range(0, 10, 2)]
    assert found[1]["title"].tolist() == [f"Dish {n}" for n in range(1, 10, 2)]
    assert progress(both).ready


def test_a_test_waits_for_both_kinds_and_until_they_are_finished():
    assert (progress(posted(6)).missing, progress(posted(6)).ready) == (4, False)
    one_sided = progress(posted(40, tagged=20))
    assert (one_sided.posted, one_sided.ready) == ((2, 5), False)
    young = progress(posted(10, age=1))
    assert (young.posted, young.ready) == ((5, 5), False)
    assert sum(young.finished) == 4
    assert progress(posted(10, age=7)).ready


def test_a_post_on_the_printed_day_of_the_plan_does_not_count():
    """It may have been posted before the test was written down."""
    videos = posted(4).assign(posted_at=pd.Series(pd.NaT, range(4), dtype=schema.MOMENT))
    days = pd.Series(pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"])).astype(schema.DAY)
    assert progress(videos.assign(posted_day_local=days)).posted == (1, 2)


def test_posts_without_saves_are_passed_over():
    videos = posted(10)
    videos["saves"] = videos["saves"].mask(videos.index == 0)
    assert progress(videos).posted == (4, 5)


def judged(saves: list[int], other: list[int]) -> planned_tests.Judgement:
    one, two = (table(saves=counts, views=[1000] * len(counts)) for counts in (saves, other))
    return planned_tests.judge(one, two)


def test_a_verdict_is_more_less_or_no_winner():
    assert judged([40, 50, 60, 45], [10, 12, 9, 11]).verdict == "more"
    found = judged([10, 12, 9, 11], [40, 50, 60, 45])
    assert found.verdict == "less"
    assert found.ratio.low < found.ratio.value < found.ratio.high < 1
    assert found.ratio.value == pytest.approx(0.22, abs=0.02)
    assert judged([10, 40, 9, 60], [20, 12, 35, 11]).verdict == "no winner"


def test_a_kind_without_saves_can_lose_but_says_no_number_from_nothing():
    assert judged([0] * 12, [30] * 6 + [20] * 6).verdict == "less"
    assert judged([0, 0, 0], [1, 0, 0]).verdict == "no winner"
    assert judged([0, 0, 0], [0, 0, 0]).ratio is None


def test_no_effect_wins_in_one_of_twenty_and_ranges_hold_the_truth():
    """The table by sizes is in docs/bets-and-tests.md."""
    dice, wins, holds, shown = np.random.default_rng(3), 0, 0, 0
    what, repeats = growing.Posts(0.7), 300
    for _ in range(repeats):
        same, other, twice = (growing.posts(what, 16, times, dice) for times in (1, 1, 2))
        usual = [rate_contrast.usual_rate(*one) for one in (same, other, twice)]
        null, effect = rate_contrast.ratio(usual[0], usual[1]), rate_contrast.ratio(usual[2], usual[1])
        wins += not null.low <= 1 <= null.high
        holds += effect.low <= 2 <= effect.high
        shown += effect.low > 1
    assert wins / repeats < 0.085
    assert holds / repeats > 0.915
    assert 0.62 < shown / repeats < 0.84
