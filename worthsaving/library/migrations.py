"""The version of a library's tables, and the steps from an older version to this one."""

from collections.abc import Callable

import sqlalchemy as sa

from worthsaving.library import database_tables, library_errors
from worthsaving.library.kept import version_2, version_3, version_4, version_5

STEPS: dict[int, Callable[[sa.Connection], None]] = {
    1: version_2.upgrade,
    2: version_3.upgrade,
    3: version_4.upgrade,
    4: version_5.upgrade,
}
"""By version: what leads from it to the next one."""


def create(connection: sa.Connection) -> None:
    """Create all tables, in this version. Raises the driver's error where another program just created them."""
    database_tables.TABLES.create_all(connection, checkfirst=False)  # with the check, both would write their version
    connection.execute(sa.insert(database_tables.version).values(version=database_tables.VERSION))


def current_version(connection: sa.Connection) -> int:
    """Return the library's version. Raises NoVersion where its table does not hold exactly one, from 1 on."""
    return _only_version(connection, sa.select(database_tables.version.c.version))


def lock_version(connection: sa.Connection) -> int:
    """Return the version; on a server, lock its row until the transaction ends, so that one writes at a time."""
    return _only_version(connection, sa.select(database_tables.version.c.version).with_for_update())


def _only_version(connection: sa.Connection, query: sa.Select[int]) -> int:
    versions = connection.execute(query).scalars().all()
    if len(versions) != 1 or not isinstance(versions[0], int) or versions[0] < 1:
        raise library_errors.NoVersion
    return versions[0]


def upgrade(connection: sa.Connection) -> None:
    """Bring the library up to this version, in the transaction of its caller: all of it or nothing."""
    version = lock_version(connection)
    while version < database_tables.VERSION:
        STEPS[version](connection)
        version += 1
        connection.execute(sa.update(database_tables.version).values(version=version))
