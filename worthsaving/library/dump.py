"""The library as text: what is known, whoever told it and in whatever order. Two equal libraries give equal bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator

import sqlalchemy as sa

from worthsaving.library import database_tables
from worthsaving.library.stored_rows import STRAND


def dump(connection: sa.Connection) -> str:
    """One line of JSON a fact, sorted: each file's digest, each observation with its video and strand, each day.

    Numbers that an engine gave, imports, the moment of keeping and file names are left out: they tell of the keeping,
    not of what is known.
    """
    return "".join(f"{line}\n" for line in sorted(set(_facts(connection))))


def _facts(connection: sa.Connection) -> Iterator[str]:
    f, a, v, s, o, d = (
        database_tables.files,
        database_tables.accounts,
        database_tables.videos,
        database_tables.strands,
        database_tables.observations,
        database_tables.days,
    )
    for digest in connection.execute(sa.select(f.c.digest)).scalars():
        yield _line("file", digest)
    seen = (
        sa.select(
            a.c.platform, a.c.account.label("owner"), v.c.key, *(s.c[n] for n in STRAND), o.c.observed_at, o.c.stated
        )
        .add_columns(*(o.c[name] for name in database_tables.COUNTS))
        .join(s, s.c.id == o.c.strand_id)
        .join(v, v.c.id == s.c.video_id)
        .join(a, a.c.id == v.c.account_id)
        .select_from(o)
    )
    for row in connection.execute(seen):
        yield _line("observation", *row)
    names = ("day", "source", "observed_at", *database_tables.DAY_COUNTS)
    daily = sa.select(a.c.platform, a.c.account, *(d.c[n] for n in names)).join(a, a.c.id == d.c.account_id)
    for row in connection.execute(daily):
        yield _line("day", *row)


def _line(*values: object) -> str:
    return json.dumps(values, ensure_ascii=False)
