"""Columns that were not used: their order in a list; which may be the missing saves, the day of posting or the ID."""

import re
import unicodedata
from dataclasses import replace

import numpy as np

from worthsaving.data.load import declared
from worthsaving.reading.formats.cell_kinds import is_date, is_like_an_id, is_post_link
from worthsaving.reading.formats.formats import Match, general
from worthsaving.reading.formats.headers import key, spaced
from worthsaving.reading.formats.qualified import is_look_alike
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.counts import read_counts

WANTED = ("views", "saves")
"""The counts without which the charts show little: those worth a question."""

_OF_VIDEOS = {"views", "likes", "comments", "shares", "saves"}
SAMPLE_ROWS = 100  # rows that show what a column holds
MOST_COLUMNS = 200  # columns examined; a table with more is a program's, whose owner would not find one among them
_SHOWN = 20  # cells of a column that show what it holds
_COUNT = r"[-+\d.,%\s]+"
_MOMENT_OR_ID = r"\d{4}[-/.]\d\d?[-/.]\d.*|1\d{9}(?:\d{3})?(?:\.\d+)?|\d{15,}"
_DEEP = 2  # levels of a nested name that people still read
_TEXT, _NUMBER, _REST = 3, 4, 5  # after dates, links of posts and IDs


def unused_headers(table: TextTable, match: Match) -> tuple[str, ...]:
    """Return the headers that were not used, as written: dates first, then links and IDs, texts, numbers, the rest.

    The rest are nested addresses, truth values, empty columns and what is nested deeply; also, in the order of the file,
    the columns after the first 200.
    """
    places, head = match.unused_places, first_rows(table)
    kinds = {at: _kind(head, at) for at in places[:MOST_COLUMNS]}
    return tuple(table.header[at] for at in sorted(places, key=lambda at: kinds.get(at, _REST)))


def _kind(head: TextTable, at: int) -> int:
    cells, depth = _cells(head, at), head.header[at].count(".")
    if not cells or depth > _DEEP or all(c.lower() in ("true", "false") for c in cells):
        return _REST
    if depth and all(c.startswith(("https://", "http://")) for c in cells):
        return _REST
    if all(re.fullmatch(_COUNT, c) and not re.fullmatch(_MOMENT_OR_ID, c) for c in cells):
        return _NUMBER
    kinds = (is_date, is_post_link, is_like_an_id)
    return next((n for n, kind in enumerate(kinds) if kind(head, at)), _TEXT)


def _cells(table: TextTable, at: int) -> list[str]:
    """Return the first cells of a column that are not blank."""
    return [text for cell in table.column(at).slice(0, _SHOWN).to_pylist() if (text := cell.strip())]


def wanting(match: Match) -> tuple[str, ...]:
    """Return which of `WANTED` a table lacks, where its owner could tell; none for a declared export.

    What an owner has chosen is not asked about again, and neither is a table that counts nothing of videos (followers
    by day).
    """
    form, used = match.format, set(match.columns)
    plain = form.table in ("videos", "days") and form.id == general(form.table).id
    if not plain or not _OF_VIDEOS & used:
        return ()
    return tuple(column for column in WANTED if column not in used)


def unused_counts(table: TextTable, match: Match) -> tuple[str, ...]:
    """Return the headers, as written, of the unused columns that mostly hold whole numbers.

    Left out are other names of what was read, names that say they count something else (followers, rates), moments and
    IDs, and columns that only number the rows.
    """
    known, used = {alias for aliases in match.format.columns.values() for alias in aliases}, set(match.columns.values())
    left = [at for at, name in enumerate(table.header) if at not in used and name.strip()][:MOST_COLUMNS]
    return tuple(
        table.header[at]
        for at in left
        if key(table.header[at]) not in known and not is_look_alike(table.header[at]) and _counts(table, at)
    )


def offers(table: TextTable, match: Match) -> dict[str, str]:
    """Return header, as written -> the canonical column that an unused one looks like, where the table lacks that one.

    Only for videos in a plain table: a day of posting, and an ID where no row has one or a link. A header that speaks
    of something else (an author's ID, a day of collecting) offers nothing, and neither do two that could be one.
    """
    form, used = match.format, set(match.columns)
    if form.required or form.table != "videos" or form.id != general("videos").id:
        return {}
    head, words = first_rows(table), declared("formats")["header_words"]
    wanted = {"posted_at": (is_date, "not_posted")} if "posted_at" not in used else {}
    if not used & {"video_id", "link"}:
        wanted["video_id"] = (is_like_an_id, "not_posts")
    found: dict[str, str] = {}
    for column, (kind, without) in wanted.items():
        places = [
            at for at in match.unused_places[:MOST_COLUMNS]
            if not set(words[without]) & set(key(spaced(table.header[at])).split("_")) and kind(head, at)
        ]  # fmt: skip
        if len(places) == 1:
            found[table.header[places[0]]] = column
    return found


def first_rows(table: TextTable) -> TextTable:
    """Return the first rows of a table, which show what its columns hold."""
    return replace(table, columns=table.columns.slice(0, SAMPLE_ROWS), rows=table.rows[:SAMPLE_ROWS])


def _counts(table: TextTable, at: int) -> bool:
    """Return whether a column mostly holds whole numbers, and neither moments, IDs nor the numbers of the rows."""
    first = _cells(table, at)
    if first and all(re.fullmatch(_MOMENT_OR_ID, cell) for cell in first):
        return False
    cells = table.column(at).slice(0, SAMPLE_ROWS)
    if not any(map(_begins_with_a_digit, cells.to_pylist())):
        return False  # it holds no count: no need to read a column of texts
    read = read_counts(cells)
    values = read.values.dropna().to_numpy(dtype=np.int64)
    steps = np.diff(values)
    numbered = len(steps) > 1 and abs(steps[0]) == 1 and bool((steps == steps[0]).all())
    return len(values) > int(read.bad.sum()) and not numbered


def _begins_with_a_digit(cell: str) -> bool:
    """Return whether a digit is the first of a cell's letters and digits, as in every count that is read."""
    return next((c for c in unicodedata.normalize("NFKC", cell) if c.isalnum()), "").isdigit()
