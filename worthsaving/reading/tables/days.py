"""Table of days in a recognised file -> canonical days."""

import datetime as dt

import numpy as np
import pandas as pd
import pyarrow as pa

from worthsaving import schema
from worthsaving.platforms import plain_name
from worthsaving.reading.formats.file_names import facts
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import short
from worthsaving.reading.tables.count_columns import count_columns
from worthsaving.reading.tables.posted import AHEAD, SERIAL
from worthsaving.reading.tables.rows import Rejection, Remarks, Rows, reasons_of, set_aside
from worthsaving.reading.tables.second_header import under_own_headers
from worthsaving.reading.tables.short_rows import with_short_rows
from worthsaving.reading.tables.totals import labelled_rows, unlabelled_rows
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values import years
from worthsaving.reading.values.counts import read_counts
from worthsaving.reading.values.month_names import read_month_days
from worthsaving.reading.values.text_columns import as_text, distinct, first_filled, mapped, missing, repeated
from worthsaving.reading.values.timestamps import read_timestamps

COUNTS = tuple(column.name for column in schema.DAYS if column.dtype == schema.COUNT)


def read_days(name: str, table: TextTable, match: Match, *, anchor: pd.Timestamp, today: dt.datetime) -> Rows:
    """Read the canonical days in a file's table; `name` is the file's.

    `anchor` (a day without zone) is the latest that the newest row can be where the file gives neither a year nor its
    first day. A day after `today` (UTC) and one more, for zones ahead of it, is set aside.
    """
    table, repeats = under_own_headers(table, match)
    table = with_short_rows(table, match) if table.odd else table
    named, size = facts(name), len(table.rows)
    day, dated = day_column(name, table, match, anchor=anchor)
    read = {column: read_counts(table.column(match.columns[column])) for column in COUNTS if column in match.columns}
    counted, doubts = count_columns(table, match, read)
    future = day.gt(pd.Timestamp(today + AHEAD).tz_localize(None)).to_numpy(dtype=bool)
    dated += Remarks(
        rejected=(Rejection(future, "its day, “{cell}”, is in the future", table.column(match.columns["day"])),)
    )
    remarks = (
        Remarks(match.problems)
        + repeats
        + labelled_rows(table, (), sorted({0, match.columns["day"]}), ())
        + dated
        + doubts
    )
    none = np.zeros(size, dtype=bool)
    remarks += unlabelled_rows(counted, day.notna().to_numpy(), none, none, reasons_of(size, remarks.rejected)[1] > 0)
    keep, aside = set_aside(table, remarks.rejected)
    columns = {
        "platform": _platforms(table, match),
        "account": _accounts(table, match, named.account),
        "day": day,
        **counted,
        "source": repeated(match.format.id, size),
    }
    frame = schema.made(columns, schema.DAYS, size)
    frame = frame if keep.all() else frame[keep].reset_index(drop=True)
    return Rows(frame, keep, aside, match.without(set(read) - set(counted)), remarks, numbers=table.rows[keep])


def _platforms(table: TextTable, match: Match) -> pd.Series:
    """Return the format's platform, or each row's as its column has it."""
    if match.format.platform or "platform" not in match.columns:
        return repeated(match.format.platform, len(table.rows))
    given = as_text(table.column(match.columns["platform"]))
    return mapped(given, plain_name)


def _accounts(table: TextTable, match: Match, named: str) -> pd.Series:
    """Return each row's account as its column has it, else the one that the file's name has (`named`)."""
    if "account" not in match.columns:
        return repeated(named, len(table.rows))
    given = as_text(table.column(match.columns["account"])).str.strip().str.removeprefix("@")
    return first_filled(given, repeated(named, len(given)))


def day_column(name: str, table: TextTable, match: Match, *, anchor: pd.Timestamp) -> tuple[pd.Series, Remarks]:
    """Return the day of each row of a file called `name` (missing where it is set aside), and remarks; `anchor` as above."""
    cells, header = table.column(match.columns["day"]), short(table.called(match.columns["day"]))
    stamps = read_timestamps(cells, order=match.format.order, zone=match.format.zone)
    day, bad = stamps.day, stamps.bad
    remarks, why = Remarks((SERIAL.format(header=header),) if stamps.serial else ()), "which is not a day"
    if stamps.open_order:
        why = "where it is not sure which day is meant"
        remarks = Remarks((_unclear(header),), asks=("date_order",))
    elif not day.notna().any():
        named = facts(name)
        day, bad = _yearless(cells, start=named.start, anchor=_earlier(anchor, named.exported))
    rejected = (
        Rejection(bad, f"“{header}” is “{{cell}}”, {why}", cells),
        Rejection(day.isna().to_numpy(), f"“{header}” names no day"),
    )
    return day, remarks + Remarks(rejected=rejected)


def _earlier(anchor: pd.Timestamp, exported: dt.datetime | None) -> pd.Timestamp:
    """Return the anchor, or the moment of export where the file's name gives it, plus a day for zones ahead of UTC."""
    latest = anchor if exported is None else min(anchor, pd.Timestamp(exported).tz_localize(None))
    return latest + pd.Timedelta(days=1)


def _unclear(header: str) -> str:
    return (
        f"In “{header}” day and month could be either way round. "
        "Say which comes first, or write the dates as 2026-03-09, to have them read."
    )


def _yearless(cells: pa.ChunkedArray, *, start: dt.date | None, anchor: pd.Timestamp) -> tuple[pd.Series, np.ndarray]:
    """Return the days of cells that print none of their years, and which cells hold something else."""
    dictionary = distinct(cells)
    month_days = read_month_days(dictionary.texts.to_pylist())
    each = [month_days[place] for place in dictionary.at]
    none = np.array([month_day is None for month_day in each], dtype=bool)
    return years.in_order(each, start=start, end=anchor), none & ~dictionary.spread(missing(dictionary.texts))
