"""Which account and which video a row belongs to."""

from __future__ import annotations

import pandas as pd
import sqlalchemy as sa

from worthsaving.library import database_tables
from worthsaving.library.bulk import chunked, numbers


def account_ids(connection: sa.Connection, frame: pd.DataFrame) -> pd.Series:
    """The id of each row's (platform, account); accounts that are not there yet are made."""
    return numbers(connection, database_tables.accounts, frame, ("platform", "account"), by="account")[0]


def video_ids(connection: sa.Connection, seen: pd.DataFrame) -> tuple[pd.Series, int]:
    """The id of each row's (platform, key), and how many videos had to be made."""

    def owned(new: pd.DataFrame) -> pd.DataFrame:
        return new.assign(account_id=account_ids(connection, new))

    return numbers(
        connection, database_tables.videos, seen, ("platform", "key"), by="key", more=owned, names=("account_id",)
    )


def settle(connection: sa.Connection, video_ids: list[int]) -> None:
    """Give each of these videos the account that its files name: at odds, the one named last.

    A file that names no account says nothing about it. What comes out depends on what is kept, not on the order in
    which it was kept.
    """
    v, s, o, a = database_tables.videos, database_tables.strands, database_tables.observations, database_tables.accounts
    last = sa.select(sa.func.max(o.c.observed_at)).where(o.c.strand_id == s.c.id).scalar_subquery()
    query = (
        sa.select(v.c.id, v.c.platform, a.c.account.label("now"), s.c.account, last.label("last"))
        .join(s, s.c.video_id == v.c.id)
        .join(a, a.c.id == v.c.account_id)
        .where(s.c.account != a.c.account)
    )
    odd = sorted({row.id for row in chunked(connection, query, v.c.id, video_ids)})
    if not odd:
        return
    query = sa.select(v.c.id, v.c.platform, v.c.account_id.label("was"), s.c.account, last.label("last"))
    rows = chunked(connection, query.join(s, s.c.video_id == v.c.id), v.c.id, odd)
    named = pd.DataFrame([row._asdict() for row in rows])
    named["named"] = named["account"] != ""
    named = named.sort_values(["id", "named", "last", "account"], na_position="first")
    newest = named.drop_duplicates("id", keep="last")
    newest = newest.assign(becomes=account_ids(connection, newest))
    for row in newest[newest["becomes"] != newest["was"]].to_dict("records"):
        connection.execute(sa.update(v).where(v.c.id == row["id"]).values(account_id=row["becomes"]))
    _sweep_accounts(connection)


def sweep(connection: sa.Connection) -> None:
    """Take away strands without observations, videos without strands, accounts without either videos or days."""
    o, s, v = database_tables.observations, database_tables.strands, database_tables.videos
    connection.execute(sa.delete(s).where(~sa.exists().where(o.c.strand_id == s.c.id)))
    connection.execute(sa.delete(v).where(~sa.exists().where(s.c.video_id == v.c.id)))
    _sweep_accounts(connection)


def _sweep_accounts(connection: sa.Connection) -> None:
    v, a, d = database_tables.videos, database_tables.accounts, database_tables.days
    none_left = ~sa.exists().where(v.c.account_id == a.c.id) & ~sa.exists().where(d.c.account_id == a.c.id)
    connection.execute(sa.delete(a).where(none_left))
