"""Summary rows: a row that sums or averages the others, or a note under the table, would count as one more video."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.data.load import declared
from worthsaving.reading.tables.rows import Rejection, Remarks
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.month_names import is_month
from worthsaving.reading.values.text_columns import as_text, first_bytes, flags

_LAST = 3  # rows at the end of a table, among which unlabelled sums and averages are looked for
_FEWEST = 2  # counts that must all agree: one alone is a sum by chance
_BRACKETED = 16  # bytes in brackets behind a label
_MOST_NAMELESS = 10_000  # rows without identity that are looked at one by one
_LONGEST_LABEL = 5  # words
_MOST_LETTERS = 100  # of such a label
_LARGE = 100  # below, a post may well have as many as the others together
_MANY = 3  # other rows, where a row could be a post all the same
_KINDS = ("total", "average", "extreme", "goal")
SUMS = "it sums the other rows"
AVERAGES = "it averages the other rows"
GOALS = "it names a goal, not a post"
EXTREMES = "it sums up the other rows (the highest, the lowest or how many)"


def labelled_rows(
    table: TextTable, identities: Sequence[pd.Series], places: Sequence[int], ends: Sequence[int]
) -> Remarks:
    """Set aside the rows that a cell labels as a sum, an average, an extreme or a goal; `identities` as in `total_rows`.

    Labels are looked for at `places` in all rows, and at `ends` where one stands in the first or last rows.
    """
    some = [place for place in places if _has_label(table.column(place))]
    some += [place for place in ends if place not in places and _has_label(_first_and_last(table.column(place)))]
    remarks = Remarks()
    for place in some:
        for labelled in (total_rows, average_rows, extreme_rows, goal_rows):
            remarks += labelled(table, identities, place)
    return remarks + _of_periods(table, identities, places)


def _of_periods(table: TextTable, identities: Sequence[pd.Series], places: Sequence[int]) -> Remarks:
    """Set aside the rows without identity that a cell labels as the sum of a month or a week ("January total")."""
    nameless = np.ones(len(table.rows), dtype=bool)
    for identity in identities:
        nameless &= identity.eq("").to_numpy(dtype=bool)
    rows = np.flatnonzero(nameless)
    if len(rows) > _MOST_NAMELESS:
        return Remarks()
    found = np.zeros(len(table.rows), dtype=bool)
    for place in places:
        cells = table.column(place).take(pa.array(rows)).to_pylist()
        found[rows[[_is_of_period(cell) for cell in cells]]] = True
    return Remarks(rejected=(Rejection(found, SUMS),))


def _is_of_period(cell: str) -> bool:
    """Return whether a cell is a word for a sum with a period's before or behind it."""
    if len(cell) > _MOST_LETTERS:
        return False
    words, ends = cell.casefold().strip(" \t:.").split(), declared("words")["total_of"]
    if not 1 < len(words) <= _LONGEST_LABEL or not {words[0], words[-1]} & {*ends["words"]}:
        return False
    of = words[1:] if words[0] in ends["words"] else words[:-1]
    rest = " ".join(of[:-1] if len(of) > 1 and re.fullmatch(r"(?:19|20)\d\d", of[-1]) else of)
    return rest in ends["periods"] or is_month(rest)


def total_rows(table: TextTable, identities: Sequence[pd.Series] = (), place: int = 0) -> Remarks:
    """Set aside the rows whose cell at `place` says "total", in any language declared.

    A row stays where one of `identities` (link, id: a text per row) names a video and is not that cell itself.
    """
    return _labelled(table, identities, place, "total", SUMS)


def average_rows(table: TextTable, identities: Sequence[pd.Series], place: int = 0) -> Remarks:
    """Set aside the rows whose cell at `place` says "average" or "median"; `identities` as in `total_rows`."""
    return _labelled(table, identities, place, "average", AVERAGES)


def extreme_rows(table: TextTable, identities: Sequence[pd.Series], place: int = 0) -> Remarks:
    """Set aside the rows whose cell at `place` says "max", "min" or "count"; `identities` as in `total_rows`."""
    return _labelled(table, identities, place, "extreme", EXTREMES)


def goal_rows(table: TextTable, identities: Sequence[pd.Series], place: int = 0) -> Remarks:
    """Set aside the rows whose cell at `place` says "goal" or "target"; `identities` as in `total_rows`."""
    return _labelled(table, identities, place, "goal", GOALS)


def unlabelled_rows(
    counts: Mapping[str, pd.Series], named: np.ndarray, dated: np.ndarray, titled: np.ndarray, rejected: np.ndarray
) -> Remarks:
    """Set aside the rows at the top and the end that sum or average the others, whatever they are called.

    `counts` are the count columns; `named`, `dated` and `titled` say which rows have a link or ID, a date, a title;
    `rejected` which rows are set aside already. Every count that such a row has must be the sum of the others, or their
    average rounded up or down. A row at the end that could be a post (with a date, or with a title where no other row has
    a date) needs larger numbers and more others.
    """
    size = len(named)
    sums, averages = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    numbers = [(c.to_numpy(dtype=np.int64, na_value=0), ~c.array.isna()) for c in counts.values()]
    for at in sorted({*range(max(0, size - _LAST), size), *range(min(1, size))}):
        others = (np.arange(size) < at) if at else (np.arange(size) > 0)
        others &= ~(rejected | sums | averages)
        doubtful = bool(dated[at] or (titled[at] and not dated[others].any()))
        if (
            named[at]
            or rejected[at]
            or others.sum() < (_MANY if doubtful or at == 0 else _FEWEST)
            or (doubtful and not at)
        ):
            continue
        pairs = [(int(values[at]), values[others & known]) for values, known in numbers if known[at]]
        pairs = [(count, rest) for count, rest in pairs if len(rest)]
        some = sorted((count for count, _ in pairs if count > 0), reverse=True)
        if len(pairs) < _FEWEST or not some or (doubtful and (len(some) < _FEWEST or some[0] < _LARGE)):
            continue
        sums[at] = all(count == rest.sum() for count, rest in pairs)
        averages[at] = not (sums[at] or doubtful) and all(abs(count - rest.mean()) < 1 for count, rest in pairs)
    return Remarks(rejected=(Rejection(sums, SUMS), Rejection(averages, AVERAGES)))


def footnotes(table: TextTable, identities: Sequence[pd.Series]) -> Remarks:
    """Set aside the last rows of which only the first cell is filled, in a table of three columns or more.

    A row stays where one of `identities` (link, id: a text per row) names a video; words with blanks between them name
    none.
    """
    size, width = len(table.rows), table.columns.num_columns
    notes = np.zeros(size, dtype=bool)
    for at in range(size - 1, max(0, size - 1 - _LAST), -1):
        cells = [table.column(place)[at].as_py().strip() for place in range(width)]
        named = any(len(identity.iloc[at].split()) == 1 for identity in identities)
        if width < 3 or not cells[0] or any(cells[1:]) or named:
            break
        notes[at] = True
    return Remarks(rejected=(Rejection(notes, "it is a note under the table: only its first cell is filled"),))


def _labelled(table: TextTable, identities: Sequence[pd.Series], place: int, kind: str, why: str) -> Remarks:
    column = table.column(place)
    found, cells = _short(column, kind)
    total = _is_label(cells, kind)
    if not total.any():
        return Remarks()
    found, first = found[total], as_text(cells.filter(pa.array(total)))
    nameless = np.ones(len(found), dtype=bool)
    for identity in identities:
        named = identity.take(found).reset_index(drop=True)
        nameless &= ((named == "") | (named == first)).to_numpy(dtype=bool)
    mask = np.zeros(len(column), dtype=bool)
    mask[found[nameless]] = True
    return Remarks(rejected=(Rejection(mask, why),))


def _has_label(column: pa.ChunkedArray) -> bool:
    _, cells = _short(column, *_KINDS)
    return bool(_is_label(cells, *_KINDS).any())


def _first_and_last(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pa.chunked_array([*column.slice(0, _LAST).chunks, *column.slice(max(0, len(column) - 2 * _LAST)).chunks])


def _short(column: pa.ChunkedArray, *kinds: str) -> tuple[np.ndarray, pa.ChunkedArray]:
    """Return the places and the texts of the cells that can be a label of these kinds: short, and with its first byte."""
    short = flags(pc.less_equal(pc.binary_length(column), _longest() + _BRACKETED))
    short &= _first_bytes_of(*kinds)[first_bytes(column)]  # 2 of 3 ms less at 100,000 captions
    return np.flatnonzero(short), column.filter(pa.array(short))


@cache
def _first_bytes_of(*kinds: str) -> np.ndarray:
    """Return for each byte whether a label of these kinds starts with it."""
    return np.isin(np.arange(256), [label.encode()[0] for label in _spellings(*kinds).to_pylist()])


def _is_label(cells: pa.ChunkedArray, *kinds: str) -> np.ndarray:
    """Return which cells are a label of these kinds, brackets behind it left out: "Total (3 videos)"."""
    if pc.any(pc.or_(pc.ends_with(cells, pattern=")"), pc.ends_with(cells, pattern="）"))).as_py():
        cells = pc.replace_substring_regex(cells, r"\s*[(（][^()（）]*[)）]\s*$", "")
    return flags(pc.is_in(cells, value_set=_spellings(*kinds)))


@cache
def _longest() -> int:
    """Return the bytes of the longest label."""
    return int(pc.max(pc.binary_length(_spellings(*_KINDS))).as_py())


@cache
def _spellings(*kinds: str) -> pa.Array:
    """Every spelling of "total" or "average". Comparing with them all is quicker than normalising each title first."""
    words = [word for kind in kinds for word in declared("words")[kind]]
    cased = {form for word in words for form in (word, word.upper(), word.capitalize(), word.title())}
    return pa.array(sorted(f"{word}{end}" for word in cased for end in ("", " ", ":", " :")), pa.string())
