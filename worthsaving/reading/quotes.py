"""Quoted text -> the same records with every quote standing where CSV allows one, and no blank lines between them.

Arrow takes a quote in the wrong place for the end of a cell, in silence. So all quotes of a file are looked at first,
block by block and without a loop over them. Outside a quoted cell a run of quotes opens one only where a cell begins;
inside, it closes the cell only where a cell ends and the run is odd (an even one is escaped text). Every run thus
sets the state, swaps it or leaves it, which makes the state at any place a matter of running sums. Quotes that are
letters become a byte the file does not hold (`mark`), to be swapped back once the cells are apart. A quote that never
closes is a letter, and so are those after it that do not close within their line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from worthsaving.errors import UnreadableFile
from worthsaving.reading.parity import parity
from worthsaving.reading.runs import Rules, states, unclosed

BLOCK = 1 << 18  # stays in the processor's cache, and leaves the interpreter to others in between
LONGEST_LINE = 16 << 20
_MARKS = (0x1E, 0x1D, 0x1F, 0x1C, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06)
_LF, _CR, _SPACE = 10, 13, 32
_LONG = "One line of this file is over {size:,} MB long, which no export has. Export it again, as CSV or XLSX."
_CONTROL = (
    "This file is full of control characters and holds no table that can be read. Export it again as CSV or XLSX."
)


@dataclass(frozen=True)
class Tidied:
    """What to parse.

    `mark` is the byte that stands for a literal quote (0: none does). `numbers` holds each record's number, blank
    lines counted (None: there were none, they are 1, 2, 3 ...). `cut` is the last line, taken off, where the file ends
    inside a quoted cell of it.
    """

    data: bytes | memoryview
    mark: int = 0
    numbers: np.ndarray | None = None
    cut: bytes = b""


class _Block(NamedTuple):
    """A block of the text, and whether it begins inside a quoted cell."""

    begin: int
    end: int
    inside: bool


@dataclass
class _Scan:
    """What is carried from block to block."""

    inside: bool = False
    by_line: bool = False
    mark: int = 0
    records: int = 0
    changed: bool = False
    blank: bool = False
    cut: int = 0
    open_blocks: list[_Block] = field(default_factory=list)  # those since the state was last "outside" at a border
    pieces: list[bytes | memoryview] = field(default_factory=list)
    numbers: list[np.ndarray] = field(default_factory=list)


class Quotes:
    """The quotes of one text: `data` from `start` on, UTF-8. A delimiter ", " stands for a comma with a space."""

    def __init__(self, data: bytes, start: int, delimiter: str, quote: str) -> None:
        self.data = data
        self.start = start
        self.end = b"\n" if data.find(b"\n", start) >= 0 else b"\r"
        self.returns = data.find(b"\r", start) >= 0
        border = np.zeros(256, dtype=bool)
        border[[ord(delimiter[0]), _LF, _CR]] = True
        self.rules = Rules(ord(quote), ord(delimiter[0]), border, spaced=len(delimiter) > 1)

    def tidied(self, *, by_line: bool = False) -> Tidied:
        """The text made ready. With `by_line` no cell goes over several lines.

        Raises UnreadableFile for a line that is far too long to be a row.
        """
        lines_from = self.start if by_line else len(self.data)
        scan = self._scanned(lines_from)
        if scan.inside:
            lines_from = self._last_opening(scan.open_blocks)
            scan = self._scanned(lines_from)
        if scan.blank:
            scan = self._scanned(lines_from, numbered=True)
        numbers = np.concatenate(scan.numbers) if scan.blank else None
        whole = b"".join(scan.pieces) if scan.changed else memoryview(self.data)[self.start :]
        return Tidied(whole, scan.mark, numbers, self.data[scan.cut :] if scan.cut else b"")

    def _scanned(self, lines_from: int, *, numbered: bool = False) -> _Scan:
        scan = _Scan()
        for begin, end in self._blocks(lines_from):
            if begin >= lines_from and not scan.by_line:
                scan.by_line, scan.inside = True, False
            block = np.frombuffer(self.data, dtype=np.uint8, count=end - begin, offset=begin)
            if not scan.inside:
                scan.open_blocks.clear()
            began = _Block(begin, end, scan.inside)
            if not self._as_it_is(scan, block, numbered=numbered):
                scan.pieces.append(self._careful(scan, block, began, numbered=numbered))
            else:
                scan.pieces.append(memoryview(self.data)[begin:end])
            scan.open_blocks.append(began)
        return scan

    def _as_it_is(self, scan: _Scan, block: np.ndarray, *, numbered: bool) -> bool:
        """Whether the block needs no change: nearly every block of nearly every file."""
        if scan.by_line or self.rules.spaced:
            return False
        placed = parity(
            block,
            quote=self.rules.quote,
            delimiter=self.rules.delimiter,
            inside=scan.inside,
            returns=self.returns,
            counted=numbered,
        )
        whole = block[-1] in (_LF, _CR) or not numbered  # the text's last line may end without one
        if not placed.well_placed or (numbered and placed.blank) or not whole:
            return False
        scan.inside, scan.blank = placed.inside, scan.blank or placed.blank
        if numbered:
            scan.numbers.append(scan.records + np.arange(1, placed.records + 1))
            scan.records += placed.records
        return True

    def _blocks(self, lines_from: int) -> Iterator[tuple[int, int]]:
        """Begin and end of each block; a block ends with a line, and one begins at `lines_from`."""
        at = self.start
        while at < len(self.data):
            stop = lines_from if at < lines_from else len(self.data)
            end = at + BLOCK
            if end >= stop:
                end = stop
            else:
                end = self.data.rfind(self.end, at, end) + 1 or self.data.find(self.end, end, stop) + 1 or stop
            if end - at > LONGEST_LINE:
                raise UnreadableFile(_LONG.format(size=LONGEST_LINE >> 20))
            yield at, end
            at = end

    def _careful(self, scan: _Scan, block: np.ndarray, began: _Block, *, numbered: bool) -> bytes:
        """The block with its literal quotes marked and, if `numbered`, without its blank lines."""
        ends = _line_ends(block)
        runs, where, after = states(self.rules, block, ends if scan.by_line else ends[:0], inside=scan.inside)
        scan.inside = bool(after[-1]) if len(after) else scan.inside
        doubtful = np.where(runs.was, ~runs.closes & runs.odd, runs.opens & ~runs.closes & ~runs.odd)
        marked = runs.starts[doubtful] + ~runs.was[doubtful]
        if scan.by_line:
            marked = np.append(
                marked, runs.starts[runs.opens & unclosed(runs, after[np.searchsorted(where, runs.starts)])]
            )
            if scan.inside:  # the text ends inside a cell of its last line
                scan.inside, scan.cut = False, began.begin + (int(ends[-1]) + 1 if len(ends) else 0)
        tidy = block.copy()
        if len(marked):
            scan.mark = scan.mark or self._unused_byte()
            tidy[marked] = scan.mark
        swapped = runs.starts[runs.spaces & ~runs.was]
        tidy[swapped - 1], tidy[swapped] = tidy[swapped], _SPACE
        scan.changed = True
        outside = ends[~np.append([began.inside], after)[np.searchsorted(where, ends)]]
        if scan.by_line:
            outside = ends
        keep = _records(scan, block, outside, numbered=numbered)
        if scan.cut:
            keep[scan.cut - began.begin :] = False
        return tidy[keep].tobytes()

    def _unused_byte(self) -> int:
        for mark in _MARKS:
            if self.data.find(mark) < 0:
                return mark
        raise UnreadableFile(_CONTROL)

    def _last_opening(self, blocks: list[_Block]) -> int:
        """Where the record begins whose quote was opened last, and never closed."""
        for begin, end, inside in reversed(blocks):
            block = np.frombuffer(self.data, dtype=np.uint8, count=end - begin, offset=begin)
            _, where, after = states(self.rules, block, block[:0], inside=inside)
            opened = where[after & ~np.append([inside], after)[:-1]]
            if len(opened):
                ends = _line_ends(block)
                ends = ends[(ends < opened[-1]) & ~np.append([inside], after)[np.searchsorted(where, ends)]]
                return begin + (int(ends[-1]) + 1 if len(ends) else 0)
        return self.start


def _line_ends(block: np.ndarray) -> np.ndarray:
    """Line feeds, and carriage returns that no line feed follows."""
    lone = block == _CR
    lone[:-1] &= block[1:] != _LF
    return np.flatnonzero((block == _LF) | lone)


def _records(scan: _Scan, block: np.ndarray, ends: np.ndarray, *, numbered: bool) -> np.ndarray:
    """Which bytes to keep: all but blank lines, if `numbered`. Says in `scan` what the records' numbers are."""
    keep = np.ones(len(block), dtype=bool)
    begins = np.append([0], ends + 1)[: len(ends)]
    empty = (begins == ends) | ((begins + 1 == ends) & (block[begins] == _CR))
    scan.blank = scan.blank or bool(empty.any())
    if numbered:
        numbers = scan.records + 1 + np.arange(len(ends))
        scan.records += len(ends)
        more = not (scan.inside or scan.cut) and (not len(ends) or ends[-1] < len(block) - 1)
        scan.numbers.append(np.append(numbers[~empty], [scan.records + 1] if more else []).astype(np.int64))
        keep[ends[empty]] = keep[begins[empty]] = False
    return keep
