"""Weeks and months."""

import pandas as pd
import pytest

from worthsaving.analysis import calendar


@pytest.mark.parametrize(("by", "starts"), [("week", ["2026-02-23", "2026-03-02"]), ("month", ["2026-03-01"] * 2)])
def test_start_of(by, starts):
    """A Sunday belongs to the week of the Monday before; a month starts on its 1st; no day has no start."""
    day = pd.Series(pd.to_datetime(["2026-03-01", "2026-03-02", None]))
    found = calendar.start_of(day, by)
    assert list(found[:2]) == list(pd.to_datetime(starts))
    assert pd.isna(found[2])


def test_calendar_has_no_gaps():
    """Every week between the first and the last is there, the last day of one the eve of the next."""
    found = calendar.periods(pd.Series(pd.to_datetime(["2026-01-26", "2026-01-05"])), "week")
    assert len(found) == 4
    assert list(found["end"][:-1] + pd.Timedelta(days=1)) == list(found["start"][1:])


def test_no_dates_choose_months_and_no_rows():
    """Nothing dated: months by default, an empty calendar."""
    none = pd.Series([], dtype="datetime64[us]")
    assert calendar.choose(none) == "month"
    assert len(calendar.periods(none, "month")) == 0


def every(days: float, count: int, *, first: str = "2026-08-03") -> pd.Series:
    """So many posting days, so many days apart (a video every third day: 3)."""
    return pd.Series(pd.Timestamp(first) + pd.to_timedelta([round(days * at) for at in range(count)], unit="D"))


@pytest.mark.parametrize(
    ("day", "by"),
    [
        (every(1, 60), "week"),
        (every(7 / 5, 60), "week"),
        (every(3, 40), "month"),  # two or three a week
        (pd.concat([every(7, 10)] * 4, ignore_index=True), "month"),
        (pd.concat([every(7, 10)] * 5, ignore_index=True), "week"),
        (every(1, 26 * 7), "week"),
        (every(1, 26 * 7 + 1), "month"),
        (pd.concat([every(0, 40), every(7, 10)], ignore_index=True), "month"),  # one busy week carries no others
        (pd.concat([every(1, 60), every(0, 1, first="1900-01-01")], ignore_index=True), "month"),
    ],
)
def test_weeks_only_where_most_of_them_hold_enough(day, by):
    """Five videos in most weeks and at most half a year; a weekly rate of a video or two would be a saw-tooth."""
    assert calendar.choose(day) == by
