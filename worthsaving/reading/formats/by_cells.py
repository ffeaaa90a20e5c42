"""Columns of a plain table whose headers nobody listed: known words with a qualifier, IDs and dates known by their cells."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pyarrow.compute as pc

from worthsaving.data.load import declared
from worthsaving.errors import UnknownHeaders
from worthsaving.reading.formats.cell_kinds import (
    SAMPLE_ROWS,
    is_date,
    is_id,
    is_network,
    is_post_link,
    is_title,
    sample,
)
from worthsaving.reading.formats.formats import Match, general, recognise, stand_ins
from worthsaving.reading.formats.headers import key, spaced
from worthsaving.reading.formats.qualified import MOST_COLUMNS, qualified
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import flags

_NAMES = {"observed_at": "the day of counting"}  # columns whose own name says little to a creator
_CLOCK = r"^\d{1,2}:\d{2}(:\d{2})?\s*([AaPp]\.?[Mm]\.?)?$"


def recognise_table(table: TextTable, *, sideways: bool = False) -> Match:
    """Return the format of a table, by its header row and, where that is a plain one, by its cells.

    `sideways`: the header stood down the first column.

    Raises what `recognise` raises, and UnknownHeaders for a table in which a day stands several times without a text
    that tells its rows apart.
    """
    try:
        match = recognise(table.header, sideways=sideways)
    except UnknownHeaders:
        match = _completed(
            table, Match(general("videos"), table.header, _listed(general("videos").columns, table.header))
        )
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
        if at not in used and name.strip() and _is_text(table, at, repeated)
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
    names = [
        at
        for at, name in enumerate(table.header[:MOST_COLUMNS])
        if at not in used and name.strip() and _is_name(table, at)
    ]
    if names:
        raise UnknownHeaders(
            f"“{table.called(names[0])}” has another word in every row, so the rows may be posts and not days. Say which column is "
            "which, or leave that column out."
        )
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
    columns = _dated(table, {c: at for c, at in match.columns.items() if c not in match.instead})
    if "title" in columns and is_id(table, columns["title"]):
        columns.setdefault("video_id", columns.pop("title"))
    elif "title" in columns and "link" not in columns and is_post_link(table, columns["title"]):
        columns["link"] = columns.pop("title")
    columns |= qualified(table.header, columns, match.format.columns)
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
    """Return the unused columns of IDs; authors and sounds have such IDs, too."""
    return [at for at in _unused(table, used, "not_posts") if is_id(table, at)]


def _dates(table: TextTable, used: set[int]) -> list[int]:
    """Return the unused columns of dates whose headers speak of a day or of posting, or say nothing."""
    words = set(declared("formats")["header_words"]["posted"])
    return [
        at for at in _unused(table, used, "not_posted")
        if (not table.header[at].strip() or words & _words(table.header[at])) and is_date(table, at)
    ]  # fmt: skip


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
    return set(key(spaced(re.sub(r"[^\w\s/.:-]", " ", header))).split("_"))


_FINDERS: dict[str, Callable[[TextTable, set[int]], list[int]]] = {
    "platform": _platforms, "link": _links, "video_id": _ids, "posted_at": _dates, "observed_at": _counting_dates, "title": _titles,
}  # fmt: skip
