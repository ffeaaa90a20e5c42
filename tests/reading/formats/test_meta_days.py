"""Meta's daily files: one column called "Primary", whatever it counts."""

from __future__ import annotations

import pytest

from tests.reading.made import TODAY
from worthsaving import read_files
from worthsaving.reading.formats.formats import recognise
from worthsaving.reading.formats.meta_days import daily_metric
from worthsaving.reading.text.table import from_rows, parse

HEADER = ["Date", "Primary"]


def columns(title: str, name: str = "file.csv") -> dict[str, int]:
    """Which column a file with this title line is said to count, and where."""
    table = parse(f"sep=,\n{title}\nDate,Primary\n2026-03-01T00:00:00,5\n".encode("utf-16"))
    return daily_metric(name, table.titles, recognise(table.header)).columns


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
    match = daily_metric("f.csv", [title], recognise(HEADER))
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
    assert daily_metric("reach.csv", [], match) is match


def test_a_title_with_a_number_names_no_count() -> None:
    """It is a period or an account; the file's name says what is counted."""
    assert columns("Views from 1 March", "Reach.csv") == {"day": 0, "viewers": 1}


def test_a_sheet_has_title_lines_too() -> None:
    """A workbook's title line is read like a text file's."""
    table = from_rows([["Instagram profile visits", ""], ["", ""], ["Date", "Primary"], ["2026-03-01", "5"]])
    assert daily_metric("x.xlsx", table.titles, recognise(table.header)).columns == {"day": 0, "profile_views": 1}
