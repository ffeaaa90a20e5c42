"""The working folder beside a result: what is done so far, so that a run that was stopped goes on."""

import datetime as dt
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from worthsaving import __version__
from worthsaving.batch.bucket import write_text
from worthsaving.errors import WorthSavingError

ENDING = ".working"
FORMAT = 1
BUCKET_BYTES = 4_000_000  # of sources in a bucket: some seconds of work
FEWEST, MOST = 16, 4096  # buckets

_BUSY = "Another run is writing {name}. Wait for it, or choose another name with -o."
_OTHER = (
    "{name} was begun by another version, or with other options. Delete the folder, or choose another name with -o."
)


@dataclass(frozen=True)
class Plan:
    """What a run settled when it began: how many buckets, and the latest day a date can be (ISO 8601)."""

    buckets: int
    today: str
    rows_are: str

    @property
    def settings(self) -> dict[str, Any]:
        """What decides the cut files."""
        return {"version": __version__, "format": FORMAT, "buckets": self.buckets, "rows_are": self.rows_are}


def folder_of(output: Path) -> Path:
    """Return the working folder of a result."""
    return output.with_name(output.name + ENDING)


@contextmanager
def opened(output: Path, size: int, today: dt.datetime, rows_are: str) -> Iterator[tuple[Path, Plan]]:
    """Open the working folder of a result for one run alone, and yield it with its plan, which an earlier run may have made.

    `size`: bytes of all sources. Raises WorthSavingError where another run has it open or it was made otherwise.
    """
    folder = folder_of(output)
    for part in (folder, folder / "cut", folder / "rows"):
        part.mkdir(exist_ok=True)
    with (folder / "lock").open("a+b") as lock:
        if not _lock(lock):
            raise WorthSavingError(_BUSY.format(name=output.name))
        yield folder, _plan(folder, size, today, rows_are)


def _plan(folder: Path, size: int, today: dt.datetime, rows_are: str) -> Plan:
    path = folder / "plan.json"
    buckets = min(max(size // BUCKET_BYTES, FEWEST), MOST)
    plan = Plan(int(buckets), today.isoformat(), rows_are)
    if not path.exists():
        write_text(json.dumps({**plan.settings, "today": plan.today}), path)
        return plan
    found = json.loads(path.read_text("utf-8"))
    kept = Plan(found["buckets"], found["today"], rows_are)
    if {**kept.settings, "today": kept.today} != found:
        raise WorthSavingError(_OTHER.format(name=folder.name))
    return kept


def remove(output: Path) -> None:
    """Remove the working folder of a result that is done."""
    shutil.rmtree(folder_of(output), ignore_errors=True)


def tidy(folder: Path, kept: set[str]) -> None:
    """Remove what a stopped run left half-written, and cut files of tasks that are no longer there."""
    for path in [*(folder / "cut").iterdir(), *(folder / "rows").iterdir()]:
        task = path.name.split(".")[0].split("-")[0]
        if path.suffix == ".part" or (path.parent.name == "cut" and task not in kept):
            path.unlink(missing_ok=True)


def _lock(file: IO[bytes]) -> bool:
    """Take the lock of an open file, which ends with the process however that ends; False where another has it."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
