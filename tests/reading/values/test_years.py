"""Years for days that are printed without one."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from worthsaving.reading.values import years

END = pd.Timestamp(2026, 3, 1)


def test_nearest_year_to_a_known_moment() -> None:
    """31 December printed for a moment just after New Year in UTC is of the year before."""
    days = years.nearest([(12, 31), (1, 1), None], pd.Series(pd.to_datetime(["2026-01-01T02:00Z"] * 3)))
    assert days[:2].tolist() == [pd.Timestamp(2025, 12, 31), pd.Timestamp(2026, 1, 1)]
    assert pd.isna(days[2])


def test_a_year_of_rows_wraps_once() -> None:
    """A file from 28 February to 27 February spans two years."""
    every = [(d.month, d.day) for d in pd.date_range("2025-02-28", "2026-02-27")]
    days = years.in_order(every, start=None, end=END)
    assert (days.iloc[0], days.iloc[-1]) == (pd.Timestamp(2025, 2, 28), pd.Timestamp(2026, 2, 27))
    assert (days.diff().dropna() == pd.Timedelta(days=1)).all()


def test_newest_first_works_as_well() -> None:
    """Rows in falling order wrap the other way."""
    days = years.in_order([(1, 2), (1, 1), (12, 31), (12, 30)], start=None, end=END)
    assert days.tolist() == [pd.Timestamp(t) for t in ("2026-01-02", "2026-01-01", "2025-12-31", "2025-12-30")]


def test_the_file_name_goes_first() -> None:
    """A first day in the file's name sets the year, where the first row agrees."""
    given = [(2, 10), (2, 11)]
    assert years.in_order(given, start=dt.date(2024, 2, 10), end=END)[0] == pd.Timestamp(2024, 2, 10)
    assert years.in_order(given, start=dt.date(2024, 5, 1), end=END)[0] == pd.Timestamp(2026, 2, 10)


def test_leap_day_picks_a_leap_year() -> None:
    """29 February tells which year it can be."""
    assert years.in_order([(2, 28), (2, 29), (3, 1)], start=None, end=END)[1] == pd.Timestamp(2024, 2, 29)
    assert years.first_on_or_after((2, 29), pd.Timestamp(2025, 1, 1)) == pd.Timestamp(2028, 2, 29)


def test_of_two_years_equally_near_the_earlier_is_taken() -> None:
    """1 January 2026 noon lies half a year from 2 July 2025 and half a year from 1 July 2026."""
    moment = pd.Timestamp("2025-07-02") + (pd.Timestamp("2026-07-02") - pd.Timestamp("2025-07-02")) / 2
    for later, year in ((-1, 2025), (0, 2025), (1, 2026)):
        known = pd.Series([moment + pd.Timedelta(seconds=later)]).dt.tz_localize("UTC")
        assert years.nearest([(7, 2)], known)[0] == pd.Timestamp(year, 7, 2)


def test_with_as_many_steps_back_as_forward_the_rows_go_forward() -> None:
    """Two days up and two down: the wraps are counted from the first row on."""
    given = [(1, 10), (1, 11), (1, 10), (1, 11), (1, 10)]
    assert years.in_order(given, start=None, end=END).dt.year.tolist() == [2024, 2024, 2025, 2025, 2026]
    back = [*given, (1, 9)]  # one more step back: the rows are in falling order
    assert years.in_order(back, start=None, end=END).dt.year.tolist() == [2026, 2025, 2025, 2024, 2024, 2024]


@pytest.mark.parametrize(("step", "wraps"), [(182, False), (183, False), (184, True)])
def test_a_step_over_half_a_year_is_one_back(step: int, *, wraps: bool) -> None:
    """The shorter way round a leap year of 366 days: 183 days is still forward."""
    first, second = pd.Timestamp(2024, 1, 1), pd.Timestamp(2024, 1, 1) + pd.Timedelta(days=step)
    days = years.in_order([(d.month, d.day) for d in (first, second)], start=None, end=pd.Timestamp(2024, 12, 31))
    assert (days[0] > days[1]) is wraps
