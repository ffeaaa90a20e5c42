"""Keep what was read: one import, in the transaction of its caller."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import sqlalchemy as sa

from worthsaving.library import account_ids, database_tables, export_dates, library_errors, stored_rows
from worthsaving.library.bulk import chunked, insert, numbers
from worthsaving.library.export_dates import Taken
from worthsaving.reading.result import Reading, Snapshot

ANY_IMPORT = sa.select(database_tables.imports.c.id).limit(1)
"""Has a row unless nothing is kept."""


@dataclass(frozen=True)
class Kept:
    """What became of an import.

    `import_id` is None when nothing was written. `unchanged` counts the video rows that were there already, with the
    same counts at the same moment. `already`: all these files were kept before. `looks_older`: most views of files
    that name no moment are below those of an earlier import, so they may be older than what was kept before.
    """

    import_id: int | None = None
    new_videos: int = 0
    new_observations: int = 0
    unchanged: int = 0
    new_days: int = 0
    already: bool = False
    looks_older: bool = False


def keep(connection: sa.Connection, reading: Reading, named: Sequence[tuple[str, str]], now: int, taken: Taken) -> Kept:
    """Write what is new of `reading`; see `Library.keep`. `now` in microseconds."""
    snapshots = [s for s in reading.snapshots or _as_one(reading, named) if len(s.videos) or len(s.days)]
    known = _known(connection, {s.digest for s in snapshots})
    fresh = [s for s in snapshots if s.digest not in known or known[s.digest].in_part]
    if not fresh:
        return Kept(already=bool(snapshots))
    # A file of which a part was forgotten keeps the moment it had: what is still there meets itself again.
    dated = [(s, *export_dates.of(s, known[s.digest].kept_at if s.digest in known else now, taken)) for s in fresh]
    _refuse_one_moment([(s, at) for s, at, _ in dated])
    seen = _together(stored_rows.observations(s.videos, at, stated=stated) for s, at, stated in dated if len(s.videos))
    daily = _together(stored_rows.days(s.days, at) for s, at, _ in dated if len(s.days))
    if not len(seen) and not len(daily):
        return Kept()
    import_id = _import(connection, now, len(seen), len(daily))
    _name_files(connection, import_id, {s.digest: s.name for s in fresh}, known, now)
    kept = Kept(import_id)
    if len(seen):
        kept = _keep_videos(connection, import_id, seen)
    return Kept(
        import_id,
        kept.new_videos,
        kept.new_observations,
        kept.unchanged,
        _keep_days(connection, import_id, daily),
        looks_older=kept.looks_older,
    )


def kept_whole(connection: sa.Connection, digests: Iterable[str]) -> set[str]:
    """Which of these files are kept, and all of each."""
    return {digest for digest, file in _known(connection, digests).items() if not file.in_part}


def _refuse_one_moment(dated: Sequence[tuple[Snapshot, int]]) -> None:
    """Raises SameMoment where one file's counts would hide another's, and the history between them be lost."""
    clash = export_dates.clashing(dated)
    if clash:
        reason = export_dates.reason(clash)
        raise library_errors.SameMoment(
            f"{reason} Nothing was kept. Give each the day it was exported.",
            reason=reason,
            digests=tuple(dict.fromkeys(snapshot.digest for snapshot in clash)),
        )


def _as_one(reading: Reading, named: Sequence[tuple[str, str]]) -> tuple[Snapshot, ...]:
    """A reading whose files are not known one by one, under all their names together."""
    if not named:
        return ()
    name, digest = ", ".join(sorted(n for n, _ in named)), "+".join(sorted({d for _, d in named}))
    return (Snapshot(name, digest, reading.videos, reading.days),)


def _together(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """All files' rows, equal ones once, in an order that does not depend on the order of the files."""
    some = [frame for frame in frames if len(frame)]
    if not some:
        return pd.DataFrame()
    whole = pd.concat(some, ignore_index=True)
    by = [
        name
        for name in ("platform", "key", "account", "day", "source", "digest", "observed_at", "counts_key")
        if name in whole
    ]
    whole = whole.sort_values(by, kind="stable", ignore_index=True)
    return whole.drop_duplicates([*by, *(["present"] if "day" in whole else [])], ignore_index=True)


def _known(connection: sa.Connection, digests: Iterable[str]) -> dict[str, Any]:
    found = chunked(connection, sa.select(database_tables.files), database_tables.files.c.digest, sorted(digests))
    return {file.digest: file for file in found}


def _import(connection: sa.Connection, now: int, observations: int, days: int) -> int:
    made = connection.execute(
        sa.insert(database_tables.imports).values(kept_at=now, observations=observations, days=days)
    )
    key = made.inserted_primary_key
    assert key is not None  # noqa: S101 - every engine tells the key of a row it numbered
    return int(key[0])


def _name_files(
    connection: sa.Connection, import_id: int, told: dict[str, str], known: dict[str, Any], now: int
) -> None:
    for digest, name in sorted(told.items()):
        file = {"import_id": import_id, "name": stored_rows.storable(name), "in_part": False}
        if digest in known:
            connection.execute(
                sa.update(database_tables.files).where(database_tables.files.c.digest == digest).values(**file)
            )
        else:
            connection.execute(sa.insert(database_tables.files).values(digest=digest, kept_at=now, **file))


def _keep_videos(connection: sa.Connection, import_id: int, seen: pd.DataFrame) -> Kept:
    video_ids, new_videos = account_ids.video_ids(connection, seen)
    seen = seen.assign(video_id=video_ids)
    key = ("video_id", "digest")
    seen["strand_id"] = numbers(
        connection, database_tables.strands, seen, key, by="video_id", names=stored_rows.STRAND
    )[0]
    there = _already_there(connection, seen)
    older = _looks_older(connection, seen)
    names = ("strand_id", "observed_at", "counts_key", "stated", *database_tables.COUNTS)
    insert(connection, database_tables.observations, seen, names, import_id)
    account_ids.settle(connection, sorted(set(seen["video_id"])))
    _cover(connection, import_id, seen)
    return Kept(import_id, new_videos, len(seen) - there, there, looks_older=older)


def _already_there(connection: sa.Connection, seen: pd.DataFrame) -> int:
    """How many of the rows an earlier import wrote just so."""
    o = database_tables.observations
    query = sa.select(o.c.strand_id, o.c.observed_at, o.c.counts_key).where(
        o.c.observed_at.between(int(seen["observed_at"].min()), int(seen["observed_at"].max()))
    )
    known = {tuple(row) for row in chunked(connection, query, o.c.strand_id, sorted(set(seen["strand_id"])))}
    if not known:
        return 0
    return sum(row in known for row in zip(seen["strand_id"], seen["observed_at"], seen["counts_key"], strict=True))


def _looks_older(connection: sa.Connection, seen: pd.DataFrame) -> bool:
    """Whether most views of the rows without a stated moment lie below the newest ones known before them."""
    rows_ = seen[~seen["stated"].astype(bool)].dropna(subset=["views"])
    if len(rows_) < 3:
        return False
    o, at = database_tables.observations, int(rows_["observed_at"].max())
    newest = sa.select(sa.func.max(o.c.views)).where(
        o.c.strand_id == database_tables.strands.c.id, o.c.observed_at < at
    )
    query = sa.select(database_tables.strands.c.id, newest.scalar_subquery().label("views"))
    before = {
        s.id: s.views for s in chunked(connection, query, database_tables.strands.c.id, sorted(set(rows_["strand_id"])))
    }
    compared = [
        (views, before[s])
        for s, views in zip(rows_["strand_id"], rows_["views"], strict=True)
        if before.get(s) is not None
    ]
    return len(compared) >= 3 and 2 * sum(views < known for views, known in compared) > len(compared)


def _cover(connection: sa.Connection, import_id: int, seen: pd.DataFrame) -> None:
    """Remember what this import held of each account, by format."""
    posted = seen["posted_at"].fillna(seen["posted_day_local"]).astype("Int64")
    groups = seen.assign(posted=posted).groupby(["platform", "account", "source"])
    table = groups.agg(
        taken_from=("observed_at", "min"),
        taken_to=("observed_at", "max"),
        first_posted=("posted", "min"),
        observations=("key", "size"),
    ).reset_index()
    table["first_posted"] = table["first_posted"].astype("object").where(table["first_posted"].notna(), None)
    insert(connection, database_tables.coverage, table, tuple(table.columns), import_id)


def _keep_days(connection: sa.Connection, import_id: int, daily: pd.DataFrame) -> int:
    """Write the days; how many of them were not there just so."""
    if not len(daily):
        return 0
    d = database_tables.days
    daily = daily.assign(account_id=account_ids.account_ids(connection, daily))
    query = sa.select(d.c.account_id, d.c.day, d.c.source, d.c.counts_key).distinct()
    query = query.where(d.c.day.between(int(daily["day"].min()), int(daily["day"].max())))
    known = {tuple(row) for row in chunked(connection, query, d.c.account_id, sorted(set(daily["account_id"])))}
    mine = zip(daily["account_id"], daily["day"], daily["source"], daily["counts_key"], strict=True)
    new = sum(row not in known for row in mine)
    names = ("account_id", "day", "source", "present", "observed_at", "counts_key", *database_tables.DAY_COUNTS)
    insert(connection, d, daily, names, import_id)
    return new
