"""The newest known of every video and day: a query that looks at the end of each strand, and a merge of the few it finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import sqlalchemy as sa

from worthsaving import schema
from worthsaving.library import database_tables
from worthsaving.reading.result import Reading

Account = tuple[str, str]
_TEXTS = ("title", "link", "media", "source")
_OF_STRAND = ("title", "link", "posted_at", "posted_day_local", "duration_s", "media", "source")


def wanted(accounts: Sequence[Account]) -> sa.ColumnElement[bool]:
    """The condition that a row's account is one of these (platform, account); all, when there are none."""
    a = database_tables.accounts
    # One list of pairs: hundreds of conditions joined by "or" are too deep for SQLite.
    return sa.tuple_(a.c.platform, a.c.account).in_(list(accounts)) if accounts else sa.true()


def ends(
    connection: sa.Connection,
    where: sa.ColumnElement[bool],
    *,
    until: sa.ColumnElement[int] | int | None = None,
    counts_only: bool = False,
) -> pd.DataFrame:
    """The newest observation of each strand, at or before `until` where that is given; one row a strand, rarely more.

    `where` says which strands, by their columns or those of their videos or accounts. Columns: video_id and account_id
    (the library's own numbers), platform, account, key, the strand's texts and times, strand_id, observed_at and
    stated, the counts (Int64), all moments in microseconds. Ordered so that the newest of a video is last: by moment,
    then views, then the digest of the counts. `counts_only` leaves out what describes the video.
    """
    s, v, a, o = database_tables.strands, database_tables.videos, database_tables.accounts, database_tables.observations
    last = sa.select(sa.func.max(o.c.observed_at)).where(o.c.strand_id == s.c.id)
    if until is not None:
        last = last.where(o.c.observed_at <= until)
    # The look at each strand's end comes first, on its own, so that no engine joins the long table before it.
    found = (
        sa.select(s.c.id.label("strand_id"), last.scalar_subquery().label("at"))
        .join(v, v.c.id == s.c.video_id)
        .join(a, a.c.id == v.c.account_id)
        .where(where)
        .cte("found")
        .prefix_with("MATERIALIZED")
    )
    described = [a.c.platform, a.c.account, v.c.key, *(s.c[name] for name in _OF_STRAND)]
    query = (
        sa.select(
            v.c.id.label("video_id"),
            v.c.account_id,
            *([] if counts_only else described),
            o.c.strand_id,
            o.c.observed_at,
            o.c.stated,
            o.c.counts_key,
            *(o.c[name] for name in database_tables.COUNTS),
        )
        .select_from(found)
        .join(o, sa.and_(o.c.strand_id == found.c.strand_id, o.c.observed_at == found.c.at))
        .join(s, s.c.id == found.c.strand_id)
        .join(v, v.c.id == s.c.video_id)
        .join(a, a.c.id == v.c.account_id)
    )
    return ordered(frame(connection, query))


def together(found: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """What several calls of `ends` (at least one) found, as one call would give it."""
    each = list(found)
    return ordered(pd.concat([table for table in each if len(table)])) if any(map(len, each)) else each[0]


def frame(connection: sa.Connection, query: sa.Select) -> pd.DataFrame:
    """The query's rows as a table; counts and whole numbers are Int64, so that missing stays missing."""
    result = connection.execute(query)
    names = list(result.keys())
    assert result.cursor is not None  # noqa: S101 - a select has one
    rows = result.cursor.fetchall()  # the driver's own tuples: a third faster than a row object each
    result.close()
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    counted = {*database_tables.COUNTS, *database_tables.DAY_COUNTS, "posted_at", "posted_day_local"}
    table = {
        name: pd.Series(values, dtype=schema.COUNT if name in counted else None if len(values) else "object")
        for name, values in zip(names, map(list, columns), strict=True)
    }
    return pd.DataFrame(table, columns=names)


def moments(values: pd.Series) -> pd.Series:
    """Whole microseconds as canonical moments; missing stays missing."""
    return pd.to_datetime(values.astype(schema.COUNT), unit="us", utc=True).astype(schema.MOMENT)


def ordered(found: pd.DataFrame) -> pd.DataFrame:
    """Oldest first; at the same moment the one with fewer views, as counts hardly ever fall."""
    return (
        found.assign(_views=found["views"].fillna(-1))
        .sort_values(["observed_at", "_views", "counts_key"], kind="stable", ignore_index=True)
        .drop(columns="_views")
    )


def merged(found: pd.DataFrame) -> pd.DataFrame:
    """One row a video, index `video_id`: in each column the newest value there is. Takes rows as `ends` orders them."""
    texts = found.copy()
    for name in texts.columns.intersection(_TEXTS):
        texts[name] = texts[name].mask(texts[name] == "", None)
    many = texts["video_id"].duplicated(keep=False)
    if not many.any():  # one kind of file tells of each: nothing to merge
        return texts.set_index("video_id").sort_index()
    whole = [texts[~many].set_index("video_id"), texts[many].groupby("video_id", sort=True).last()]
    return pd.concat([part for part in whole if len(part)]).sort_index()


def as_videos(newest: pd.DataFrame) -> pd.DataFrame:
    """The canonical `videos` table of merged rows."""
    table = newest.reset_index(drop=True)
    is_id = table["key"].str.startswith("id:") if len(table) else pd.Series(dtype="bool")
    table["video_id"] = table["key"].str.slice(3).where(is_id, "") if len(table) else pd.Series(dtype="str")
    for name in ("posted_at", "observed_at"):
        table[name] = moments(table[name])
    table["posted_day_local"] = pd.to_datetime(table["posted_day_local"], unit="us")
    return schema.conform(table, schema.VIDEOS)


def reading(connection: sa.Connection, *, accounts: Sequence[Account] = ()) -> Reading:
    """The newest known of these accounts (all, when none is named) as if one file had told it."""
    return Reading(as_videos(merged(ends(connection, wanted(accounts)))), _days(connection, accounts))


def _days(connection: sa.Connection, accounts: Sequence[Account]) -> pd.DataFrame:
    """The canonical `days` table: in each column the newest value, `source` naming all formats it came from.

    Days whose file names no account belong to the only account of their platform, where there is only one.
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
    table = frame(connection, query.where(a.c.platform.in_(platforms)) if accounts else query)
    if table.empty:
        return schema.empty(schema.DAYS)
    table = _adopted(connection, table)
    if accounts:
        table = table[[pair in set(accounts) for pair in zip(table["platform"], table["account"], strict=True)]]
    # Of two files kept at once the one with more views is the fuller one; never the order in which they were dropped
    table = table.assign(_views=table["views"].fillna(-1))
    table = table.sort_values(["platform", "account", "day", "observed_at", "_views", "counts_key"], kind="stable")
    groups = table.groupby(["platform", "account", "day"], sort=True)
    newest = groups[list(database_tables.DAY_COUNTS)].last()
    newest["source"] = groups["source"].agg(lambda ids: "+".join(sorted(set("+".join(ids).split("+")))))
    newest = newest.reset_index()
    newest["day"] = pd.to_datetime(newest["day"], unit="us")
    return schema.conform(newest, schema.DAYS)


def _adopted(connection: sa.Connection, table: pd.DataFrame) -> pd.DataFrame:
    known = connection.execute(sa.select(database_tables.accounts.c.platform, database_tables.accounts.c.account)).all()
    for platform in sorted(set(table.loc[table["account"] == "", "platform"])):
        names = {row.account for row in known if row.platform == platform} - {""}
        if len(names) == 1:
            mine = (table["account"] == "") & (table["platform"] == platform)
            table["account"] = table["account"].mask(mine, names.pop())
    return table
