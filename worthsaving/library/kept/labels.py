"""Labels on posts: a creator's own words, which stay when an import is undone and go with their account."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import sqlalchemy as sa

from worthsaving import schema
from worthsaving.analysis.labels import columns
from worthsaving.analysis.labels.rules import labels_of
from worthsaving.analysis.labels.table import LONGEST_LABEL, LONGEST_VALUE, replace
from worthsaving.library import current, database_tables
from worthsaving.library.bulk import insert, rows_where_in
from worthsaving.library.histories import key_of
from worthsaving.library.kept import rules
from worthsaving.library.stored_rows import post_names, storable
from worthsaving.schema import Account

_KEY = ("platform", "key", "label")
COLUMNS = (*(column.name for column in schema.LABELS), "given_at")


def labels(connection: sa.Connection, accounts: Sequence[Account]) -> pd.DataFrame:
    """List the labels on posts of these accounts (of all without any); columns: `schema.LABELS`, given_at (UTC).

    `account` is the post's account of today where the post is kept, else its account when it was labelled.
    """
    table = _stored(connection)
    if accounts:
        asked = set(accounts)
        table = table[[pair in asked for pair in zip(table["platform"], table["account"], strict=True)]]
    key = table["key"].astype("str")
    out = schema.conform(table.assign(post=key.str.removeprefix("id:")), schema.LABELS)
    out["given_at"] = current.to_moments(table["given_at"]).array
    return out.sort_values(["label", "platform", "account", "post"], ignore_index=True)


def labelled(connection: sa.Connection, accounts: Sequence[Account]) -> pd.DataFrame:
    """Return the canonical videos of these accounts (of all without any), with the columns of their labels.

    Those that rules give lie under those that were given.
    """
    videos = current.videos(connection, accounts)
    given = schema.empty(schema.LABELS)
    if connection.execute(sa.select(database_tables.labels.c.given_at).limit(1)).first() is not None:
        given = labels(connection, accounts)
    kept_rules = rules.rules(connection, accounts)
    if given.empty and not kept_rules:
        return videos
    posts = post_names(videos)
    by_rule = labels_of(kept_rules, videos[["platform", "account", "title"]].assign(post=posts))
    return columns.with_labels(videos, replace(by_rule, given), posts)


def write(connection: sa.Connection, table: pd.DataFrame, now: int) -> int:
    """Store labels (`schema.LABELS`) as of `now` (microseconds); return how many were not there with this value.

    A post's value of a label replaces the one it had. Rows without a `post` are left out. Raises ValueError where a label
    or value is empty or too long, or a post has two values of one label.
    """
    rows = _rows(table)
    too_long = rows["label"].str.len().gt(LONGEST_LABEL) | rows[["value", "given"]].map(len).gt(LONGEST_VALUE).any(
        axis=1
    )
    if too_long.any() or rows[["label", "value", "given"]].eq("").any(axis=None):
        raise ValueError("a label or value is empty or too long")
    if rows.duplicated(list(_KEY)).any():
        raise ValueError("a post has two values of one label")
    there = {tuple(row) for row in _found(connection, rows, (*_KEY, "value", "given"))}
    told = [rows[name] for name in (*_KEY, "value", "given")]
    changed = rows[[row not in there for row in zip(*told, strict=True)]].assign(given_at=now)
    _delete(connection, changed)
    insert(connection, database_tables.labels, changed, (*_KEY, "account", "value", "given", "given_at"))
    return len(changed)


def remove(connection: sa.Connection, table: pd.DataFrame) -> int:
    """Delete the labels of these posts (columns platform, post, label); return how many there were."""
    rows = _rows(table.reindex(columns=["platform", "post", "label"]))
    there = list(_found(connection, rows, _KEY))
    mine = pd.DataFrame(there, columns=list(_KEY)).merge(rows[list(_KEY)].drop_duplicates(), on=list(_KEY))
    _delete(connection, mine)
    return len(mine)


def forget(connection: sa.Connection, account: Account) -> None:
    """Delete the labels on an account's posts, as long as the posts are still there, and those given under its name."""
    table = _stored(connection)
    mine = table["platform"].eq(account[0]) & table["account"].eq(account[1])
    _delete(connection, table[mine])


def _stored(connection: sa.Connection) -> pd.DataFrame:
    """Read all labels, with the account of today of posts that are kept."""
    n, v, a = database_tables.labels, database_tables.videos, database_tables.accounts
    same = sa.and_(v.c.platform == n.c.platform, v.c.key == n.c.key)
    query = sa.select(
        *(n.c[name] for name in (*_KEY, "value", "given", "given_at")),
        sa.func.coalesce(a.c.account, n.c.account).label("account"),
    )
    query = query.select_from(n).outerjoin(v, same).outerjoin(a, a.c.id == v.c.account_id)
    return current.read_frame(connection, query)


def _rows(table: pd.DataFrame) -> pd.DataFrame:
    """Convert labels to rows of the database, those that name a post; `given` is the value where it is empty."""
    rows = schema.conform(table, schema.LABELS)
    rows = rows[rows["post"].ne("")].map(storable)
    rows["given"] = rows["given"].mask(rows["given"].eq(""), rows["value"])
    return rows.assign(key=rows["post"].map(key_of).astype("str"))


def _found(connection: sa.Connection, rows: pd.DataFrame, names: tuple[str, ...]) -> list[Any]:
    n = database_tables.labels
    keys = sorted(set(rows["key"]))
    return list(rows_where_in(connection, sa.select(*(n.c[name] for name in names)), n.c.key, keys))


def _delete(connection: sa.Connection, rows: pd.DataFrame) -> None:
    """Delete the labels with these keys (columns platform, key, label)."""
    n = database_tables.labels
    if len(rows):
        one = sa.delete(n).where(*(n.c[name] == sa.bindparam(f"its_{name}") for name in _KEY))
        keys = [rows[name].tolist() for name in _KEY]
        connection.execute(
            one, [dict(zip((f"its_{n}" for n in _KEY), row, strict=True)) for row in zip(*keys, strict=True)]
        )
