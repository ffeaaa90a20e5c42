"""Visits that left: held for as long as their browser may come back, and let go in time."""

from types import SimpleNamespace

import pytest
import streamlit as st
import streamlit.runtime
from streamlit.runtime import memory_session_storage
from streamlit.runtime.session_manager import SessionInfo

from worthsaving.ui.shell import server
from worthsaving.ui.shell.served import left_visits, settings
from worthsaving.ui.shell.served.left_visits import LeftVisits
from worthsaving.ui.shell.served.settings import Limits


class Visit:
    """A visit that says when it is gone."""

    def __init__(self, gone: list[str], name: str) -> None:
        self.gone, self.id = gone, name

    def __del__(self) -> None:
        self.gone.append(self.id)


@pytest.fixture
def clock():
    """`now` says how late it is, in seconds."""
    return SimpleNamespace(now=0.0)


def left(visits: LeftVisits, name: str, gone: list[str]) -> None:
    """A visit leaves."""
    visits.save(SessionInfo(client=None, session=Visit(gone, name), script_run_count=1))


def test_a_visit_that_left_is_forgotten_in_time(clock):
    """By itself, two minutes after its browser went away; one that may still come back stays."""
    visits, gone = LeftVisits(clock=lambda: clock.now), []
    for name, clock.now in (("a", 0.0), ("b", 100.0)):
        left(visits, name, gone)
    clock.now = 119.0
    assert left_visits.forget() == 0
    assert visits.get("a").session.id == "a"
    clock.now = 120.0
    assert visits.get("a") is None
    assert [one.session.id for one in visits.list()] == ["b"]
    assert gone == []
    assert left_visits.forget() == 1
    assert gone == ["a"]
    assert left_visits.forget() == 0


def test_a_visit_that_comes_back_is_no_longer_held(clock):
    """Streamlit takes it and deletes it here; deleting one that is gone is no error."""
    visits, gone = LeftVisits(clock=lambda: clock.now), []
    left(visits, "a", gone)
    visits.delete("a")
    assert visits.get("a") is None
    assert gone == ["a"]
    visits.delete("a")


@pytest.mark.parametrize(("count", "first_gone"), [(2, False), (3, False), (4, True)])
def test_visits_that_left_are_bounded(clock, count, first_gone):
    """Of one too many the first that left has to go."""
    visits, gone = LeftVisits(maxsize=3, clock=lambda: clock.now), []
    for number in range(count):
        left(visits, str(number), gone)
    assert gone == (["0"] if first_gone else [])
    assert len(visits.list()) == min(count, 3)


@pytest.mark.parametrize("limits", [Limits(1, 1, 1), None])
def test_a_served_app_holds_them_here(monkeypatch, tmp_path, limits):
    """The server that Streamlit makes asks for this storage; on one's own machine Streamlit's own stays."""
    own = memory_session_storage.MemorySessionStorage
    monkeypatch.setattr(memory_session_storage, "MemorySessionStorage", own)
    monkeypatch.setattr(settings, "_once", [settings.Settings({}, None, limits)])
    monkeypatch.setattr(server.visits, "log_counts", lambda: None)
    made = []
    monkeypatch.setattr(streamlit.runtime, "Runtime", made.append)
    (tmp_path / "page.py").write_text("")
    app = st.App(tmp_path / "page.py", **server.options())
    app._create_runtime()
    storage = made[0].session_storage
    assert isinstance(storage, LeftVisits) == (limits is not None)
    if limits is not None:
        assert storage.held_for_s == st.get_option("server.disconnectedSessionTTL")
