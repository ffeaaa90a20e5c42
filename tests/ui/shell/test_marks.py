"""Where marks made on the pages are written: for the visit, or in the library, and never unasked in one that others see."""

import datetime as dt

import pytest
import streamlit as st

from tests.library import made
from worthsaving.library import Library, LibraryError
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
        return Held(self.library, ("",), self.library.imports(), self.library.accounts(), self.may_write)


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
