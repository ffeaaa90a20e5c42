"""Summary rows: a row that sums or averages the others, or a note under the table, would count as one more video."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.data.load import declared
from worthsaving.reading.tables.rows import Rejection, Remarks
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import as_text, flags

_LAST = 3  # rows at the end of a table, among which unlabelled sums and averages are looked for
_FEWEST = 2  # counts that must all agree: one alone is a sum by chance
SUMS = "it sums the other rows"
AVERAGES = "it averages the other rows"


def total_rows(table: TextTable, identities: Sequence[pd.Series] = (), place: int = 0) -> Remarks:
    """Set aside the rows whose cell at `place` says "total", in any language declared.

    A row stays where one of `identities` (link, id: a text per row) names a video and is not that cell itself.
    """
    return _labelled(table, identities, place, "total", SUMS)


def average_rows(table: TextTable, identities: Sequence[pd.Series], place: int = 0) -> Remarks:
    """Set aside the rows whose cell at `place` says "average" or "median"; `identities` as in `total_rows`."""
    return _labelled(table, identities, place, "average", AVERAGES)


def unlabelled_rows(counts: Mapping[str, pd.Series], named: np.ndarray, rejected: np.ndarray) -> Remarks:
    """Set aside the rows at the end that sum or average the ones above, whatever they are called.

    `counts` are the count columns, `named` which rows name a video (title, link, id or date), `rejected` which rows are
    set aside already. Every count that such a row has must be the sum, or the average rounded up or down.
    """
    size = len(named)
    sums, averages = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    for at in range(max(0, size - _LAST), size):
        above = np.arange(size) < at
        above &= ~(rejected | sums | averages)
        if named[at] or rejected[at] or above.sum() < _FEWEST:
            continue
        pairs = [(int(c.iloc[at]), c[above].dropna().astype("int64")) for c in counts.values() if pd.notna(c.iloc[at])]
        pairs = [(count, others) for count, others in pairs if len(others)]
        if len(pairs) < _FEWEST or not any(count for count, _ in pairs):
            continue
        sums[at] = all(count == others.sum() for count, others in pairs)
        averages[at] = not sums[at] and all(abs(count - others.mean()) < 1 for count, others in pairs)
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
    column, words = table.column(place), _spellings(kind)
    longest = pc.max(pc.binary_length(words))
    short = flags(pc.less_equal(pc.binary_length(column), longest))  # nearly every caption is longer
    found, cells = np.flatnonzero(short), column.filter(pa.array(short))
    total = flags(pc.is_in(cells, value_set=words))
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


@cache
def _spellings(kind: str) -> pa.Array:
    """Every spelling of "total" or "average". Comparing with them all is quicker than normalising each title first."""
    words = declared("words")[kind]
    cased = {form for word in words for form in (word, word.upper(), word.capitalize(), word.title())}
    return pa.array(sorted(f"{word}{end}" for word in cased for end in ("", " ", ":", " :")), pa.string())
