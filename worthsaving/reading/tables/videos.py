"""A recognised table of videos -> canonical rows."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving import formulas, schema
from worthsaving.data.load import declared
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import positions
from worthsaving.reading.tables.canonical import frame_of
from worthsaving.reading.tables.identity import identify
from worthsaving.reading.tables.links import read_links
from worthsaving.reading.tables.posted import day_starts, observed, posted
from worthsaving.reading.tables.rows import Reasons, numbered
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.counts import Counts, read_counts
from worthsaving.reading.values.durations import read_lengths
from worthsaving.reading.values.text_columns import as_text, blank, distinct, flags, missing, repeated
from worthsaving.reading.values.timestamps import read_stamps

_WORTH_A_THREAD = 50_000  # rows; below, starting one takes longer than reading them
_TEXTS = ("platform", "video_id", "account", "title", "link", "media", "source")


@dataclass
class Rows:
    """What one file's table became: canonical rows, who was set aside, which columns served, what is odd about it.

    `asks` names what only the user can tell ("date_order"); `rounded` the headers whose counts are rounded. `distinct`:
    each row surely is another video.
    """

    frame: pd.DataFrame
    reasons: Reasons
    used: dict[str, int]
    problems: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    rounded: list[str] = field(default_factory=list)
    distinct: bool = False


def read_videos(name: str, table: TextTable, match: Match, *, today: dt.datetime) -> Rows:
    """The canonical videos in a file's table; `today` (UTC) bounds what a date can be."""
    form, reasons, used = match.format, Reasons(table), dict(match.columns)
    rows = Rows(pd.DataFrame(), reasons, used, list(match.problems))
    size = len(table.rows)
    out = {c: as_text(table.column(used[c])) if c in used else repeated("", size) for c in _TEXTS}
    links = table.column(used["link"]) if "link" in used else blank(size)
    reading = _Reading(table, used, dated=form.posted not in ("iso", "month day"))
    linked = read_links(links)
    set_aside_totals(table, reasons, [out["link"], out["video_id"]] if not form.required else [out["link"]])
    _set_aside_periods(table, match, reasons)
    if form.posted == "iso":
        _ours(table, used, out, reasons)
    else:
        out["source"] = repeated(form.id, size)
        numbers = identify(name, match, out, linked, rows.problems)
        rows.distinct = linked.numbers is not None and _all_different(linked.numbers)
        out |= posted(table, match, used, numbers, reading.days(), rows, today=today)
    counts = take_counts(table, rows, reading.counts(), known=bool(form.required))
    if "duration_s" in used:
        out["duration_s"] = read_lengths(table.column(used["duration_s"]))
    if form.posted == "month day" and "observed_at" in used:
        out["observed_at"] = observed(table, used["observed_at"], out["posted_day_local"], today=today)
    out |= counts
    _doubt_collaborations(table, match, out)
    frame = frame_of(out, schema.VIDEOS, size)
    reasons.give(_nameless(frame), "nothing in it names or counts a video")
    rows.frame = frame if reasons.keep.all() else frame[reasons.keep].reset_index(drop=True)
    _note_faults(rows, table)
    return rows


class _Reading:
    """The count columns and the printed days of a table, read beside everything else where that is worth a thread."""

    def __init__(self, table: TextTable, used: dict[str, int], *, dated: bool) -> None:
        # Arrow lets go of the interpreter while it works
        pool = ThreadPoolExecutor(os.cpu_count()) if len(table.rows) >= _WORTH_A_THREAD else None
        self._days = None
        if dated and "posted_at" in used:
            self._days = _later(pool, day_starts, table.column(used["posted_at"]))
        self._counts = {c: _later(pool, read_counts, table.column(used[c])) for c in schema.COUNTS if c in used}
        if pool:
            pool.shutdown(wait=False)

    def days(self) -> np.ndarray | None:
        """`day_starts` of the printed posting times; None where the format prints none."""
        return self._days() if self._days else None

    def counts(self) -> dict[str, Counts]:
        """Canonical column -> what was read."""
        return {c: later() for c, later in self._counts.items()}


T = TypeVar("T")


def _later(
    pool: ThreadPoolExecutor | None, read: Callable[[pa.ChunkedArray], T], cells: pa.ChunkedArray
) -> Callable[[], T]:
    """What gives `read(cells)` when it is called; with a pool it is worked on from now."""
    return partial(read, cells) if pool is None else pool.submit(read, cells).result


def take_counts(table: TextTable, rows: Rows, read: dict[str, Counts], *, known: bool) -> dict[str, pd.Series]:
    """The count columns that were read. Rows with a cell that is no number are set aside.

    In a file that is not a `known` format, a column that mostly holds no numbers is not a count: it is dropped.
    """
    taken = {}
    for column, counts in read.items():
        place = rows.used[column]
        cells, header = table.column(place), table.header[place].strip()
        if not known and counts.bad.sum() * 2 > counts.bad.sum() + counts.values.notna().sum():
            del rows.used[column]
            rows.problems.append(
                f"“{header}” holds no whole numbers, so it was not taken as {column.replace('_', ' ')}. "
                "If it counts them, write its cells as plain numbers and drop the file in again."
            )
            continue
        rows.reasons.give_each(cells, counts.bad, f"“{header}” is “{{cell}}”, which is not a number")
        taken[column] = counts.values
        if counts.rounded:
            rows.rounded.append(header)
    if rows.rounded:
        named = " and ".join(f"“{header}”" for header in rows.rounded)
        rows.problems.append(
            f"{named} {'is' if len(rows.rounded) == 1 else 'are'} rounded in this file (like 1.2K), so rates made from "
            "such counts are rounded too."
        )
    return taken


def set_aside_totals(table: TextTable, reasons: Reasons, identities: list[pd.Series]) -> None:
    """Rows that sum the others ("Total"): counted as a video they would double everything."""
    column, words = table.column(0), _totals()
    longest = pc.max(pc.binary_length(words))
    short = flags(pc.less_equal(pc.binary_length(column), longest))  # nearly every caption is longer
    found, cells = np.flatnonzero(short), column.filter(pa.array(short))
    total = flags(pc.is_in(cells, value_set=words))
    if not total.any():
        return
    found, first = found[total], as_text(cells.filter(pa.array(total)))
    right = np.ones(len(found), dtype=bool)
    for identity in identities:
        same = identity.take(found).reset_index(drop=True)
        right &= ((same == "") | (same == first)).to_numpy(dtype=bool)
    mask = np.zeros(len(column), dtype=bool)
    mask[found[right]] = True
    reasons.give(mask, "it sums the other rows")


@cache
def _totals() -> pa.Array:
    """Every way in which a cell says "total". Comparing with them all is quicker than making each title plain first."""
    words = declared("words")["total"]
    cased = {form for word in words for form in (word, word.upper(), word.capitalize(), word.title())}
    return pa.array(sorted(f"{word}{end}" for word in cased for end in ("", " ", ":", " :")), pa.string())


def _all_different(numbers: np.ndarray) -> bool:
    steps = np.diff(numbers)  # an export lists videos in order of time, and so of their ids
    if (steps < 0).all() or (steps > 0).all():
        return True
    numbers = np.sort(numbers)
    return bool((numbers[1:] != numbers[:-1]).all())


def _nameless(frame: pd.DataFrame) -> np.ndarray:
    """Which rows neither name a video nor count anything."""
    nothing = np.ones(len(frame), dtype=bool)
    for column in ("link", "video_id", "title"):
        if not nothing.any():
            return nothing
        nothing &= frame[column].eq("").to_numpy(dtype=bool)
    return nothing & frame[list(schema.COUNTS)].isna().all(axis=1).to_numpy() if nothing.any() else nothing


def _ours(table: TextTable, used: dict[str, int], out: dict[str, pd.Series], reasons: Reasons) -> None:
    """Our own export: everything stands in it as it was."""
    for column in _TEXTS:
        out[column] = formulas.restore(out[column])
    for column, words in (("platform", schema.PLATFORMS), ("media", schema.MEDIA)):
        # A closed vocabulary: whatever else somebody wrote there is no platform and no kind of post.
        out[column] = out[column].where(out[column].isin(words), "")
    for column, part in (("posted_at", "moment"), ("posted_day_local", "day"), ("observed_at", "moment")):
        if column not in used:
            continue
        stamps = read_stamps(table.column(used[column]), zone="UTC")
        out[column] = getattr(stamps, part)
        reasons.give_each(table.column(used[column]), stamps.bad, f"“{column}” is “{{cell}}”, which is not a date")


def _set_aside_periods(table: TextTable, match: Match, reasons: Reasons) -> None:
    """Rows that count one day instead of a post's life ("Lifetime")."""
    place = positions(table.header).get(match.format.period, [None])[0]
    if place is not None:
        cells = distinct(table.column(place))
        dated = np.array([any(c.isdigit() for c in text) for text in cells.texts.to_pylist()], dtype=bool)
        why = "it counts “{cell}” only, not the post's whole life"
        reasons.give_each(table.column(place), cells.spread(dated), why)


def _doubt_collaborations(table: TextTable, match: Match, out: dict[str, pd.Series]) -> None:
    """A post that another account owns has no reach here, and its 0 saves is not a count."""
    place = positions(table.header).get(match.format.reach, [None])[0]
    if place is None or "saves" not in out or out["account"].empty:
        return
    owner = out["account"].mode().iloc[0]
    cells = distinct(table.column(place))
    no_reach = cells.spread(missing(cells.texts))
    doubtful = no_reach & (out["account"] != owner).to_numpy() & out["saves"].eq(0).fillna(False).to_numpy(dtype=bool)
    out["saves"] = out["saves"].mask(doubtful, pd.NA)


def _note_faults(rows: Rows, table: TextTable) -> None:
    """What is kept but cannot be right."""
    more = rows.frame["saves"].gt(rows.frame["views"]).fillna(False).to_numpy(dtype=bool)
    if more.any():
        at = table.rows[rows.reasons.keep][more]
        whose = "A video has" if len(at) == 1 else f"{len(at)} videos have"
        rows.problems.append(
            f"{whose} more saves than views ({numbered(at)}), which cannot be right. "
            "Kept as it stands: check these rows in the file."
        )
