"""A whole library copied to one new SQLite file, from either engine."""

import glob
import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from worthsaving.library import database_tables
from worthsaving.library.bulk import BATCH_SIZE
from worthsaving.library.connections import run_outside_transaction
from worthsaving.library.location import Location

PARTIAL = ".partial"
"""The end of a copy's name until it is whole; SQLite adds `-journal` for a file of its own."""
LEFT_S = 3600
"""After so many seconds without a change nobody is writing a copy any more."""


def copy_next_to(location: Location, engine: sa.Engine, purpose: str) -> Path:
    """Copy the library to a new file next to it (server: in the default folder); return its path.

    The caller holds the library's write lock. A process that is killed leaves at most a file that ends in `PARTIAL`,
    which the next copy deletes. Raises OSError and the driver's errors.
    """
    for left in location.copies():
        if PARTIAL in left.name:  # SQLite's own file next to it, too
            left.unlink(missing_ok=True)
    path = location.new_copy_path(purpose)
    copy_to_file(engine, path)
    return path


def copy_to_file(engine: sa.Engine, path: Path) -> None:
    """Write the whole library, as of one moment, to a new file (mode 0600) or none. Raises FileExistsError.

    It is written under another name next to `path` and renamed when it is whole and on the disk. What a kill leaves ends
    in `PARTIAL`, and the next copy to that path deletes it when it is older than `LEFT_S`.
    """
    if os.path.lexists(path):
        raise FileExistsError(path)
    _delete_left(path)
    partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}{PARTIAL}")
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        if engine.dialect.name == "sqlite":
            run_outside_transaction(engine, "VACUUM INTO ?", str(partial))
        else:
            with closing(sqlite3.connect(partial, check_same_thread=False)) as target:
                target.execute("PRAGMA journal_mode=OFF")  # it is thrown away whole where anything fails
                copy_into(engine, target)
        _sync(partial)
        rename_to_new(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def copy_into(engine: sa.Engine, target: sqlite3.Connection) -> None:
    """Copy the whole library, as of one moment, into an empty SQLite database."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as plain:
            options = plain.execution_options(no_transaction=True)
            driver = options.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the engine's own driver
            try:
                driver.backup(target)
                target.execute("VACUUM")  # leaves out deleted rows, and the sign that a log belongs to it
            except sqlite3.Error as error:
                raise sa.exc.OperationalError("backup", {}, error) from error
        return
    _copy_server(engine, sa.create_engine("sqlite://", creator=lambda: target, poolclass=StaticPool))


def batches(source: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    """Read all rows of a table, in lists of at most `BATCH_SIZE` dicts."""
    rows = source.execute(sa.select(table)).mappings()
    for part in rows.partitions(BATCH_SIZE):
        yield [dict(row) for row in part]


def rename_to_new(new: Path, path: Path) -> None:
    """Rename `new` to `path`. Raises FileExistsError where that is taken by now."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        new.rename(path)
    else:
        new.unlink()


def _copy_server(engine: sa.Engine, target: sa.Engine) -> None:
    with engine.connect() as plain:
        source = plain.execution_options(isolation_level="REPEATABLE READ", stream_results=True)
        with source.begin():
            database_tables.TABLES.create_all(target)
            with target.begin() as into:
                for table in database_tables.TABLES.sorted_tables:
                    for batch in batches(source, table):
                        into.execute(sa.insert(table), batch)


def _delete_left(path: Path) -> None:
    """Delete what kills left of earlier copies to this path."""
    for left in path.parent.glob(f"{glob.escape(path.name)}.*{PARTIAL}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_S:
                left.unlink()


def _sync(path: Path) -> None:
    """Wait until the file is on the disk: an upgrade or a restore may follow at once, and the power may fail."""
    opened = os.open(path, os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
