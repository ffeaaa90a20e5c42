"""Which number is the day: decided by the column, or asked."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pyarrow as pa
import pytest

from worthsaving.reading.values.timestamps import Timestamps, read_timestamps

TODAY = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def read(*texts: str, order: str = "") -> Timestamps:
    return read_timestamps(pa.chunked_array([pa.array(texts)]), order=order, latest=TODAY)


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (("03/04/2025", "25/04/2025"), "2025-04-03"),
        (("03/04/2025", "04/25/2025"), "2025-03-04"),
        (("03/12/2026", "01/02/2026"), "2026-03-12"),
        (("31/03/26", "01/02/26"), "2026-03-31"),
        (("03/31/26", "01/02/26"), "2026-03-31"),
        (("26/03/31", "26/01/02"), "2026-03-31"),
        (("01.09.26",), "2026-09-01"),
        (("05/05/2025",), "2025-05-05"),
        (("2025-04-03", "03/25/2025"), "2025-04-03"),
        (("20250403",), "2025-04-03"),
        (("2025年4月3日",), "2025-04-03"),
        (("2025. 4. 3.",), "2025-04-03"),
    ],
)
def test_the_column_decides(texts: tuple[str, ...], day: str) -> None:
    """A month 13, a day to come, dots between, or days that are the same both ways round."""
    stamps = read(*texts)
    assert not stamps.open_order
    assert stamps.day[0] == pd.Timestamp(day)


@pytest.mark.parametrize(
    "texts",
    [("03/04/2025", "05/06/2025"), ("05/06/07",), ("25/04/2025", "04/25/2025", "01/02/2025"), ("03-04-25", "05-06-25")],
)
def test_what_stays_open_is_not_read(texts: tuple[str, ...]) -> None:
    """Both ways are possible, or the column contradicts itself."""
    stamps = read(*texts)
    assert stamps.open_order
    assert stamps.day.isna().all()


@pytest.mark.parametrize(("order", "day"), [("DMY", "2025-04-03"), ("MDY", "2025-03-04")])
def test_the_user_can_say(order: str, day: str) -> None:
    """Then every date is read that way, and one that cannot be is bad."""
    stamps = read("03/04/2025", "31/31/2025", order=order)
    assert stamps.day[0] == pd.Timestamp(day)
    assert stamps.bad.tolist() == [False, True]


def test_a_year_first_can_be_said_too() -> None:
    """Two digits a part, the year in front."""
    assert read("25/04/03", order="YMD").day[0] == pd.Timestamp(2025, 4, 3)


def test_one_impossible_date_does_not_stop_the_others() -> None:
    """31/31 says nothing about the order."""
    stamps = read("31/31/2025", "25/04/2025")
    assert stamps.bad.tolist() == [True, False]
    assert stamps.day[1] == pd.Timestamp(2025, 4, 25)


@pytest.mark.parametrize(("text", "day"), [("11/10/2026", None), ("10/11/2026", None), ("11/12/2026", "2026-11-12")])
def test_a_day_to_come_is_out(text: str, day: str | None) -> None:
    """On 22 November 2026, 11/12 cannot be 11 December; 10/11 can be either way round."""
    stamps = read(text)
    assert stamps.open_order is (day is None)
    assert day is None or stamps.day[0] == pd.Timestamp(day)


@pytest.mark.parametrize(("day", "read_as"), [(21, True), (22, True), (23, False)])
def test_today_is_the_last_possible_day(day: int, *, read_as: bool) -> None:
    """In dates with dots the day is first; the 23rd would be tomorrow, and no other order gives a date."""
    assert read(f"{day}.11.2026").day.notna().tolist() == [read_as]


@pytest.mark.parametrize(("text", "order"), [("31/12/04", None), ("01/01/05", "2005-01-01")])
def test_a_year_in_two_digits_is_2005_or_later(text: str, order: str | None) -> None:
    """No platform is older: 31 December 2004 is no date, 1 January 2005 is one."""
    day = read(text).day[0]
    assert pd.isna(day) if order is None else day == pd.Timestamp(order)
