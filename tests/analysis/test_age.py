"""A video's age when it was counted."""

import pytest

from tests.analysis.making import table
from worthsaving.analysis.age import age_days, is_young


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
