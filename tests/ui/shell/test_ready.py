"""Before the first visitor: memory is shared by all threads, the pages' code loaded and left out of garbage collections."""

import ast
import platform
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.ui.apart import run_apart
from worthsaving.ui.shell import ready, server

PAUSED = """
import gc
from worthsaving.ui.shell import ready
try:
    with ready.uncollected():
        before = gc.isenabled(), gc.get_freeze_count()
        raise OSError
except OSError:
    print((*before, gc.isenabled(), gc.get_freeze_count() > 0))
"""

LOADED = """
import gc, sys
from worthsaving.ui.shell import ready
ready.load_pages()
loaded, left = set(sys.modules), len(gc.get_objects())
import tests.ui.visiting as visiting
visiting.open_page("app.py", visiting.sample("tiktok"))
pages = [name for name in set(sys.modules) - loaded if name.startswith("worthsaving.ui.")]
print((gc.get_freeze_count(), left, pages))
"""

POOLS = """
import ctypes, sys, threading
from worthsaving.ui.shell import server
server.options()
ctypes.CDLL(None).malloc_stats()
print("then", file=sys.stderr, flush=True)
together = threading.Barrier(8)
threads = [threading.Thread(target=lambda: (together.wait(), bytearray(100_000), together.wait())) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
ctypes.CDLL(None).malloc_stats()
"""


@pytest.mark.subprocess
@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc gives each thread a pool of its own")
def test_threads_make_no_pools_of_their_own():
    """As many as there were when the server was set up: imports start some, on a machine of many cores more of them."""
    ran = subprocess.run([sys.executable, "-c", POOLS], cwd=ROOT, capture_output=True, text=True, check=True)
    before, _, after = ran.stderr.rpartition("then\n")
    assert after.count("Arena ") == before.count("Arena ") > 0


@pytest.mark.subprocess
def test_no_garbage_is_looked_for_while_code_is_imported():
    """It is again afterwards, also where an import fails, and what was imported is left out."""
    ran = subprocess.run([sys.executable, "-c", PAUSED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ast.literal_eval(ran.stdout) == (False, 0, True, True)


@pytest.mark.subprocess
def test_what_the_pages_load_is_frozen():
    """All modules of the pages are there before one is opened, and hardly an object of theirs is looked at any more."""
    ran = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True)
    frozen, left, pages = ast.literal_eval(ran.stdout.splitlines()[-1])
    assert pages == []
    assert frozen > 50_000
    assert left < frozen / 100


def test_the_server_loads_the_pages_before_it_answers(monkeypatch):
    """Whatever starts the server, its first visitor finds the code loaded."""
    done = []
    monkeypatch.setattr(ready, "load_pages", lambda: done.append("loaded"))
    monkeypatch.setattr(server, "_open_browser", lambda: None)

    async def start() -> None:
        async with server._while_it_runs(None):
            assert done == ["loaded"]

    run_apart(start())
    assert done == ["loaded"]
