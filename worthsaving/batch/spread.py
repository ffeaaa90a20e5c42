"""Spreading tasks over processes of this machine: results as they come; a process that dies costs its tasks some time."""

import os
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, Protocol

Call = tuple[Any, ...]
"""A function of a module, and its arguments."""

TRIES = 3
"""So often a task is begun that ends its process each time; the last time it runs alone."""

WAITING = 2  # tasks that wait in front of each process


class Lost:
    """Result of a task that ended its process each time."""


class Spread(Protocol):
    """Whatever runs tasks elsewhere."""

    def run(self, function: Callable[..., Any], calls: Sequence[Call]) -> Iterator[tuple[int, Any]]:
        """Yield number and result of each call, in the order in which they end; `Lost` for one that ends its process."""


class Processes:
    """Runs tasks in `jobs` processes of this machine."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def run(self, function: Callable[..., Any], calls: Sequence[Call]) -> Iterator[tuple[int, Any]]:
        """Yield number and result of each call, in the order in which they end; `Lost` for one that ends its process."""
        tries: Counter[int] = Counter()
        left = deque(range(len(calls)))
        while left:
            alone = tries[left[0]] >= TRIES - 1
            try:
                yield from self._round(function, calls, left, tries, jobs=1 if alone else self.jobs, alone=alone)
            except BrokenProcessPool:
                lost = [at for at in left if tries[at] >= TRIES]
                for at in lost:
                    left.remove(at)
                    yield at, Lost()
                # Those that may have ended it come last, so that the others are done before they run alone
                again = sorted(left, key=lambda at: tries[at])
                left.clear()
                left.extend(again)

    def _round(
        self,
        function: Callable[..., Any],
        calls: Sequence[Call],
        left: deque[int],
        tries: Counter[int],
        *,
        jobs: int,
        alone: bool,
    ) -> Iterator[tuple[int, Any]]:
        """Run what is left, or its first task alone; takes out of `left` what is done."""
        with _one_thread_each(), ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (os.getpid(),)) as pool:
            waiting = iter([left[0]] if alone else [at for at in left if tries[at] < TRIES - 1])
            running: dict[Future[Any], int] = {}
            try:
                while True:
                    for at in waiting:
                        tries[at] += 1
                        running[pool.submit(function, *calls[at])] = at
                        if len(running) >= jobs * (1 if alone else WAITING):
                            break
                    if not running:
                        return
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        at = running.pop(future)
                        result = future.result()
                        left.remove(at)
                        tries[at] = 0
                        yield at, result
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let each process that is started calculate in one thread: there is one process a core."""
    names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def _begin(parent: int) -> None:
    """Prepare a process: one thread for Arrow, no Ctrl+C of its own, and an end when the one that started it is gone."""
    import signal

    import pyarrow as pa

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
