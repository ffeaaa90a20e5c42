"""Tables side by side in one sheet: their rows have nothing to do with each other."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.text.table import TextTable

MOST_COLUMNS = 60  # a wider table is a program's, whose repeated names are parts of one record
_FEWEST = 2  # columns of a table


def side_by_side(table: TextTable) -> list[TextTable]:
    """Return the tables that stand side by side in one, left to right; [] where it is a single table.

    Each begins after an empty column without a name, or where the first name comes again. All share a name with the one
    before, under which the cells differ: equal cells would be the same column twice. Rows that are blank in a table are
    left out of it; a row that ends early is blank in the tables to its right.
    """
    names = [" ".join(name.split()).casefold() for name in table.header]
    if len(names) > MOST_COLUMNS or len(set(names)) == len(names):
        return []
    table = _filled(table)
    empty = [not name and _is_empty(table, at) for at, name in enumerate(names)]
    starts = [
        at for at, name in enumerate(names)
        if not empty[at] and (at == 0 or empty[at - 1] or (name and name == names[0]))
    ]  # fmt: skip
    places = [
        [at for at in range(start, end) if not empty[at]]
        for start, end in zip(starts, [*starts[1:], len(names)], strict=True)
    ]
    if len(places) < 2 or any(len(place) < _FEWEST for place in places):
        return []
    if not all(_unlike(table, names, one, other) for one, other in pairwise(places)):
        return []
    return [_part(table, place) for place in places]


def _filled(table: TextTable) -> TextTable:
    """Return the table with its short records filled up with empty cells."""
    width = len(table.header)
    short = [record for record in table.odd if len(record.cells) < width and not record.cut]
    if not short:
        return table
    cells = zip(*((*record.cells, *[""] * (width - len(record.cells))) for record in short), strict=True)
    more = pa.table({str(at): pa.array(column, pa.string()) for at, column in enumerate(cells)})
    rows = np.concatenate([table.rows, [record.number for record in short]])
    order = np.argsort(rows, kind="stable")
    columns = pa.concat_tables([table.columns.cast(more.schema), more]).take(pa.array(order))
    return replace(table, columns=columns, rows=rows[order], odd=tuple(r for r in table.odd if r not in short))


def _is_empty(table: TextTable, at: int) -> bool:
    return not pc.any(pc.not_equal(pc.utf8_trim_whitespace(table.column(at)), "")).as_py()


def _unlike(table: TextTable, names: list[str], one: list[int], other: list[int]) -> bool:
    """Return whether two groups of columns share a name, with different cells under it."""
    shared = [(at, to) for at in one for to in other if names[at] and names[at] == names[to]]
    return any(not table.column(at).equals(table.column(to)) for at, to in shared)


def _part(table: TextTable, places: list[int]) -> TextTable:
    header = tuple(table.header[at] for at in places)
    columns = table.columns.select(places).rename_columns([str(at) for at in range(len(places))])
    part = replace(table, header=header, columns=columns)
    written = pc.not_equal(pc.utf8_trim_whitespace(columns.column(0)), "")
    for column in columns.columns[1:]:
        written = pc.or_(written, pc.not_equal(pc.utf8_trim_whitespace(column), ""))
    return part.take(written.to_numpy())
