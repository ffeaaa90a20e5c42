"""A second header row inside a table: two exports put into one file, the second with its columns in another order."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.formats.headers import key
from worthsaving.reading.tables.rows import Rejection, Remarks
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import flags

_OTHER = (
    "a second header row stands above it, with other columns than the first, so it is not clear which number is what"
)


def under_own_headers(table: TextTable) -> tuple[TextTable, Remarks]:
    """Return the table with each row's cells under the columns that the header row above it names, and remarks.

    Header rows inside the table are set aside. Under one that names other columns than the first, every row is.
    """
    keys = [key(name) for name in table.header]
    places = _headers(table, keys)
    if not places:
        return table, Remarks()
    size, width = len(table.rows), len(keys)
    is_header, lost = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    is_header[places] = True
    parts = [table.columns.slice(0, places[0])]
    for at, end in zip(places, [*places[1:], size], strict=True):
        part, names = table.columns.slice(at, end - at), _keys(table, at)
        if sorted(names) == sorted(keys) and len(set(keys)) == width:
            part = pa.table([part.column(names.index(name)) for name in keys], names=part.column_names)
        elif names != keys:
            lost[at:end] = True
        parts.append(part)
    return replace(table, columns=pa.concat_tables(parts)), Remarks(
        rejected=(Rejection(is_header, "it repeats the header row"), Rejection(lost, _OTHER))
    )


def _headers(table: TextTable, keys: list[str]) -> list[int]:
    """Return the places of the rows that hold at least two names of the header, and half of them."""
    names = pa.array([*dict.fromkeys(name for name in table.header if name.strip())], pa.string())
    if len(names) < 2 or not len(table.rows):
        return []
    found = np.zeros(len(table.rows), dtype=bool)
    for place in (0, 1):
        found |= flags(pc.is_in(table.column(place), value_set=names))
    known = set(keys) - {""}
    shared = {at: len(known & set(_keys(table, at))) for at in np.flatnonzero(found).tolist()}
    return [at for at, count in shared.items() if count >= 2 and count * 2 >= len(known)]


def _keys(table: TextTable, at: int) -> list[str]:
    return [key(column[int(at)].as_py()) for column in table.columns.columns]
