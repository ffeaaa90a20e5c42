"""Text columns and their distinct texts: each is worked out once, and the result spread to every cell that has it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving import schema
from worthsaving.data.load import declared

PIECE = 1 << 16
"""Rows worked on at a time. Small temporary arrays save the most time on long files: fresh memory is slow."""

_SMALL = 1 << 24  # bytes that may be copied for speed
_STR = pd.Series(dtype="str").dtype  # looking it up by its name takes longer than making a short column


@dataclass(frozen=True)
class Distinct:
    """`texts`: the distinct texts, trimmed; `at`: for each cell the position of its text in them."""

    texts: pa.Array
    at: np.ndarray

    def spread(self, values: np.ndarray) -> np.ndarray:
        """Return the value of each cell, given one per distinct text."""
        return values[self.at] if len(self.at) else values[:0]


def distinct(column: pa.ChunkedArray) -> Distinct:
    """Return the distinct texts of a column."""
    if column.num_chunks > 1 and column.nbytes < _SMALL:  # one dictionary at once is quicker than many made one
        column = pa.chunked_array([column.combine_chunks()])
    coded = column.dictionary_encode().unify_dictionaries()
    if not coded.num_chunks:
        return Distinct(pa.array([], pa.string()), np.zeros(0, dtype=np.int32))
    texts = coded.chunk(0).dictionary
    at = [chunk.indices.to_numpy() for chunk in coded.chunks]
    return Distinct(pc.utf8_trim_whitespace(texts), at[0] if len(at) == 1 else np.concatenate(at))


def pieces(column: pa.ChunkedArray) -> Iterator[tuple[slice, pa.Array]]:
    """Yield a column in pieces of at most `PIECE` rows, each with the rows it covers."""
    start = 0
    for chunk in column.chunks:
        for offset in range(0, len(chunk), PIECE):
            piece = chunk.slice(offset, PIECE)
            yield slice(start, start + len(piece)), piece
            start += len(piece)


def missing(texts: pa.Array) -> np.ndarray:
    """Return which texts mean no data ("undefined", "--", "")."""
    return flags(pc.is_in(pc.utf8_lower(texts), value_set=_missing_words()))


@cache
def _missing_words() -> pa.Array:
    return pa.array(declared("words")["missing"], pa.string())


def flags(values: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """Return an Arrow column of truth values as numpy bool; missing is false."""
    return np.asarray(pc.fill_null(values, False).to_numpy(zero_copy_only=False).astype(bool, copy=False))


def as_text(column: pa.ChunkedArray | pa.Array) -> pd.Series:
    """Return a text column as pandas `str`, verbatim, without copying the text."""
    return pd.Series(pd.array(_chunked(column).cast(pa.large_string()), dtype=_STR), copy=False)


def uniques(texts: pd.Series) -> set[str]:
    """Return the different texts of a pandas `str` column, without ""."""
    return set(pc.unique(as_arrow(texts)).to_pylist()) - {""}


def as_arrow(texts: pd.Series) -> pa.ChunkedArray:
    """Return a pandas `str` column as an Arrow one, missing as ""."""
    return pc.fill_null(_chunked(pa.array(texts.array, pa.large_string())), "")


def empty_cells(texts: pd.Series) -> np.ndarray:
    """Return which rows of a pandas `str` column are "" or missing; several times as fast as pandas on a short column."""
    return flags(pc.equal(as_arrow(texts), ""))


def first_filled(*columns: pd.Series) -> pd.Series:
    """Return in each row the first of the texts of pandas `str` columns that is not ""; "" where all are."""
    found = as_arrow(columns[-1])
    for column in reversed(columns[:-1]):
        texts = as_arrow(column)
        found = pc.if_else(pc.equal(texts, ""), found, texts)
    return as_text(found)


def mapped(texts: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """Return a pandas `str` column with each text changed; each distinct one is changed once."""
    coded = as_arrow(texts).dictionary_encode().unify_dictionaries()
    if not coded.num_chunks:
        return texts
    changed = pa.array([change(text) for text in coded.chunk(0).dictionary.to_pylist()], pa.large_string())
    whole = as_text(pa.chunked_array([changed.take(chunk.indices) for chunk in coded.chunks]))
    whole.index = texts.index
    return whole


def repeated(text: str, size: int) -> pd.Series:
    """Return a column with the same text in every row; its rows share the memory of a few."""
    return schema.alike(text, size)


def digit_cells(piece: pa.Array, most: int) -> np.ndarray:
    """Return which cells of a text array are digits only, at least one and at most `most`."""
    ends = np.frombuffer(piece.buffers()[1], np.int32)[piece.offset : piece.offset + len(piece) + 1]
    data = piece.buffers()[2]
    used = np.frombuffer(data, np.uint8)[ends[0] : ends[-1]] if data is not None else np.zeros(0, np.uint8)
    sizes = np.diff(ends)
    fits = (sizes > 0) & (sizes <= most)
    if not len(used) or (used.min() >= ord("0") and used.max() <= ord("9")):
        return fits
    others = np.zeros(len(used) + 1, dtype=np.uint8)  # may wrap; differences over cells so short stay right
    np.cumsum((used < ord("0")) | (used > ord("9")), out=others[1:])
    return np.asarray(fits & (np.diff(others[ends - ends[0]]) == 0))


def first_bytes(column: pa.ChunkedArray) -> np.ndarray:
    """Return the first byte (uint8) of each cell of a text column, 0 for an empty one."""
    found = np.zeros(len(column), dtype=np.uint8)
    for at, piece in pieces(column):
        data = piece.buffers()[2]
        if data is not None and data.size:
            ends = np.frombuffer(piece.buffers()[1], np.int32)[piece.offset : piece.offset + len(piece) + 1]
            first = np.frombuffer(data, np.uint8)[np.minimum(ends[:-1], data.size - 1)]
            found[at] = np.where(ends[1:] > ends[:-1], first, 0)
    return found


def digits_only(column: pa.ChunkedArray | pa.Array, *, minus: bool = False) -> bool:
    """Return whether all bytes of a column are digits (or a minus): a quick check before Arrow's laxer conversion."""
    for chunk in _chunked(column).chunks:
        data = chunk.buffers()[2]
        if data is None or not data.size or not len(chunk):
            continue
        narrow = pa.types.is_string(chunk.type) or pa.types.is_binary(chunk.type)
        ends = np.frombuffer(chunk.buffers()[1], np.int32 if narrow else np.int64)
        used = np.frombuffer(data, np.uint8)[ends[chunk.offset] : ends[chunk.offset + len(chunk)]]
        if len(used) and (used.max() > ord("9") or used.min() < ord("-" if minus else "0")):
            return False  # between minus and 0 stand only "." and "/", which no conversion to whole numbers takes
    return True


def _chunked(column: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray:
    return column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column])
