"""Cells that still wear the quotes of JSON: a program wrote each text as JSON before it wrote the CSV."""

import json
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.text.table import TextTable


def unwrapped(table: TextTable) -> TextTable:
    """Return the table without the outer quotes of each column in which every cell with text has them.

    A column of one such cell is left as it is: that may be a title in quotes.
    """
    columns = table.columns
    for at, column in enumerate(columns.columns):
        if _is_quoted(column):
            plain = pa.chunked_array([pa.array([_plain(cell) for cell in column.to_pylist()], pa.string())])
            columns = columns.set_column(at, columns.field(at), plain)
    return table if columns is table.columns else replace(table, columns=columns)


def _is_quoted(column: pa.ChunkedArray) -> bool:
    """Return whether all cells with text begin and end with a quote; the first cells decide for nearly every column."""
    for cells in (column.slice(0, 100), column):
        given = cells.filter(pc.not_equal(pc.utf8_trim_whitespace(cells), ""))
        if len(given) < 2 or not pc.all(pc.match_substring_regex(given, r'(?s)^\s*".*"\s*$')).as_py():
            return False
    return True


def _plain(cell: str) -> str:
    try:
        text = json.loads(cell)
    except ValueError:
        text = cell.strip()[1:-1]
    return text if isinstance(text, str) else cell
