"""Reading an upload: all its files -> one Reading."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from worthsaving import schema
from worthsaving.errors import UnknownHeaders, WorthSavingError
from worthsaving.reading import across_files, file_report, unsure_rows
from worthsaving.reading.container.archive import Part, unpack
from worthsaving.reading.container.file_type import is_json
from worthsaving.reading.file_report import Recognised
from worthsaving.reading.formats.by_cells import recognised_below
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import named
from worthsaving.reading.formats.mapping import Mapping, is_mapping
from worthsaving.reading.formats.meta_days import daily_metric
from worthsaving.reading.formats.side_labels import MOST_ROWS, turned
from worthsaving.reading.json.posts_only import posts_only
from worthsaving.reading.json.tables import RecordsPart, read_json
from worthsaving.reading.result import FileReport, Reading, Snapshot
from worthsaving.reading.tables.audience import read_audience
from worthsaving.reading.tables.days import read_days
from worthsaving.reading.tables.join import adopt_days, join_counted, join_days
from worthsaving.reading.tables.join_audience import dated, join_audience
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
    files: Sequence[tuple[str, bytes]],
    *,
    mappings: Sequence[Mapping] = (),
    today: dt.datetime | None = None,
    rows_are: str = "",
) -> Reading:
    """Read any number of files, given as (name, bytes), into one Reading; their order makes no difference to it.

    Joins files of one account into one row a video. Never raises for a bad file: its report names the reason.
    `mappings` say what the columns of tables with unknown headers mean, and how dates are to be read; a file named
    *.worthsaving.json among `files` is one more of them. `today` (a moment with a zone, now by default) is the latest
    that a date can be. `rows_are` ("videos" or "days") says what the rows of tables with plain headers are, where that is
    known; "" lets each table decide.
    """
    now = today or dt.datetime.now(dt.UTC)
    files = [(name, posts_only(data) or data) for name, data in files]  # nothing else of a HAR may be kept
    chosen, parts, reports, origins = _sorted_out(files, mappings)
    videos: dict[int, Rows] = {}
    later: dict[int, Recognised] = {}
    for at, part in enumerate(parts):
        if part is None:
            continue
        try:
            found = _recognise(part, chosen, rows_are)
            if found.match.format.table == "videos":
                videos[at] = read_videos(part.name, found.table, found.match, today=now)
                reports[at] = file_report.read(found, videos[at])
            elif found.match.format.table == "days" or found.match.format.kind:
                later[at] = found
            else:
                reports[at] = file_report.unused(found)
        except UnknownHeaders as error:
            reports[at] = file_report.unknown(part.name, error)
        except WorthSavingError as error:
            reports[at] = FileReport(part.name, problems=(str(error),))
    anchor = _newest([rows.frame for rows in videos.values()], now)
    daily: dict[int, Rows] = {}
    about: dict[int, Rows] = {}
    for at, found in later.items():
        name, table, match = found.part.name, found.table, found.match
        if match.format.kind:
            about[at] = rows = read_audience(name, table, match, anchor=anchor)
        else:
            daily[at] = rows = read_days(name, table, match, anchor=anchor, today=now)
        reports[at] = file_report.read(found, rows)
    order = _by_content(parts)
    distinct = len(videos) == 1 and all(rows.distinct for rows in videos.values())
    placed = [at for at in order if at in videos]
    joined = join_counted([videos[at].frame for at in placed], distinct=distinct)
    table = joined.table
    reports = across_files.with_merged(reports, placed, joined, videos)
    adopted = {at: adopt_days(daily[at].frame, table) for at in order if at in daily}
    reports = across_files.with_merged_days(reports, {at: adopted[at] for at in order if at in adopted})
    followers = _audience(about, adopted, table, [at for at in order if at in about], parts)
    audience = join_audience(list(followers.values()))
    reports = across_files.with_merged_audience(reports, list(followers), audience)
    noted = across_files.with_repeats(parts, across_files.with_conflicts(reports, daily))
    noted = across_files.with_idle_mappings(noted)
    noted = across_files.with_notes(parts, noted)
    noted = across_files.with_differences(noted, origins, placed, joined)
    frames = {at: rows.frame for at, rows in videos.items()}
    noted = unsure_rows.with_unsure_videos(noted, origins, videos)
    noted = unsure_rows.with_unsure_days(noted, origins, daily)
    snapshots = tuple(
        _snapshot(*files[origins[at]], frames.get(at), adopted.get(at), followers.get(at))
        for at in sorted({*frames, *adopted, *followers})
    )
    told = tuple(report for report in noted if report)
    days_table = join_days(list(adopted.values()))
    return Reading(table, days_table, told, snapshots, observations=joined.observations, audience=audience.table)


def _audience(
    about: dict[int, Rows],
    days: dict[int, pd.DataFrame],
    videos: pd.DataFrame,
    order: list[int],
    parts: Sequence[Part | None],
) -> dict[int, pd.DataFrame]:
    """Return the audience of each file, in this order, with the day and the account that the other files give it."""
    names = {at: part.name for at, part in enumerate(parts) if part is not None}
    frames = dated({at: about[at].frame for at in order}, names, days)
    owners = pd.concat([frame[["platform", "account"]] for frame in (videos, *days.values())], ignore_index=True)
    return {at: adopt_days(frames[at], owners) for at in order}


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


def _snapshot(
    name: str, data: bytes, videos: pd.DataFrame | None, days: pd.DataFrame | None, audience: pd.DataFrame | None
) -> Snapshot:
    return Snapshot(
        name,
        videos=schema.empty(schema.VIDEOS) if videos is None else videos,
        days=schema.empty(schema.DAYS) if days is None else days,
        audience=schema.empty(schema.AUDIENCE) if audience is None else audience,
        data=data,
    )


def _tables_of(part: Part) -> list[Part]:
    """Return the tables in an unpacked file: itself, or the lists of records in its JSON."""
    return read_json(part) if part.rows is None and not part.refusal and is_json(part.data) else [part]


def _recognise(part: Part, mappings: Sequence[Mapping], rows_are: str) -> Recognised:
    if part.refusal:
        raise WorthSavingError(part.refusal)
    table, sideways = _as_table(part)
    mapping = next((mapping for mapping in mappings if mapping.fits(table.header)), None)
    tables = [] if mapping or sideways or isinstance(part, RecordsPart) else side_by_side(table)
    if tables:
        table, match = _one_of(tables, mappings, rows_are)
    else:
        table, match = _matched(table, mapping, rows_are, sideways=sideways)
    return Recognised(part, table, daily_metric(part.name, table.titles, match))


def _matched(
    table: TextTable, mapping: Mapping | None, rows_are: str, *, sideways: bool = False
) -> tuple[TextTable, Match]:
    try:
        if mapping:
            return table, mapping.match(table.header)
        return recognised_below(table, sideways=sideways, rows_are=rows_are)
    except UnknownHeaders as error:
        raise UnknownHeaders(str(error), table) from error


def _one_of(tables: Sequence[TextTable], mappings: Sequence[Mapping], rows_are: str) -> tuple[TextTable, Match]:
    """Return the table with the most counts of those side by side, and its match, which names the others."""
    found: list[tuple[TextTable, Match]] = []
    errors: list[UnknownHeaders] = []
    for table in tables:
        try:
            mapping = next((mapping for mapping in mappings if mapping.fits(table.header)), None)
            found.append(_matched(table, mapping, rows_are))
        except UnknownHeaders as error:
            errors.append(error)
    if not found:
        raise errors[0]
    best, match = max(found, key=lambda pair: len(set(pair[1].columns) & set(schema.COUNTS)))
    others = "; ".join(named(table.header) for table in tables if table is not best)
    line = _SIDE_BY_SIDE.format(count=len(tables), read=named(best.header), others=others)
    return best, replace(match, problems=(*match.problems, line))


def _as_table(part: Part) -> tuple[TextTable, bool]:
    """Return the table of a file, and whether a format is declared whose headers stand down the first column, as its did."""
    if isinstance(part, RecordsPart) and part.table is not None:
        return part.table, False
    table = unwrapped(parse(part.data) if part.rows is None else from_rows(part.rows))
    on_its_side = turned([*part.rows] if part.rows is not None else table.first_rows(MOST_ROWS))
    return (from_rows(on_its_side[0]), on_its_side[1]) if on_its_side else (table, False)


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
