"""Before the first visitor the pages' code is loaded and left out of the garbage collections that follow each run."""

import ast
import asyncio
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from worthsaving.ui.shell import ready, server

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

    asyncio.run(start())
    assert done == ["loaded"]
