"""What the cells of a column are, whatever its header says: IDs, dates, links of posts, networks, titles."""

import re
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.data.load import declared
from worthsaving.platforms import plain_name
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.link_sites import post_pattern
from worthsaving.reading.values.month_names import is_weekday
from worthsaving.reading.values.text_columns import distinct, flags, missing
from worthsaving.reading.values.timestamps import are_dates

SAMPLE_ROWS = 1000  # rows that show what a column holds
MOST_NETWORKS = 20  # different names in a column of networks
_SHORTEST_NAME = 2
_ROUNDED_ID = r"[1-9](?:[.,]\d+)?[eE]\+?1[78]"
_MARKS = frozenset(("0", "1", "yes", "no", "true", "false", "y", "n"))
_BARE_NUMBER = r"^[0-9.,\s]*$"
_DOTTED_DAY = r"^\s*(?:\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d{2})|\d{4}\. ?\d{1,2}\. ?\d{1,2})\.?\s*$"  # 14.01.2026
_ID_LIKE = r"'?(?:\d{15,20}|[0-9a-f]{24}|BV[0-9A-Za-z]{10}|(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{11})"


def sample(table: TextTable, at: int) -> tuple[pa.Array, int]:
    """Return the distinct texts among the first cells of a column, without those that mean no data, and how many cells have one."""
    cells = distinct(table.column(at).slice(0, SAMPLE_ROWS))
    none = missing(cells.texts)
    filled = len(cells.at) - int(cells.spread(none).sum())
    return cells.texts.filter(pa.array(~none)), filled


def is_id(table: TextTable, at: int) -> bool:
    """Return whether nearly all cells hold different IDs of a shape that data/platforms.toml declares."""
    return _nearly_all(table, at, f"'?(?:{_id_shapes()}|{_ROUNDED_ID})", different=True)


def is_like_an_id(table: TextTable, at: int) -> bool:
    """Return whether nearly all cells hold different texts that could be posts' IDs on some network."""
    return _nearly_all(table, at, _ID_LIKE, different=True)


def is_post_link(table: TextTable, at: int) -> bool:
    """Return whether nearly all cells hold the link of a post on a known network, or such a link's path."""
    return _nearly_all(table, at, post_pattern())


def is_date(table: TextTable, at: int) -> bool:
    """Return whether all cells with text hold a day or a moment; bare numbers are none."""
    texts, _ = sample(table, at)
    bare = flags(pc.match_substring_regex(texts, _BARE_NUMBER))
    if bare.any() and not flags(pc.match_substring_regex(texts.filter(pa.array(bare)), _DOTTED_DAY)).all():
        return False
    return are_dates(texts)


def is_network(table: TextTable, at: int) -> bool:
    """Return whether a column is filled, and most of its few different texts name a network that is known here.

    A single short name ("x", "ig") is no evidence: it may be a mark.
    """
    texts, filled = sample(table, at)
    written = texts.to_pylist()[: MOST_NETWORKS + 1]
    names = {text: plain_name(text) for text in written}
    known = {name for name in names.values() if name in declared("platforms")}
    sure = len(known) > 1 or any(len(text) > _SHORTEST_NAME and name in known for text, name in names.items())
    full = filled * 10 >= 9 * min(len(table.rows), SAMPLE_ROWS) and len(written) <= MOST_NETWORKS
    return full and sure and all(names.values()) and 2 * sum(name in known for name in names.values()) >= len(names)


def is_title(table: TextTable, at: int) -> bool:
    """Return whether most cells hold different texts with letters in them, and no weekdays."""
    texts, _ = sample(table, at)
    words = [text for text in texts.to_pylist() if any(map(str.isalpha, text))]
    weekdays = len(words) < 8 and all(map(is_weekday, words))
    return len(words) * 10 >= 6 * min(len(table.rows), SAMPLE_ROWS) > 0 and not weekdays


def is_marks(table: TextTable, at: int) -> bool:
    """Return whether a column holds nothing but marks for yes and no."""
    texts, filled = sample(table, at)
    return filled > 0 and {text.casefold() for text in texts.to_pylist()} <= _MARKS


def _nearly_all(table: TextTable, at: int, pattern: str, *, different: bool = False) -> bool:
    """Return whether nine in ten cells match a pattern, and are different texts where that is asked for."""
    cells = distinct(table.column(at).slice(0, SAMPLE_ROWS))
    right = [
        re.match(f"(?:{pattern})$" if different else pattern, text) is not None for text in cells.texts.to_pylist()
    ]
    if not any(right):
        return False
    fits = flags(pa.array(right))[cells.at]
    return bool(fits.sum() * 10 >= 9 * len(fits) and (not different or sum(right) * 10 >= 9 * fits.sum()))


@cache
def _id_shapes() -> str:
    return "|".join(rule["id_shape"] for rule in declared("platforms").values() if "id_shape" in rule)
