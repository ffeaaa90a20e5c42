"""Backup and restore: one file, either engine, nothing overwritten."""

import contextlib
import os
import sqlite3
import stat
import tempfile

import pytest
import sqlalchemy as sa

from tests.library import made
from worthsaving.library import Library, LibraryError, copying, database_tables, library_errors

NEEDS_UNNAMED = pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="this system has no files without a name")


def keep_both_weeks(library):
    for week in range(2):
        library.keep(made.reading(made.snapshot(str(week), made.truth(week), made.days(week))), now=made.now(week))


def filled(library):
    return made.once(library, keep_both_weeks)


def test_a_backup_restores_to_the_same_library(library, tmp_path):
    filled(library).backup(tmp_path / "backup.sqlite")
    before = library.dump(), library.imports().to_dict()
    library.forget_everything()
    assert library.restore(tmp_path / "backup.sqlite") is None
    assert (library.dump(), library.imports().to_dict()) == before


def test_a_restored_library_goes_on(library, tmp_path):
    filled(library).backup(tmp_path / "backup.sqlite")
    library.restore(tmp_path / "backup.sqlite")
    assert library.keep(made.week(2), now=made.now(2)).new_videos == 2
    assert library.imports()["import_id"].is_unique


def test_a_backup_moves_from_either_engine_to_the_other(on_disk, on_server, tmp_path):
    here, there = filled(Library.open(on_disk)), Library.open(on_server)
    here.backup(tmp_path / "one.sqlite")
    there.restore(tmp_path / "one.sqlite")
    there.backup(tmp_path / "two.sqlite")
    before = here.dump()
    here.forget_everything()
    here.restore(tmp_path / "two.sqlite")
    assert here.dump() == there.dump() == before


def test_restoring_keeps_a_copy_of_what_was_there(library, tmp_path):
    filled(library).backup(tmp_path / "backup.sqlite")
    library.keep(made.week(2), now=made.now(2))
    newer = library.dump()
    copy = library.restore(tmp_path / "backup.sqlite")
    assert Library.open(str(copy)).dump() == newer


def test_a_backup_is_for_this_user_only(library, tmp_path):
    filled(library).backup(tmp_path / "backup.sqlite")
    assert stat.S_IMODE((tmp_path / "backup.sqlite").stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing(library, tmp_path):
    (tmp_path / "mine").write_text("precious")
    with pytest.raises(LibraryError, match="there already"):
        filled(library).backup(tmp_path / "mine")
    assert (tmp_path / "mine").read_text() == "precious"


def test_a_backup_into_no_folder_says_so(library, tmp_path):
    with pytest.raises(LibraryError, match="Check the path"):
        filled(library).backup(tmp_path / "nowhere" / "backup.sqlite")


@pytest.mark.parametrize("what", ["empty", "text", "torn", "other database", "overwritten"])
def test_a_bad_backup_changes_nothing(library, tmp_path, what):
    path = tmp_path / "backup.sqlite"
    filled(library).backup(path)
    data = path.read_bytes()
    if what == "other database":
        import sqlite3

        path.unlink()
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE soup (a)")
        other.close()
    else:
        half = len(data) // 2
        broken = data[:half] + b"\xa5" * 4096 + data[half + 4096 :]
        path.write_bytes({"empty": b"", "text": b"title,saves\n", "torn": data[:half], "overwritten": broken}[what])
    before = library.dump()
    with pytest.raises(library_errors.BadBackup):
        library.restore(path)
    assert library.dump() == before


def test_an_empty_library_has_nothing_to_back_up(library, tmp_path):
    with pytest.raises(LibraryError, match="nothing to back up"):
        library.backup(tmp_path / "backup.sqlite")
    assert not (tmp_path / "backup.sqlite").exists()


def test_a_missing_backup_is_said_to_be_missing(library, tmp_path):
    with pytest.raises(LibraryError, match="There is no"):
        library.restore(tmp_path / "nothing")


def test_a_backup_of_a_newer_program_is_refused_before_anything_is_copied(library, tmp_path):
    """It is the backup that is newer: its name or none is told, never that of a folder for the moment."""
    path = tmp_path / "backup.sqlite"
    filled(library).backup(path)
    with sqlite3.connect(path) as newer:
        newer.execute("UPDATE kept_version SET version = version + 1")
    newer.close()
    with pytest.raises(library_errors.LibraryNewer, match="This backup was written by a newer") as told:
        library.restore(path)
    assert tempfile.gettempdir() not in str(told.value).replace(str(tmp_path), "")
    assert library._store.location.copies() == []


def test_a_fault_in_a_backup_does_not_blame_the_library(library, tmp_path, monkeypatch):
    """A library that is whole is not set aside because a backup cannot be read to its end."""
    filled(library).backup(tmp_path / "backup.sqlite")
    before = library.dump()
    really = copying.batches

    def torn(connection, table):
        if table is database_tables.series and connection.dialect.name == "sqlite":
            broken = sqlite3.DatabaseError("malformed")
            broken.sqlite_errorname = "SQLITE_CORRUPT"
            raise sa.exc.DatabaseError("SELECT", {}, broken)
        yield from really(connection, table)

    monkeypatch.setattr(copying, "batches", torn)
    with pytest.raises(library_errors.BadBackup):
        library.restore(tmp_path / "backup.sqlite")
    assert library.dump() == before
    assert not [path for path in library._store.location.copies() if "damaged" in path.name]


def test_what_is_kept_while_a_backup_is_restored_is_not_lost(address, tmp_path, monkeypatch):
    """An import that was acknowledged is in the copy, or comes after the restore."""
    library, other = filled(Library.open(address)), Library.open(address, patience_s=0.1)
    library.backup(tmp_path / "backup.sqlite")
    really, acknowledged = copying.copy_to_file, []

    def slowly(engine, path):
        really(engine, path)
        with contextlib.suppress(LibraryError):
            acknowledged.append(other.keep(made.week(2), now=made.now(2)).import_id)

    monkeypatch.setattr(copying, "copy_to_file", slowly)
    copy = library.restore(tmp_path / "backup.sqlite")
    known = set(library.imports()["import_id"]) | set(Library.open(str(copy)).imports()["import_id"])
    assert set(acknowledged) <= known


def test_a_backup_goes_out_and_in_as_bytes_too(library):
    data = filled(library).backup_bytes()
    before = library.dump()
    library.forget_everything()
    library.restore(data)
    assert library.dump() == before


def test_a_backup_onto_a_full_disk_blames_that_disk(on_disk, tmp_path, monkeypatch):
    """Not the one that holds the library."""
    library = filled(Library.open(on_disk))
    monkeypatch.setattr(copying, "MOST_IN_MEMORY", 0)

    def full(*_):
        broken = sqlite3.OperationalError("database or disk is full")
        broken.sqlite_errorname = "SQLITE_FULL"
        raise sa.exc.OperationalError("VACUUM", {}, broken)

    monkeypatch.setattr(copying, "run_outside_transaction", full)
    with pytest.raises(LibraryError, match=r"no room for .*usb\.sqlite") as told:
        library.backup(tmp_path / "usb.sqlite")
    assert on_disk not in str(told.value)
    assert not (tmp_path / "usb.sqlite").exists()


@NEEDS_UNNAMED
def test_a_kill_while_a_backup_is_written_leaves_nothing(library, tmp_path, monkeypatch):
    """It has no name before it is whole and on the disk, and the system deletes a file without a name."""
    filled(library)
    seen, really = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (seen.append(list(tmp_path.glob("mine*"))), really(file)))
    library.backup(tmp_path / "mine.sqlite")
    assert seen == [[]]
    assert [path.name for path in tmp_path.glob("mine*")] == ["mine.sqlite"]
    assert stat.S_IMODE((tmp_path / "mine.sqlite").stat().st_mode) == 0o600


@NEEDS_UNNAMED
@pytest.mark.parametrize("most", [0, 10**9])
def test_a_large_library_is_copied_by_name_and_is_the_same(library, tmp_path, monkeypatch, most):
    """A copy in memory would take too much of it; both ways restore to the same."""
    before, named = filled(library).dump(), []
    really = copying.rename_to_new
    monkeypatch.setattr(copying, "rename_to_new", lambda *paths: (named.append(paths), really(*paths)))
    monkeypatch.setattr(copying, "MOST_IN_MEMORY", most)
    library.backup(tmp_path / "mine.sqlite")
    assert bool(named) == (most == 0)
    library.forget_everything()
    library.restore(tmp_path / "mine.sqlite")
    assert library.dump() == before


@NEEDS_UNNAMED
def test_where_no_file_is_without_a_name_a_backup_is_written_by_name(library, tmp_path, monkeypatch):
    before = filled(library).dump()
    monkeypatch.delattr(os, "O_TMPFILE")
    library.backup(tmp_path / "mine.sqlite")
    library.forget_everything()
    library.restore(tmp_path / "mine.sqlite")
    assert library.dump() == before
