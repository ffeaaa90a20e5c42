"""Delimited text -> columns, fast: Arrow's reader, on text whose quotes have been put right (see `quotes`).

Records of another width than asked for are handed back with their number and text instead of being dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from worthsaving.errors import UnreadableFile
from worthsaving.reading.quotes import Quotes
from worthsaving.reading.records import Record

BLOCK = 8 << 20  # splits a long file without making the peak grow with it
LONGEST_RECORD = 64 << 20
MOST_ODD = 100_000  # a file with more rows of another width has another problem than a few broken rows
MOST_CELLS = 120_000_000  # an offset of four bytes each
_LONG = "One row of this file is over {size:,} MB long, which no export has. Export it again, as CSV or XLSX."
_ODD = (
    "More than {most:,} rows of this file do not have {width:,} cells as its other rows do, so it is not clear which "
    "number is what. Export it again as CSV or XLSX."
)
_VAST = "This file has more than {most:,} cells, too many for an export. Export a shorter period."


@dataclass(frozen=True)
class Columns:
    """`table`: text columns named "0", "1", ...; `rows`: each record's number; `odd`: the records of another width.

    Numbers count records from 1, blank lines included. `cut` is the text of a last record that the file's end cuts.
    """

    table: pa.Table
    rows: np.ndarray
    odd: list[Record] = field(default_factory=list)
    cut: str = ""


def read_columns(
    data: bytes, start: int, delimiter: str, width: int, *, quote: str = '"', by_line: bool = False
) -> Columns:
    """The columns of `data` from `start` on (UTF-8, records only, no header).

    Raises UnreadableFile for what is too large or too broken to be an export.
    """
    tidied = Quotes(data, start, delimiter, quote).tidied(by_line=by_line)
    names = [str(position) for position in range(width)]
    if len(tidied.data) > MOST_CELLS < _cells(tidied.data, delimiter):
        raise UnreadableFile(_VAST.format(most=MOST_CELLS))
    if len(tidied.data) == 0:
        empty = pa.table({name: pa.array([], pa.string()) for name in names})
        return Columns(empty, np.array([], dtype=np.int64), cut=_decoded(tidied.cut))
    table, odd = _parsed(tidied.data, delimiter[0], names, quote)
    if len(delimiter) > 1:
        table = _each(table, lambda column: pc.replace_substring_regex(column, "^ ", ""))
    if tidied.mark:
        table = _each(table, lambda column: _unmarked(column, tidied.mark, ord(quote)))
        odd = [Record(record.number, (), record.text.replace(chr(tidied.mark), quote)) for record in odd]
    size = len(table) + len(odd)
    numbers = np.arange(1, size + 1) if tidied.numbers is None else tidied.numbers
    at = np.array([record.number - 1 for record in odd], dtype=np.int64)
    odd = [Record(int(numbers[place]), (), record.text) for place, record in zip(at, odd, strict=True)]
    return Columns(table, np.delete(numbers, at) if len(at) else numbers, odd, _decoded(tidied.cut))


def _parsed(data: bytes | memoryview, delimiter: str, names: list[str], quote: str) -> tuple[pa.Table, list[Record]]:
    """On all cores; should a record have another width, on one, which alone can number the records."""
    met: list[str] = []

    def give_up(row: csv.InvalidRow) -> str:
        met.append(row.text)
        return "error"

    block = BLOCK
    while True:
        try:
            return _read(data, delimiter, names, quote, handler=give_up, threads=True, block=block), []
        except pa.ArrowInvalid as error:
            if met:
                return _with_odd(data, delimiter, names, quote, block)
            if block >= LONGEST_RECORD or "straddling" not in str(error):
                raise UnreadableFile(_LONG.format(size=LONGEST_RECORD >> 20)) from error
            block = LONGEST_RECORD  # a record longer than a block


def _with_odd(
    data: bytes | memoryview, delimiter: str, names: list[str], quote: str, block: int
) -> tuple[pa.Table, list[Record]]:
    odd: list[Record] = []

    def hand_back(row: csv.InvalidRow) -> str:
        odd.append(Record(row.number, (), row.text))
        return "skip" if len(odd) <= MOST_ODD else "error"

    while True:
        try:
            return _read(data, delimiter, names, quote, handler=hand_back, threads=False, block=block), odd
        except pa.ArrowInvalid as error:
            if len(odd) > MOST_ODD:
                raise UnreadableFile(_ODD.format(most=MOST_ODD, width=len(names))) from error
            if block >= LONGEST_RECORD or "straddling" not in str(error):
                raise UnreadableFile(_LONG.format(size=LONGEST_RECORD >> 20)) from error
            block = LONGEST_RECORD
            odd.clear()


def _read(
    data: bytes | memoryview,
    delimiter: str,
    names: list[str],
    quote: str,
    *,
    handler: object,
    threads: bool,
    block: int,
) -> pa.Table:
    return csv.read_csv(
        pa.py_buffer(data),
        read_options=csv.ReadOptions(use_threads=threads, column_names=names, block_size=block),
        parse_options=csv.ParseOptions(
            delimiter=delimiter, quote_char=quote, newlines_in_values=True, invalid_row_handler=handler
        ),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, null_values=[]
        ),
    )


def _cells(data: bytes | memoryview, delimiter: str) -> int:
    """About how many cells there are, counted a part at a time."""
    body, cells = np.frombuffer(data, dtype=np.uint8), 0
    for at in range(0, len(body), BLOCK):
        cells += int(np.count_nonzero(body[at : at + BLOCK] == ord(delimiter[0])))
    return cells


def _each(table: pa.Table, change: object) -> pa.Table:
    return pa.table([change(column) for column in table.columns], names=table.column_names)  # type: ignore[operator]


def _unmarked(column: pa.ChunkedArray, mark: int, quote: int) -> pa.ChunkedArray:
    """The column with its literal quotes: a byte for a byte, so that the offsets stay."""
    return pa.chunked_array([_chunk_unmarked(chunk, mark, quote) for chunk in column.chunks], type=pa.string())


def _chunk_unmarked(chunk: pa.StringArray, mark: int, quote: int) -> pa.StringArray:
    none, offsets, text = chunk.buffers()
    marked = np.frombuffer(text, dtype=np.uint8) == mark if text is not None else np.zeros(0, dtype=bool)
    if not marked.any():
        return chunk
    body = np.frombuffer(text, dtype=np.uint8).copy()
    body[marked] = quote
    return pa.StringArray.from_buffers(len(chunk), offsets, pa.py_buffer(body), none, chunk.null_count, chunk.offset)


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", errors="replace")
