"""A week against the weeks before it."""

import numpy as np
import pytest

from worthsaving.analysis.week.usual_week import ALARMS_A_YEAR, MIN_WEEKS, MOST_WEEKS, false_alarms, judge

SHARE = false_alarms(1)[0]
QUIET = np.array([100, 120, 90, 110, 95, 130, 105, 85, 115, 100, 125, 98], dtype="float64")


def judged(*week, before=QUIET, share=SHARE):
    return judge(np.append(before, week), false_alarms=share)


def test_a_week_far_above_or_below_is_called():
    """More and less than usual are both seen, with the range that 8 in 10 of the weeks before hold."""
    strong, weak = judged(400), judged(20)
    assert (strong.verdict, weak.verdict, judged(110).verdict) == ("more", "less", "usual")
    assert strong.low <= np.median(QUIET) == strong.usual <= strong.high
    assert strong.p_value < SHARE < judged(110).p_value


@pytest.mark.parametrize(("weeks", "verdict"), [(MIN_WEEKS - 1, "can't tell"), (MIN_WEEKS, "more")])
def test_it_takes_nine_weeks(weeks, verdict):
    """With fewer weeks before nothing is said."""
    assert judged(400, before=QUIET[:weeks]).verdict == verdict


def test_only_the_newest_weeks_count():
    """What was usual longer ago than half a year does not make this week unusual."""
    long_ago = np.full(60, 5000.0)
    before = np.concatenate([long_ago, np.resize(QUIET, MOST_WEEKS)])
    assert judged(110, before=before) == judged(110, before=np.resize(QUIET, MOST_WEEKS))


def test_more_accounts_share_the_alarms():
    """However many accounts there are, together they may be wrong as often as one."""
    alone, together = false_alarms(5)
    assert 5 * alone + together == pytest.approx(false_alarms(1)[0]) == pytest.approx(ALARMS_A_YEAR / 52)
    almost = judged(230)
    assert almost.verdict == "more"
    assert judged(230, share=1e-4).verdict == "usual"


def test_steady_weeks_are_still_counted_ones():
    """Weeks that never differ do not make one save more an alarm: counts scatter by chance."""
    assert judged(105, before=np.full(20, 100.0)).verdict == "usual"
    assert judged(1, before=np.zeros(20)).verdict == "usual"
    assert judged(-3, before=np.zeros(20)).verdict == "usual"


def test_the_week_after_a_hit_is_expected_to_be_strong():
    """What a hit usually leaves to the next week does not make that week unusual."""
    hits = np.array(
        [10, 10, 200, 90, 40, 18, 10, 10, 11, 9, 300, 140, 60, 25, 12, 10, 9, 250, 110, 50, 20, 10, 11, 9, 320]
    )
    after, from_nowhere = judged(150, before=hits), judged(150, before=hits[:-1])
    assert after.p_value > from_nowhere.p_value


def test_what_would_show_is_counted_on_the_weeks_before():
    """On steady weeks a doubling shows nearly always, on wild ones hardly; the size that shows half of the time says so too."""
    steady = judged(100, before=np.resize([100.0, 104, 97, 101, 99], 26))
    wild = judged(100, before=np.exp(np.random.default_rng(1).normal(4, 1.2, 26)))
    assert steady.twice > 20 > 5 > wild.twice
    assert steady.shows < 2 < wild.shows
