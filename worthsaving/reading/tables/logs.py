"""Tracking logs: tables that count the same posts at several moments, and the column that says when."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from worthsaving.data.load import declared
from worthsaving.reading.formats.cell_kinds import is_date
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import key
from worthsaving.reading.formats.unused_columns import MOST_COLUMNS
from worthsaving.reading.tables.links import post_keys
from worthsaving.reading.tables.posted import AHEAD, NOON, midnights, no_dates, open_order
from worthsaving.reading.tables.rows import Remarks, numbered
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.counts import Counts
from worthsaving.reading.values.text_columns import as_text
from worthsaving.reading.values.timestamps import Timestamps, read_timestamps

SURE_STEPS = 4
"""Counts that grow so often, and never fall, are one post's: by chance 1 in 16 among different posts."""

RARE = 20  # of so many steps one may fall: networks take back a count now and then
_GROWING = ("views", "likes", "saves")

_LOG = (
    "The same posts stand here under several dates, so “{header}” was taken as the day on which they were counted. "
    "The newest counts of each post stand, and its day of posting is not known from this file."
)
_BESIDE = (
    "The same posts stand here under several dates in “{header}”, so it was taken as the day on which they were counted. "
    "The newest counts of each post stand."
)
_TITLES = (
    "The same titles stand here under several dates and their counts grow, so “{header}” was taken as the day on which the "
    "posts were counted. The newest counts of each title stand, and its day of posting is not known from this file."
)
_DOUBT = (
    "The same titles stand here under several dates and their counts grow, so “{header}” may be the day of posting or the day "
    "on which the posts were counted. It was not used, and each row stands as a video of its own. "
    "Name it “Posted” or “Counted on”, or add a column with each post's link, and drop the file in again."
)
_UNCLEAR = (
    "{named} have titles that stand here several times, and nothing says whether that is one post counted again or several "
    "posts. Each row stands as a video of its own, and when it was counted is not used. A column with each post's link would tell."
)


def counting_times(
    table: TextTable,
    match: Match,
    texts: Mapping[str, pd.Series],
    counts: Callable[[], Mapping[str, Counts]],
    *,
    today: dt.datetime,
) -> tuple[Match, pd.Series | None, Remarks]:
    """Return the match with the column of counting times as `observed_at`, these times (UTC), and remarks.

    A day without a time counts as its noon. Such a column is named so or, in a table with plain headers, found: posts
    (by id, link, or title and day of posting) stand in several rows, most of them under different dates there. Two dates
    of one post cannot both be its day of posting. Titles alone show a log only where their counts grow from date to
    date. `texts` holds video_id, account, title and link, a text per row, `counts` gives what was read of each count
    column, `today` bounds what a date can be. Without such a column the times are None.
    """
    added = _added_days(table, match) if match.format.required and "observed_at" not in match.columns else []
    if match.format.posted != "any" or (match.format.required and not added and "observed_at" not in match.columns):
        return match, None, Remarks()
    keys, remarks = post_keys(texts["video_id"], texts), Remarks()
    if added:
        match, remarks = _beside(match, [at for at in added if _differs(table, at, keys)])
    elif "observed_at" not in match.columns:
        match, remarks = _found(table, match, keys, texts, counts, today=today)
    if "observed_at" not in match.columns:
        return match, None, remarks
    # Whoever added the column wrote its dates in their own way
    written = replace(match, format=replace(match.format, order="", zone="")) if added else match
    times, more = _times(table, written, today=today)
    if times is None:
        return match.without(["observed_at"]), None, remarks + more
    only_title, dated = keys.eq("") & texts["title"].ne(""), "posted_at" in match.columns
    unclear = _unclear(only_title, _titled(table, match, texts), times, counts, dated=dated)
    if unclear.any():
        more += Remarks((_UNCLEAR.format(named=numbered(table.rows[unclear]).capitalize()),))
        times = times.mask(unclear)
    return match, times, remarks + more


def after_posting(
    table: TextTable, match: Match, observed: pd.Series, posted: Mapping[str, pd.Series]
) -> tuple[pd.Series, Remarks]:
    """Return the times of counting, unknown where they are before the posting (posted_at, posted_day_local), and remarks."""
    days = posted["posted_at"].dt.tz_localize(None).fillna(posted["posted_day_local"]).dt.normalize()
    early = observed.dt.tz_localize(None).lt(days - AHEAD).to_numpy(dtype=bool)
    if not early.any():
        return observed, Remarks()
    header = table.header[match.columns["observed_at"]].strip()
    line = f"“{header}” is before the day of posting in {numbered(table.rows[early])}, so it is not known there."
    return observed.mask(early), Remarks((line,))


def _found(
    table: TextTable,
    match: Match,
    keys: pd.Series,
    texts: Mapping[str, pd.Series],
    counts: Callable[[], Mapping[str, Counts]],
    *,
    today: dt.datetime,
) -> tuple[Match, Remarks]:
    """Return the match with the column that posts in several rows show to be that of the counting, and what to say."""
    posted = match.columns.get("posted_at")
    if posted is not None and _differs(table, posted, keys):
        return _moved(match), Remarks((_LOG.format(header=table.header[posted].strip()),))
    named = keys.where(keys.ne("") | texts["title"].eq(""), _titled(table, match, texts))
    beside = [at for at in _other_days(match) if _differs(table, at, keys if posted is None else named)]
    if len(beside) == 1:
        return _beside(match, beside)
    if posted is None or key(table.header[posted]) not in map(key, declared("formats")["header_words"]["any_day"]):
        return match, Remarks()
    line = "" if keys.ne("").any() else _by_titles(table, match, texts, counts, today=today)
    if not line:
        return match, Remarks()
    remarks = Remarks((line.format(header=table.header[posted].strip()),))
    return (_moved(match), remarks) if line == _TITLES else (match.without(["posted_at"]), remarks)


def _beside(match: Match, places: list[int]) -> tuple[Match, Remarks]:
    """Return the match with the only one of `places` as the column of counting times, and what to say."""
    if len(places) != 1:
        return match, Remarks()
    line = _BESIDE.format(header=match.header[places[0]].strip())
    return replace(match, columns={**match.columns, "observed_at": places[0]}), Remarks((line,))


def _added_days(table: TextTable, match: Match) -> list[int]:
    """Return the unused columns of days, by header and cells, of a known export: somebody may have written down when it was."""
    words = declared("formats")["header_words"]
    said = {*words["observed"], *words["any_day"]}
    return [
        at for at in match.unused_places[:MOST_COLUMNS]
        if said & {*key(table.header[at]).split("_")} and is_date(table, at)
    ]  # fmt: skip


def _moved(match: Match) -> Match:
    """Return the match with the column of posting times as that of the counting."""
    return replace(match, columns={"observed_at" if c == "posted_at" else c: at for c, at in match.columns.items()})


def _other_days(match: Match) -> list[int]:
    """Return the unused columns that are named as a day of posting is."""
    names, used = set(match.format.columns.get("posted_at", ())), set(match.columns.values())
    return [at for at, name in enumerate(match.header) if at not in used and key(name) in names]


def _differs(table: TextTable, place: int, keys: pd.Series) -> bool:
    """Return whether most posts that stand in several rows stand there under different texts of the column `place`."""
    several = keys.ne("") & keys.duplicated(keep=False)
    if not several.any():
        return False
    cells = as_text(pc.utf8_trim_whitespace(table.column(place)))
    dates = cells[several & cells.ne("")].groupby(keys).nunique()
    return len(dates) > 0 and bool((dates > 1).sum() * 2 > len(dates))


def _titled(table: TextTable, match: Match, texts: Mapping[str, pd.Series]) -> pd.Series:
    """Return account, title and printed posting time of each row in one text."""
    names = texts["account"] + "\0" + texts["title"]
    place = match.columns.get("posted_at")
    return names if place is None else names + "\0" + as_text(pc.utf8_trim_whitespace(table.column(place)))


def _stamps(table: TextTable, match: Match, place: int, *, today: dt.datetime) -> tuple[Timestamps, pd.Series]:
    """Return what was read of a column of dates, and its moments; a day is its noon."""
    form = match.format
    stamps = read_timestamps(table.column(place), order=form.order, zone=form.zone, latest=today + AHEAD)
    noon = (stamps.day.dt.normalize() + NOON).dt.tz_localize("UTC")
    moments = noon if midnights(stamps.moment) else stamps.moment.where(stamps.moment.notna(), noon)
    return stamps, moments.astype("datetime64[us, UTC]")


def _times(table: TextTable, match: Match, *, today: dt.datetime) -> tuple[pd.Series | None, Remarks]:
    """Return the times of counting, None where the column mostly holds none, and remarks."""
    place = match.columns["observed_at"]
    header = table.header[place].strip()
    stamps, times = _stamps(table, match, place, today=today)
    if stamps.open_order:
        return None, Remarks((open_order(header),), asks=("date_order",))
    if stamps.bad.sum() > times.notna().sum():
        return None, Remarks()
    problems = [no_dates(header, table.column(place), table.rows, stamps.bad)] if stamps.bad.any() else []
    future = times.gt(pd.Timestamp(today + AHEAD)).to_numpy(dtype=bool)
    if future.any():
        problems.append(f"“{header}” is in the future in {numbered(table.rows[future])}, so it is not known there.")
    return times.mask(future), Remarks(tuple(problems))


def _by_titles(
    table: TextTable,
    match: Match,
    texts: Mapping[str, pd.Series],
    counts: Callable[[], Mapping[str, Counts]],
    *,
    today: dt.datetime,
) -> str:
    """Return what to say of a table in which most titles stand under several dates; "" where nothing speaks for a log.

    In a log most dates have several titles and the counts of a title grow. Few such steps may be chance.
    """
    names = texts["account"] + "\0" + texts["title"]
    several = texts["title"].ne("") & names.duplicated(keep=False)
    if several.sum() * 2 <= len(several):
        return ""
    when = _stamps(table, match, match.columns["posted_at"], today=today)[1]
    rows = _steps(names[several], when[several], counts)
    if rows.duplicated(["name", "when"]).any() or rows["fell"].sum() * RARE > rows["step"].sum():
        return ""
    together = rows.groupby("when").size().gt(1)
    shared = bool(together.sum() * 2 > len(together))
    if shared and rows["step"].sum() >= SURE_STEPS:
        return _TITLES
    return _DOUBT if rows["step"].sum() >= (1 if shared else SURE_STEPS) else ""


def _steps(names: pd.Series, when: pd.Series, counts: Callable[[], Mapping[str, Counts]]) -> pd.DataFrame:
    """Return the rows with a known moment: name, when, whether a row before has the name (step) and a larger count (fell)."""
    rows = (
        pd.DataFrame({"name": names, "when": when}).dropna(subset=["when"]).sort_values(["name", "when"], kind="stable")
    )
    same = rows["name"].eq(rows["name"].shift()).to_numpy()
    fell, known = np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    for column, read in counts().items():
        if column in _GROWING:
            steps = read.values.loc[rows.index].diff()
            known |= steps.notna().to_numpy()
            fell |= steps.lt(0).fillna(False).to_numpy(dtype=bool)
    return rows.assign(step=same & known, fell=same & fell)


def _unclear(
    rows: pd.Series, names: pd.Series, times: pd.Series, counts: Callable[[], Mapping[str, Counts]], *, dated: bool
) -> np.ndarray:
    """Return which of the `rows`, which only a title names, share it with others that may be of another post.

    That is where two of them have one moment or one is not known and, unless their names are `dated`, where counts fall.
    """
    several = rows & names.where(rows).duplicated(keep=False)
    if not several.any():
        return np.zeros(len(rows), dtype=bool)
    found = _steps(names[several], times[several], counts)
    doubtful = {*found.loc[found.duplicated(["name", "when"]), "name"], *names[several & times.isna()]}
    if not dated and found["fell"].sum() * RARE > found["step"].sum():
        doubtful |= {*found.loc[found["fell"], "name"]}
    return np.asarray(several & names.isin(doubtful), dtype=bool)
