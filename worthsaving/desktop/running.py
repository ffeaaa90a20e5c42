"""The one app that runs for a user: a lock that ends with its process, and a note of where the app answers."""

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True)
class Running:
    """The app that runs: its port on this machine and its version."""

    port: int
    version: str


class Lock:
    """The right to run the app for this user. The system gives it back when the process ends, however it ends."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or default_folder()
        self._file: int | None = None

    def take(self) -> bool:
        """Take the lock; False where another process holds it.

        True also where the folder cannot be written to: two apps at once do no harm, none at all would.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._folder / "running.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return True
        if _lock(self._file):
            return True
        os.close(self._file)
        self._file = None
        return False

    def note(self, running: Running) -> None:
        """Write down which app runs, for a second start to open."""
        with suppress(OSError):
            partial = self._note.with_suffix(".partial")
            partial.write_text(json.dumps(asdict(running)), "utf-8")
            partial.replace(self._note)

    def noted(self) -> Running | None:
        """Return the app that was written down; None without a readable note."""
        try:
            return Running(**json.loads(self._note.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def release(self) -> None:
        """Give the lock back and delete the note. Nothing happens where it is not held."""
        if self._file is None:
            return
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
        os.close(self._file)
        self._file = None

    @property
    def _note(self) -> Path:
        return self._folder / "running.json"


def default_folder() -> Path:
    """Return this user's own cache folder of the app."""
    return Path(platformdirs.user_cache_dir("worthsaving", appauthor=False))


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        """Lock an open file; False where another process has locked it."""
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        """Lock an open file; False where another process has locked it. A file system without locks grants it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True
