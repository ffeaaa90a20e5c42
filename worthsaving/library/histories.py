"""All that was observed of a video, and of many videos within a bound."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import sqlalchemy as sa

from worthsaving import schema
from worthsaving.library import current, database_tables
from worthsaving.library.bulk import parts
from worthsaving.library.current import Account

DAY_US = 86_400_000_000
NO_VIDEO = -1  # the number of no video
COLUMNS = ("platform", "account", "video_id", "posted_at", "observed_at", "stated", *database_tables.COUNTS)


def history(connection: sa.Connection, platform: str, account: str, video_id: str, *, limit: int) -> pd.DataFrame:
    """One row a moment of one video, oldest first; the newest `limit` of them. Columns: `COLUMNS`."""
    v = database_tables.videos
    mine = sa.and_(v.c.platform == platform, v.c.key == f"id:{video_id}", current.wanted([(platform, account)]))
    query = _observations().where(mine).order_by(database_tables.observations.c.observed_at.desc()).limit(limit)
    return _table(current.frame(connection, query))


def histories(connection: sa.Connection, *, accounts: Sequence[Account], videos: int, first_days: int) -> pd.DataFrame:
    """The first days of the videos posted last, and their newest state; oldest first within a video.

    At most `videos` of them (those with a known posting time), each with all observations up to `first_days` after
    posting and its newest one. Columns: `COLUMNS`.
    """
    v, s, a, o = database_tables.videos, database_tables.strands, database_tables.accounts, database_tables.observations
    posted = sa.func.max(sa.func.coalesce(s.c.posted_at, s.c.posted_day_local))
    picked = (
        sa.select(v.c.id, posted.label("posted"))
        .join(s, s.c.video_id == v.c.id)
        .join(a, a.c.id == v.c.account_id)
        .where(current.wanted(accounts))
        .group_by(v.c.id)
        .having(posted.is_not(None))
        .order_by(posted.desc(), v.c.id)
        .limit(videos)
        .cte("picked")
        .prefix_with("MATERIALIZED")
    )
    # From a day before posting on: where only the day is printed, it may be one ahead of UTC. The span stands beside all
    # else that is asked of a strand, so that every engine goes from this one row into its index of the observations.
    reach = (
        sa.select(
            *_told_of_strand(),
            s.c.id.label("strand_id"),
            (picked.c.posted - DAY_US).label("start"),
            (picked.c.posted + first_days * DAY_US).label("end"),
        )
        .join(v, v.c.id == s.c.video_id)
        .join(a, a.c.id == v.c.account_id)
        .join(picked, picked.c.id == v.c.id)
        .cte("reach")
        .prefix_with("MATERIALIZED")
    )
    spans = sa.and_(reach.c.strand_id == o.c.strand_id, o.c.observed_at.between(reach.c.start, reach.c.end))
    names = [column.name for column in _told_of_strand()]
    early = sa.select(*(reach.c[name] for name in names), *_told_of_observation()).join(o, spans)
    young = current.frame(connection, early)
    ids = connection.execute(sa.select(picked.c.id)).scalars().all()
    newest = current.together(current.ends(connection, v.c.id.in_(part)) for part in parts(ids or [NO_VIDEO]))
    both = pd.concat([young, newest[list(young.columns)]], ignore_index=True) if len(young) else newest
    return _table(both.drop_duplicates(["strand_id", "observed_at", "counts_key"]))


def _told_of_strand() -> list[sa.Label | sa.Column]:
    v, s, a = database_tables.videos, database_tables.strands, database_tables.accounts
    return [v.c.id.label("video_id"), a.c.platform, a.c.account, v.c.key, s.c.posted_at, s.c.posted_day_local]


def _told_of_observation() -> list[sa.Column]:
    o = database_tables.observations
    return [o.c[name] for name in ("strand_id", "observed_at", "stated", "counts_key", *database_tables.COUNTS)]


def _observations() -> sa.Select:
    v, s, a, o = database_tables.videos, database_tables.strands, database_tables.accounts, database_tables.observations
    return (
        sa.select(*_told_of_strand(), *_told_of_observation())
        .join(s, s.c.id == o.c.strand_id)
        .join(v, v.c.id == s.c.video_id)
        .join(a, a.c.id == v.c.account_id)
    )


def _table(found: pd.DataFrame) -> pd.DataFrame:
    """One row a video and moment, in each column the value of the file that has one."""
    ordered = current.ordered(found)
    rows = ordered.groupby(["video_id", "observed_at"], sort=True).last().reset_index()
    texts = rows["key"].astype("str")
    posted = (
        ordered.assign(posted=ordered["posted_at"].fillna(ordered["posted_day_local"]))
        .groupby("video_id")["posted"]
        .last()
    )
    out = {
        "platform": rows["platform"].astype("str"),
        "account": rows["account"].astype("str"),
        "video_id": texts.str.slice(3).where(texts.str.startswith("id:"), "").astype("str"),
        "posted_at": current.moments(rows["video_id"].map(posted)),
        "observed_at": current.moments(rows["observed_at"]),
        "stated": rows["stated"].astype("bool"),
        **{name: rows[name].astype(schema.COUNT) for name in database_tables.COUNTS},
    }
    return pd.DataFrame(out, columns=list(COLUMNS))
