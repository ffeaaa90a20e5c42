"""A column of counts -> whole numbers. Missing is <NA>, never 0.

Cells of bare digits are converted in one go; of the others each distinct text is read once (see `numbers`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading import numbers
from worthsaving.reading.values.text_columns import digit_cells, distinct, pieces

_DIGITS = 15  # no count has more: see numbers.MOST


@dataclass(frozen=True)
class Counts:
    """`values`: Int64 per cell; `bad`: which cells hold something that is no count (their value is missing).

    `rounded`: some cells give only the first digits of their number ("1.2K").
    """

    values: pd.Series
    bad: np.ndarray
    rounded: bool = False


def read_counts(column: pa.ChunkedArray) -> Counts:
    """A text column as counts: 1234, "1,234", "1 234", 1234.0, 1.2K, -3; "undefined", "--" and the like are missing.

    Whether "1.234" is 1234 or a broken number is decided by the column's other cells.
    """
    values, known = np.empty(len(column), dtype=np.int64), np.ones(len(column), dtype=bool)
    for place, piece in pieces(column):
        values[place], known[place] = _bare(piece)
    bad = ~known
    left = np.flatnonzero(bad)
    if not len(left):
        return Counts(_series(values, bad), bad)
    cells = distinct(column if len(left) == len(column) else column.filter(pa.array(bad)))
    read = numbers.read(cells.texts)
    values[left], known[left], bad[left] = (cells.spread(each) for each in (read.values, read.known, read.bad))
    return Counts(_series(values, ~known), bad, read.rounded)


def _bare(piece: pa.Array) -> tuple[np.ndarray, np.ndarray | bool]:
    """The numbers of the cells that hold nothing but digits, and which do."""
    bare = digit_cells(piece, _DIGITS)
    if bare.all():
        return pc.cast(piece, pa.int64()).to_numpy(), True
    values = np.zeros(len(piece), dtype=np.int64)
    values[bare] = pc.cast(piece.filter(pa.array(bare)), pa.int64()).to_numpy()
    return values, bare


def _series(values: np.ndarray, unknown: np.ndarray) -> pd.Series:
    return pd.Series(pd.arrays.IntegerArray(values, unknown), copy=False)
