"""Many rows at once: written in batches, looked up in chunks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd
import sqlalchemy as sa

CHUNK = 500  # keys looked up at once: below every engine's limit of parameters
BATCH = 20_000  # rows handed to the driver at once, so that memory stays bounded


def insert(
    connection: sa.Connection,
    table: sa.Table,
    frame: pd.DataFrame,
    names: tuple[str, ...],
    import_id: int | None = None,
) -> None:
    """Write the frame's columns, in batches; numbers become Python's own."""
    more = {} if import_id is None else {"import_id": import_id}
    for start in range(0, len(frame), BATCH):
        part = frame.iloc[start : start + BATCH]
        columns = [part[name].tolist() for name in names]
        batch = [dict(zip(names, row, strict=True), **more) for row in zip(*columns, strict=True)]
        connection.execute(sa.insert(table), batch)


def parts(wanted: Sequence) -> Iterator[list]:
    """The items in lists of at most `CHUNK`, as Python's own values."""
    for start in range(0, len(wanted), CHUNK):
        yield [item.item() if hasattr(item, "item") else item for item in wanted[start : start + CHUNK]]


def chunked(connection: sa.Connection, query: sa.Select, column: sa.ColumnElement, wanted: Sequence) -> Iterator[Any]:
    """The rows of `query` whose `column` is one of `wanted`."""
    for part in parts(wanted):
        yield from connection.execute(query.where(column.in_(part)))


def numbers(
    connection: sa.Connection,
    table: sa.Table,
    frame: pd.DataFrame,
    key: tuple[str, str],
    *,
    by: str,
    more: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
    names: tuple[str, ...] = (),
) -> tuple[pd.Series, int]:
    """The `id` in `table` of each row's `key`, looked up by the column `by`; and how many had to be made.

    New ones are written with the columns `key` and `names`, of which `more` adds those that the frame lacks.
    """
    pairs = list(zip(frame[key[0]], frame[key[1]], strict=True))
    query = sa.select(table.c.id, table.c[key[0]], table.c[key[1]])
    wanted = sorted(set(frame[by]))

    def find() -> dict[tuple, int]:
        return {(row[1], row[2]): row[0] for row in chunked(connection, query, table.c[by], wanted)}

    found = find()
    new = frame[[pair not in found for pair in pairs]].drop_duplicates(list(key))
    if len(new):
        insert(connection, table, new if more is None else more(new), (*key, *names))
        found = find()
    return pd.Series([found[pair] for pair in pairs], index=frame.index, dtype="int64"), len(new)
