"""A text column by its distinct texts: whatever is worked out once per text is handed to every cell that has it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.declared import declared


@dataclass(frozen=True)
class Distinct:
    """`texts`: the distinct texts, trimmed; `at`: for each cell the place of its text in them."""

    texts: pa.Array
    at: np.ndarray

    def spread(self, mask: np.ndarray) -> np.ndarray:
        """A value per distinct text -> a value per cell."""
        return mask[self.at] if len(self.at) else mask[:0]


def distinct(column: pa.ChunkedArray) -> Distinct:
    """The distinct texts of a column."""
    coded = column.combine_chunks().dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):  # more than 2 GB of text
        coded = coded.unify_dictionaries().combine_chunks()
    return Distinct(pc.utf8_trim_whitespace(coded.dictionary), coded.indices.to_numpy())


def missing(texts: pa.Array) -> np.ndarray:
    """Which texts stand for no data ("undefined", "--", ""): never zero."""
    words = pa.array(declared("words")["missing"], pa.string())
    return pc.is_in(pc.utf8_lower(texts), value_set=words).to_numpy(zero_copy_only=False)


def as_text(column: pa.ChunkedArray) -> pd.Series:
    """A text column as pandas `str`, verbatim."""
    return column.to_pandas().astype("str").reset_index(drop=True)
