"""The version of a library's tables, and the way from an older one to this one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import sqlalchemy as sa

from worthsaving.library import database_tables, library_errors

if TYPE_CHECKING:
    from worthsaving.library.engine import Store

STEPS: dict[int, Callable[[sa.Connection], None]] = {}
"""What leads from a version to the next one, by the version it starts from."""


def create(connection: sa.Connection) -> None:
    """Make all tables, of this version."""
    database_tables.TABLES.create_all(connection)
    connection.execute(sa.insert(database_tables.version).values(version=database_tables.VERSION))


def current(connection: sa.Connection) -> int:
    """The version of the library. Raises NoVersion where its table does not hold exactly one."""
    return _only(connection.execute(sa.select(database_tables.version.c.version)))


def locked(connection: sa.Connection) -> int:
    """The version; on a server, holds its row until the transaction ends, so that only one writes at a time."""
    return _only(connection.execute(sa.select(database_tables.version.c.version).with_for_update()))


def _only(found: sa.CursorResult) -> int:
    versions = found.scalars().all()
    if len(versions) != 1:
        raise library_errors.NoVersion
    return versions[0]


def upgrade(store: Store) -> None:
    """Copy the library, then bring it up to this version in one transaction: it is upgraded whole or not at all."""
    from worthsaving.library import backup  # it opens stores itself

    backup.copy_out(store, store.place.beside("before-upgrade"))
    with store.transaction() as connection:
        version = locked(connection)
        while version < database_tables.VERSION:
            STEPS[version](connection)
            version += 1
            connection.execute(sa.update(database_tables.version).values(version=version))
