"""Where marks made on the pages are written: for the visit, or in the library, and never unasked in one that others see."""

import datetime as dt

import pytest
import streamlit as st

from tests.library import made
from worthsaving.library import Library, LibraryError, NewMark
from worthsaving.library.served import Right
from worthsaving.schema import EVERY_ACCOUNT
from worthsaving.ui.shell import library_access, marks, session
from worthsaving.ui.shell.library_access import Held

DAY = dt.date(2026, 6, 1)


class Visit:
    """A visit with a library: whether that is shown, whether others see it, too, and whether it may be changed."""

    def __init__(self, library: Library) -> None:
        self.library, self.shown, self.shared, self.may_write = library, False, False, True

    def held(self) -> Held:
        notes = self.library.written().notes
        return Held(self.library, ("",), self.library.imports(), self.library.accounts(), self.may_write, notes)


@pytest.fixture
def visit(tmp_path, monkeypatch):
    library = Library.open(str(tmp_path / "library.sqlite"))
    library.keep(made.followed(2), now=made.now(1))
    here = Visit(library)
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(session, "library", here.held)
    monkeypatch.setattr(session, "from_library", lambda: here.shown)
    right = Right("acme", "shared_acme", may_write=True)
    monkeypatch.setattr(library_access, "chosen", lambda: right if here.shared else None)
    return here


@pytest.mark.parametrize("account", [EVERY_ACCOUNT, ("tiktok", "daily")])
@pytest.mark.parametrize(("shared", "shown", "stored"), [(False, False, 1), (True, True, 1), (True, False, 0)])
def test_a_mark_on_dropped_files_is_not_written_for_others_to_read(visit, account, shared, shown, stored):
    visit.shared, visit.shown = shared, shown
    assert not marks.add(account, DAY, None, "New hook")
    assert len(visit.library.marks()) == stored
    assert marks.known()["text"].tolist() == ["New hook"]


def test_it_goes_into_a_shared_library_only_with_the_files(visit):
    """Not when somebody just looks at that library."""
    visit.shared = True
    marks.add(EVERY_ACCOUNT, DAY, None, "New hook")
    visit.shown = True
    marks.move_to_library()
    assert visit.library.marks().empty
    marks.move_to_library(just_kept=True)
    assert len(visit.library.marks()) == 1
    assert not marks.of_visit_only()


@pytest.mark.parametrize(("account", "tries"), [(("tiktok", "another"), 0), (("tiktok", "daily"), 1)])
def test_a_write_that_is_refused_is_not_tried_on_every_page(visit, monkeypatch, account, tries):
    """None for an account that the library does not know; one where it is busy, until it holds something else."""
    visit.shared = True
    marks.add(account, DAY, None, "New hook")
    visit.shared, tried = False, []

    def busy(*given: object, **_: object) -> None:
        tried.append(given)
        raise LibraryError("The library is busy.")

    with monkeypatch.context() as patched:
        patched.setattr(Library, "add_mark", busy)
        for _ in range(3):
            marks.move_to_library()
    assert len(tried) == tries
    assert marks.of_visit_only()
    visit.library.add_mark(NewMark(EVERY_ACCOUNT, DAY, "Another"), now=made.now(1))
    marks.move_to_library()
    assert marks.of_visit_only() is (tries == 0)


def test_marks_are_read_once_until_they_change(visit, monkeypatch):
    """Not on every page; one of another program is seen."""
    marks.add(EVERY_ACCOUNT, DAY, None, "New hook")
    asked, ask = [], Library.marks
    monkeypatch.setattr(Library, "marks", lambda library: asked.append(1) or ask(library))
    for _ in range(3):
        assert len(marks.known()) == 1
    assert len(asked) == 1
    visit.library.add_mark(NewMark(EVERY_ACCOUNT, DAY, "Another"), now=made.now(1))
    assert len(marks.known()) == 2


def test_a_mark_is_removed_where_that_is_allowed(visit):
    """Who may only read has no way to; a library that does not answer says so in its words."""
    marks.add(EVERY_ACCOUNT, DAY, None, "New hook")
    (number,) = marks.known()["id"]
    assert marks.may_remove(number)
    visit.may_write = False
    assert not marks.may_remove(number)
    assert marks.may_remove(-1)


def test_a_library_that_is_busy_is_told_of(visit, monkeypatch):
    from worthsaving.ui.shell import messages

    marks.add(EVERY_ACCOUNT, DAY, None, "New hook")
    said: list[str] = []

    def busy(*_: object) -> None:
        raise LibraryError("The library is busy.")

    monkeypatch.setattr(Library, "remove_mark", busy)
    monkeypatch.setattr(messages, "leave_message", said.append)
    marks.remove(int(marks.known()["id"].iloc[0]))
    assert said == ["The library is busy."]
    assert len(visit.library.marks()) == 1
