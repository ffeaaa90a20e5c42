"""Meta's daily files: one column called "Primary", whatever it counts."""

from __future__ import annotations

import pytest

from tests.reading.made import TODAY
from worthsaving import read_files
from worthsaving.reading.container.archive import Part
from worthsaving.reading.formats.formats import recognise
from worthsaving.reading.formats.meta_days import daily_metric

HEADER = ["Date", "Primary"]


def columns(title: str, name: str = "file.csv") -> dict[str, int]:
    """Which column a file with this title line is said to count, and where."""
    part = Part(name, f"sep=,\n{title}\nDate,Primary\n2026-03-01T00:00:00,5\n".encode("utf-16"))
    return daily_metric(part, recognise(HEADER)).columns


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("Instagram views", "views"),
        ('"Instagram reach"', "viewers"),
        ("Instagram profile visits", "profile_views"),
        ("Facebook visits", "profile_views"),
    ],
)
def test_the_title_line_says_what_is_counted(title: str, column: str) -> None:
    """The line before the header names the count, in quotes or not."""
    assert columns(title) == {"day": 0, column: 1}


def test_without_a_title_the_files_name_says_it() -> None:
    """People and older exports leave the title out."""
    assert columns("", "export/Reach.csv") == {"day": 0, "viewers": 1}


def test_the_title_goes_before_the_name() -> None:
    """A file can be renamed; its title is its own."""
    assert columns("Instagram views", "Reach.csv") == {"day": 0, "views": 1}


@pytest.mark.parametrize("title", ["Link clicks", "3-second views", "Follows"])
def test_what_has_no_column_here_makes_the_file_one_to_set_aside(title: str) -> None:
    """Views of three seconds are no views."""
    match = daily_metric(Part("f.csv", f"{title}\nDate,Primary\n".encode()), recognise(HEADER))
    assert (match.format.table, match.columns) == ("audience", {})


def test_facebooks_numbers_are_not_instagrams() -> None:
    """Facebook is no platform of ours: its days stay without one."""
    for site, platform in (("Instagram", "instagram"), ("Facebook", "")):
        days = read_files(
            [("v.csv", f"{site} views\nDate,Primary\n2026-03-01T00:00:00,5\n".encode())], today=TODAY
        ).days
        assert (days["platform"].tolist(), days["views"].tolist()) == ([platform], [5])


def test_other_formats_are_left_alone() -> None:
    """Their headers say what they count."""
    match = recognise(["Title", "Views", "Saves"])
    assert daily_metric(Part("reach.csv", b"Title,Views,Saves\n"), match) is match
