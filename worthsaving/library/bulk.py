"""Bulk inserts and look-ups: rows written in batches, keys looked up in chunks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pandas as pd
import sqlalchemy as sa

CHUNK_SIZE = 500  # keys looked up in one statement: below every engine's limit of parameters
BATCH_SIZE = 20_000  # rows passed to the driver at once, so that memory stays bounded


def insert(
    connection: sa.Connection,
    table: sa.TableClause,
    frame: pd.DataFrame,
    names: tuple[str, ...],
    import_id: int | None = None,
) -> None:
    """Insert the frame's columns `names`, in batches, with `import_id` in each row where it is given."""
    more = {} if import_id is None else {"import_id": import_id}
    for start in range(0, len(frame), BATCH_SIZE):
        part = frame.iloc[start : start + BATCH_SIZE]
        columns = [part[name].tolist() for name in names]  # the drivers take Python's numbers only
        batch = [dict(zip(names, row, strict=True), **more) for row in zip(*columns, strict=True)]
        connection.execute(sa.insert(table), batch)


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Cut the values into lists of at most `CHUNK_SIZE`, as Python's own types."""
    items = list(values)
    for start in range(0, len(items), CHUNK_SIZE):
        yield [item.item() if hasattr(item, "item") else item for item in items[start : start + CHUNK_SIZE]]


def rows_where_in(
    connection: sa.Connection,
    query: sa.Select[Any],
    column: sa.ColumnElement[Any] | sa.Column[Any],
    values: Sequence[Any],
) -> Iterator[Any]:
    """Yield the rows of `query` whose `column` is one of `values`, however many those are."""
    for chunk in chunks(values):
        yield from connection.execute(query.where(column.in_(chunk)))


def find_or_create_ids(
    connection: sa.Connection,
    table: sa.Table,
    frame: pd.DataFrame,
    key: tuple[str, str],
    *,
    by: str,
    complete: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
    names: tuple[str, ...] = (),
) -> tuple[pd.Series, int]:
    """Return the `id` in `table` of each row's `key` (int64, the frame's index), and how many rows were inserted.

    Looks the keys up by the column `by`. Inserts the missing ones with the columns `key` and `names`; `complete` adds
    those of `names` that the frame lacks.
    """
    pairs = list(zip(frame[key[0]], frame[key[1]], strict=True))
    query = sa.select(table.c.id, table.c[key[0]], table.c[key[1]])
    values = sorted(set(frame[by]))

    def find() -> dict[tuple[Any, Any], int]:
        return {(row[1], row[2]): row[0] for row in rows_where_in(connection, query, table.c[by], values)}

    found = find()
    new = frame[[pair not in found for pair in pairs]].drop_duplicates(list(key))
    if len(new):
        insert(connection, table, new if complete is None else complete(new), (*key, *names))
        found = find()
    return pd.Series([found[pair] for pair in pairs], index=frame.index, dtype="int64"), len(new)
