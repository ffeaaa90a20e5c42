"""What a file's own name says."""

from __future__ import annotations

import datetime as dt

import pytest

from worthsaving.reading.names import NameFacts, facts

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
