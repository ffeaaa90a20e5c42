"""What a file's own name says."""

from __future__ import annotations

import datetime as dt

import pytest

from worthsaving.reading.formats.file_names import NameFacts, facts

FULL = NameFacts("mila.bakes", dt.date(2026, 2, 10), dt.datetime(2026, 2, 25, 6, 13, 20, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    "name",
    [
        "Overview_2026-02-10_1772000000_mila.bakes.zip",
        "Overview_2026-02-10_1772000000_mila.bakes.zip/Overview.csv",
        "Viewers_2026-02-10_1772000000_mila.bakes (1).zip",
        "content_2026-02-10_1772000000_mila.bakes.csv",
    ],
)
def test_studios_name_tells_account_first_day_and_moment(name: str) -> None:
    """Also for a file inside, a second download and one unpacked."""
    assert facts(name) == FULL


def test_the_short_name_of_a_zip_tells_the_account() -> None:
    """ "Content_mila.bakes.zip" is what Studio calls the list of posts."""
    assert facts("Content_mila.bakes.zip/Content.csv") == NameFacts("mila.bakes")


@pytest.mark.parametrize(
    "name", ["Content_final.csv", "Content_2026.zip", "Content.csv", "my videos.xlsx", "Overview.zip", ""]
)
def test_any_other_name_tells_nothing(name: str) -> None:
    """People name files as they like; a year is nobody."""
    assert facts(name) == NameFacts()


def test_a_day_that_never_was_is_unknown() -> None:
    """The rest of the name still counts."""
    assert facts("Overview_2026-02-31_1772000000_mila.zip") == NameFacts("mila", None, FULL.exported)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("TIKTOK_VIDEOS 2026-10-23.csv", ["2026-10-23"]),
        ("videos_20261023_1405.csv", ["2026-10-23"]),
        ("dataset_scraper_2026-10-23_14-05-31-120.csv", ["2026-10-23"]),
        ("Videos 3.9.2026 (1).xlsx", ["2026-09-03"]),
        ("Mar-01-2026_Jun-29-2026_1804378027238054.csv", ["2026-03-01", "2026-06-29"]),
        ("Content_mila.bakes.zip", []),
        ("Overview_2026-02-10_1772000000_mila.zip", []),
        ("videos 2026-02-31.csv", []),
        ("Foo-01-2026.csv", []),
        ("7527623000473079054.csv", []),
        ("120261023.csv", []),
    ],
)
def test_days_written_in_a_name_are_found(name: str, days: list[str]) -> None:
    """However they are written, oldest first; not the first day in Studio's name, and no part of a number."""
    assert facts(name).written == tuple(dt.date.fromisoformat(day) for day in days)
