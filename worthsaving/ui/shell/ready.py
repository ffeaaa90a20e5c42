"""Before the first visitor: one pool of memory for all threads; the pages' code loaded and left out of collections of garbage."""

import ctypes
import gc
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from worthsaving import ui

_ARENA_MAX = -8  # glibc's M_ARENA_MAX (malloc.h)


def share_memory() -> None:
    """Let all threads take memory from one pool of the C library, where that is glibc; elsewhere nothing happens.

    Each run of a page has a thread of its own, and by itself glibc gives each thread a pool that keeps what one page once
    needed: after twenty visits the server held twice the memory (docs/long-life.md).
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_ARENA_MAX, 1)


def load_pages() -> None:
    """Import all that the pages import, then freeze it (`gc.freeze`): nothing of any visitor is there yet.

    Streamlit collects all garbage after every run of a page. Going through the code's own objects each time was two
    thirds of a rerun's cost (docs/speed.md).
    """
    with uncollected():
        for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
            importlib.import_module(module.name)


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage while code is imported, and freeze all that is there at the end.

    Of 160,000 objects that the pages' imports leave 400 are garbage. Looking for them took 0.08 of the 0.27 s that the first
    page's modules take, and a last look 0.13 s (docs/speed.md).
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
