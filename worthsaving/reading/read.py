"""Reading an upload: all its files -> one Reading."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa

from worthsaving import schema
from worthsaving.errors import UnknownHeaders, WorthSavingError
from worthsaving.reading import across_files, file_report, unsure_rows
from worthsaving.reading.arrow import table_part
from worthsaving.reading.container.archive import Part, unpack
from worthsaving.reading.extra_columns import extra_columns
from worthsaving.reading.file_report import Recognised
from worthsaving.reading.formats.mapping import Mapping, is_mapping
from worthsaving.reading.json.posts_only import posts_only
from worthsaving.reading.recognition import recognise_part, tables_of
from worthsaving.reading.result import ExtraColumn, FileReport, Reading, Snapshot
from worthsaving.reading.tables.audience import read_audience
from worthsaving.reading.tables.days import read_days
from worthsaving.reading.tables.join import adopt_days, join_counted, join_days
from worthsaving.reading.tables.join_audience import dated, join_audience
from worthsaving.reading.tables.rows import Rows
from worthsaving.reading.tables.videos import read_videos
from worthsaving.reading.text.table import TextTable

Progress = Callable[[int, int, int, str], None]
"""Told while files are read: files read so far, of how many, their rows, and the name of the next ("" when all are read)."""


Source: TypeAlias = bytes | pa.Table | TextTable
"""What stands behind a name: the bytes of a file, or a table that lies in memory."""


def _silent(*_: object) -> None:
    """Take no notice."""


def read_files(
    files: Sequence[tuple[str, Source]],
    *,
    mappings: Sequence[Mapping] = (),
    today: dt.datetime | None = None,
    rows_are: str = "",
    progress: Progress | None = None,
) -> Reading:
    """Read any number of files, given as (name, bytes or Arrow table), into one Reading; their order makes no difference to it.

    Joins files of one account into one row a video. Never raises for a bad file: its report names the reason.
    `mappings` say what the columns of tables with unknown headers mean, and how dates are to be read; a file named
    *.worthsaving.json among `files` is one more of them. `today` (a moment with a zone, now by default) is the latest
    that a date can be. `rows_are` ("videos" or "days") says what the rows of tables with plain headers are, where that is
    known; "" lets each table decide. `progress` is called before each file is read, and once before they are joined; what it
    raises ends the reading.
    """
    now = today or dt.datetime.now(dt.UTC)
    # Nothing else of a HAR may be kept
    files = [(name, (posts_only(data, name) or data) if isinstance(data, bytes) else data) for name, data in files]
    chosen, parts, reports, origins = _sorted_out(files, mappings)
    read = _each(parts, chosen, reports, rows_are=rows_are, now=now, progress=progress or _silent)
    order = _by_content(parts)
    placed = [at for at in order if at in read.videos]
    distinct = len(placed) == 1 and read.videos[placed[0]].distinct
    joined = join_counted([read.videos[at].frame for at in placed], distinct=distinct)
    days = {at: adopt_days(read.days[at].frame, joined.table) for at in order if at in read.days}
    followers = _audience(read.audience, days, joined.table, [at for at in order if at in read.audience], parts)
    audience = join_audience(list(followers.values()))
    noted = across_files.with_merged(read.reports, placed, joined, read.videos)
    noted = across_files.with_merged_days(noted, days)
    noted = across_files.with_merged_audience(noted, list(followers), audience)
    noted = across_files.with_repeats(parts, across_files.with_conflicts(noted, read.days))
    noted = across_files.with_notes(parts, across_files.with_idle_mappings(noted))
    noted = across_files.with_differences(noted, origins, placed, joined)
    noted = unsure_rows.with_unsure_videos(noted, origins, read.videos)
    noted = unsure_rows.with_unsure_days(noted, origins, read.days)
    frames = {at: rows.frame for at, rows in read.videos.items()}
    snapshots = tuple(
        _snapshot(*files[origins[at]], parts[at], frames.get(at), days.get(at), followers.get(at))
        for at in sorted({*frames, *days, *followers})
    )
    return Reading(
        joined.table,
        join_days(list(days.values())),
        tuple(report for report in noted if report),
        snapshots,
        observations=joined.observations,
        audience=audience.table,
        extra=_extra(read, dict(zip(placed, joined.places, strict=True))),
    )


def _extra(read: "_Read", places: dict[int, np.ndarray]) -> tuple[ExtraColumn, ...]:
    """Return the columns that could be labels, by file in upload order; `places`: the rows' videos after the join."""
    return tuple(
        replace(column, rows=places[at][column.rows].astype(np.int32))
        for at, found in sorted(read.extra.items())
        for column in found
    )


@dataclass(frozen=True)
class _Read:
    """What was read of each part, by its place: rows of videos, of days, of an audience; the report of each; and the columns
    that could be labels, with the rows of their file."""

    videos: dict[int, Rows]
    days: dict[int, Rows]
    audience: dict[int, Rows]
    reports: list[FileReport | None]
    extra: dict[int, tuple[ExtraColumn, ...]]


def _each(
    parts: Sequence[Part | None],
    mappings: Sequence[Mapping],
    reports: Sequence[FileReport | None],
    *,
    rows_are: str,
    now: dt.datetime,
    progress: Progress,
) -> _Read:
    """Read each part by itself. Days come after all videos: none can be later than the newest counts."""
    read, later = _Read({}, {}, {}, list(reports), {}), dict[int, Recognised]()
    for at, part in enumerate(parts):
        if part is None:
            continue
        progress(at, len(parts), sum(len(rows.frame) for rows in read.videos.values()), part.name)
        try:
            found = recognise_part(part, mappings, rows_are)
            if found.match.format.table == "videos":
                read.videos[at] = read_videos(part.name, found.table, found.match, today=now)
                read.reports[at] = file_report.read(found, read.videos[at])
                read.extra[at] = extra_columns(part.name, found.table, read.videos[at])
            elif found.match.format.table == "days" or found.match.format.kind:
                later[at] = found
            else:
                read.reports[at] = file_report.unused(found)
        except UnknownHeaders as error:
            read.reports[at] = file_report.unknown(part.name, error)
        except WorthSavingError as error:
            read.reports[at] = FileReport(part.name, problems=(str(error),))
    progress(len(parts), len(parts), sum(len(rows.frame) for rows in read.videos.values()), "")
    anchor = _newest([rows.frame for rows in read.videos.values()], now)
    for at, found in later.items():
        name, table, match = found.part.name, found.table, found.match
        if match.format.kind:
            read.audience[at] = rows = read_audience(name, table, match, anchor=anchor)
        else:
            read.days[at] = rows = read_days(name, table, match, anchor=anchor, today=now)
        read.reports[at] = file_report.read(found, rows)
    return read


def _audience(
    about: dict[int, Rows],
    days: dict[int, pd.DataFrame],
    videos: pd.DataFrame,
    order: list[int],
    parts: Sequence[Part | None],
) -> dict[int, pd.DataFrame]:
    """Return the audience of each file, in this order, with the day and the account that the other files give it."""
    if not about:
        return {}
    names = {at: part.name for at, part in enumerate(parts) if part is not None}
    frames = dated({at: about[at].frame for at in order}, names, days)
    owners = pd.concat([frame[["platform", "account"]] for frame in (videos, *days.values())], ignore_index=True)
    return {at: adopt_days(frames[at], owners) for at in order}


def _sorted_out(
    files: Sequence[tuple[str, Source]], mappings: Sequence[Mapping]
) -> tuple[list[Mapping], list[Part | None], list[FileReport | None], list[int]]:
    """Return mappings, the parts to read (None for a mapping), the mappings' reports, and each part's file (its place)."""
    chosen = list(mappings)
    parts: list[Part | None] = []
    reports: list[FileReport | None] = []
    origins: list[int] = []
    for place, (name, data) in enumerate(files):
        if not isinstance(data, bytes):
            parts.append(table_part(name, data))
            reports.append(None)
        elif is_mapping(name):
            try:
                chosen.insert(0, Mapping.from_json(data))
                reports.append(file_report.mapping(name, chosen[0]))
            except WorthSavingError as error:
                reports.append(FileReport(name, problems=(str(error),)))
            parts.append(None)
        else:
            unpacked = [table for part in unpack(name, data) for table in tables_of(part)]
            parts += unpacked
            reports += [None] * len(unpacked)
        origins += [place] * (len(parts) - len(origins))
    return chosen, parts, reports, origins


def _snapshot(
    name: str,
    data: Source,
    part: Part | None,
    videos: pd.DataFrame | None,
    days: pd.DataFrame | None,
    audience: pd.DataFrame | None,
) -> Snapshot:
    known = part.data.hex() if part is not None and not isinstance(data, bytes) else ""
    return Snapshot(
        name,
        known=known,
        videos=schema.empty(schema.VIDEOS) if videos is None else videos,
        days=schema.empty(schema.DAYS) if days is None else days,
        audience=schema.empty(schema.AUDIENCE) if audience is None else audience,
        data=data if isinstance(data, bytes) else b"",
    )


def _by_content(parts: Sequence[Part | None]) -> list[int]:
    """Return the places of the parts, sorted by content: joining must not depend on the order of the files."""

    def content(at: int) -> tuple[int, bytes]:
        part = parts[at]
        data = b"" if part is None else part.data if part.rows is None else repr(part.rows).encode("utf-8", "replace")
        return len(data), data

    return sorted(range(len(parts)), key=content) if len(parts) > 1 else list(range(len(parts)))


def _newest(frames: Sequence[pd.DataFrame], now: dt.datetime) -> pd.Timestamp:
    """Return the newest moment at which a file's counts were taken, else now: no daily row can be later."""
    moments = [frame["observed_at"].max() for frame in frames if frame["observed_at"].notna().any()]
    return (max(moments) if moments else pd.Timestamp(now)).tz_convert("UTC").tz_localize(None)
