"""Kill an importer at random moments, again and again, and check what is left.

    python -m tests.library.killing ADDRESS KILLS [--torn] [--seed N]

Prints JSON: kills, acknowledged (imports whose `keep` returned), lost (of those), half (imports of which a part is
there), unopened (times the library could not be opened and read). With --torn each statement stands alone instead of
all in one transaction: then it must lose some, otherwise this test could not find a loss.
"""

import random
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa

from tests.library import forked, made
from worthsaving.library import Library, LibraryError, bulk, database_tables
from worthsaving.library.engine import Store

VIDEOS = 150


@dataclass
class Found:
    """What the kills left."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    half: int = 0
    unopened: int = 0


def reading(number: int):
    """The number-th import: always another file, of other moments."""
    videos = made.truth(1, videos=VIDEOS).assign(
        observed_at=made.truth(1, videos=VIDEOS)["observed_at"] + number * made.WEEK
    )
    followers = made.audience(number % 50)
    return made.reading(made.snapshot(f"import {number}", videos, made.days(number % 50), followers))


def kill_often(address: str, kills: int, *, torn: bool = False, seed: int = 0) -> Found:
    """Let a child import without end and kill it at a random moment, `kills` times; check the library after each."""
    random.seed(seed)
    if torn:
        tear()
    found, acknowledged, number = Found(), set(), 0
    library, start = Library.open(address), time.perf_counter()
    library.keep(reading(10**6), now=made.now(1))
    longest = max(0.6, 3 * (time.perf_counter() - start))  # some imports, also on a busy machine
    for _ in range(kills):
        killed = forked.kill(partial(import_on, address, number), longest)
        lines = [line.split() for line in killed.lines]
        found.kills += 1
        acknowledged |= {int(n) for word, n in lines if word == "kept"}
        number = max([number, *(int(n) + 1 for _, n in lines)])
        check(address, found)
        if torn and found.half:
            break  # found: more kills would show nothing new
    names = set(Library.open(address).imports()["files"])
    found.acknowledged = len(acknowledged)
    found.lost = sum(f"import {n}" not in names for n in acknowledged)
    return found


def import_on(address: str, number: int, write: Callable[[str], None]) -> None:
    """The child: import, say so, import."""
    library = Library.open(address)
    while True:
        write(f"begun {number}")
        library.keep(reading(number), now=made.now(1))
        write(f"kept {number}")
        number += 1


def check(address: str, found: Found) -> None:
    """Open the library again: can it be read, is each import whole?"""
    library = Library.open(address)
    i = database_tables.imports
    try:
        library.reading()
        with library._store.read() as connection:
            if library._store.location.path is not None:
                assert connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
            halves = 0
            for name in ("observations", "days", "audience"):
                table, expected = getattr(database_tables, name), i.c[name]
                there = sa.select(table.c.import_id, sa.func.count().label("n")).group_by(table.c.import_id).subquery()
                query = sa.select(sa.func.count()).select_from(i.outerjoin(there, there.c.import_id == i.c.id))
                halves += connection.execute(query.where(sa.func.coalesce(there.c.n, 0) != expected)).scalar_one()
                orphans = (
                    sa.select(sa.func.count()).select_from(table).where(table.c.import_id.not_in(sa.select(i.c.id)))
                )
                halves += bool(connection.execute(orphans).scalar_one())
            orphans = sa.select(sa.func.count()).select_from(database_tables.bets)
            halves += connection.execute(
                orphans.where(database_tables.bets.c.import_id.not_in(sa.select(i.c.id)))
            ).scalar_one()
            found.half = max(found.half, halves)
    except (LibraryError, AssertionError):
        found.unopened += 1


def tear() -> None:
    """Take the transaction away: each statement stands alone."""

    @contextmanager
    def torn(self: Store):
        with self.engine.connect() as plain:
            options = {"no_transaction": True} if self.location.path is not None else {"isolation_level": "AUTOCOMMIT"}
            yield plain.execution_options(**options)

    Store.transaction = torn
    bulk.BATCH_SIZE = 10  # psycopg sends a batch as one piece: with smaller ones a half import is found sooner


if __name__ == "__main__":
    forked.main(kill_often)
