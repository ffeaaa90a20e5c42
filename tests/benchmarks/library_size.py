"""How long a week's import and every page's queries take when much is kept.

    python -m tests.benchmarks.library_size                      1 million observations in SQLite
    python -m tests.benchmarks.library_size --postgres 20        20 million on a PostgreSQL of its own

The old observations are written by SQL (daily, for 1,000 days); all that is timed goes through `Library`. Seconds are those that
the program itself works; of PostgreSQL's own they tell nothing.
"""

import argparse
import datetime as dt
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd
import sqlalchemy as sa

from tests.library import made, postgres
from worthsaving import schema
from worthsaving.library import Library, database_tables
from worthsaving.report import digest
from worthsaving.sections.week.look import look

VIDEOS, DAYS = 1000, 1000
END = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
DAY_US = 86_400_000_000
LIMITS = {"a week's import": 2.0, "the digest of a week": 2.0}


def export(account: str, at: dt.datetime, seed: int) -> pd.DataFrame:
    """One account's whole export: 1,000 videos posted evenly over 1,000 days."""
    rng = np.random.default_rng(seed)
    views = rng.integers(100, 100_000, VIDEOS)
    table = pd.DataFrame(
        {
            "platform": "tiktok",
            "account": account,
            "video_id": [f"{account}{number:07}" for number in range(VIDEOS)],
            "title": [f"Soup {number} of {account} " + "and noodles " * 6 for number in range(VIDEOS)],
            "link": [f"https://www.tiktok.com/@{account}/video/{number}" for number in range(VIDEOS)],
            "posted_at": pd.Series(
                [END - dt.timedelta(days=DAYS + 1 - number * DAYS / VIDEOS) for number in range(VIDEOS)],
                dtype=schema.MOMENT,
            ),
            "observed_at": pd.Series([at] * VIDEOS, dtype=schema.MOMENT),
            "views": views,
            "likes": views // 20,
            "comments": views // 500,
            "shares": views // 300,
            "saves": views // 200,
            "source": "tiktok-business-videos",
        }
    )
    return schema.conform(table, schema.VIDEOS)


def fill(library: Library, accounts: int) -> float:
    """Keep one export an account, then let every video have been observed on each of 1,000 days; seconds taken."""
    start = time.perf_counter()
    end_us = int(END.timestamp() * 1e6)
    for number in range(accounts):
        name = f"account{number:02}"
        snapshot = made.snapshot(name, export(name, END, number))
        library.keep(made.reading(snapshot), now=END)
    with library._store.transaction() as connection:
        sqlite = connection.dialect.name == "sqlite"
        series = (
            f"(WITH RECURSIVE n(d) AS (SELECT 1 UNION ALL SELECT d + 1 FROM n WHERE d < {DAYS - 1}) SELECT d FROM n)"
            if sqlite
            else f"(SELECT generate_series(1, {DAYS - 1}) AS d)"
        )
        say = connection.exec_driver_sql
        say(
            f"INSERT INTO kept_import (id, kept_at, observations, days) SELECT {10**6} - s.d, {end_us} - s.d * {DAY_US}, "
            f"{accounts * VIDEOS}, 0 FROM {series} s"
        )
        say(
            "INSERT INTO kept_coverage (import_id, platform, account, source, taken_from, taken_to, first_posted, observations) "
            f"SELECT {10**6} - s.d, c.platform, c.account, c.source, c.taken_from - s.d * {DAY_US}, c.taken_to - s.d * {DAY_US}, "
            f"c.first_posted, c.observations FROM kept_coverage c, {series} s"
        )
        # As from files of these days: day by day, each day's videos in the order of their series
        shrink = f"(({DAYS} - s.d) * 1.0 / {DAYS})"
        counts = ", ".join(f"CAST(o.{name} * {shrink} AS BIGINT)" for name in database_tables.COUNTS)
        say(
            f"INSERT INTO kept_observation (strand_id, observed_at, import_id, counts_key, stated, {', '.join(database_tables.COUNTS)}) "
            f"SELECT o.strand_id, o.observed_at - s.d * {DAY_US}, {10**6} - s.d, s.d, o.stated, {counts} "
            f"FROM {series} s, kept_observation o " + ("ORDER BY s.d DESC, o.strand_id" if not sqlite else "")
        )
        if not sqlite:
            say("SELECT setval(pg_get_serial_sequence('kept_import', 'id'), 1000000)")
    if not sqlite:
        with library._store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    return time.perf_counter() - start


def timings(library: Library) -> Iterator[tuple[str, list[float]]]:
    """Each step and its seconds: five times for queries, three for imports, once for the undo."""
    one = [("tiktok", "account00")]
    week = END + dt.timedelta(days=7)
    seconds = []
    for number in range(3):
        at = week + dt.timedelta(days=number)
        reading = made.reading(made.snapshot(f"week {number}", export("account00", at, 99 + number)))
        seconds.append(timed(lambda r=reading, at=at: library.keep(r, now=at)))
    yield "a week's import", seconds
    queries: list[tuple[str, Callable[[], object]]] = [
        ("newest of one account", lambda: library.reading(accounts=one)),
        ("newest of all accounts", lambda: library.reading()),
        ("changes, one account", lambda: library.changes(accounts=one)),
        ("changes, all accounts", lambda: library.changes()),
        (
            "changes since 90 days ago, one account",
            lambda: library.changes(since=END - dt.timedelta(days=90), accounts=one),
        ),
        ("one video's history", lambda: library.history("tiktok", "account00", "account000000400")),
        ("growth: histories, one account", lambda: library.histories(one)),
        ("accounts", library.accounts),
        ("imports", library.imports),
    ]
    for name, query in queries:
        yield name, [timed(query) for _ in range(5)]
    yield "the digest of a week", [timed(lambda: digest.html(look(library, one), made_at=week)) for _ in range(3)]
    yield "undo of an import", [timed(library.undo_last)]


def pages(address: str) -> Iterator[tuple[str, list[float]]]:
    """Every page of the app that shows this library, on its first run in a visit: three visits each."""
    from streamlit.testing.v1 import AppTest

    from tests.ui.visiting import PAGES, open_page, words

    os.environ["WORTHSAVING_LIBRARY"] = address
    seconds: dict[str, list[float]] = {page: [] for page in PAGES}
    visits: list[AppTest] = []
    for _ in range(3):
        seconds["app.py"].append(timed(lambda: visits.append(open_page("app.py"))))
        at = visits[-1]
        assert "1,000 videos" in words(at)
        for page in PAGES[1:]:
            seconds[page].append(timed(lambda at=at, page=page: at.switch_page(page).run()))
            assert not at.exception, page
    for page, taken in seconds.items():
        yield f"page {Path(page).stem.replace('_', ' ').replace('app', 'your data')}", taken


def timed(run: Callable[[], object]) -> float:
    """Seconds of this process's own work: what others do on the machine does not count, nor does a server's work."""
    start = time.process_time()
    run()
    return time.process_time() - start


@contextmanager
def place(millions: int | None) -> Iterator[str]:
    """An address for the library."""
    if millions is None:
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / "library.sqlite")
    else:
        settings = {
            "shared_buffers": "512MB",
            "maintenance_work_mem": "512MB",
            "max_wal_size": "16GB",
            "checkpoint_timeout": "30min",
        }
        with postgres.server(durable=True, settings=settings) as address:
            yield address


def main() -> int:
    """Print the table; 1 when a figure is not reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--postgres", type=int, metavar="MILLIONS", help="on PostgreSQL, this many million observations"
    )
    millions = parser.parse_args().postgres
    missed = 0
    with place(millions) as address:
        library = Library.open(address)
        filled = fill(library, millions or 1)
        with library._store.read() as connection:
            rows = connection.execute(sa.select(sa.func.count()).select_from(database_tables.observations)).scalar_one()
            size = _size(connection, address)
        print(f"{rows:,} observations, {size / 1e6:,.0f} MB, filled in {filled:,.0f} s\n")
        print("| step | median s | fastest s | limit s |\n|---|---|---|---|")
        for name, seconds in chain(timings(library), pages(address) if millions is None else ()):
            limit, median = LIMITS.get(name, 1.0), statistics.median(seconds)
            missed += median > limit
            print(f"| {name} | {median:.3f} | {min(seconds):.3f} | {limit:g} |", flush=True)
        print(f"\nLoad of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return int(bool(missed))


def _size(connection: sa.Connection, address: str) -> int:
    if connection.dialect.name == "sqlite":
        return Path(address).stat().st_size
    return connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()


if __name__ == "__main__":
    raise SystemExit(main())
