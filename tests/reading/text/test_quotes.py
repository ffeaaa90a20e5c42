"""Quotes put right: what is a letter is marked, what opens and closes stays."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from worthsaving import UnreadableFile
from worthsaving.reading.text import quotes
from worthsaving.reading.text.quotes import LONGEST_LINE, Quotes


@dataclass
class Tidied:
    """All segments of a text as one: its data with "!" for every literal quote, the records' numbers, and what is cut."""

    data: bytes
    numbers: list[int]
    cut: bytes
    many_lines: bool


def tidied(data: bytes, delimiter: str = ",", *, by_line: bool = False) -> Tidied:
    reader = Quotes(data, 0, delimiter, '"')
    text, numbers, lines, many_lines = b"", [], 0, False
    for segment in reader.segments(by_line=by_line):
        text += bytes(segment.data).replace(bytes([segment.mark]), b"!") if segment.mark else bytes(segment.data)
        numbers += (lines + segment.numbers).tolist()
        lines += segment.lines
        many_lines |= segment.many_lines
    return Tidied(text, numbers, reader.cut, many_lines)


def shown(found: Tidied) -> bytes:
    """Its data."""
    return found.data


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
    assert found.numbers == [1, 3, 5, 8]


def test_the_end_of_the_file_within_a_cell_cuts_its_last_line_off() -> None:
    """Half a record is handed over apart."""
    found = tidied(b'a,b\n\n1,2\n3,"45')
    assert (bytes(found.data), found.cut) == (b"a,b\n1,2\n", b'3,"45')
    assert found.numbers == [1, 3]


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
    assert found.numbers == [1, 3]


def test_a_line_of_many_megabytes_is_refused() -> None:
    """No export has one."""
    with pytest.raises(UnreadableFile, match="over 16 MB"):
        tidied(b"x" * (LONGEST_LINE + 1))


def test_only_cells_over_several_lines_make_a_segment_say_so() -> None:
    """Most files have none, and are parsed faster for it."""
    assert not tidied(b'a,"b"\n\n"c",d\n').many_lines
    assert tidied(b'a,"b\nc"\n').many_lines
    assert tidied(b'a,"b\nc "x" "\n').many_lines


CELLS = [b"a", b'"b"', b'"c,d"', b'"e""f"', b'"g\nh"', b"", b'5"', b'x"y"z', b'"he "s" y"', b'"i\r\nj"']


@pytest.mark.parametrize("seed", range(20))
def test_blocks_and_segments_of_any_size_give_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file is split, and how much around a fault is gone through with care, changes nothing."""
    chance = random.Random(seed)
    ends = chance.choice([b"\n", b"\r\n", b"\r"])
    lines = [b",".join(chance.choice(CELLS) for _ in range(3)) * (chance.random() < 0.8) for _ in range(60)]
    data = ends.join(lines) + chance.choice([b"", ends, b'"cut,x', b'"open'])
    whole = tidied(data)
    for block, segment, around in ((1, 1, 1), (8, 64, 4), (64, 1, 16), (100, 300, 1)):
        monkeypatch.setattr(quotes, "BLOCK", block)
        monkeypatch.setattr(quotes, "SEGMENT", segment)
        monkeypatch.setattr(quotes, "_AROUND", around)
        assert tidied(data) == whole


@pytest.mark.parametrize(("blanks", "closes"), [(63, True), (64, True), (65, False)])
def test_sixty_four_blanks_may_stand_between_a_quote_and_its_delimiter(blanks: int, *, closes: bool) -> None:
    """After more, the quote is a letter."""
    text = b'1,"x"' + b" " * blanks + b",3\n"
    assert (b"!" in shown(tidied(text))) is not closes


@pytest.mark.parametrize(("more", "read"), [(-1, True), (0, True), (1, False)])
def test_a_line_of_just_the_longest_is_read(more: int, *, read: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte more is refused."""
    monkeypatch.setattr(quotes, "BLOCK", 8)
    monkeypatch.setattr(quotes, "LONGEST_LINE", 100)
    line = b"x" * (99 + more) + b"\n"
    if read:
        assert bytes(tidied(line).data) == line
    else:
        with pytest.raises(UnreadableFile, match="line of this file"):
            tidied(line)
