"""Changes between two exports of an account: gains, new videos, vanished videos, counts that fell."""

from collections.abc import Sequence
from functools import cache

import pandas as pd
import sqlalchemy as sa

from worthsaving import schema
from worthsaving.data.load import declared
from worthsaving.library import current, database_tables, export_times, library_errors
from worthsaving.library.bulk import chunks
from worthsaving.schema import Account

COLUMNS = (
    *("platform", "account", "video_id", "title", "link", "posted_at", "posted_day_local", "before_at", "after_at"),
    *database_tables.COUNTS,
    *(f"{name}_gained" for name in database_tables.COUNTS),
    *("new", "vanished", "fell"),
)
MAX_SHARE_VANISHED = 0.5
"""Where more than this share of an account's videos is missing, the file is a shorter list: no video vanished."""


def changes(
    connection: sa.Connection, *, since: int | None, moment: int | None, accounts: Sequence[Account]
) -> pd.DataFrame:
    """Compare each account with an earlier state; see `Library.changes` for the result.

    `since` is an import's id, `moment` in microseconds; at most one is given. Raises LibraryError for an unknown id.
    """
    if since is not None:
        moment = _kept_at_if_only_days(connection, since)
    exports = _exports(connection, accounts)
    cutoffs = _cutoffs(exports, since, moment)
    if cutoffs.empty:
        return _table(pd.DataFrame(columns=list(COLUMNS)))
    newest, before_rows = _newest_and_before(connection, cutoffs)
    known, before = current.merge_series(newest), current.merge_series(before_rows)
    seen_since = newest["observed_at"].astype("int64") > newest["account_id"].map(cutoffs)
    after = current.merge_series(newest[seen_since])
    gone = _vanished(known, exports, cutoffs)
    shown = known.loc[after.index.union(gone)]
    table = _described(shown)
    # The gain in saves starts at the last observation with saves: one without (Studio's list) may lie in between.
    counted = before_rows[before_rows["saves"].notna()].groupby("video_id")["observed_at"].max().astype(schema.COUNT)
    then = before["observed_at"].astype(schema.COUNT)
    table["before_at"] = current.to_moments(counted.reindex(shown.index).fillna(then.reindex(shown.index)))
    table["after_at"] = current.to_moments(after["observed_at"].reindex(shown.index))
    table["new"] = ~shown.index.isin(before.index)
    table["vanished"] = shown.index.isin(gone)
    # A video posted since then gained all its counts since then; the gains of one only first seen are unknown.
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


def _newest_and_before(connection: sa.Connection, cutoffs: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the newest observation of each series of these accounts, and the newest up to the account's cutoff."""
    owner = database_tables.videos.c.account_id
    newest, before = [], []
    for chunk in chunks(cutoffs.index):
        until = sa.case({number: int(cutoffs[number]) for number in chunk}, value=owner)
        newest.append(current.newest_observations(connection, owner.in_(chunk)))
        before.append(current.newest_observations(connection, owner.in_(chunk), until=until, counts_only=True))
    return current.concat_ordered(newest), current.concat_ordered(before)


def _kept_at_if_only_days(connection: sa.Connection, since: int) -> int | None:
    """Return when an import was kept that holds days but no videos; None for any other import."""
    i, c = database_tables.imports, database_tables.coverage
    kept = {row.id: row.kept_at for row in connection.execute(sa.select(i.c.id, i.c.kept_at))}
    if since not in kept:
        raise library_errors.LibraryError(f"There is no import {since} in the library. Choose another one.")
    has_videos = connection.execute(sa.select(c.c.import_id).where(c.c.import_id == since).limit(1)).first()
    return None if has_videos else kept[since]


def _exports(connection: sa.Connection, accounts: Sequence[Account]) -> pd.DataFrame:
    """Read what each import held of each present account and format, one row an export (`split_exports`)."""
    c, a = database_tables.coverage, database_tables.accounts
    same = sa.and_(a.c.platform == c.c.platform, a.c.account == c.c.account)
    names = ("import_id", "source", "taken_from", "taken_to", "first_posted")
    query = sa.select(a.c.id.label("account_id"), *(c.c[name] for name in names)).join(a, same)
    held = current.read_frame(connection, query.where(current.account_condition(accounts)))
    return export_times.split_exports(connection, held)


def _cutoffs(exports: pd.DataFrame, since: int | None, moment: int | None) -> pd.Series:
    """Return by account_id the moment up to which its counts are "before"; leaves out accounts with nothing before.

    For an import: the last moment it observed of the account; for accounts it does not hold, its last moment of all. By
    default: the last moment of the newest export that is more than `schema.ONE_EXPORT` older than the newest one, or
    else of the export before the newest.
    """
    first = exports.groupby("account_id")["taken_from"].min()
    if moment is not None:
        at = pd.Series(moment, index=first.index)
    elif since is not None:
        held = exports[exports["import_id"] == since]
        at = held.groupby("account_id")["taken_to"].max().reindex(first.index).fillna(held["taken_to"].max())
    else:
        each = exports.groupby(["account_id", "import_id", "export"]).agg(
            start=("taken_from", "min"), end=("taken_to", "max")
        )
        each = each.sort_values(["end", "start"], kind="stable").reset_index()
        newest = each.drop_duplicates("account_id", keep="last").set_index("account_id")["start"]
        ahead = each["account_id"].map(newest) - each["end"]
        at, close = (each[ahead > gap].groupby("account_id")["end"].max() for gap in (export_times.ONE_EXPORT_US, 0))
        at = at.reindex(close.index).fillna(close)
    at = at.dropna().astype("int64")
    return at[first.reindex(at.index) <= at]


def _vanished(known: pd.DataFrame, exports: pd.DataFrame, cutoffs: pd.Series) -> pd.Index:
    """Return the videos that a full export at the cutoff or later had and the newest full export lacks.

    Only videos posted in the time that the newest one covers; none where more than `MAX_SHARE_VANISHED` are missing.
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
    plausible = missing.groupby(owner).sum() <= MAX_SHARE_VANISHED * here.groupby(owner).sum()
    return videos.index[missing & owner.map(plausible).astype(bool)]


def _described(videos: pd.DataFrame) -> pd.DataFrame:
    """Return what describes the videos, in canonical columns, with the same index."""
    table = current.as_videos(videos).set_index(videos.index)
    return table[["platform", "account", "video_id", "title", "link", "posted_at", "posted_day_local"]]


def _posted(videos: pd.DataFrame) -> pd.Series:
    return videos["posted_at"].fillna(videos["posted_day_local"]).astype(schema.COUNT)


def _table(table: pd.DataFrame) -> pd.DataFrame:
    """Return exactly `COLUMNS`, with their dtypes."""
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
