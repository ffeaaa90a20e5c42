"""What changed in all: known gains added up, unknown ones never taken as zero."""

import pandas as pd
import pytest

from worthsaving import schema
from worthsaving.analysis import changes as changes_analysis


def table(saves, **columns) -> pd.DataFrame:
    """A table of changes with these gains in saves; likes, comments and views are not known."""
    n = len(saves)
    unknown = pd.array([None] * n, dtype=schema.COUNT)
    base = {
        **{f"{name}_gained": unknown for name in changes_analysis.COUNTS},
        "saves_gained": pd.array(saves, dtype=schema.COUNT),
        **{name: [False] * n for name in ("new", "vanished", "fell")},
        "before_at": pd.Series([pd.Timestamp("2026-03-01", tz="UTC")] * n, dtype=schema.MOMENT),
        "after_at": pd.Series([pd.Timestamp("2026-03-08", tz="UTC")] * n, dtype=schema.MOMENT),
    }
    return pd.DataFrame({**base, **columns})


def test_known_gains_are_added_up():
    """Videos that lost count as well; those not known are left out."""
    found = changes_analysis.gains(table([5, None, -2, 0]))
    assert (found.saves, found.compared, found.gaining, found.videos) == (3, 3, 1, 4)
    assert found.days == pytest.approx(7)


def test_what_nobody_knows_is_not_zero():
    """None, where no video has the count on both sides, and for no videos at all."""
    assert changes_analysis.gains(table([1, 2])).likes is None
    assert changes_analysis.gains(table([])).saves is None
    assert changes_analysis.gains(table([])).days is None


def test_kinds_are_counted():
    """New, vanished, fallen."""
    found = changes_analysis.gains(table([1, 2], new=[True, False], fell=[True, True]))
    assert (found.new, found.vanished, found.fell) == (1, 0, 2)


def test_the_top_gained_most():
    """Only those that gained, most first, never more than asked for."""
    assert changes_analysis.top(table([5, None, 0, 9, -1, 7]), 2)["saves_gained"].tolist() == [9, 7]


def test_one_video_that_was_away_does_not_stretch_the_time():
    """The time is that which most videos are compared over; it is no pace, as what the one gained took longer."""
    found = changes_analysis.gains(compared(["2026-01-04", "2026-03-01", "2026-03-01"]))
    assert found.since == pd.Timestamp("2026-03-01", tz="UTC")
    assert found.days is None
    assert (found.earlier, found.oldest) == (1, pd.Timestamp("2026-01-04", tz="UTC"))


def compared(before, after=("2026-03-08",) * 3, saves=(5, 1, 2), **columns) -> pd.DataFrame:
    """Three videos compared from and to these moments."""
    ends = {"before_at": before, "after_at": after}
    found = {name: pd.to_datetime(pd.Series(moments), utc=True, format="ISO8601") for name, moments in ends.items()}
    return table(list(saves), **{name: moments.astype(schema.MOMENT) for name, moments in found.items()}, **columns)


@pytest.mark.parametrize(
    ("ends", "unlike"),
    [
        ({"before": ["2026-02-01", "2026-03-01", "2026-03-01"]}, (1, 0, 0)),
        ({"before": ["2026-03-01", "2026-03-01", "2026-03-05"]}, (0, 1, 0)),
        ({"before": ["2026-03-01"] * 3, "after": ["2026-03-05", "2026-03-08", "2026-03-08"]}, (0, 0, 1)),
    ],
    ids=["earlier", "later", "behind"],
)
def test_gains_of_unlike_times_have_no_pace(ends, unlike):
    """The days are told only where they are those of every gain; how many videos are unlike is counted."""
    found = changes_analysis.gains(compared(**ends))
    assert found.days is None
    assert (found.earlier, found.later, found.behind) == unlike


@pytest.mark.parametrize(
    "unlike",
    [
        compared(["2026-03-01", "2026-03-01", "2026-03-01T15"]),
        compared([None, "2026-03-01", "2026-03-01"], new=[True, False, False]),
        compared(["2026-01-04", "2026-03-01", "2026-03-01"], saves=(None, 1, 2)),
        compared(["2026-01-04", "2026-03-01", "2026-03-01"], [None, "2026-03-08", "2026-03-08"], (None, 1, 2)),
    ],
    ids=["another file of that day", "posted since", "gain not known", "vanished"],
)
def test_what_does_not_stretch_the_time_leaves_the_pace(unlike):
    """One look of several files, a video posted since then, and what adds nothing to the sum."""
    assert changes_analysis.gains(unlike).days == pytest.approx(7)


def test_within_a_few_days_only_the_same_moment_will_do():
    """Fifteen hours are a lot of two days."""
    two_days = compared(["2026-03-06", "2026-03-06", "2026-03-06T15"])
    assert changes_analysis.gains(two_days).days is None


def test_the_time_is_that_of_the_gains():
    """Videos whose gain is not known, however many, do not say since when the others gained."""
    found = changes_analysis.gains(compared(["2026-01-04", "2026-01-04", "2026-03-01"], saves=(None, None, 2)))
    assert (found.since, found.days) == (pd.Timestamp("2026-03-01", tz="UTC"), pytest.approx(7))


@pytest.mark.parametrize(
    ("since", "other", "later"),
    [
        ("2026-02-01", "2026-02-01T19:59", 0),
        ("2026-02-01", "2026-02-01T20:00", 0),
        ("2026-02-01", "2026-02-01T20:01", 1),
        ("2026-03-03", "2026-03-03T11:59", 0),
        ("2026-03-03", "2026-03-03T12:00", 0),
        ("2026-03-03", "2026-03-03T12:01", 1),
    ],
)
def test_files_of_one_export_lie_within_twenty_hours_and_a_tenth_of_the_time(since, other, later):
    """Twenty hours of five weeks, twelve of five days."""
    assert changes_analysis.gains(compared([since, since, other])).later == later


def test_gains_by_account_are_those_of_its_videos_alone():
    """Most saves first, an account whose saves are not known last; only so many as asked for."""
    changed = table([3, 9, 2, None]).assign(platform="tiktok", account=["a", "b", "a", "c"])
    found = changes_analysis.by_account(changed, 3)
    assert [(account, own.saves, own.videos) for (_, account), own in found.items()] == [
        ("b", 9, 1),
        ("a", 5, 2),
        ("c", None, 1),
    ]
    assert [account for _, account in changes_analysis.by_account(changed, 2)] == ["b", "a"]
