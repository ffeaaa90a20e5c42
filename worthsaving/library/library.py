"""The library: exports kept over time. The one door to everything in this folder."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from sqlalchemy.exc import ArgumentError, DBAPIError

from worthsaving.library import backup as backup_library
from worthsaving.library import (
    changes,
    current,
    forgetting,
    histories,
    importing,
    library_errors,
    location,
    overview,
    stored_rows,
)
from worthsaving.library import overview as overview_library
from worthsaving.library.engine import PATIENCE_S, Store, alone
from worthsaving.library.forgetting import Undone
from worthsaving.library.importing import Kept
from worthsaving.reading.result import Reading

Account = tuple[str, str]
"""(platform, handle without @), as in the canonical tables."""


def digest(data: bytes) -> str:
    """What tells a file from every other one: the SHA-256 of its bytes, whatever its name."""
    return hashlib.sha256(data).hexdigest()


class Library:
    """Exports kept over time, in a file on this machine or on a server.

    Nothing is written before the first `keep`; until then it is simply empty. Every method is one transaction and
    holds no connection afterwards. All raise a LibraryError, a sentence for the user, when the library cannot do it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, url: str | None = None, *, patience_s: float = PATIENCE_S) -> Library:
        """The library at an address: None for this user's own file, a path, or postgresql://user:password@host/name.

        `patience_s` is how long to wait for another writer. Raises BadLibraryAddress.
        """
        try:
            return cls(Store(location.find(url), patience_s=patience_s))
        except (ArgumentError, ValueError, RuntimeError) as error:  # RuntimeError: "~somebody" who is not here
            raise library_errors.BadLibraryAddress from error

    @property
    def where(self) -> str:
        """Where it lies, to be shown: a path, or the server's address without its password."""
        return str(self._store.place)

    def keep(
        self,
        reading: Reading,
        files: Sequence[tuple[str, str]] = (),
        *,
        now: dt.datetime,
        taken: dt.datetime | Mapping[str, dt.datetime] | None = None,
    ) -> Kept:
        """Keep what was read, as one import: all of it or, when anything fails, nothing.

        Each file of `reading.snapshots` is known by its digest: one that was kept before changes nothing. `files`,
        as (name, `digest`), are only used for a reading without snapshots. Counts whose file names no moment, neither in
        its rows nor in its name, are taken to be of `now`, the moment of keeping, and marked so; or of `taken`, when
        the user says when the files were exported: one moment for all, or one for each digest that is not of now.
        Both must be aware. Raises SameMoment for files that would hide one another, see `moments.clashing`.
        """
        with self._store.write() as connection:
            return importing.keep(connection, reading, files, stored_rows.micros(now), taken)

    def kept_whole(self, digests: Iterable[str]) -> set[str]:
        """Which of the files with these digests are kept, and all of each: keeping them again changes nothing."""
        with self._store.read() as connection:
            return importing.kept_whole(connection, digests)

    def imports(self, accounts: Sequence[tuple[str, str]] = ()) -> pd.DataFrame:
        """One row an import, of all accounts or of these, newest first; see `listing.imports`."""
        with self._store.read() as connection:
            return overview.imports(connection, accounts)

    def accounts(self) -> pd.DataFrame:
        """One row an account; see `listing.accounts`."""
        with self._store.read() as connection:
            return overview.accounts(connection)

    def undo_last(self, import_id: int | None = None) -> Undone | None:
        """Take back the import that was kept last; None where there is none.

        `import_id` says which one the user takes for the last: when it no longer is, nothing is taken back.
        """
        if self.is_empty():
            return None
        with self._store.write() as connection:
            undone = forgetting.undo_last(connection, import_id)
        self._tidy()
        return undone

    def forget_account(self, platform: str, account: str) -> int:
        """Take away all that is kept of an account; how many videos that were."""
        if self.is_empty():
            return 0
        with self._store.write() as connection:
            count = forgetting.forget_account(connection, platform, account)
        self._tidy()
        return count

    def forget_everything(self) -> None:
        """Take away all that is kept, and every copy that was set aside beside the library's file."""
        if not self.is_empty():
            with self._store.write() as connection:
                forgetting.forget_everything(connection)
        self._tidy()
        with library_errors.told(self._store.place):
            for copy in self.copies():
                copy.unlink(missing_ok=True)

    def copies(self) -> list[Path]:
        """Files beside the library that still hold what was in it: damaged ones, and copies made before a change."""
        return self._store.place.copies()

    def is_empty(self) -> bool:
        """Whether nothing is kept."""
        with self._store.read() as connection:
            return connection.execute(importing.ANY_IMPORT).first() is None

    def reading(self, *, accounts: Sequence[Account] = ()) -> Reading:
        """The newest known of these accounts (all, when none is named): what the pages show, as from dropped files.

        `observed_at` is the moment of the newest file a video was in; each count is the newest one known.
        """
        with self._store.read() as connection:
            return current.reading(connection, accounts=accounts)

    def changes(self, *, since: int | dt.datetime | None = None, accounts: Sequence[Account] = ()) -> pd.DataFrame:
        """What changed since an import (its number), a moment, or by default each account's export before the newest.

        Exports of one day are one look: the one before is 20 hours older where there is such a one.

        One row a video that was seen since then or has vanished, most saves gained first. Columns: `changes.COLUMNS`:
        what the video is; before_at and after_at, the moments compared; each count as it is now, and what it gained
        (missing where either side does not know it); new (first seen since then; its gains are known if it was also
        posted since then); vanished (in the earlier full export of its account and not in the newest, though that
        covers its posting time); fell (some count is lower than before).
        """
        moment = stored_rows.micros(since) if isinstance(since, dt.datetime) else None
        number = since if isinstance(since, int) else None
        with self._store.read() as connection:
            return changes.changes(connection, since=number, moment=moment, accounts=accounts)

    def history(self, platform: str, account: str, video_id: str, *, limit: int = 4000) -> pd.DataFrame:
        """All that was observed of a video, oldest first, at most the newest `limit`; columns `histories.COLUMNS`."""
        with self._store.read() as connection:
            return histories.history(connection, platform, account, video_id, limit=limit)

    def histories(self, accounts: Sequence[Account] = (), *, videos: int = 400, first_days: int = 60) -> pd.DataFrame:
        """The first days and the newest state of the videos posted last, for growth; see `histories.histories`."""
        with self._store.read() as connection:
            return histories.histories(connection, accounts=accounts, videos=videos, first_days=first_days)

    def backup(self, path: str | Path) -> None:
        """Write all that is kept to one new file. Raises LibraryError where a file of that name is there already."""
        path = Path(path)
        if self.is_empty():
            raise library_errors.LibraryError(
                "Nothing is kept yet, so there is nothing to back up. Keep an export first."
            )
        with library_errors.told(self._store.place), _at(path):
            backup_library.copy_out(self._store, path)

    def backup_bytes(self) -> bytes:
        """What `backup` would write, for a download; nothing of it stays on this machine."""
        if self.is_empty():
            raise library_errors.LibraryError(
                "Nothing is kept yet, so there is nothing to back up. Keep an export first."
            )
        with library_errors.told(self._store.place), _for_a_moment():
            return backup_library.as_bytes(self._store)

    def restore(self, backup: str | Path | bytes) -> Path | None:
        """Put what a backup (its path or its bytes) holds in the place of all that is kept.

        Where something was, returns the copy made of it. A damaged library is set aside first. The backup may come from
        either engine.
        """
        source = backup if isinstance(backup, bytes) else Path(backup)
        try:
            return self._restore(source)
        except library_errors.LibraryDamaged:
            return self._restore(source)

    def _restore(self, source: Path | bytes) -> Path | None:
        aside: list[Path] = []

        def copy_first() -> None:
            if not self.is_empty():
                with library_errors.told(self._store.place):
                    aside.append(self._store.place.beside("before-restore"))
                    backup_library.copy_out(self._store, aside[0])

        with _for_a_moment() if isinstance(source, bytes) else _at(source):
            backup_library.copy_in(self._store, source, before=copy_first)
        self._tidy()
        return aside[0] if aside else None

    def dump(self) -> str:
        """All that is known as text, the same for equal libraries whatever the engine and order; see `dump.dump`."""
        with self._store.read() as connection:
            return overview_library.dump(connection)

    def _tidy(self) -> None:
        """Give the room of what was taken away back to the disk, its traces in SQLite's log included."""
        path = self._store.place.path
        if path is not None and path.exists():
            with library_errors.told(self._store.place):
                alone(self._store.engine, "PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _at(path: Path) -> Iterator[None]:
    """Faults of the file the user named, told with its name and not as the library's own."""
    try:
        yield
    except FileExistsError as error:
        raise library_errors.LibraryError(
            f"{path} is there already and was left as it is. Choose another name."
        ) from error
    except FileNotFoundError as error:
        missing = path if path.parent.exists() else f"folder {path.parent}"
        raise library_errors.BadBackup(f"There is no {missing}. Check the path and try again.") from error
    except OSError as error:
        reason = error.strerror or "no reason given"
        raise library_errors.LibraryError(f"{path} cannot be used ({reason}). Choose another place.") from error
    except DBAPIError as error:
        if not library_errors.no_room(error):
            raise
        raise library_errors.LibraryError(
            f"There is no room for {path}, or it may not be written. Choose another place."
        ) from error


@contextmanager
def _for_a_moment() -> Iterator[None]:
    """Faults of the folder that holds a copy for a moment; which folder that is says nothing to anybody."""
    try:
        yield
    except (OSError, DBAPIError) as error:
        if not isinstance(error, OSError) and not library_errors.no_room(error):
            raise
        raise library_errors.LibraryError(
            "There is no room for a copy in this machine's folder for temporary files. Free some space and try again."
        ) from error
