"""A recognised table of videos -> canonical rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving import formulas, schema
from worthsaving.reading import ids
from worthsaving.reading.counts import read_counts, read_lengths
from worthsaving.reading.declared import declared
from worthsaving.reading.formats import Match
from worthsaving.reading.headers import positions
from worthsaving.reading.names import facts
from worthsaving.reading.posted import observed, posted
from worthsaving.reading.rows import Reasons, numbered
from worthsaving.reading.stamps import read_stamps
from worthsaving.reading.table import TextTable
from worthsaving.reading.values import as_text, distinct, missing

_TEXTS = ("platform", "video_id", "account", "title", "link", "media", "source")


@dataclass
class Rows:
    """What one file's table became: canonical rows, who was set aside, which columns served, what is odd about it."""

    frame: pd.DataFrame
    reasons: Reasons
    used: dict[str, int]
    problems: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)


def read_videos(name: str, table: TextTable, match: Match, *, today: dt.datetime) -> Rows:
    """The canonical videos in a file's table; `today` (UTC) bounds what a date can be."""
    form, reasons, used = match.format, Reasons(table), dict(match.columns)
    rows = Rows(pd.DataFrame(), reasons, used, list(match.problems))
    out: dict[str, pd.Series] = {c: _text(table, used, c) for c in _TEXTS}
    links = table.column(used["link"]) if "link" in used else _blank(len(table.rows))
    set_aside_totals(table, reasons, [out["link"], out["video_id"]] if form.id == "plain-videos" else [out["link"]])
    _set_aside_periods(table, match, reasons)
    for column in schema.COUNTS:
        if column in used:
            out[column] = take_counts(table, rows, column, known=bool(form.required))
    if "duration_s" in used:
        out["duration_s"] = read_lengths(table.column(used["duration_s"]))
    if form.posted == "iso":
        _ours(table, used, out, reasons)
    else:
        out["source"] = pd.Series(form.id, index=range(len(table.rows)), dtype="str")
        _identify(name, match, out, links, rows.problems)
        out |= posted(table, match, used, out, rows, today=today)
        if "observed_at" in used:
            out["observed_at"] = observed(table, used["observed_at"], out["posted_day_local"], today=today)
        _doubt_collaborations(table, match, out)
    frame = schema.conform(pd.DataFrame(out), schema.VIDEOS)
    nothing = frame["title"].eq("") & frame["link"].eq("") & frame["video_id"].eq("")
    nothing &= frame[list(schema.COUNTS)].isna().all(axis=1)
    reasons.give(nothing.to_numpy(), "nothing in it names or counts a video")
    rows.frame = frame[reasons.keep].reset_index(drop=True)
    _note_faults(rows, table)
    return rows


def take_counts(table: TextTable, rows: Rows, column: str, *, known: bool) -> pd.Series:
    """A count column. Rows with a cell that is no number are set aside.

    In a file that is not a `known` format, a column that mostly holds no numbers is not a count: it is dropped.
    """
    place = rows.used[column]
    cells, header = table.column(place), table.header[place].strip()
    counts = read_counts(cells)
    if not known and counts.bad.sum() * 2 > counts.bad.sum() + counts.values.notna().sum():
        del rows.used[column]
        rows.problems.append(f"“{header}” holds no whole numbers, so it was not taken as {column.replace('_', ' ')}.")
        return pd.Series(pd.NA, index=range(len(table.rows)), dtype="Int64")
    rows.reasons.give_each(cells, counts.bad, f"“{header}” is “{{cell}}”, which is not a number")
    return counts.values


def set_aside_totals(table: TextTable, reasons: Reasons, identities: list[pd.Series]) -> None:
    """Rows that sum the others ("Total"): counted as a video they would double everything."""
    cells = distinct(table.column(0))
    words = pa.array(declared("words")["total"], pa.string())
    plain = pc.utf8_lower(pc.utf8_rtrim(cells.texts, " :"))
    mask = cells.spread(pc.is_in(plain, value_set=words).to_numpy(zero_copy_only=False))
    if mask.any():
        first = as_text(table.column(0))
        for identity in identities:
            mask = mask & ((identity == "") | (identity == first)).to_numpy()
        reasons.give(mask, "it sums the other rows")


def _blank(size: int) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array([""] * size, pa.string())])


def _text(table: TextTable, used: dict[str, int], column: str) -> pd.Series:
    if column not in used:
        return pd.Series("", index=range(len(table.rows)), dtype="str")
    return as_text(table.column(used[column]))


def _ours(table: TextTable, used: dict[str, int], out: dict[str, pd.Series], reasons: Reasons) -> None:
    """Our own export: everything stands in it as it was."""
    for column in _TEXTS:
        out[column] = formulas.restore(out[column])
    for column, part in (("posted_at", "moment"), ("posted_day_local", "day"), ("observed_at", "moment")):
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


def _identify(name: str, match: Match, out: dict[str, pd.Series], links: pa.ChunkedArray, problems: list[str]) -> None:
    """Platform, id, account and media, from the columns and from what links and the file's name say."""
    given = out["video_id"].str.strip().str.removeprefix("'").where(~pd.Series(missing(pa.array(out["video_id"]))), "")
    broken = ids.damaged(given)
    linked = ids.id_of(links)
    if (broken & (linked == "").to_numpy()).any():
        problems.append(
            "A spreadsheet program has rounded the video IDs in this file, so they are not used. "
            "Drop in the file as it was downloaded."
        )
    # A link is a text that no spreadsheet rounds: its id goes first
    out["video_id"] = linked.where(linked != "", given.where(~broken, "")).astype("str")
    platform = match.format.platform
    out["platform"] = pd.Series(platform, index=range(len(links)), dtype="str") if platform else ids.platform_of(links)
    shaped = ids.looks_like_tiktok(out["video_id"]) & (out["platform"] == "").to_numpy()
    out["platform"] = out["platform"].mask(shaped, "tiktok").astype("str")
    handle = ids.handle_of(links)
    account = out["account"].str.strip().str.removeprefix("@")
    account = account.where(account != "", handle)
    single = set(account.unique()) - {""}
    fallback = single.pop() if len(single) == 1 else "" if single else facts(name).account
    if match.format.platform:
        account = account.where(account != "", fallback)
    out["account"] = account.astype("str")
    kinds = declared("formats")["media"]
    said = out["media"].str.strip().str.lower()
    said = said.where(said.isin(list(kinds)), "").replace(kinds).astype("str")
    out["media"] = said.where(said != "", ids.media_of(links)).astype("str")


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
            f"{whose} more saves than views ({numbered([int(row) for row in at])}), which cannot be right. "
            "Kept as it stands: check these rows in the file."
        )
