"""Report of each file: what was read from it, what it lacks, what is odd about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from worthsaving.errors import UnknownHeaders
from worthsaving.reading.container.archive import Part
from worthsaving.reading.formats.formats import Match, named
from worthsaving.reading.formats.headers import plain
from worthsaving.reading.formats.mapping import MAPPING_FORMAT, Mapping
from worthsaving.reading.formats.unused_columns import unused_counts, wanting
from worthsaving.reading.result import FileReport
from worthsaving.reading.tables.join import Joined
from worthsaving.reading.tables.rows import Rejection, Rows, numbered, set_aside
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import uniques

NO_PAGE = "it tells who your followers are, which has no page here; nothing is wrong with the file"
_IDLE = (
    "No file here has exactly the headers that this choice of columns is for, so it was not used. "
    "Drop in that file as well, or choose the columns again."
)
PREVIEW_ROWS = 5
PREVIEW_CELL = 120
MOST_GROUPS = 5  # of rows of one video, named in a sentence
FEWEST_DAYS = 3  # shared by two files, before a disagreement means anything


@dataclass(frozen=True)
class Recognised:
    """A file's table with its format, not yet interpreted."""

    part: Part
    table: TextTable
    match: Match


def read(found: Recognised, rows: Rows) -> FileReport:
    """Return the report of a file that was read."""
    table, form, frame, places = found.table, found.match.format, rows.frame, rows.match.columns
    total = len(table.rows) + len(table.odd)
    lacking = wanting(rows.match)
    unclear = unused_counts(table, rows.match) if lacking else ()
    asks = (*rows.remarks.asks, *(["columns"] if unclear else []))
    problems = [*table.problems, *rows.remarks.problems, *_cut_off(found)]
    if unclear:
        problems.append(_not_recognised(lacking, unclear))
    if not total:
        problems.append("This file has its header row and nothing under it. Export it again for a longer period.")
    elif not len(frame):
        problems.append("No row of this file could be used. Look at the rows set aside: each says why.")
    used = {table.header[place]: column for column, place in sorted(places.items(), key=lambda item: item[1])}
    saves = table.header[places["saves"]] if "saves" in places else None
    meaning = f"“{saves.strip()}”: {form.saves.replace('{header}', saves.strip())}" if saves and form.saves else ""
    first, last = _span(frame)
    names = {plain(header) for header in used}
    lacks = (
        lack.text for lack in form.lacks if lack.unless not in places and (not lack.header or lack.header in names)
    )
    return FileReport(
        name=found.part.name,
        format=form.id,
        label=form.label,
        table=form.table,
        rows=total,
        kept=len(frame),
        set_aside=rows.set_aside,
        columns=used,
        ignored=rows.match.unused,
        saves=saves,
        saves_meaning=meaning,
        accounts=tuple(sorted(uniques(frame["account"]))),
        first_day=first,
        last_day=last,
        lacks=(*lacks, *rows.remarks.lacks),
        problems=tuple(problems),
        asks=tuple(dict.fromkeys(asks)),
        rounded=rows.remarks.rounded,
        header=table.header,
        preview=_preview(table) if asks else (),
    )


def _not_recognised(lacking: Sequence[str], headers: Sequence[str]) -> str:
    these = "one of these" if len(headers) > 1 else "this one"
    return (
        f"No column that we recognise counts {' or '.join(lacking)}, so they stay unknown, not zero. "
        f"Not used: {named(headers)}. If {these} does, say which column is which, or rename its header to "
        f"{' or '.join(column.capitalize() for column in lacking)}."
    )


def _cut_off(found: Recognised) -> list[str]:
    """Return a problem where the file seems cut off: only its last row has too few cells, and no line end follows."""
    table = found.table
    short = [record for record in table.odd if record.cut or len(record.cells) < len(table.header)]
    if found.part.rows is not None or len(short) != 1 or short[0].number <= max([0, *table.rows[-1:]]):
        return []
    if not short[0].cut and found.part.data.rstrip(b"\0").endswith((b"\n", b"\r")):
        return []
    return [
        f"This file looks cut off: it ends in the middle of row {short[0].number:,}, and what came after is missing. "
        "Export or copy it again, and drop in the whole file."
    ]


def audience(found: Recognised) -> FileReport:
    """Return the report of a file that is recognised but not used: all its rows are set aside."""
    every = np.ones(len(found.table.rows), dtype=bool)
    _, aside = set_aside(found.table, [Rejection(every, found.match.format.aside or NO_PAGE)])
    return FileReport(
        name=found.part.name,
        format=found.match.format.id,
        label=found.match.format.label,
        table="audience",
        rows=len(found.table.rows) + len(found.table.odd),
        set_aside=aside,
        ignored=found.table.header,
        problems=found.table.problems,
        header=found.table.header,
    )


def unknown(name: str, error: UnknownHeaders) -> FileReport:
    """Return the report of a table with unknown headers: with its first rows, so that the user can say what they are."""
    table = error.table
    assert isinstance(table, TextTable)  # noqa: S101 - whoever raised it had read the table
    return FileReport(
        name, problems=(str(error), *table.problems), asks=("columns",), header=table.header, preview=_preview(table)
    )


def mapping(name: str, chosen: Mapping) -> FileReport:
    """Return the report of a file that says what the columns of others mean."""
    return FileReport(
        name, format=MAPPING_FORMAT, label="Worth Saving: a choice of columns", header=tuple(chosen.columns)
    )


def with_idle_mappings(reports: Sequence[FileReport | None]) -> list[FileReport | None]:
    """Return the reports; a mapping file whose headers no table here has gets a problem that says so."""
    headers = [
        {plain(header) for header in report.header} - {""}
        for report in reports
        if report and report.format != MAPPING_FORMAT
    ]
    return [
        replace(report, problems=(*report.problems, _IDLE))
        if report and report.format == MAPPING_FORMAT and {plain(h) for h in report.header} - {""} not in headers
        else report
        for report in reports
    ]


def with_repeats(parts: Sequence[Part | None], reports: Sequence[FileReport | None]) -> list[FileReport | None]:
    """Return the reports; a repeated file gets a problem that names the other one."""
    noted = list(reports)
    for at, (report, part) in enumerate(zip(reports, parts, strict=True)):
        same = next((p for p in parts[:at] if p is not None and part is not None and _same(p, part)), None)
        if report is not None and report.format and same is not None:
            noted[at] = replace(
                report, problems=(*report.problems, f"It is the same file as “{same.name}”, so it counts once.")
            )
    return noted


def with_merged(
    reports: Sequence[FileReport | None], places: Sequence[int], joined: Joined, videos: dict[int, Rows]
) -> list[FileReport | None]:
    """Return the reports with the number of rows that became part of another; within one file a problem says so.

    `places` are the files' places in the order in which they were `joined`.
    """
    noted = list(reports)
    for at, merged, within, twice in zip(places, joined.merged, joined.within, joined.disagreeing, strict=True):
        report, numbers = noted[at], videos[at].numbers
        if report is None or not merged:
            continue
        problems = list(report.problems)
        if twice:
            named = "; ".join(numbered(numbers[list(group)]) for group in twice[:MOST_GROUPS])
            more = f" and {len(twice) - MOST_GROUPS} more" if len(twice) > MOST_GROUPS else ""
            problems.append(
                f"The same video stands twice or more in this file with different counts ({named}{more}), and nothing says which "
                "is newer. The one with more views counts, else the last one: delete the rows that are out of date."
            )
        elif within:
            rows = "1 row was" if within == 1 else f"{within:,} rows were"
            problems.append(f"{rows} put together with another row of the same video.")
        noted[at] = replace(report, merged=merged, problems=tuple(problems))
    return noted


def with_merged_days(reports: Sequence[FileReport | None], days: dict[int, pd.DataFrame]) -> list[FileReport | None]:
    """Return the reports with the number of rows whose day another row (of this file or one before it) counts, too."""
    noted, places = list(reports), list(days)
    frames = [days[at][["platform", "account", "day"]].assign(_file=at) for at in places]
    if frames:
        rows = pd.concat(frames, ignore_index=True)
        merged = rows.loc[rows.duplicated(["platform", "account", "day"]), "_file"].value_counts()
        for at in places:
            report = noted[at]
            noted[at] = replace(report, merged=int(merged.get(at, 0))) if report else report
    return noted


def with_conflicts(reports: Sequence[FileReport | None], daily: dict[int, Rows]) -> list[FileReport | None]:
    """Return the reports; of two daily files without an account that agree on no day they share, the later gets a problem."""
    noted = list(reports)
    for at, rows in daily.items():
        for other, others in daily.items():
            report, first = reports[at], reports[other]
            alike = other < at and report and first and report.format == first.format
            if report and first and alike and _disagree(rows.frame, others.frame):
                noted[at] = replace(report, problems=(
                    *report.problems,
                    f"It shares days with “{first.name}” and no number of theirs agrees, so the two may be of different "
                    "accounts, which would be mixed here. Drop in the ZIP files as TikTok named them: their names say whose they are.",
                ))  # fmt: skip
    return noted


def _disagree(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Return whether two daily tables without an account share days and no count of them."""
    if uniques(one["account"]) or uniques(other["account"]):
        return False
    counts = [c for c in ("views", "viewers", "followers") if one[c].notna().any() and other[c].notna().any()]
    both = one.merge(other, on="day", suffixes=("", "_other")).dropna(subset=counts)
    both = both[both[counts].gt(0).any(axis=1)] if counts else both
    return bool(counts) and len(both) >= FEWEST_DAYS and not any(both[c].eq(both[f"{c}_other"]).any() for c in counts)


def _same(one: Part, other: Part) -> bool:
    return one.rows == other.rows and one.data == other.data and not one.refusal


def _preview(table: TextTable) -> tuple[tuple[str, ...], ...]:
    """Return the first rows, cells cut to what fits a screen."""
    head = table.columns.slice(0, PREVIEW_ROWS)
    columns = [[cell[:PREVIEW_CELL] for cell in column.to_pylist()] for column in head.columns]
    return tuple(zip(*columns, strict=True))


def _span(frame: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last day of the kept rows; NaT where no day is known."""
    if "day" in frame:
        return frame["day"].min(), frame["day"].max()
    # Each column by itself first: a day for every row would cost a large file much time
    moments, days = frame["posted_at"], frame["posted_day_local"]
    if moments.hasnans and days.notna().any():
        known = moments.dt.tz_localize(None).dt.normalize().fillna(days)
        return known.min(), known.max()
    if not moments.notna().any():
        return pd.NaT, pd.NaT
    return moments.min().tz_localize(None).normalize(), moments.max().tz_localize(None).normalize()
