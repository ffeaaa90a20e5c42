"""Days that name their month and have a year."""

from __future__ import annotations

import datetime as dt

import pytest

from worthsaving.reading.values.named_dates import NamedDate, read_named_dates

DAY = dt.datetime(2025, 5, 27)


@pytest.mark.parametrize(
    "text",
    [
        "May 27, 2025",
        "27 May 2025",
        "27. Mai 2025",
        "27 de mayo de 2025",
        "27 мая 2025 г.",
        "27 mai 2025",
        "20250527",
        "2025 May 27",
    ],
)
def test_a_day(text: str) -> None:
    """In any language, with or without small words; or as eight digits."""
    assert read_named_dates([text]) == [NamedDate(DAY)]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("May 27, 2025, 6:05 PM", 65100),
        ("27 May 2025 18:05", 65100),
        ("27 May 2025 at 18:05:10", 65110),
        ("May 27, 2025 12:00 am", 0),
    ],
)
def test_a_day_with_a_time(text: str, seconds: int) -> None:
    """Seconds since midnight, on either clock."""
    assert read_named_dates([text]) == [NamedDate(DAY, seconds)]


@pytest.mark.parametrize(
    "text", ["May 27", "soon", "", "May 32, 2025", "27 May 2025 25:00", "February 29, 2025", "20251301", "in 2025"]
)
def test_no_such_day(text: str) -> None:
    """Without a year, or not in the calendar."""
    assert read_named_dates([text]) == [None]
