"""Total rows: a row that sums the others would double every number."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.data.load import declared
from worthsaving.reading.tables.rows import Rejection, Remarks
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import as_text, flags


def total_rows(table: TextTable, identities: Sequence[pd.Series] = ()) -> Remarks:
    """Set aside the rows whose first cell says "total", in any language declared.

    A row stays where one of `identities` (link, id: a text per row) names a video and is not that first cell itself.
    """
    column, words = table.column(0), _totals()
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
    return Remarks(rejected=(Rejection(mask, "it sums the other rows"),))


@cache
def _totals() -> pa.Array:
    """Every spelling of "total". Comparing with them all is quicker than normalising each title first."""
    words = declared("words")["total"]
    cased = {form for word in words for form in (word, word.upper(), word.capitalize(), word.title())}
    return pa.array(sorted(f"{word}{end}" for word in cased for end in ("", " ", ":", " :")), pa.string())
