"""Unused columns whose few values repeat: what could sort the posts the creator's own way (a pillar, a series, a hook)."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa

from worthsaving.reading.formats.cell_kinds import is_date, is_like_an_id, is_post_link
from worthsaving.reading.formats.formats import general
from worthsaving.reading.formats.qualified import is_look_alike
from worthsaving.reading.formats.unused_columns import MOST_COLUMNS, first_rows
from worthsaving.reading.result import ExtraColumn
from worthsaving.reading.tables.rows import Rows
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import distinct, missing

FEWEST_KINDS, MOST_KINDS = 2, 30
"""Values of a column that sorts posts: with one there is nothing to compare, and more are no kinds but captions."""
LONGEST_NAME, LONGEST_VALUE = 80, 200
"""Characters of a header and of a value: more is a caption."""
MOST_OFFERED = 12
"""Columns of one file, texts before truth values before numbers: a program's table has dozens."""
_GLANCE = 2000  # rows that show whether a column has too many values, before all of it is looked at
_TEXT, _TRUTH, _NUMBER = range(3)
_TRUE_OR_FALSE = {"true", "false", "yes", "no", "y", "n", "0", "1"}


def extra_columns(file: str, table: TextTable, rows: Rows) -> tuple[ExtraColumn, ...]:
    """Return the unused columns of a file with `FEWEST_KINDS` to `MOST_KINDS` values that repeat, at most `MOST_OFFERED`.

    A column repeats where it has twice as many cells as values. Dates, links, IDs, numbers with a fraction and numbers of
    followers and the like are none, nor is one that says what `account`, `platform` or `media` says. Blank cells, and those that say that there is none, have no value. `rows` of the
    result are positions in `rows.frame`.
    """
    if not len(rows.match.unused_places) or not len(table.rows):
        return ()
    at = np.minimum(np.searchsorted(table.rows, rows.numbers), len(table.rows) - 1)
    known = table.rows[at] == rows.numbers
    at, places = at[known], np.flatnonzero(known).astype(np.int32)
    found: list[tuple[int, ExtraColumn]] = []
    for position in rows.match.unused_places[:MOST_COLUMNS] if len(at) else ():
        header = " ".join(table.header[position].split())
        column = None if len(header) > LONGEST_NAME else _column(file, header, table, position, at, places)
        rank = _TEXT if column is None else _rank(column.names)
        if column is None or (rank == _NUMBER and is_look_alike(header)) or _says_the_same(column, rows.frame):
            continue
        own = rank != _NUMBER and rows.match.format.id == general("videos").id
        found.append((rank, replace(column, own=own)))
    found.sort(key=lambda pair: pair[0])
    return tuple(column for _, column in found[:MOST_OFFERED])


def _column(
    file: str, header: str, table: TextTable, position: int, at: np.ndarray, places: np.ndarray
) -> ExtraColumn | None:
    glance = table.column(position).slice(0, _GLANCE)
    if len(glance.unique()) > MOST_KINDS + 3:  # blanks, and words for "none"
        return None
    head = first_rows(table)
    if is_date(head, position) or is_post_link(head, position) or is_like_an_id(head, position):
        return None
    cells = distinct(table.column(position).take(pa.array(at)))
    texts = [" ".join(text.split()) for text in cells.texts.to_pylist()]
    none = missing(cells.texts)
    names = list(dict.fromkeys(text for text, gone in zip(texts, none, strict=True) if text and not gone))
    if not FEWEST_KINDS <= len(names) <= MOST_KINDS or max(map(len, names)) > LONGEST_VALUE:
        return None
    if any(re.fullmatch(r"[-+]?\d*[.,]\d+ ?%?|\d+ ?%", name) for name in names):
        return None
    number = {name: code for code, name in enumerate(names)}
    code_of = [-1 if gone else number.get(text, -1) for text, gone in zip(texts, none, strict=True)]
    codes = np.array(code_of, dtype=np.int16)[cells.at]
    has = codes >= 0
    if has.sum() < 2 * len(names):
        return None
    return ExtraColumn(file, header, tuple(names), places[has], codes[has])


def _says_the_same(column: ExtraColumn, frame: pd.DataFrame) -> bool:
    """Whether a column only names the account, network or kind of post in other words: each value has one of its own."""
    for name in ("account", "platform", "media"):
        other, names = pd.factorize(frame[name].array.take(column.rows))
        pairs = np.unique(column.codes.astype(np.int64) * len(names) + other)
        if len(pairs) == len(names) == len(column.names):
            return True
    return False


def _rank(names: tuple[str, ...]) -> int:
    if {name.lower() for name in names} <= _TRUE_OR_FALSE:
        return _TRUTH
    return _NUMBER if all(name.isdigit() for name in names) else _TEXT
