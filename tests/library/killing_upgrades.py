"""Kill a program while it upgrades a library of an older version, again and again, and check what is left.

    python -m tests.library.killing_upgrades ADDRESS KILLS [--torn] [--seed N]

Prints JSON: kills, before and after (how often the library was left in its old version and in the new one), half (how often it
was neither, or could not be read), partial (copies cut short under the name of a whole one). With --torn each statement
of the upgrade stands alone: then it must leave halves.
"""

import random
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from tests.library import forked, killing, made, postgres, version_1, version_2, version_3, version_4
from worthsaving.library import Library, LibraryError, database_tables
from worthsaving.library.location import parse_address

DAILY = ("tiktok", "daily")
OLDER = {1: version_1, 2: version_2, 3: version_3, 4: version_4}


@dataclass
class Found:
    """What the kills left."""

    kills: int = 0
    before: int = 0
    after: int = 0
    half: int = 0
    partial: int = 0


def kill_often(address: str, kills: int, *, torn: bool = False, seed: int = 0) -> Found:
    """Let a child upgrade and kill it at a random moment, `kills` times, from each older version in turn."""
    random.seed(seed)
    if torn:
        killing.tear()
    found = Found()
    again(address)
    start = time.perf_counter()
    expected = Library.open(address).dump()
    takes = time.perf_counter() - start

    def upgrade(write: Callable[[str], None]) -> None:
        library = Library.open(address)
        write("begun")
        library.accounts()

    for number in range(kills):
        older = 1 + number % len(OLDER)
        again(address, older)
        forked.kill(upgrade, takes)
        found.kills += 1
        check(address, found, expected, older)
        if torn and found.half:
            break
    return found


def again(address: str, version: int = 1) -> None:
    """Put the library of an older version there, in the place of all that is there."""
    location = parse_address(address)
    if location.path is None:
        postgres.empty(address)
    else:
        for path in location.path.parent.glob("*library*"):
            path.unlink()
    OLDER[version].put_at(address)


def check(address: str, found: Found, expected: str, older: int) -> None:
    """Is it whole, in one of the two versions, and does it open, and take a bet, a label, a mark, a rule and a group? Are the copies whole?"""
    version, names = version_1.version_of(address), tables_of(address)
    new = {table.name for table in database_tables.TABLES.sorted_tables}
    old = {table.name for table in version_1.tables().sorted_tables} if older == 1 else new - OLDER[older].LATER
    found.before += version == older
    found.after += version == database_tables.VERSION
    location = parse_address(address)
    for copy in () if location.path is None else location.path.parent.glob("*before-upgrade*.sqlite"):
        with sqlite3.connect(copy) as connection:
            try:
                found.partial += connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",)
                found.partial += connection.execute("SELECT count(*) FROM kept_observation").fetchone() != (176,)
            except sqlite3.DatabaseError:
                found.partial += 1
        connection.close()
    try:
        library = Library.open(address)
        whole = names == (old if version == older else new) and library.dump() == expected
        whole = whole and library.bets().empty and library.keep(made.followed(7), now=made.now(7)).new_bets > 0
        whole = whole and library.keep_labels(made.labels(), now=made.now(7)) == len(made.labels())
        whole = whole and library.add_mark(made.mark(), now=made.now(7)) == 1
        whole = whole and library.keep_rules(made.rules(), now=made.now(7)) == len(made.rules())
        library.keep_group("Bakers", [DAILY], now=made.now(7))
        whole = whole and library.groups() == {"Bakers": (DAILY,)}
    except LibraryError:
        whole = False
    found.half += not whole


def tables_of(address: str) -> set[str]:
    """The names of a library's tables."""
    url = parse_address(address).url
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return {name for name in sa.inspect(connection).get_table_names() if name.startswith("kept_")}


if __name__ == "__main__":
    forked.main(kill_often)
