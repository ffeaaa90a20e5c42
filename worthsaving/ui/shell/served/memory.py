"""Memory that visits no longer use, given back to the system while a served app runs."""

import asyncio
import ctypes
import gc
import logging
import os

from worthsaving.ui.shell.served import left_visits

LOG = logging.getLogger("worthsaving.visits")
EVERY_S = 20
"""So often. Trimming 300 MB takes some 10 ms, in which other threads wait for memory."""


async def keep_giving_back() -> None:
    """Forget visits that have left and give back free memory, every few seconds until this is cancelled.

    What goes wrong once is logged, a kind of error once, and does not end it.
    """
    seen: set[str] = set()
    while True:
        await asyncio.sleep(EVERY_S)
        try:
            ended = left_visits.forget()
            await asyncio.to_thread(give_back, collect=ended > 0)
        except Exception as error:
            if type(error).__name__ not in seen:
                seen.add(type(error).__name__)
                LOG.warning("memory was not given back; it is tried again every %s s", EVERY_S, exc_info=True)


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
