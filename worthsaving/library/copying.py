"""A whole library copied to one new SQLite file, from either engine."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from worthsaving.library import database_tables, migrations
from worthsaving.library.bulk import BATCH_SIZE
from worthsaving.library.connections import run_outside_transaction


def copy_to_file(engine: sa.Engine, path: Path) -> None:
    """Write the whole library, as of one moment, to a new file (mode 0600) or none. Raises FileExistsError."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        if engine.dialect.name == "sqlite":
            run_outside_transaction(engine, "VACUUM INTO ?", str(path))
        else:
            _copy_server(engine, path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def batches(source: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    """Read all rows of a table, in lists of at most `BATCH_SIZE` dicts."""
    rows = source.execute(sa.select(table)).mappings()
    for part in rows.partitions(BATCH_SIZE):
        yield [dict(row) for row in part]


def _copy_server(engine: sa.Engine, path: Path) -> None:
    target = sa.create_engine(sa.URL.create("sqlite", database=str(path)))
    with engine.connect() as plain:
        source = plain.execution_options(isolation_level="REPEATABLE READ", stream_results=True)
        with source.begin():
            version = migrations.current_version(source)
            tables = database_tables.TABLES if version == database_tables.VERSION else _reflected(source)
            tables.create_all(target)
            with target.begin() as into:
                for table in tables.sorted_tables:
                    for batch in batches(source, table):
                        into.execute(sa.insert(table), batch)
    target.dispose()


def _reflected(source: sa.Connection) -> sa.MetaData:
    """Describe the tables of an older version as the server has them, in types that every engine knows."""
    found, plain = sa.MetaData(), sa.MetaData()
    found.reflect(source, only=lambda name, _: name.startswith("kept_"))
    for table in found.sorted_tables:
        columns = [
            sa.Column(c.name, c.type.as_generic(), primary_key=c.primary_key, nullable=c.nullable)
            for c in table.columns
        ]
        sa.Table(table.name, plain, *columns)
    return plain
