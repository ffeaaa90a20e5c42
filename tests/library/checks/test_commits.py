"""A COMMIT that fails: what is said of it is what happened, also where it was done all the same."""

import contextlib
import sqlite3

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from tests.library import made
from worthsaving.library import Library, library_errors
from worthsaving.library.checks import commits


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch):
    monkeypatch.setattr(commits, "PAUSES_S", (0, 0, 0))


@pytest.fixture
def kept(library):
    """A library with two imports."""
    for week in range(2):
        library.keep(made.week(week), now=made.now(week))
    return library


@contextlib.contextmanager
def failing_commit(library, monkeypatch, *, done: bool):
    """Let the next COMMIT fail, before the database did it or after."""
    dialect, really, mark = library._store.engine.dialect, library._store.engine.dialect.do_commit, commits.mark
    broken = sqlite3.OperationalError("disk I/O error")
    broken.sqlite_errorname = "SQLITE_IOERR"

    def commit(connection):
        monkeypatch.setattr(dialect, "do_commit", really)
        if done:
            really(connection)
        raise sa.exc.OperationalError("COMMIT", {}, broken)

    def marked(connection):  # reading commits too, without a mark
        monkeypatch.setattr(dialect, "do_commit", commit)
        return mark(connection)

    with monkeypatch.context() as patched:
        patched.setattr(commits, "mark", marked)
        yield


ACTS = {
    "keep": lambda library: library.keep(made.week(2), now=made.now(2)),
    "undo": lambda library: library.undo_last(),
    "forget an account": lambda library: library.forget_account("tiktok", "tiny"),
    "forget everything": lambda library: library.forget_everything(),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_change_that_was_done_all_the_same_is_no_fault(kept, monkeypatch, act):
    before = kept.dump()
    with failing_commit(kept, monkeypatch, done=True):
        ACTS[act](kept)
    assert kept.dump() != before


@pytest.mark.parametrize("act", ACTS)
def test_a_change_that_was_not_done_says_so(kept, monkeypatch, act):
    before = kept.dump()
    with (
        failing_commit(kept, monkeypatch, done=False),
        pytest.raises(library_errors.LibraryError, match="Nothing in it was changed"),
    ):
        ACTS[act](kept)
    assert kept.dump() == before


@pytest.mark.parametrize("done", [True, False])
def test_a_restore_says_what_happened(kept, tmp_path, monkeypatch, done):
    """One that was done names its copy; one that was not leaves none."""
    kept.backup(tmp_path / "backup.sqlite")
    kept.keep(made.week(2), now=made.now(2))
    before = kept.dump()
    with failing_commit(kept, monkeypatch, done=done):
        if done:
            assert kept.restore(tmp_path / "backup.sqlite").exists()
        else:
            with pytest.raises(library_errors.LibraryError, match="Nothing in it was changed"):
                kept.restore(tmp_path / "backup.sqlite")
    assert (kept.dump() != before) == done == bool(kept.copies())


@pytest.mark.parametrize("done", [True, False])
def test_what_cannot_be_looked_at_again_is_not_known(kept, monkeypatch, done):
    with failing_commit(kept, monkeypatch, done=done):
        monkeypatch.setattr(commits, "_look", lambda *_: None)
        with pytest.raises(library_errors.OutcomeUnknown, match="not known whether") as told:
            kept.undo_last()
    assert "Nothing" not in str(told.value)
    assert len(kept.imports()) == (1 if done else 2)


def test_a_repeated_undo_takes_no_second_import(kept):
    """Somebody whose answer got lost asks for the same again."""
    last = int(kept.imports()["import_id"].iloc[0])
    kept.undo_last(last)
    for again in (lambda: kept.undo_last(last), lambda: kept.undo(last)):
        with pytest.raises(library_errors.ImportGone, match="taken back before"):
            again()
    assert len(kept.imports()) == 1


def test_another_program_that_wrote_in_the_meantime_hides_the_mark(on_disk, monkeypatch):
    """In a file the mark is the last writer's."""
    library = Library.open(on_disk)
    library.keep(made.week(0), now=made.now(0))
    really = commits.was_committed

    def later(engine, mark):
        Library.open(on_disk).keep(made.week(1), now=made.now(1))
        return really(engine, mark)

    with failing_commit(library, monkeypatch, done=True):
        monkeypatch.setattr(commits, "was_committed", later)
        with pytest.raises(library_errors.OutcomeUnknown):
            library.keep(made.week(2), now=made.now(2))


def test_what_changes_nothing_leaves_no_mark(on_disk):
    """Keeping the same file again writes nothing to the file."""
    library = Library.open(on_disk)
    library.keep(made.week(0), now=made.now(0))
    with open(on_disk, "rb") as file:
        before = file.read()
    assert library.keep(made.week(0), now=made.now(1)).already
    with open(on_disk, "rb") as file:
        assert file.read() == before


def test_a_server_that_dies_in_commit_is_asked_again(on_server, monkeypatch):
    """The server ends the connection before COMMIT: the next one knows that it was not done."""
    library = Library.open(on_server)
    library.keep(made.week(0), now=made.now(0))

    @event.listens_for(library._store.engine, "commit")
    def end(connection):
        driver = connection.connection.driver_connection
        with sa.create_engine(library._store.location.url, poolclass=sa.NullPool).connect() as other:
            other.exec_driver_sql(f"SELECT pg_terminate_backend({driver.info.backend_pid}, 5000)")

    with pytest.raises(library_errors.LibraryError, match="Nothing was changed"):
        library.keep(made.week(1), now=made.now(1))
    event.remove(library._store.engine, "commit", end)
    assert len(library.imports()) == 1
