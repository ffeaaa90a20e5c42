"""Large files are cut between records, whatever stands in their cells; together the blocks are the whole table."""

import gzip
import io
import json
from contextlib import closing

import pyarrow as pa
import pytest

from worthsaving.batch import blocks
from worthsaving.batch.blocks import Pushed
from worthsaving.errors import UnreadableFile
from worthsaving.reading.container.archive import Part
from worthsaving.reading.recognition import tables_of
from worthsaving.reading.text.table import parse

MESSY = [
    ("plain loaf", "5"),
    ('two\nlines, and "quotes"', "6"),
    ("\n\nblank lines inside", "7"),
    ("a comma, and another,", "8"),
    ("", "9"),
]


def table(rows: int) -> str:
    """A table whose cells hold line ends, commas and quotes."""
    lines = ["A title above,,", "Account,Title,Saves"]
    for at in range(rows):
        title, saves = MESSY[at % len(MESSY)]
        lines.append(f'maker{at},"{title.replace(chr(34), chr(34) * 2)}",{saves}')
    return "\n".join(lines) + "\n"


def cells(data: bytes) -> list[tuple[str, ...]]:
    """All records of a table in text."""
    parsed = parse(data)
    assert not parsed.odd
    return [tuple(row.values()) for row in parsed.columns.to_pylist()]


@pytest.mark.parametrize("size", [90, 200, 1_000, 100_000])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_blocks_are_the_whole_table(monkeypatch, size, ending, encoding):
    """No record is lost, cut or read twice, and each block is a table with the same header."""
    monkeypatch.setattr(blocks, "BLOCK", size)
    text = table(60).replace("\n", ending)
    found = list(blocks.blocks(Pushed(io.BytesIO(text.encode(encoding)))))
    assert [row for block in found for row in cells(block)] == cells(text.encode())
    assert len(found) > 1 or size > 1_000
    assert {parse(block).header for block in found} == {("Account", "Title", "Saves")}


def test_a_stray_quote_does_not_move_the_cuts(monkeypatch):
    """After an inch sign every later line end seems to stand inside a cell; the lines' own width says that it does not."""
    monkeypatch.setattr(blocks, "BLOCK", 300)
    text = 'Account,Title,Saves\nm,9" tin,1\n' + "".join(f"maker{at},loaf {at},{at}\n" for at in range(80))
    found = list(blocks.blocks(Pushed(io.BytesIO(text.encode()))))
    assert sum(len(parse(block).rows) + len(parse(block).odd) for block in found) == 81


@pytest.mark.parametrize("as_list", [False, True])
def test_json_is_cut_between_posts(monkeypatch, as_list):
    """JSON lines and one long list give every post once; whole numbers stay whole."""
    monkeypatch.setattr(blocks, "JSON_BLOCK", 400)
    posts = [
        {"id": str(7_300_000_000_000_000_000 + at), "title": "a\n{b}", "plays": at, "saves": 1} for at in range(50)
    ]
    text = json.dumps(posts) if as_list else "\n".join(map(json.dumps, posts))
    found = list(blocks.blocks(Pushed(io.BytesIO(text.encode()))))
    rows = [
        row for block in found for part in tables_of(Part("x.json", block)) for row in part.table.columns.to_pylist()
    ]
    assert len(found) > 3
    assert [list(row.values()) for row in rows] == [[p["id"], p["title"], str(p["plays"]), "1"] for p in posts]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "picture"),
        (b"<html><body>log in</body></html>", "web page"),
        ("Account,Saves\nМила,5\n".encode("cp1251"), "not UTF-8"),
        (b"Account,Saves\n" + b"mila,5\n" * 500_000 + b"\xff\xfe,1\n", "not UTF-8"),
        (b'[{"a": 1}, {"a": ', "damaged"),
    ],
)
def test_refusals(data, said):
    """What cannot be read says why."""
    with pytest.raises(UnreadableFile, match=said):
        list(blocks.blocks(Pushed(io.BytesIO(data))))


def test_an_endless_record_is_refused(monkeypatch):
    """Memory is bounded by the longest record."""
    monkeypatch.setattr(blocks, "BLOCK", 1_000)
    monkeypatch.setattr(blocks, "LONGEST", 5_000)
    data = b'Account,Saves\nmila,5\nmila,"' + b"x" * 90_000
    with pytest.raises(UnreadableFile, match="over 64 MB long"):
        list(blocks.blocks(Pushed(io.BytesIO(data))))


def opened(path):
    """All text in a file, unpacked."""
    with closing(blocks.Digesting(str(path))) as stream:
        return [(name, text.read(10**9)) for name, text in blocks.unpacked(str(path), stream)], stream.finish()


@pytest.mark.parametrize("kind", ["gz", "zst", "csv"])
def test_packed_files_are_unpacked_as_they_are_read(tmp_path, kind):
    """gzip and Zstandard give the text and its own name; the digest is that of the file on disk."""
    text, path = table(500).encode(), tmp_path / f"x.csv.{kind}"
    data = gzip.compress(text) if kind == "gz" else pa.compress(text, "zstd", asbytes=True) if kind == "zst" else text
    path.write_bytes(data)
    found, digest = opened(path)
    assert found == [("x.csv" if kind != "csv" else "x.csv.csv", text)]
    assert digest == blocks.hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_a_packed_file_cut_short_is_refused(tmp_path, kind):
    """What was lost while downloading is not passed over."""
    text, path = table(9_000).encode(), tmp_path / f"x.csv.{kind}"
    path.write_bytes((gzip.compress(text) if kind == "gz" else pa.compress(text, "zstd", asbytes=True))[:-20])
    with pytest.raises(UnreadableFile, match="cut off"):
        opened(path)


def test_a_bomb_is_refused_while_it_is_read(tmp_path, monkeypatch):
    """What unpacks to far more than its own size is left."""
    monkeypatch.setattr(blocks, "_LEAST_UNPACKED", 1_000_000)
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress(b"0" * 3_000_000))
    with pytest.raises(UnreadableFile, match="100 times"):
        opened(path)
