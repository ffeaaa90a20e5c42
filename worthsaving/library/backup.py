"""Backup and restore: a library as one SQLite file, from either engine and into either."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from worthsaving.library import copying, database_tables, forgetting, library_errors, location, migrations
from worthsaving.library.engine import Store


def to_bytes(store: Store) -> bytes:
    """Return the bytes of a backup. Raises OSError and the driver's errors as `copying.copy_to_file` does."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / location.FILE
        copying.copy_to_file(store.engine, copy)
        return copy.read_bytes()


def restore(store: Store, source: Path | bytes, *, before: Callable[[], None]) -> None:
    """Replace all that is kept with a backup (a file or its bytes), in one transaction.

    First checks the backup and, where it is older, upgrades a copy of it. Then calls `before` while nobody else can
    write: what it copies is all that is replaced. Raises BadBackup or LibraryNewer, and OSError where the backup
    cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / location.FILE
        if isinstance(source, bytes):
            copy.write_bytes(source)
        else:
            shutil.copyfile(source, copy)
        backup = Store(location.parse_address(str(copy)), is_copy=True)
        _check(backup)
        _upgrade(backup)
        with backup.read() as rows, store.write() as target:
            before()
            forgetting.forget_everything(target)
            for table in database_tables.TABLES.sorted_tables:
                if table is not database_tables.version:
                    for batch in _batches_of_backup(rows, table):
                        target.execute(sa.insert(table), batch)
            if store.location.path is None:
                _advance_sequences(target)


def _check(backup: Store) -> None:
    """Raise unless the file is an intact library, of this version or an older one."""
    try:
        with backup.engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
            if found != "ok":
                raise library_errors.BadBackup
            version = migrations.current_version(connection)
    except (sa.exc.DBAPIError, library_errors.NoVersion) as error:
        raise library_errors.BadBackup from error
    if version > database_tables.VERSION:
        raise library_errors.LibraryNewer(
            "This backup was written by a newer Worth Saving, so the library stays as it is. Update Worth Saving to "
            "restore it."
        )


def _upgrade(backup: Store) -> None:
    """Upgrade the copy of an older backup. Raises BadBackup where tables or rows are not those of its version."""
    try:
        with backup.read():
            pass  # the first look upgrades
    except (library_errors.LibraryFull, library_errors.LibraryReadOnly):
        raise  # this machine's folder for temporary files
    except library_errors.LibraryError as error:
        raise library_errors.BadBackup from error


def _batches_of_backup(rows: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    """Read the backup's rows; an error here is the backup's, not the library's."""
    try:
        yield from copying.batches(rows, table)
    except sa.exc.DBAPIError as error:
        raise library_errors.BadBackup from error


def _advance_sequences(target: sa.Connection) -> None:
    """Let the server number new rows from one above the highest restored id."""
    for table in (database_tables.imports, database_tables.accounts, database_tables.videos, database_tables.series):
        highest = sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0) + 1).scalar_subquery()
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        target.execute(sa.select(sa.func.setval(sequence, highest, False)))
