"""Changes of tables in a migration step, in the words of either engine."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import CreateColumn


def add_columns(connection: sa.Connection, table: str, *columns: sa.Column[Any]) -> None:
    """Add columns to a table that may hold rows: nullable ones, or such with a `server_default`."""
    name = connection.dialect.identifier_preparer.quote(table)
    for column in columns:
        definition = CreateColumn(column).compile(dialect=connection.dialect)
        connection.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN {definition}")
