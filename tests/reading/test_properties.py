"""Properties of reading: any table in any dialect and encoding reads back the same, and no bytes break the reader."""

from __future__ import annotations

import csv
import gzip
import io
import os
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, assume, given, settings, strategies as st

from tests.reading.made import zipped_names
from worthsaving import UnreadableFile, read_table
from worthsaving.reading.container.archive import unpack
from worthsaving.reading.text.table import from_rows, parse

QUICK = settings(
    max_examples=int(os.environ.get("EXAMPLES", "40")), deadline=None, suppress_health_check=list(HealthCheck)
)

# Letters of several scripts, everything CSV gives a meaning to, and line ends within cells
LETTERS = st.sampled_from(list("abcxyz0123456789éñßøЖяΩ日本語保存한국") + list(" ,;|\t\"'.:/-_@#") + ["\n", "\r\n"])
CELL = st.lists(LETTERS, max_size=12).map("".join)
NAME = st.text(st.sampled_from(list("abcdefghijkl mnoéЖ日")), min_size=1, max_size=8).filter(
    lambda name: name.strip() == name != ""
)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A header of names and rows with at least one cell that is not blank."""
    width = draw(st.integers(2, 6))
    header = draw(st.lists(NAME, min_size=width, max_size=width).filter(lambda names: len(set(names)) > 1))  # no banner
    rows = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=12))
    return [header, *(row for row in rows if any(cell.strip() for cell in row))]


def written(table: list[list[str]], delimiter: str, end: str) -> str:
    """The table as CSV, every cell quoted that a strict reader needs quoted."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(table)
    return out.getvalue()


def read(data: bytes) -> list[list[str]]:
    frame = read_table(data)
    return [list(frame.columns), *frame.to_numpy().tolist()]


@QUICK
@given(
    table=tables(),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    last=st.booleans(),
)
def test_any_table_in_any_dialect_reads_back_the_same(
    table: list[list[str]], delimiter: str, end: str, encoding: str, last: bool
) -> None:
    """What was written quoted comes back cell by cell, whatever the delimiter, line end and encoding."""
    text = written(table, delimiter, end)
    text = text if last else text.removesuffix(end)
    assert read(text.encode(encoding)) == table


@QUICK
@given(
    rows=st.lists(
        st.lists(st.text("abcdef 0123456789.-", min_size=1, max_size=8), min_size=4, max_size=4),
        min_size=3,
        max_size=30,
    ),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_plain_tables_need_no_quotes(rows: list[list[str]], delimiter: str, end: str) -> None:
    """Cells without delimiters or quotes come back when nothing is quoted."""
    assume(all(any(cell.strip() for cell in row) for row in rows))
    table = [["one", "two", "three", "four"], *rows]
    assume(delimiter != "," or not all(cell[:1] == " " for row in rows for cell in row[1:]))
    assert read(end.join(delimiter.join(row) for row in table).encode()) == table


@QUICK
@given(table=tables(), before=st.lists(st.sampled_from(["Views by day", "", "Made on Monday"]), max_size=3))
def test_title_lines_change_nothing(table: list[list[str]], before: list[str]) -> None:
    """Lines of title before the header are passed over."""
    assume(sum(bool(cell.strip()) for row in table[1:] for cell in row) == sum(len(row) for row in table[1:]))
    assert read(("".join(f"{line}\n" for line in before) + written(table, ",", "\n")).encode()) == table


@QUICK
@given(data=st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """Any bytes are read or refused, and nothing else is raised."""
    with suppress(UnreadableFile):
        parse(data)


@QUICK
@given(
    text=st.lists(st.sampled_from([*"ab1,;\t|\"'\\ \r\n\x1e", '""', '","', '\n"', "sep=", "é"]), max_size=80).map(
        "".join
    )
)
def test_text_full_of_delimiters_and_quotes_is_read_or_refused(text: str) -> None:
    """No jumble of quotes, delimiters and line ends crashes, and no row is counted twice or numbered wrongly."""
    try:
        table = parse(text.encode())
    except UnreadableFile:
        return
    assert table.columns.num_columns == len(table.header)
    assert len(table.columns) == len(table.rows)
    assert table.rows.tolist() == sorted(table.rows.tolist())
    assert all(number > 1 for number in table.rows)
    read_table(text.encode())


@QUICK
@given(cut=st.integers(1, 400), at=st.integers(0, 400), byte=st.integers(0, 255), kind=st.sampled_from(["zip", "gz"]))
def test_damaged_archives_are_refused_not_raised(cut: int, at: int, byte: int, kind: str) -> None:
    """A byte changed or the end cut off: each part is either data or a refusal."""
    whole = (
        zipped_names({"a.csv": b"a,b\n1,2\n" * 9, "in/b.csv": b"c\n"})
        if kind == "zip"
        else gzip.compress(b"a,b\n1,2\n")
    )
    data = bytearray(whole[:cut])
    data[at % len(data)] = byte
    for part in unpack("x", bytes(data)):
        assert part.data or part.refusal or part.rows or not part.refusal


@QUICK
@given(rows=st.lists(st.lists(CELL, max_size=5), max_size=8))
def test_any_sheet_is_read_or_refused(rows: list[list[str]]) -> None:
    """Sheets of any shape."""
    try:
        table = from_rows(rows)
    except UnreadableFile:
        assert not any(cell.strip() for row in rows for cell in row)
        return
    assert table.columns.num_columns == len(table.header)


@pytest.mark.parametrize("block", [64, 300, 5000])
def test_blocks_of_any_size_give_the_same(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a block ends makes no difference, in a cell with line ends or not."""
    text = "id,caption,views\n" + "".join(
        f'{n},"line one, {n}\n\nline ""two"" of it",{n * 2}\n' + ("\n" if n % 7 == 0 else "") + (f'{n},a "b" c,3\n{n},"he said "hi" x",4\n' if n % 5 == 0 else "")
        for n in range(300)
    )  # fmt: skip
    whole = parse(text.encode())
    monkeypatch.setattr("worthsaving.reading.text.quotes.BLOCK", block)
    again = parse(text.encode())
    assert again.columns.to_pydict() == whole.columns.to_pydict()
    assert again.rows.tolist() == whole.rows.tolist()
    assert len(whole.rows) == 300 + 2 * 60
