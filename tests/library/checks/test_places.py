"""Places that are hard to write to, or are none: a full disk, a disk to look at only, a pipe, a server's own rights."""

import os
import subprocess

import pytest
import sqlalchemy as sa

from tests.library import made, version_1
from tests.small_disk import disk, fill
from worthsaving.library import Library, LibraryError, copying, library_errors, location

NEEDS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a disk here")


def filled(address: str) -> Library:
    library = Library.open(address)
    for week in range(3):
        library.keep(made.reading(made.snapshot(str(week), made.truth(week), made.days(week))), now=made.now(week))
    return library


ACTS = {
    "undo": lambda library, _: library.undo_last(),
    "forget an account": lambda library, _: library.forget_account("tiktok", "tiny"),
    "forget everything": lambda library, _: library.forget_everything(),
    "keep": lambda library, _: library.keep(made.week(9, videos=300), now=made.now(9)),
    "restore": lambda library, backup: library.restore(backup),
}


@NEEDS_ROOT
@pytest.mark.subprocess
@pytest.mark.parametrize("act", ACTS)
def test_a_full_disk_leaves_all_as_it_was_and_to_look_at(tmp_path, act):
    with disk(tmp_path / "disk") as folder:
        library = filled(str(folder / "library.sqlite"))
        library.backup(tmp_path / "backup.sqlite")
        before = library.dump()
        fill(folder)
        assert library.dump() == before
        with pytest.raises(library_errors.LibraryFull, match=r"nothing was changed\. Free some space and try again"):
            ACTS[act](library, tmp_path / "backup.sqlite")
        assert library.dump() == before
        (folder / "full").unlink()
        ACTS[act](library, tmp_path / "backup.sqlite")


@NEEDS_ROOT
@pytest.mark.subprocess
def test_a_full_disk_takes_no_backup_and_keeps_no_part_of_it(tmp_path):
    library = filled(str(tmp_path / "library.sqlite"))
    with disk(tmp_path / "disk", "48k") as folder:
        with pytest.raises(LibraryError, match=r"no room for .*mine\.sqlite"):
            library.backup(folder / "mine.sqlite")
        assert list(folder.iterdir()) == []


@NEEDS_ROOT
@pytest.mark.subprocess
def test_a_disk_to_look_at_only_is_looked_at(tmp_path):
    with disk(tmp_path / "disk") as folder:
        library = filled(str(folder / "library.sqlite"))
        before = library.dump()
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        assert library.dump() == before
        assert len(library.imports()) == 3
        library.backup(tmp_path / "backup.sqlite")
        with pytest.raises(library_errors.LibraryReadOnly, match="may not be written to, so nothing was changed"):
            library.undo_last()
        other = Library.open(str(tmp_path / "other.sqlite"))
        other.restore(library.backup_bytes())
        assert other.dump() == before
        other.restore(tmp_path / "backup.sqlite")
        assert other.dump() == before


@NEEDS_ROOT
@pytest.mark.subprocess
def test_a_library_that_was_not_closed_is_not_looked_at_in_part(tmp_path):
    """What its log holds would be missing."""
    with disk(tmp_path / "disk") as folder:
        library = filled(str(folder / "library.sqlite"))
        with library._store.read():
            library.keep(made.week(5), now=made.now(5))
            data = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}
        for name, bytes_of_it in data.items():
            (folder / name).write_bytes(bytes_of_it)
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        with pytest.raises(library_errors.LibraryNotClosed, match="Copy both files"):
            library.accounts()


@pytest.mark.parametrize("name", ["library.sqlite", "library"])
def test_a_pipe_is_no_library(tmp_path, name):
    """At once: nobody writes to it, so waiting for it would not end. It is left where it is."""
    os.mkfifo(tmp_path / name)
    library = Library.open(str(tmp_path / name))
    for ask in (library.accounts, library.forget_everything, lambda: library.keep(made.week(0), now=made.now(0))):
        with pytest.raises(library_errors.BadLibraryAddress, match="no file but a device or a pipe"):
            ask()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_is_no_library(tmp_path):
    with pytest.raises(library_errors.BadLibraryAddress, match="is a folder"):
        Library.open(str(tmp_path)).accounts()


def test_a_link_to_a_file_that_is_not_there_is_no_new_library(tmp_path):
    """Its disk may not be connected: a new library there would hide the one that is meant."""
    (tmp_path / "library.sqlite").symlink_to(tmp_path / "usb" / "library.sqlite")
    library = Library.open(str(tmp_path / "library.sqlite"))
    for ask in (library.accounts, lambda: library.keep(made.week(0), now=made.now(0))):
        with pytest.raises(library_errors.BadLibraryAddress, match="a link to a file that is not there"):
            ask()
    assert [path.name for path in tmp_path.iterdir()] == ["library.sqlite"]


def test_a_link_to_a_library_is_that_library(tmp_path):
    library = filled(str(tmp_path / "real.sqlite"))
    (tmp_path / "link.sqlite").symlink_to(tmp_path / "real.sqlite")
    assert Library.open(str(tmp_path / "link.sqlite")).dump() == library.dump()


@pytest.mark.parametrize("backup", ["this version", "version 1"])
@pytest.mark.parametrize("as_bytes", [False, True], ids=["path", "bytes"])
def test_a_kill_leaves_no_copy_in_the_folder_for_temporary_files(library, tmp_path, monkeypatch, backup, as_bytes):
    """At the moment when all of the backup is read and nothing is replaced, there is no file to leave."""
    source = version_1.BACKUP
    if backup == "this version":
        source = tmp_path / "backup.sqlite"
        filled(str(tmp_path / "source.sqlite")).backup(source)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    really, seen = Library.is_empty, []

    def look(self):
        seen.append(list(temporary.iterdir()))
        return really(self)

    monkeypatch.setattr(Library, "is_empty", look)
    library.restore(source.read_bytes() if as_bytes else source)
    library.backup_bytes()
    assert len(seen) == 2
    assert not any(seen)


def test_a_backup_has_its_name_only_when_it_is_whole(library, tmp_path, monkeypatch):
    """Where files need a name, what a kill leaves has another; a later backup to that name deletes it."""
    monkeypatch.setattr(copying, "MOST_IN_MEMORY", 0)
    for week in range(2):
        library.keep(made.week(week), now=made.now(week))
    path, really = tmp_path / "mine.sqlite", copying.rename_to_new
    seen = []

    def killed(new, _):
        seen.extend(each.name for each in tmp_path.glob("mine*"))
        for end in ("", "-journal"):
            os.link(new, tmp_path / f"mine.sqlite.0000.partial{end}")
        raise KeyboardInterrupt

    monkeypatch.setattr(copying, "rename_to_new", killed)
    with pytest.raises(KeyboardInterrupt):
        library.backup(path)
    assert len(seen) == 1
    assert seen[0].endswith(copying.PARTIAL)
    monkeypatch.setattr(copying, "rename_to_new", really)
    for left in tmp_path.glob("mine.sqlite.0000.partial*"):
        os.utime(left, (0, 0))
    library.backup(path)
    assert [each.name for each in tmp_path.glob("mine*")] == ["mine.sqlite"]


def test_a_backup_that_is_being_written_is_left_alone(library, tmp_path):
    library.keep(made.week(0), now=made.now(0))
    (tmp_path / "mine.sqlite.1234.partial").write_bytes(b"half")
    library.backup(tmp_path / "mine.sqlite")
    assert (tmp_path / "mine.sqlite.1234.partial").exists()


@pytest.mark.parametrize("most", [0, copying.MOST_IN_MEMORY])
def test_a_name_that_is_taken_meanwhile_is_not_overwritten(library, tmp_path, monkeypatch, most):
    library.keep(made.week(0), now=made.now(0))
    monkeypatch.setattr(copying, "MOST_IN_MEMORY", most)
    really = os.fsync

    def slow(file):
        (tmp_path / "mine.sqlite").write_text("precious")
        really(file)

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(LibraryError, match="there already"):
        library.backup(tmp_path / "mine.sqlite")
    assert (tmp_path / "mine.sqlite").read_text() == "precious"


def test_a_servers_own_options_are_joined(on_server):
    """With both, a library lies in the schema that its address names, and a writer's patience stays bounded."""
    with sa.create_engine(location.parse_address(on_server).url, poolclass=sa.NullPool).begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA mine")
    library = Library.open(f"{on_server}&options=-c%20search_path%3Dmine", patience_s=7)
    library.keep(made.week(0), now=made.now(0))
    with library._store.read() as connection:
        assert connection.exec_driver_sql("SHOW search_path").scalar() == "mine"
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "7s"
    assert Library.open(on_server).is_empty()
    assert not library.is_empty()


def test_a_server_that_may_only_be_read_is_no_folder(on_server):
    filled(on_server)
    library = Library.open(f"{on_server}&options=-c%20default_transaction_read_only%3Don")
    assert len(library.imports()) == 3
    with pytest.raises(library_errors.ServerReadOnly, match="Allow it on the server") as told:
        library.undo_last()
    assert "folder" not in str(told.value)


def test_an_older_library_on_a_server_that_may_only_be_read_is_no_folder(on_server):
    version_1.put_at(on_server)
    library = Library.open(f"{on_server}&options=-c%20default_transaction_read_only%3Don")
    with pytest.raises(library_errors.ServerNotUpgraded) as told:
        library.imports()
    assert "folder" not in str(told.value)


def test_no_room_for_the_copy_of_a_server_names_this_machine(on_server, tmp_path, monkeypatch):
    library = filled(on_server)
    library.backup(tmp_path / "backup.sqlite")
    monkeypatch.setattr(location, "default_path", lambda: tmp_path / "backup.sqlite" / "library.sqlite")
    with pytest.raises(LibraryError, match=r"copy of the library in .* on this machine"):
        library.restore(tmp_path / "backup.sqlite")
    assert len(library.imports()) == 3
