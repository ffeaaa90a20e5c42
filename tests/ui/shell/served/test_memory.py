"""Memory that visits no longer use goes back to the system while a served app runs."""

import asyncio
import threading
from types import SimpleNamespace

import pyarrow as pa
import pytest
from streamlit.runtime.caching.ttl_cache import TTLCache

from tests.ui.apart import run_apart
from worthsaving.ui.shell import server
from worthsaving.ui.shell.served import memory, settings
from worthsaving.ui.shell.served.settings import Limits


@pytest.fixture
def left(monkeypatch):
    """What the server holds of visits that left: `clock` says how late it is, in seconds."""
    clock = SimpleNamespace(now=0.0)
    waiting = TTLCache(maxsize=10, ttl=120, timer=lambda: clock.now)
    sessions = SimpleNamespace(_session_storage=SimpleNamespace(_cache=waiting), _storage_lock=threading.Lock())
    server_now = SimpleNamespace(_session_mgr=sessions)
    monkeypatch.setattr(memory, "runtime", SimpleNamespace(exists=lambda: True, get_instance=lambda: server_now))
    return clock, waiting


class Visit:
    """A visit that says when it is gone."""

    def __init__(self, gone: list[str], name: str) -> None:
        self.gone, self.name = gone, name

    def __del__(self) -> None:
        self.gone.append(self.name)


def test_a_visit_that_left_is_forgotten_in_time(left):
    """By itself, two minutes after its browser went away; one that may still come back stays."""
    clock, waiting = left
    gone = []
    for name, at in (("a", 0.0), ("b", 100.0)):
        clock.now = at
        waiting[name] = Visit(gone, name)
    clock.now = 121.0
    assert gone == []
    assert memory.forget_left() == 1
    assert gone == ["a"]
    assert memory.forget_left() == 0


def test_what_is_free_goes_back(monkeypatch):
    """What Arrow keeps for later, and what the C library keeps."""
    called = []
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _: SimpleNamespace(malloc_trim=called.append))
    monkeypatch.setattr(
        pa, "default_memory_pool", lambda: SimpleNamespace(release_unused=lambda: called.append("arrow"))
    )
    memory.give_back()
    assert called == ["arrow", 0]


def test_a_c_library_of_another_kind_is_left_alone(monkeypatch):
    """Only glibc has the call."""
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _: SimpleNamespace())
    memory.give_back(collect=True)


@pytest.mark.parametrize("limits", [Limits(1, 1, 1), None])
def test_a_served_app_gives_back_as_long_as_it_runs(monkeypatch, limits):
    """Again and again, until it ends; on one's own machine nothing is done."""
    monkeypatch.setattr(settings, "_once", [settings.Settings({}, None, limits)])
    monkeypatch.setattr(server.st, "get_option", lambda _: True)
    monkeypatch.setattr(server.ready, "load_pages", lambda: None)
    monkeypatch.setattr(memory, "EVERY_S", 0)
    monkeypatch.setattr(memory, "forget_left", lambda: 3)
    collected = []

    async def run() -> bool:
        loop, twice = asyncio.get_running_loop(), asyncio.Event()

        def give_back(*, collect: bool) -> None:
            collected.append(collect)
            if len(collected) == 2:
                loop.call_soon_threadsafe(twice.set)

        monkeypatch.setattr(memory, "give_back", give_back)
        async with server._while_it_runs(None):
            if limits is not None:
                await twice.wait()
        await asyncio.sleep(0)
        return asyncio.all_tasks() == {asyncio.current_task()}

    assert run_apart(run()), "something still runs when the app has ended"
    assert collected[:2] == ([] if limits is None else [True, True])
