"""Dates and times with a year."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from worthsaving.reading.values.timestamps import read_timestamps


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
