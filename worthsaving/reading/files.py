"""All files of an upload -> one Reading."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving.errors import WorthSavingError
from worthsaving.reading.container import Part, unpack
from worthsaving.reading.days import read_days
from worthsaving.reading.formats import Match, recognise
from worthsaving.reading.join import adopt_days, join_days, join_videos
from worthsaving.reading.report import FileReport, Reading
from worthsaving.reading.rows import Reasons
from worthsaving.reading.table import TextTable, from_rows, parse
from worthsaving.reading.videos import Rows, read_videos

NO_PAGE = "follower make-up is not shown here: this tool is about what happens to your videos"


@dataclass(frozen=True)
class _Recognised:
    """A file's table with its format, waiting to be interpreted."""

    part: Part
    table: TextTable
    match: Match


def read_files(files: Sequence[tuple[str, bytes]], *, today: dt.datetime | None = None) -> Reading:
    """Read any number of files, given as (name, bytes), into one Reading.

    Joins files of one account into one row a video. Never raises for a bad file: its report says what was wrong.
    `today` (an aware moment, now by default) bounds what a date without a year can be.
    """
    now = today or dt.datetime.now(dt.UTC)
    parts = [part for name, data in files for part in unpack(name, data)]
    reports: list[FileReport | None] = [None] * len(parts)
    videos: dict[int, Rows] = {}
    days: dict[int, _Recognised] = {}
    seen: dict[bytes, int] = {}
    same_as: dict[int, str] = {}
    for at, part in enumerate(parts):
        try:
            found = _recognise(part)
            first = seen.setdefault(_fingerprint(part), at)
            same_as[at] = parts[first].name if first != at else ""
            if found.match.format.table == "videos":
                videos[at] = read_videos(part.name, found.table, found.match, today=now)
                reports[at] = _report(found, videos[at], same_as=same_as[at])
            elif found.match.format.table == "days":
                days[at] = found
            else:
                reports[at] = _audience(found)
        except WorthSavingError as error:
            reports[at] = FileReport(part.name, problems=(str(error),))
    anchor = _newest([rows.frame for rows in videos.values()], now)
    read: list[pd.DataFrame] = []
    for at, found in days.items():
        rows = read_days(found.part.name, found.table, found.match, anchor=anchor)
        reports[at] = _report(found, rows, same_as=same_as[at])
        read.append(rows.frame)
    table = join_videos([rows.frame for rows in videos.values()])
    adopted = [adopt_days(frame, table) for frame in read]
    return Reading(table, join_days(adopted), tuple(report for report in reports if report is not None))


def _recognise(part: Part) -> _Recognised:
    if part.refusal:
        raise WorthSavingError(part.refusal)
    table = parse(part.data) if part.rows is None else from_rows(part.rows)
    return _Recognised(part, table, recognise(table.header))


def _fingerprint(part: Part) -> bytes:
    content = part.data if part.rows is None else repr(part.rows).encode("utf-8", errors="replace")
    return hashlib.sha256(content).digest()


def _newest(frames: Sequence[pd.DataFrame], now: dt.datetime) -> pd.Timestamp:
    """The newest moment that a file says it was made, else now: no daily row can be later."""
    moments = [frame["observed_at"].max() for frame in frames if frame["observed_at"].notna().any()]
    return (max(moments) if moments else pd.Timestamp(now)).tz_convert("UTC").tz_localize(None)


def _report(found: _Recognised, rows: Rows, *, same_as: str) -> FileReport:
    """The report of a file that was read."""
    table, form, frame = found.table, found.match.format, rows.frame
    aside = rows.reasons.set_aside()
    total = len(table.rows) + len(table.odd)
    problems = [*table.problems, *rows.problems]
    if not total:
        problems.append("This file has its header row and nothing under it. Export it again for a longer period.")
    elif not len(frame):
        problems.append("No row of this file could be used. The rows set aside say why.")
    if same_as:
        problems.append(f"It is the same file as “{same_as}”, so it counts once.")
    headers = {table.header[place]: column for column, place in sorted(rows.used.items(), key=lambda item: item[1])}
    saves = table.header[rows.used["saves"]] if "saves" in rows.used else None
    meaning = f"“{saves.strip()}”: {form.saves.replace('{header}', saves.strip())}" if saves and form.saves else ""
    first, last = _span(frame)
    return FileReport(
        name=found.part.name,
        format=form.id,
        label=form.label,
        table=form.table,
        rows=total,
        kept=len(frame),
        set_aside=aside,
        columns=headers,
        ignored=tuple(h for at, h in enumerate(table.header) if at not in rows.used.values() and h.strip()),
        saves=saves,
        saves_meaning=meaning,
        accounts=tuple(sorted(set(frame["account"].unique()) - {""})),
        first_day=first,
        last_day=last,
        lacks=(*(lack.text for lack in form.lacks if lack.unless not in rows.used), *rows.lacks),
        problems=tuple(problems),
    )


def _audience(found: _Recognised) -> FileReport:
    """The report of a file that is known but has no page here."""
    reasons = Reasons(found.table)
    reasons.give(np.ones(len(found.table.rows), dtype=bool), NO_PAGE)
    return FileReport(
        name=found.part.name,
        format=found.match.format.id,
        label=found.match.format.label,
        table="audience",
        rows=len(found.table.rows) + len(found.table.odd),
        set_aside=reasons.set_aside(),
        ignored=found.table.header,
        problems=found.table.problems,
    )


def _span(frame: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of the kept rows; NaT where no day is known."""
    if "day" in frame:
        return frame["day"].min(), frame["day"].max()
    moments = frame["posted_at"].dt.tz_localize(None).dt.normalize().fillna(frame["posted_day_local"])
    return moments.min(), moments.max()
