"""Growth and changes in words: a number gives its sentence, and what can't be told is said so."""

import dataclasses

import pandas as pd
import pytest

from tests.library import made
from worthsaving import schema
from worthsaving.analysis.changes import Gains, gains
from worthsaving.analysis.growth import CountAt, EqualAge, HowLong
from worthsaving.library import Library
from worthsaving.schema import Estimate
from worthsaving.words import accounts as accounts_words, changes, growth

POSTED = pd.Timestamp("2026-03-01", tz="UTC")
BASE = Gains(
    videos=10, compared=8, gaining=5, saves=140, likes=1, comments=1, views=1, new=2, vanished=0, fell=0,
    since=POSTED, until=POSTED + pd.Timedelta(days=7), days=7.0,
)  # fmt: skip
AT_SEVEN = EqualAge(CountAt(84, 84, 84), Estimate(40, 32, 50, 14), (20, 70), 12, Estimate(2.1, 1.68, 2.625, 14), "more")
BETWEEN = dataclasses.replace(
    AT_SEVEN, count=CountAt(84, 60, 110), ratio=Estimate(2.1, 1.2, 3.4375, 14), verdict="unclear"
)
LASTING = HowLong(Estimate(0.35, 0.30, 0.41, 20), Estimate(0.12, 0.10, 0.15, 20), "saves longer")


def history(ages, saves) -> pd.DataFrame:
    """One video's observations."""
    n = len(ages)
    table = pd.DataFrame({"posted_at": pd.Series([POSTED] * n, dtype=schema.MOMENT)})
    table["observed_at"] = pd.Series([POSTED + pd.Timedelta(days=age) for age in ages], dtype=schema.MOMENT)
    table["saves"] = pd.array(saves, dtype=schema.COUNT)
    return table


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "+140 saves since 1 Mar 2026, on 5 of 8 videos"),
        ({"saves": 1, "gaining": 1}, "+1 save since 1 Mar 2026, on 1 of 8 videos"),
        ({"saves": 0, "gaining": 0}, "No new saves since 1 Mar 2026"),
        ({"saves": -3, "gaining": 0}, "−3 saves since 1 Mar 2026: more were taken back than came"),
        ({"saves": None, "compared": 0}, "What changed since 1 Mar 2026: saves can't be told"),
        ({"videos": 0}, "Nothing to compare yet"),
    ],
)
def test_the_heading_says_what_came(change, said):
    """Gains, losses, nothing, and what nobody knows each have their sentence."""
    assert changes.changed(dataclasses.replace(BASE, **change)).startswith(said)


def test_the_evidence_counts_what_else_happened():
    """A day's worth, new and vanished videos, fallen counts, and those left out."""
    said = changes.changed_evidence(dataclasses.replace(BASE, vanished=1, fell=3))
    for part in ("20 a day over 7 days", "2 new videos", "1 video no longer in the export", "On 3 videos a count fell", "1 video without a known gain"):  # fmt: skip
        assert part in said


def test_two_exports_within_a_day_tell_no_daily_pace():
    """A few minutes between two exports are not blown up to millions of saves a day; a whole day is enough."""
    minutes = dataclasses.replace(BASE, days=0.00015)
    assert "a day" not in changes.changed_evidence(minutes)
    assert "140 a day over 1 day" in changes.changed_evidence(dataclasses.replace(BASE, days=1.0))
    assert growth.last_gain(history([1, 1.01], [10, 24])).endswith("it gained 14 saves.")


UNLIKE = dataclasses.replace(BASE, days=None, earlier=6, oldest=POSTED - pd.Timedelta(days=90))


def test_gains_from_further_back_say_so_and_have_no_pace():
    """A short list in between: what the other videos gained is not that of the last week."""
    assert changes.changed(UNLIKE) == "+140 saves since 1 Mar 2026 or earlier, on 5 of 8 videos"
    said = changes.changed_evidence(UNLIKE)
    assert said.startswith(
        "6 videos are compared with an earlier export, as far back as 1 Dec 2025: what they gained may be older. "
    )
    assert "a day" not in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"earlier": 1},
            "1 video is compared with an earlier export, as far back as 1 Dec 2025: what it gained may be older.",
        ),
        (
            {"earlier": 0, "later": 3},
            "3 videos are compared with a later export: what they gained before it is left out.",
        ),
        ({"earlier": 0, "behind": 1}, "1 video was last counted before the newest export."),
    ],
)
def test_each_unlike_time_has_its_sentence(change, said):
    """Earlier, later, or not counted of late; and nothing of the kind where all are alike."""
    assert said in changes.changed_evidence(dataclasses.replace(UNLIKE, **change))
    assert said not in changes.changed_evidence(BASE)


def test_a_short_list_in_between_gives_no_weekly_pace(tmp_path):
    """Full list, a short list, full list again: nothing was gained in the last week, and no week's pace is told."""
    library = Library.open(f"sqlite:///{tmp_path}/library.sqlite")
    full = made.truth(0)
    for week, kept in ((0, full), (39, made.truth(39).head(8)), (40, made.truth(40))):
        library.keep(made.reading(made.snapshot(f"week {week}", kept[kept["video_id"].isin(full["video_id"])])), now=made.now(week))  # fmt: skip
    found = gains(library.changes())
    assert found.saves > 0
    assert changes.changed(found).startswith(f"+{found.saves} saves since 30 Nov 2026 or earlier, ")
    assert changes.changed_evidence(found) == (
        "6 videos are compared with an earlier export, as far back as 2 Mar 2026: what they gained may be older."
    )


@pytest.mark.parametrize(
    ("saves", "said"),
    [
        ([10, 24], "it gained 14 saves: 2.0 a day"),
        ([10, 11], "it gained 1 save: 0.14 a day"),
        ([24, 10], "it lost 14 saves: 2.0 a day"),
        ([10, 10], "its saves stayed as they were"),
    ],
)
def test_the_last_gain(saves, said):
    """Between the last two exports, up, down or neither."""
    assert said in growth.last_gain(history([1, 8], saves))


def test_one_export_gains_nothing_that_can_be_told():
    """No sentence rather than a zero."""
    assert growth.last_gain(history([1], [10])) == ""


@pytest.mark.parametrize(
    ("ages", "saves", "said"),
    [
        ([7, 30], [60, 100], "40 % of its saves came after its first week (40 of 100 by day 30)"),
        (
            [4, 11, 30],
            [40, 80, 100],
            "20 % to 60 % of its saves came after its first week (20 to 60 of 100 by day 30; the exports around that day "
            "don't tell more closely)",
        ),
        ([2, 6], [6, 20], "under a week old"),
        ([7, 30], [2, 4], "With under 10 saves"),
        ([1, 30], [6, 90], "can't be told"),
    ],
)
def test_the_share_after_the_first_week(ages, saves, said):
    """The share, or which of the reasons stands in its way."""
    assert said in growth.late_share(history(ages, saves))


def test_equal_age_comes_with_its_range_and_number():
    """How many times the usual, where that likely lies, and how many of the others had what."""
    said = growth.equal_age(AT_SEVEN, history([7], [84]))
    assert said == (
        "At 7 days it had 84 saves, 2.1 times your usual 40 (likely 1.7 to 2.6 times). "
        "12 of 14 other videos had 20 to 70 at that age: more than usual."
    )
    assert "All 14 other videos had" in growth.equal_age(dataclasses.replace(AT_SEVEN, inside=14), history([7], [84]))


def test_a_count_between_two_exports_is_said_as_its_bounds():
    """No single number, no single multiple, and no verdict that the bounds do not carry."""
    assert growth.equal_age(BETWEEN, history([3, 10], [60, 110])) == (
        "At 7 days it had 60 to 110 saves, likely 1.2 to 3.4 times your usual. 12 of 14 other videos had 20 to 70 at that "
        "age: not clearly more or less than usual."
    )
    endless = dataclasses.replace(BETWEEN, usual=Estimate(2, 0, 4, 14), ratio=Estimate(42, 15, float("inf"), 14))
    assert "it had 60 to 110 saves; your usual is 0 to 4. 12 of" in growth.equal_age(endless, history([7], [84]))


@pytest.mark.parametrize(
    ("verdict", "said"), [("more", "more than usual."), ("less", "less than usual."), ("about usual", ": about usual.")]
)
def test_equal_age_says_its_verdict(verdict, said):
    """Each in its words."""
    assert growth.equal_age(dataclasses.replace(AT_SEVEN, verdict=verdict), history([7], [84])).endswith(said)


def test_equal_age_says_what_is_missing():
    """Its own exports, or the others'."""
    assert "needs an export before that day" in growth.equal_age(None, history([30], [84]))
    assert "fewer than 9 of your other videos" in growth.equal_age(None, history([7], [84]))


def test_a_usual_of_zero_is_no_ratio():
    """Nothing is divided by zero."""
    none = dataclasses.replace(AT_SEVEN, usual=Estimate(0, 0, 0, 14), ratio=None)
    assert "it had 84 saves; your usual is 0. 12 of" in growth.equal_age(none, history([7], [84]))


def test_an_endless_ratio_has_no_range():
    """Where the usual may as well be zero, how many times it the value is has no upper end: no range is given."""
    open_ended = dataclasses.replace(AT_SEVEN, ratio=Estimate(2.1, 1.68, float("inf"), 14))
    assert "2.1 times your usual 40. 12 of 14" in growth.equal_age(open_ended, history([7], [84]))


@pytest.mark.parametrize("verdict", ["saves longer", "likes longer", "no clear difference"])
def test_how_long_says_its_verdict(verdict):
    """Three verdicts, three headings, and the same evidence."""
    found = dataclasses.replace(LASTING, verdict=verdict)
    start = {"saves longer": "Saves keep", "likes longer": "Likes keep", "no clear difference": "No clear difference"}
    assert growth.how_long(found).startswith(start[verdict])
    but = "but only" if found.verdict == "saves longer" else "and"
    assert growth.how_long_evidence(found).startswith(
        f"35 % of a video's saves come after its first week, {but} 12 % of its likes (saves likely 30 % to 41 %; likes likely"
    )


def test_how_long_says_what_it_needs():
    """Without enough videos it says how many and for how long."""
    assert "can't be told yet" in growth.how_long(None)
    assert "8 videos" in growth.how_long_evidence(None)


def accounts(*rates) -> pd.DataFrame:
    """Accounts "a", "b", ... with a rate each and a narrow range around it."""
    n = len(rates)
    values = pd.array(rates, dtype="Float64")
    return pd.DataFrame(
        {
            "platform": ["tiktok"] * n,
            "account": list("abcdef"[:n]),
            "saves": values * 1000,
            "rate": pd.array([rate or None for rate in rates], dtype="Float64"),
            "low": values * 0.8,
            "high": values * 1.2,
            "typical_low": values * 0.2,
        }
    )


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ((0.02, 0.002), "@a · TikTok is clearly saved most: 20 saves per 1,000 views"),
        ((0.02, 0.019), "No account is clearly ahead; the differences could be chance"),
        ((0.02,), "@a · TikTok: 20 saves per 1,000 views"),
        ((0.0, 0.0), "No save yet on any account"),
        ((None,), "No account here has a save rate yet"),
    ],
)
def test_which_account_is_saved_most(rates, said):
    """Said only where the ranges do not meet."""
    assert accounts_words.accounts(accounts(*rates)).startswith(said)


def test_accounts_without_a_rate_are_counted():
    """They are left out, and it is said."""
    assert "1 account without known saves" in accounts_words.accounts_evidence(accounts(0.02, None))


@pytest.mark.parametrize(("days", "told"), [(0.99, False), (1, True), (1.01, True)])
def test_a_pace_takes_a_day(days, told):
    """In a few hours "a day" would be blown up."""
    assert ("a day" in changes.changed_evidence(dataclasses.replace(BASE, days=days))) == told
    assert ("a day" in growth.last_gain(history([1, 1 + days], [10, 24]))) == told
