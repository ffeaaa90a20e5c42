"""The version of a library's tables, and the way from an older one to this one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import sqlalchemy as sa

from worthsaving.library import faults, tables

if TYPE_CHECKING:
    from worthsaving.library.store import Store

STEPS: dict[int, Callable[[sa.Connection], None]] = {}
"""What leads from a version to the next one, by the version it starts from."""


def create(connection: sa.Connection) -> None:
    """Make all tables, of this version."""
    tables.TABLES.create_all(connection)
    connection.execute(sa.insert(tables.version).values(version=tables.VERSION))


def current(connection: sa.Connection) -> int:
    """The version of the library. Raises NoVersion where its table does not hold exactly one."""
    return _only(connection.execute(sa.select(tables.version.c.version)))


def locked(connection: sa.Connection) -> int:
    """The version; on a server, holds its row until the transaction ends, so that only one writes at a time."""
    return _only(connection.execute(sa.select(tables.version.c.version).with_for_update()))


def _only(found: sa.CursorResult) -> int:
    versions = found.scalars().all()
    if len(versions) != 1:
        raise faults.NoVersion
    return versions[0]


def upgrade(store: Store) -> None:
    """Copy the library, then bring it up to this version in one transaction: it is upgraded whole or not at all."""
    from worthsaving.library import copying  # it opens stores itself

    copying.copy_out(store, store.place.beside("before-upgrade"))
    with store.transaction() as connection:
        version = locked(connection)
        while version < tables.VERSION:
            STEPS[version](connection)
            version += 1
            connection.execute(sa.update(tables.version).values(version=version))
