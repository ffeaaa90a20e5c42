"""Tables about followers: hours as the file prints them, shares, and nothing that cannot be."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.reading.made import TODAY, table, zipped_names
from worthsaving import Reading, read_files

HOURS = ["Date", "Hour", "Active followers"]


def read(*files: tuple[str, str | bytes]) -> Reading:
    return read_files([(n, d.encode() if isinstance(d, str) else d) for n, d in files], today=TODAY)


def hours(*rows: list[object], name: str = "x.csv") -> Reading:
    return read((name, table(HOURS, *rows)))


def by_hour(reading: Reading) -> dict[str, float | None]:
    found = reading.audience
    return {key: None if pd.isna(v) else float(v) for key, v in zip(found["key"], found["value"], strict=True)}


def whole_day(day: str, value: int, zeros_from: int = 24) -> list[list[object]]:
    return [[day, hour, value if hour < zeros_from else 0] for hour in range(24)]


def test_hours_become_counts_and_shares_shares():
    """Each row with its kind; what is undefined is missing, and never 0."""
    reading = read(
        ("a.csv", table(HOURS, ["November 8", 0, 12], ["November 8", 1, "undefined"], ["November 8", 2, 0])),
        ("g.csv", table(["Gender", "Distribution"], ["Female", 0.6], ["Male", 0.4])),
    )
    found = reading.audience
    assert found["kind"].tolist() == ["gender", "gender", "hour", "hour", "hour"]
    assert found["key"].tolist() == ["Female", "Male", "0", "1", "2"]
    assert found["value"].isna().tolist() == [False, False, False, True, False]
    assert found["value"].dropna().tolist() == [0.6, 0.4, 12, 0]
    assert set(found.loc[found["kind"] == "hour", "day"]) == {pd.Timestamp("2026-11-08")}


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("0", "0"),
        ("07", "7"),
        ("19:00", "19"),
        ("19h00", "19"),
        ("7 PM", "19"),
        ("12 am", "0"),
        ("12 p.m.", "12"),
        ("19:00 - 20:00", "19"),
        ("11 pm – 12 am", "23"),
    ],
)
def test_an_hour_in_any_form(cell, hour):
    """The hour that it begins with."""
    assert list(by_hour(hours(["2026-11-08", cell, 5], ["2026-11-08", "3", 5]))) == [hour, "3"]


@pytest.mark.parametrize("cell", ["24", "-1", "7:30", "13 PM", "0 am", "noon", ""])
def test_what_is_no_hour_is_set_aside(cell):
    """With its own cell in the reason, and all rows accounted for."""
    (file,) = hours(["2026-11-08", cell, 5], ["2026-11-08", "0", 5]).files
    assert (file.rows, file.kept, file.set_aside["row"].tolist()) == (2, 1, [2])
    assert f"“Hour” is “{cell}”, which is no hour" in file.set_aside["reason"][0]


def test_hours_that_begin_with_1():
    """A file with a 24 and no 0 counts from 1: its 1 is the hour after midnight, and that is said."""
    reading = hours(["2026-11-08", 1, 5], ["2026-11-08", 24, 7])
    assert by_hour(reading) == {"0": 5, "23": 7}
    assert "goes from 1 to 24" in reading.files[0].problems[0]


def test_hours_that_were_still_to_come_are_not_zero():
    """The day of export ends in zeros that the days before do not have."""
    reading = hours(*whole_day("2026-11-07", 9), *whole_day("2026-11-08", 9, zeros_from=15))
    last = reading.audience[reading.audience["day"] == "2026-11-08"]
    assert last["value"].isna().tolist() == [False] * 15 + [True] * 9
    assert "0 from 15:00 on" in reading.files[0].problems[0]
    assert reading.files[0].kept == 48


def test_real_zeros_stay():
    """Where another day has nobody at one of these hours too, where a zero is not at the end, or there is one day only."""
    night = hours(*whole_day("2026-11-07", 9, zeros_from=23), *whole_day("2026-11-08", 9, zeros_from=22))
    early = hours(*whole_day("2026-11-07", 9), ["2026-11-08", 3, 0], ["2026-11-08", 4, 9])
    alone = hours(*whole_day("2026-11-08", 9, zeros_from=22))
    for reading in (night, early, alone):
        assert reading.audience["value"].notna().all()
        assert reading.files[0].problems == ()


def test_numbers_below_zero_are_unknown():
    """No number of people is."""
    reading = hours(["2026-11-08", 1, -5], ["2026-11-08", 2, 7])
    assert by_hour(reading) == {"1": None, "2": 7}
    assert "below zero in row 2" in reading.files[0].problems[0]


def test_a_total_is_no_gender():
    """It is set aside, and makes no doubt of the shares above it."""
    reading = read(("g.csv", table(["Gender", "Distribution"], ["Female", 0.6], ["Male", 0.4], ["Total", 1])))
    assert reading.audience["value"].tolist() == [0.6, 0.4]
    assert reading.files[0].problems == ()
    assert reading.files[0].set_aside["row"].tolist() == [4]


def test_a_zip_gives_the_account_and_the_day():
    """Shares carry no day: they take the newest of the files that lie with them, not of other exports."""
    followers = zipped_names({
        "FollowerHistory.csv": table(
            ["Date", "Followers", "Difference in followers from previous day"], ["November 7", 64, 2]
        ).encode(),
        "FollowerGender.csv": table(["Gender", "Distribution"], ["Female", 1]).encode(),
    })  # fmt: skip
    found = read(
        ("Followers_mila.zip", followers), ("FollowerTopTerritories.csv", "Top territories,Distribution\nUS,1\n")
    )
    gender, territory = found.audience.iloc[0], found.audience.iloc[1]
    assert (gender["account"], gender["day"]) == ("mila", pd.Timestamp("2026-11-07"))
    assert (territory["account"], territory["day"]) == ("mila", pd.NaT)


def test_a_file_without_rows_says_why():
    """Small accounts get headers only, and a longer period would not help."""
    (file,) = read(("g.csv", "Gender,Distribution\n")).files
    assert (file.rows, file.kept) == (0, 0)
    assert "few followers yet" in file.problems[0]
