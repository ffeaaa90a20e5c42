"""A whole library copied to one new SQLite file, from either engine."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from worthsaving.library import database_tables
from worthsaving.library.bulk import BATCH_SIZE
from worthsaving.library.connections import run_outside_transaction
from worthsaving.library.location import Location

PARTIAL = ".partial"
"""The end of a copy's name until it is whole."""


def copy_next_to(location: Location, engine: sa.Engine, purpose: str) -> Path:
    """Copy the library to a new file next to it (server: in the default folder); return its path.

    The caller holds the library's write lock. A process that is killed leaves at most a file that ends in `PARTIAL`,
    which the next copy deletes. Raises OSError and the driver's errors.
    """
    for left in location.copies():
        if left.name.endswith(PARTIAL):
            left.unlink(missing_ok=True)
    path = location.new_copy_path(purpose)
    partial = path.with_name(path.name + PARTIAL)
    copy_to_file(engine, partial)
    partial.rename(path)
    return path


def copy_to_file(engine: sa.Engine, path: Path) -> None:
    """Write the whole library, as of one moment, to a new file (mode 0600) or none. Raises FileExistsError."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        if engine.dialect.name == "sqlite":
            run_outside_transaction(engine, "VACUUM INTO ?", str(path))
        else:
            _copy_server(engine, path)
        _sync(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def batches(source: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    """Read all rows of a table, in lists of at most `BATCH_SIZE` dicts."""
    rows = source.execute(sa.select(table)).mappings()
    for part in rows.partitions(BATCH_SIZE):
        yield [dict(row) for row in part]


def _copy_server(engine: sa.Engine, path: Path) -> None:
    target = sa.create_engine(sa.URL.create("sqlite", database=str(path)))
    with engine.connect() as plain:
        source = plain.execution_options(isolation_level="REPEATABLE READ", stream_results=True)
        with source.begin():
            database_tables.TABLES.create_all(target)
            with target.begin() as into:
                for table in database_tables.TABLES.sorted_tables:
                    for batch in batches(source, table):
                        into.execute(sa.insert(table), batch)
    target.dispose()


def _sync(path: Path) -> None:
    """Wait until the file is on the disk: an upgrade or a restore may follow at once, and the power may fail."""
    opened = os.open(path, os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
