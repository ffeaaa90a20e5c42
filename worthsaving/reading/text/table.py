"""Table of text: the bytes of one delimited file, or the rows of a sheet, as written, nothing interpreted or shifted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from worthsaving.errors import UnreadableFile
from worthsaving.reading.container import file_type
from worthsaving.reading.text.blank_records import not_blank
from worthsaving.reading.text.dialect import Dialect, find_dialect, header_at, title_of
from worthsaving.reading.text.encoding import to_utf8
from worthsaving.reading.text.parse import read_columns
from worthsaving.reading.text.records import Record
from worthsaving.reading.text.repair import LONGEST, repaired
from worthsaving.reading.text.swallowed import by_line, without_swallowed

if TYPE_CHECKING:
    import pandas as pd

MOST_BYTES = 250_000_000
MOST_COLUMNS = 20_000  # Excel ends at 16,384, the widest scraper at 325
LONGEST_NAME = 1_000  # characters of a header; a network writes its longest, with an explanation, in 120
MOST_UNLIKE = 10_000  # rows that do not fit the header and are still handled one by one
_HEAD = 1 << 20
_EMPTY = "This file is empty. Export it again and check that it has rows when you open it."
_LARGE = "This file holds {size:,} MB of text, more than an export does. Export a shorter period, or split the file."
_WIDE = (
    "This file has {width:,} columns, more than any export. Keep the columns you need, save it as CSV and drop that in."
)
_UNLIKE = (
    "The header of this file names another number of columns ({header:,}) than its rows have ({width:,}), so it is not "
    "clear which number is what. Export it again, or put the missing names into the first row."
)
_TEXT = re.compile(rb"[^\r\n\t \0]")


@dataclass(frozen=True)
class TextTable:
    """A table of text.

    `header` as written; `columns` the text columns by position ("0", "1", ...); `rows` the row number of each record
    (the header is row 1, blank lines count); `odd` the records of the wrong width (more or fewer cells than
    the header), which are in no column; `problems` sentences about the text itself; `titles` the lines above the header;
    `cut`: the text ends in the middle of something.
    """

    header: tuple[str, ...]
    columns: pa.Table
    rows: np.ndarray
    odd: tuple[Record, ...] = ()
    problems: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    cut: bool = False

    def column(self, position: int) -> pa.ChunkedArray:
        """Return the text column at `position`."""
        return self.columns.column(position)

    def called(self, position: int) -> str:
        """Return the header of a column as a sentence names it; a blank one by its place."""
        return self.header[position].strip() or f"column {position + 1}"

    def first_rows(self, most: int) -> list[list[str]]:
        """Return the header and the records of a table of two columns, as texts; [] for a wider or longer one."""
        if self.columns.num_columns != 2 or len(self.rows) > most:
            return []
        return [list(self.header), *(list(row.values()) for row in self.columns.to_pylist())]

    def take(self, keep: np.ndarray) -> TextTable:
        """Return the same table with only the records where `keep` is true."""
        if keep.all():
            return self
        return replace(self, columns=self.columns.filter(pa.array(keep)), rows=self.rows[keep])


def parse(data: bytes) -> TextTable:
    """Read the table in the bytes of one delimited file. Raises UnreadableFile when there is none."""
    table = _read(data)
    good, odd = _by_width(table.odd, table.columns.num_columns, surplus=str.strip)
    if good:
        more, numbers = _columns(good, table.columns.num_columns)
        columns, rows = _in_order([table.columns, more.cast(table.columns.schema)], [table.rows, numbers])
        table = replace(table, columns=columns, rows=rows, odd=tuple(odd))
    return _fitting(replace(table, header=names(table.header)))


def names(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of a header row, none longer than `LONGEST_NAME`: each name is compared with many."""
    return tuple(cell if len(cell) <= LONGEST_NAME else cell.strip()[:LONGEST_NAME] for cell in cells)


def from_rows(rows: list[list[str]]) -> TextTable:
    """Read the table in the rows of a sheet; title lines above the header become `titles`. Raises UnreadableFile if empty."""
    used = [max((at + 1 for at, cell in enumerate(row) if cell.strip()), default=0) for row in rows]
    width = max(used, default=0)
    if width == 0:
        raise UnreadableFile(_EMPTY)
    if width > MOST_COLUMNS:
        raise UnreadableFile(_WIDE.format(width=width))
    top = [(at, row[:width]) for at, row in enumerate(rows[:1000]) if used[at]]
    at = top[header_at([row for _, row in top], 0)][0]
    header = names((*rows[at][:width], *[""] * (width - len(rows[at]))))
    body = [
        Record(number, (*row[:width], *[""] * (width - len(row))), "")
        for number, (row, filled) in enumerate(zip(rows[at:], used[at:], strict=True), start=1)
        if number > 1 and filled
    ]
    columns, numbers = _columns(body, width)
    titles = tuple(title_of(row) for place, row in top if place < at)
    return TextTable(header, columns, numbers, titles=titles)


def read_table(data: bytes) -> pd.DataFrame:
    """Read the table of one delimited file as text, exactly as written.

    The header gives the columns, every cell is `str`, nothing is interpreted. A record with too few cells is filled
    up with empty ones; where a record has more cells than the header, unnamed columns hold them (empty cells
    at its end are no cells). Raises UnreadableFile (a ValueError) when there is no table in it.
    """
    import pandas as pd

    table = _read(data)
    odd = [(record.number, _without_surplus(record.cells, len(table.header))) for record in table.odd]
    width = max([len(table.header), table.columns.num_columns, *(len(cells) for _, cells in odd)])
    columns = [column.to_pandas().astype("str") for column in table.columns.columns]
    columns += [pd.Series("", index=range(len(table.rows)), dtype="str")] * (width - len(columns))
    frame = pd.DataFrame(dict(enumerate(columns)))
    if odd:
        more = pd.DataFrame([(*cells, *[""] * (width - len(cells))) for _, cells in odd], dtype="str")
        numbers = np.concatenate([table.rows, [number for number, _ in odd]])
        frame = pd.concat([frame, more], ignore_index=True).iloc[np.argsort(numbers, kind="stable")]
        frame = frame.reset_index(drop=True)
    frame.columns = pd.Index([*table.header, *[""] * (width - len(table.header))], dtype="str")
    return frame


def _read(data: bytes) -> TextTable:
    """Read the table with its header as written: it may name more or fewer columns than there are."""
    refusal = file_type.not_a_table(data)
    if refusal:
        raise UnreadableFile(refusal)
    if not _TEXT.search(data):
        raise UnreadableFile(_EMPTY)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(_LARGE.format(size=len(data) // 1_000_000))
    decoded = to_utf8(data)
    refusal = file_type.not_a_table_text(decoded.head(file_type.HEAD))
    if refusal:
        raise UnreadableFile(refusal)
    table = _read_text(decoded.data, decoded.start)
    return replace(table, problems=(decoded.problem,) if decoded.problem else ())


def _read_text(data: bytes, start: int, *, unpacked: bool = False) -> TextTable:
    head = data[start : start + _HEAD].decode("utf-8", errors="ignore")
    dialect = find_dialect(head, unpacked=unpacked)
    if dialect is None:
        raise UnreadableFile(_EMPTY)
    start += len(head[: dialect.start].encode())
    if dialect.requoted:
        lines = read_columns(data, start, "\x1f", 1).table.column(0).to_pylist()
        return _read_text("\n".join(lines).encode(), 0, unpacked=True)
    if max(dialect.width, len(dialect.header)) > MOST_COLUMNS:
        raise UnreadableFile(_WIDE.format(width=max(dialect.width, len(dialect.header))))
    if dialect.escaped:
        data, start = data[start:].replace(b'\\"', b'""'), 0
    return _with_columns(data, start, dialect)


def _with_columns(data: bytes, start: int, dialect: Dialect) -> TextTable:
    found = read_columns(data, start, dialect.delimiter, dialect.width, quote=dialect.quote)
    giant = [record for record in found.odd if len(record.text) > LONGEST]  # too long to try several ways to read them
    table, rows = found.table, found.rows
    written = not_blank(table)
    if not written.all():
        table, rows = table.filter(pa.array(written)), rows[written]
    swallowed: list[Record] = []
    if found.many_lines:
        table, rows, swallowed = without_swallowed(table, rows, dialect)
    rules = (dialect.delimiter, dialect.width, dialect.quote)
    good, odd = _by_width(
        repaired([record for record in found.odd if len(record.text) <= LONGEST], *rules), dialect.width
    )
    tables, numbers = [table], [rows]
    for record in [*swallowed, *giant]:
        lines = by_line(record, dialect)
        tables.append(lines.table)
        numbers.append(np.full(len(lines.table), record.number))
        odd += repaired([replace(line, number=record.number) for line in lines.odd], *rules)
    if good:
        more, their = _columns(good, dialect.width)
        tables.append(more)
        numbers.append(their)
    if len(tables) > 1:
        table, rows = _in_order(tables, numbers)
    if found.cut:
        number = int(max([0, *rows[-1:], *(record.number for record in found.odd)])) + 1
        cells = repaired([Record(number, (), found.cut)], *rules)
        odd += [replace(record, cut=True) for record in cells]
    odd = [replace(record, number=record.number + 1) for record in odd]
    return TextTable(dialect.header, table, rows + 1, tuple(odd), titles=dialect.titles)


def _fitting(table: TextTable) -> TextTable:
    """Return the table with as many columns as its header names; records with more or fewer cells become odd."""
    named, width = len(table.header), table.columns.num_columns
    if named == width:
        return table
    if named < width:
        fits = ~not_blank(table.columns.select(range(named, width)))
    else:
        fits = np.zeros(len(table.rows), dtype=bool)
    if (~fits).sum() > MOST_UNLIKE:
        raise UnreadableFile(_UNLIKE.format(header=named, width=width))
    at = np.flatnonzero(~fits)
    cells = zip(*(column.filter(pa.array(~fits)).to_pylist() for column in table.columns.columns), strict=True)
    unlike = [Record(int(table.rows[i]), row, ",".join(row)) for i, row in zip(at, cells, strict=True)]
    kept = table.take(fits)
    known = kept.columns.columns[:named]
    known += [pa.chunked_array([pa.repeat("", len(kept.rows))])] * (named - len(known))  # one by one: quadratic
    columns = pa.table(known, names=[str(position) for position in range(named)])
    right = [record for record in table.odd if len(record.cells) == named and not record.cut]
    odd = sorted([r for r in (*table.odd, *unlike) if len(r.cells) != named or r.cut], key=lambda r: r.number)
    more, numbers = _columns(right, named)
    columns, rows = _in_order([columns, more.cast(columns.schema)], [kept.rows, numbers])
    return replace(kept, columns=columns, rows=rows, odd=tuple(odd))


def _in_order(tables: Sequence[pa.Table], numbers: Sequence[np.ndarray]) -> tuple[pa.Table, np.ndarray]:
    """Return tables as one, in the order of their records' numbers, and these."""
    order = np.argsort(np.concatenate(numbers), kind="stable")
    return pa.concat_tables(tables).take(pa.array(order)), np.concatenate(numbers)[order]


def _columns(good: Sequence[Record], width: int) -> tuple[pa.Table, np.ndarray]:
    """Return text columns of records of one width, and the records' numbers."""
    cells = list(zip(*(record.cells for record in good), strict=True)) or [()] * width
    columns = pa.table({str(at): pa.array(cells[at], pa.string()) for at in range(width)})
    return columns, np.array([record.number for record in good], dtype=np.int64)


def _by_width(
    found: Iterable[Record], width: int, surplus: Callable[[str], str] = str
) -> tuple[list[Record], list[Record]]:
    """Return the records of the right width, and the odd ones; records of empty cells are neither.

    Surplus empty cells at the end (of which `surplus` leaves nothing) are cut off, unless another cell is empty: then
    any of them may be the surplus one.
    """
    good: list[Record] = []
    odd: list[Record] = []
    for record in found:
        if not any(cell.strip() for cell in record.cells):
            continue
        cells = _without_surplus(record.cells, width, surplus)
        sure = len(record.cells) <= width or all(cell.strip() for cell in cells)
        if len(cells) == width and sure and not record.cut:
            good.append(replace(record, cells=cells))
        else:
            odd.append(record)
    return good, odd


def _without_surplus(cells: tuple[str, ...], width: int, surplus: Callable[[str], str] = str) -> tuple[str, ...]:
    """Return the cells without those beyond `width`, where `surplus` leaves nothing of these."""
    return cells[:width] if len(cells) > width and not any(map(surplus, cells[width:])) else cells
