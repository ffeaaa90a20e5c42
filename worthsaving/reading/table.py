"""The bytes of one delimited file -> a table of text: as written, nothing interpreted, nothing shifted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.errors import UnreadableFile
from worthsaving.reading import filekind
from worthsaving.reading.dialect import Dialect, find_dialect
from worthsaving.reading.encoding import to_utf8
from worthsaving.reading.records import Record, records, relined
from worthsaving.reading.strict import read_columns

if TYPE_CHECKING:
    import pandas as pd

_EMPTY = "This file is empty. Export it again and check that it has rows when you open it."


@dataclass(frozen=True)
class TextTable:
    """A table of text.

    `header` as written; `columns` the text columns by position ("0", "1", ...); `rows` the row number of each record
    (the header is row 1, blank lines count); `odd` the records that do not have as many cells as the header, which
    are in no column; `problems` sentences about the text itself.
    """

    header: tuple[str, ...]
    columns: pa.Table
    rows: np.ndarray
    odd: tuple[Record, ...] = ()
    problems: tuple[str, ...] = ()

    def column(self, position: int) -> pa.ChunkedArray:
        """The text column at `position`."""
        return self.columns.column(position)

    def take(self, keep: np.ndarray) -> TextTable:
        """The same table with only the records where `keep` is true."""
        if keep.all():
            return self
        return TextTable(self.header, self.columns.filter(pa.array(keep)), self.rows[keep], self.odd, self.problems)


def parse(data: bytes) -> TextTable:
    """The table in the bytes of one delimited file. Raises UnreadableFile when there is none."""
    refusal = filekind.not_a_table(data)
    if refusal:
        raise UnreadableFile(refusal)
    if not data.strip(b"\r\n\t \0"):
        raise UnreadableFile(_EMPTY)
    decoded = to_utf8(data)
    head = decoded.data[: filekind.HEAD].decode("utf-8", errors="ignore")
    refusal = filekind.not_a_table_text(head)
    if refusal:
        raise UnreadableFile(refusal)
    problems = (decoded.problem,) if decoded.problem else ()
    table = _parse_text(decoded.data)
    return TextTable(table.header, table.columns, table.rows, table.odd, problems)


def from_rows(rows: list[list[str]]) -> TextTable:
    """The table in the rows of a sheet: lines of title before the header are passed over."""
    width = max((len(row) for row in rows), default=0)
    used = [max((at + 1 for at, cell in enumerate(row) if cell.strip()), default=0) for row in rows]
    usual = max(used, default=0)
    at = next((i for i, row in enumerate(rows) if sum(c.strip() != "" for c in row) > usual / 2), 0)
    if not rows or usual == 0:
        raise UnreadableFile(_EMPTY)
    header = tuple(rows[at][:usual]) + ("",) * (usual - len(rows[at][:usual]))
    body = [
        Record(number, tuple(row[:usual]) + ("",) * (usual - len(row)), "\t".join(row))
        for number, row in enumerate(rows[at:], start=1)
        if number > 1 and any(cell.strip() for cell in row)
    ]
    return _from_records(header, body, min(width, usual), first=0)


def read_table(data: bytes) -> pd.DataFrame:
    """The all-text table of one delimited file exactly as written.

    The header gives the columns, every cell is `str`, nothing is interpreted. A record with too few cells is filled
    up with empty ones; where a record has more cells than the header, unnamed columns hold them, so nothing shifts
    and nothing is lost. Raises UnreadableFile (a ValueError) when there is no table in it.
    """
    import pandas as pd

    table = parse(data)
    width = max([len(table.header), *(len(record.cells) for record in table.odd)])
    columns = [table.column(at).to_pandas().astype("str") for at in range(len(table.header))]
    columns += [pd.Series("", index=range(len(table.rows)), dtype="str")] * (width - len(columns))
    frame = pd.DataFrame(dict(enumerate(columns)))
    if table.odd:
        odd = pd.DataFrame([(*r.cells, *[""] * (width - len(r.cells))) for r in table.odd], dtype="str")
        numbers = np.concatenate([table.rows, [record.number for record in table.odd]])
        frame = pd.concat([frame, odd], ignore_index=True).iloc[np.argsort(numbers, kind="stable")]
        frame = frame.reset_index(drop=True)
    frame.columns = pd.Index([*table.header, *[""] * (width - len(table.header))], dtype="str")
    return frame


def _parse_text(data: bytes) -> TextTable:
    head = data[: 1 << 20].decode("utf-8", errors="ignore")
    dialect = find_dialect(head)
    if dialect is None:
        raise UnreadableFile(_EMPTY)
    if dialect.requoted:
        text = data.decode("utf-8")[dialect.start :]
        return _parse_text("\n".join(record.cells[0] for record in records(text, "\x1f")).encode())
    body = data[len(head[: dialect.start].encode()) :]
    columns = read_columns(body, dialect.delimiter, dialect.width)
    if columns is None:
        return _careful(body.decode("utf-8"), dialect)
    size = len(columns.table) + len(columns.odd)
    numbers = np.delete(np.arange(1, size + 1), [record.number - 1 for record in columns.odd])
    written = _not_blank(columns.table)
    good, odd = _trimmed(_split(columns.odd, dialect.delimiter), dialect.width)
    table, rows = columns.table.filter(pa.array(written)), numbers[written] + 1
    if good:
        extra = _from_records(dialect.header, good, dialect.width, first=1)
        table = pa.concat_tables([table, extra.columns]).combine_chunks()
        rows = np.concatenate([rows, extra.rows])
        order = np.argsort(rows, kind="stable")
        table, rows = table.take(pa.array(order)), rows[order]
    return TextTable(dialect.header, table, rows, _counted(odd, 1))


def _careful(text: str, dialect: Dialect) -> TextTable:
    found = (again for r in records(text, dialect.delimiter) for again in relined(r, dialect.delimiter, dialect.width))
    return _from_records(dialect.header, list(found), dialect.width, first=1)


def _from_records(header: tuple[str, ...], found: Sequence[Record], width: int, *, first: int) -> TextTable:
    """A TextTable of records; `first` is what their numbers lack to count the header as row 1."""
    good, odd = _trimmed(found, width)
    good = [record for record in good if any(cell.strip() for cell in record.cells)]
    cells = list(zip(*(record.cells for record in good), strict=True)) or [()] * width
    columns = pa.table({str(at): pa.array(cells[at], pa.string()) for at in range(width)})
    rows = np.array([record.number + first for record in good], dtype=np.int64)
    return TextTable(header, columns, rows, _counted(odd, first))


def _counted(odd: Iterable[Record], add: int) -> tuple[Record, ...]:
    return tuple(Record(r.number + add, r.cells, r.text, r.cut) for r in odd)


def _split(odd: Iterable[Record], delimiter: str) -> list[Record]:
    """Records that Arrow handed back as text, cut into cells."""
    return [Record(r.number, next((c.cells for c in records(r.text, delimiter)), ()), r.text) for r in odd]


def _trimmed(found: Iterable[Record], width: int) -> tuple[list[Record], list[Record]]:
    """Records of the right width, and the odd ones. Blank cells too many at the end harm nothing and are cut off."""
    good: list[Record] = []
    odd: list[Record] = []
    for record in found:
        cells = record.cells
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            cells = cells[:width]
        whole = len(cells) == width and not record.cut
        (good if whole else odd).append(Record(record.number, cells, record.text, record.cut))
    return good, odd


def _not_blank(table: pa.Table) -> np.ndarray:
    """Which records have a cell that is not empty."""
    written = np.zeros(len(table), dtype=bool)
    for column in table.columns:
        if written.all():
            break
        written |= pc.not_equal(pc.utf8_trim_whitespace(column), "").to_numpy(zero_copy_only=False)
    return written
