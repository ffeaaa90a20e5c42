"""A watched folder: each export that appears in it is kept once it is complete, until the program is stopped."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from worthsaving.cli.terminal import show
from worthsaving.errors import WorthSavingError

LOOK_S = 2.0
"""It looks so often. Looking works in every folder, also in one on a network, of which the system tells nothing."""
AGAIN_S = 60.0
"""After the library could not be written, a file is tried again so much later."""
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".zip", ".gz", ".zst", ".json", ".jsonl", ".ndjson", ".har", ".parquet")
State = tuple[int, int]
"""A file's size and when it was last written (nanoseconds): two equal ones, a look apart, mean that it is complete."""


def watch(
    folder: Path, keep: Callable[[Path], str], *, stop: threading.Event | None = None, look_s: float = LOOK_S
) -> None:
    """Call `keep` for every export that appears in `folder` from now on, and print its answer as one line.

    A file counts once it has bytes and has not changed between two looks; a changed one counts again. What lies there
    at the start is left alone. Ends when `stop` is set, on Ctrl+C and on SIGTERM: the file in hand is finished first. A
    file whose keeping raises WorthSavingError is told once and tried again until it is kept.
    """
    over = stop or threading.Event()
    before = _exports(folder) or {}
    done, later = dict(before), dict[str, int]()
    looks = max(1, round(AGAIN_S / LOOK_S))
    with _until_stopped(over):
        while not over.wait(look_s):
            known = _exports(folder)
            if known is None:
                continue
            for name, state in known.items():
                waiting = later.get(name, 0)
                if waiting > 1:
                    later[name] = waiting - 1
                elif state[0] and state == before.get(name) != done.get(name) and not over.is_set():
                    if _kept(folder / name, keep, told=name in later):
                        done[name] = state
                        later.pop(name, None)
                    else:
                        later[name] = looks
            before = known
            done = {name: state for name, state in done.items() if name in known}


def _kept(path: Path, keep: Callable[[Path], str], *, told: bool) -> bool:
    """Keep one file and print one line on it; False where the library could not be written, told the first time only."""
    try:
        show(f"{path.name}: {' '.join(keep(path).split())}")
    except WorthSavingError as error:
        if not told:
            show(f"{path.name}: not kept yet, it is tried again. {' '.join(str(error).split())}")
        return False
    return True


def _exports(folder: Path) -> dict[str, State] | None:
    """Return the files in a folder that an export could be, with their states; None while the folder cannot be read."""
    found = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                with suppress(OSError):  # taken away between two steps
                    if entry.name.lower().endswith(SUFFIXES) and entry.is_file():
                        about = entry.stat()
                        found[entry.name] = (about.st_size, about.st_mtime_ns)
    except OSError:  # a network folder may be away for a while
        return None
    return found


@contextmanager
def _until_stopped(over: threading.Event) -> Iterator[None]:
    """Let Ctrl+C and SIGTERM set `over` instead of ending the program in the middle of a file."""
    if threading.current_thread() is not threading.main_thread():  # only the main thread may take signals
        yield
        return
    before = {number: signal.signal(number, lambda *_: over.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
