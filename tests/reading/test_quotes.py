"""Quotes put right: what is a letter is marked, what opens and closes stays."""

from __future__ import annotations

import numpy as np
import pytest

from worthsaving import UnreadableFile
from worthsaving.reading.parity import parity
from worthsaving.reading.quotes import LONGEST_LINE, Quotes, Tidied


def tidied(data: bytes, delimiter: str = ",", *, by_line: bool = False) -> Tidied:
    return Quotes(data, 0, delimiter, '"').tidied(by_line=by_line)


def shown(found: Tidied) -> bytes:
    """The data with "!" for every literal quote."""
    return bytes(found.data).replace(bytes([found.mark]), b"!") if found.mark else bytes(found.data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'a,"he said "hi" x",c\n', b'a,"he said !hi! x",c\n'),
        (b'a,5" x 6",c\n', b'a,5" x 6",c\n'),
        (b'1,""x y",3\n', b'1,"!x y",3\n'),
        (b'1,"a ""b""",3\n', b'1,"a ""b""",3\n'),
        (b'1,"open,3\n4,5,6\n', b"1,!open,3\n4,5,6\n"),
        (b'1,"x" ,3\n', b'1,"x" ,3\n'),
        (b'1,",",3\n', b'1,",",3\n'),
    ],
)
def test_only_quotes_that_are_letters_are_marked(data: bytes, expected: bytes) -> None:
    """A quote opens where a cell begins and closes where one ends; any other is a letter."""
    assert shown(tidied(data)) == expected


def test_a_quote_that_never_closes_leaves_the_rows_before_and_after_alone() -> None:
    """Cells over several lines before it stay whole."""
    assert shown(tidied(b'"a\nb",1\n"c,2\nd,"e"x\n')) == b'"a\nb",1\n!c,2\nd,!e!x\n'


def test_blank_lines_go_and_the_numbers_count_them() -> None:
    """Blank lines between records count, those in a cell belong to it."""
    found = tidied(b'a,b\n\n1,2\r\n\r\n3,"x\n\ny"\n\n\n4,5')
    assert bytes(found.data) == b'a,b\n1,2\r\n3,"x\n\ny"\n4,5'
    assert found.numbers is not None
    assert found.numbers.tolist() == [1, 3, 5, 8]


def test_the_end_of_the_file_within_a_cell_cuts_its_last_line_off() -> None:
    """Half a record is handed over apart."""
    found = tidied(b'a,b\n\n1,2\n3,"45')
    assert (bytes(found.data), found.cut) == (b"a,b\n1,2\n", b'3,"45')
    assert found.numbers is not None
    assert found.numbers.tolist() == [1, 3]


def test_the_space_of_a_delimiter_moves_into_the_quotes() -> None:
    """With ", " as the delimiter a quoted cell may begin after the space."""
    assert shown(tidied(b'1, "a, b", 3\n', ", ")) == b'1," a, b", 3\n'


def test_by_line_no_cell_runs_on() -> None:
    """Read line by line, a quote must close in its line."""
    assert shown(tidied(b'"a,1\n"b",2\nc,"d\n', by_line=True)) == b'!a,1\n"b",2\nc,!d\n'


def test_carriage_returns_alone_end_lines() -> None:
    """A file that never feeds a line ends its lines by carriage returns."""
    found = tidied(b'a\r\r1,"x\ry"\r')
    assert bytes(found.data) == b'a\r1,"x\ry"\r'
    assert found.numbers is not None
    assert found.numbers.tolist() == [1, 3]


def test_a_line_of_many_megabytes_is_refused() -> None:
    """No export has one."""
    with pytest.raises(UnreadableFile, match="over 16 MB"):
        tidied(b"x" * (LONGEST_LINE + 1))


@pytest.mark.parametrize("before", [0, 1, 40, 62, 63, 64, 65, 127, 128])
@pytest.mark.parametrize(
    ("cells", "well"), [(b'"a","b"\n', True), (b'"a""","b"\n', True), (b'"a"b,"c"\n', False), (b'"a",b"\n', False)]
)
def test_words_of_bits_see_what_single_bytes_would(before: int, cells: bytes, well: bool) -> None:
    """Quotes are judged alike wherever in a word of 64 they stand."""
    block = np.frombuffer(b"x" * before + b"\n" * (before > 0) + cells, dtype=np.uint8)
    assert parity(block, quote=34, delimiter=44, inside=False, returns=False).well_placed is well


def test_parity_counts_records_and_sees_blank_lines_outside_cells_only() -> None:
    """Line ends within cells end no record."""
    block = np.frombuffer(b'a,"x\n\ny"\nb,c\n', dtype=np.uint8)
    found = parity(block, quote=34, delimiter=44, inside=False, returns=False, counted=True)
    assert (found.records, found.blank, found.inside) == (2, False, False)
    block = np.frombuffer(b"a\r\n\r\nb\r\n", dtype=np.uint8)
    assert parity(block, quote=34, delimiter=44, inside=False, returns=True).blank
