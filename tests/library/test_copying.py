"""Backup and restore: one file, either engine, nothing overwritten."""

import stat

import pytest

from tests.library import made
from worthsaving.library import Library, LibraryError, faults


def filled(library):
    for week in range(2):
        library.keep(made.reading(made.snapshot(str(week), made.truth(week), made.days(week))), now=made.now(week))
    return library


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
    with pytest.raises(faults.BadBackup):
        library.restore(path)
    assert library.dump() == before


def test_an_empty_library_has_nothing_to_back_up(library, tmp_path):
    with pytest.raises(LibraryError, match="nothing to back up"):
        library.backup(tmp_path / "backup.sqlite")
    assert not (tmp_path / "backup.sqlite").exists()


def test_a_missing_backup_is_said_to_be_missing(library, tmp_path):
    with pytest.raises(LibraryError, match="There is no"):
        library.restore(tmp_path / "nothing")
