"""A library as one file, and back: the same kind of file for either engine, so that it can also move between them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import sqlalchemy as sa

from worthsaving.library import database_tables, forgetting, library_errors, location, migrations
from worthsaving.library.bulk import BATCH
from worthsaving.library.engine import Store, alone


def copy_out(store: Store, path: Path) -> None:
    """Write the whole library, as it is at one moment, to a new file that only this user may read.

    Raises FileExistsError where there is something by that name. A copy that could not be finished is removed.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        if store.place.path is not None:
            alone(store.engine, "VACUUM INTO ?", str(path))
        else:
            _from_server(store, path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def as_bytes(store: Store) -> bytes:
    """What `copy_out` would write. Raises OSError and the driver's errors as that does."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / location.FILE
        copy_out(store, copy)
        return copy.read_bytes()


def copy_in(store: Store, source: Path | bytes, *, before: Callable[[], None]) -> None:
    """Put what a backup (a file or its bytes) holds in the place of all that is kept, in one transaction.

    The backup is checked, and a copy of it upgraded where it is older, first. Then `before` is called, when nobody else
    can write any more: what it copies is all that is replaced. Raises BadBackup or LibraryNewer, and OSError where the
    backup cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / location.FILE
        if isinstance(source, bytes):
            copy.write_bytes(source)
        else:
            shutil.copyfile(source, copy)
        backup = Store(location.find(str(copy)))
        _check(backup)
        with backup.read() as told, store.write() as target:
            before()
            forgetting.forget_everything(target)
            for table in database_tables.TABLES.sorted_tables:
                if table is not database_tables.version:
                    for part in _of_backup(told, table):
                        target.execute(sa.insert(table), part)
            if store.place.path is None:
                _number_on(target)


def _check(backup: Store) -> None:
    """Raise unless the file is a whole library, of this version or an older one."""
    try:
        with backup.engine.connect() as connection:
            whole = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
            if whole != "ok":
                raise library_errors.BadBackup
            version = migrations.current(connection)
    except (sa.exc.DBAPIError, library_errors.NoVersion) as error:
        raise library_errors.BadBackup from error
    if version > database_tables.VERSION:
        raise library_errors.LibraryNewer(
            "This backup was written by a newer Worth Saving, so the library stays as it is. Update Worth Saving to "
            "restore it."
        )


def _of_backup(told: sa.Connection, table: sa.Table) -> Iterator[list[dict]]:
    """The backup's rows. What is wrong with them is told as the backup's fault: the library itself is whole."""
    try:
        yield from _parts(told, table)
    except sa.exc.DBAPIError as error:
        raise library_errors.BadBackup from error


def _from_server(store: Store, path: Path) -> None:
    target = sa.create_engine(sa.URL.create("sqlite", database=str(path)))
    with store.engine.connect() as plain:
        source = plain.execution_options(isolation_level="REPEATABLE READ", stream_results=True)
        with source.begin():
            version = migrations.current(source)
            shapes = database_tables.TABLES if version == database_tables.VERSION else _reflected(source)
            shapes.create_all(target)
            with target.begin() as into:
                for table in shapes.sorted_tables:
                    for part in _parts(source, table):
                        into.execute(sa.insert(table), part)
    target.dispose()


def _reflected(source: sa.Connection) -> sa.MetaData:
    """The tables as they are on the server, in types that any engine knows."""
    found, plain = sa.MetaData(), sa.MetaData()
    found.reflect(source, only=lambda name, _: name.startswith("kept_"))
    for table in found.sorted_tables:
        columns = [
            sa.Column(c.name, c.type.as_generic(), primary_key=c.primary_key, nullable=c.nullable)
            for c in table.columns
        ]
        sa.Table(table.name, plain, *columns)
    return plain


def _parts(source: sa.Connection, table: sa.Table) -> Iterator[list[dict]]:
    rows = source.execute(sa.select(table)).mappings()
    for part in rows.partitions(BATCH):
        yield [dict(row) for row in part]


def _number_on(target: sa.Connection) -> None:
    """Let the server number new rows on from the highest that came in."""
    for table in (database_tables.imports, database_tables.accounts, database_tables.videos, database_tables.strands):
        highest = sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0) + 1).scalar_subquery()
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        target.execute(sa.select(sa.func.setval(sequence, highest, False)))
