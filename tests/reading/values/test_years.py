"""Years for days that are printed without one."""

from __future__ import annotations

import datetime as dt

import pandas as pd

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
