"""The audience of accounts over time: who their followers are and when they are there, as exports say."""

from collections.abc import Sequence

import pandas as pd
import sqlalchemy as sa

from worthsaving import schema
from worthsaving.library import account_ids, current, database_tables, stored_rows
from worthsaving.library.bulk import insert, rows_where_in
from worthsaving.schema import Account

PEOPLE = "hour"
"""The kind whose values are numbers of people; those of the others are shares."""
_SET = ["platform", "account", "kind", "day"]


def insert_audience(connection: sa.Connection, import_id: int, rows: pd.DataFrame) -> int:
    """Insert the rows of an import (`stored_rows.audience`); return how many were not stored before, at any moment."""
    a, names = database_tables.audience, stored_rows.AUDIENCE_COLUMNS
    rows = rows.assign(account_id=account_ids.account_ids(connection, rows))
    query = sa.select(a.c.account_id, a.c.kind, a.c.digest).distinct()
    ids = sorted(set(rows["account_id"]))
    stored = {tuple(row) for row in rows_where_in(connection, query, a.c.account_id, ids)}
    new = sum(key not in stored for key in zip(rows["account_id"], rows["kind"], rows["digest"], strict=True))
    insert(connection, a, rows, ("account_id", "kind", "observed_at", "digest", *names), import_id)
    return new


def newest_audience(connection: sa.Connection, accounts: Sequence[Account]) -> pd.DataFrame:
    """Return the canonical audience of these accounts (of all without any): of each kind and day the newest file's.

    A file replaces all rows of a kind and day, so that shares of one moment stay together. Where two files of one moment
    differ, the larger number of people counts, and a share is missing. Rows whose file names no account go to the only
    account of their platform, where there is only one.
    """
    u, a = database_tables.audience, database_tables.accounts
    last = sa.select(u.c.account_id, u.c.kind, u.c.day, sa.func.max(u.c.observed_at).label("at"))
    newest = last.group_by(u.c.account_id, u.c.kind, u.c.day).subquery()
    same = sa.and_(
        u.c.account_id == newest.c.account_id,
        u.c.kind == newest.c.kind,
        u.c.day.is_not_distinct_from(newest.c.day),
        u.c.observed_at == newest.c.at,
    )
    query = (
        sa.select(a.c.platform, a.c.account, *(u.c[name] for name in ("kind", "key", "day", "value", "source")))
        .add_columns(u.c.observed_at)
        .select_from(newest)
        .join(u, same)
        .join(a, a.c.id == u.c.account_id)
    )
    platforms = {platform for platform, _ in accounts}
    table = current.read_frame(connection, query.where(a.c.platform.in_(platforms)) if accounts else query)
    if table.empty:
        return schema.empty(schema.AUDIENCE)
    table = current.with_only_account(connection, table)
    if accounts:
        table = table[[pair in set(accounts) for pair in zip(table["platform"], table["account"], strict=True)]]
    table["day"] = pd.to_datetime(table["day"].astype(schema.COUNT), unit="us")
    # Files that name no account may be older than those that do
    table = table[table["observed_at"] == table.groupby(_SET, dropna=False)["observed_at"].transform("max")]
    table = table.sort_values([*_SET, "key", "value", "source"], kind="stable", na_position="first")
    rows = table.groupby([*_SET, "key"], dropna=False)["value"]
    unsure = table["kind"].ne(PEOPLE) & rows.transform("nunique").gt(1)
    table = table.assign(value=table["value"].mask(unsure)).drop_duplicates([*_SET, "key"], keep="last")
    return schema.conform(table, schema.AUDIENCE)
