"""Every observation of one video, or of many videos up to a bound."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import sqlalchemy as sa

from worthsaving import schema
from worthsaving.library import current, database_tables
from worthsaving.library.bulk import chunks
from worthsaving.schema import Account

DAY_US = 86_400_000_000
NO_VIDEO = -1  # an id that no video has
COLUMNS = ("platform", "account", "video_id", "post", "posted_at", "observed_at", "stated", *database_tables.COUNTS)
"""`post`: the video's id, or where it has none its key in the library (see `kept.video_keys.post_names`)."""


def key_of(post: str) -> str:
    """Return the key in the library of what names a video in `COLUMNS`."""
    return post if post.startswith(("link:", "row:")) else f"id:{post}"


def history(connection: sa.Connection, platform: str, account: str, post: str, *, limit: int) -> pd.DataFrame:
    """Read the newest `limit` moments of one video, oldest first; no rows for an unknown one. Columns: `COLUMNS`."""
    v = database_tables.videos
    mine = sa.and_(v.c.platform == platform, v.c.key == key_of(post), current.account_condition([(platform, account)]))
    query = _observations().where(mine).order_by(database_tables.observations.c.observed_at.desc()).limit(limit)
    return _table(current.read_frame(connection, query))


def histories(connection: sa.Connection, *, accounts: Sequence[Account], videos: int, first_days: int) -> pd.DataFrame:
    """Read the first days and the newest state of the `videos` posted last, oldest first within a video.

    Only videos with a known posting time; each with all observations up to `first_days` days after posting, and its
    newest one. Of all accounts where none is given. Columns: `COLUMNS`.
    """
    v, s, a, o = database_tables.videos, database_tables.series, database_tables.accounts, database_tables.observations
    posted = sa.func.max(sa.func.coalesce(s.c.posted_at, s.c.posted_day_local))
    picked = (
        sa.select(v.c.id, posted.label("posted"))
        .join(s, s.c.video_id == v.c.id)
        .join(a, a.c.id == v.c.account_id)
        .where(current.account_condition(accounts))
        .group_by(v.c.id)
        .having(posted.is_not(None))
        .order_by(posted.desc(), v.c.id)
        .limit(videos)
        .cte("picked")
        .prefix_with("MATERIALIZED")
    )
    # From a day before posting on: where only the day is printed, it may be one ahead of UTC. The period is in one row
    # with the series' other columns, so that every engine goes from that row into its index of the observations.
    periods = (
        sa.select(
            *_series_columns(),
            s.c.id.label("strand_id"),
            (picked.c.posted - DAY_US).label("start"),
            (picked.c.posted + first_days * DAY_US).label("end"),
        )
        .join(v, v.c.id == s.c.video_id)
        .join(a, a.c.id == v.c.account_id)
        .join(picked, picked.c.id == v.c.id)
        .cte("periods")
        .prefix_with("MATERIALIZED")
    )
    within = sa.and_(periods.c.strand_id == o.c.strand_id, o.c.observed_at.between(periods.c.start, periods.c.end))
    names = [column.name for column in _series_columns()]
    observed = [o.c[name] for name in current.OBSERVATION_COLUMNS]
    early = sa.select(*(periods.c[name] for name in names), *observed).join(o, within)
    young = current.read_frame(connection, early)
    ids = connection.execute(sa.select(picked.c.id)).scalars().all()
    newest = current.concat_ordered(
        current.newest_observations(connection, v.c.id.in_(chunk)) for chunk in chunks(ids or [NO_VIDEO])
    )
    both = pd.concat([young, newest[list(young.columns)]], ignore_index=True) if len(young) else newest
    return _table(both.drop_duplicates(["strand_id", "observed_at", "counts_key"]))


def _series_columns() -> list[sa.ColumnElement[Any]]:
    v, s, a = database_tables.videos, database_tables.series, database_tables.accounts
    return [v.c.id.label("video_id"), a.c.platform, a.c.account, v.c.key, s.c.posted_at, s.c.posted_day_local]


def _observations() -> sa.Select[Any]:
    v, s, a, o = database_tables.videos, database_tables.series, database_tables.accounts, database_tables.observations
    return (
        sa.select(*_series_columns(), *(o.c[name] for name in current.OBSERVATION_COLUMNS))
        .join(s, s.c.id == o.c.strand_id)
        .join(v, v.c.id == s.c.video_id)
        .join(a, a.c.id == v.c.account_id)
    )


def _table(found: pd.DataFrame) -> pd.DataFrame:
    """Convert to `COLUMNS`: one row a video and moment, in each column the value of a file that has one."""
    ordered = current.ordered(found)
    rows = ordered.groupby(["video_id", "observed_at"], sort=True).last().reset_index()
    texts = rows["key"].astype("str")
    posted = ordered["posted_at"].fillna(ordered["posted_day_local"]).groupby(ordered["video_id"]).last()
    rows["posted_at"] = current.to_moments(rows["video_id"].map(posted))
    rows["observed_at"] = current.to_moments(rows["observed_at"])
    rows["post"] = texts.str.removeprefix("id:")
    rows["video_id"] = rows["post"].where(texts.str.startswith("id:"), "")
    kinds = dict.fromkeys(("platform", "account", "video_id", "post"), "str") | dict.fromkeys(
        database_tables.COUNTS, schema.COUNT
    )
    return rows[list(COLUMNS)].astype({**kinds, "stated": "bool"})
