"""What changed between two exports of an account: gains, new videos, vanished ones, counts that fell."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

import pandas as pd
import sqlalchemy as sa

from worthsaving import schema
from worthsaving.library import latest, tables
from worthsaving.library.latest import Account

COLUMNS = (
    *("platform", "account", "video_id", "title", "link", "posted_at", "posted_day_local", "before_at", "after_at"),
    *tables.COUNTS,
    *(f"{name}_gained" for name in tables.COUNTS),
    *("new", "vanished", "fell"),
)
SHARE_BELIEVED = 0.5
"""When more than this share of an account's videos is missing, the file is a shorter list: it tells of no vanishing."""


def changes(
    connection: sa.Connection, *, since: int | None, moment: int | None, accounts: Sequence[Account]
) -> pd.DataFrame:
    """See `Library.changes`. `since` is an import's number, `moment` in microseconds; at most one is given."""
    exports = _exports(connection, accounts)
    a, v = tables.accounts, tables.videos
    ids = {(row.platform, row.account): row.id for row in connection.execute(sa.select(a))}
    cutoffs = {name: at for name, at in _cutoffs(exports, since, moment).items() if name in ids}
    if not cutoffs:
        return _table(pd.DataFrame(columns=list(COLUMNS)))
    until = sa.case({ids[name]: at for name, at in cutoffs.items()}, value=v.c.account_id)
    before_rows = latest.ends(connection, accounts=tuple(cutoffs), until=until, counts_only=True)
    newest = latest.ends(connection, accounts=tuple(cutoffs))
    limit = pd.Series(
        [cutoffs[pair] for pair in zip(newest["platform"], newest["account"], strict=True)], dtype="int64"
    )
    after_rows = newest[newest["observed_at"].astype("int64").to_numpy() > limit.to_numpy()]
    before, after = latest.merged(before_rows), latest.merged(after_rows)
    known = latest.merged(newest)
    gone = _vanished(known, exports, cutoffs)
    shown = known.loc[after.index.union(gone)]
    table = _described(shown)
    table["before_at"] = latest.moments(before["observed_at"].reindex(shown.index))
    table["after_at"] = latest.moments(after["observed_at"].reindex(shown.index))
    table["new"] = ~shown.index.isin(before.index)
    table["vanished"] = shown.index.isin(gone)
    limit = pd.Series(
        [cutoffs[pair] for pair in zip(shown["platform"], shown["account"], strict=True)], index=shown.index
    )
    # Of a video posted since then all counts came since then; of one merely first seen nobody knows
    posted_since = (table["new"] & (_posted(shown) > limit).fillna(False)).astype(bool)
    fell = pd.Series(False, index=shown.index)
    for name in tables.COUNTS:
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


def _exports(connection: sa.Connection, accounts: Sequence[Account]) -> pd.DataFrame:
    """What each import held of each account and format."""
    c = tables.coverage
    found = latest.frame(connection, sa.select(c))
    if accounts:
        found = found[[pair in set(accounts) for pair in zip(found["platform"], found["account"], strict=True)]]
    return found


def _cutoffs(exports: pd.DataFrame, since: int | None, moment: int | None) -> dict[Account, int]:
    """The moment up to which each account's counts are "before"; accounts with nothing before are left out.

    For an import: the end of what it observed of the account, for accounts it does not hold its own end. By default
    that of the export before the newest one.
    """
    cutoffs: dict[Account, int] = {}
    own_end = exports.loc[exports["import_id"] == since, "taken_to"].max() if since is not None else None
    for name, mine in exports.groupby(["platform", "account"], sort=True):
        if moment is not None:
            at: int | None = moment
        elif since is not None:
            held = mine.loc[mine["import_id"] == since, "taken_to"]
            at = held.max() if len(held) else own_end
        else:
            each = mine.groupby("import_id")
            ends = pd.DataFrame({"start": each["taken_from"].min(), "end": each["taken_to"].max()})
            newest = ends.sort_values(["end", "start"]).iloc[-1]
            at = ends.loc[ends["end"] < newest["start"], "end"].max()
        if at is not None and not pd.isna(at) and (mine["taken_from"] <= at).any():
            cutoffs[(str(name[0]), str(name[1]))] = int(at)
    return cutoffs


def _vanished(known: pd.DataFrame, exports: pd.DataFrame, cutoffs: dict[Account, int]) -> pd.Index:
    """Videos that the last full export at the cutoff or a later one had and the newest full export has no more.

    Only videos posted in the time that the newest one covers; none when so many are missing that it is a shorter list.
    """
    full = exports[~exports["source"].isin(_top_lists())]
    gone: list[int] = []
    for (platform, account), cutoff in cutoffs.items():
        mine = full[(full["platform"] == platform) & (full["account"] == account)]
        then = mine[mine["taken_to"] <= cutoff]
        if then.empty or not (mine["taken_from"] > cutoff).any():
            continue
        newest = mine.sort_values("taken_to").iloc[-1]
        same = then[then["source"] == newest["source"]]
        if same.empty:
            continue
        earlier = same.sort_values("taken_to").iloc[-1]
        videos = known[(known["platform"] == platform) & (known["account"] == account)]
        seen, posted = videos["observed_at"].astype("int64"), _posted(videos)
        covered = pd.Series(True, index=videos.index)
        if not pd.isna(newest["first_posted"]):
            covered = (posted >= newest["first_posted"]).fillna(False).astype(bool)
        here = covered & (seen >= earlier["taken_from"])
        missing = here & (seen < newest["taken_from"])
        if missing.any() and missing.sum() <= SHARE_BELIEVED * here.sum():
            gone += videos.index[missing].tolist()
    return pd.Index(gone, dtype="int64")


def _described(videos: pd.DataFrame) -> pd.DataFrame:
    """What the videos are, in canonical columns, index kept."""
    table = latest.as_videos(videos).set_index(videos.index)
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
    text = resources.files("worthsaving.data").joinpath("library.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["top_lists"])
