"""Memory that is no longer used goes back to the system while the app runs."""

import asyncio
from types import SimpleNamespace

import pyarrow as pa
import pytest

from tests.ui.apart import run_apart
from worthsaving.ui.shell import server
from worthsaving.ui.shell.served import memory, settings
from worthsaving.ui.shell.served.settings import Limits


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
    """Again and again, until it ends; on one's own machine only when the process has grown."""
    monkeypatch.setattr(settings, "_once", [settings.Settings({}, None, limits)])
    monkeypatch.setattr(server.st, "get_option", lambda _: True)
    monkeypatch.setattr(server.ready, "load_pages", lambda: None)
    monkeypatch.setattr(memory, "EVERY_S", 0)
    monkeypatch.setattr(memory.left_visits, "forget", lambda: 3)
    monkeypatch.setattr(memory, "held", lambda: 0)
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


def test_what_goes_wrong_once_does_not_end_it(monkeypatch):
    """It is logged, the same kind once; the next round is done."""
    monkeypatch.setattr(memory, "EVERY_S", 0)
    monkeypatch.setattr(memory.left_visits, "forget", lambda: 0)
    logged = []
    monkeypatch.setattr(memory.LOG, "warning", lambda *given, **_: logged.append(given))
    rounds = []

    def give_back(*, collect: bool) -> None:
        rounds.append(collect)
        if len(rounds) < 3:
            raise OSError

    monkeypatch.setattr(memory, "give_back", give_back)

    async def run() -> None:
        task = asyncio.create_task(memory.keep_giving_back())
        while len(rounds) < 4:
            assert not task.done()
            await asyncio.sleep(0.001)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert task.cancelled()

    run_apart(run())
    assert len(logged) == 1


def test_memory_goes_back_when_much_has_changed(monkeypatch):
    """By more than `CHANGED` up or down from what was held after the last time; for a byte less nothing is done."""
    monkeypatch.setattr(memory, "LOOK_S", 0)
    start, much = 1 << 30, memory.CHANGED
    # what is held at the start, and at each look; after the second and the fourth, which give back, once more
    sizes = [start, start + much, start + much + 1, start + 9, start + 9 - much, start + 8 - much, start, start]
    given_back = []

    async def run() -> None:
        done = asyncio.Event()

        def held() -> int:
            if len(sizes) == 1:
                done.set()
            return sizes.pop(0) if len(sizes) > 1 else sizes[0]

        monkeypatch.setattr(memory, "held", held)
        monkeypatch.setattr(memory, "give_back", lambda: given_back.append(len(sizes)))
        task = asyncio.create_task(memory.keep_low())
        await done.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    run_apart(run())
    assert given_back == [5, 2]


def test_a_server_looks_at_what_it_holds(monkeypatch):
    """On one's own machine, too: a file of a million videos is no smaller there."""
    monkeypatch.setattr(settings, "_once", [settings.Settings({}, None, None)])
    monkeypatch.setattr(server.st, "get_option", lambda _: True)
    monkeypatch.setattr(server.ready, "load_pages", lambda: None)
    monkeypatch.setattr(memory, "LOOK_S", 0)

    async def run() -> None:
        looked, sizes = asyncio.Event(), iter([0, memory.CHANGED + 1])
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(memory, "held", lambda: next(sizes, 0))
        monkeypatch.setattr(memory, "give_back", lambda: loop.call_soon_threadsafe(looked.set))
        async with server._while_it_runs(None):
            await asyncio.wait_for(looked.wait(), 60)

    run_apart(run())


def test_memory_is_looked_up_where_the_system_says_it(monkeypatch, tmp_path):
    """Of this process, in bytes; a system without that file says nothing."""
    monkeypatch.setattr(memory, "_STATUS", tmp_path / "statm")
    assert memory.held() == 0
    (tmp_path / "statm").write_text("900 300 20\n", "ascii")
    assert memory.held() == 300 * memory.os.sysconf("SC_PAGE_SIZE")
