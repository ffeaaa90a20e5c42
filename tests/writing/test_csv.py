"""The canonical videos table as CSV, and back."""

import csv
import io
import string

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from worthsaving import schema
from worthsaving.reading import read_files
from worthsaving.writing.csv import videos_csv

FIRST_ID = 7672548672479691719  # 19 digits, more than a float holds
TITLES = [
    "Soup", "", "  blanks around ", "=1+1", "@Unbrush #unbrush ", "-5 minutes", "+1", "'tis the season", "'=quoted already",
    "''@twice", "\ttab first", "\rreturn first", "two\nlines", "two\r\nlines", 'say "hi", twice', "NA", "null", "None",
    "undefined", "Total", "sep=;", "a;b;c", "soup 🍜 суп 汤", "=cmd|' /C calc'!A0",
]  # fmt: skip


def table(titles, **columns) -> pd.DataFrame:
    """Videos with these captions, ids as TikTok gives them, every second one without counts."""
    n = len(titles)
    ids = [str(FIRST_ID + (at << 40)) for at in range(n)]
    usual = {
        "platform": ["tiktok"] * n,
        "video_id": ids,
        "account": ["tinykitchen.sample"] * n,
        "title": titles,
        "link": [f"https://www.tiktok.com/@tinykitchen.sample/video/{video_id}" for video_id in ids],
        "posted_at": pd.Series(pd.date_range("2026-08-10 23:27:31", periods=n, freq="h", tz="UTC")).astype(schema.MOMENT),
        "views": [None if at % 2 else at * 1001 for at in range(n)],
        "likes": [at if at % 3 else None for at in range(n)],
        "saves": [0 if at % 2 else None for at in range(n)],
        "source": ["tiktok-business-videos"] * n,
    }  # fmt: skip
    return schema.conform(pd.DataFrame({**usual, **columns}), schema.VIDEOS)


def cells(data: bytes) -> list[dict[str, str]]:
    """The file's rows as any program reads them."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def read_back(data: bytes) -> pd.DataFrame:
    """The videos that the app reads from the file; none may be set aside."""
    reading = read_files([("videos.csv", data)])
    assert reading.files[0].set_aside.empty
    return reading.videos


@pytest.mark.parametrize("title", TITLES)
def test_any_caption_comes_back(title):
    """A caption of any kind is the same after a way through the file."""
    before = table([title, "Soup"])
    pd.testing.assert_frame_equal(read_back(videos_csv(before)), before)


def test_the_whole_table_comes_back():
    """All captions at once, with counts known and missing, in the same order with the same types."""
    before = table(TITLES)
    pd.testing.assert_frame_equal(read_back(videos_csv(before)), before)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.sampled_from(string.printable + "é🍜\u2028'=+-@"), max_size=12), min_size=1, max_size=4))
def test_made_up_captions_come_back(titles):
    """Whatever the characters are."""
    before = table(titles)
    pd.testing.assert_frame_equal(read_back(videos_csv(before)), before)


def test_the_samples_come_back(samples):
    """The joined table of all samples is the same after a way through the file."""
    pd.testing.assert_frame_equal(read_back(videos_csv(samples.videos)), samples.videos)


def test_moments_days_and_lengths_come_back():
    """A moment keeps its microseconds, a day its date, a length its fraction, and missing ones stay missing."""
    n = 3
    before = table(
        ["a", "b", "c"],
        posted_at=pd.to_datetime(["2026-08-10T23:27:31.123456Z", "2026-08-10T23:27:31Z", None], format="ISO8601"),
        posted_day_local=pd.to_datetime(["2026-08-10", None, "2026-08-09"]),
        observed_at=pd.to_datetime([None, "2026-11-09T12:00:00Z", None], format="ISO8601"),
        duration_s=[12.25, 7.3, None],
        downloads=[None, 0, 7],
        reach=[None, 12, 0],
        follows=[0, None, 3],
        media=["video", "text", ""],
        video_id=[""] * n,
        link=[""] * n,
    )
    pd.testing.assert_frame_equal(read_back(videos_csv(before)), before)


@pytest.mark.parametrize(
    "seconds", [0.0, 0.1 + 0.2, 1e-7, 12.3456789, 27.0, 59.999999999, 1000.0, 65.1234567891234, 9_999_999.875]
)
def test_any_length_comes_back(seconds):
    """Seconds are written with all their digits and read with all of them, however long or small they are."""
    back = read_back(videos_csv(table(["a", "b"], duration_s=[seconds, None])))
    assert back["duration_s"].to_list() == [seconds, pd.NA]


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 9_999_999, allow_subnormal=False))
def test_made_up_lengths_come_back(seconds):
    """Whatever a file or a clock gave."""
    assert read_back(videos_csv(table(["a"], duration_s=[seconds])))["duration_s"][0] == seconds


def test_missing_is_blank_and_zero_is_zero():
    """In the file a count that is not known is an empty cell, never 0."""
    rows = cells(videos_csv(table(["a", "b"])))
    assert [row["saves"] for row in rows] == ["", "0"]
    assert [row["views"] for row in rows] == ["0", ""]


def test_ids_keep_their_digits():
    """An id of 19 digits is written digit by digit, also where others have none."""
    rows = cells(videos_csv(table(["a", "b"], video_id=[str(FIRST_ID), ""])))
    assert [row["video_id"] for row in rows] == [str(FIRST_ID), ""]


def test_moments_are_iso_in_utc():
    """`2026-08-10T23:27:31Z`: no zone to guess, no empty fraction."""
    assert cells(videos_csv(table(["a"])))[0]["posted_at"] == "2026-08-10T23:27:31Z"


def test_no_cell_starts_like_a_formula():
    """Opened in a spreadsheet nothing runs."""
    for row in cells(videos_csv(table(TITLES))):
        assert not [cell for cell in row.values() if cell and cell[0] in "=+-@\t\r"]


def test_the_columns_are_the_schema():
    """The header is the canonical columns in their order; an empty table is the header alone."""
    header = ",".join(column.name for column in schema.VIDEOS) + "\n"
    assert videos_csv(schema.empty(schema.VIDEOS)) == header.encode()
    assert videos_csv(table(["a"])).startswith(header.encode())


def test_the_table_stays_as_it_was():
    """Writing does not change what is written."""
    before = table(TITLES)
    copy = before.copy()
    videos_csv(before)
    pd.testing.assert_frame_equal(before, copy)
