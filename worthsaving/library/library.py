"""Exports kept over time: the public interface of the library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import pandas as pd
from sqlalchemy import Connection
from sqlalchemy.exc import ArgumentError, DBAPIError

from worthsaving.library import (
    backup as backups,
    changes,
    copying,
    current,
    forgetting,
    histories,
    importing,
    library_errors,
    location,
    overview,
    stored_rows,
)
from worthsaving.library.connections import run_outside_transaction
from worthsaving.library.engine import PATIENCE_S, Store
from worthsaving.library.forgetting import UndoneImport
from worthsaving.library.importing import ImportResult
from worthsaving.library.kept import clock, labels, saves_over_time
from worthsaving.library.kept.audience import newest_audience
from worthsaving.library.kept.own_words import OwnWords
from worthsaving.reading.result import Reading
from worthsaving.schema import Account

P = ParamSpec("P")
T = TypeVar("T")


class Library(OwnWords):
    """Exports kept over time, in a file on this machine or on a server.

    Nothing is written before the first `keep`; until then the library is empty. Every method is one transaction and
    closes its connection. Every method raises a LibraryError, whose message is for the user, where it cannot be done.
    """

    @classmethod
    def open(cls, url: str | None = None, *, patience_s: float = PATIENCE_S) -> Library:
        """Open the library at an address; creates nothing.

        None is this user's own file; else a path, sqlite:///path or postgresql://user:password@host/name. `patience_s`:
        how many seconds to wait for another writer. Raises BadLibraryAddress.
        """
        try:
            return cls(Store(location.parse_address(url), patience_s=patience_s))
        except (ArgumentError, ValueError, RuntimeError) as error:  # RuntimeError: "~user" of an unknown user
            raise library_errors.BadLibraryAddress from error

    @property
    def where(self) -> str:
        """The library's path, or the server's address without its password."""
        return str(self._store.location)

    def keep(
        self, reading: Reading, *, now: dt.datetime, taken: dt.datetime | Mapping[str, dt.datetime] | None = None
    ) -> ImportResult:
        """Keep the files of a reading (`reading.snapshots`), as one import: all of it or, where anything fails, nothing.

        A file is known by its digest: one that was kept before changes nothing. Counts get the moment in their rows or
        in the file's name, else `taken`, else `now` (the moment of keeping), which is marked as not stated. `taken` is
        when undated files were exported: one moment for all, or one by digest. `now` and `taken` must be aware. Raises
        SameMoment for files that would overwrite each other's counts, see `export_dates.conflicting`.
        """
        with self._store.write() as connection:
            return importing.keep(connection, reading, clock.micros(now), taken)

    def kept_whole(self, digests: Iterable[str]) -> set[str]:
        """Return which of these files are kept with all their accounts: keeping them again changes nothing."""
        with self._store.read() as connection:
            return importing.kept_whole(connection, digests)

    def imports(self, accounts: Sequence[Account] = ()) -> pd.DataFrame:
        """List the imports of these accounts (of all without any), newest first; columns: `overview.imports`."""
        with self._store.read() as connection:
            return overview.imports(connection, accounts)

    def ahead(self, now: dt.datetime) -> pd.DataFrame:
        """List the imports that were kept under a clock that was ahead of `now`; see `clock.ahead`."""
        return clock.ahead(self.imports(), now)

    def accounts(self) -> pd.DataFrame:
        """List the accounts, one row each; columns: `overview.accounts`."""
        with self._store.read() as connection:
            return overview.accounts(connection)

    def undo_last(self, import_id: int | None = None) -> UndoneImport | None:
        """Delete the newest import; None without one. Raises LibraryError where `import_id` is not the newest.

        With `import_id` it may be repeated when its answer got lost: then it finds that import gone, and takes no other.
        """
        return self._delete(forgetting.undo_last, import_id)

    def undo(self, import_id: int) -> UndoneImport:
        """Delete one import, the newest or an earlier one. Raises ImportGone where it is not there."""
        undone = self._delete(forgetting.undo, import_id)
        if undone is None:
            raise library_errors.ImportGone
        return undone

    def forget_account(self, platform: str, account: str) -> int:
        """Delete all that is kept of an account; return how many videos that were (0 for an unknown account)."""
        return self._delete(forgetting.forget_account, platform, account) or 0

    def forget_everything(self) -> None:
        """Delete all that is kept, and every copy in `copies`. Raises LibraryError naming a copy that cannot be deleted."""
        self._delete(forgetting.forget_everything)
        self._truncate_log()  # also where nothing is kept any more
        for copy in self.copies():
            try:
                copy.unlink(missing_ok=True)
            except OSError as error:
                raise library_errors.LibraryError(
                    f"All that was kept is forgotten, but the copy {copy} could not be deleted. Delete it yourself."
                ) from error

    def copies(self) -> list[Path]:
        """List the files that still hold what was in the library: damaged ones, and copies made before a change."""
        return self._store.location.copies()

    def reading(self, *, accounts: Sequence[Account] = ()) -> Reading:
        """Return the newest known values of these accounts (of all without any), as if they came from one file.

        `observed_at` is the moment of the newest file that a video was in; each count is the newest known one. Its
        `observations` are empty: ask `history` and `histories`. Labels are columns of the videos.
        """
        with self._store.read() as connection:
            return Reading(
                videos=labels.labelled(connection, accounts),
                days=current.days(connection, accounts),
                audience=newest_audience(connection, accounts),
            )

    def changes(self, *, since: int | dt.datetime | None = None, accounts: Sequence[Account] = ()) -> pd.DataFrame:
        """Compare with an earlier state: an import (its id), a moment, or by default each account's export before.

        The export before is the last one more than `schema.ONE_EXPORT` older than the newest, where there is one.

        One row a video that was seen since then or has vanished, most saves gained first; empty where there is nothing
        to compare. Columns, `changes.COLUMNS`: what describes the video; before_at and after_at, the moments compared;
        each count now, and its gain (missing where either side is unknown); new (first seen since then; its gains are
        known if it was also posted since then); vanished (in the earlier full export and not in the newest one, which
        covers its posting time); fell (some count is lower than before).
        """
        moment = clock.micros(since) if isinstance(since, dt.datetime) else None
        number = since if isinstance(since, int) else None
        with self._store.read() as connection:
            return changes.changes(connection, since=number, moment=moment, accounts=accounts)

    def history(self, platform: str, account: str, post: str, *, limit: int = 4000) -> pd.DataFrame:
        """Return the newest `limit` observations of a video, oldest first; columns `histories.COLUMNS`.

        `post` is the video's id, or where it has none its name in `post_names`.
        """
        with self._store.read() as connection:
            return histories.history(connection, platform, account, post, limit=limit)

    @staticmethod
    def post_names(videos: pd.DataFrame) -> pd.Series:
        """Return what names each of these canonical videos in `history` and `histories`, "" where nothing does."""
        return stored_rows.post_names(videos)

    def histories(self, accounts: Sequence[Account] = (), *, videos: int = 400, first_days: int = 60) -> pd.DataFrame:
        """Return the first days and the newest state of the videos posted last; see `histories.histories`."""
        with self._store.read() as connection:
            return histories.histories(connection, accounts=accounts, videos=videos, first_days=first_days)

    def saves_over_time(self, accounts: Sequence[Account] = (), *, weeks: int = 10) -> pd.DataFrame:
        """Return the saves of every video in the last weeks; see `saves_over_time.saves_over_time`."""
        with self._store.read() as connection:
            return saves_over_time.saves_over_time(connection, accounts, weeks=weeks)

    def backup(self, path: str | Path) -> None:
        """Write all that is kept to one new file. Raises LibraryError where that file exists, or nothing is kept."""
        path = Path(path)
        self._refuse_empty()
        with library_errors.translated(self._store.location), library_errors.of_file(path):
            copying.copy_to_file(self._store.engine_to_read(), path)

    def backup_bytes(self) -> bytes:
        """Return the bytes that `backup` would write; leaves no file on this machine."""
        self._refuse_empty()
        with library_errors.translated(self._store.location):
            return copying.to_bytes(self._store.engine_to_read())

    def restore(self, backup: str | Path | bytes) -> Path | None:
        """Replace all that is kept with a backup (its path or its bytes), from either engine.

        Returns the copy made of what was kept before, None where nothing was. Sets a damaged library aside first.
        """
        source = backup if isinstance(backup, bytes) else Path(backup)
        try:
            return self._restore(source)
        except library_errors.LibraryDamaged:
            return self._restore(source)

    def _restore(self, source: Path | bytes) -> Path | None:
        copies: list[Path] = []

        def copy_first() -> None:
            if not self.is_empty():
                with library_errors.of_copy(self._store.location):
                    copies.append(copying.copy_next_to(self._store.location, self._store.engine, "before-restore"))

        with nullcontext() if isinstance(source, bytes) else library_errors.of_file(source):
            try:
                backups.restore(self._store, source, before=copy_first)
            except library_errors.OutcomeUnknown:
                raise
            except BaseException:
                for copy in copies:  # nothing was restored: what it holds is still in the library
                    copy.unlink(missing_ok=True)
                raise
        self._truncate_log()
        return copies[0] if copies else None

    def dump(self) -> str:
        """Return all that is known as text, equal for equal libraries whatever the engine and order of keeping."""
        with self._store.read() as connection:
            return overview.dump(connection)

    def _delete(self, delete: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Run `delete` in one transaction and empty the log; None where nothing is kept."""
        if self.is_empty():
            return None
        with self._store.write() as connection:
            result = delete(connection, *args, **kwargs)
        self._truncate_log()
        return result

    def _refuse_empty(self) -> None:
        if self.is_empty():
            raise library_errors.LibraryError(
                "Nothing is kept yet, so there is nothing to back up. Keep an export first."
            )

    def _truncate_log(self) -> None:
        """Empty SQLite's write-ahead log, which may still hold what was deleted.

        What was asked for is done by now. Where the log cannot be emptied, the next connection that closes empties it.
        """
        path = self._store.location.path
        if path is not None and path.exists():
            with suppress(DBAPIError, OSError):
                run_outside_transaction(self._store.engine, "PRAGMA wal_checkpoint(TRUNCATE)")
