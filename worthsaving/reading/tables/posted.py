"""Posting and counting times of videos, from ids, printed dates and each other."""

import datetime as dt
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import short
from worthsaving.reading.tables import tiktok_ids
from worthsaving.reading.tables.rows import LONGEST_CELL, Remarks, numbered
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values import years
from worthsaving.reading.values.month_names import read_month_days
from worthsaving.reading.values.named_zones import zone_in
from worthsaving.reading.values.text_columns import distinct, flags, missing, pieces
from worthsaving.reading.values.timestamps import Timestamps, read_timestamps

FAR = pd.Timedelta(days=2)
"""An id and a printed time further apart are not of the same moment (a post prepared earlier, a made-up id)."""

AHEAD = dt.timedelta(days=1)

NOON = pd.Timedelta(hours=12)
"""The hour of a day whose hour is not known: on average the nearest."""
TO_COME = (
    "The posting time of {rows} is in the future, so it is not known there. If the post is only planned, leave it out."
)

# A printed day whose 24 hours, widened by so much on both sides, hold the id's second is nearer than FAR in any zone
_WIDER = 10 * 3600
_DAY = 86_400
_SHORTEST_MOMENT = len("2025-10-31 18:19")
SERIAL = "“{header}” holds the numbers by which spreadsheet programs count days (46036 is 14 January 2026), so they were read as dates."
_PRINTED = re.compile(rb"(\d{4})([-/.])(\d\d)\2(\d\d)")
_MOST_DAYS = 20_000
_NO_DAY = -(10**12)


def posting_times(
    table: TextTable, match: Match, seconds: np.ndarray, starts: np.ndarray | None, *, today: dt.datetime
) -> tuple[dict[str, pd.Series], Remarks]:
    """Return posted_at (UTC) and posted_day_local, and remarks.

    `seconds` are those that the ids hold (0 where none); other rows take the printed time. `starts` are the
    `day_starts` of the printed times, None where they were not read. `today` bounds what a date can be.
    """
    moments = tiktok_ids.moments(seconds)
    days = pd.Series(np.full(len(seconds), np.datetime64("NaT", "us")), copy=False)
    remarks = Remarks()
    if "posted_at" in match.columns and match.format.posted == "month day":
        days, remarks = _yearless(table, match.columns["posted_at"], moments)
    elif "posted_at" in match.columns:
        since = np.full(len(seconds), -1 - _WIDER) if starts is None else seconds - starts
        # Elsewhere the id's day is the printed one: nothing more to read
        rest = (since < -_WIDER) | (since >= _DAY + _WIDER)
        if rest.any():
            moment, day, remarks = _printed(table, match, moments, rest, today=today)
            moments, days = moments.copy(), days.copy()
            moments.array[rest], days.array[rest] = moment.array, day.array
    return {"posted_at": moments, "posted_day_local": days}, remarks


def day_starts(cells: pa.ChunkedArray) -> np.ndarray:
    """Return the Unix second at which the printed day of each moment begins in UTC; far in the past for any other text."""
    found = np.full(len(cells), _NO_DAY)
    starts: dict[bytes, int] = {}
    for place, piece in pieces(cells):
        raw = piece.cast(pa.binary())
        coded = pc.binary_slice(raw, 0, len("2025-10-31")).dictionary_encode()
        texts = coded.dictionary.to_pylist()
        if len(texts) > _MOST_DAYS:  # no days: looking at each would take longer than reading them all at once
            continue
        starts |= {text: _day_start(text) for text in texts if text not in starts}
        start = np.array([starts[text] for text in texts], dtype=np.int64)[coded.indices.to_numpy()]
        timed = flags(pc.greater_equal(pc.binary_length(raw), _SHORTEST_MOMENT))
        found[place] = start if timed.all() else np.where(timed, start, _NO_DAY)
    return found


def _day_start(text: bytes) -> int:
    """Return the Unix second at which a printed day begins in UTC; far in the past for any text but a year-first day."""
    found = _PRINTED.fullmatch(text)
    try:
        day = dt.datetime(int(found[1]), int(found[3]), int(found[4]), tzinfo=dt.UTC) if found else None
    except ValueError:
        day = None
    return int(day.timestamp()) if day else _NO_DAY


def _printed(
    table: TextTable, match: Match, by_id: pd.Series, rest: np.ndarray, *, today: dt.datetime
) -> tuple[pd.Series, pd.Series, Remarks]:
    """Return moment and printed day of the rows `rest`, whose printed text has to be read in full, and remarks."""
    place = match.columns["posted_at"]
    cells, numbers, header = table.column(place).filter(pa.array(rest)), table.rows[rest], short(table.called(place))
    known = by_id[rest].reset_index(drop=True)
    zone = match.format.zone or zone_in(table.called(place))
    stamps = read_timestamps(cells, order=match.format.order, zone=zone, latest=today + AHEAD)
    problems: list[str] = []
    if stamps.open_order:
        problems.append(open_order(header))
    elif stamps.bad.any():
        future = _to_come(cells, stamps.bad, today=today)
        if future.any():
            problems.append(TO_COME.format(rows=numbered(numbers[future])))
        if (stamps.bad & ~future).any():
            problems.append(no_dates(header, cells, numbers, stamps.bad & ~future))
    if not match.format.required and stamps.zoneless and midnights(stamps.moment):
        # A program wrote days as moments: no video of a whole table is posted at midnight
        stamps = replace(stamps, moment=stamps.moment.mask(stamps.moment.notna()), zoneless=False)
    far = _far(known, stamps)
    if far.any():
        problems.append(
            f"“{header}” is more than two days from the time in the video's ID ({numbered(numbers[far])}). "
            "The printed time is used there."
        )
    moment = known.where(known.notna() & ~far, stamps.moment)
    # A day counts as printed only where no time stands with it: else it is the moment's day in the file's zone
    day = stamps.day.where(stamps.moment.isna(), pd.NaT)
    zone_matters = stamps.zoneless and known.isna().any() and match.format.no_zone
    lacks = (match.format.no_zone,) if zone_matters else ()
    if stamps.serial:
        problems.append(SERIAL.format(header=header))
    return moment, day, Remarks(tuple(problems), lacks, ("date_order",) if stamps.open_order else ())


def _far(by_id: pd.Series, stamps: Timestamps) -> np.ndarray:
    """Return which moments of ids are further than `FAR` from the printed one, or twice as far from the printed day."""
    known, moment, day = (times.to_numpy("datetime64[us]") for times in (by_id, stamps.moment, stamps.day))
    far: np.ndarray = (abs(known - moment) > FAR.to_timedelta64()) | (abs(known - day) > 2 * FAR.to_timedelta64())
    return far


def _to_come(cells: pa.ChunkedArray, bad: np.ndarray, *, today: dt.datetime) -> np.ndarray:
    """Return which of the `bad` cells are dates in the future, whichever number is the day."""
    latest = np.datetime64((today + AHEAD).date())
    left = np.flatnonzero(bad)
    future = np.zeros(len(bad), dtype=bool)
    for order in ("DMY", "MDY"):
        days = read_timestamps(cells.take(pa.array(left)), order=order).day.to_numpy()
        future[left] |= days > latest
    return future


def midnights(moments: pd.Series) -> bool:
    """Return whether all known moments are midnights: days that a program wrote as moments."""
    known = moments.dropna()
    return bool(len(known)) and bool((known == known.dt.normalize()).all())


def _yearless(table: TextTable, place: int, by_id: pd.Series) -> tuple[pd.Series, Remarks]:
    """Return posting days printed without a year, each in the year that brings it nearest to its id, and remarks."""
    header, column = short(table.called(place)), table.column(place)
    cells = distinct(column)
    month_days = read_month_days(cells.texts.to_pylist())
    each = [month_days[at] for at in cells.at]
    day = years.nearest(each, by_id)
    unread = np.array([month_day is None for month_day in each], dtype=bool)
    no_date = unread & ~cells.spread(missing(cells.texts))
    problems: list[str] = []
    if no_date.any():
        problems.append(no_dates(header, column, table.rows, no_date))
    lost = ~unread & day.isna().to_numpy()
    if lost.any():
        problems.append(
            f"“{header}” has no year, and {numbered(table.rows[lost])} no video ID that tells it, "
            "so the posting date stays unknown there. Put whole video links (…/video/123…) into the file to have it read."
        )
    return day, Remarks(tuple(problems))


def open_order(header: str) -> str:
    """Return the sentence about dates of which nothing says which number is the day."""
    return (
        f"In “{header}” day and month could be either way round, so it was not used. "
        "Say which comes first, or write the dates as 2026-03-09, to have them read."
    )


def no_dates(header: str, cells: pa.ChunkedArray, numbers: np.ndarray, unread: np.ndarray) -> str:
    """Return the sentence about cells that are no date."""
    first = cells[int(np.flatnonzero(unread)[0])].as_py().strip()
    if read_month_days([first])[0]:
        return (
            f"“{header}” has no year in {numbered(numbers[unread])} (“{first[:LONGEST_CELL]}”), so the day is not known there. "
            "Write it as 2026-03-09 to have it read."
        )
    return (
        f"“{header}” is no date in {numbered(numbers[unread])} (“{first[:LONGEST_CELL]}”), so it is not known there. "
        "Write it as 2026-03-09 to have it read."
    )


def observation_times(table: TextTable, place: int, posted_days: pd.Series, *, today: dt.datetime) -> pd.Series:
    """Return when a Studio file's counts were taken (UTC), from days printed without a year at the column `place`.

    Each is the first such day on or after the file's newest posting or, where no posting is dated, the last one not in
    the future. The hour is unknown: noon is nearest on average.
    """
    cells = distinct(table.column(place))
    newest = posted_days.max()
    days = []
    for month_day in read_month_days(cells.texts.to_pylist()):
        if month_day is None:
            days.append(pd.NaT)
        elif pd.isna(newest):
            days.append(years.last_on_or_before(month_day, pd.Timestamp(today).tz_localize(None)))
        else:
            days.append(years.first_on_or_after(month_day, newest))
    noon = pd.Series(days, dtype="datetime64[us]") + NOON
    return pd.Series(noon.array[cells.at]).dt.tz_localize("UTC").astype("datetime64[us, UTC]")
