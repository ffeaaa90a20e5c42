"""A column of counts -> whole numbers. Missing is <NA>, never 0.

A column of bare digits is converted in one go; otherwise each distinct text is read once (see `numbers`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading import numbers
from worthsaving.reading.values import digits_only, distinct, pieces


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
    size = len(column)
    bare = _bare(column)
    if bare is not None:
        return Counts(_series(bare, np.zeros(size, dtype=bool)), np.zeros(size, dtype=bool))
    cells = distinct(column)
    read = numbers.read(cells.texts)
    return Counts(_series(cells.spread(read.values), ~cells.spread(read.known)), cells.spread(read.bad), read.rounded)


def _bare(column: pa.ChunkedArray) -> np.ndarray | None:
    """The numbers of a column that holds nothing but digits and minus signs, else None."""
    values = np.empty(len(column), dtype=np.int64)
    try:
        for place, piece in pieces(column):
            if not digits_only(piece, minus=True):
                return None
            values[place] = pc.cast(piece, pa.int64()).to_numpy()
    except pa.ArrowInvalid:  # an empty cell, "--", or more digits than a number has
        return None
    return values if not len(values) or (values.min() >= -numbers.MOST and values.max() <= numbers.MOST) else None


def _series(values: np.ndarray, unknown: np.ndarray) -> pd.Series:
    return pd.Series(pd.arrays.IntegerArray(values, unknown), copy=False)
