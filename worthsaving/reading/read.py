"""Reading an upload: all its files -> one Reading."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from worthsaving import schema
from worthsaving.errors import UnknownHeaders, WorthSavingError
from worthsaving.reading import across_files, file_report
from worthsaving.reading.container.archive import Part, unpack
from worthsaving.reading.container.file_type import is_json
from worthsaving.reading.file_report import Recognised
from worthsaving.reading.formats.by_cells import recognise_table
from worthsaving.reading.formats.formats import Match, named
from worthsaving.reading.formats.mapping import Mapping, is_mapping
from worthsaving.reading.formats.meta_days import daily_metric
from worthsaving.reading.formats.side_labels import MOST_ROWS, turned
from worthsaving.reading.json.tables import RecordsPart, read_json
from worthsaving.reading.result import FileReport, Reading, Snapshot
from worthsaving.reading.tables.days import read_days
from worthsaving.reading.tables.join import adopt_days, join_counted, join_days
from worthsaving.reading.tables.rows import Rows
from worthsaving.reading.tables.videos import read_videos
from worthsaving.reading.text.json_cells import unwrapped
from worthsaving.reading.text.side_by_side import side_by_side
from worthsaving.reading.text.table import TextTable, from_rows, parse

_SIDE_BY_SIDE = (
    "This sheet holds {count} tables side by side. Read was the one with {read}. Not read: {others}. "
    "Copy each into a sheet of its own to have all of them read."
)


def read_files(
    files: Sequence[tuple[str, bytes]], *, mappings: Sequence[Mapping] = (), today: dt.datetime | None = None
) -> Reading:
    """Read any number of files, given as (name, bytes), into one Reading; their order makes no difference to it.

    Joins files of one account into one row a video. Never raises for a bad file: its report names the reason.
    `mappings` say what the columns of tables with unknown headers mean, and how dates are to be read; a file named
    *.worthsaving.json among `files` is one more of them. `today` (a moment with a zone, now by default) is the latest
    that a date can be.
    """
    now = today or dt.datetime.now(dt.UTC)
    chosen, parts, reports, origins = _sorted_out(files, mappings)
    videos: dict[int, Rows] = {}
    days: dict[int, Recognised] = {}
    for at, part in enumerate(parts):
        if part is None:
            continue
        try:
            found = _recognise(part, chosen)
            if found.match.format.table == "videos":
                videos[at] = read_videos(part.name, found.table, found.match, today=now)
                reports[at] = file_report.read(found, videos[at])
            elif found.match.format.table == "days":
                days[at] = found
            else:
                reports[at] = file_report.audience(found)
        except UnknownHeaders as error:
            reports[at] = file_report.unknown(part.name, error)
        except WorthSavingError as error:
            reports[at] = FileReport(part.name, problems=(str(error),))
    anchor = _newest([rows.frame for rows in videos.values()], now)
    daily: dict[int, Rows] = {}
    for at, found in days.items():
        daily[at] = read_days(found.part.name, found.table, found.match, anchor=anchor)
        reports[at] = file_report.read(found, daily[at])
    order = _by_content(parts)
    distinct = len(videos) == 1 and all(rows.distinct for rows in videos.values())
    placed = [at for at in order if at in videos]
    joined = join_counted([videos[at].frame for at in placed], distinct=distinct)
    table = joined.table
    reports = across_files.with_merged(reports, placed, joined, videos)
    adopted = {at: adopt_days(daily[at].frame, table) for at in order if at in daily}
    reports = across_files.with_merged_days(reports, {at: adopted[at] for at in order if at in adopted})
    noted = across_files.with_repeats(parts, across_files.with_conflicts(reports, daily))
    noted = across_files.with_idle_mappings(noted)
    noted = across_files.with_notes(parts, noted)
    noted = across_files.with_differences(noted, origins, {at: rows.frame for at, rows in videos.items()})
    snapshots = tuple(
        _snapshot(*files[origins[at]], videos.get(at), adopted.get(at)) for at in sorted({*videos, *daily})
    )
    return Reading(table, join_days(list(adopted.values())), tuple(report for report in noted if report), snapshots)


def _sorted_out(
    files: Sequence[tuple[str, bytes]], mappings: Sequence[Mapping]
) -> tuple[list[Mapping], list[Part | None], list[FileReport | None], list[int]]:
    """Return mappings, the parts to read (None for a mapping), the mappings' reports, and each part's file (its place)."""
    chosen = list(mappings)
    parts: list[Part | None] = []
    reports: list[FileReport | None] = []
    origins: list[int] = []
    for place, (name, data) in enumerate(files):
        if is_mapping(name):
            try:
                chosen.insert(0, Mapping.from_json(data))
                reports.append(file_report.mapping(name, chosen[0]))
            except WorthSavingError as error:
                reports.append(FileReport(name, problems=(str(error),)))
            parts.append(None)
        else:
            unpacked = [table for part in unpack(name, data) for table in _tables_of(part)]
            parts += unpacked
            reports += [None] * len(unpacked)
        origins += [place] * (len(parts) - len(origins))
    return chosen, parts, reports, origins


def _snapshot(name: str, data: bytes, videos: Rows | None, days: pd.DataFrame | None) -> Snapshot:
    if videos is not None:
        return Snapshot(name, videos=videos.frame, data=data)
    return Snapshot(name, data=data) if days is None else Snapshot(name, days=days, data=data)


def _tables_of(part: Part) -> list[Part]:
    """Return the tables in an unpacked file: itself, or the lists of records in its JSON."""
    return read_json(part) if part.rows is None and not part.refusal and is_json(part.data) else [part]


def _recognise(part: Part, mappings: Sequence[Mapping]) -> Recognised:
    if part.refusal:
        raise WorthSavingError(part.refusal)
    table, one_post = _as_table(part)
    mapping = next((mapping for mapping in mappings if mapping.fits(table.header)), None)
    tables = [] if mapping or one_post or isinstance(part, RecordsPart) else side_by_side(table)
    if tables:
        table, match = _one_of(tables, mappings)
    else:
        match = _matched(table, mapping, sideways=one_post)
    return Recognised(part, table, daily_metric(part.name, table.titles, match))


def _matched(table: TextTable, mapping: Mapping | None, *, sideways: bool = False) -> Match:
    try:
        return mapping.match(table.header) if mapping else recognise_table(table, sideways=sideways)
    except UnknownHeaders as error:
        raise UnknownHeaders(str(error), table) from error


def _one_of(tables: Sequence[TextTable], mappings: Sequence[Mapping]) -> tuple[TextTable, Match]:
    """Return the table with the most counts of those side by side, and its match, which names the others."""
    found: list[tuple[TextTable, Match]] = []
    errors: list[UnknownHeaders] = []
    for table in tables:
        try:
            mapping = next((mapping for mapping in mappings if mapping.fits(table.header)), None)
            found.append((table, _matched(table, mapping)))
        except UnknownHeaders as error:
            errors.append(error)
    if not found:
        raise errors[0]
    best, match = max(found, key=lambda pair: len(set(pair[1].columns) & set(schema.COUNTS)))
    others = "; ".join(named(table.header) for table in tables if table is not best)
    line = _SIDE_BY_SIDE.format(count=len(tables), read=named(best.header), others=others)
    return best, replace(match, problems=(*match.problems, line))


def _as_table(part: Part) -> tuple[TextTable, bool]:
    """Return the table of a file, and whether its headers stood down the first column."""
    if isinstance(part, RecordsPart) and part.table is not None:
        return part.table, False
    table = unwrapped(parse(part.data) if part.rows is None else from_rows(part.rows))
    one_post = turned([*part.rows] if part.rows is not None else table.first_rows(MOST_ROWS))
    return (from_rows(one_post), True) if one_post else (table, False)


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
