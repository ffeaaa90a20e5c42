"""Tables whose rows are neither posts nor days, and what is wrong with a table that no format fits."""

import re
from collections.abc import Sequence

import pyarrow as pa

from worthsaving import schema
from worthsaving.data.load import declared
from worthsaving.reading.formats.cell_kinds import is_marks, is_title, sample
from worthsaving.reading.formats.formats import Match, general, unknown_headers
from worthsaving.reading.formats.headers import key, named, short, spaced
from worthsaving.reading.formats.post_signs import shows_posts
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.counts import read_counts
from worthsaving.reading.values.month_names import is_month, read_month_days
from worthsaving.reading.values.timestamps import read_timestamps

_YEAR = r"(?:19|20)\d\d"
_RANGE = re.compile(r"\s*[–—~〜]\s*|\s+(?:-|to|until|bis|au|al|a|até|до)\s+", re.IGNORECASE)
_SIGNS = re.compile(r"[^\s\w\"'.()/#&%+-]")  # what could divide the cells of a line that was not divided
_FEWEST_MARKS = 10  # rows in which a count is 0 or 1, before it is none
_MOST_HEADERS = 40  # that are looked at one by one: each may take some milliseconds
_MOST_ROWS = 50  # of a table whose first column may name what is counted
_PERIODS = (
    "Each row of this file sums up a whole period, not one post: “{header}” holds “{cell}”. "
    "Drop in a file that has one row for each post, or one for each day."
)
_ACCOUNTS = (
    "The rows of this file look like accounts, not posts: “{header}” counts who follows each of them, and nothing names a post. "
    "Drop in the file of the posts themselves. If each row is a post, say which column is which; on the command line, --as videos decides."
)
_COMMENTS = (
    "The rows of this file look like comments, not posts: “{header}” holds what people wrote, and likes in such a file are "
    "the comment's own. Drop in the file of the posts themselves."
)
_ACTED = (
    "“{header}” holds only yes or no (1 or 0), so it says whether somebody did so, not how many people did: each row of this file looks like what "
    "one person did. Drop in a file with one row for each post and its counts."
)
_HEADLESS = (
    "The first row of this file should name its columns, but it reads like a row of numbers: {header}. "
    "Add a row above it that names each column (Video link, Posted, Views, Likes, Saves), and drop it in again."
)
_TURNED = (
    "This table lies on its side: what is counted stands down its first column ({labels}), and the posts stand beside each other. "
    "Copy it, paste it turned round (in a spreadsheet program: Paste special, Transpose), and drop in the result."
)
_SPREAD = (
    "The columns of this file are months, weeks or days ({header}), so each row has many counts of one kind. "
    "Drop in a file with one row for each post, and one column for each count (Views, Likes, Saves)."
)
_UNDIVIDED = (
    "All of its first row is in one cell: “{header}”. The cells seem to be divided by “{sign}”, which is not read. "
    "Open it in a spreadsheet program, save it as XLSX or CSV, and drop that in."
)
_NAMELESS = (
    "This file counts {counts}{by}, but no column names a post (its link, ID or title) or a day. "
    "If one does, say which column is which; else drop in a file with one row for each post."
)
_COUNTLESS = (
    "“{name}” could name posts, but no column that we recognise counts their views, likes or saves. The other columns: {others}. "
    "If one does, say which column is which, or rename its header to Views, Likes or Saves; else drop in the file that counts them."
)


def no_posts(table: TextTable, match: Match) -> str:
    """Return why the rows of a plain table are no posts, whatever its headers say; "" where they may be.

    Such a table has neither links, IDs nor days of posting, and its names are those of months and weeks, or of accounts
    (followers beside them, and no sign of posts); or it has texts where the number of comments should be, and neither views nor saves; or all that it counts is whether one person liked or
    saved it.
    """
    columns = match.columns
    counts = [at for column, at in columns.items() if column in schema.COUNTS]
    if counts and all(_is_acted(table, at) for at in counts):
        return _ACTED.format(header=short(table.header[counts[0]]))
    comments = None if columns.keys() & {"views", "saves"} else _comments(table)  # no comment has either
    if comments is not None:
        return _COMMENTS.format(header=short(table.header[comments]))
    if columns.keys() & {"link", "video_id", "posted_at"} or "title" not in columns:
        return ""
    at = columns["title"]
    period = _period(table, at)
    if period:
        return _PERIODS.format(header=short(table.header[at]), cell=short(period))
    followers = _followers(table.header)
    if followers is None or "account" in columns or not _names_people(table.header[at]):
        return ""
    return "" if shows_posts(table, match, followers) else _ACCOUNTS.format(header=short(table.header[followers]))


def why_unknown(table: TextTable) -> str:
    """Return what is wrong with a table that no format fits, in one sentence and what to do."""
    header = table.header
    filled = [name for name in header if name.strip()]
    if len(header) == 1:
        signs = [sign for sign in _SIGNS.findall(header[0]) if header[0].count(sign) >= 2]
        if signs:
            return _UNDIVIDED.format(header=short(header[0]), sign=signs[0])
    comments = _comments(table)
    if comments is not None:
        return _COMMENTS.format(header=short(header[comments]))
    labels = _labels(table)
    if labels:
        return _TURNED.format(labels=named(labels[:4]))
    first = filled[:_MOST_HEADERS]
    days = {name for name in first if _is_day(name)}
    spread = [name for name in first if name in days or _is_period(name)]
    if sum(name in days or _is_data(name) for name in first) * 2 >= len(first) > 1:
        return (_SPREAD if len(spread) * 2 >= len(first) else _HEADLESS).format(header=named(first[:4]))
    if len(spread) > 1 and len(spread) * 2 >= len(first):
        return _SPREAD.format(header=named(spread[:4]))
    names, counts = _known(header, ("link", "video_id", "title")), _known(header, schema.COUNTS)
    period = next((text for at in range(min(2, len(header))) if (text := _period(table, at))), "")
    if counts and period:
        at = 0 if _period(table, 0) else 1
        return _PERIODS.format(header=short(header[at]), cell=short(period))
    followers = _followers(header)
    if followers is not None and not names and not _known(header, ("posted_at",)):
        return _ACCOUNTS.format(header=short(header[followers]))
    known = {*names, *counts}
    others = [name for name in filled if name not in known]
    if counts and not names and not _known(header, ("posted_at",)):
        by = f" for each “{short(others[0])}”" if others else ""
        return _NAMELESS.format(counts=named(counts), by=by)
    if names and not counts and others:
        return _COUNTLESS.format(name=short(names[0]), others=named(others))
    return str(unknown_headers(header))


def _known(header: Sequence[str], columns: Sequence[str]) -> list[str]:
    """Return the headers, as written, that are a plain name of one of the canonical columns."""
    names = general("videos").columns
    wanted = {alias for column in columns for alias in names.get(column, ())}
    return [name for name in header if key(name) in wanted]


def _words(header: str) -> set[str]:
    return set(key(spaced(header)).split("_"))


def _comments(table: TextTable) -> int | None:
    """Return the place of a column that is named after one comment and holds texts; None where there is none."""
    words = {*map(key, declared("formats")["header_words"]["comment"])}
    places = [at for at, name in enumerate(table.header[:200]) if key(name) in words and is_title(table, at)]
    return places[0] if places else None


def _is_acted(table: TextTable, at: int) -> bool:
    """Return whether a column says what one person did ("liked"): only 0 and 1 in many rows."""
    done = set(declared("formats")["header_words"]["acted"])
    return key(table.header[at]) in done and len(table.rows) >= _FEWEST_MARKS and is_marks(table, at)


def _followers(header: Sequence[str]) -> int | None:
    """Return the place of the first header that counts an account's followers."""
    words = set(declared("formats")["account_columns"]["followers"])
    gained = {*general("videos").columns["follows"]}
    return next((at for at, name in enumerate(header) if words & _words(name) and key(name) not in gained), None)


def _names_people(header: str) -> bool:
    return bool(_words(header) & set(declared("formats")["header_words"]["people"]))


def _period(table: TextTable, at: int) -> str:
    """Return the first cell of a column in which nearly every cell names a month, a week, a quarter or a span; "" else."""
    texts, filled = sample(table, at)
    cells = texts.to_pylist()[:200]
    found = [text for text in cells if _is_period(text)]
    return found[0] if filled > 1 and len(found) * 10 >= 9 * len(cells) else ""


def _is_period(text: str) -> bool:
    """Return whether a text names a month, a week, a quarter, a year or a span of days, with or without its year."""
    text = text.strip()
    if len(text) > 40 or not text:
        return False
    if any(re.fullmatch(pattern, text, re.IGNORECASE) for pattern in declared("formats")["periods"]["patterns"]):
        return True
    if is_month(re.sub(rf"\b{_YEAR}\b|[-/,.' ]\d\d$", " ", text)):
        return True
    parts = [part.strip() for part in _RANGE.split(text)]
    if len(parts) != 2 or not all(parts):
        return False
    first = bool(re.fullmatch(r"\d{1,2}\.?", parts[0])) or _is_day(parts[0])
    return first and _is_day(parts[1])


def _is_day(text: str) -> bool:
    if not re.search(r"\d", text) or len(text) > 40:
        return False
    if read_month_days([text])[0] is not None:
        return True
    stamps = read_timestamps(pa.chunked_array([pa.array([text])]))
    return (stamps.open_order or not stamps.bad.any()) and not re.fullmatch(r"[\d.,\s]*", text)


def _is_data(text: str) -> bool:
    """Return whether a header reads like a cell of a row: a number or a link."""
    number = read_counts(pa.chunked_array([pa.array([text])])).values.notna().any()
    return bool(number) or text.strip().lower().startswith(("http://", "https://"))


def _labels(table: TextTable) -> list[str]:
    """Return the names of counts that stand down the first column of a small table, where its header names none of them."""
    if len(table.rows) > _MOST_ROWS or len(table.header) < 3 or _known(table.header, schema.COUNTS):
        return []
    cells = [cell for cell in table.column(0).to_pylist() if cell.strip()]
    labels = _known(cells, schema.COUNTS)
    return labels if len(labels) > 1 and len(labels) * 2 >= len(cells) else []
