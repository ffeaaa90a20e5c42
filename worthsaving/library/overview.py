"""The contents of a library: its imports, its accounts, and a dump as text."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import sqlalchemy as sa

from worthsaving.library import current, database_tables
from worthsaving.library.stored_rows import SERIES_COLUMNS
from worthsaving.schema import Account


def dump(connection: sa.Connection) -> str:
    """Return one line of JSON a fact, sorted: each file's digest, each observation with its video and series, each day,
    each row on an audience, each bet, test, label, mark and rule, and each account of a group.

    Leaves out ids, imports, file names and the time of keeping, so that libraries with the same contents are equal.
    """
    return "".join(f"{line}\n" for line in sorted(set(_facts(connection))))


def _facts(connection: sa.Connection) -> Iterator[str]:
    v, s, a, o = database_tables.videos, database_tables.series, database_tables.accounts, database_tables.observations
    f, d = database_tables.files, database_tables.days
    for digest in connection.execute(sa.select(f.c.digest)).scalars():
        yield _line("file", digest)
    counted = [o.c[name] for name in ("observed_at", "stated", *database_tables.COUNTS)]
    observed = (
        sa.select(a.c.platform, a.c.account.label("owner"), v.c.key, *(s.c[n] for n in SERIES_COLUMNS), *counted)
        .join(s, s.c.id == o.c.strand_id)
        .join(v, v.c.id == s.c.video_id)
        .join(a, a.c.id == v.c.account_id)
        .select_from(o)
    )
    for row in connection.execute(observed):
        yield _line("observation", *row)
    names = ("day", "source", "observed_at", *database_tables.DAY_COUNTS)
    daily = sa.select(a.c.platform, a.c.account, *(d.c[n] for n in names)).join(a, a.c.id == d.c.account_id)
    for row in connection.execute(daily):
        yield _line("day", *row)
    u = database_tables.audience
    about = [u.c[n] for n in ("kind", "key", "day", "value", "source", "observed_at")]
    for row in connection.execute(sa.select(a.c.platform, a.c.account, *about).join(a, a.c.id == u.c.account_id)):
        yield _line("audience", *row)
    b, t = database_tables.bets, database_tables.tests
    names = ("horizon_days", "made_at", "saves_then", "low", "high", "videos", "settled_at", "saves")
    on = sa.select(v.c.platform, v.c.key, *(b.c[n] for n in names)).join(v, v.c.id == b.c.video_id)
    for row in connection.execute(on):
        yield _line("bet", *row)
    own_words = {"label": database_tables.labels, "mark": database_tables.marks, "rule": database_tables.rules}
    for name, table in {"test": t, **own_words, "group": database_tables.groups}.items():
        for row in connection.execute(sa.select(*(c for c in table.c if c.name not in ("id", "judged_by")))):
            yield _line(name, *row)


def _line(*values: object) -> str:
    return json.dumps(values, ensure_ascii=False)


@dataclass(frozen=True)
class Written:
    """What stands for a creator's own words in a library: another text after each change of `labels`, or of `notes`.

    Labels and rules go into the answers about videos; notes (marks, planned tests and groups) do not.
    """

    labels: str
    notes: str


def written(connection: sa.Connection) -> Written:
    """Look at the labels, marks and planned tests: when each was written, and how many then; at rules and groups whole.

    The newest alone does not show that one was removed and another added by a machine whose clock is behind.
    """
    n, m, t = database_tables.labels, database_tables.marks, database_tables.tests
    rules, groups = (_whole(connection, table) for table in (database_tables.rules, database_tables.groups))
    return Written(_moments(connection, n.c.given_at) + rules, _moments(connection, m.c.made_at, t.c.made_at) + groups)


def _moments(connection: sa.Connection, *columns: "sa.Column[Any]") -> str:
    found = []
    for moment in columns:
        query = sa.select(moment, sa.func.count()).group_by(moment).order_by(moment)
        found.append([tuple(row) for row in connection.execute(query)])
    return hashlib.sha256(repr(found).encode()).hexdigest()


def _whole(connection: sa.Connection, table: sa.Table) -> str:
    rows = sorted(tuple(row) for row in connection.execute(sa.select(table)))
    return hashlib.sha256(repr(rows).encode()).hexdigest() if rows else ""


def imports(connection: sa.Connection, accounts: Sequence[Account] = ()) -> pd.DataFrame:
    """List the imports, one row each, newest first; with `accounts` only those that hold counts of one of them.

    Columns: import_id, kept_at, files (names, joined by ", "), accounts (as "platform @handle", joined by ", "),
    observations, days, audience (rows of each), taken_from, taken_to (missing where it holds days only).
    """
    i, c = database_tables.imports, database_tables.coverage
    query = sa.select(i.c.id.label("import_id"), i.c.kept_at, i.c.observations, i.c.days, i.c.audience)
    if accounts:
        matching = sa.select(c.c.import_id).where(sa.tuple_(c.c.platform, c.c.account).in_(list(accounts)))
        query = query.where(i.c.id.in_(matching))
    table = current.read_frame(connection, query)
    files = current.read_frame(connection, sa.select(database_tables.files.c.import_id, database_tables.files.c.name))
    covers = current.read_frame(connection, sa.select(c))
    covers["who"] = (covers["platform"].astype("str") + " @" + covers["account"].astype("str")).str.removesuffix(" @")
    key = table["import_id"]
    names = files.sort_values("name").groupby("import_id")["name"].agg(", ".join).astype("str")
    who = covers.groupby("import_id")["who"].agg(lambda texts: ", ".join(sorted(set(texts)))).astype("str")
    out = pd.DataFrame(
        {
            "import_id": key.astype("int64"),
            "kept_at": current.to_moments(table["kept_at"]),
            "files": names.reindex(key, fill_value="").array,
            "accounts": who.reindex(key, fill_value="").array,
            "observations": table["observations"].astype("int64"),
            "days": table["days"].astype("int64"),
            "audience": table["audience"].astype("int64"),
            "taken_from": current.to_moments(key.map(covers.groupby("import_id")["taken_from"].min())),
            "taken_to": current.to_moments(key.map(covers.groupby("import_id")["taken_to"].max())),
        }
    )
    return out.sort_values("import_id", ascending=False, ignore_index=True)


def accounts(connection: sa.Connection) -> pd.DataFrame:
    """List the accounts, one row each, sorted by platform and name.

    Columns: platform, account, videos, observations, first_observed, last_observed. Observations are counted under the
    account that their file names; two files with the same one count twice. An account with days only has 0 videos and
    no moments.
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
    found = current.read_frame(connection, query).sort_values(["platform", "account"], ignore_index=True)
    return pd.DataFrame(
        {
            "platform": found["platform"].astype("str"),
            "account": found["account"].astype("str"),
            "videos": found["n"].astype("int64"),
            "observations": found["m"].astype("int64"),
            "first_observed": current.to_moments(found["first"]),
            "last_observed": current.to_moments(found["last"]),
        }
    )
