"""Posts that are drafts or scheduled and not posted yet, in files that list them among the others."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving import schema
from worthsaving.data.load import declared
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import key, plain, positions, short
from worthsaving.reading.tables.rows import Rejection, Remarks
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import distinct, flags, missing
from worthsaving.reading.values.timestamps import read_timestamps

_ZEROS = pa.array(["0", "0.0"])
_WHY = "it is scheduled and not posted yet"


def without_scheduled(table: TextTable, match: Match, *, today: dt.datetime) -> tuple[TextTable, Remarks]:
    """Return the table without the posting times of scheduled posts, and the rejection of their rows.

    A post is scheduled where its status says so, or where one of its times is after the moment of its counts (`today`
    where that is unknown). In a table with plain headers a row whose status is a word for a draft or a plan is none
    yet where nothing is counted but zeros.
    """
    form, found = match.format, positions(table.header)
    if not form.required:
        return _without_drafts(table, match)
    if not form.scheduled_status and not form.scheduled_times:
        return table, Remarks()
    waiting = np.zeros(len(table.rows), dtype=bool)
    for place in found.get("status", ()):
        waiting |= flags(pc.equal(pc.utf8_trim_whitespace(table.column(place)), form.scheduled_status))
    counted = _moments(table, match.columns.get("observed_at")).fillna(pd.Timestamp(today))
    for place in (at for name in form.scheduled_times for at in found.get(name, ())):
        waiting |= (_moments(table, place) > counted).to_numpy(dtype=bool)
    if not waiting.any():
        return table, Remarks()
    return _undated(table, match.columns.get("posted_at"), waiting), Remarks(rejected=(Rejection(waiting, _WHY),))


def _without_drafts(table: TextTable, match: Match) -> tuple[TextTable, Remarks]:
    words = declared("words")["not_posted"]
    heads = {*map(key, words["headers"])}
    for place in (at for at in match.unused_places if key(table.header[at]) in heads):
        cells = distinct(table.column(place))
        says = np.array([plain(text) in words["words"] for text in cells.texts.to_pylist()], dtype=bool)
        waiting = cells.spread(says)
        for at in (match.columns[c] for c in schema.COUNTS if c in match.columns) if waiting.any() else ():
            counts = distinct(table.column(at))
            waiting &= counts.spread(missing(counts.texts) | flags(pc.is_in(counts.texts, value_set=_ZEROS)))
        if waiting.any():
            why = Rejection(
                waiting,
                f"its “{short(table.header[place])}” is “{{cell}}”, so it is not posted yet",
                table.column(place),
            )
            return _undated(table, match.columns.get("posted_at"), waiting), Remarks(rejected=(why,))
    return table, Remarks()


def _moments(table: TextTable, place: int | None) -> pd.Series:
    if place is None:
        return pd.Series(pd.NaT, index=range(len(table.rows)), dtype="datetime64[us, UTC]")
    return read_timestamps(table.column(place), zone="UTC").moment


def _undated(table: TextTable, place: int | None, waiting: np.ndarray) -> TextTable:
    """Return the table with the cells at `place` blank where a post is `waiting`."""
    if place is None:
        return table
    cells = pc.if_else(pa.array(waiting), "", table.column(place).combine_chunks())
    columns = table.columns.set_column(place, table.columns.field(place), pa.chunked_array([cells], pa.string()))
    return replace(table, columns=columns)
