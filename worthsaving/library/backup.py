"""Backup and restore: a library as one SQLite file, from either engine and into either."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from worthsaving.library import copying, database_tables, forgetting, library_errors, migrations
from worthsaving.library.checks import file, tables, values
from worthsaving.library.engine import Store

_NUMBERED = (
    *(database_tables.imports, database_tables.accounts, database_tables.videos, database_tables.series),
    *(database_tables.tests, database_tables.marks),
)


def restore(store: Store, source: Path | bytes, *, before: Callable[[], None]) -> None:
    """Replace all that is kept with a backup (a file or its bytes), in one transaction.

    First checks the backup, by the rules of its own version, and where it is older copies it into a database without a
    name and upgrades that: no file is left by a kill. Then calls `before` while nobody else can write: what it copies
    is all that is replaced. Raises BadBackup or LibraryNewer, and OSError where the backup cannot be read.
    """
    with file.opened(source) as backup:
        with _errors_of_backup():
            version = tables.refuse_other_tables(backup)
            values.refuse_other_values(backup, version)
        checked = sa.create_engine("sqlite://", creator=lambda: backup, poolclass=StaticPool)
        with _current(checked, version) as current, current.connect() as rows, store.write() as target:
            before()
            forgetting.forget_everything(target)
            for table in database_tables.TABLES.sorted_tables:
                if table is not database_tables.version:
                    _copy_rows(rows, table, target)
            if store.location.path is None:
                _advance_sequences(target)


@contextmanager
def _current(checked: sa.Engine, version: int) -> Iterator[sa.Engine]:
    """Context manager: the checked backup; of an older one an upgraded copy, which is gone when it is closed."""
    if version == database_tables.VERSION:
        yield checked
        return
    current = tables.empty_database(version)
    try:
        with _errors_of_backup(), checked.connect() as rows, current.begin() as target:
            older = sa.MetaData()
            older.reflect(target)
            for table in older.sorted_tables:
                _copy_rows(rows, table, target)
            migrations.upgrade(target)
        yield current
    finally:
        current.dispose()


def _copy_rows(rows: sa.Connection, table: sa.Table, target: sa.Connection) -> None:
    """Copy all rows of a table; what cannot be read, or not stored because of its values, is the backup's fault."""
    batches = copying.batches(rows, table)
    while True:
        with _errors_of_backup():
            batch = next(batches, None)
        if batch is None:
            return
        try:
            target.execute(sa.insert(table), batch)
        except (sa.exc.IntegrityError, sa.exc.DataError) as error:
            raise library_errors.BadBackup from error


@contextmanager
def _errors_of_backup() -> Iterator[None]:
    """Context manager: an error of SQLite here is the backup's, not the library's."""
    try:
        yield
    except (sqlite3.Error, sa.exc.DBAPIError, UnicodeDecodeError) as error:
        if isinstance(error, sa.exc.DBAPIError) and library_errors.cannot_write(error):
            raise library_errors.LibraryError(
                "There is no room for a copy in this machine's folder for temporary files. Free some space and try again."
            ) from error
        raise library_errors.BadBackup from error


def _advance_sequences(target: sa.Connection) -> None:
    """Let the server number new rows from one above the highest restored id."""
    for table in _NUMBERED:
        highest = sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0) + 1).scalar_subquery()
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        target.execute(sa.select(sa.func.setval(sequence, highest, False)))
