"""Fast parser: delimited text -> columns, by Arrow's reader on text whose quotes were corrected (see `quotes`).

Records of the wrong width come back with their number and text instead of being dropped.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from worthsaving.errors import UnreadableFile
from worthsaving.reading.text.quotes import Quotes, Segment
from worthsaving.reading.text.records import Record

LONGEST_RECORD = 64 << 20
MOST_ODD = 100_000  # more rows of the wrong width are another problem than a few broken rows
MOST_CELLS = 120_000_000  # an offset of four bytes each
_LONG = "One row of this file is over {size:,} MB long, which no export has. Export it again, as CSV or XLSX."
_ODD = (
    "More than {most:,} rows of this file do not have {width:,} cells as its other rows do, so it is not clear which "
    "number is what. Export it again as CSV or XLSX."
)
_VAST = "This file has more than {most:,} cells, too many for an export. Export a shorter period."


@dataclass(frozen=True)
class Columns:
    """`table`: text columns named "0", "1", ...; `rows`: each record's number; `odd`: the records of the wrong width.

    Numbers count records from 1, blank lines included. `cut` is the text of a last record that the end of the
    file cuts off. `many_lines`: some cell spans several lines.
    """

    table: pa.Table
    rows: np.ndarray
    odd: list[Record] = field(default_factory=list)
    cut: str = ""
    many_lines: bool = False


def read_columns(
    data: bytes, start: int, delimiter: str, width: int, *, quote: str = '"', by_line: bool = False
) -> Columns:
    """Return the columns of `data` from `start` (UTF-8, no header). Raises UnreadableFile if too large or broken."""
    names = [str(position) for position in range(width)]
    quotes = Quotes(data, start, delimiter, quote)
    tables, rows, odd = [pa.table({name: pa.array([], pa.string()) for name in names})], [np.zeros(0, np.int64)], []
    cells = lines = 0
    many_lines = False
    for segment, table, unlike in _on_all_cores(_Parser(delimiter, names, quote), quotes.segments(by_line=by_line)):
        at = np.array([record.number - 1 for record in unlike], dtype=np.int64)
        numbers = lines + segment.numbers
        odd += [Record(int(numbers[place]), (), record.text) for place, record in zip(at, unlike, strict=True)]
        tables.append(table)
        rows.append(np.delete(numbers, at) if len(at) else numbers)
        lines, cells = lines + segment.lines, cells + width * len(table)
        many_lines = many_lines or segment.many_lines
        if cells > MOST_CELLS:
            raise UnreadableFile(_VAST.format(most=MOST_CELLS))
        if len(odd) > MOST_ODD:
            raise UnreadableFile(_ODD.format(most=MOST_ODD, width=width))
    cut = quotes.cut.decode("utf-8", errors="replace")
    return Columns(pa.concat_tables(tables), np.concatenate(rows), odd, cut, many_lines)


_Parsed = tuple[Segment, pa.Table, list[Record]]


def _on_all_cores(parse: _Parser, segments: Iterator[Segment]) -> Iterator[_Parsed]:
    """Yield each segment parsed, in order. Arrow releases the interpreter, so the next ones are prepared meanwhile."""
    first = list(islice(segments, 2))
    if len(first) < 2:
        yield from map(parse, first)
        return
    workers = os.cpu_count() or 1
    pool = ThreadPoolExecutor(workers)
    waiting: deque[Future[_Parsed]] = deque()
    try:
        for segment in chain(first, segments):
            waiting.append(pool.submit(parse, segment))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


class _Parser:
    """Parses a segment into a table of text and the records of the wrong width, numbered from 1 in the segment."""

    def __init__(self, delimiter: str, names: list[str], quote: str) -> None:
        self.delimiter, self.names, self.quote = delimiter, names, quote

    def __call__(self, segment: Segment) -> _Parsed:
        """Parse one segment, on one core: only then Arrow tells which record has the wrong width."""
        data = segment.data
        if not len(data):
            return segment, pa.table({name: pa.array([], pa.string()) for name in self.names}), []
        odd: list[Record] = []

        def hand_back(row: csv.InvalidRow) -> str:
            odd.append(Record(row.number, (), row.text))
            return "skip" if len(odd) <= MOST_ODD else "error"

        try:
            table = self._read(segment, data, hand_back)
        except pa.ArrowInvalid as error:
            if len(odd) > MOST_ODD:
                raise UnreadableFile(_ODD.format(most=MOST_ODD, width=len(self.names))) from error
            raise UnreadableFile(_LONG.format(size=LONGEST_RECORD >> 20)) from error
        if len(self.delimiter) > 1:
            table = _each(table, lambda column: pc.replace_substring_regex(column, "^ ", ""))
        if segment.mark:
            table = _each(table, lambda column: _unmarked(column, segment.mark, ord(self.quote)))
            odd = [Record(record.number, (), record.text.replace(chr(segment.mark), self.quote)) for record in odd]
        return segment, table, odd

    def _read(self, segment: Segment, data: bytes | memoryview, handler: Callable[[csv.InvalidRow], str]) -> pa.Table:
        block = min(len(data) + 1, LONGEST_RECORD)
        return csv.read_csv(
            pa.py_buffer(data),
            read_options=csv.ReadOptions(use_threads=False, column_names=self.names, block_size=block),
            parse_options=csv.ParseOptions(
                delimiter=self.delimiter[0],
                quote_char=self.quote,
                newlines_in_values=segment.many_lines,
                invalid_row_handler=handler,
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(self.names, pa.string()), strings_can_be_null=False, null_values=[]
            ),
        )


def _each(table: pa.Table, change: Callable[[pa.ChunkedArray], pa.ChunkedArray]) -> pa.Table:
    return pa.table([change(column) for column in table.columns], names=table.column_names)


def _unmarked(column: pa.ChunkedArray, mark: int, quote: int) -> pa.ChunkedArray:
    """Put the literal quotes back into a column: a byte for a byte, so that the offsets stay."""
    return pa.chunked_array([_chunk_unmarked(chunk, mark, quote) for chunk in column.chunks], type=pa.string())


def _chunk_unmarked(chunk: pa.StringArray, mark: int, quote: int) -> pa.StringArray:
    none, offsets, text = chunk.buffers()
    marked = np.frombuffer(text, dtype=np.uint8) == mark if text is not None else np.zeros(0, dtype=bool)
    if not marked.any():
        return chunk
    body = np.frombuffer(text, dtype=np.uint8).copy()
    body[marked] = quote
    return pa.StringArray.from_buffers(len(chunk), offsets, pa.py_buffer(body), none, chunk.null_count, chunk.offset)
