"""A table of days becomes canonical rows."""

from __future__ import annotations

import pandas as pd

from tests.reading.made import TODAY, studio, table
from worthsaving import Reading, read_files

OVERVIEW = ["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"]


def overview(*days: str, name: str = "Overview.csv") -> Reading:
    """A Studio file of these days, with 1, 2, 3, ... views."""
    rows = [[day, at, 0, 0, 0, 0] for at, day in enumerate(days, start=1)]
    return read_files([(name, studio(*rows, header=OVERVIEW))], today=TODAY)


def days(reading: Reading) -> list[str]:
    """The days as text."""
    return reading.days["day"].dt.strftime("%Y-%m-%d").tolist()


def test_a_file_without_years_ends_as_late_as_it_can() -> None:
    """The newest day is the last such day before now (a day later for who lives ahead of UTC)."""
    assert days(overview("November 20", "November 21")) == ["2026-11-20", "2026-11-21"]
    assert days(overview("November 21", "November 22")) == ["2025-11-21", "2025-11-22"]


def test_the_first_day_in_the_files_name_sets_the_year() -> None:
    """Studio writes it there."""
    name = "Overview_2024-02-28_1772000000_mila.csv"
    assert days(overview("February 28", "February 29", name=name)) == ["2024-02-28", "2024-02-29"]


def test_the_moment_of_export_in_the_name_bounds_the_days() -> None:
    """A file of January 2026 is not of last month, whenever it is read."""
    name = "Viewers_2020-01-01_1768000000_mila.csv"  # 9 January 2026
    assert days(overview("November 1", "November 2", name=name)) == ["2025-11-01", "2025-11-02"]


def test_the_account_of_the_name_is_on_every_day() -> None:
    """The rows themselves name nobody."""
    reading = overview("March 1", "March 2", name="Overview_2026-03-01_1772500000_mila.csv")
    assert set(reading.days["account"]) == {"mila"}
    assert set(reading.days["platform"]) == {"tiktok"}


def test_a_loss_is_a_number_and_undefined_is_none() -> None:
    """Likes can be taken back; what is not known is missing, never 0."""
    data = studio(["March 1", "5", "0", "-3", "undefined", "0"], header=OVERVIEW)
    row = read_files([("o.csv", data)], today=TODAY).days.iloc[0]
    assert (row["likes"], row["shares"]) == (-3, 0)
    assert pd.isna(row["comments"])


def test_totals_and_rows_without_a_day_are_set_aside() -> None:
    """Counted as days they would double everything, or stand nowhere."""
    data = table(["Date", "Views"], ["2026-03-01", 5], ["", 4], ["soon", 3], ["Total", 12]).encode()
    reading = read_files([("d.csv", data)], today=TODAY)
    assert reading.days["views"].tolist() == [5]
    assert reading.files[0].set_aside["reason"].tolist() == [
        "“Date” names no day",
        "“Date” is “soon”, which is not a day",
        "it sums the other rows",
    ]
