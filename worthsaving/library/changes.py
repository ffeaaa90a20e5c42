"""What changed between two exports of an account: gains, new videos, vanished ones, counts that fell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pandas as pd
import sqlalchemy as sa

from worthsaving import schema
from worthsaving.data.load import declared
from worthsaving.library import current, database_tables, export_times, library_errors
from worthsaving.library.bulk import parts
from worthsaving.library.current import Account

COLUMNS = (
    *("platform", "account", "video_id", "title", "link", "posted_at", "posted_day_local", "before_at", "after_at"),
    *database_tables.COUNTS,
    *(f"{name}_gained" for name in database_tables.COUNTS),
    *("new", "vanished", "fell"),
)
ONE_LOOK_US = 20 * 3_600_000_000
"""Exports less than 20 hours apart are one look: two kinds of file of one day tell nothing of what came between them."""
SHARE_BELIEVED = 0.5
"""When more than this share of an account's videos is missing, the file is a shorter list: it tells of no vanishing."""


def changes(
    connection: sa.Connection, *, since: int | None, moment: int | None, accounts: Sequence[Account]
) -> pd.DataFrame:
    """See `Library.changes`. `since` is an import's number, `moment` in microseconds; at most one is given."""
    if since is not None:
        moment = _moment_of_days_only(connection, since)
    exports = _exports(connection, accounts)
    cutoffs = _cutoffs(exports, since, moment)
    if cutoffs.empty:
        return _table(pd.DataFrame(columns=list(COLUMNS)))
    newest, before_rows = _both_ends(connection, cutoffs)
    known, before = current.merged(newest), current.merged(before_rows)
    seen_since = newest["observed_at"].astype("int64") > newest["account_id"].map(cutoffs)
    after = current.merged(newest[seen_since])
    gone = _vanished(known, exports, cutoffs)
    shown = known.loc[after.index.union(gone)]
    table = _described(shown)
    # A list without saves in between (Studio's) is not what the gain in saves is counted from.
    counted = before_rows[before_rows["saves"].notna()].groupby("video_id")["observed_at"].max().astype(schema.COUNT)
    then = before["observed_at"].astype(schema.COUNT)
    table["before_at"] = current.moments(counted.reindex(shown.index).fillna(then.reindex(shown.index)))
    table["after_at"] = current.moments(after["observed_at"].reindex(shown.index))
    table["new"] = ~shown.index.isin(before.index)
    table["vanished"] = shown.index.isin(gone)
    # Of a video posted since then all counts came since then; of one merely first seen nobody knows
    posted_since = (table["new"] & (_posted(shown) > shown["account_id"].map(cutoffs)).fillna(False)).astype(bool)
    fell = pd.Series(False, index=shown.index)
    for name in database_tables.COUNTS:
        now, then = after[name].reindex(shown.index), before[name].reindex(shown.index)
        table[name] = now
        gained = (now - then.mask(posted_since, 0)).astype(schema.COUNT)
        table[f"{name}_gained"] = gained
        fell |= (gained < 0).fillna(False).astype(bool)
    table["fell"] = fell
    by = ["saves_gained", "likes_gained", "views_gained"]
    table = table.assign(_key=shown["key"]).sort_values(
        [*by, "_key"], ascending=[False, False, False, True], na_position="last"
    )
    return _table(table)


def _both_ends(connection: sa.Connection, cutoffs: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The newest of each strand of these accounts, and the newest up to the account's cutoff; see `latest.ends`."""
    owner = database_tables.videos.c.account_id
    newest, before = [], []
    for some in parts(cutoffs.index):
        until = sa.case({number: int(cutoffs[number]) for number in some}, value=owner)
        newest.append(current.ends(connection, owner.in_(some)))
        before.append(current.ends(connection, owner.in_(some), until=until, counts_only=True))
    return current.together(newest), current.together(before)


def _moment_of_days_only(connection: sa.Connection, since: int) -> int | None:
    """When an import was kept that holds days only and so says nothing of a video; None for any other."""
    i, c = database_tables.imports, database_tables.coverage
    kept = {row.id: row.kept_at for row in connection.execute(sa.select(i.c.id, i.c.kept_at))}
    if since not in kept:
        raise library_errors.LibraryError(f"There is no import {since} in the library. Choose another one.")
    has_videos = connection.execute(sa.select(c.c.import_id).where(c.c.import_id == since).limit(1)).first()
    return None if has_videos else kept[since]


def _exports(connection: sa.Connection, accounts: Sequence[Account]) -> pd.DataFrame:
    """What each import held of each account and format; names that are no account's any more are left out."""
    c, a = database_tables.coverage, database_tables.accounts
    same = sa.and_(a.c.platform == c.c.platform, a.c.account == c.c.account)
    names = ("import_id", "source", "taken_from", "taken_to", "first_posted")
    query = sa.select(a.c.id.label("account_id"), *(c.c[name] for name in names)).join(a, same)
    return export_times.apart(connection, current.frame(connection, query.where(current.wanted(accounts))), ONE_LOOK_US)


def _cutoffs(exports: pd.DataFrame, since: int | None, moment: int | None) -> pd.Series:
    """By account_id the moment up to which its counts are "before"; accounts with nothing before are left out.

    For an import: the end of what it observed of the account, for accounts it does not hold its own end. By default
    that of the last export before the newest look (see `ONE_LOOK_US`), or else before the newest export.
    """
    first = exports.groupby("account_id")["taken_from"].min()
    if moment is not None:
        at = pd.Series(moment, index=first.index)
    elif since is not None:
        held = exports[exports["import_id"] == since]
        at = held.groupby("account_id")["taken_to"].max().reindex(first.index).fillna(held["taken_to"].max())
    else:
        each = exports.groupby(["account_id", "import_id", "look"]).agg(
            start=("taken_from", "min"), end=("taken_to", "max")
        )
        each = each.sort_values(["end", "start"], kind="stable").reset_index()
        newest = each.drop_duplicates("account_id", keep="last").set_index("account_id")["start"]
        ahead = each["account_id"].map(newest) - each["end"]
        at, close = (each[ahead > gap].groupby("account_id")["end"].max() for gap in (ONE_LOOK_US, 0))
        at = at.reindex(close.index).fillna(close)
    at = at.dropna().astype("int64")
    return at[first.reindex(at.index) <= at]


def _vanished(known: pd.DataFrame, exports: pd.DataFrame, cutoffs: pd.Series) -> pd.Index:
    """Videos that the last full export at the cutoff or a later one had and the newest full export has no more.

    Only videos posted in the time that the newest one covers; none when so many are missing that it is a shorter list.
    """
    full = exports[~exports["source"].isin(_top_lists()) & exports["account_id"].isin(cutoffs.index)]
    full = full.sort_values(["taken_to", "taken_from", "import_id", "source"])
    cut = full["account_id"].map(cutoffs)
    newest = full.drop_duplicates("account_id", keep="last").set_index("account_id")
    newest = newest[newest.index.isin(full.loc[full["taken_from"] > cut, "account_id"])]
    same = full["source"] == full["account_id"].map(newest["source"])
    earlier = full[same & (full["taken_to"] <= cut)].drop_duplicates("account_id", keep="last").set_index("account_id")
    videos = known[known["account_id"].isin(earlier.index)]
    owner, seen = videos["account_id"], videos["observed_at"].astype("int64")
    first = owner.map(newest["first_posted"]).astype(schema.COUNT)
    covered = (first.isna() | (_posted(videos) >= first)).fillna(False).astype(bool)
    here = covered & (seen >= owner.map(earlier["taken_from"]))
    missing = here & (seen < owner.map(newest["taken_from"]))
    believed = missing.groupby(owner).sum() <= SHARE_BELIEVED * here.groupby(owner).sum()
    return videos.index[missing & owner.map(believed).astype(bool)]


def _described(videos: pd.DataFrame) -> pd.DataFrame:
    """What the videos are, in canonical columns, index kept."""
    table = current.as_videos(videos).set_index(videos.index)
    return table[["platform", "account", "video_id", "title", "link", "posted_at", "posted_day_local"]]


def _posted(videos: pd.DataFrame) -> pd.Series:
    return videos["posted_at"].fillna(videos["posted_day_local"]).astype(schema.COUNT)


def _table(table: pd.DataFrame) -> pd.DataFrame:
    """Exactly `COLUMNS`, with their dtypes."""
    texts = {"platform", "account", "video_id", "title", "link"}
    out = {}
    for name in COLUMNS:
        kind = "str" if name in texts else "bool" if name in ("new", "vanished", "fell") else schema.COUNT
        kind = schema.MOMENT if name in ("posted_at", "before_at", "after_at") else kind
        out[name] = table[name].astype(schema.DAY if name == "posted_day_local" else kind)
    return pd.DataFrame(out).reset_index(drop=True)


@cache
def _top_lists() -> frozenset[str]:
    return frozenset(declared("library")["top_lists"])
