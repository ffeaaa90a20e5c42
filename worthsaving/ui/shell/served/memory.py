"""Memory that visits no longer use, given back to the system while a served app runs."""

import asyncio
import ctypes
import gc
import os

from streamlit import runtime

EVERY_S = 20
"""So often. Trimming 300 MB takes some 10 ms, in which other threads wait for memory."""


async def keep_giving_back() -> None:
    """Forget visits that have left and give back free memory, every few seconds until this is cancelled."""
    while True:
        await asyncio.sleep(EVERY_S)
        ended = forget_left()
        await asyncio.to_thread(give_back, collect=ended > 0)


def forget_left() -> int:
    """Forget the visits whose browser has been away for longer than Streamlit waits for it; return how many they were.

    Streamlit hides them after two minutes (`server.disconnectedSessionTTL`), but holds each until another one leaves.
    To be called where Streamlit adds and removes visits: in the server's event loop.
    """
    if not runtime.exists():
        return 0
    sessions = runtime.get_instance()._session_mgr
    waiting = getattr(getattr(sessions, "_session_storage", None), "_cache", None)
    if waiting is None:
        return 0
    with sessions._storage_lock:  # type: ignore[attr-defined]
        ended = waiting.expire()
    return len(ended)


def give_back(*, collect: bool = False) -> None:
    """Return what is free in this process to the system: what Arrow holds, and what the C library holds (glibc's own way).

    Without it each of the server's threads keeps what a page once needed. `collect`: look for garbage first.
    """
    if collect:
        gc.collect()
    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    if trim is not None:
        trim(0)
