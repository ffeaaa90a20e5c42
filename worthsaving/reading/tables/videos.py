"""Table of videos in a recognised file -> canonical videos."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache, partial
from typing import TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa

from worthsaving import formulas, schema
from worthsaving.data.load import declared
from worthsaving.platforms import label, plain_name
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import key, positions, short
from worthsaving.reading.tables.count_columns import count_columns, with_stand_ins
from worthsaving.reading.tables.doubtful_counts import (
    idle_views,
    without_account_totals,
    without_future,
    without_negative,
)
from worthsaving.reading.tables.filled import accounts_by_network, filled
from worthsaving.reading.tables.id_times import id_seconds
from worthsaving.reading.tables.identity import identify
from worthsaving.reading.tables.links import no_links, read_links
from worthsaving.reading.tables.logs import after_posting, counting_times
from worthsaving.reading.tables.posted import AHEAD, day_starts, observation_times, posting_times
from worthsaving.reading.tables.rows import Rejection, Remarks, Rows, numbered, reasons_of, set_aside
from worthsaving.reading.tables.scheduled import without_scheduled
from worthsaving.reading.tables.second_header import under_own_headers
from worthsaving.reading.tables.short_rows import with_short_rows
from worthsaving.reading.tables.totals import footnotes, labelled_rows, total_rows, unlabelled_rows
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.counts import read_counts
from worthsaving.reading.values.durations import read_durations
from worthsaving.reading.values.text_columns import as_text, distinct, empty_cells, missing, repeated
from worthsaving.reading.values.timestamps import read_timestamps

T = TypeVar("T")

_RULED = r"[-=_:*.·–—\s]*"  # nothing, or a line drawn between rows
_WORTH_A_THREAD = 50_000  # rows; below, starting one takes longer than reading them
_TEXTS = ("platform", "video_id", "account", "title", "link", "media", "source")


def read_videos(name: str, table: TextTable, match: Match, *, today: dt.datetime) -> Rows:
    """Read the canonical videos in a file's table; `name` is the file's, `today` (UTC) bounds what a date can be."""
    table, repeats = under_own_headers(table, match)
    table = with_short_rows(table, match) if table.odd else table
    table, waiting = without_scheduled(table, match, today=today)
    table = filled(table, match)
    form, used, size = match.format, match.columns, len(table.rows)
    texts = {c: as_text(table.column(used[c])) if c in used else repeated("", size) for c in _TEXTS}
    ahead = _Ahead(table, used, dated=form.posted not in ("iso", "month day"))
    remarks = Remarks(match.problems) + repeats + waiting + _summary_rows(table, match, texts) + _periods(table, match)
    different = False
    if form.posted == "iso":
        columns, more = _own_export(table, used, texts)
    else:
        match, columns, more, different = _from_others(name, table, match, texts, ahead, today=today)
        used = match.columns
    counted, doubts = count_columns(table, match, ahead.counts())
    counted, match, instead = with_stand_ins(table, match, counted)
    remarks = remarks + more + doubts + instead
    columns = {**texts, **columns}
    counted, more = _likes_where_they_are(match, columns, counted)
    if "saves" in used and "saves" not in counted and "likes" in counted:
        match = replace(match, columns={"likes": used["saves"]} | match.without(["saves"]).columns)
    remarks += more
    if not form.required:
        match, counted, remarks = without_account_totals(table, match, columns, counted, remarks)
    counted, below = without_negative(match, counted, table.rows)
    counted, more = idle_views(match, counted)
    remarks += more
    times, future = without_future(columns, table.rows, today=today) if "posted_at" in columns else ({}, Remarks())
    remarks = remarks + below + future
    columns = {**columns, **counted, **times}
    if not form.required:
        remarks += _unlabelled_rows(columns, counted, remarks)
    if "duration_s" in used:
        columns["duration_s"] = read_durations(table.column(used["duration_s"])) / (
            1000 if form.duration == "ms" else 1
        )
    if form.posted == "month day" and "observed_at" in used:
        columns["observed_at"] = observation_times(table, used["observed_at"], columns["posted_day_local"], today=today)
    if "saves" in counted:
        columns["saves"] = _without_doubtful_saves(table, match, columns)
    frame = schema.made(columns, schema.VIDEOS, size)
    remarks += Remarks(rejected=(Rejection(_nameless(frame), "nothing in it names or counts a video"),))
    keep, aside = set_aside(table, remarks.rejected)
    frame = frame if keep.all() else frame[keep].reset_index(drop=True)
    dropped = [column for column in schema.COUNTS if column in used and column not in counted]
    numbers = table.rows[keep]
    return Rows(frame, keep, aside, match.without(dropped), remarks + _faults(frame, numbers), different, numbers)


def _summary_rows(table: TextTable, match: Match, texts: Mapping[str, pd.Series]) -> Remarks:
    """Set aside the rows that are labelled as sums or averages, and notes under a table with plain headers."""
    identities = [texts["link"]] if match.format.required else [texts["link"], texts["video_id"]]
    notes = footnotes(table, [texts["link"], texts["video_id"]])
    if match.format.required:
        return total_rows(table, identities) + notes
    title, posted = match.columns.get("title", 0), match.columns.get("posted_at")
    dated = identities if posted is None else [*identities, as_text(table.column(posted))]
    remarks = labelled_rows(table, dated, sorted({0, title}), [posted or 0, match.columns.get("link", 0)])
    return remarks + notes


def _unlabelled_rows(columns: Mapping[str, pd.Series], counted: Mapping[str, pd.Series], remarks: Remarks) -> Remarks:
    """Set aside the rows at the top and the end without link and id that sum or average the others."""
    named, dated = np.zeros(len(columns["title"]), dtype=bool), np.zeros(len(columns["title"]), dtype=bool)
    for column in ("link", "video_id"):
        named |= ~empty_cells(columns[column])
    if named.all():
        return Remarks()
    for column in ("posted_at", "posted_day_local"):
        dated |= ~columns[column].array.isna()
    _, which = reasons_of(len(named), remarks.rejected)
    return unlabelled_rows(counted, named, dated, ~empty_cells(columns["title"]), which > 0)


def _from_others(
    name: str, table: TextTable, match: Match, texts: Mapping[str, pd.Series], ahead: _Ahead, *, today: dt.datetime
) -> tuple[Match, dict[str, pd.Series], Remarks, bool]:
    """Return what the columns mean, identity, source and times of the rows, remarks, and whether all surely are different videos."""
    size, place = len(table.rows), match.columns.get("link")
    links = no_links(size) if place is None else read_links(table.column(place))
    named = {**texts, "account": accounts_by_network(table, match, texts["account"], links.platform)}
    found = identify(name, match, named, links)
    seconds = id_seconds(found.columns["platform"], found.columns["video_id"], found.numbers, latest=today + AHEAD)
    match, observed, logged = counting_times(table, match, {**texts, **found.columns}, ahead.counts, today=today)
    dated = "posted_at" in match.columns
    times, remarks = posting_times(table, match, seconds, ahead.days() if dated else None, today=today)
    columns = {**found.columns, **times, "source": repeated(match.format.id, size)}
    if observed is not None:
        columns["observed_at"], more = after_posting(table, match, observed, times)
        logged += more
    return match, columns, found.remarks + remarks + logged, links.numbers is not None and _all_different(links.numbers)


class _Ahead:
    """The count columns and the printed days of a table, read on other cores meanwhile where that is worth a thread."""

    def __init__(self, table: TextTable, used: Mapping[str, int], *, dated: bool) -> None:
        # Arrow releases the interpreter while it works
        pool = ThreadPoolExecutor(os.cpu_count()) if len(table.rows) >= _WORTH_A_THREAD else None
        self._days = None
        if dated and "posted_at" in used:
            self._days = _later(pool, day_starts, table.column(used["posted_at"]))
        counts = {c: _later(pool, read_counts, table.column(used[c])) for c in schema.COUNTS if c in used}
        self.counts = cache(lambda: {c: later() for c, later in counts.items()})
        if pool:
            pool.shutdown(wait=False)

    def days(self) -> np.ndarray | None:
        """Return `day_starts` of the printed posting times; None where the format prints none."""
        return self._days() if self._days else None


def _later(
    pool: ThreadPoolExecutor | None, read: Callable[[pa.ChunkedArray], T], cells: pa.ChunkedArray
) -> Callable[[], T]:
    """Return a function that gives `read(cells)`; with a pool, the work starts now."""
    return partial(read, cells) if pool is None else pool.submit(read, cells).result


def _all_different(numbers: np.ndarray) -> bool:
    steps = np.diff(numbers)  # an export lists videos in order of time, and so of their ids
    if (steps < 0).all() or (steps > 0).all():
        return True
    numbers = np.sort(numbers)
    return bool((numbers[1:] != numbers[:-1]).all())


def _nameless(frame: pd.DataFrame) -> np.ndarray:
    """Return which rows neither name a video nor count anything."""
    nothing = np.ones(len(frame), dtype=bool)
    for column in ("link", "video_id"):
        if not nothing.any():
            return nothing
        nothing &= empty_cells(frame[column])
    for column in schema.COUNTS:
        nothing &= frame[column].array.isna()
    if nothing.any():
        nothing[nothing] = frame.loc[nothing, "title"].str.fullmatch(_RULED).to_numpy(dtype=bool)
    return nothing


def _own_export(
    table: TextTable, used: Mapping[str, int], texts: Mapping[str, pd.Series]
) -> tuple[dict[str, pd.Series], Remarks]:
    """Return the columns of an export of ours, where everything is written as it was, and remarks."""
    columns = {column: formulas.restore(texts[column]) for column in _TEXTS}
    # Whatever else somebody wrote there is no network
    names = {name: name if name == plain_name(name) else "" for name in columns["platform"].unique()}
    columns["platform"] = columns["platform"].map(names).astype("str")
    # A closed vocabulary: whatever else somebody wrote there is no kind of post.
    columns["media"] = columns["media"].where(columns["media"].isin(schema.MEDIA), "")
    rejected = []
    for column, part in (("posted_at", "moment"), ("posted_day_local", "day"), ("observed_at", "moment")):
        if column in used:
            cells = table.column(used[column])
            stamps = read_timestamps(cells, zone="UTC")
            columns[column] = stamps.moment if part == "moment" else stamps.day
            rejected.append(Rejection(stamps.bad, f"“{column}” is “{{cell}}”, which is not a date", cells))
    return columns, Remarks(rejected=tuple(rejected))


def _likes_where_they_are(
    match: Match, columns: Mapping[str, pd.Series], counted: dict[str, pd.Series]
) -> tuple[dict[str, pd.Series], Remarks]:
    """Return the counts; where a network calls its likes what others call saves (X: favorites), they are no saves."""
    header = match.header[match.columns["saves"]] if "saves" in counted else ""
    platform = columns["platform"]
    calls = {
        name for name in platform.unique()
        if key(header) in map(key, declared("platforms").get(name, {}).get("likes_called", ()))
    }  # fmt: skip
    if not calls or match.format.required:
        return counted, Remarks()
    theirs, saves = platform.isin(calls), counted["saves"]
    likes = counted.get("likes", pd.Series(pd.NA, index=saves.index, dtype=schema.COUNT))
    moved = {**counted, "likes": likes.mask(theirs & likes.isna(), saves), "saves": saves.mask(theirs, pd.NA)}
    if theirs.all():
        del moved["saves"]
    named = " and ".join(label(name) for name in sorted(calls))
    return moved, Remarks((f"“{short(header)}” counts likes on {named}, so it is not taken as saves there.",))


def _periods(table: TextTable, match: Match) -> Remarks:
    """Set aside rows that count one day instead of a post's whole life ("Lifetime")."""
    place = positions(table.header).get(match.format.period, [None])[0]
    if place is None:
        return Remarks()
    cells = distinct(table.column(place))
    dated = np.array([any(c.isdigit() for c in text) for text in cells.texts.to_pylist()], dtype=bool)
    why = "it counts “{cell}” only, not the post's whole life"
    return Remarks(rejected=(Rejection(cells.spread(dated), why, table.column(place)),))


def _without_doubtful_saves(table: TextTable, match: Match, columns: Mapping[str, pd.Series]) -> pd.Series:
    """Return the saves, unknown for a collaboration: another account's post has no reach here, and its 0 is no count."""
    saves, account = columns["saves"], columns["account"]
    place = positions(table.header).get(match.format.reach, [None])[0]
    if place is None or account.empty:
        return saves
    cells = distinct(table.column(place))
    no_reach = cells.spread(missing(cells.texts))
    foreign = (account != account.mode().iloc[0]).to_numpy()
    return saves.mask(no_reach & foreign & saves.eq(0).fillna(False).to_numpy(dtype=bool), pd.NA)


def _faults(frame: pd.DataFrame, numbers: np.ndarray) -> Remarks:
    """Return remarks on rows that are kept but cannot be right; `numbers` are their row numbers."""
    saves, views = (frame[column].to_numpy(dtype=np.int64, na_value=0) for column in ("saves", "views"))
    more = (saves > views) & ~frame["saves"].array.isna() & ~frame["views"].array.isna()
    if not more.any():
        return Remarks()
    whose = "A video has" if more.sum() == 1 else f"{more.sum()} videos have"
    return Remarks((
        f"{whose} more saves than views ({numbered(numbers[more])}), which cannot be right. "
        "Kept as it stands: check these rows in the file.",
    ))  # fmt: skip
