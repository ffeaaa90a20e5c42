"""When videos were posted and when they were counted."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from tests.reading.made import TODAY, business, link, studio, table
from worthsaving import Reading, read_files

SECOND = dt.datetime(2025, 10, 31, 18, 19, 5, tzinfo=dt.UTC)
SHORT = "https://vm.tiktok.com/ZMabc/"


def read(data: bytes) -> Reading:
    """The reading of one file."""
    return read_files([("x.csv", data)], today=TODAY)


def timed(where: str, printed: str) -> Reading:
    """The reading of a Business file of one video."""
    return read(business(["a", where, printed, 9, 8, 7, 6, 5]))


def test_an_id_knows_the_second() -> None:
    """What is printed beside it is rounded, or in an unknown zone."""
    for printed in ("2025/10/31 18:19:10", "2025/11/01 02:19:05", "undefined", ""):
        assert timed(link(SECOND), printed).videos["posted_at"].tolist() == [pd.Timestamp(SECOND)]


def test_without_an_id_the_printed_time_counts() -> None:
    """In the format's zone."""
    assert timed(SHORT, "2025/10/31 18:19:10").videos["posted_at"].tolist() == [
        pd.Timestamp("2025-10-31 18:19:10", tz="UTC")
    ]


def test_a_printed_time_far_from_the_id_is_used_and_told() -> None:
    """A post prepared weeks ago has an old id; it was posted when the file says."""
    reading = timed(link(SECOND), "2025/11/20 10:00:00")
    assert reading.videos["posted_at"].tolist() == [pd.Timestamp("2025-11-20 10:00", tz="UTC")]
    assert "more than two days" in reading.files[0].problems[0]


def test_an_id_from_the_future_is_not_believed() -> None:
    """Nineteen digits that are no id of ours give no moment."""
    videos = timed(link(TODAY + dt.timedelta(days=3)), "2025/10/31 18:19:10").videos
    assert videos["posted_at"].tolist() == [pd.Timestamp("2025-10-31 18:19:10", tz="UTC")]


def test_a_day_alone_is_a_day_and_no_moment() -> None:
    """Midnight would be made up."""
    videos = read(b"Title,Views,Posted\na,5,2025-03-04\nb,5,2025-03-04 10:00\n").videos
    assert videos.sort_values("title")["posted_at"].isna().tolist() == [True, False]
    assert videos.sort_values("title")["posted_day_local"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("second", "printed", "day"),
    [
        (SECOND, "October 31", "2025-10-31"),
        (SECOND, "November 1", "2025-11-01"),
        (dt.datetime(2026, 1, 1, 2, tzinfo=dt.UTC), "December 31", "2025-12-31"),
        (dt.datetime(2025, 12, 31, 23, tzinfo=dt.UTC), "January 1", "2026-01-01"),
    ],
)
def test_a_day_without_a_year_is_the_one_nearest_to_the_id(second: dt.datetime, printed: str, day: str) -> None:
    """Also over New Year, in either direction."""
    videos = read(studio(["February 3", "a", link(second), printed, 1, 1, 1, 1])).videos
    assert videos["posted_day_local"].tolist() == [pd.Timestamp(day)]


def test_counts_were_taken_on_the_first_such_day_after_the_newest_post() -> None:
    """Studio prints the day of export without a year; noon is nearest on average."""
    rows = [
        ["January 2", "a", link(second), printed, 1, 1, 1, 1]
        for second, printed in ((SECOND, "October 31"), (dt.datetime(2025, 12, 24, 9, tzinfo=dt.UTC), "December 24"))
    ]
    assert set(read(studio(*rows)).videos["observed_at"]) == {pd.Timestamp("2026-01-02 12:00", tz="UTC")}


def test_without_a_dated_post_they_were_taken_on_the_last_such_day() -> None:
    """Never in the future."""
    rows = [["November 21", "a", SHORT, "April 3", 1, 1, 1, 1]]
    assert read(studio(*rows)).videos["observed_at"].tolist() == [pd.Timestamp("2025-11-21 12:00", tz="UTC")]


def test_one_cell_that_is_no_date_costs_only_itself() -> None:
    """Its row stays, its date is unknown, and the cell is named."""
    reading = read(table(["Title", "Views", "Posted"], ["a", 5, "2025-03-04"], ["b", 6, "soon"]).encode())
    assert reading.videos.sort_values("title")["posted_day_local"].isna().tolist() == [False, True]
    assert "row 3 (“soon”)" in reading.files[0].problems[0]
    rows = [["November 21", "a", SHORT, day, 1, 1, 1, 1] for day in ("April 3", "soon")]
    assert "row 3 (“soon”)" in " ".join(read(studio(*rows)).files[0].problems)


@pytest.mark.parametrize(
    ("hours", "by_id"), [(-49, False), (-47, True), (-1, True), (0, True), (47, True), (49, False)]
)
def test_two_days_are_the_most_that_id_and_print_may_differ(hours: int, *, by_id: bool) -> None:
    """Nearer, the printed time is the id's in another zone; farther, it is another moment."""
    printed = SECOND + dt.timedelta(hours=hours)
    moment = timed(link(SECOND), printed.strftime("%Y/%m/%d %H:%M:%S")).videos["posted_at"][0]
    assert moment == pd.Timestamp(SECOND if by_id else printed)


@pytest.mark.parametrize(("seconds", "by_id"), [(-1, True), (0, True), (1, False)])
def test_exactly_two_days_apart_is_still_the_same_moment(seconds: int, *, by_id: bool) -> None:
    """A second more is another."""
    printed = SECOND + dt.timedelta(days=2, seconds=seconds)
    moment = timed(link(SECOND), printed.strftime("%Y/%m/%d %H:%M:%S")).videos["posted_at"][0]
    assert moment == pd.Timestamp(SECOND if by_id else printed)


@pytest.mark.parametrize(("seconds", "by_id"), [(-1, True), (0, True), (1, False)])
def test_an_id_may_be_a_day_ahead(seconds: int, *, by_id: bool) -> None:
    """Clocks differ, and somebody's `today` is the day before."""
    given = TODAY + dt.timedelta(days=1, seconds=seconds)
    moment = timed(link(given), "").videos["posted_at"][0]
    assert moment == pd.Timestamp(given) if by_id else pd.isna(moment)
