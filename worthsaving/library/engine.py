"""The library's engine and its two kinds of transaction: one that reads, one that writes (a single writer at a time)."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import NullPool, StaticPool

from worthsaving.library import database_tables, library_errors, migrations
from worthsaving.library.location import MAGIC, Place

PATIENCE_S = 30
"""How long a writer waits for another one before it gives up."""


class Store:
    """One library's engine. Makes nothing until the first write; closes every connection after its transaction."""

    def __init__(self, place: Place, *, patience_s: float = PATIENCE_S) -> None:
        self.place = place
        self.patience_s = patience_s
        self._engine: sa.Engine | None = None

    @property
    def engine(self) -> sa.Engine:
        """The engine, made when first needed. Raises LibraryUnreachable where the server's driver is missing."""
        if self._engine is None:
            try:
                self._engine = _engine(self.place, self.patience_s)
            except ModuleNotFoundError as error:
                raise library_errors.LibraryUnreachable(
                    'A library on a server needs one more package. Install it with: pip install "psycopg[binary]"'
                ) from error
        return self._engine

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """One consistent view of the library; of an empty one where there is none yet."""
        with library_errors.told(self.place):
            if not self._there():
                nothing = _nothing()
                try:
                    with nothing.connect() as connection:
                        yield connection
                finally:
                    nothing.dispose()
                return
            with self.engine.connect() as plain:
                steady = {} if self.place.path else {"isolation_level": "REPEATABLE READ"}
                connection = plain.execution_options(**steady)
                with connection.begin():
                    found = migrations.current(connection)
                    if found == database_tables.VERSION:
                        yield connection
                        return
            self._upgrade(found)
        with self.read() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One transaction that is kept whole or not at all. Makes the library where there is none yet."""
        with library_errors.told(self.place):
            if not self._there():
                self._make()
            with self.transaction() as connection:
                found = migrations.locked(connection)
                if found == database_tables.VERSION:
                    yield connection
                    return
            self._upgrade(found)
        with self.write() as connection:
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """A bare write transaction: committed at the end, undone on any error."""
        with self.engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                yield connection

    def _there(self) -> bool:
        """Whether there is a library. Sets a file aside that was cut short."""
        path = self.place.path
        if path is None:
            with self.engine.connect() as connection:
                return sa.inspect(connection).has_table(database_tables.version.name)
        try:
            found = path.stat()
        except FileNotFoundError:
            return False
        if _cut_short(path, found.st_size):
            raise library_errors.set_aside(self.place, (found.st_dev, found.st_ino))
        return True

    def _upgrade(self, found: int) -> None:
        if found > database_tables.VERSION:
            raise library_errors.LibraryNewer(f"{library_errors.LibraryNewer()} It is at {self.place}.")
        migrations.upgrade(self)

    def _make(self) -> None:
        path = self.place.path
        if path is None:
            self._make_on_server()
            return
        self.place.make_room()
        # Made whole under another name, then given its own: nobody ever sees, and no kill can leave, half a library.
        new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            made = _engine(Place(sa.URL.create("sqlite", database=str(new)), new), self.patience_s)
            alone(made, "PRAGMA journal_mode=WAL")
            with made.connect() as connection, connection.begin():
                migrations.create(connection)
            made.dispose()
            _name_once(new, path)
        finally:
            new.unlink(missing_ok=True)

    def _make_on_server(self) -> None:
        try:
            with self.transaction() as connection:
                migrations.create(connection)
        except (sa.exc.IntegrityError, sa.exc.ProgrammingError):
            # Another one made it in the same moment; anything else shows itself again right away.
            if not self._there():
                raise


def alone(engine: sa.Engine, statement: str, *values: str) -> None:
    """Run one statement of SQLite's that must not stand in a transaction."""
    with engine.connect() as plain:
        plain.execution_options(alone=True).exec_driver_sql(statement, values).close()


def _engine(place: Place, patience_s: float) -> sa.Engine:
    if place.path is None:
        # A transaction that waits longer than this for the writer before it gives up, like SQLite's timeout.
        settings: dict[str, Any] = {"connect_timeout": 10, "application_name": "worthsaving"}
        # Compiling a query that looks at the ends of many short stretches takes longer than running it.
        settings["options"] = f"-c lock_timeout={int(patience_s * 1000)} -c jit=off"
        return sa.create_engine(place.url, poolclass=NullPool, hide_parameters=True, connect_args=settings)
    engine = sa.create_engine(place.url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": patience_s})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    connection.isolation_level = None  # the driver begins nothing by itself; `_begin` does
    connection.execute("PRAGMA synchronous=FULL")  # what was kept outlives a power cut, too
    connection.execute("PRAGMA secure_delete=ON")  # what is forgotten is overwritten
    connection.execute("PRAGMA cache_size=-32000")


def _begin(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("alone"):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _nothing() -> sa.Engine:
    """An empty library in memory: what a reader sees before the first file is kept."""
    engine = sa.create_engine("sqlite://", poolclass=StaticPool)
    database_tables.TABLES.create_all(engine)
    return engine


def _cut_short(path: Path, size: int) -> bool:
    """Whether the file is shorter than its own header says, with nothing in the log that could complete it."""
    if size == 0:
        return True
    log = path.with_name(path.name + "-wal")
    try:
        with path.open("rb") as file:
            head = file.read(100)
        if log.exists() and log.stat().st_size:
            return False
    except OSError:
        return False  # it may not be read: the database says so in its own words
    if len(head) < 100 or not head.startswith(MAGIC):
        return False  # the database finds out what it is
    page = int.from_bytes(head[16:18], "big")
    page = 65_536 if page == 1 else page
    pages = int.from_bytes(head[28:32], "big")
    valid = head[24:28] == head[92:96]  # else an older program wrote last and the count is not kept up
    # Another process may have put its log into the file between the two looks: look again before blaming it.
    return valid and pages * page > size and pages * page > path.stat().st_size


def _name_once(new: Path, path: Path) -> None:
    """Give the new file its name unless another process was first."""
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            new.rename(path)
