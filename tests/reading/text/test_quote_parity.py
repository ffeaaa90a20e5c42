"""The check of all quotes in a block: 64 bytes at a time."""

from __future__ import annotations

import numpy as np
import pytest

from worthsaving.reading.text.quote_parity import parity


@pytest.mark.parametrize("before", [0, 1, 40, 62, 63, 64, 65, 127, 128])
@pytest.mark.parametrize(
    ("cells", "fault"), [(b'"a","b"\n', -1), (b'"a""","b"\n', -1), (b'"a"b,"c"\n', 2), (b'"a",b"\n', 5)]
)
def test_words_of_bits_see_what_single_bytes_would(before: int, cells: bytes, fault: int) -> None:
    """Quotes are judged alike wherever in a word of 64 they stand, and the fault is in the record it is in."""
    block = np.frombuffer(b"x" * before + b"\n" * (before > 0) + cells, dtype=np.uint8)
    begin = before + (before > 0)
    found = parity(block, quote=34, delimiter=44, inside=False, returns=False)
    assert (found.fault, found.good) == ((-1, len(block)) if fault < 0 else (begin + fault, begin))


def test_parity_counts_records_and_sees_blank_lines_outside_cells_only() -> None:
    """Line ends within cells end no record."""
    block = np.frombuffer(b'a,"x\n\ny"\nb,c\n', dtype=np.uint8)
    found = parity(block, quote=34, delimiter=44, inside=False, returns=False)
    assert (found.records, found.fault, found.inside, found.many_lines) == (2, -1, False, True)
    block = np.frombuffer(b"a\r\n\r\nb\r\n", dtype=np.uint8)
    assert parity(block, quote=34, delimiter=44, inside=False, returns=True).fault == 3
