"""A full disk, a folder that may not be written, a damaged file, another writer: a clear sentence, nothing lost."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.conftest import ROOT
from tests.library import made
from tests.spoken import is_help
from worthsaving.library import Library, library_errors, location


def keep_two_weeks(library):
    for week in range(2):
        library.keep(made.week(week, videos=60), now=made.now(week))


@pytest.fixture
def kept(on_disk):
    """A library on disk with two weeks in it, and its file."""
    return made.once(Library.open(on_disk, patience_s=0.2), keep_two_weeks), Path(on_disk)


def aside(path: Path) -> list[Path]:
    return sorted(path.parent.glob("library.damaged-*.sqlite"))


def test_a_full_disk_is_said_and_nothing_is_kept(kept, monkeypatch):
    """SQLite is told how many pages there may be: it answers as on a full disk."""
    library, _ = kept
    before = library.dump()
    pages = library._store.engine.connect().exec_driver_sql("PRAGMA page_count")
    limit = pages.scalar()
    pages.connection.close()
    sa.event.listen(library._store.engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count={limit}"))
    with pytest.raises(library_errors.LibraryFull, match="no room left"):
        library.keep(made.week(2, videos=3000), now=made.now(2))
    assert library.dump() == before


@pytest.mark.subprocess
@pytest.mark.skipif(not Path("/dev/shm").exists() or os.geteuid() != 0, reason="only root may mount a small disk here")
def test_a_really_full_disk_is_said_and_nothing_is_kept(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", disk], check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        library = Library.open(str(disk / "library.sqlite"))
        library.keep(made.week(0), now=made.now(0))
        before = library.dump()
        with pytest.raises(library_errors.LibraryFull):
            library.keep(made.week(1, videos=9000), now=made.now(1))
        assert library.dump() == before
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.subprocess
@pytest.mark.parametrize("there", [False, True], ids=["no library yet", "a library there"])
def test_a_folder_that_may_not_be_written_is_said(tmp_path, there):
    """Root may write anywhere, so this runs as somebody else then."""
    folder = tmp_path / "shut"
    folder.mkdir()
    path = folder / "library.sqlite"
    if there:
        Library.open(str(path)).keep(made.week(0), now=made.now(0))
    for each in (path,) if there else ():
        each.chmod(0o400)
    if os.geteuid() == 0:
        for each in (folder, *folder.iterdir()):
            shutil.chown(each, "nobody")
        for above in (tmp_path, *tmp_path.parents[:2]):
            above.chmod(0o755)
    folder.chmod(0o500)
    # All is imported before root becomes somebody else, who may not read the interpreter's own folders
    code = f"""
import os, pwd
from tests.library import made
from worthsaving.library import Library, library_errors
Library.open({str(tmp_path / "warm" / "up.sqlite")!r}).keep(made.week(0), now=made.now(0))
if os.geteuid() == 0:
    os.setuid(pwd.getpwnam("nobody").pw_uid)
try:
    Library.open({str(path)!r}).keep(made.week(1), now=made.now(1))
except library_errors.LibraryReadOnly as error:
    print(error)
"""
    try:
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    finally:
        folder.chmod(0o700)
    assert "may not be written" in done.stdout, done.stderr
    assert str(path) in done.stdout


@pytest.mark.parametrize(
    "how", ["cut to nothing", "cut in half", "overwritten", "overwritten at the start", "other file"]
)
def test_a_damaged_file_is_set_aside_and_named(kept, how):
    library, path = kept
    data = path.read_bytes()
    broken = {
        "cut to nothing": b"",
        "cut in half": data[: len(data) // 2],
        "overwritten": data[:4096] + b"\xa5" * (len(data) - 4096),
        "overwritten at the start": b"\xa5" * 4096 + data[4096:],
        "other file": b"video title,saves\nSoup,3\n" * 50,
    }[how]
    path.write_bytes(broken)
    with pytest.raises(library_errors.LibraryDamaged, match="set aside") as told:
        library.reading()
    (old,) = aside(path)
    assert str(old) in str(told.value)
    assert old.read_bytes() == broken
    assert not path.exists()
    assert library.keep(made.week(2), now=made.now(2)).import_id == 1
    assert old.read_bytes() == broken


def test_a_damaged_file_is_set_aside_when_keeping_too(kept):
    library, path = kept
    path.write_bytes(b"\xa5" * 9000)
    with pytest.raises(library_errors.LibraryDamaged):
        library.keep(made.week(2), now=made.now(2))
    assert len(aside(path)) == 1


def test_a_backup_can_be_restored_over_a_damaged_file(kept, tmp_path):
    library, path = kept
    library.backup(tmp_path / "backup.sqlite")
    before = library.dump()
    path.write_bytes(b"")
    library.restore(tmp_path / "backup.sqlite")
    assert library.dump() == before
    assert len(aside(path)) == 1


def test_two_damaged_files_in_one_second_get_two_names(kept):
    library, path = kept
    for _ in range(2):
        path.write_bytes(b"")
        with pytest.raises(library_errors.LibraryDamaged):
            library.accounts()
    assert len(aside(path)) == 2


@pytest.mark.parametrize("name", ["notes.txt", "export.csv", "library"])
@pytest.mark.parametrize("data", [b"", b"video title,saves\nSoup,3\n" * 50], ids=["empty", "text"])
def test_a_file_that_is_no_library_is_left_alone(tmp_path, name, data):
    """Somebody named the wrong file: it keeps its name and its bytes, whatever is asked of it."""
    path = tmp_path / name
    path.write_bytes(data)
    library = Library.open(str(path))
    for ask in (
        library.accounts,
        library.reading,
        library.forget_everything,
        lambda: library.keep(made.week(1), now=made.now(1)),
    ):
        with pytest.raises(library_errors.BadLibraryAddress, match="is no library, so it was left as it is"):
            ask()
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [(name, data)]


def test_a_new_library_is_not_set_aside_for_the_damaged_one_before_it(kept):
    """Two programs meet the damage at the same moment; the slower one finds the faster one's new library there."""
    library, path = kept
    path.write_bytes(b"\xa5" * 9000)

    def slower() -> None:
        with library_errors.translated(location.parse_address(str(path))):
            with pytest.raises(library_errors.LibraryDamaged):
                library.accounts()
            library.keep(made.week(2), now=made.now(2))
            sa.create_engine(f"sqlite:///{aside(path)[0]}").connect().exec_driver_sql("SELECT * FROM imports")

    with pytest.raises(library_errors.LibraryDamaged, match="another program has just set it aside"):
        slower()
    assert len(aside(path)) == 1
    assert len(library.imports()) == 1


def test_a_writer_that_waits_too_long_says_so(address):
    library = Library.open(address, patience_s=0.2)
    library.keep(made.week(0), now=made.now(0))
    with library._store.write(), pytest.raises(library_errors.LibraryBusy, match="Another program"):
        library.keep(made.week(1), now=made.now(1))
    assert len(library.imports()) == 1


def test_a_reader_does_not_wait_for_a_writer(address):
    library = Library.open(address, patience_s=0.2)
    library.keep(made.week(0), now=made.now(0))
    with library._store.write() as connection:
        connection.execute(sa.text("DELETE FROM kept_observation"))
        assert len(library.reading().videos) == 14


def test_a_server_that_is_gone_is_said(tmp_path):
    library = Library.open(f"postgresql://me@/kept?host={tmp_path}")
    with pytest.raises(library_errors.LibraryUnreachable, match="cannot be reached"):
        library.reading()


def test_a_database_that_is_not_there_is_said(on_server):
    with pytest.raises(library_errors.LibraryError):
        Library.open(on_server.replace("/postgres?", "/nowhere?")).reading()


@pytest.mark.parametrize(
    "kind",
    [k for k in vars(library_errors).values() if isinstance(k, type) and issubclass(k, library_errors.LibraryError)],
)
def test_every_fault_is_a_sentence_that_says_what_to_do(kind):
    text = str(kind())
    assert text.endswith(".")
    assert is_help(text)
    assert "Error" not in text


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("53100", library_errors.ServerFull),
        ("25006", library_errors.ServerReadOnly),
        ("25001", library_errors.LibraryError),
        ("40001", library_errors.LibraryBusy),
        ("55P03", library_errors.LibraryBusy),
        ("55006", library_errors.LibraryError),
        ("57P01", library_errors.LibraryUnreachable),
        ("57014", library_errors.LibraryError),
        ("XX001", library_errors.ServerDamaged),
        ("XX000", library_errors.LibraryError),
        ("", library_errors.LibraryUnreachable),
    ],
)
def test_a_servers_code_says_what_went_wrong(code, kind):
    """By the whole code or its class; without a code the connection failed."""
    cause = Exception("it failed")
    cause.sqlstate = code
    assert library_errors.kind_of(sa.exc.OperationalError("SELECT", {}, cause)) is kind


def test_a_backup_that_may_not_be_read_is_called_that(tmp_path):
    """Not a want of room: nothing is written there."""
    backup = tmp_path / "backup.sqlite"
    backup.write_bytes(b"x")
    with pytest.raises(library_errors.LibraryError, match="may not be read"), library_errors.of_file(backup):
        raise PermissionError(13, "Permission denied")
