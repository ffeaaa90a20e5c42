"""Suggested canonical columns for a table with unknown headers, to be confirmed by its owner.

Names are tried first (in any language of formats.toml, then with slips in spelling), then the cells. A name that counts
something else (followers, rates, downloads) is never suggested as views, likes, comments, shares or saves.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache

import pyarrow as pa

from worthsaving import schema
from worthsaving.reading.formats.formats import general
from worthsaving.reading.formats.headers import key
from worthsaving.reading.formats.mapping import TARGETS
from worthsaving.reading.formats.qualified import is_look_alike
from worthsaving.reading.values.counts import read_counts
from worthsaving.reading.values.timestamps import read_timestamps

ALIKE = 0.84
"""Least similarity (0-1, difflib) of two names to count as a spelling mistake."""

SHORTEST = 4  # characters; shorter names are similar by chance


def suggest_columns(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    table: str = "videos",
    known: Mapping[str, str] | None = None,
) -> dict[str, str | None]:
    """Return header -> the canonical column it seems to be, None without evidence. Each column is suggested once.

    `rows` are the first rows of the file, as text; `table` is videos or days; `known` maps headers to columns that are
    certain.
    """
    sure = known or {}
    found: dict[str, str | None] = {name: sure.get(name) for name in header if name.strip()}
    cells = {name: [row[at] for row in rows if at < len(row)] for at, name in enumerate(header) if name in found}
    for suggested in (_by_name, _by_part, _by_spelling, _by_cells):
        for name in found:
            if found[name] is None:
                column = suggested(name, cells[name], table, set(found.values()))
                found[name] = column if column and _fits(column, cells[name]) else None
    return found


def _by_name(name: str, _: list[str], table: str, taken: set[str | None]) -> str | None:
    return next((c for c, aliases in _aliases(table).items() if key(name) in aliases and c not in taken), None)


def _by_part(name: str, _: list[str], table: str, taken: set[str | None]) -> str | None:
    """Find a known name among the words of a longer one: "Saves (lifetime)", "TikTok views"."""
    words = [word for word in re.split(r"[\W_]+", key(name)) if word]
    if is_look_alike(name):
        return None
    hits = {c for c, aliases in _aliases(table).items() if c not in taken and any(word in aliases for word in words)}
    return hits.pop() if len(hits) == 1 else None


def _by_spelling(name: str, _: list[str], table: str, taken: set[str | None]) -> str | None:
    if is_look_alike(name) or len(key(name)) < SHORTEST:
        return None
    known = ((c, alias) for c, aliases in _aliases(table).items() for alias in aliases)
    best = max(((SequenceMatcher(None, key(name), alias).ratio(), c) for c, alias in known), default=(0.0, ""))
    return best[1] if best[0] >= ALIKE and best[1] not in taken else None


def _by_cells(_: str, cells: list[str], table: str, taken: set[str | None]) -> str | None:
    """Recognise links, ids, dates and captions by their cells; no cell tells which count a number is."""
    given = [cell.strip() for cell in cells if cell.strip()]
    if not given:
        return None
    shapes: dict[str, Callable[[str], bool]] = {
        "link": lambda cell: re.match(r"https?://", cell) is not None,
        "video_id": lambda cell: re.fullmatch(r"\d{15,19}", cell) is not None,
        "account": lambda cell: re.fullmatch(r"@[\w.]{2,30}", cell) is not None,
    }
    if table == "videos":
        for column, is_one in shapes.items():
            if column not in taken and all(map(is_one, given)):
                return column
    day = "posted_at" if table == "videos" else "day"
    if day not in taken and not any(re.fullmatch(r"[\d.,]+", cell) for cell in given) and _fits(day, given):
        return day
    long = sum(len(cell) for cell in given) / len(given) > 15 and any(" " in cell for cell in given)
    return "title" if table == "videos" and long and "title" not in taken else None


def _fits(column: str, cells: list[str]) -> bool:
    """Return whether a column could have these cells: counts are whole numbers, times are dates."""
    texts = pa.chunked_array([pa.array([cell for cell in cells if cell.strip()], pa.string())])
    if not len(texts):
        return True
    if column in {c.name for c in (*schema.VIDEOS, *schema.DAYS) if c.dtype == schema.COUNT}:
        return int(read_counts(texts).bad.sum()) * 2 < len(texts)
    if column in {"posted_at", "observed_at", "day"}:
        stamps = read_timestamps(texts)
        return stamps.open_order or int(stamps.bad.sum()) * 2 < len(texts)
    return True


@cache
def _aliases(table: str) -> dict[str, frozenset[str]]:
    """Return canonical column -> every name it is known by, its own included."""
    return {
        column: frozenset((column, *aliases))
        for column, aliases in general(table).columns.items()
        if column in TARGETS[table]
    }
