"""The library's ids of accounts and videos, and which account a video belongs to."""

import pandas as pd
import sqlalchemy as sa

from worthsaving.library import database_tables
from worthsaving.library.bulk import find_or_create_ids, rows_where_in


def account_ids(connection: sa.Connection, frame: pd.DataFrame) -> pd.Series:
    """Return the id of each row's (platform, account); creates the accounts that are missing."""
    return find_or_create_ids(connection, database_tables.accounts, frame, ("platform", "account"), by="account")[0]


def video_ids(connection: sa.Connection, seen: pd.DataFrame) -> tuple[pd.Series, int]:
    """Return the id of each row's (platform, key), and how many videos were created."""

    def with_account(new: pd.DataFrame) -> pd.DataFrame:
        return new.assign(account_id=account_ids(connection, new))

    return find_or_create_ids(
        connection,
        database_tables.videos,
        seen,
        ("platform", "key"),
        by="key",
        complete=with_account,
        names=("account_id",),
    )


def reassign_videos(connection: sa.Connection, video_ids: list[int]) -> None:
    """Give each of these videos the account that its files name; where they differ, the one named by the newest.

    A file that names no account is ignored. The result depends on what is kept, not on the order of keeping.
    """
    v, s, o, a = database_tables.videos, database_tables.series, database_tables.observations, database_tables.accounts
    last = sa.select(sa.func.max(o.c.observed_at)).where(o.c.strand_id == s.c.id).scalar_subquery()
    query = (
        sa.select(v.c.id, v.c.platform, a.c.account.label("now"), s.c.account, last.label("last"))
        .join(s, s.c.video_id == v.c.id)
        .join(a, a.c.id == v.c.account_id)
        .where(s.c.account != a.c.account)
    )
    differing = sorted({row.id for row in rows_where_in(connection, query, v.c.id, video_ids)})
    if not differing:
        return
    query = sa.select(v.c.id, v.c.platform, v.c.account_id.label("was"), s.c.account, last.label("last"))
    rows = rows_where_in(connection, query.join(s, s.c.video_id == v.c.id), v.c.id, differing)
    named = pd.DataFrame([row._asdict() for row in rows])
    named["named"] = named["account"] != ""
    named = named.sort_values(["id", "named", "last", "account"], na_position="first")
    newest = named.drop_duplicates("id", keep="last")
    newest = newest.assign(becomes=account_ids(connection, newest))
    for row in newest[newest["becomes"] != newest["was"]].to_dict("records"):
        connection.execute(sa.update(v).where(v.c.id == row["id"]).values(account_id=row["becomes"]))
    _delete_empty_accounts(connection)


def delete_orphans(connection: sa.Connection) -> None:
    """Delete series without observations, videos without series, bets without videos, and accounts without videos, days
    and audience.
    """
    o, s, v = database_tables.observations, database_tables.series, database_tables.videos
    b = database_tables.bets
    connection.execute(sa.delete(s).where(~sa.exists().where(o.c.strand_id == s.c.id)))
    connection.execute(sa.delete(v).where(~sa.exists().where(s.c.video_id == v.c.id)))
    connection.execute(sa.delete(b).where(~sa.exists().where(v.c.id == b.c.video_id)))
    _delete_empty_accounts(connection)


def _delete_empty_accounts(connection: sa.Connection) -> None:
    a, owned = database_tables.accounts, (database_tables.videos, database_tables.days, database_tables.audience)
    empty = sa.and_(*(~sa.exists().where(table.c.account_id == a.c.id) for table in owned))
    connection.execute(sa.delete(a).where(empty))
