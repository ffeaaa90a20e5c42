"""Columns of a plain table whose headers nobody listed: known words with a qualifier, IDs and dates known by their cells."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pyarrow.compute as pc

from worthsaving.data.load import declared
from worthsaving.errors import UnknownHeaders, WorthSavingError
from worthsaving.reading.formats.best_of_several import best_of_several
from worthsaving.reading.formats.cell_kinds import (
    SAMPLE_ROWS,
    is_date,
    is_id,
    is_like_an_id,
    is_marks,
    is_network,
    is_post_link,
    is_title,
    sample,
)
from worthsaving.reading.formats.formats import Match, general, recognise, stand_ins, unknown_headers
from worthsaving.reading.formats.headers import key, short, spaced
from worthsaving.reading.formats.no_posts import no_posts, why_unknown
from worthsaving.reading.formats.qualified import MOST_COLUMNS, qualified
from worthsaving.reading.text.table import TextTable, names
from worthsaving.reading.values.named_zones import before_zone, zone_in
from worthsaving.reading.values.text_columns import flags

_NAMES = {"observed_at": "the day of counting"}  # columns whose own name says little to a creator
_MARKS = re.compile(r"[^\w\s/.:-]")  # in a header, between words
_CLOCK = r"^\d{1,2}:\d{2}(:\d{2})?\s*([AaPp]\.?[Mm]\.?)?$"
MOST_LINES_ABOVE = 10  # lines among which the header of a table with an unknown one is looked for
FEWEST_KNOWN = 3  # columns that a plain header there has to name: two words could be a row's
_EITHER = (
    "The rows of this file could be days with a remark, or posts: nothing says what “{text}” is. Say which column is which. "
    "On the command line, --as days or --as videos decides."
)
_REPEATED = (
    "“{day}” has the same day in several rows, so the rows are no days, and nothing says which post each is. Say which "
    "column is which, or keep one row a day. On the command line, --as days or --as videos decides."
)
_NAMES_OF_ROWS = (
    "“{header}” has another word in every row, so the rows may be posts and not days. Say which column is which, or leave "
    "that column out. On the command line, --as days or --as videos decides."
)


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
        match = _completed(
            table, Match(general("videos"), table.header, _listed(general("videos").columns, table.header))
        )
        rule = declared("formats")["generic"]["videos"]
        if all(any(c in match.columns for c in rule[needed]) for needed in ("named_by", "counted_by")):
            return _of_posts(table, match)
        raise UnknownHeaders(why_unknown(table)) from None
    if match.format.id == general("videos").id:
        match = _completed(table, match)
        return match if rows_are else _of_posts(table, match)
    if match.format.id == general("days").id and not rows_are:
        _of_posts(table, match)
    return _posts_or_days(table, match) if match.format.id == general("days").id and not rows_are else match


def _of_posts(table: TextTable, match: Match) -> Match:
    """Return a plain table's match. Raises UnknownHeaders where its rows are accounts, comments or whole months."""
    why = no_posts(table, match)
    if why:
        raise UnknownHeaders(why)
    return match


def _as_said(table: TextTable, rows_are: str) -> Match:
    """Return a plain table's match as videos or days, as somebody said. Raises UnknownHeaders where it has no such columns."""
    form = general(rows_are)
    columns = _listed(form.columns, table.header)
    if rows_are == "videos":
        return _completed(table, Match(form, table.header, columns))
    columns |= stand_ins(form, table.header, columns)
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
    return replace(table, header=names(header), columns=table.columns.slice(at + 1), rows=rows, odd=odd, titles=titles)


def _posts_or_days(table: TextTable, match: Match) -> Match:
    """Return a table of days as it is, one in which each row has an ID or a link of its own, or days repeat, as posts."""
    whose = [match.columns[c] for c in ("day", "platform", "account") if c in match.columns]
    days = pc.binary_join_element_wise(*(pc.utf8_trim_whitespace(table.column(at)) for at in whose), "\0")
    repeated = pc.count_distinct(days).as_py() < len(days)
    used = set(match.columns.values())
    others = [at for at in range(min(len(table.header), MOST_COLUMNS)) if at not in used]
    texts = [
        at for at in others
        if not {"day", "weekday"} & _words(table.header[at]) and _is_text(table, at, repeated)
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
    names = [at for at in others if table.header[at].strip() and _is_name(table, at)]
    if names:
        raise UnknownHeaders(_NAMES_OF_ROWS.format(header=short(table.header[names[0]])))
    return match


def _is_name(table: TextTable, at: int) -> bool:
    """Return whether every cell holds another text, all of them letters, and no weekdays."""
    texts, filled = sample(table, at)
    letters = flags(pc.match_substring_regex(texts, r"^[\p{L}\p{M} '-]+$"))
    return len(texts) == filled == len(table.column(at)) > 1 and bool(letters.all()) and is_title(table, at)


def _is_text(table: TextTable, at: int, repeated: bool) -> bool:
    """Return whether most cells are different texts, of several words unless days are `repeated`."""
    spaced = flags(pc.match_substring(pc.utf8_trim_whitespace(table.column(at).slice(0, SAMPLE_ROWS)), " "))
    return is_title(table, at) and (repeated or spaced.sum() * 2 >= len(spaced))


def _listed(aliases: Mapping[str, Sequence[str]], header: Sequence[str]) -> dict[str, int]:
    keys = [key(name) for name in header]
    return {
        c: keys.index(first) for c, names in aliases.items() if (first := next((n for n in names if n in keys), None))
    }


def _completed(table: TextTable, match: Match) -> Match:
    """Return a match of a plain table of videos with the columns that its headers' words and its cells show."""
    match = best_of_several(table, match)
    columns = _dated(table, {c: at for c, at in match.columns.items() if c not in match.instead})
    header = list(table.header)
    if "title" in columns and is_marks(table, columns["title"]):  # "Video": whether the post is one
        header[columns.pop("title")] = ""
    elif "title" in columns and is_id(table, columns["title"]):
        columns.setdefault("video_id", columns.pop("title"))
    elif "title" in columns and "link" not in columns and is_post_link(table, columns["title"]):
        columns["link"] = columns.pop("title")
    columns |= qualified(header, columns, match.format.columns)
    for column, find in _FINDERS.items():
        if column in columns or (column == "title" and columns.keys() & {"link", "video_id"}):
            continue
        places = find(table, set(columns.values()))
        if len(places) == 1:
            columns[column] = places[0]
    found = sorted((at, column) for column, at in columns.items() if match.columns.get(column) != at)
    columns |= stand_ins(match.format, table.header, columns)
    if not found:
        return replace(match, columns=columns)
    read = ", ".join(f"“{table.called(at)[:40]}” as {_NAMES.get(c, c.replace('_', ' '))}" for at, c in found)
    line = f"Taken by their words or by what is in them: {read}. If that is wrong, say which column is which."
    return replace(match, columns=columns, problems=(*match.problems, line))


def _dated(table: TextTable, columns: Mapping[str, int]) -> dict[str, int]:
    """Return the columns; where the posting time's has a clock's times only, another one of that meaning with days."""
    place = columns.get("posted_at")
    if place is None or not _is_clock(table, place):
        return dict(columns)
    others = [at for at in _dates(table, set(columns.values())) if is_date(table, at)]
    return {**columns, "posted_at": others[0]} if len(others) == 1 else dict(columns)


def _is_clock(table: TextTable, at: int) -> bool:
    texts, _ = sample(table, at)
    return len(texts) > 0 and bool(flags(pc.match_substring_regex(texts, _CLOCK)).all())


def _platforms(table: TextTable, used: set[int]) -> list[int]:
    """Return the unused columns of networks' names."""
    return [at for at in _unused(table, used, "not_platforms") if is_network(table, at)]


def _links(table: TextTable, used: set[int]) -> list[int]:
    """Return the unused columns of links of posts."""
    return [at for at in _unused(table, used, "not_posts") if is_post_link(table, at)]


def _ids(table: TextTable, used: set[int]) -> list[int]:
    """Return the unused columns of IDs, known by their shape or by a header that says ID; authors and sounds have IDs, too."""
    words = set(declared("formats")["header_words"]["id"])
    return [
        at for at in _unused(table, used, "not_posts")
        if is_id(table, at) or (words & _words(table.header[at]) and is_like_an_id(table, at))
    ]  # fmt: skip


def _dates(table: TextTable, used: set[int]) -> list[int]:
    """Return the unused columns of dates whose headers speak of a day or of posting, or say nothing."""
    words = set(declared("formats")["header_words"]["posted"])
    return [
        at for at in _unused(table, used, "not_posted")
        if (not table.header[at].strip() or words & _words(table.header[at]) or _is_zoned(table.header[at])) and is_date(table, at)
    ]  # fmt: skip


def _is_zoned(header: str) -> bool:
    """Return whether a header is a name of the posting time with a zone behind it: "发布时间（北京时间）"."""
    return bool(zone_in(header)) and key(before_zone(header)) in general("videos").columns["posted_at"]


def _counting_dates(table: TextTable, used: set[int]) -> list[int]:
    """Return the unused columns of dates whose headers say that something was counted then."""
    words = set(declared("formats")["header_words"]["observed"])
    return [
        at for at, name in enumerate(table.header[:MOST_COLUMNS])
        if at not in used and words & _words(name) and is_date(table, at)
    ]  # fmt: skip


def _titles(table: TextTable, used: set[int]) -> list[int]:
    """Return the unused columns of different texts, those of which nothing says that they are something else."""
    return [at for at in _unused(table, used, "not_titles") if is_title(table, at) and not is_date(table, at)]


def _unused(table: TextTable, used: set[int], without: str) -> list[int]:
    """Return the places of the unused columns whose headers have none of the declared words `without`."""
    words = set(declared("formats")["header_words"][without])
    return [at for at, name in enumerate(table.header[:MOST_COLUMNS]) if at not in used and not words & _words(name)]


def _words(header: str) -> set[str]:
    return set(key(spaced(_MARKS.sub(" ", header))).split("_"))


_FINDERS: dict[str, Callable[[TextTable, set[int]], list[int]]] = {
    "platform": _platforms, "link": _links, "video_id": _ids, "posted_at": _dates, "observed_at": _counting_dates, "title": _titles,
}  # fmt: skip
