"""Cells that still wear the quotes of JSON: a program wrote each text as JSON before it wrote the CSV."""

import json
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.text.table import TextTable


def unwrapped(table: TextTable) -> TextTable:
    """Return the table without the outer quotes of each column in which every cell with text has them, or is null.

    A column of one such cell is left as it is, for that may be a title in quotes, unless the table has another such
    column.
    """
    columns = table.columns
    quoted = [_quoted(column) for column in columns.columns]
    fewest = 1 if sum(count > 0 for count in quoted) > 1 else 2
    for at, column in enumerate(columns.columns):
        if quoted[at] >= fewest:
            plain = pa.chunked_array([pa.array([_plain(cell) for cell in column.to_pylist()], pa.string())])
            columns = columns.set_column(at, columns.field(at), plain)
    return table if columns is table.columns else replace(table, columns=columns)


def _quoted(column: pa.ChunkedArray) -> int:
    """Return how many cells begin and end with a quote, 0 where another one has text; the first cells mostly decide."""
    count = 0
    if any(cell.strip() not in ("", "null") and cell.strip()[0] != '"' for cell in column.slice(0, 5).to_pylist()):
        return 0
    for cells in (column.slice(0, 100), column):
        text = pc.utf8_trim_whitespace(cells)
        given = cells.filter(pc.and_(pc.not_equal(text, ""), pc.not_equal(text, "null")))
        count = len(given)
        if not count or not pc.all(pc.match_substring_regex(given, r'(?s)^\s*".*"\s*$')).as_py():
            return 0
    return count


def _plain(cell: str) -> str:
    if cell.strip() in ("", "null"):
        return ""
    try:
        text = json.loads(cell)
    except ValueError:
        text = cell.strip()[1:-1]
    return text if isinstance(text, str) else cell
