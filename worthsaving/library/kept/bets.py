"""Bets on new videos: made from an import, settled by a later one, then never changed; in the caller's transaction."""

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd
import sqlalchemy as sa

from worthsaving.analysis import growth
from worthsaving.analysis.plans import bets
from worthsaving.library import database_tables, histories
from worthsaving.library.bulk import insert, rows_where_in
from worthsaving.schema import Account

NEWEST = 600
"""An account's bets come from so many of its newest videos."""
_FIRST_DAYS = bets.HORIZON_DAYS + int(growth.MAX_GAP_DAYS) + 1
_COLUMNS = ("video_id", "horizon_days", "made_at", "saves_then", "low", "high", "videos")


def update(connection: sa.Connection, import_id: int) -> tuple[int, int]:
    """Make the bets on the new videos of an import and settle those whose day it has passed; return how many of each.

    A bet is made from what was counted up to its own moment alone, and only where that moment lies after all that was
    kept of the account before: what came afterwards is not known yet.
    """
    made = settled = 0
    for account_id, account in _accounts_of(connection, import_id):
        before = _kept_before(connection, import_id, account)
        if not _may_change(connection, account_id, account, before):
            continue
        curves = _curves(connection, account_id, account)
        made += _make(connection, import_id, curves, before)
        settled += _settle(connection, account_id, curves)
    return made, settled


def take_back(connection: sa.Connection, import_id: int) -> list[int]:
    """Delete the bets made from an import and open again those that it settled; return these bets' video ids."""
    b = database_tables.bets
    connection.execute(sa.delete(b).where(b.c.import_id == import_id))
    opened = connection.execute(sa.select(b.c.video_id).where(b.c.settled_by == import_id)).scalars().all()
    nothing = dict.fromkeys(("settled_by", "settled_at", "saves"))
    connection.execute(sa.update(b).where(b.c.settled_by == import_id).values(**nothing))
    return [int(number) for number in opened]


def settle_again(connection: sa.Connection, video_ids: Sequence[int]) -> None:
    """Settle the bets on these videos from what is still kept of them."""
    v, a = database_tables.videos, database_tables.accounts
    query = sa.select(a.c.id, a.c.platform, a.c.account).join(v, v.c.account_id == a.c.id).distinct()
    for row in sorted({tuple(row) for row in rows_where_in(connection, query, v.c.id, video_ids)}):
        _settle(connection, row[0], _curves(connection, row[0], (row[1], row[2])))


def _accounts_of(connection: sa.Connection, import_id: int) -> Iterator[tuple[int, Account]]:
    """Yield the accounts whose videos this import counted."""
    o, s, v, a = database_tables.observations, database_tables.series, database_tables.videos, database_tables.accounts
    observed = sa.select(o.c.strand_id).where(o.c.import_id == import_id)
    query = sa.select(a.c.id, a.c.platform, a.c.account).join(v, v.c.account_id == a.c.id)
    query = query.join(s, s.c.video_id == v.c.id).where(s.c.id.in_(observed)).distinct().order_by(a.c.id)
    for row in connection.execute(query).all():
        yield row.id, (row.platform, row.account)


def _kept_before(connection: sa.Connection, import_id: int, account: Account) -> int | None:
    """Return the last moment of this account in any other import; None without one."""
    c = database_tables.coverage
    mine = sa.and_(c.c.platform == account[0], c.c.account.in_(["", account[1]]), c.c.import_id != import_id)
    last: int | None = connection.execute(sa.select(sa.func.max(c.c.taken_to)).where(mine)).scalar()
    return last


def _may_change(connection: sa.Connection, account_id: int, account: Account, before: int | None) -> bool:
    """Whether the account has an open bet, or a video that was new at `before` or later and others to learn from."""
    b, v, s = database_tables.bets, database_tables.videos, database_tables.series
    waiting = sa.select(b.c.video_id).join(v, v.c.id == b.c.video_id)
    if connection.execute(waiting.where(v.c.account_id == account_id, b.c.saves.is_(None)).limit(1)).first():
        return True
    if not _has_others(connection, account_id, account):
        return False
    young = sa.select(s.c.id).join(v, v.c.id == s.c.video_id).where(v.c.account_id == account_id)
    if before is not None:
        posted = sa.func.coalesce(s.c.posted_at, s.c.posted_day_local)
        young = young.where(posted > before - round(bets.NEW_DAYS * bets.DAY_US))
    return connection.execute(young.limit(1)).first() is not None


def _has_others(connection: sa.Connection, account_id: int, account: Account) -> bool:
    """Whether there are videos enough to learn from, and two moments: none is seen both new and finished at a single one."""
    c, v = database_tables.coverage, database_tables.videos
    mine = sa.and_(c.c.platform == account[0], c.c.account.in_(["", account[1]]))
    first, last = connection.execute(
        sa.select(sa.func.min(c.c.taken_from), sa.func.max(c.c.taken_to)).where(mine)
    ).one()
    if first == last:
        return False
    videos = sa.select(v.c.id).where(v.c.account_id == account_id).limit(bets.AT_LEAST + 1)
    return len(connection.execute(videos).all()) > bets.AT_LEAST


def _curves(connection: sa.Connection, account_id: int, account: Account) -> list[bets.Curve]:
    """Read what is known of the saves of the account's newest videos."""
    v = database_tables.videos
    seen = histories.histories(connection, accounts=[account], videos=NEWEST, first_days=_FIRST_DAYS)
    posted = seen.groupby("post")["posted_at"].first().astype("int64")
    keys = {histories.key_of(post): post for post in posted.index}
    query = sa.select(v.c.id, v.c.key).where(v.c.account_id == account_id)
    ids = {keys[row.key]: row.id for row in rows_where_in(connection, query, v.c.key, sorted(keys))}
    return [
        bets.Curve(ids[post], int(posted[post]), ages, saves)
        for (_, _, post), (ages, saves) in growth.series(seen, "saves").items()
    ]


def _make(connection: sa.Connection, import_id: int, curves: Sequence[bets.Curve], before: int | None) -> int:
    """Make the bets on videos that have none; return how many."""
    b = database_tables.bets
    query = sa.select(b.c.video_id)
    had = {row.video_id for row in rows_where_in(connection, query, b.c.video_id, [curve.video for curve in curves])}
    rows = [
        (one.video, bets.HORIZON_DAYS, one.at, one.saves, one.bet.low, one.bet.high, one.bet.n)
        for one in bets.make(curves, had=had, after=before)
    ]
    insert(connection, b, pd.DataFrame(rows, columns=list(_COLUMNS)), _COLUMNS, import_id)
    return len(rows)


def _settle(connection: sa.Connection, account_id: int, curves: Iterable[bets.Curve]) -> int:
    """Settle the account's open bets whose day is known by now; return how many."""
    b, v = database_tables.bets, database_tables.videos
    query = sa.select(b.c.video_id, b.c.horizon_days).join(v, v.c.id == b.c.video_id)
    waiting = connection.execute(query.where(v.c.account_id == account_id, b.c.saves.is_(None))).all()
    known, settled = {curve.video: curve for curve in curves}, 0
    for video_id, horizon in waiting:
        final = known[video_id].final(horizon) if video_id in known else None
        if final is None:
            continue
        saves, at = final
        result = {"settled_by": _newest_import(connection, video_id), "settled_at": at, "saves": max(round(saves), 0)}
        mine = sa.and_(b.c.video_id == video_id, b.c.horizon_days == horizon)
        connection.execute(sa.update(b).where(mine).values(**result))
        settled += 1
    return settled


def _newest_import(connection: sa.Connection, video_id: int) -> int:
    o, s = database_tables.observations, database_tables.series
    query = sa.select(sa.func.max(o.c.import_id)).join(s, s.c.id == o.c.strand_id)
    return int(connection.execute(query.where(s.c.video_id == video_id, o.c.saves.is_not(None))).scalar_one())
