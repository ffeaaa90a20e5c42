"""The owner's word on what columns mean."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from tests.reading.made import TODAY
from worthsaving import UnreadableFile, read_files
from worthsaving.reading.formats.mapping import Mapping

SHEET = b"A,B,C,D\nhi,10,2,03/04/2025\n"
CHOICE = Mapping({"A": "title", "B": "views", "C": "saves", "D": "posted_at"}, date_order="dmy")


def test_a_mapping_reads_a_table_nobody_knows() -> None:
    """Its columns count as said, its dates are read in the order said, and the report names it so."""
    reading = read_files([("x.csv", SHEET)], mappings=[CHOICE], today=TODAY)
    row, file = reading.videos.iloc[0], reading.files[0]
    assert (row["title"], row["views"], row["saves"], row["posted_day_local"]) == (
        "hi",
        10,
        2,
        pd.Timestamp(2025, 4, 3),
    )
    assert (file.format, file.saves, file.columns["B"]) == ("mapped-videos", "C", "views")


def test_a_mapping_file_among_the_files_is_a_mapping() -> None:
    """Dropped in beside the table, before or after it, it works like one given by hand and is no data."""
    saved = ("mine.worthsaving.json", CHOICE.to_json().encode())
    for files in ([("x.csv", SHEET), saved], [saved, ("x.csv", SHEET)]):
        reading = read_files(files, today=TODAY)
        assert reading.videos["saves"].tolist() == [2]
        assert {file.format for file in reading.files} == {"mapped-videos", "worthsaving-mapping"}


def test_only_a_file_with_exactly_these_headers_is_meant() -> None:
    """The order of columns may differ; another header, or one less, is another file."""
    assert CHOICE.fits(["D", " c ", "B", "A", ""])
    assert not CHOICE.fits(["A", "B", "C"])
    assert not CHOICE.fits(["A", "B", "C", "D", "E"])


def test_a_mapping_without_columns_only_says_how_dates_are_read() -> None:
    """The table is recognised as usual; what was asked about its dates is answered."""
    sheet = b"Title,Views,Saves,Date\na,1,1,03/04/2025\n"
    assert read_files([("x.csv", sheet)], today=TODAY).files[0].asks == ("date_order",)
    for order, day in (("dmy", pd.Timestamp(2025, 4, 3)), ("mdy", pd.Timestamp(2025, 3, 4))):
        answer = Mapping(dict.fromkeys(["Title", "Views", "Saves", "Date"]), date_order=order)
        reading = read_files([("x.csv", sheet)], mappings=[answer], today=TODAY)
        assert (reading.files[0].format, reading.files[0].asks) == ("plain-videos", ())
        assert reading.videos["posted_day_local"][0] == day


def test_days_can_be_mapped_too() -> None:
    """A table of days gives days."""
    days = Mapping({"T": "day", "N": "views"}, table="days")
    assert read_files([("x.csv", b"T,N\n2026-03-01,5\n")], mappings=[days], today=TODAY).days["views"].tolist() == [5]


def test_a_zone_moves_bare_times() -> None:
    """Times without a zone are taken as of the zone said."""
    zoned = Mapping({"T": "title", "N": "views", "W": "posted_at"}, day_zone="Asia/Tokyo")
    sheet = b"T,N,W\na,5,2026-03-01 09:00\n"
    moment = read_files([("x.csv", sheet)], mappings=[zoned], today=TODAY).videos["posted_at"][0]
    assert moment == pd.Timestamp("2026-03-01T00:00Z")


def test_a_mapping_survives_being_written() -> None:
    """What was saved reads back as it was, headers in any script included."""
    mapping = Mapping({"保存数": "saves", '名前 "x"': "title", "z": None}, date_order="ymd", day_zone="Europe/Berlin")
    assert Mapping.from_json(mapping.to_json()) == mapping


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not json", "not saved here"),
        ("[]", "no “columns”"),
        ('{"columns": {}}', "no header"),
        ('{"columns": {"a": "saved"}}', "no column “saved”"),
        ('{"columns": {"a": "saves", "b": "saves"}}', "two headers"),
        ('{"columns": {"a": "saves"}, "table": "rows"}', "“rows”"),
        ('{"columns": {"a": "views"}, "table": "days"}', "“day”"),
        ('{"columns": {"a": "saves"}, "date_order": "md"}', "date_order"),
        ('{"columns": {"a": "saves"}, "day_zone": "Mars/Base"}', "Mars/Base"),
        ('{"columns": {"a": "saves"}, "colums": {}}', "“colums”"),
        ('{"columns": {"a": 5}}', "neither a text nor left empty"),
        ("[" * 100_000, "not saved here"),
    ],
)
def test_nonsense_is_refused_with_help(text: str, says: str) -> None:
    """The message says what is wrong and what to do, and the file's report carries it."""
    with pytest.raises(UnreadableFile, match=says):
        Mapping.from_json(text)
    report = read_files([("m.worthsaving.json", text.encode())]).files[0]
    assert report.format is None
    assert "Choose the columns again" in report.problems[0]


def test_the_file_is_plain_json() -> None:
    """Another program can write one."""
    assert set(json.loads(CHOICE.to_json())) == {"table", "date_order", "day_zone", "columns"}


def test_a_mapping_that_fits_no_file_is_told() -> None:
    """It is no fault, but its owner waits for it to do something."""
    saved = ("mine.worthsaving.json", CHOICE.to_json().encode())
    assert "No file here" in read_files([saved], today=TODAY).files[0].problems[0]
    assert read_files([saved, ("x.csv", SHEET)], today=TODAY).files[0].problems == ()
