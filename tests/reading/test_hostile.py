"""Files made to hurt: read or refused with a sentence, at a cost in proportion; docs/hostile-files.md has the seconds."""

from __future__ import annotations

import gzip
import io
import itertools
import struct
import sys
import threading
import zipfile
from collections.abc import Callable

import pytest

from tests.reading.made import BUSINESS, xlsx, zipped_names
from worthsaving import UnreadableFile, read_files
from worthsaving.reading.container import workbook, workbook as workbook_reading
from worthsaving.reading.container.archive import unpack
from worthsaving.reading.text.table import from_rows, parse

HEADER = (",".join(BUSINESS) + "\n").encode()
ROW = b"a,https://www.tiktok.com/@m/video/7567452112981069079,2025/10/31 18:19:10,172353,1774,42,413,180\n"
MOST_CALLS = 3_000_000  # the costliest file here makes 2.1 million, a clean one of 5 MB 0.04 million

FILES: dict[str, Callable[[], bytes]] = {
    "gzip bomb": lambda: gzip.compress(b"0" * 60_000_000, 1),
    "zip bomb": lambda: zipped_names({"a.csv": b"0" * 60_000_000}),
    "gzip of many streams": lambda: gzip.compress(b"a,b\n") * 5_000,
    "zips in a zip": lambda: zipped_names(
        {f"{i}.zip": zipped_names({"a.csv": HEADER + ROW * 9_000}) for i in range(20)}
    ),
    "one cell of 20 MB": lambda: HEADER + b'"' + b"x" * 20_000_000 + b'",1\n',
    "50,000 columns": lambda: b",".join(b"c%d" % i for i in range(50_000)) + b"\n" + b"1," * 49_999 + b"1\n",
    "a header far wider than its rows": lambda: b",".join(b"c%d" % i for i in range(15_000)) + b"\n" + b"1,2,3\n" * 50,
    "2 MB of quotes": lambda: HEADER + b'"' * 2_000_000,
    "quotes and line ends": lambda: HEADER + b'"\n' * 1_000_000,
    "blank lines": lambda: HEADER + ROW + b"\n" * 1_000_000 + ROW,
    "wrong width": lambda: HEADER + b"1,2,3\n" * 300_000,
    "every other row of wrong width": lambda: HEADER + (ROW + b"1,2,3\n") * 110_000,
    "open quotes": lambda: HEADER + b'"x,b,2025/10/31,1,2,3,4,5\n' * 100_000,
    "stray quotes": lambda: HEADER + b'"he said "hi" ok",b,2025/10/31,1,2,3,4,5\n' * 100_000,
    "only delimiters": lambda: HEADER + b",,,,,,,\n" * 500_000,
    "NUL": lambda: HEADER + b"\0" * 5_000_000,
}


def opened(name: str, data: bytes) -> list[str]:
    """What became of each part: how many rows, or why none."""
    said = []
    for part in unpack(name, data):
        try:
            if part.refusal:
                raise UnreadableFile(part.refusal)
            table = parse(part.data) if part.rows is None else from_rows(part.rows)
            said.append(f"{len(table.rows)} rows and {len(table.odd)} apart")
        except UnreadableFile as error:
            said.append(str(error))
    return said


def calls(data: bytes) -> tuple[int, list[str]]:
    """How many calls of functions opening makes, in all threads, and what became of each part.

    Counted and not timed: a busy machine changes no count.
    """
    made = itertools.count()
    threading.setprofile(lambda *_: next(made))
    sys.setprofile(lambda *_: next(made))
    try:
        said = opened("x", data)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    return next(made), said


@pytest.mark.parametrize("name", FILES)
def test_work_is_bounded(name: str) -> None:
    """Opening any of them takes a bounded number of calls, and something is said about each part."""
    made, said = calls(FILES[name]())
    assert made < MOST_CALLS
    assert said
    assert all(said)


def test_open_quotes_swallow_no_row() -> None:
    """Each row keeps its quote as a letter, also when one far below would close the first."""
    rows = HEADER + b'"x,b,2025/10/31,1,2,3,4,5\n' * 2_000
    assert opened("x", rows) == ["2000 rows and 0 apart"]
    assert opened("x", rows + b'"a",b,c,d,e,f,g,h\n') == ["2001 rows and 0 apart"]


def test_a_table_of_contents_without_end_is_not_read() -> None:
    """A ZIP that announces megabytes of names is refused before they are read."""
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 60_000, 60_000, 5_000_000, 0, 0)
    assert "holds 60,000 files" in opened("x.zip", b"PK\x03\x04" + b"x" * 100 + end)[0]


def test_a_workbook_with_a_far_cell_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell far away would cost a grid of everything between."""
    monkeypatch.setattr(workbook_reading, "MOST_AREA", 10)
    assert "spreads over 6 rows and 2 columns" in opened("x.xlsx", xlsx([["a", "b"]] * 6))[0]


def test_a_workbook_with_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each cell is an object: a million of them take seconds."""
    monkeypatch.setattr(workbook, "MOST_CELLS", 10)
    assert "too large to be opened" in opened("x.xlsx", xlsx([["a", "b"]] * 6))[0]


def test_a_workbook_that_lies_about_its_cells_is_refused() -> None:
    """A place that no sheet has would end the whole program, were it believed."""
    book = zipfile.ZipFile(io.BytesIO(xlsx([["a", "b"], [1, 2]])))
    for place in (b"B999999999995", b"ZZZZZ1", b"b-1"):
        members = {name: book.read(name).replace(b'r="B2"', b'r="' + place + b'"') for name in book.namelist()}
        assert "no sheet has" in opened("x.xlsx", zipped_names(members))[0]


@pytest.mark.parametrize(
    "data",
    [b"x" + b" " * 1_000_000 + b"y", b" " * 3_000_000, HEADER + b"a,b,2025-01-01" + b" " * 20_000 + b"x,1,2,3,4,5\n"],
    ids=["header", "nothing", "date"],
)
def test_blanks_are_looked_at_once(data: bytes) -> None:
    """However many follow each other: searched from each of them anew, the first takes minutes and the last hours."""
    reading = read_files([("x.csv", data)])
    assert reading.files[0].problems
    assert not reading.videos["posted_at"].notna().any()
