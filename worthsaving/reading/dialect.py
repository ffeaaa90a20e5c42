"""How a text file writes its table: the delimiter and where the header stands. Decided on a bounded sample."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from worthsaving.reading.records import Record, records

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_CHARACTERS = 262_144
SAMPLE_RECORDS = 200
MOST_TITLE_LINES = 20


@dataclass(frozen=True)
class Dialect:
    """`delimiter`, the header's cells, how many cells a record has, and where the records begin in the text.

    `start` counts characters to the first character after the header's line. `requoted`: each record was packed into
    a single quoted cell (a spreadsheet program saved a comma file it had not split).
    """

    delimiter: str
    header: tuple[str, ...]
    width: int
    start: int
    requoted: bool = False


def find_dialect(text: str) -> Dialect | None:
    """The dialect of `text`, or None when it has no record at all."""
    said = re.match(r'"?sep=(.)"?\r?\n', text, re.IGNORECASE)
    offset = said.end() if said else 0
    sample = text[offset : offset + SAMPLE_CHARACTERS]
    candidates = [said[1]] if said else list(DELIMITERS)
    best: tuple[float, str, list[Record]] | None = None
    for delimiter in candidates:
        found = list(islice(records(sample, delimiter), SAMPLE_RECORDS))
        if len(found) > 1 and len(sample) == SAMPLE_CHARACTERS and len(found) < SAMPLE_RECORDS:
            found.pop()  # the sample's end cut it
        if found:
            score = _score(found)
            if best is None or score > best[0]:
                best = (score, delimiter, found)
    if best is None:
        return None
    score, delimiter, found = best
    if score == 0 and not said and _packed(found):
        return Dialect(",", (), 0, offset, requoted=True)
    width = _width(found)
    at = _header(found, width)
    header = found[at].cells
    return Dialect(delimiter, _padded(header, width), max(width, len(header)), offset + _end(sample, found, at))


def _score(found: list[Record]) -> float:
    """How well a delimiter explains the records: 0 when it never occurs."""
    width = _width(found)
    if width < 2:
        return 0.0
    share = sum(len(r.cells) == width for r in found) / len(found)
    header = found[_header(found, width)]
    return share * (1 - 1 / width) * (1.0 if len(header.cells) == width else 0.5)


def _width(found: list[Record]) -> int:
    """The usual number of cells of a record; on a tie the one that comes first."""
    return Counter(len(record.cells) for record in found).most_common(1)[0][0]


def _header(found: list[Record], width: int) -> int:
    """The first record that looks like the header: title lines before it have only a cell or two."""
    for at, record in enumerate(found[:MOST_TITLE_LINES]):
        filled = sum(cell.strip() != "" for cell in record.cells)
        if filled > 1 and 2 * len(record.cells) >= width:
            return at
    return 0


def _padded(header: tuple[str, ...], width: int) -> tuple[str, ...]:
    return header + ("",) * (width - len(header))


def _end(sample: str, found: list[Record], at: int) -> int:
    """Where the line of record `at` ends in the sample."""
    end = 0
    for record in found[: at + 1]:
        end = sample.index(record.text, end) + len(record.text)
    return end + (2 if sample[end : end + 2] == "\r\n" else 1)


def _packed(found: list[Record]) -> bool:
    """Whether each record is one quoted cell that holds a whole comma-separated record."""
    first = found[0]
    return first.text.lstrip().startswith('"') and first.cells[0].count(",") >= 2
