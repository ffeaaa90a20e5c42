"""Parquet and Arrow tables are read by the same readers as text: the same values, whatever type they are stored in."""

import datetime as dt
import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from worthsaving.errors import UnreadableFile
from worthsaving.reading import arrow, read_files
from worthsaving.reading.container.archive import unpack

LINK = "https://www.tiktok.com/@mila.bakes/video/73000000000000000{:02}"
MOMENT = dt.datetime(2025, 11, 9, 18, 40, tzinfo=dt.UTC)


def posts(size: int = 12) -> pd.DataFrame:
    """Made-up posts with plain headers."""
    return pd.DataFrame(
        {
            "Link": [LINK.format(i) for i in range(size)],
            "Title": [f"loaf {i}" for i in range(size)],
            "Views": [1000 + i for i in range(size)],
            "Likes": [100 + i for i in range(size)],
            "Saves": [10 + i for i in range(size)],
        }
    )


def parquet_of(table: pa.Table | pd.DataFrame) -> bytes:
    """A table as Parquet."""
    buffer = io.BytesIO()
    pq.write_table(table if isinstance(table, pa.Table) else pa.Table.from_pandas(table), buffer)
    return buffer.getvalue()


def test_parquet_reads_as_csv_does():
    """The same posts as CSV, Parquet and Arrow table give the same videos."""
    table = posts()
    read = [
        read_files([(name, data)]).videos
        for name, data in (
            ("p.csv", table.to_csv(index=False).encode()),
            ("p.parquet", parquet_of(table)),
            ("p", pa.Table.from_pandas(table)),
        )
    ]
    assert len(read[0]) == 12
    pd.testing.assert_frame_equal(read[0], read[1])
    pd.testing.assert_frame_equal(read[0], read[2])


def test_missing_counts_stay_missing():
    """A column of decimals with gaps, as pandas writes counts, is whole numbers and unknowns, never 0."""
    table = posts(3).assign(Saves=[5.0, None, float("nan")])
    videos = read_files([("p.parquet", parquet_of(table))]).videos.sort_values("title")
    assert videos["saves"].tolist() == [5, pd.NA, pd.NA]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (pa.array([1, None], pa.int64()), ["1", ""]),
        (pa.array([15_000_000.0, 0.5, 123_456_789_012_345.0, 7.3e18, float("nan")]),
         ["15000000", "0.5", "123456789012345", "7.3e+18", ""]),
        (pa.array([MOMENT, None], pa.timestamp("ns", "Europe/Berlin")), ["2025-11-09T18:40:00Z", ""]),
        (pa.array([MOMENT.replace(tzinfo=None, microsecond=5)], pa.timestamp("us")), ["2025-11-09T18:40:00.000005"]),
        (pa.array([MOMENT.date()], pa.date32()), ["2025-11-09"]),
        (pa.array([b"caf\xc3\xa9", None]), ["café", ""]),
        (pa.array(["a", "b", "a"]).dictionary_encode(), ["a", "b", "a"]),
        (pa.array([["x", "y"], [], None]), ["x, y", "", ""]),
        (pa.array([True, None]), ["true", ""]),
    ],
)  # fmt: skip
def test_each_type_is_written_as_a_file_would_have_it(values, texts):
    """Numbers by their digits, moments in UTC, missing as an empty cell."""
    assert arrow.from_arrow(pa.table({"a": values})).column(0).to_pylist() == texts


def test_groups_open_to_names_with_dots():
    """What a scraper nests has the names that JSON gives it."""
    made = arrow.from_arrow(pa.table({"stats": [{"playCount": 5, "more": {"x": "y"}}]}))
    assert made.header == ("stats.playCount", "stats.more.x")
    assert made.columns.to_pylist() == [{"0": "5", "1": "y"}]


def test_what_is_no_text_is_named():
    """Bytes and durations are not used, and the report says so."""
    table = pa.Table.from_pandas(posts()).append_column("picture", pa.array([b"\xff\xfe"] * 12))
    report = read_files([("p.parquet", parquet_of(table))]).files[0]
    assert any("“picture” holds neither" in problem for problem in report.problems)
    assert report.kept == 12


def test_a_text_in_every_row_is_bounded(monkeypatch):
    """What would be too much once written out is refused while it is still coded."""
    monkeypatch.setattr(arrow, "MOST_BYTES", 1_000)
    column = pa.array(["x" * 100] * 11).dictionary_encode()
    with pytest.raises(UnreadableFile, match="MB of text"):
        arrow.from_arrow(pa.table({"a": column}))
    assert len(arrow.from_arrow(pa.table({"a": column.slice(1)})).rows) == 10


def test_our_own_table_reads_back_exactly():
    """The canonical videos as Parquet are the same videos again, captions like formulas included."""
    videos = read_files([("p.csv", posts().to_csv(index=False).encode())]).videos
    videos["title"] = [*("'=1+1", "=1+1", "@me", "'plain"), *videos["title"][4:]]
    again = read_files([("v.parquet", parquet_of(videos))])
    assert again.files[0].format == "worthsaving-videos"
    pd.testing.assert_frame_equal(
        videos.sort_values("video_id", ignore_index=True), again.videos.sort_values("video_id", ignore_index=True)
    )


def test_the_same_table_counts_once():
    """Tables in memory are known by their content, as files are."""
    table, other = pa.Table.from_pandas(posts()), pa.Table.from_pandas(posts(11))
    reading = read_files([("a", table), ("b", table), ("c", other)])
    assert len(reading.videos) == 12
    assert any("the same file as “a”" in problem for problem in reading.files[1].problems)
    digests = [snapshot.digest for snapshot in reading.snapshots]
    assert digests[0] == digests[1] != digests[2]


def test_row_numbers_can_be_given():
    """A table cut out of a larger file names the rows of that file."""
    made = arrow.from_arrow(
        pa.Table.from_pandas(posts(2).assign(Views=["1", "many"])), rows=pd.array([70, 71]).to_numpy("int64")
    )
    report = read_files([("part", made)]).files[0]
    assert report.set_aside["row"].tolist() == [71] or "71" in " ".join(report.problems)


@pytest.mark.parametrize("table", [pa.table({}), pa.table({"a": pa.array([], pa.string())})])
def test_an_empty_table_is_refused(table):
    """A table without rows or columns says so."""
    assert "no rows" in read_files([("t", table)]).files[0].problems[0]


def test_packed_parquet_and_zstandard_are_unpacked():
    """A file packed as .zst is read under its own name; one cut short is refused."""
    packed = pa.compress(posts().to_csv(index=False).encode(), "zstd", asbytes=True)
    assert [part.name for part in unpack("p.csv.zst", packed)] == ["p.csv"]
    assert read_files([("p.csv.zst", packed)]).files[0].kept == 12
    assert "damaged or was cut off" in read_files([("p.csv.zst", packed[:-9])]).files[0].problems[0]


def test_a_zstandard_bomb_is_refused():
    """What would unpack to far more than its own size stays packed."""
    packed = pa.compress(b"0" * 60_000_000, "zstd", asbytes=True)
    assert "far more than an export does" in read_files([("p.csv.zst", packed)]).files[0].problems[0]
