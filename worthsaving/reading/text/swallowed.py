"""Records swallowed by a stray quote: at the beginning of a cell it runs on to the next quote that may close.

The swallowing record may still have the right width. But each line in it has as many delimiters as a record, and the
last one still has the quote that opened the cell it ended in: no caption is like that. Such records are read again line
by line.
"""

import numpy as np
import pyarrow as pa

from worthsaving.reading.text.dialect import Dialect
from worthsaving.reading.text.parse import Columns, read_columns
from worthsaving.reading.text.records import Record

LEAST_WIDTH = 3  # of a table with two columns, a caption's line often has as many commas as a record
MOST_SUSPECTS = 50_000
_LF = 10


def without_swallowed(table: pa.Table, rows: np.ndarray, dialect: Dialect) -> tuple[pa.Table, np.ndarray, list[Record]]:
    """Return the table without records that swallowed others, its row numbers, and those records (number and text)."""
    if dialect.width < LEAST_WIDTH:
        return table, rows, []
    back: list[Record] = []
    keep = np.ones(len(table), dtype=bool)
    for position, column in enumerate(table.columns):
        for place in _suspects(column, dialect):
            cells = [other[place].as_py() for other in table.columns]
            if _holds_records(cells[position], position, dialect):
                cells[position] = dialect.quote + cells[position] + dialect.quote
                back.append(Record(int(rows[place]), (), dialect.delimiter.join(cells)))
                keep[place] = False
    return (table.filter(pa.array(keep)), rows[keep], back) if back else (table, rows, [])


def by_line(record: Record, dialect: Dialect) -> Columns:
    """Read the record's text line by line."""
    return read_columns(record.text.encode(), 0, dialect.delimiter, dialect.width, quote=dialect.quote, by_line=True)


def _suspects(column: pa.ChunkedArray, dialect: Dialect) -> list[int]:
    """Return which cells have a quote after a delimiter or at the beginning of a line."""
    found: list[int] = []
    first = 0
    for chunk in column.chunks:
        text = chunk.buffers()[2]
        body = np.frombuffer(text, dtype=np.uint8) if text is not None else np.zeros(0, dtype=np.uint8)
        quotes = np.flatnonzero(body[1:] == ord(dialect.quote))
        if len(quotes):
            quotes = quotes[(body[quotes] == ord(dialect.delimiter[0])) | (body[quotes] == _LF)]
            offsets = np.frombuffer(chunk.buffers()[1], dtype=np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
            places = np.unique(np.searchsorted(offsets, quotes, side="right") - 1)
            found += [first + int(place) for place in places if 0 <= place < len(chunk)]
        first += len(chunk)
    return found[:MOST_SUSPECTS]


def _holds_records(cell: str, position: int, dialect: Dialect) -> bool:
    """Return whether each line of the cell has as many delimiters as a record, with those before and after the cell."""
    top, *inner = cell.split("\n")
    if not inner:
        return False
    *whole, last = inner
    at = last.rfind(dialect.delimiter + dialect.quote)
    if at < 0 and not last.startswith(dialect.quote):
        return False
    return (
        top.count(dialect.delimiter) == dialect.width - 1 - position
        and last[: at + 1].count(dialect.delimiter[0]) == position
        and all(line.count(dialect.delimiter) == dialect.width - 1 for line in whole if line)
    )
