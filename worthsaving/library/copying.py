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
MOST_IN_MEMORY = 256 * 2**20
"""A library of at most so many bytes is copied in memory, into a file that has no name before it is whole."""

_OPEN_FILES = "/proc/self/fd"


def copy_next_to(location: Location, engine: sa.Engine, purpose: str) -> Path:
    """Copy the library to a new file next to it (server: in the default folder); return its path.

    The caller holds the library's write lock. What a kill leaves (see `copy_to_file`) the next copy deletes. Raises OSError and the driver's errors.
    """
    for left in location.copies():
        if PARTIAL in left.name:  # SQLite's own file next to it, too
            left.unlink(missing_ok=True)
    path = location.new_copy_path(purpose)
    copy_to_file(engine, path)
    return path


def copy_to_file(engine: sa.Engine, path: Path) -> None:
    """Write the whole library, as of one moment, to a new file (mode 0600) or none. Raises FileExistsError.

    It gets its name when it is whole and on the disk. Where the system has files without a name (Linux), a kill leaves
    nothing of it; elsewhere, and of a library above `MOST_IN_MEMORY`, a file next to `path` that ends in `PARTIAL`,
    which the next copy to that path deletes when it is older than `LEFT_S`.
    """
    if os.path.lexists(path):
        raise FileExistsError(path)
    _delete_left(path)
    unnamed = _open_unnamed(path.parent) if _size(engine) <= MOST_IN_MEMORY else None
    if unnamed is None:
        _copy_by_name(engine, path)
        return
    with os.fdopen(unnamed, "wb") as file:
        file.write(to_bytes(engine))
        file.flush()
        os.fsync(unnamed)
        _give_name(unnamed, path)


def to_bytes(engine: sa.Engine) -> bytes:
    """Return the bytes of a copy of the whole library, as of one moment. They are made in memory; no file is left."""
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as memory:
        copy_into(engine, memory)
        return memory.serialize()


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


def _size(engine: sa.Engine) -> int:
    """Return about how many bytes a copy will have."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            return int(
                connection.exec_driver_sql("PRAGMA page_count").scalar_one()
                * connection.exec_driver_sql("PRAGMA page_size").scalar_one()
            )
        tables = (sa.func.pg_total_relation_size(table.name) for table in database_tables.TABLES.sorted_tables)
        return sum(connection.execute(sa.select(*tables)).one())


def _open_unnamed(folder: Path) -> int | None:
    """Open a new file without a name; None where the system or this disk has none (or the folder takes no file)."""
    unnamed = getattr(os, "O_TMPFILE", None)
    if unnamed is None or not os.path.exists(_OPEN_FILES):
        return None
    try:
        return os.open(folder, unnamed | os.O_RDWR, 0o600)
    except OSError:
        return None


def _give_name(unnamed: int, path: Path) -> None:
    """Name an open file that has none. Raises FileExistsError where the name is taken by now."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        # Only with a folder given does Python call `linkat`, which can follow this link to the file
        os.link(f"{_OPEN_FILES}/{unnamed}", path.name, dst_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


def _copy_by_name(engine: sa.Engine, path: Path) -> None:
    """Copy the library to a file under another name, renamed when it is whole."""
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
