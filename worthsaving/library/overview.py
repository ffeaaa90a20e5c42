"""What the library holds: its imports and its accounts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pandas as pd
import sqlalchemy as sa

from worthsaving.library import current, database_tables
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


def imports(connection: sa.Connection, accounts: Sequence[current.Account] = ()) -> pd.DataFrame:
    """One row an import, newest first; only those with counts of one of these (platform, account), when there are any.

    Columns: import_id, kept_at, files (names, joined by ", "), accounts (as "platform @handle", joined), observations,
    days, taken_from, taken_to (missing where it held days only).
    """
    i, c = database_tables.imports, database_tables.coverage
    query = sa.select(i.c.id.label("import_id"), i.c.kept_at, i.c.observations, i.c.days)
    if accounts:
        held = sa.select(c.c.import_id).where(sa.tuple_(c.c.platform, c.c.account).in_(list(accounts)))
        query = query.where(i.c.id.in_(held))
    table = current.frame(connection, query)
    files = current.frame(connection, sa.select(database_tables.files.c.import_id, database_tables.files.c.name))
    covers = current.frame(connection, sa.select(c))
    covers["who"] = (covers["platform"].astype("str") + " @" + covers["account"].astype("str")).str.removesuffix(" @")
    key = table["import_id"]
    names = files.sort_values("name").groupby("import_id")["name"].agg(", ".join).astype("str")
    who = covers.groupby("import_id")["who"].agg(lambda texts: ", ".join(sorted(set(texts)))).astype("str")
    out = pd.DataFrame(
        {
            "import_id": key.astype("int64"),
            "kept_at": current.moments(table["kept_at"]),
            "files": names.reindex(key, fill_value="").array,
            "accounts": who.reindex(key, fill_value="").array,
            "observations": table["observations"].astype("int64"),
            "days": table["days"].astype("int64"),
            "taken_from": current.moments(key.map(covers.groupby("import_id")["taken_from"].min())),
            "taken_to": current.moments(key.map(covers.groupby("import_id")["taken_to"].max())),
        }
    )
    return out.sort_values("import_id", ascending=False, ignore_index=True)


def accounts(connection: sa.Connection) -> pd.DataFrame:
    """One row an account, by platform and name: platform, account, videos, observations, first_observed, last_observed.

    Observations are counted as the files name the account, the same one told by two files twice. An account of which
    only days are kept has 0 videos and no moments.
    """
    a, v, c = database_tables.accounts, database_tables.videos, database_tables.coverage
    counted = sa.select(v.c.account_id, sa.func.count().label("videos")).group_by(v.c.account_id).subquery()
    query = (
        sa.select(
            a.c.platform,
            a.c.account,
            sa.func.coalesce(sa.func.max(counted.c.videos), 0).label("n"),
            sa.func.coalesce(sa.func.sum(c.c.observations), 0).label("m"),
            sa.func.min(c.c.taken_from).label("first"),
            sa.func.max(c.c.taken_to).label("last"),
        )
        .outerjoin(counted, counted.c.account_id == a.c.id)
        .outerjoin(c, sa.and_(c.c.platform == a.c.platform, c.c.account == a.c.account))
        .group_by(a.c.platform, a.c.account)
    )
    found = current.frame(connection, query).sort_values(["platform", "account"], ignore_index=True)
    return pd.DataFrame(
        {
            "platform": found["platform"].astype("str"),
            "account": found["account"].astype("str"),
            "videos": found["n"].astype("int64"),
            "observations": found["m"].astype("int64"),
            "first_observed": current.moments(found["first"]),
            "last_observed": current.moments(found["last"]),
        }
    )
