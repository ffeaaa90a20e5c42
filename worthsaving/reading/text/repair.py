"""Repair of records of the wrong width, where another way to read them gives exactly the table's width.

A stray quote swallows the text up to the next quote that may close a cell. So a record over several lines is read line
by line, and a line again with one of its quotes as a letter. A delimiter forgotten next to a quote is put back where all
quotes are then in place. A record whose quotes are all in place is never read in another way: its cells would only
shift. A record that no reading explains is set aside with its number and text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from worthsaving.reading.text.records import Record, records

MOST_REPAIRED = 20_000
LONGEST = 200_000
MOST_LINES = 2_000
MOST_OPENINGS = 12
LONGEST_LINE = 20_000  # in a longer one no forgotten delimiter is looked for
_LINES = re.compile(r"\r\n|\r|\n")


def repaired(odd: Sequence[Record], delimiter: str, width: int, quote: str = '"') -> list[Record]:
    """Return the records in `odd` (number and text) with their cells; a record that held several comes as several.

    Beyond a number that no export reaches they are only split, not tried in other ways.
    """
    found: list[Record] = []
    for count, record in enumerate(odd):
        if count < MOST_REPAIRED and len(record.text) <= LONGEST:
            found += _repaired(record, delimiter, width, quote)
        else:
            found.append(Record(record.number, _plainly(record.text, delimiter, quote), record.text, record.cut))
    return found


def reread(record: Record, delimiter: str, width: int, quote: str = '"') -> Record:
    """Return a record of one line, its cells read so that they have the width of the table if that is possible."""
    if len(record.cells) == width or quote not in record.text or _LINES.search(record.text):
        return record
    return replace(record, cells=_best(record.text[:LONGEST], delimiter, width, quote))


def _repaired(record: Record, delimiter: str, width: int, quote: str) -> list[Record]:
    """Repair one record; it becomes one a line only where more than half of the lines then have the right width."""
    lines = [line for line in _LINES.split(record.text) if line]
    if len(lines) > 1:
        whole = _best(record.text, delimiter, width, quote)
        if len(whole) == width:
            return [Record(record.number, whole, record.text, record.cut)]
        if len(lines) <= MOST_LINES:
            again = [(line, _best(line, delimiter, width, quote)) for line in lines]
            if 2 * sum(len(cells) == width for _, cells in again) > len(again):
                return [Record(record.number, cells, line) for line, cells in again]
        return [Record(record.number, _plainly(record.text, delimiter, quote), record.text, record.cut)]
    return [Record(record.number, _best(record.text, delimiter, width, quote), record.text, record.cut)]


def _plainly(text: str, delimiter: str, quote: str) -> tuple[str, ...]:
    return next((record.cells for record in records(text[:LONGEST], delimiter, quote)), ())


def _best(text: str, delimiter: str, width: int, quote: str) -> tuple[str, ...]:
    """Return the cells of one record: of the first reading with the right width, else of the plain one."""
    first: tuple[str, ...] = ()
    for cells in _readings(text, delimiter, width, quote):
        if len(cells) == width:
            return cells
        first = first or cells
    return first


def _readings(text: str, delimiter: str, width: int, quote: str) -> Iterator[tuple[str, ...]]:
    """Yield ways to read one record, the most ordinary first."""
    plain = list(records(text, delimiter, quote))
    if len(plain) == 1:
        yield plain[0].cells
        inner = text.strip()[1:-1].replace(quote * 2, "")
        if len(plain[0].cells) == 1 and text.startswith(quote) and quote not in inner:
            # a spreadsheet program packed the record into one cell
            yield next((record.cells for record in records(plain[0].cells[0], delimiter, quote)), ())
    if quote not in text or _in_place(text, delimiter, quote):
        return
    yield from _forgotten(text, delimiter, width, quote)
    cells, openings = _scan(text, delimiter, quote)
    if len(plain) != 1:
        yield cells
    yield _scan(text, delimiter, quote, doubled=False)[0]
    for opening in openings[:MOST_OPENINGS]:
        yield _scan(text, delimiter, quote, literal=opening)[0]
    yield tuple(text.split(delimiter))


@cache
def _whole(delimiter: str, quote: str) -> re.Pattern[str]:
    d, q = re.escape(delimiter), re.escape(quote)
    cell = rf"(?>[ ]*{q}(?>[^{q}]|{q}{q})*{q}[ ]*(?={d}|\Z)|(?>(?!{d})[^{q}])*)"
    return re.compile(rf"(?>{cell}{d})*{cell}")


def _in_place(text: str, delimiter: str, quote: str) -> bool:
    """Return whether every quote opens a cell, closes one, or is doubled within one."""
    return _whole(delimiter, quote).fullmatch(text) is not None


def _forgotten(text: str, delimiter: str, width: int, quote: str) -> Iterator[tuple[str, ...]]:
    """Yield the reading with one more delimiter, next to a quote that touches a letter outside; only if there is just one."""
    if len(text) > LONGEST_LINE or text.count(quote) % 2:  # one quote has no pair: another delimiter does not help
        return
    touching = islice(re.finditer(rf"(?<=[^\s{quote}]){quote}|{quote}(?=[^\s{quote}])", text), 2 * MOST_OPENINGS)
    places = {at for touch in touching for at in touch.span()}
    wider = (text[:at] + delimiter + text[at:] for at in places)
    found = {_plainly(line, delimiter, quote) for line in wider if _in_place(line, delimiter, quote)}
    right = [cells for cells in found if len(cells) == width]
    if len(right) == 1:
        yield right[0]


def _scan(
    text: str, delimiter: str, quote: str, *, literal: int = -1, doubled: bool = True
) -> tuple[tuple[str, ...], list[int]]:
    """Return cells and where quotes open; `literal` is a letter, without `doubled` also one of two closes."""
    cells: list[str] = []
    openings: list[int] = []
    at, size, one = 0, len(text), len(delimiter)
    while True:
        end = -1
        if text.startswith(quote, at) and at != literal:
            end = _closing(text, at + 1, delimiter, quote, doubled=doubled)
        if end >= 0:
            openings.append(at)
            cells.append(text[at + 1 : end].replace(quote * 2, quote))
            at = end + 1
        else:
            if text.startswith(quote, at) and at != literal:
                openings.append(at)
            end = text.find(delimiter, at)
            end = size if end < 0 else end
            cells.append(text[at:end])
            at = end
        if at >= size:
            return tuple(cells), openings
        at += one


def _closing(text: str, at: int, delimiter: str, quote: str, *, doubled: bool) -> int:
    """Return the position of the quote that closes a cell, -1 if none does."""
    while True:
        at = text.find(quote, at)
        if at < 0:
            return -1
        borders = at + 1 >= len(text) or text.startswith(delimiter, at + 1)
        if doubled and text.startswith(quote, at + 1):
            at += 2
        elif borders:
            return at
        else:
            at += 1
