"""Rows that end before the header does: read where every one of them lacks the same last cells, and no count is among those."""

from dataclasses import replace

import numpy as np
import pyarrow as pa

from worthsaving.reading.formats.formats import Match
from worthsaving.reading.tables.count_columns import COUNTED
from worthsaving.reading.text.records import Record
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.counts import read_counts


def with_short_rows(table: TextTable, match: Match) -> TextTable:
    """Return the table with its short rows filled up with empty cells, or as it is where that is not sure.

    All short rows must have the same number of cells, their counts must be counts, and the columns that they lack must
    be none that is read as a count. A single one at the end may be where the file was cut off.
    """
    width = len(table.header)
    short = [record for record in table.odd if len(record.cells) < width and not (record.cut or record.why)]
    counts = [at for column, at in match.columns.items() if column in COUNTED]
    sizes = {len(record.cells) for record in short}
    if len(sizes) != 1 or not counts or max(counts) >= max(sizes) or _last_only(short, table):
        return table
    cells = list(zip(*(record.cells for record in short), strict=True))
    if any(read_counts(pa.chunked_array([pa.array(cells[at], pa.string())])).bad.any() for at in counts):
        return table
    filled = [*cells, *[("",) * len(short)] * (width - len(cells))]
    more = pa.table({str(at): pa.array(column, pa.string()) for at, column in enumerate(filled)})
    rows = np.concatenate([table.rows, [record.number for record in short]])
    order = np.argsort(rows, kind="stable")
    columns = pa.concat_tables([table.columns.cast(more.schema), more]).take(pa.array(order))
    odd = tuple(record for record in table.odd if record not in short)
    return replace(table, columns=columns, rows=rows[order], odd=odd)


def _last_only(short: list[Record], table: TextTable) -> bool:
    return len(short) == 1 and len(table.rows) > 0 and short[0].number > int(table.rows[-1])
