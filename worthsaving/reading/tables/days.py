"""A recognised table of days -> canonical rows."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from worthsaving import schema
from worthsaving.reading.formats.file_names import facts
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.tables.canonical import frame_of
from worthsaving.reading.tables.rows import Reasons
from worthsaving.reading.tables.videos import Rows, set_aside_totals, take_counts
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values import years
from worthsaving.reading.values.counts import read_counts
from worthsaving.reading.values.month_names import read_month_days
from worthsaving.reading.values.text_columns import distinct, missing
from worthsaving.reading.values.timestamps import read_stamps

COUNTS = tuple(column.name for column in schema.DAYS if column.dtype == schema.COUNT)


def read_days(name: str, table: TextTable, match: Match, *, anchor: pd.Timestamp) -> Rows:
    """The canonical days in a file's table.

    `anchor` (a day, no zone) is the latest the newest row can be where the file says neither year nor first day.
    """
    form, reasons, used = match.format, Reasons(table), dict(match.columns)
    rows = Rows(pd.DataFrame(), reasons, used, list(match.problems))
    said, size = facts(name), len(table.rows)
    set_aside_totals(table, reasons, [])
    day, bad = _days(table, rows, match, start=said.start, anchor=_earlier(anchor, said.exported))
    header = table.header[used["day"]].strip()
    why = "where it is not sure which day is meant" if rows.asks else "which is not a day"
    reasons.give_each(table.column(used["day"]), bad, f"“{header}” is “{{cell}}”, {why}")
    reasons.give(day.isna().to_numpy(), f"“{header}” names no day")
    out = {
        "platform": pd.Series(form.platform, index=range(size), dtype="str"),
        "account": pd.Series(said.account, index=range(size), dtype="str"),
        "day": day,
        "source": pd.Series(form.id, index=range(size), dtype="str"),
    }
    read = {column: read_counts(table.column(used[column])) for column in COUNTS if column in used}
    out |= take_counts(table, rows, read, known=bool(form.required))
    rows.frame = frame_of(out, schema.DAYS, size)[reasons.keep].reset_index(drop=True)
    return rows


def _earlier(anchor: pd.Timestamp, exported: dt.datetime | None) -> pd.Timestamp:
    """The anchor, or the moment of export where the name says it; a day later, for who lives ahead of UTC."""
    latest = anchor if exported is None else min(anchor, pd.Timestamp(exported).tz_localize(None))
    return latest + pd.Timedelta(days=1)


def _days(
    table: TextTable, rows: Rows, match: Match, *, start: dt.date | None, anchor: pd.Timestamp
) -> tuple[pd.Series, np.ndarray]:
    """The day of each row, and which cells hold something else."""
    cells = table.column(match.columns["day"])
    stamps = read_stamps(cells, order=match.format.order, zone=match.format.zone)
    if stamps.open_order:
        rows.asks.append("date_order")
        rows.problems.append(
            f"In “{table.header[match.columns['day']].strip()}” day and month could be either way round. "
            "Say which comes first, or write the dates as 2026-03-09, to have them read."
        )
    if stamps.day.notna().any() or stamps.open_order:
        return stamps.day, stamps.bad
    dictionary = distinct(cells)
    month_days = read_month_days(dictionary.texts.to_pylist())
    each = [month_days[place] for place in dictionary.at]
    none = np.array([month_day is None for month_day in each], dtype=bool)
    return years.in_order(each, start=start, end=anchor), none & ~dictionary.spread(missing(dictionary.texts))
