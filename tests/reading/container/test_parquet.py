"""Parquet files: read like any table; damaged and hostile ones are refused before they cost memory."""

import io
import random
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.conftest import ROOT
from worthsaving.errors import UnreadableFile
from worthsaving.reading.container import parquet
from worthsaving.reading.container.compact_thrift import Reader

SMALL = pa.table({"a": ["x", "y", None], "n": [1, 2, 3], "g": [{"p": 1, "q": "z"}] * 3, "l": [["a", "b"], [], None]})


def written(table: pa.Table, **options: object) -> bytes:
    """A table as the bytes of a Parquet file."""
    buffer = io.BytesIO()
    pq.write_table(table, buffer, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("options", [{}, {"compression": "zstd", "data_page_version": "2.0"}, {"row_group_size": 1}])
def test_every_row_is_there(options):
    """Whatever the packing, the values are those that were written."""
    table, lists = parquet.whole(written(SMALL, **options))
    assert table.to_pylist() == SMALL.drop_columns("l").to_pylist()
    assert lists == ("l.list.element",)


def test_a_text_in_every_row_is_held_once():
    """A text of a megabyte that stands in 300 rows costs one megabyte."""
    table = pa.table({"a": pa.array(["x" * 1_000_000] * 300).dictionary_encode()})
    assert parquet.whole(written(table))[0].nbytes < 3_000_000


def test_a_bomb_is_refused(monkeypatch):
    """The pages are counted by what they say of themselves, before one is unpacked."""
    monkeypatch.setattr(parquet, "batches", None)  # nothing may be decoded
    monkeypatch.setattr(parquet, "MOST_UNPACKED", 40_000_000)
    bomb = written(pa.table({"a": ["x" * 1_000_000] * 45}), use_dictionary=False, compression="zstd")
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableFile, match="over 40 MB of values"):
        parquet.opened(bomb, most=40_000_000)


def test_texts_in_groups_are_decoded_few_rows_at_a_time():
    """A text in a group is not held once, so the largest page bounds how many rows are decoded together."""
    group = pa.array([{"t": "x" * 1_000_000}] * 300)
    data = written(pa.table({"g": group}))
    assert len(data) < 2_000_000
    assert parquet.opened(data).at_once < 70
    assert parquet.opened(written(SMALL)).at_once == 8_192


def nested(depth: int) -> bytes:
    """A file with one value inside so many groups."""
    values = pa.array([1])
    for _ in range(depth):
        values = pa.StructArray.from_arrays([values], ["f"])
    return written(pa.table({"n": values}))


def test_nesting_is_bounded():
    """So deep is read, one deeper is not."""
    assert parquet.whole(nested(parquet.MOST_NESTING - 1))[0].num_rows == 1
    with pytest.raises(UnreadableFile, match="deep"):
        parquet.whole(nested(parquet.MOST_NESTING))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PAR1", "damaged"),
        (b"PAR1" + b"\xff" * 40 + b"PAR1", "damaged"),
        (b"PAR1" + b"\0" * 40 + (0).to_bytes(4, "little") + b"PAR1", "damaged"),
        (b"PARE" + b"\0" * 40, "encrypted"),
        (written(SMALL)[:-1], "damaged"),
        (written(SMALL, use_dictionary=False, column_encoding={"a": "DELTA_BYTE_ARRAY"}), "DELTA_BYTE_ARRAY"),
    ],
)
def test_refusals(data, said):
    """Each refusal says what is wrong."""
    with pytest.raises(UnreadableFile, match=said):
        parquet.whole(data)


@pytest.mark.subprocess
def test_damaged_files_end_nothing():
    """Bytes changed anywhere lead to a refusal or a table. In a process of its own: Arrow ends it at some."""
    done = subprocess.run([sys.executable, "-m", __name__], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 100


@pytest.mark.parametrize("data", [b"", b"\x15", b"\x19\xff\xff\xff\xff\x7f", b"\x1c" * 30, b"\x1d\x00"])
def test_broken_structures(data):
    """No structure is read beyond its bytes, nor without end."""
    with pytest.raises(ValueError, match=r"^$"):
        Reader(data).struct()


def changed(times: int) -> int:
    """Count the refusals among files with one to four bytes changed."""
    chance, good, refused = random.Random(5), written(SMALL), 0
    for _ in range(times):
        data = bytearray(good)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            parquet.whole(bytes(data))
        except UnreadableFile:
            refused += 1
    return refused


if __name__ == "__main__":
    print(changed(1_500))
