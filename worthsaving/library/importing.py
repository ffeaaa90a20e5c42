"""Imports: what was read, written to the library once, in the caller's transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import sqlalchemy as sa

from worthsaving.library import account_ids, database_tables, export_dates, library_errors, stored_rows
from worthsaving.library.bulk import find_or_create_ids, insert, rows_where_in
from worthsaving.library.export_dates import Taken
from worthsaving.library.kept import bets, planned_tests
from worthsaving.library.kept.audience import insert_audience
from worthsaving.reading.result import Reading, Snapshot

_OWN_WORDS = (database_tables.labels, database_tables.rules, database_tables.groups)
ANYTHING = sa.union_all(
    *(sa.select(table.c.id) for table in (database_tables.imports, database_tables.tests, database_tables.marks)),
    *(sa.select(table.c.given_at if table is database_tables.labels else table.c.made_at) for table in _OWN_WORDS),
).limit(1)
"""A query with one row, or none where the library is empty."""
FIRST_WITH_AUDIENCE = 2
"""The first version of the tables that stores audience, reach and follows."""
MIN_COMPARED = 3
"""Fewer videos than this, and lower views do not mean an older file: one or two may fall by themselves."""


@dataclass(frozen=True)
class ImportResult:
    """The result of an import.

    `import_id` is None where nothing was written. `new_bets`, `settled_bets`, `judged_tests`: bets on new videos that were
    made, bets whose day has passed, and tests whose posts are all there. `unchanged` counts the video rows that were there already: same
    counts, same moment. `already`: all these files were kept before. `looks_older`: most views of undated files are
    lower than those of an earlier import, so they may be older exports.
    """

    import_id: int | None = None
    new_videos: int = 0
    new_observations: int = 0
    unchanged: int = 0
    new_days: int = 0
    new_audience: int = 0
    new_bets: int = 0
    settled_bets: int = 0
    judged_tests: int = 0
    already: bool = False
    looks_older: bool = False


def keep(connection: sa.Connection, reading: Reading, now: int, taken: Taken) -> ImportResult:
    """Write what is new in the files of `reading`; see `Library.keep`. `now` in microseconds. Raises SameMoment."""
    snapshots = [s for s in reading.snapshots if len(s.videos) or len(s.days) or len(s.audience)]
    known = _known_files(connection, {s.digest for s in snapshots})
    again = {s.digest for s in snapshots if s.digest in known and _holds_more(s, known[s.digest])}
    fresh = [s for s in snapshots if s.digest not in known or s.digest in again]
    if not fresh:
        return ImportResult(already=bool(snapshots))
    # A file that is kept again keeps its moment, so that what is there of it is recognised as there already.
    first_kept = {s.digest: known[s.digest].kept_at if s.digest in known else now for s in fresh}
    dated = [(s, *export_dates.observation_time(s, first_kept[s.digest], taken)) for s in fresh]
    _refuse_conflicts([(s, at) for s, at, _ in dated])
    videos = _concat(stored_rows.observations(s.videos, at, stated=stated) for s, at, stated in dated if len(s.videos))
    days = _concat(stored_rows.days(s.days, at) for s, at, _ in dated if len(s.days))
    audience = _concat(stored_rows.audience(s.audience, at) for s, at, _ in dated if len(s.audience))
    if not len(videos) and not len(days) and not len(audience):
        return ImportResult()
    import_id = _insert_import(connection, now, observations=len(videos), days=len(days), audience=len(audience))
    _insert_files(connection, import_id, {s.digest: s.name for s in fresh}, known, now)
    result = _insert_videos(connection, import_id, videos) if len(videos) else ImportResult(import_id)
    new_days = _insert_days(connection, import_id, days) if len(days) else 0
    new_audience = insert_audience(connection, import_id, audience) if len(audience) else 0
    made, settled = bets.update(connection, import_id)
    judged = planned_tests.judge(connection, import_id)
    result = replace(result, new_bets=made, settled_bets=settled, judged_tests=judged)
    return replace(result, new_days=new_days, new_audience=new_audience)


def kept_whole(connection: sa.Connection, digests: Iterable[str]) -> set[str]:
    """Return which of these files are kept with all their accounts."""
    return {digest for digest, file in _known_files(connection, digests).items() if not file.in_part}


def _holds_more(snapshot: Snapshot, file: Any) -> bool:  # noqa: ANN401 - a row of `files`
    """Whether a file that was kept holds more than what is stored: an account was forgotten, or its version stored less."""
    if file.in_part or file.version >= FIRST_WITH_AUDIENCE:
        return bool(file.in_part)
    return bool(len(snapshot.audience) or snapshot.videos[["reach", "follows"]].notna().any(axis=None))


def _refuse_conflicts(dated: Sequence[tuple[Snapshot, int]]) -> None:
    """Raise SameMoment where files have different counts of a video at one moment: all but one would be lost."""
    conflict = export_dates.conflicting(dated)
    if conflict:
        reason = export_dates.conflict_reason(conflict)
        raise library_errors.SameMoment(
            f"{reason} Nothing was kept. Give each the day it was exported.",
            reason=reason,
            digests=tuple(dict.fromkeys(snapshot.digest for snapshot in conflict)),
        )


def _concat(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Join all files' rows, equal ones once, in an order that does not depend on the order of the files."""
    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return pd.DataFrame()
    whole = pd.concat(filled, ignore_index=True)
    names = ("platform", "key", "account", "kind", "day", "source", "digest", "observed_at", "counts_key")
    by = [name for name in names if name in whole]
    whole = whole.sort_values(by, kind="stable", ignore_index=True)
    # What `present` tells of a video is in its digest
    more = ["present"] if "present" in whole and "digest" not in whole else []
    return whole.drop_duplicates([*by, *more], ignore_index=True)


def _known_files(connection: sa.Connection, digests: Iterable[str]) -> dict[str, Any]:
    """Read the files that were kept before, by digest."""
    files = database_tables.files
    return {file.digest: file for file in rows_where_in(connection, sa.select(files), files.c.digest, sorted(digests))}


def _insert_import(connection: sa.Connection, now: int, **rows: int) -> int:
    """Insert the import's own row, with the number of rows in each table; return its id."""
    row = sa.insert(database_tables.imports).values(kept_at=now, **rows)
    key = connection.execute(row).inserted_primary_key
    assert key is not None  # noqa: S101 - every engine returns the id it generated
    return int(key[0])


def _insert_files(
    connection: sa.Connection, import_id: int, names: dict[str, str], known: dict[str, Any], now: int
) -> None:
    """Insert the files, by digest, or give those that were kept in part to this import."""
    files = database_tables.files
    for digest, name in sorted(names.items()):
        file = {"import_id": import_id, "name": stored_rows.storable(name), "in_part": False}
        file["version"] = database_tables.VERSION
        if digest in known:
            connection.execute(sa.update(files).where(files.c.digest == digest).values(**file))
        else:
            connection.execute(sa.insert(files).values(digest=digest, kept_at=now, **file))


def _insert_videos(connection: sa.Connection, import_id: int, rows: pd.DataFrame) -> ImportResult:
    """Insert the observations, with the videos, series and accounts that they need."""
    video_ids, new_videos = account_ids.video_ids(connection, rows)
    rows = rows.assign(video_id=video_ids)
    key, names = ("video_id", "digest"), stored_rows.SERIES_COLUMNS
    rows["strand_id"] = find_or_create_ids(connection, database_tables.series, rows, key, by="video_id", names=names)[0]
    unchanged = _count_stored(connection, rows)
    older = _looks_older(connection, rows)
    columns = ("strand_id", "observed_at", "counts_key", "stated", *database_tables.COUNTS)
    insert(connection, database_tables.observations, rows, columns, import_id)
    account_ids.reassign_videos(connection, sorted(set(rows["video_id"])))
    _insert_coverage(connection, import_id, rows)
    return ImportResult(import_id, new_videos, len(rows) - unchanged, unchanged, looks_older=older)


def _count_stored(connection: sa.Connection, rows: pd.DataFrame) -> int:
    """Count the rows that an earlier import wrote with the same counts at the same moment."""
    o = database_tables.observations
    query = sa.select(o.c.strand_id, o.c.observed_at, o.c.counts_key).where(
        o.c.observed_at.between(int(rows["observed_at"].min()), int(rows["observed_at"].max()))
    )
    stored = {tuple(row) for row in rows_where_in(connection, query, o.c.strand_id, sorted(set(rows["strand_id"])))}
    if not stored:
        return 0
    return sum(row in stored for row in zip(rows["strand_id"], rows["observed_at"], rows["counts_key"], strict=True))


def _looks_older(connection: sa.Connection, rows: pd.DataFrame) -> bool:
    """Whether most views of the undated rows are lower than the newest known ones of at least `MIN_COMPARED` videos."""
    undated = rows[~rows["stated"].astype(bool)].dropna(subset=["views"])
    if undated.empty:
        return False
    o, s, at = database_tables.observations, database_tables.series, int(undated["observed_at"].max())
    highest = sa.select(sa.func.max(o.c.views)).where(o.c.strand_id == s.c.id, o.c.observed_at < at)
    query = sa.select(s.c.id, highest.scalar_subquery().label("views"))
    series = sorted(set(undated["strand_id"]))
    before = {row.id: row.views for row in rows_where_in(connection, query, s.c.id, series)}
    pairs = zip(undated["views"], undated["strand_id"].map(before), strict=True)
    compared = [views < known for views, known in pairs if not pd.isna(known)]
    return len(compared) >= MIN_COMPARED and 2 * sum(compared) > len(compared)


def _insert_coverage(connection: sa.Connection, import_id: int, rows: pd.DataFrame) -> None:
    """Insert what this import holds of each account and format."""
    posted = rows["posted_at"].fillna(rows["posted_day_local"]).astype("Int64")
    groups = rows.assign(posted=posted).groupby(["platform", "account", "source"])
    table = groups.agg(
        taken_from=("observed_at", "min"),
        taken_to=("observed_at", "max"),
        first_posted=("posted", "min"),
        observations=("key", "size"),
    ).reset_index()
    table["first_posted"] = table["first_posted"].astype("object").where(table["first_posted"].notna(), None)
    insert(connection, database_tables.coverage, table, tuple(table.columns), import_id)


def _insert_days(connection: sa.Connection, import_id: int, rows: pd.DataFrame) -> int:
    """Insert the days; return how many of them were not stored with the same counts."""
    d = database_tables.days
    rows = rows.assign(account_id=account_ids.account_ids(connection, rows))
    query = sa.select(d.c.account_id, d.c.day, d.c.source, d.c.counts_key).distinct()
    query = query.where(d.c.day.between(int(rows["day"].min()), int(rows["day"].max())))
    stored = {tuple(row) for row in rows_where_in(connection, query, d.c.account_id, sorted(set(rows["account_id"])))}
    keys = zip(rows["account_id"], rows["day"], rows["source"], rows["counts_key"], strict=True)
    new = sum(key not in stored for key in keys)
    names = ("account_id", "day", "source", "present", "observed_at", "counts_key", *database_tables.DAY_COUNTS)
    insert(connection, d, rows, names, import_id)
    return new
