"""Delimited text -> columns, fast: Arrow's reader, used only where it provably gives what is written.

Arrow accepts quotes in the wrong place in silence, so the quotes are checked first, all at once: an opening quote
stands after a delimiter or line end, a closing one before. Records of another width than the header are handed back
with their number and text instead of being dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from pyarrow import csv

from worthsaving.reading.records import Record

BLOCK = 8 << 20  # splits a long file without making the peak grow with it
_QUOTE, _LF, _CR = 34, 10, 13


@dataclass(frozen=True)
class Columns:
    """`table`: text columns named "0", "1", ...; `odd`: (number, text) of records with another number of cells.

    Numbers count records from 1, blank lines included; `size` is the highest.
    """

    table: pa.Table
    odd: list[Record] = field(default_factory=list)


def well_quoted(data: bytes, delimiter: str) -> bool:
    """Whether every quote in `data` stands where CSV allows one, and no line ends in a lone carriage return."""
    body = np.frombuffer(data, dtype=np.uint8)
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return False
    at = np.flatnonzero(body == _QUOTE)
    if len(at) == 0:
        return True
    if len(at) % 2:
        return False
    border = np.zeros(256, dtype=bool)
    border[[ord(delimiter), _LF, _CR]] = True
    opening, closing = at[0::2], at[1::2]
    before = border[body[opening - 1]] | (opening == 0)
    before[1:] |= opening[1:] == closing[:-1] + 1  # a doubled quote: it closed and opens again
    after = border[body[np.minimum(closing + 1, len(body) - 1)]] | (closing == len(body) - 1)
    after[:-1] |= closing[:-1] + 1 == opening[1:]
    return bool(before.all() and after.all())


def read_columns(data: bytes, delimiter: str, width: int) -> Columns | None:
    """The columns of `data` (UTF-8, records only, no header), or None where the careful reader must take over."""
    if not well_quoted(data, delimiter):
        return None
    names = [str(position) for position in range(width)]
    if not data.strip(b"\r\n"):
        return Columns(pa.table({name: pa.array([], pa.string()) for name in names}))
    odd: list[Record] = []

    def hand_back(row: csv.InvalidRow) -> str:
        odd.append(Record(row.number, (), row.text))
        return "skip"

    try:
        table = csv.read_csv(
            pa.py_buffer(data),
            read_options=csv.ReadOptions(use_threads=False, column_names=names, block_size=BLOCK),
            parse_options=csv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=hand_back,
            ),
            convert_options=csv.ConvertOptions(
                column_types={name: pa.string() for name in names}, strings_can_be_null=False, null_values=[]
            ),
        )
    except pa.ArrowInvalid:  # a record longer than a block: rare, and the careful reader has no such limit
        return None
    return Columns(table, odd)
