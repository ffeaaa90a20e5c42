"""Correction of quotes: the same records with every quote where CSV allows one, and without blank lines.

Arrow silently takes a quote in the wrong place for the end of a cell. So all quotes of a file are checked first, block
by block and without a loop over them. Outside a quoted cell a run of quotes opens one only where a cell begins; inside,
it closes the cell only where a cell ends and the run is odd (an even one is escaped text). Each run of quotes sets,
toggles or keeps the inside/outside state, so the state at every byte is a cumulative sum. Quotes that are letters become
a byte the file does not contain (`mark`) and are put back once the cells are split. A quote that never closes is a
letter, and so are those after it that do not close within their line.

Most blocks need no change. `quote_parity` finds the first fault in a block; only the few lines around it are corrected
byte by byte.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from worthsaving.errors import UnreadableFile
from worthsaving.reading.text.quote_parity import Parity, parity
from worthsaving.reading.text.quote_runs import Rules, states, unclosed

BLOCK = 1 << 18  # fits the processor's cache; other threads get the interpreter in between
SEGMENT = 1 << 22  # worth a thread, and small enough to keep the memory peak flat
LONGEST_LINE = 16 << 20
_AROUND = 1 << 12  # bytes corrected after a fault: faults come in groups
_MOST_FAULTS = 4  # of a block that are handled one by one; with more, the whole block is corrected
_MARKS = (0x1E, 0x1D, 0x1F, 0x1C, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06)
_LF, _CR, _SPACE = 10, 13, 32
_LONG = "One line of this file is over {size:,} MB long, which no export has. Export it again, as CSV or XLSX."
_CONTROL = (
    "This file is full of signs that no text has, so no table can be read from it. Export it again as CSV or XLSX."
)


class Segment(NamedTuple):
    """Whole records, ready to be parsed.

    `mark` is the byte that replaces literal quotes in it (0: none does). `many_lines`: a cell of it spans several lines.
    `numbers` holds each record's number, blank lines counted, from 1 at the first line of the segment; `lines` is how
    many numbers the segment uses in all.
    """

    pieces: list[bytes | memoryview]
    mark: int
    many_lines: bool
    numbers: np.ndarray
    lines: int

    @property
    def data(self) -> bytes | memoryview:
        """The text, joined only on use: by the parser, on another core."""
        return self.pieces[0] if len(self.pieces) == 1 else b"".join(self.pieces)


class _Block(NamedTuple):
    """A stretch of the text, and whether it begins inside a quoted cell."""

    begin: int
    end: int
    inside: bool


@dataclass
class _Pending:
    """Segment under construction, from `begin` on."""

    begin: int
    end: int = 0
    marked: bool = False
    many_lines: bool = False
    changed: bool = False
    lines: int = 0
    pieces: list[bytes | memoryview] = field(default_factory=list)
    numbers: list[np.ndarray] = field(default_factory=list)

    def done(self, data: bytes, mark: int) -> Segment:
        """Return the finished segment."""
        whole: list[bytes | memoryview] = [memoryview(data)[self.begin : self.end]]
        numbers = np.concatenate(self.numbers) if self.numbers else np.zeros(0, dtype=np.int64)
        return Segment(
            self.pieces if self.changed else whole, mark if self.marked else 0, self.many_lines, numbers, self.lines
        )


class Quotes:
    """Quotes of one text: `data` from `start` on, UTF-8. The delimiter ", " is a comma with a space.

    `cut`, set after the last segment, is the last line if the file ends inside a quoted cell of it: half a record.
    """

    def __init__(self, data: bytes, start: int, delimiter: str, quote: str) -> None:
        self.data = data
        self.start = start
        self.cut = b""
        self.end = b"\n" if data.find(b"\n", start) >= 0 else b"\r"
        self.returns = data.find(b"\r", start) >= 0
        border = np.zeros(256, dtype=bool)
        border[[ord(delimiter[0]), _LF, _CR]] = True
        self.rules = Rules(ord(quote), ord(delimiter[0]), border, spaced=len(delimiter) > 1)
        self._mark = 0
        self._inside = False
        self._open: list[_Block] = []  # the blocks since the state was last "outside" at a border

    def segments(self, *, by_line: bool = False) -> Iterator[Segment]:
        """Yield the corrected text; `by_line`: no cell spans lines. Raises UnreadableFile for a line far too long."""
        if by_line:
            yield from self._made(self.start, len(self.data), by_line=True)
            return
        pending = yield from self._made(self.start, len(self.data))
        if self._inside:  # a quote that never closes: its line and those after it are read one by one
            # Segments end outside of cells, so those already yielded end before that quote
            lines_from = self._last_opening()
            self._inside = False
            pending = yield from self._made(pending.begin, lines_from)
            yield from self._made(pending.begin, len(self.data), by_line=True)

    def _made(self, begin: int, stop: int, *, by_line: bool = False) -> Generator[Segment, None, _Pending]:
        """Yield the segments from `begin` to `stop`; return the rest, if that ends inside a quoted cell."""
        pending = _Pending(begin)
        for block in self._blocks(begin, stop):
            if not self._inside:
                self._open.clear()
                if pending.end - pending.begin >= SEGMENT:
                    yield pending.done(self.data, self._mark)
                    pending = _Pending(block[0])
            self._take(pending, *block, by_line=by_line)
            pending.end = block[1]
        if not self._inside:
            if pending.end > pending.begin:
                yield pending.done(self.data, self._mark)
            pending = _Pending(stop)
        return pending

    def _take(self, pending: _Pending, at: int, end: int, *, by_line: bool) -> None:
        """Add a block to the segment: unchanged except for the lines that have a fault."""
        careful = by_line or self.rules.spaced
        for _ in range(0 if careful else _MOST_FAULTS):
            placed = self._parity(at, end)
            if placed.good:
                self._add_unchanged(pending, at, at + placed.good, placed)
            if placed.fault < 0:
                return
            after = self.data.find(self.end, at + placed.fault + _AROUND, end) + 1 or end
            self._add_corrected(pending, at + placed.good, after, by_line=False)
            at = after
            if at >= end:
                return
        self._add_corrected(pending, at, end, by_line=by_line)

    def _parity(self, at: int, end: int) -> Parity:
        block = np.frombuffer(self.data, dtype=np.uint8, count=end - at, offset=at)
        return parity(
            block, quote=self.rules.quote, delimiter=self.rules.delimiter, inside=self._inside, returns=self.returns
        )

    def _add_unchanged(self, pending: _Pending, at: int, end: int, placed: Parity) -> None:
        """Add text that needs no change: nearly every block of nearly every file."""
        self._open.append(_Block(at, end, self._inside))
        self._inside = placed.inside
        lines = placed.records + (not placed.inside and self.data[end - 1] not in (_LF, _CR))  # the last may not end
        pending.pieces.append(memoryview(self.data)[at:end])
        pending.numbers.append(pending.lines + np.arange(1, lines + 1))
        pending.lines += lines
        pending.many_lines = pending.many_lines or placed.many_lines

    def _add_corrected(self, pending: _Pending, at: int, end: int, *, by_line: bool) -> None:
        """Add text with its literal quotes marked and without its blank lines."""
        block = np.frombuffer(self.data, dtype=np.uint8, count=end - at, offset=at)
        began = self._inside
        self._open.append(_Block(at, end, began))
        ends = _line_ends(block)
        runs, where, after = states(self.rules, block, ends if by_line else ends[:0], inside=began)
        self._inside = bool(after[-1]) if len(after) else began
        doubtful = np.where(runs.was, ~runs.closes & runs.odd, runs.opens & ~runs.closes & ~runs.odd)
        marked = runs.starts[doubtful] + ~runs.was[doubtful]
        cut = len(block)
        if by_line:
            marked = np.append(
                marked, runs.starts[runs.opens & unclosed(runs, after[np.searchsorted(where, runs.starts)])]
            )
            if self._inside:  # the text ends inside a cell of its last line
                self._inside, cut = False, int(ends[-1]) + 1 if len(ends) else 0
                self.cut = block[cut:].tobytes()
        tidy = block.copy()
        if len(marked):
            tidy[marked] = self._mark = self._mark or self._unused_byte()
            pending.marked = True
        swapped = runs.starts[runs.spaces & ~runs.was]
        tidy[swapped - 1], tidy[swapped] = tidy[swapped], _SPACE
        outside = ends if by_line else ends[~np.append([began], after)[np.searchsorted(where, ends)]]
        keep = _without_blanks(pending, block[:cut], outside, inside=self._inside)
        pending.pieces.append(tidy[:cut][keep].tobytes())
        pending.changed = True
        pending.many_lines = pending.many_lines or len(outside) < len(ends)

    def _blocks(self, at: int, stop: int) -> Iterator[tuple[int, int]]:
        """Yield begin and end of each block; a block ends with a line."""
        while at < stop:
            end = at + BLOCK
            if end >= stop:
                end = stop
            else:
                end = self.data.rfind(self.end, at, end) + 1 or self.data.find(self.end, end, stop) + 1 or stop
            if end - at > LONGEST_LINE:
                raise UnreadableFile(_LONG.format(size=LONGEST_LINE >> 20))
            yield at, end
            at = end

    def _unused_byte(self) -> int:
        for mark in _MARKS:
            if self.data.find(mark) < 0:
                return mark
        raise UnreadableFile(_CONTROL)

    def _last_opening(self) -> int:
        """Return where the record begins whose quote was opened last and never closed."""
        opened = -1
        for begin, end, inside in reversed(self._open):
            block = np.frombuffer(self.data, dtype=np.uint8, count=end - begin, offset=begin)
            _, where, after = states(self.rules, block, block[:0], inside=inside)
            before = np.append([inside], after)
            if opened < 0:
                opens = where[after & ~before[:-1]]
                if not len(opens):
                    continue
                opened = begin + int(opens[-1])
            ends = _line_ends(block)
            ends = ends[(begin + ends < opened) & ~before[np.searchsorted(where, ends)]]
            if len(ends):
                return begin + int(ends[-1]) + 1
        return self._open[0].begin


def _line_ends(block: np.ndarray) -> np.ndarray:
    """Return the positions of line feeds, and of carriage returns that no line feed follows."""
    lone = block == _CR
    lone[:-1] &= block[1:] != _LF
    return np.flatnonzero((block == _LF) | lone)


def _without_blanks(pending: _Pending, block: np.ndarray, ends: np.ndarray, *, inside: bool) -> np.ndarray:
    """Return which bytes to keep (all but blank lines); add the numbers of the records that end here to `pending`."""
    keep = np.ones(len(block), dtype=bool)
    ends = ends[ends < len(block)]
    begins = np.append([0], ends + 1)[: len(ends)]
    empty = (begins == ends) | ((begins + 1 == ends) & (block[begins] == _CR))
    keep[ends[empty]] = keep[begins[empty]] = False
    numbers = pending.lines + 1 + np.arange(len(ends))
    more = not inside and len(block) > 0 and (not len(ends) or ends[-1] < len(block) - 1)  # the last may not end
    pending.numbers.append(np.append(numbers[~empty], [pending.lines + len(ends) + 1] if more else []).astype(np.int64))
    pending.lines += len(ends) + more
    return keep
