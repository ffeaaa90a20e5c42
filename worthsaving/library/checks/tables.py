"""The tables of a backup: exactly those that its version of the program writes, and nothing else."""

import re
import sqlite3
from contextlib import closing
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from worthsaving.data import load
from worthsaving.library import database_tables, library_errors, migrations
from worthsaving.library.library_errors import BadBackup

Name = tuple[str, str, str]  # "table" or "index", its name, the table it belongs to
VERSION_TABLE: Name = ("table", "kept_version", "kept_version")
MOST_OBJECTS = 100
"""How many tables and indexes are looked at; a library has about 20."""


class ColumnRule(NamedTuple):
    """A column as its table declares it."""

    table: str
    name: str
    type: str
    required: bool


def refuse_other_tables(backup: sqlite3.Connection) -> int:
    """Return the backup's version. Raises BadBackup unless it holds exactly that version's tables, LibraryNewer for a newer one.

    Only the list of tables is read, and the version once its table is known to be one: no view is opened, no
    expression of the file is run.
    """
    query = "SELECT type, name, tbl_name, sql FROM sqlite_master LIMIT ?"
    found = {row[:3]: plain_sql(row[3]) for row in backup.execute(query, (MOST_OBJECTS,))}
    if found.get(VERSION_TABLE) not in known_objects(1)[VERSION_TABLE]:
        raise BadBackup.because("its tables are not a library's")
    version = _version(backup)
    known = known_objects(version)
    more = sorted(name for _, name, _ in found.keys() - known.keys())
    if more:
        raise BadBackup.because("it holds something that a library does not hold")
    if known.keys() - found.keys():
        raise BadBackup.because("some of its tables are missing")
    if any(text not in known[name] for name, text in found.items()):
        raise BadBackup.because("its tables are not a library's")
    return version


def empty_database(version: int) -> sa.Engine:
    """Make an empty library of a version, in a database that SQLite deletes as soon as it is closed, or killed."""
    database = sqlite3.connect("", check_same_thread=False)
    database.executescript(load.text(f"library_{version}.sql"))
    return sa.create_engine("sqlite://", creator=lambda: database, poolclass=StaticPool)


@cache
def columns(version: int) -> tuple[ColumnRule, ...]:
    """Return the columns of all tables of a version."""
    with closing(_written_out(version)) as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return tuple(
            ColumnRule(table, name, declared, bool(required or key))
            for table in tables
            if table.startswith("kept_")
            for _, name, declared, required, _, key in database.execute(f'PRAGMA table_info("{table}")')
        )


@cache
def known_objects(version: int) -> dict[Name, frozenset[str]]:
    """Return all tables and indexes of a version, each with the texts by which this program made or upgraded it."""
    known: dict[Name, set[str]] = {}
    for first in range(1, version + 1):
        database = empty_database(first)
        with database.begin() as connection:
            for step in range(first, version):
                migrations.STEPS[step](connection)
            objects = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master").all()
        database.dispose()
        for kind, name, table, text in objects:
            known.setdefault((kind, name, table), set()).add(plain_sql(text))
    return {name: frozenset(texts) for name, texts in known.items()}


def plain_sql(text: object) -> str:
    """Return a statement with single spaces and without needless quotes; "" where there is none."""
    if not isinstance(text, str):
        return ""
    bare = re.sub(r'"(\w+)"', r"\1", re.sub(r"\s+", " ", text.strip()))
    return re.sub(r" ?([(),]) ?", r"\1", bare)


def _written_out(version: int) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.executescript(load.text(f"library_{version}.sql"))
    return database


def _version(backup: sqlite3.Connection) -> int:
    found = backup.execute("SELECT version FROM kept_version LIMIT 2").fetchall()
    if len(found) != 1 or type(found[0][0]) is not int or found[0][0] < 1:
        raise BadBackup.because("it does not say which version of a library it is")
    version: int = found[0][0]
    if version > database_tables.VERSION:
        raise library_errors.LibraryNewer(
            "This backup was written by a newer Worth Saving, so the library stays as it is. Update Worth Saving to "
            "restore it."
        )
    return version
