"""Columns of a plain table whose headers nobody listed: known words with a qualifier, IDs and dates known by their cells."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.data.load import declared
from worthsaving.errors import UnknownHeaders, WorthSavingError
from worthsaving.reading.formats.formats import Match, general, instead, named, recognise, unknown_headers
from worthsaving.reading.formats.headers import key, short
from worthsaving.reading.formats.suggest import is_look_alike
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import distinct, flags
from worthsaving.reading.values.timestamps import read_timestamps

SAMPLE_ROWS = 1000  # rows that show what a column holds
MOST_COLUMNS = 200
MOST_LINES_ABOVE = 10  # lines among which the header of a table with an unknown one is looked for
FEWEST_KNOWN = 3  # columns that a plain header there has to name: two words could be a row's
_ID = "^'?[67][0-9]{18}$"
_LONG_NUMBER = "^'?[0-9]{17,20}$"
_EITHER = (
    "The rows of this file could be days with a remark, or posts: nothing says what “{text}” is. Say which column is which. "
    "On the command line, --as days or --as videos decides."
)
_REPEATED = (
    "“{day}” has the same day in several rows, so the rows are no days, and nothing says which post each is. Say which "
    "column is which, or keep one row a day. On the command line, --as days or --as videos decides."
)
_BARE_NUMBER = r"^[0-9.,\s]*$"


def recognise_table(table: TextTable, *, sideways: bool = False, rows_are: str = "") -> Match:
    """Return the format of a table, by its header row and, where that is a plain one, by its cells.

    `sideways`: the header stood down the first column. `rows_are`: "videos" or "days" where somebody said so of a table
    with plain headers; a known export is what it is.

    Raises what `recognise` raises, and UnknownHeaders for a table whose rows could be posts or days.
    """
    try:
        match = recognise(table.header, sideways=sideways)
        if rows_are and match.format.id != general(rows_are).id and not match.format.required:
            return _as_said(table, rows_are)
    except UnknownHeaders:
        if rows_are:
            return _as_said(table, rows_are)
        match = _completed(table, Match(general("videos"), table.header, {}))
        rule = declared("formats")["generic"]["videos"]
        if all(any(c in match.columns for c in rule[needed]) for needed in ("named_by", "counted_by")):
            return match
        raise
    if match.format.id == general("videos").id:
        return _completed(table, match)
    return _posts_or_days(table, match) if match.format.id == general("days").id and not rows_are else match


def _as_said(table: TextTable, rows_are: str) -> Match:
    """Return a plain table's match as videos or days, as somebody said. Raises UnknownHeaders where it has no such columns."""
    form = general(rows_are)
    columns = _listed(form.columns, table.header)
    if rows_are == "videos":
        return _completed(table, Match(form, table.header, columns))
    columns |= instead(form, table.header, columns)
    if "day" not in columns or len(columns) == 1:
        raise unknown_headers(table.header)
    return Match(form, table.header, columns)


def recognised_below(table: TextTable, *, sideways: bool = False, rows_are: str = "") -> tuple[TextTable, Match]:
    """Return a table and its format as `recognise_table`; where its header is unknown, by a header row further down.

    Lines as wide as the table can stand above its header ("Followers in all:", 300). Raises what `recognise_table` does for
    the table as it is.
    """
    try:
        return table, recognise_table(table, sideways=sideways, rows_are=rows_are)
    except UnknownHeaders:
        for at, row in enumerate(table.columns.slice(0, MOST_LINES_ABOVE).to_pylist()):
            below = _under(table, at, tuple(row.values()))
            try:
                match = recognise(below.header)
            except WorthSavingError:
                continue
            if match.format.required or len(match.columns) >= FEWEST_KNOWN:
                return below, recognise_table(below, rows_are=rows_are)
        raise


def _under(table: TextTable, at: int, header: tuple[str, ...]) -> TextTable:
    """Return the table whose header is its record at the place `at`; rows are numbered from there."""
    number = int(table.rows[at])
    odd = tuple(replace(r, number=r.number - number + 1) for r in table.odd if r.number > number)
    lines = [table.header, *(tuple(row.values()) for row in table.columns.slice(0, at).to_pylist())]
    titles = (*table.titles, *(" ".join(cell.strip() for cell in line if cell.strip()) for line in lines))
    rows = table.rows[at + 1 :] - number + 1
    return replace(table, header=header, columns=table.columns.slice(at + 1), rows=rows, odd=odd, titles=titles)


def _posts_or_days(table: TextTable, match: Match) -> Match:
    """Return a table of days as it is, one in which each row has an ID or a link of its own, or days repeat, as posts."""
    whose = [match.columns[c] for c in ("day", "platform", "account") if c in match.columns]
    days = pc.binary_join_element_wise(*(pc.utf8_trim_whitespace(table.column(at)) for at in whose), "\0")
    repeated = pc.count_distinct(days).as_py() < len(days)
    used = set(match.columns.values())
    others = [at for at in range(min(len(table.header), MOST_COLUMNS)) if at not in used]
    texts = [
        at for at in others
        if not {"day", "weekday"} & set(key(table.header[at]).split("_")) and _is_text(table.column(at), repeated)
    ]  # fmt: skip
    named_rows = _links(table, used) or _ids(table, used)
    if named_rows or (texts and repeated):
        columns = _listed(general("videos").columns, table.header)
        if texts:
            columns.setdefault("title", max(texts, key=lambda at: table.column(at).nbytes))
        return _completed(table, Match(general("videos"), table.header, columns))
    if texts:
        raise UnknownHeaders(_EITHER.format(text=short(table.header[texts[0]])))
    if repeated:
        raise UnknownHeaders(_REPEATED.format(day=short(table.header[match.columns["day"]])))
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
    columns = match.columns | _qualified(table.header, match.columns, match.format.columns)
    if "link" not in columns and "title" in columns and _is_link(table.column(columns["title"]).slice(0, SAMPLE_ROWS)):
        columns["link"] = columns.pop("title")
    finders: dict[str, Callable[[TextTable, set[int]], list[int]]] = {
        "link": _links, "video_id": _ids, "posted_at": _dates,
    }  # fmt: skip
    for column, find in finders.items():
        places = [] if column in columns else find(table, set(columns.values()))
        if len(places) == 1:
            columns[column] = places[0]
    columns |= instead(match.format, table.header, columns)
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
    """Return the unused columns of different TikTok IDs, or of IDs of another network under a header that says ID.

    Authors and sounds have such IDs, too.
    """
    words = set(declared("formats")["header_words"]["id"])
    return [
        at for at in _unused(table, used, "not_posts")
        if _is_id(table.column(at).slice(0, SAMPLE_ROWS), _LONG_NUMBER if words & set(key(table.header[at]).split("_")) else _ID)
    ]  # fmt: skip


def _links(table: TextTable, used: set[int]) -> list[int]:
    """Return the unused columns of links that each lead to a post."""
    return [at for at in _unused(table, used, "not_posts") if _is_link(table.column(at).slice(0, SAMPLE_ROWS))]


@cache
def _post_links() -> str:
    """Return the pattern of a link to a post, on any network known."""
    sites = [site for site in declared("platforms").values() if "post" in site]
    each = (rf"(?=\S*(?:{'|'.join(map(re.escape, site['hosts']))})/)(?=.*(?:{site['post']}))" for site in sites)
    return "(?i)^(?:" + "|".join(f"(?:{one})" for one in each) + ")"


def _is_link(column: pa.ChunkedArray) -> bool:
    given = [text for text in distinct(column).texts.to_pylist() if text]
    if not given or "/" not in given[0]:
        return False
    fitting = sum(re.search(_post_links(), text) is not None for text in given)
    return fitting * 10 >= 9 * len(given)


def _is_id(column: pa.ChunkedArray, shape: str) -> bool:
    cells = distinct(column)
    given = [text for text in cells.texts.to_pylist() if text]
    fitting = sum(re.match(shape, text) is not None for text in given)
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
