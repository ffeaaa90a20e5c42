"""Columns of a plain table whose headers nobody listed: known words with a qualifier, IDs and dates known by their cells."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.data.load import declared
from worthsaving.errors import UnknownHeaders
from worthsaving.reading.formats.best_of_several import best_of_several
from worthsaving.reading.formats.formats import Match, general, named, recognise
from worthsaving.reading.formats.headers import key
from worthsaving.reading.formats.suggest import is_look_alike
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import distinct, flags
from worthsaving.reading.values.timestamps import read_timestamps

SAMPLE_ROWS = 1000  # rows that show what a column holds
MOST_COLUMNS = 200
_ID = "^'?[67][0-9]{18}$"
_BARE_NUMBER = r"^[0-9.,\s]*$"


def recognise_table(table: TextTable, *, sideways: bool = False) -> Match:
    """Return the format of a table, by its header row and, where that is a plain one, by its cells.

    `sideways`: the header stood down the first column.

    Raises what `recognise` raises, and UnknownHeaders for a table in which a day stands several times without a text
    that tells its rows apart.
    """
    try:
        match = recognise(table.header, sideways=sideways)
    except UnknownHeaders:
        match = _completed(table, Match(general("videos"), table.header, {}))
        rule = declared("formats")["generic"]["videos"]
        if all(any(c in match.columns for c in rule[needed]) for needed in ("named_by", "counted_by")):
            return match
        raise
    if match.format.id == general("videos").id:
        return _completed(table, match)
    return _posts_or_days(table, match) if match.format.id == general("days").id else match


def _posts_or_days(table: TextTable, match: Match) -> Match:
    """Return a table of days as it is, one with a text for each row as posts."""
    days = pc.utf8_trim_whitespace(table.column(match.columns["day"]))
    repeated = pc.count_distinct(days).as_py() < len(days)
    used = set(match.columns.values())
    texts = [
        at for at, name in enumerate(table.header[:MOST_COLUMNS])
        if at not in used and not {"day", "weekday"} & set(key(name).split("_")) and _is_text(table.column(at), repeated)
    ]  # fmt: skip
    if texts:
        columns = _listed(general("videos").columns, table.header)
        columns.setdefault("title", max(texts, key=lambda at: table.column(at).nbytes))
        return _completed(table, Match(general("videos"), table.header, columns))
    if repeated and not match.format.required:
        raise UnknownHeaders(
            f"“{table.header[match.columns['day']].strip()}” has the same day in several rows, so the rows are no days, "
            "and nothing says which post each is. Say which column is which, or keep one row a day."
        )
    return match


def _is_text(column: pa.ChunkedArray, repeated: bool) -> bool:
    """Return whether most cells are different texts, of several words unless days are `repeated`."""
    cells = pc.utf8_trim_whitespace(column.slice(0, SAMPLE_ROWS))
    words = flags(pc.match_substring_regex(cells, r"\p{L}"))
    spaced = flags(pc.match_substring(cells, " "))
    different = pc.count_distinct(cells.filter(pa.array(words))).as_py()
    return different * 10 >= 6 * len(cells) > 0 and (repeated or spaced.sum() * 2 >= len(cells))


def _listed(aliases: Mapping[str, Sequence[str]], header: Sequence[str]) -> dict[str, int]:
    keys = [key(name) for name in header]
    return {
        c: keys.index(first) for c, names in aliases.items() if (first := next((n for n in names if n in keys), None))
    }


def _completed(table: TextTable, match: Match) -> Match:
    """Return a match of a plain table of videos with the columns that its headers' words and its cells show."""
    match = best_of_several(table, match)
    columns = match.columns | _qualified(table.header, match.columns, match.format.columns)
    finders: dict[str, Callable[[TextTable, set[int]], list[int]]] = {"video_id": _ids, "posted_at": _dates}
    for column, find in finders.items():
        places = [] if column in columns else find(table, set(columns.values()))
        if len(places) == 1:
            columns[column] = places[0]
    found = sorted((at, column) for column, at in columns.items() if column not in match.columns)
    if not found:
        return match
    read = ", ".join(f"{named([table.header[at]])} as {c.replace('_', ' ')}" for at, c in found)
    line = f"Taken by their words or by what is in them: {read}. If that is wrong, say which column is which."
    return replace(match, columns=columns, problems=(*match.problems, line))


def _qualified(
    header: Sequence[str], columns: Mapping[str, int], aliases: Mapping[str, Sequence[str]]
) -> dict[str, int]:
    """Return canonical column -> position of the one header that is a name of it once its qualifiers are left out.

    A header that says that it counts something else (rates, followers) is left out, and so is a column that two
    headers could be.
    """
    used = set(columns.values())
    found: dict[str, list[int]] = {}
    for at, name in enumerate(header[:MOST_COLUMNS]):
        meant = {c for c, names in aliases.items() if at not in used and _means(name, names, c)}
        if len(meant) == 1:
            found.setdefault(meant.pop(), []).append(at)
    return {column: places[0] for column, places in found.items() if len(places) == 1 and column not in columns}


def _means(header: str, names: Sequence[str], column: str) -> bool:
    """Return whether a header is one of `names` with qualifiers: "Saves (bookmarks)", never "Saves (paid)"."""
    words = declared("formats")["qualifiers"]
    if is_look_alike(header) and column != "account":
        return False
    extra = {*words["any"], *(words["account"] if column == "account" else ())}
    plain = re.sub(r"[^\w\s%/.:()-]", " ", header)
    parts = re.fullmatch(r"(.*?)\(([^()]*)\)\s*", plain)
    outer, inner = (parts[1], key(parts[2])) if parts else (plain, "")
    if inner and inner not in names and set(inner.split("_")) - extra:
        return False
    text = key(outer)
    return text in names or "_".join(word for word in text.split("_") if word not in extra) in names


def _ids(table: TextTable, used: set[int]) -> list[int]:
    """Return the unused columns of different TikTok IDs; authors and sounds have such IDs, too."""
    return [at for at in _unused(table, used, "not_posts") if _is_id(table.column(at).slice(0, SAMPLE_ROWS))]


def _is_id(column: pa.ChunkedArray) -> bool:
    cells = distinct(column)
    given = [text for text in cells.texts.to_pylist() if text]
    fitting = sum(re.match(_ID, text) is not None for text in given)
    return bool(given) and fitting * 10 >= 9 * len(given) and len(given) * 10 >= 9 * len(column)


def _dates(table: TextTable, used: set[int]) -> list[int]:
    """Return the unused columns of dates whose headers speak of a day or of posting."""
    words = set(declared("formats")["header_words"]["posted"])
    return [
        at for at in _unused(table, used, "not_posted")
        if words & set(key(table.header[at]).split("_")) and _is_date(table.column(at).slice(0, SAMPLE_ROWS))
    ]  # fmt: skip


def _is_date(column: pa.ChunkedArray) -> bool:
    texts = distinct(column).texts
    if flags(pc.match_substring_regex(texts, _BARE_NUMBER)).any():
        return False
    stamps = read_timestamps(pa.chunked_array([texts]))
    return len(texts) > 0 and (stamps.open_order or not stamps.bad.any())


def _unused(table: TextTable, used: set[int], without: str) -> list[int]:
    """Return the places of the unused columns whose headers have none of the declared words `without`."""
    words = set(declared("formats")["header_words"][without])
    return [
        at for at, name in enumerate(table.header[:MOST_COLUMNS])
        if at not in used and name.strip() and not words & set(key(name).split("_"))
    ]  # fmt: skip
