"""The canonical tables as a set of Parquet files: types, partitions, and the questions that the docs ask of it."""

import re

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from tests.conftest import ROOT
from worthsaving import schema
from worthsaving.cli.parser import main
from worthsaving.errors import WorthSavingError
from worthsaving.reading import read_files
from worthsaving.reading.result import Reading
from worthsaving.writing.parquet import parquet_set

SAMPLES = [path for path in sorted((ROOT / "sample_data").iterdir()) if path.suffix in (".csv", ".zip")]


@pytest.fixture(scope="module")
def reading() -> Reading:
    """All samples together: two networks, days and an audience."""
    return read_files([(path.name, path.read_bytes()) for path in SAMPLES])


def test_every_row_is_there_with_its_type(reading, tmp_path):
    """Whole numbers stay whole, missing is null, and pandas opens the set as one table."""
    written = parquet_set(reading, tmp_path / "set")
    videos = pd.read_parquet(tmp_path / "set" / "videos").drop(columns="network")
    assert len(videos) == len(reading.videos)
    assert videos["saves"].isna().sum() == reading.videos["saves"].isna().sum()
    assert videos["saves"].sum() == reading.videos["saves"].sum()
    kinds = pq.read_schema(written[0])
    assert [str(kinds.field(name).type) for name in ("video_id", "saves", "posted_at", "posted_day_local")] == [
        "string", "int64", "timestamp[us, tz=UTC]", "date32[day]",
    ]  # fmt: skip
    assert kinds.names == [column.name for column in schema.VIDEOS]
    folders = {path.parent.name for path in written if path.parts[-3] == "videos"}
    assert folders == {f"network={network}" for network in reading.videos["platform"].unique()}
    assert {path.parts[-3] for path in written} >= {"videos", "days", "audience"}


def test_each_file_reads_back_by_itself(reading, tmp_path):
    """A part of the set is an export of ours: the same videos again."""
    for path in parquet_set(reading, tmp_path / "set"):
        if path.parts[-3] == "videos":
            again = read_files([(path.name, path.read_bytes())]).videos
            own = reading.videos[reading.videos["platform"] == path.parent.name.removeprefix("network=")]
            by = ["account", "posted_at", "video_id", "title"]
            pd.testing.assert_frame_equal(
                again.sort_values(by, ignore_index=True), own.sort_values(by, ignore_index=True)
            )


def test_a_networks_name_is_one_folder(reading, tmp_path):
    """Whatever stands in it: a path in it leads nowhere."""
    (path,) = parquet_set(
        Reading(videos=reading.videos.head(1).assign(platform="a/../../../b")), tmp_path / "in" / "set"
    )
    assert path.parent.parent == tmp_path / "in" / "set" / "videos"
    assert [one.name for one in tmp_path.iterdir()] == ["in"]


def test_a_network_without_a_name_and_one_with_odd_letters(reading, tmp_path):
    """A missing network is a missing key, and no name leads out of the folder."""
    videos = reading.videos.head(3).assign(platform=["", "a b&c", "tiktok"])
    parquet_set(Reading(videos=videos), tmp_path / "set")
    found = duckdb.sql(f"SELECT network FROM '{tmp_path}/set/videos/**/*.parquet' ORDER BY ALL").fetchall()
    assert found == [("a b&c",), ("tiktok",), (None,)]


def test_what_is_there_is_not_overwritten(reading, tmp_path):
    """A folder that holds something stays as it is; an empty one is used."""
    (tmp_path / "set").mkdir()
    parquet_set(reading, tmp_path / "set")
    with pytest.raises(WorthSavingError, match="holds something"):
        parquet_set(reading, tmp_path / "set")
    assert [path.name for path in tmp_path.iterdir()] == ["set"]


def test_the_docs_questions_are_answered(tmp_path, monkeypatch, capsys):
    """Each query in docs/many-accounts.md runs on what the command wrote, and has rows."""
    monkeypatch.chdir(tmp_path)
    assert main(["export", *map(str, SAMPLES), "--parquet", "-o", "kept"]) == 0
    (block,) = re.findall(r"```sql\n(.+?)```", (ROOT / "docs" / "many-accounts.md").read_text("utf-8"), re.S)
    queries = [query for query in block.split(";") if query.strip()]
    assert len(queries) == 3
    assert all(len(duckdb.sql(query).fetchall()) > 0 for query in queries)
    assert main(["export", *map(str, SAMPLES), "--parquet", "-o", "kept"]) == 2
    assert "holds something" in capsys.readouterr().err
