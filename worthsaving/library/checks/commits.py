"""Whether a transaction whose COMMIT failed was committed all the same: a mark in it is looked for afterwards."""

import secrets
import time
from contextlib import suppress
from typing import NamedTuple

import sqlalchemy as sa

PAUSES_S = (0, 0.2, 1, 3)
"""How long to wait before each look: a server may be restarting, or still committing."""
_LARGEST = 2**31 - 1


class Mark(NamedTuple):
    """What shows that a transaction was committed.

    SQLite: the number it writes to the file's `user_version`, and the one it found there; 0 where it changed nothing.
    PostgreSQL: the transaction's own number.
    """

    number: int
    before: int = 0


def mark(connection: sa.Connection) -> Mark:
    """Mark the transaction as the last thing before its COMMIT."""
    if connection.dialect.name != "sqlite":
        return Mark(int(connection.exec_driver_sql("SELECT txid_current()").scalar_one()))
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 - the connection is open
    if not driver.total_changes:
        return Mark(0)
    before = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    number = secrets.choice(range(1, _LARGEST))
    connection.exec_driver_sql(f"PRAGMA user_version = {number}")
    return Mark(number, before)


def was_committed(engine: sa.Engine, mark: Mark) -> bool | None:
    """Look whether the marked transaction was committed; None where that cannot be known.

    Looks again for some seconds where the library cannot be reached. Another program that wrote in the meantime has
    replaced SQLite's mark.
    """
    if engine.dialect.name == "sqlite" and not mark.number:
        return False
    for pause in PAUSES_S:
        time.sleep(pause)
        with suppress(sa.exc.DBAPIError, OSError), engine.connect() as connection:
            found = _look(connection, mark)
            if found is not None or engine.dialect.name == "sqlite":
                return found
    return None


def _look(connection: sa.Connection, mark: Mark) -> bool | None:
    if connection.dialect.name == "sqlite":
        number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        return {mark.number: True, mark.before: False}.get(int(number))
    state = connection.execute(sa.text("SELECT txid_status(:number)"), {"number": mark.number}).scalar()
    return {"committed": True, "aborted": False}.get(str(state))
