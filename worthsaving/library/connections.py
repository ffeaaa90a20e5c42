"""SQLAlchemy engines for SQLite files and PostgreSQL servers, with the settings a library needs."""

import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import NullPool, StaticPool
from sqlalchemy.schema import CreateIndex, CreateTable

from worthsaving.library import database_tables
from worthsaving.library.location import Location


def create_engine(location: Location, patience_s: float) -> sa.Engine:
    """Make the engine of a library; it keeps no connection open.

    `patience_s`: how long a statement waits for another writer, in seconds. Raises ModuleNotFoundError where the
    server's driver is not installed.
    """
    if location.path is None:
        # lock_timeout does for PostgreSQL what `timeout` does for SQLite.
        settings: dict[str, Any] = {"connect_timeout": 10, "application_name": "worthsaving"}
        # Compiling a query that reads many short index ranges takes longer than running it.
        own = f"-c lock_timeout={int(patience_s * 1000)} -c jit=off"
        asked = location.url.query.get("options", ())
        # The address's own come after ours: of two values of one setting the server takes the last. The schema comes last
        # of all, so that no address leads from one person's library into another's.
        settings["options"] = " ".join((own, *((asked,) if isinstance(asked, str) else asked), *_of_schema(location)))
        return sa.create_engine(location.url, poolclass=NullPool, hide_parameters=True, connect_args=settings)
    engine = sa.create_engine(
        location.url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": patience_s}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _of_schema(location: Location) -> list[str]:
    """Return the server's settings that keep a connection in the library's schema and, where asked, from changing it."""
    schema = [f"-c search_path={location.schema}"] if location.schema else []
    return schema + (["-c default_transaction_read_only=on"] if location.read_only else [])


def create_engine_to_look(path: Path) -> sa.Engine:
    """Make an engine that reads a library's file without writing anything, not even the files next to it."""
    address = f"{path.as_uri()}?mode=ro&immutable=1"
    engine = sa.create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool)
    event.listen(engine, "connect", _begin_by_hand)
    event.listen(engine, "begin", _begin)
    return engine


def empty_in_memory() -> sa.Engine:
    """Make an empty library in memory: what a reader sees before the first file is kept."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        connection.executescript(_tables())
        return connection

    return sa.create_engine("sqlite://", creator=connect, poolclass=StaticPool)


@cache
def _tables() -> str:
    """Return the statements that make a library's tables: written out once, as every look without a library asks for them."""
    tables = database_tables.TABLES.sorted_tables
    indexes = [index for table in tables for index in sorted(table.indexes, key=lambda index: str(index.name))]
    made: list[sa.schema.DDLElement] = [*map(CreateTable, tables), *map(CreateIndex, indexes)]
    return ";\n".join(str(one.compile(dialect=sqlite.dialect())) for one in made)


def run_outside_transaction(engine: sa.Engine, statement: str, *values: str) -> None:
    """Run one SQLite statement that is not allowed inside a transaction (VACUUM, some PRAGMAs)."""
    with engine.connect() as plain:
        plain.execution_options(no_transaction=True).exec_driver_sql(statement, values).close()


def _begin_by_hand(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    connection.isolation_level = None  # the driver begins no transaction by itself; `_begin` does


def _prepare(connection: Any, record: object) -> None:  # noqa: ANN401 - the driver's own connection
    _begin_by_hand(connection, record)
    connection.execute("PRAGMA synchronous=FULL")  # an import survives a power cut
    connection.execute("PRAGMA secure_delete=ON")  # deleted rows are overwritten on disk
    connection.execute("PRAGMA cache_size=-32000")  # 32 MB


def _begin(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("no_transaction"):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")
