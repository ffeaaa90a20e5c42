"""The tables that a backup of each version must have."""

import sqlite3

import pytest
import sqlalchemy as sa

from tests.library import version_1, version_2, version_3, version_4
from worthsaving.data import load
from worthsaving.library import Library, database_tables
from worthsaving.library.checks import tables

QUERY = "SELECT type, name, tbl_name, sql FROM sqlite_master"


def objects(rows) -> set[tuple[str, ...]]:
    return {(*row[:3], tables.plain_sql(row[3])) for row in rows}


@pytest.mark.parametrize("version", range(1, database_tables.VERSION + 1))
def test_the_written_out_tables_are_those_of_their_version(version):
    """What the program makes today, and what it made then."""
    made = version_1.tables() if version == 1 else database_tables.TABLES
    engine = sa.create_engine("sqlite://")
    later = {2: version_2.LATER, 3: version_3.LATER, 4: version_4.LATER}.get(version, set())
    made.create_all(engine, [table for table in made.sorted_tables if table.name not in later])
    written = sqlite3.connect(":memory:")
    written.executescript(load.text(f"library_{version}.sql"))
    with engine.connect() as connection:
        assert objects(written.execute(QUERY)) == objects(connection.exec_driver_sql(QUERY))
    written.close()
    engine.dispose()


def test_every_version_has_its_tables_written_out():
    for version in range(1, database_tables.VERSION + 1):
        assert tables.known_objects(version)


def test_an_upgraded_library_backs_up_and_restores(on_disk, tmp_path):
    """Its tables have the text of an upgrade, which differs from that of new ones."""
    version_1.put_at(on_disk)
    library = Library.open(on_disk)
    before = library.dump()
    library.backup(tmp_path / "backup.sqlite")
    for backup in (tmp_path / "backup.sqlite", library.backup_bytes()):
        library.forget_everything()
        library.restore(backup)
        assert library.dump() == before


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ('CREATE TABLE "a" (\n\tb INT\n)', "CREATE TABLE a (b INT)", True),
        ("CREATE TABLE a (b INT)", "CREATE TABLE a (b  INT )", True),
        ("CREATE TABLE a (b INT)", 'CREATE TABLE a ("b INT")', False),
        ("CREATE TABLE a (b INT NOT NULL)", "CREATE TABLE a (b INTNOT NULL)", False),
        ("CREATE TABLE a (b INT)", "CREATE TABLE a (b INT /* c */)", False),
        ("CREATE TABLE a (b INT)", "CREATE TABLE A (b INT)", False),
        ("", None, True),
    ],
)
def test_only_spaces_and_needless_quotes_make_no_difference(one, other, same):
    assert (tables.plain_sql(one) == tables.plain_sql(other)) == same
