"""Memory that is no longer used, given back to the system while the app runs."""

import asyncio
import ctypes
import gc
import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from worthsaving.ui.shell.served import left_visits

LOG = logging.getLogger("worthsaving.visits")
EVERY_S = 20
"""So often. Trimming 300 MB takes some 10 ms, in which other threads wait for memory."""
LOOK_S = 0.3
CHANGED = 16 << 20
"""With so many bytes more or fewer than after the last time, memory is given back at once: with a million videos each statistic
leaves 8 MB holes for every number of a video, and the server held a sixth more at its peak (docs/speed.md)."""
_STATUS = Path("/proc/self/statm")  # Linux; elsewhere nobody says what is held


async def keep_giving_back() -> None:
    """Forget visits that have left and give back free memory, every few seconds until this is cancelled."""

    async def once() -> None:
        ended = left_visits.forget()
        await asyncio.to_thread(give_back, collect=ended > 0)

    await _again(EVERY_S, once)


async def keep_low() -> None:
    """Give back free memory whenever what this process holds has changed by `CHANGED`, until this is cancelled."""
    last = held()

    async def once() -> None:
        nonlocal last
        if abs(held() - last) > CHANGED:
            await asyncio.to_thread(give_back)
            last = held()

    await _again(LOOK_S, once)


def held() -> int:
    """Return the bytes of memory that this process holds; 0 where the system does not say."""
    try:
        return int(_STATUS.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


async def _again(every: float, once: Callable[[], Awaitable[None]]) -> None:
    """Do it every so many seconds; what goes wrong is logged, a kind of error once, and does not end it."""
    seen: set[str] = set()
    while True:
        await asyncio.sleep(every)
        try:
            await once()
        except Exception as error:
            if type(error).__name__ not in seen:
                seen.add(type(error).__name__)
                LOG.warning("memory was not given back; it is tried again every %s s", every, exc_info=True)


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
