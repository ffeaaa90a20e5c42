"""Dates and times with a year."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from worthsaving.reading.values.timestamps import are_dates, read_timestamps


def column(*texts: str) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(texts, pa.string())])


@pytest.mark.parametrize(
    ("text", "options", "moment"),
    [
        ("2025/10/31 18:19:10", {"zone": "UTC"}, "2025-10-31T18:19:10Z"),
        ("2024-05-30T10:29:39.250Z", {}, "2024-05-30T10:29:39.250Z"),
        ("2024-05-30T10:29:39+02:00", {}, "2024-05-30T08:29:39Z"),
        ("03/21/2026 16:45", {"order": "MDY", "zone": "America/Los_Angeles"}, "2026-03-21T23:45:00Z"),
        ("02/11/2026 09:00", {"order": "MDY", "zone": "America/Los_Angeles"}, "2026-02-11T17:00:00Z"),
        ("01.09.2026 18:00", {}, "2026-09-01T18:00:00Z"),
        ("03/21/2026 4:45 PM", {}, "2026-03-21T16:45:00Z"),
        ("1717064979", {}, "2024-05-30T10:29:39Z"),
    ],
)
def test_moments(text: str, options: dict[str, str], moment: str) -> None:
    """Printed times become moments in UTC, winter and summer."""
    stamps = read_timestamps(column(text), **options)
    assert stamps.moment[0] == pd.Timestamp(moment)
    assert not stamps.bad.any()


@pytest.mark.parametrize(
    "text", ["2025-10-31", "2025/10/31", "31.10.2025", "31/10/2025", "October 31, 2025", "31 Oct 2025"]
)
def test_days(text: str) -> None:
    """A day without a time is a day, not midnight UTC."""
    stamps = read_timestamps(column(text))
    assert stamps.day[0] == pd.Timestamp(2025, 10, 31)
    assert pd.isna(stamps.moment[0])


@pytest.mark.parametrize(
    "text", ["2025-02-30", "2025-13-01 10:00", "Lifetime", "2025-10-31 25:00", "July 16", "31/31/2025"]
)
def test_no_date_is_bad(text: str) -> None:
    """What is no date is told apart from missing."""
    stamps = read_timestamps(column(text, ""))
    assert stamps.bad.tolist() == [True, False]


def test_order_of_day_and_month_is_decided_by_the_column_or_not_at_all() -> None:
    """One day over 12 settles all; without any, nothing is read."""
    assert read_timestamps(column("03/04/2025", "25/04/2025")).day[0] == pd.Timestamp(2025, 4, 3)
    assert read_timestamps(column("03/04/2025", "04/25/2025")).day[0] == pd.Timestamp(2025, 3, 4)
    unsettled = read_timestamps(column("03/04/2025", "05/06/2025"))
    assert unsettled.open_order
    assert unsettled.day.isna().all()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Mon Mar 23 14:05:07 +0000 2026", "2026-03-23T14:05:07Z"),
        ("Mon, 23 Mar 2026 14:05:07 +0200", "2026-03-23T12:05:07Z"),
        ("Tue, 24 Mar 2026 14:05 GMT", "2026-03-24T14:05:00Z"),
        ("Monday, 23 March 2026 at 2:05 PM", "2026-03-23T14:05:00Z"),
        ("2026年07月10日02时00分38秒", "2026-07-10T02:00:38Z"),
        ("2026年7月1日 2時5分", "2026-07-01T02:05:00Z"),
        ("2026년 3월 23일 2시 5분 3초", "2026-03-23T02:05:03Z"),
    ],
)
def test_weekdays_zones_and_unit_signs(text: str, moment: str) -> None:
    """A weekday stands with the date, a zone behind the time, or signs between the numbers."""
    stamps = read_timestamps(pa.chunked_array([pa.array([text])]))
    assert stamps.moment.tolist() == [pd.Timestamp(moment)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Fri, Feb 27, 2026", "2026-02-27"),
        ("mar. 24 mars 2026", "2026-03-24"),
        ("segunda-feira, 23 de março de 2026", "2026-03-23"),
        ("пн, 23 марта 2026", "2026-03-23"),
        ("2026年3月23日(月)", "2026-03-23"),
    ],
)
def test_a_weekday_with_a_day(text: str, day: str) -> None:
    """In several languages; where the weekday's name is a month's too, the other one is the month."""
    assert read_timestamps(pa.chunked_array([pa.array([text])])).day.tolist() == [pd.Timestamp(day)]


def test_a_word_that_is_no_weekday_leaves_no_date() -> None:
    """Only a weekday may stand with it."""
    assert read_timestamps(pa.chunked_array([pa.array(["Foo, Mar 23, 2026"])])).bad.tolist() == [True]


@pytest.mark.parametrize(
    ("texts", "so"),
    [
        (["2026-03-01", "2026-03-02"], True),
        (["2026-03-01", "soon"], False),
        (["03/04/2026", "05/06/2026"], True),
        (["1 May 2026", "2 May 2026 10:00"], True),
        (["1 May 2026", "bread 2026"], False),
        (["1774278307", "46036.5", "20260301"], True),
        (["Bread", "Soup"], False),
        (["\uff0d\uff0d"], True),
        ([], False),
    ],
)
def test_a_column_of_dates_is_told_from_others(texts: list[str], *, so: bool) -> None:
    """Every text is one, or a word for none, or its order of day and month is open: as the whole reading finds it."""
    stamps = read_timestamps(column(*texts))
    assert are_dates(pa.array(texts, pa.string())) is so
    assert so is (bool(texts) and (stamps.open_order or not stamps.bad.any()))
