"""Report of each file: what was read from it, what it lacks, what is odd about it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving.data.load import declared
from worthsaving.errors import UnknownHeaders
from worthsaving.platforms import saves_in
from worthsaving.reading.container.archive import Part
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import named, plain, short
from worthsaving.reading.formats.mapping import MAPPING_FORMAT, Mapping
from worthsaving.reading.formats.unused_columns import offers, unused_counts, unused_headers, wanting
from worthsaving.reading.result import FileReport
from worthsaving.reading.tables.rows import Rejection, Rows, set_aside
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import uniques

_EMPTY = "This file has its header row and nothing under it. Export it again for a longer period."
_EMPTY_AUDIENCE = "This file has its header row and nothing under it: it is left empty while an account has few followers. Export it again later."
PREVIEW_ROWS = 5
MOST_UNNAMED = 200  # columns looked at for ones without a name
LENGTH_OF_ID = 15  # digits; shorter numbers in a column without a name only number the rows
_LOOKS_LIKE = {
    "posted_at": "“{header}” looks like the day of posting. It was not used, because its name does not say so: to use it, say which "
    "column is which, or rename its header to Posted.",
    "video_id": "“{header}” looks like the ID of each post. It was not used, because its name does not say so: to use it, say which "
    "column is which, or rename its header to Post ID.",
}
PREVIEW_CELL = 120


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
    cut = _cut_off(found)
    problems = [*_with_posts(table.problems, frame), *rows.remarks.problems, *cut]
    if unclear:
        problems.append(_not_recognised(lacking, unclear))
    offered = offers(table, rows.match)
    problems += [_LOOKS_LIKE[column].format(header=" ".join(header.split())[:40]) for header, column in offered.items()]
    problems += _unnamed(table, rows.match)
    if not total:
        problems.append(_EMPTY_AUDIENCE if form.kind else _EMPTY)
    elif not len(frame):
        problems.append("No row of this file could be used. Look at the rows set aside: each says why.")
    used = {table.header[place]: column for column, place in sorted(places.items(), key=lambda item: item[1])}
    saves = table.header[places["saves"]] if "saves" in places else None
    meaning = f"“{short(saves)}”: {form.saves.replace('{header}', short(saves))}" if saves and form.saves else ""
    first, last = _span(frame)
    names = {plain(header) for header in used}
    lacks = (
        _of_network(lack.text, frame)
        for lack in form.lacks
        if lack.unless not in places and (not lack.header or lack.header in names)
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
        ignored=unused_headers(table, rows.match),
        offers=offered,
        saves=saves,
        saves_meaning=meaning,
        accounts=tuple(sorted(uniques(frame["account"]))),
        first_day=first,
        last_day=last,
        lacks=(*lacks, *_instead(rows.match), *rows.remarks.lacks),
        problems=tuple(problems),
        cut=table.cut or bool(cut),
        asks=tuple(dict.fromkeys(asks)),
        rounded=rows.remarks.rounded,
        header=table.header,
        preview=_preview(table) if asks else (),
    )


def _with_posts(problems: Sequence[str], frame: pd.DataFrame) -> list[str]:
    """Return sentences with the number of posts where they speak of it."""
    if not any("{posts}" in one for one in problems):
        return list(problems)
    count = frame["video_id"].nunique()
    return [one.replace("{posts}", f"{count:,} post{'' if count == 1 else 's'}") for one in problems]


def _instead(match: Match) -> list[str]:
    """Return what is to be said of the counts that stand for others (impressions for views)."""
    return [match.format.says_instead.format(header=match.header[match.columns[c]].strip()) for c in match.instead]


def _of_network(text: str, frame: pd.DataFrame) -> str:
    """Return what a table with plain headers lacks: of TikTok's file only where its rows may be from TikTok."""
    rules = declared("formats")["generic"]["videos"]
    networks = uniques(frame["platform"])
    if text != rules["no_saves"] or not networks or "tiktok" in networks:
        return text
    plain = str(rules["no_saves_elsewhere"])
    return f"{plain} {saves_in(networks.pop())}" if len(networks) == 1 else plain


def _not_recognised(lacking: Sequence[str], headers: Sequence[str]) -> str:
    these = "one of these" if len(headers) > 1 else "this one"
    return (
        f"No column that we recognise counts {' or '.join(lacking)}, so they stay unknown, not zero. "
        f"Not used: {named(headers)}. If {these} does, say which column is which, or rename its header to "
        f"{' or '.join(column.capitalize() for column in lacking)}."
    )


def _unnamed(table: TextTable, match: Match) -> list[str]:
    """Return a problem for the columns without a header that hold something, and were not used, in a plain table."""
    if match.format.required:
        return []
    used = set(match.columns.values())
    places = [at for at, name in enumerate(table.header[:MOST_UNNAMED]) if not name.strip() and at not in used]
    filled = {
        at: [cell for cell in table.column(at).slice(0, PREVIEW_ROWS).to_pylist() if cell.strip()] for at in places
    }
    return [
        f"Column {at + 1} has no name in the header, so it was not used. It begins with “{cells[0].strip()[:40]}”: give it a name "
        "to have it read."
        for at, cells in filled.items()
        if cells and not all(cell.strip().isdigit() and len(cell.strip()) < LENGTH_OF_ID for cell in cells)
    ]


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


def unused(found: Recognised) -> FileReport:
    """Return the report of a file that is recognised but not used: all its rows are set aside."""
    every = np.ones(len(found.table.rows), dtype=bool)
    _, aside = set_aside(found.table, [Rejection(every, found.match.format.aside)])
    return FileReport(
        name=found.part.name,
        format=found.match.format.id,
        label=found.match.format.label,
        table="audience",
        rows=len(found.table.rows) + len(found.table.odd),
        set_aside=aside,
        ignored=tuple(name for name in found.table.header if name.strip()),
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
