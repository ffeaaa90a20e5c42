"""How far the cells of a sheet reach, read off its XML before anything is built of it.

The reader of workbooks sets up a grid from the first to the last cell, and a cell said to be in row 999,999,999,999
ends the whole program, other users' pages included. So every cell's place is read first, by a parser that keeps
nothing, and must be one that a spreadsheet has.
"""

from __future__ import annotations

import re
from typing import IO
from xml.parsers.expat import ParserCreate

from worthsaving.errors import UnreadableFile

MOST_AREA = 5_000_000
_PART = 1 << 18
_REFERENCES = re.compile(r"(?:[A-Z]{1,3}[1-9][0-9]{0,6} )*+")
_REFERENCE = re.compile(r"([A-Z]+)([0-9]+)")
_ROW = re.compile(r"[0-9]{1,7}")
_VAST = (
    "This workbook spreads over {rows:,} rows and {columns:,} columns, too many to be an export. "
    "Copy the table into a new sheet or save it as CSV."
)
_MANY = (
    "This workbook is too large to be opened here (over 800,000 filled cells). Save its table as CSV and drop that in."
)
_DAMAGED = "This workbook is damaged: its cells stand in places that no sheet has. Export it again, or save it as CSV."


class _Cells:
    """The places of cells met so far; those without one follow the cell before."""

    def __init__(self) -> None:
        self.references: list[str] = []
        self.count = self.rows = self.columns = 0
        self.unplaced_rows = self.unplaced = self.most_unplaced = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        kind = name.rpartition(":")[2]
        if kind == "c":
            self.count += 1
            place = attributes.get("r")
            if place is None:
                self.unplaced += 1
                self.most_unplaced = max(self.most_unplaced, self.unplaced)
            else:
                self.references.append(place)
        elif kind == "row":
            self.unplaced = 0
            number = attributes.get("r")
            if number is None:
                self.unplaced_rows += 1
            elif not _ROW.fullmatch(number):
                raise UnreadableFile(_DAMAGED)
            else:
                self.rows = max(self.rows, int(number))

    def check(self, most: int) -> None:
        """Refuse what is too far or too much."""
        joined = "".join(f"{place} " for place in self.references)
        if not _REFERENCES.fullmatch(joined):
            raise UnreadableFile(_DAMAGED)
        for letters, number in set(_REFERENCE.findall(joined)):
            self.rows, self.columns = max(self.rows, int(number)), max(self.columns, _column_number(letters))
        self.references.clear()
        rows, columns = self.rows + self.unplaced_rows, self.columns + self.most_unplaced
        if rows * columns > MOST_AREA:
            raise UnreadableFile(_VAST.format(rows=rows, columns=columns))
        if self.count > most:
            raise UnreadableFile(_MANY)


def extent(part: IO[bytes], most: int) -> int:
    """How many cells a part of a workbook has: none, unless it is a sheet.

    Raises UnreadableFile where they are more than `most`, or too far apart; ExpatError for what is no XML.
    """
    cells = _Cells()
    parser = ParserCreate()
    parser.StartElementHandler = cells.start
    while text := part.read(_PART):
        parser.Parse(text, False)
        cells.check(most)
    parser.Parse(b"", True)
    cells.check(most)
    return cells.count


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
