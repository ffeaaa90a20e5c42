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
STILL_S, STILL_WITHOUT_END_S = 10.0, 60.0
"""A file must not have changed for so long: what writes it pauses at times. The second one is for text whose last line has no end:
a writer that pauses mostly stops inside a line."""
AGAIN_S = 60.0
"""After the library could not be written, a file is tried again so much later."""
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".zip", ".gz", ".zst", ".json", ".jsonl", ".ndjson", ".har", ".parquet")
TEXTS = (".csv", ".tsv", ".txt", ".jsonl", ".ndjson")
"""Kinds of files that go on line by line: a part of one can be read. Of the others a part is refused as damaged."""
State = tuple[int, int]
"""A file's size and when it was last written (nanoseconds)."""


class Unfinished(WorthSavingError):
    """A file of which more is still to come: it is kept when it has changed."""


def watch(
    folder: Path, keep: Callable[[Path], str], *, stop: threading.Event | None = None, look_s: float = LOOK_S
) -> None:
    """Call `keep` for every export that appears in `folder` from now on, and print its answer as one line.

    A file counts once it has bytes and has not changed for `STILL_S`; a changed one counts again. What lies there
    at the start is left alone. Ends when `stop` is set, on Ctrl+C and on SIGTERM: the file in hand is finished first. A
    file whose keeping raises `Unfinished` is told once and waits until it changes; one that raises another
    WorthSavingError is told once and tried again until it is kept.
    """
    over = stop or threading.Event()
    before = _exports(folder) or {}
    done, later, still = dict(before), dict[str, int](), dict[str, int]()
    with _until_stopped(over):
        while not over.wait(look_s):
            known = _exports(folder)
            if known is None:
                continue
            still = {name: still.get(name, 0) + 1 if state == before.get(name) else 0 for name, state in known.items()}
            for name, state in known.items():
                waiting = later.get(name, 0)
                if waiting > 1:
                    later[name] = waiting - 1
                elif (
                    state[0] and state != done.get(name) and _is_still(folder / name, still[name]) and not over.is_set()
                ):
                    if _kept(folder / name, keep, told=name in later):
                        done[name] = state
                        later.pop(name, None)
                    else:
                        later[name] = _looks(AGAIN_S)
            before = known
            done = {name: state for name, state in done.items() if name in known}


def _looks(seconds: float) -> int:
    return max(1, round(seconds / LOOK_S))


def _is_still(path: Path, looks: int) -> bool:
    """Whether a file that has not changed in so many looks counts as complete."""
    if looks < _looks(STILL_S):
        return False
    return looks >= _looks(STILL_WITHOUT_END_S) or _has_end(path)


def _has_end(path: Path) -> bool:
    """Whether the last line of a text has an end; of other kinds of files, and where it cannot be opened, True."""
    if not path.name.lower().endswith(TEXTS):
        return True
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 4))
            return file.read().rstrip(b"\0").endswith((b"\n", b"\r"))
    except OSError:
        return True


def _kept(path: Path, keep: Callable[[Path], str], *, told: bool) -> bool:
    """Keep one file and print one line on it; False where the library could not be written, told the first time only."""
    try:
        show(f"{path.name}: {' '.join(keep(path).split())}")
    except Unfinished as error:
        show(f"{path.name}: not kept yet. {' '.join(str(error).split())}")
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
