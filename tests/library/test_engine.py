"""Where a library lies, who may read it, when it is made, and which versions it opens."""

import os
import sqlite3
import stat
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.library import made
from worthsaving.library import Library, copying, database_tables, engine, library_errors, location, migrations


def test_opening_and_looking_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(location, "default_path", lambda: tmp_path / "home" / "library.sqlite")
    library = Library.open()
    assert library.where == str(tmp_path / "home" / "library.sqlite")
    assert library.reading().videos.empty
    assert library.changes().empty
    assert library.undo_last() is None
    assert library.forget_account("tiktok", "tiny") == 0
    library.forget_everything()
    assert list(tmp_path.iterdir()) == []


def test_looking_at_an_empty_server_makes_no_table(on_server):
    library = Library.open(on_server)
    assert library.accounts().empty
    with library._store.engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == []


def test_the_default_place_is_the_users_own_data_folder():
    assert Library.open().where.startswith(os.environ["XDG_DATA_HOME"])


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_only_this_user_may_read_it(on_disk, tmp_path):
    Library.open(on_disk).keep(made.week(0), now=made.now(0))
    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o700
    with Library.open(on_disk)._store.read():
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "kept").iterdir()}
    assert set(modes.values()) == {0o600}, modes


def test_it_is_written_ahead_and_to_the_disk(on_disk):
    library = Library.open(on_disk)
    library.keep(made.week(0), now=made.now(0))
    with library._store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_password_is_never_shown():
    library = Library.open("postgresql://me:secret@nowhere.invalid/kept")
    assert "secret" not in library.where
    with pytest.raises(library_errors.LibraryUnreachable) as told:
        library.accounts()
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("address", ["mysql://a/b", "://", "sqlite://", "postgresql://host", "https://x.org/a"])
def test_an_address_of_another_kind_is_refused(address):
    with pytest.raises(library_errors.BadLibraryAddress):
        Library.open(address)


def test_a_path_and_a_file_address_are_the_same_place(tmp_path):
    path = tmp_path / "a.sqlite"
    assert Library.open(str(path)).where == Library.open(f"sqlite:///{path}").where == str(path)


def test_a_newer_library_is_refused_and_left_alone(library, address):
    library.keep(made.week(0), now=made.now(0))
    with library._store.transaction() as connection:
        connection.execute(sa.update(database_tables.version).values(version=database_tables.VERSION + 1))
    for act in (library.accounts, lambda: library.keep(made.week(1), now=made.now(1)), library.undo_last):
        with pytest.raises(library_errors.LibraryNewer, match="Update Worth Saving"):
            act()
    with library._store.transaction() as connection:
        assert (
            connection.execute(sa.select(sa.func.count()).select_from(database_tables.observations)).scalar_one() == 14
        )


@pytest.fixture
def next_version(monkeypatch):
    """A program of the next version, whose step leaves its mark."""

    def step(connection):
        connection.exec_driver_sql("CREATE TABLE kept_next (a INTEGER)")

    monkeypatch.setitem(migrations.STEPS, database_tables.VERSION, step)
    monkeypatch.setattr(database_tables, "VERSION", database_tables.VERSION + 1)


@pytest.mark.parametrize("first", ["read", "write"])
def test_an_older_library_is_upgraded_by_the_next_program(library, request, first):
    library.keep(made.week(0), now=made.now(0))
    before = library.dump()
    request.getfixturevalue("next_version")
    if first == "write":
        assert library.keep(made.week(0), now=made.now(1)).already
    assert library.dump() == before
    with library._store.read() as connection:
        assert migrations.current_version(connection) == database_tables.VERSION
        assert sa.inspect(connection).has_table("kept_next")


def test_an_upgrade_that_fails_leaves_the_older_library(library, monkeypatch, request):
    library.keep(made.week(0), now=made.now(0))
    request.getfixturevalue("next_version")

    def fails(connection):
        connection.exec_driver_sql("CREATE TABLE kept_next (a INTEGER)")
        connection.exec_driver_sql("SELECT * FROM not_there")

    monkeypatch.setitem(migrations.STEPS, database_tables.VERSION - 1, fails)
    with pytest.raises(library_errors.LibraryError):
        library.dump()
    with library._store.transaction() as connection:
        assert migrations.current_version(connection) == database_tables.VERSION - 1
        assert not sa.inspect(connection).has_table("kept_next")


def test_an_older_backup_is_upgraded_on_a_copy(on_disk, tmp_path, request):
    library = Library.open(on_disk)
    library.keep(made.week(0), now=made.now(0))
    library.backup(tmp_path / "old.sqlite")
    data, before = (tmp_path / "old.sqlite").read_bytes(), library.dump()
    library.forget_everything()
    request.getfixturevalue("next_version")
    library.restore(tmp_path / "old.sqlite")
    assert library.dump() == before
    assert (tmp_path / "old.sqlite").read_bytes() == data


def test_two_that_make_the_same_library_at_once_make_one(on_disk, tmp_path, monkeypatch):
    """Whoever comes second finds the library of the first, and leaves nothing lying about."""
    first, second = Library.open(on_disk), Library.open(on_disk)
    really = copying.rename_to_new

    def too_late(new, path):
        monkeypatch.setattr(copying, "rename_to_new", really)
        first.keep(made.week(0), now=made.now(0))
        really(new, path)

    monkeypatch.setattr(copying, "rename_to_new", too_late)
    second.keep(made.week(1), now=made.now(1))
    assert len(first.imports()) == 2
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["library.sqlite"]


def test_without_the_servers_driver_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(library_errors.LibraryUnreachable, match="pip install"):
        Library.open("postgresql://nowhere.invalid/kept").accounts()


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:secret@host/db",
        "postgresql://me@host/db?password=secret",
        "postgresql://h/db?sslpassword=secret",
    ],
)
def test_no_password_is_shown_wherever_it_stands(address):
    assert "secret" not in Library.open(address).where
    assert "secret" in Library.open(address)._store.location.url.render_as_string(hide_password=False)


def test_the_folder_of_somebody_unknown_is_no_address():
    with pytest.raises(library_errors.BadLibraryAddress):
        Library.open("~nobody-of-that-name/library.sqlite")


@pytest.mark.parametrize("rows", [0, 2])
def test_a_database_that_does_not_tell_its_version_is_left_alone(on_disk, rows):
    Path(on_disk).parent.mkdir()
    with sqlite3.connect(on_disk) as other:
        other.execute("CREATE TABLE kept_version (version INTEGER)")
        other.executemany("INSERT INTO kept_version VALUES (?)", [(1,)] * rows)
    other.close()
    data = Path(on_disk).read_bytes()
    with pytest.raises(library_errors.LibraryError, match="which version"):
        Library.open(on_disk).accounts()
    assert Path(on_disk).read_bytes() == data


def sqlite_header(*, page: int, pages: int, current: bool = True) -> bytes:
    """The first 100 bytes of a SQLite file that says it has so many pages of that size."""
    head = bytearray(100)
    head[:16] = location.MAGIC
    head[16:18] = (1 if page == 65_536 else page).to_bytes(2, "big")
    head[24:28], head[92:96] = (1).to_bytes(4, "big"), (1 if current else 2).to_bytes(4, "big")
    head[28:32] = pages.to_bytes(4, "big")
    return bytes(head)


@pytest.mark.parametrize(
    ("data", "truncated"),
    [
        (b"", True),
        (sqlite_header(page=512, pages=2).ljust(1023), True),
        (sqlite_header(page=512, pages=2).ljust(1024), False),
        (sqlite_header(page=512, pages=2).ljust(1025), False),
        (sqlite_header(page=65_536, pages=1).ljust(65_535), True),
        (sqlite_header(page=65_536, pages=1).ljust(65_536), False),
        (sqlite_header(page=512, pages=2, current=False).ljust(512), False),
        (sqlite_header(page=512, pages=2)[:99], False),
        (b"title,saves\n".ljust(100), False),
    ],
    ids=[
        "empty",
        "a byte short",
        "whole",
        "a byte more",
        "largest pages, short",
        "largest pages",
        "old count",
        "no header",
        "text",
    ],
)
def test_a_file_shorter_than_its_header_says_is_truncated(tmp_path, data, truncated):
    """Where the header's page count holds; what is no database at all the database itself finds out."""
    path = tmp_path / "library.sqlite"
    path.write_bytes(data)
    assert engine._is_truncated(path, len(data)) == truncated


def test_a_file_whose_log_may_complete_it_is_not_truncated(tmp_path):
    """An empty log cannot."""
    path = tmp_path / "library.sqlite"
    path.write_bytes(sqlite_header(page=512, pages=2))
    for log, truncated in ((b"", True), (b"x", False)):
        (tmp_path / "library.sqlite-wal").write_bytes(log)
        assert engine._is_truncated(path, 100) == truncated


def test_a_file_that_another_process_completed_is_not_truncated(tmp_path):
    """Its size was read before the other process wrote its log into it."""
    path = tmp_path / "library.sqlite"
    path.write_bytes(sqlite_header(page=512, pages=2).ljust(1024))
    assert not engine._is_truncated(path, 512)
