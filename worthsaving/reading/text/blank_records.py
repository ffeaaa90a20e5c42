"""Blank records: those of which no cell has text, found a column at a time."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def not_blank(table: pa.Table) -> np.ndarray:
    """Return which records have a cell that is not empty."""
    written = np.zeros(len(table), dtype=bool)
    for check in (_begins_in_ascii, _has_text):  # the first is quick, and nearly always enough
        for column in sorted(table.columns, key=lambda column: column.nbytes):  # short cells are quickest
            if written.all():
                return written
            left = np.flatnonzero(~written)
            cells = column if len(left) == len(column) else column.filter(pa.array(~written))
            written[left] = check(cells)
    return written


def _begins_in_ascii(column: pa.ChunkedArray) -> np.ndarray:
    """Return which cells begin with an ASCII character that is no white space."""
    begins = [np.zeros(0, dtype=bool)]
    for chunk in column.chunks:
        offsets = np.frombuffer(chunk.buffers()[1], np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
        text = chunk.buffers()[2]
        body = np.frombuffer(text if text is not None and text.size else b"\0", np.uint8)
        first = body[np.minimum(offsets[:-1], len(body) - 1)]
        begins.append((offsets[1:] > offsets[:-1]) & (first > ord(" ")) & (first < 0x80))
    return np.concatenate(begins)


def _has_text(column: pa.ChunkedArray) -> np.ndarray:
    return np.asarray(pc.not_equal(pc.utf8_ltrim_whitespace(column), "").to_numpy(zero_copy_only=False))
