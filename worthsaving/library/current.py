"""The newest known values of every video and day: the last observation of each series, merged by column."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import sqlalchemy as sa

from worthsaving import schema
from worthsaving.library import database_tables
from worthsaving.schema import Account

OBSERVATION_COLUMNS = ("strand_id", "observed_at", "stated", "counts_key", *database_tables.COUNTS)
_TEXTS = ("title", "link", "media", "source")
_SERIES_COLUMNS = ("title", "link", "posted_at", "posted_day_local", "duration_s", "media", "source")


def account_condition(accounts: Sequence[Account]) -> sa.ColumnElement[bool]:
    """Return the SQL condition that a row's account is one of these; always true without any."""
    a = database_tables.accounts
    # One list of pairs: SQLite refuses hundreds of conditions joined by OR as too deep.
    return sa.tuple_(a.c.platform, a.c.account).in_(list(accounts)) if accounts else sa.true()


def newest_observations(
    connection: sa.Connection,
    where: sa.ColumnElement[bool],
    *,
    until: sa.ColumnElement[int] | int | None = None,
    counts_only: bool = False,
) -> pd.DataFrame:
    """Read the newest observation of each series, at or before `until` where that is given.

    `where` selects series, by their columns or those of their videos or accounts. One row a series, more only where
    imports differ at the same moment. Columns: video_id and account_id (the library's ids), platform, account, key, the
    series' texts and times, strand_id, observed_at and stated, counts_key, the counts (Int64); moments in microseconds
    (UTC). Ordered as `ordered` does. `counts_only` leaves out the columns that describe the video.
    """
    s, v, a, o = database_tables.series, database_tables.videos, database_tables.accounts, database_tables.observations
    last = sa.select(sa.func.max(o.c.observed_at)).where(o.c.strand_id == s.c.id)
    if until is not None:
        last = last.where(o.c.observed_at <= until)
    # Each series' last moment is found first, on its own, so that no engine joins the long table before.
    found = (
        sa.select(s.c.id.label("strand_id"), last.scalar_subquery().label("at"))
        .join(v, v.c.id == s.c.video_id)
        .join(a, a.c.id == v.c.account_id)
        .where(where)
        .cte("found")
        .prefix_with("MATERIALIZED")
    )
    described = [a.c.platform, a.c.account, v.c.key, *(s.c[name] for name in _SERIES_COLUMNS)]
    query = (
        sa.select(
            v.c.id.label("video_id"),
            v.c.account_id,
            *([] if counts_only else described),
            *(o.c[name] for name in OBSERVATION_COLUMNS),
        )
        .select_from(found)
        .join(o, sa.and_(o.c.strand_id == found.c.strand_id, o.c.observed_at == found.c.at))
        .join(s, s.c.id == found.c.strand_id)
        .join(v, v.c.id == s.c.video_id)
        .join(a, a.c.id == v.c.account_id)
    )
    return ordered(read_frame(connection, query))


def concat_ordered(found: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Join the results of `newest_observations` (at least one) as if they came from one call."""
    each = list(found)
    return ordered(pd.concat([table for table in each if len(table)])) if any(map(len, each)) else each[0]


def read_frame(connection: sa.Connection, query: sa.Select[Any]) -> pd.DataFrame:
    """Run the query and return its rows as a table; counts and posting times are Int64, missing values NA."""
    result = connection.execute(query)
    names = list(result.keys())
    assert result.cursor is not None  # noqa: S101 - a select has one
    rows = result.cursor.fetchall()  # the driver's own tuples: a third faster than SQLAlchemy's rows
    result.close()
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    counted = {*database_tables.COUNTS, *database_tables.DAY_COUNTS, "posted_at", "posted_day_local"}
    table = {
        name: pd.Series(values, dtype=schema.COUNT if name in counted else None if len(values) else "object")
        for name, values in zip(names, map(list, columns), strict=True)
    }
    return pd.DataFrame(table, columns=names)


def to_moments(values: pd.Series) -> pd.Series:
    """Convert microseconds since 1970 to canonical moments (`schema.MOMENT`); missing stays missing."""
    return pd.to_datetime(values.astype(schema.COUNT), unit="us", utc=True).astype(schema.MOMENT)


def ordered(found: pd.DataFrame) -> pd.DataFrame:
    """Sort observations, oldest first; at the same moment fewer views first, as counts rarely fall, then by hash."""
    return (
        found.assign(_views=found["views"].fillna(-1))
        .sort_values(["observed_at", "_views", "counts_key"], kind="stable", ignore_index=True)
        .drop(columns="_views")
    )


def merge_series(found: pd.DataFrame) -> pd.DataFrame:
    """Merge rows in the order of `ordered`: one a video, index `video_id`, in each column the newest known value."""
    texts = found.copy()
    for name in texts.columns.intersection(_TEXTS):
        texts[name] = texts[name].mask(texts[name] == "", None)
    many = texts["video_id"].duplicated(keep=False)
    if not many.any():  # one series each: nothing to merge
        return texts.set_index("video_id").sort_index()
    whole = [texts[~many].set_index("video_id"), texts[many].groupby("video_id", sort=True).last()]
    return pd.concat([part for part in whole if len(part)]).sort_index()


def as_videos(newest: pd.DataFrame) -> pd.DataFrame:
    """Convert merged rows to the canonical `videos` table."""
    table = newest.reset_index(drop=True)
    is_id = table["key"].str.startswith("id:") if len(table) else pd.Series(dtype="bool")
    table["video_id"] = table["key"].str.slice(3).where(is_id, "") if len(table) else pd.Series(dtype="str")
    for name in ("posted_at", "observed_at"):
        table[name] = to_moments(table[name])
    table["posted_day_local"] = pd.to_datetime(table["posted_day_local"], unit="us")
    return schema.conform(table, schema.VIDEOS)


def videos(connection: sa.Connection, accounts: Sequence[Account]) -> pd.DataFrame:
    """Return the canonical `videos` table of these accounts (of all without any): in each column the newest value."""
    return as_videos(merge_series(newest_observations(connection, account_condition(accounts))))


def days(connection: sa.Connection, accounts: Sequence[Account]) -> pd.DataFrame:
    """Return the canonical `days` table: in each column the newest value, in `source` all formats it came from.

    Days whose file names no account go to the only account of their platform, where there is only one.
    """
    d, a = database_tables.days, database_tables.accounts
    key = [d.c[name] for name in ("account_id", "day", "source", "present")]
    last = sa.select(*key, sa.func.max(d.c.observed_at).label("at")).group_by(*key).subquery()
    same = [d.c[column.name] == last.c[column.name] for column in key]
    query = (
        sa.select(
            a.c.platform,
            a.c.account,
            *(d.c[c] for c in ("day", "source", "observed_at", "counts_key", *database_tables.DAY_COUNTS)),
        )
        .select_from(last)
        .join(d, sa.and_(*same, d.c.observed_at == last.c.at))
        .join(a, a.c.id == d.c.account_id)
    )
    platforms = {platform for platform, _ in accounts}
    table = read_frame(connection, query.where(a.c.platform.in_(platforms)) if accounts else query)
    if table.empty:
        return schema.empty(schema.DAYS)
    table = with_only_account(connection, table)
    if accounts:
        table = table[[pair in set(accounts) for pair in zip(table["platform"], table["account"], strict=True)]]
    # Of two files kept at once the one with more views is the more complete; the files' order must not matter
    table = table.assign(_views=table["views"].fillna(-1))
    table = table.sort_values(["platform", "account", "day", "observed_at", "_views", "counts_key"], kind="stable")
    groups = table.groupby(["platform", "account", "day"], sort=True)
    newest = groups[list(database_tables.DAY_COUNTS)].last()
    newest["source"] = groups["source"].agg(lambda ids: "+".join(sorted(set("+".join(ids).split("+")))))
    newest = newest.reset_index()
    newest["day"] = pd.to_datetime(newest["day"], unit="us")
    return schema.conform(newest, schema.DAYS)


def with_only_account(connection: sa.Connection, table: pd.DataFrame) -> pd.DataFrame:
    """Fill in the account of rows that name none, on platforms with one account."""
    known = connection.execute(sa.select(database_tables.accounts.c.platform, database_tables.accounts.c.account)).all()
    for platform in sorted(set(table.loc[table["account"] == "", "platform"])):
        names = {row.account for row in known if row.platform == platform} - {""}
        if len(names) == 1:
            mine = (table["account"] == "") & (table["platform"] == platform)
            table["account"] = table["account"].mask(mine, names.pop())
    return table
