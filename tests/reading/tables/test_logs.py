"""Tracking logs: posts that stand in several rows, each with the day on which it was counted."""

import pandas as pd
import pytest

from tests.reading.made import TODAY
from worthsaving import Reading, read_files

GRID = [("Soup", 1, 10), ("Cake", 1, 20), ("Soup", 2, 30), ("Cake", 2, 20), ("Soup", 3, 35), ("Cake", 3, 41)]


def read(header: str, *rows: str) -> Reading:
    """The reading of one made-up table."""
    return read_files([("log.csv", "\n".join([header, *rows, ""]).encode())], today=TODAY)


def lines(reading: Reading) -> str:
    """All that is said about the file."""
    return " ".join(reading.files[0].problems)


def seen(reading: Reading) -> list[tuple[str, str, int]]:
    """The observations: title, day, views."""
    table = reading.observations
    return list(zip(table["title"], table["observed_at"].dt.strftime("%Y-%m-%d"), table["views"], strict=True))


def test_a_log_by_id_keeps_every_reading() -> None:
    """The newest counts are the video's; the day is that of the counting, at noon."""
    reading = read(
        "ID,Title,Date,Views,Follows", "a,Soup,2026-06-20,5,1", "b,Cake,2026-06-20,9,0", "a,Soup,2026-06-22,8,3"
    )
    assert reading.videos[["views", "follows"]].to_numpy().tolist() == [[8, 3], [9, 0]]
    assert reading.videos["posted_day_local"].isna().all()
    assert str(reading.videos["observed_at"][0]) == "2026-06-22 12:00:00+00:00"
    assert seen(reading) == [("Soup", "2026-06-20", 5), ("Soup", "2026-06-22", 8)]
    assert reading.files[0].columns["Date"] == "observed_at"
    assert "1 row has earlier counts of a post that stands here again." in lines(reading)
    assert "put together" not in lines(reading)


@pytest.mark.parametrize(
    "header",
    [
        "Counted on",
        "Scraped at",
        "scrapedAt",
        "Snapshot date",
        "Date checked",
        "As of",
        "采集时间",
        "Stats fetched date",
    ],
)
def test_a_column_of_counting_days_is_read_by_its_name(header: str) -> None:
    """Also where no post stands twice; the day of posting stays what it is."""
    reading = read(f"Title,Posted,{header},Views", "Soup,2026-06-01,2026-06-20,5", "Cake,2026-06-02,2026-06-21,9")
    assert reading.videos["observed_at"].dt.day.tolist() == [20, 21]
    assert reading.videos["posted_day_local"].dt.day.tolist() == [1, 2]
    assert len(reading.videos) == 2
    assert reading.observations.empty


@pytest.mark.parametrize("header", ["Snapshot", "Updated at", "Recorded on", "Due date", "Last seen"])
def test_other_days_are_no_counting_days(header: str) -> None:
    """Nor is a column without dates."""
    cell = "https://pic.example/1.jpg" if header == "Snapshot" else "2026-06-20"
    assert read(f"Title,Posted,{header},Views", f"Soup,2026-06-01,{cell},5").videos["observed_at"].isna().all()


def test_a_second_date_column_that_differs_within_posts_is_the_counting_day() -> None:
    """By id, or by title and day of posting."""
    for first in ("ID", "Title"):
        reading = read(
            f"{first},Posted,Date,Views",
            "a,2026-06-01,2026-06-20,5",
            "a,2026-06-01,2026-06-22,8",
            "b,2026-06-01,2026-06-20,1",
        )
        assert reading.videos["views"].tolist() == [8, 1]
        assert reading.videos["posted_day_local"].dt.day.tolist() == [1, 1]
        assert reading.observations["observed_at"].dt.day.tolist() == [20, 22]
        assert "under several dates in “Date”" in lines(reading)


def test_titles_under_several_dates_with_growing_counts_are_a_log() -> None:
    """In any order of rows; the line says that it was taken so."""
    rows = [f"{title},2026-06-0{day},{views}" for title, day, views in GRID]
    for some in (rows, rows[::-1]):
        reading = read("Title,Date,Views", *some)
        assert sorted(zip(reading.videos["title"], reading.videos["views"], strict=True)) == [
            ("Cake", 41),
            ("Soup", 35),
        ]
        assert len(reading.observations) == 6
        assert reading.videos["posted_day_local"].isna().all()
        assert "The same titles stand here under several dates" in lines(reading)


@pytest.mark.parametrize("header", ["Posted", "Publish date"])
def test_a_header_that_says_posting_is_believed(header: str) -> None:
    """Titles repeat; each row stays a post of its day."""
    reading = read(f"Title,{header},Views", *(f"{title},2026-06-0{day},{views}" for title, day, views in GRID))
    assert len(reading.videos) == 6
    assert reading.videos["posted_day_local"].notna().all()


def test_titles_whose_counts_fall_are_posts_with_the_same_title() -> None:
    """As a series has them: dates stay days of posting, and nothing is said."""
    rows = [f"{title},2026-06-0{day},{views if day != 2 else 1}" for title, day, views in GRID]
    reading = read("Title,Date,Views", *rows)
    assert len(reading.videos) == 6
    assert reading.videos["posted_day_local"].notna().all()
    assert reading.files[0].problems == ()


@pytest.mark.parametrize(
    "rows",
    [
        ["Soup,2026-06-01,5", "Cake,2026-06-01,6", "Soup,2026-06-02,7", "Cake,2026-06-02,8"],
        ["Soup,2026-06-01,1", "Soup,2026-06-02,2", "Soup,2026-06-03,3", "Soup,2026-06-04,4", "Soup,2026-06-05,5"],
    ],
)
def test_titles_that_may_be_a_log_or_not_leave_the_date_unknown(rows: list[str]) -> None:
    """Too few steps, or no date with two posts: said, and no row is lost."""
    reading = read("Title,Date,Views", *rows)
    assert len(reading.videos) == len(rows)
    assert reading.videos[["posted_day_local", "posted_at", "observed_at"]].isna().all(axis=None)
    assert "may be the day of posting or the day on which the posts were counted" in lines(reading)


def test_a_title_that_nothing_makes_one_post_stays_several_rows() -> None:
    """Twice at one moment, or counts that fall: unknown when counted, and said. A title that grows is one post."""
    header = "Title,Counted on,Views"
    for rows in (["Vlog,2026-06-01,5", "Vlog,2026-06-01,9"], ["Vlog,2026-06-01,9", "Vlog,2026-06-02,5"]):
        reading = read(header, *rows, "Soup,2026-06-01,5", "Soup,2026-06-02,6")
        assert reading.videos["title"].tolist() == ["Vlog", "Vlog", "Soup"]
        assert reading.videos.loc[:1, "observed_at"].isna().all()
        assert seen(reading) == [("Soup", "2026-06-01", 5), ("Soup", "2026-06-02", 6)]
        assert "Rows 2 and 3 have titles that stand here several times" in lines(reading)


def test_under_a_profile_link_titles_name_the_posts_of_a_log() -> None:
    """As without a link."""
    link = "https://www.instagram.com/knot/"
    reading = read(
        "Title,Link,Counted on,Views",
        f"Soup,{link},2026-06-01,5",
        f"Soup,{link},2026-06-02,6",
        f"Cake,{link},2026-06-02,6",
    )
    assert reading.videos["views"].tolist() == [6, 6]
    assert seen(reading) == [("Soup", "2026-06-01", 5), ("Soup", "2026-06-02", 6)]


def test_days_of_counting_that_cannot_be_are_unknown() -> None:
    """In the future, or no date."""
    reading = read("ID,Counted on,Views", "a,2027-06-01,5", "b,soon,6", "c,2026-06-02,7", "d,2026-06-02,7")
    assert reading.videos["observed_at"].isna().tolist() == [True, True, False, False]
    assert "“Counted on” is in the future in row 2" in lines(reading)
    assert "“Counted on” is no date in row 3" in lines(reading)


def test_nothing_is_counted_before_it_is_posted() -> None:
    """A day of counting before that of posting is unknown; the day of posting itself is not."""
    reading = read("ID,Posted,Counted on,Views", "a,2026-06-05,2026-06-02,5", "b,2026-06-05,2026-06-05,6")
    assert reading.videos["observed_at"].isna().tolist() == [True, False]
    assert "“Counted on” is before the day of posting in row 2" in lines(reading)


def test_counting_days_in_two_orders_are_asked_about() -> None:
    """Not guessed."""
    reading = read("ID,Counted on,Views", "a,01/02/2026,5", "b,03/02/2026,6")
    assert reading.videos["observed_at"].isna().all()
    assert reading.files[0].asks == ("date_order",)


def test_two_exports_at_different_moments_keep_both_readings() -> None:
    """Also where only a title names the post."""
    one, two = (f"Title,Posted,Counted on,Views\nSoup,2026-06-01,2026-06-{day},{day}\n".encode() for day in (10, 20))
    for files in ([("a.csv", one), ("b.csv", two)], [("b.csv", two), ("a.csv", one)]):
        reading = read_files(files, today=TODAY)
        assert reading.videos["views"].tolist() == [20]
        assert seen(reading) == [("Soup", "2026-06-10", 10), ("Soup", "2026-06-20", 20)]


def test_an_export_of_a_log_reads_back_without_the_older_readings() -> None:
    """The exported videos are one row a post."""
    from worthsaving.writing.csv import videos_csv

    reading = read("Title,Date,Views", *(f"{title},2026-06-0{day},{views}" for title, day, views in GRID))
    again = read_files([("videos.csv", videos_csv(reading.videos))], today=TODAY)
    pd.testing.assert_frame_equal(again.videos, reading.videos)
    assert again.observations.empty
