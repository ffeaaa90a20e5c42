"""The transactions of one library: many readers, a single writer at a time."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa

from worthsaving.library import connections, copying, database_tables, library_errors, migrations
from worthsaving.library.checks import commits, file
from worthsaving.library.location import MAGIC, Location

PATIENCE_S = 30
"""How many seconds a writer waits for another one before it gives up."""


class Store:
    """One library's database. Creates nothing before the first write; closes each connection after its transaction."""

    def __init__(self, location: Location, *, patience_s: float = PATIENCE_S) -> None:
        self.location = location
        self.patience_s = patience_s
        self._engine: sa.Engine | None = None

    @property
    def engine(self) -> sa.Engine:
        """The engine, made when first needed. Raises LibraryUnreachable where the server's driver is missing."""
        if self._engine is None:
            try:
                self._engine = connections.create_engine(self.location, self.patience_s)
            except ModuleNotFoundError as error:
                raise library_errors.LibraryUnreachable(
                    'A library on a server needs one more package. Install it with: pip install "psycopg[binary]"'
                ) from error
        return self._engine

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Open one consistent view of the library; of an empty one where there is none yet."""
        with library_errors.translated(self.location):
            if not self._exists():
                empty = connections.empty_in_memory()
                try:
                    with empty.connect() as connection:
                        yield connection
                finally:
                    empty.dispose()
                return
            with ExitStack() as stack:
                connection, found = self._open_to_read(stack)
                if found == database_tables.VERSION:
                    yield connection
                    return
            self._upgrade(found)
        with self.read() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """Open one transaction, committed whole or not at all. Creates the library where there is none yet."""
        with library_errors.translated(self.location):
            if not self._exists():
                self._create()
            with self.transaction() as connection:
                found = migrations.lock_version(connection)
                if found == database_tables.VERSION:
                    yield connection
                    return
            self._upgrade(found)
        with self.write() as connection:
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """Open a bare write transaction: committed at the end, rolled back on any error.

        Where COMMIT itself fails, looks whether it was done all the same. Raises OutcomeUnknown where that cannot be
        known.
        """
        mark = None
        try:
            with self.engine.connect() as plain:
                connection = plain.execution_options(writes=True)
                with connection.begin():
                    yield connection
                    mark = commits.mark(connection)
        except (sa.exc.DBAPIError, OSError) as error:
            done = mark is not None and commits.was_committed(self.engine, mark)
            if done is None:
                raise library_errors.OutcomeUnknown(
                    f"{library_errors.OutcomeUnknown()} It is at {self.location}."
                ) from error
            if not done:
                raise

    def engine_to_read(self) -> sa.Engine:
        """Return the engine that can read the library: where it cannot be written to, one that needs no writing."""
        with ExitStack() as stack:
            return self._open_to_read(stack)[0].engine

    def _open_to_read(self, stack: ExitStack) -> tuple[sa.Connection, int]:
        """Begin a transaction that reads, and return it with the library's version.

        SQLite makes two files next to a library even to read it. Where it cannot (a read-only folder, a full disk), the
        library's file is opened alone, if it holds everything.
        """
        try:
            return _begin(stack, self.engine, self.location)
        except sa.exc.DBAPIError as error:
            path = self.location.path
            if path is None or not library_errors.cannot_write(error):
                raise
            log = path.with_name(path.name + "-wal")
            if log.exists() and log.stat().st_size:
                raise library_errors.LibraryNotClosed(
                    f"{library_errors.LibraryNotClosed()} It is at {path}."
                ) from error
            return _begin(stack, connections.create_engine_to_look(path), self.location)

    def _exists(self) -> bool:
        """Whether there is a library. Sets a truncated file aside. Raises BadLibraryAddress for what can be none."""
        path = self.location.path
        if path is None:
            with self.engine.connect() as connection:
                return sa.inspect(connection).has_table(database_tables.version.name)
        try:
            found = path.stat()
        except FileNotFoundError:
            if path.is_symlink():
                raise library_errors.BadLibraryAddress(
                    f"{path} is a link to a file that is not there. Name the file itself, or connect the disk it is on and try again."
                ) from None
            return False
        if not stat.S_ISREG(found.st_mode):
            what = "a folder" if stat.S_ISDIR(found.st_mode) else "no file but a device or a pipe"
            raise library_errors.BadLibraryAddress(f"{path} is {what}, so no library can be there. Name a file.")
        if _is_truncated(path, found.st_size):
            raise library_errors.set_aside(self.location, (found.st_dev, found.st_ino))
        return True

    def _upgrade(self, found: int) -> None:
        """Upgrade the library in one transaction, a file after a copy of it. Raises LibraryNewer and LibraryNotUpgraded.

        The copy is made while nobody else can write, so it holds all that is upgraded.
        """
        if found > database_tables.VERSION:
            raise library_errors.LibraryNewer(f"{library_errors.LibraryNewer()} It is at {self.location}.")
        try:
            with self.transaction() as connection:
                if migrations.lock_version(connection) >= database_tables.VERSION:
                    return  # another program upgraded it in the meantime
                if self.location.path is not None:
                    copying.copy_next_to(self.location, self.engine, "before-upgrade")
                migrations.upgrade(connection)
        except (sa.exc.DBAPIError, OSError) as error:
            if not library_errors.cannot_write(error):
                raise
            full = issubclass(library_errors.kind_of(error), library_errors.LibraryFull)
            refused = library_errors.LibraryNotUpgraded if self.location.path else library_errors.ServerNotUpgraded
            kind = library_errors.NoRoomToUpgrade if full else refused
            raise kind(f"{kind()} It is at {self.location}.") from error

    def _create(self) -> None:
        path = self.location.path
        if path is None:
            self._create_on_server()
            return
        self.location.make_folder()
        # Created under another name, then renamed: no kill can leave, and nobody can see, half a library.
        new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            engine = connections.create_engine(
                Location(sa.URL.create("sqlite", database=str(new)), new), self.patience_s
            )
            connections.run_outside_transaction(engine, "PRAGMA journal_mode=WAL")
            with engine.connect() as connection, connection.begin():
                migrations.create(connection)
            engine.dispose()
            with suppress(FileExistsError):  # another process was first
                copying.rename_to_new(new, path)
        finally:
            new.unlink(missing_ok=True)

    def _create_on_server(self) -> None:
        try:
            with self.transaction() as connection:
                if self.location.schema:
                    connection.execute(sa.schema.CreateSchema(self.location.schema, if_not_exists=True))
                migrations.create(connection)
        except (sa.exc.IntegrityError, sa.exc.ProgrammingError):
            # Another process created it at the same moment; any other cause fails again right away.
            if not self._exists():
                raise


def _begin(stack: ExitStack, engine: sa.Engine, location: Location) -> tuple[sa.Connection, int]:
    plain = stack.enter_context(engine.connect())
    isolation = {} if location.path else {"isolation_level": "REPEATABLE READ"}
    connection = plain.execution_options(**isolation)
    stack.enter_context(connection.begin())
    return connection, migrations.current_version(connection)


def _is_truncated(path: Path, size: int) -> bool:
    """Whether the file is shorter than its own header says, with no write-ahead log that could complete it."""
    if size == 0:
        return True
    log = path.with_name(path.name + "-wal")
    try:
        with path.open("rb") as bytes_of_it:
            head = bytes_of_it.read(file.HEADER)
        if log.exists() and log.stat().st_size:
            return False
    except OSError:
        return False  # it may not be read: the database says so itself
    if len(head) < file.HEADER or not head.startswith(MAGIC):
        return False  # the database finds out what it is
    declared = file.declared_size(head) or 0
    # Another process may have checkpointed its log between reading the header and `size`: check the size again.
    return declared > size and declared > path.stat().st_size
