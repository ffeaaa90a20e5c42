"""Named groups of accounts: those that somebody looks at together."""

from collections.abc import Sequence

import sqlalchemy as sa

from worthsaving.library import database_tables
from worthsaving.library.stored_rows import storable
from worthsaving.schema import Account

LONGEST_NAME = 80
"""Characters of a group's name."""
MOST_GROUPS = 100


def groups(connection: sa.Connection) -> dict[str, tuple[Account, ...]]:
    """Return the accounts of each group, by its name; both in the order of the alphabet."""
    g = database_tables.groups
    found: dict[str, tuple[Account, ...]] = {}
    for row in sorted(connection.execute(sa.select(g.c.name, g.c.platform, g.c.account)).all(), key=tuple):
        found[row.name] = (*found.get(row.name, ()), (row.platform, row.account))
    return found


def write(connection: sa.Connection, name: str, accounts: Sequence[Account], now: int) -> None:
    """Store a group as of `now` (microseconds); it replaces the one of that name.

    Raises ValueError for an empty or too long name, for a group without accounts, and for more than `MOST_GROUPS`.
    """
    name = storable(name.strip())
    if not 0 < len(name) <= LONGEST_NAME or not accounts:
        raise ValueError(f"a group has a name of 1 to {LONGEST_NAME} characters and one account or more")
    if len(groups(connection).keys() | {name}) > MOST_GROUPS:
        raise ValueError(f"there may be {MOST_GROUPS} groups at most")
    remove(connection, name)
    rows = [
        {"name": name, "platform": storable(platform), "account": storable(account), "made_at": now}
        for platform, account in dict.fromkeys(accounts)
    ]
    connection.execute(sa.insert(database_tables.groups), rows)


def remove(connection: sa.Connection, name: str) -> tuple[Account, ...]:
    """Delete a group and return its accounts, so that it can be stored again; none where there is none of that name."""
    g = database_tables.groups
    found = groups(connection).get(name, ())
    connection.execute(sa.delete(g).where(g.c.name == name))
    return found


def forget(connection: sa.Connection, account: Account) -> None:
    """Take an account out of every group; one that has no other is gone."""
    g = database_tables.groups
    connection.execute(sa.delete(g).where(g.c.platform == account[0], g.c.account == account[1]))
