"""Delimited text -> records, forgiving: the careful reader for text that breaks the rules of CSV.

A quote inside a quoted cell that no delimiter, line end or second quote follows is taken as a letter; a quote that
never closes is one too. Strict files never come here (see `strict`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

# A quoted cell that is never closed costs a walk to the end of the file; so often, and no more, that is tried.
MOST_OPEN_QUOTES = 50


@dataclass(frozen=True)
class Record:
    """One record: its cells, its text as it stands, and its number (the first is 1; blank lines count).

    `cut` says that the file ends inside a quoted cell of it: what is there may be half of what was.
    """

    number: int
    cells: tuple[str, ...]
    text: str
    cut: bool = False


@cache
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    d = re.escape(delimiter)
    blank = "[ ]*+"
    quoted = rf'{blank}"((?:[^"]++|""|"(?!"|{blank}(?:{d}|[\r\n]|\Z)))*+)"{blank}(?={d}|[\r\n]|\Z)'
    bare = rf"[^\r\n{d}]*+"
    return re.compile(quoted), re.compile(bare)


def records(text: str, delimiter: str) -> Iterator[Record]:
    """The records of `text` in order, blank lines left out (but counted)."""
    quoted, bare = _patterns(delimiter)
    at, number, size, open_quotes = 0, 0, len(text), 0
    while at < size:
        begin, cells, never_closed = at, [], False
        number += 1
        line_end = text.find("\n", at)
        line = text[at : size if line_end < 0 else line_end]
        if '"' not in line and "\r" not in line[:-1]:  # nothing to be careful about
            line = line.removesuffix("\r")
            at += len(line) + (2 if text[at + len(line) : at + len(line) + 2] == "\r\n" else 1)
            if line:
                yield Record(number, tuple(line.split(delimiter)), line)
            continue
        while True:
            match = None
            if text[at : at + 1] in ('"', " ") and open_quotes < MOST_OPEN_QUOTES:
                match = quoted.match(text, at)
                if match is None and text[at : at + 1] == '"':
                    open_quotes += 1
                    never_closed = True
            if match is not None:
                cells.append(match[1].replace('""', '"'))
            else:
                match = bare.match(text, at)
                assert match is not None  # noqa: S101 - the pattern also matches nothing
                cells.append(match[0])
            at = match.end()
            if text[at : at + 1] != delimiter:
                break
            at += 1
        end = at
        at += 2 if text[at : at + 2] == "\r\n" else 1
        if cells != [""]:
            yield Record(number, tuple(cells), text[begin:end], cut=never_closed and end >= size)


def relined(record: Record, delimiter: str, width: int) -> list[Record]:
    """A record of the wrong width that runs over several lines, read line by line.

    A quote left open swallows the lines after it. When those lines have the right width by themselves they are
    given back; otherwise the record comes back as it was.
    """
    lines = record.text.splitlines()
    if len(lines) < 2 or len(record.cells) == width:
        return [record]
    again: list[Record] = []
    for line in lines:
        alone = list(records(line, delimiter))
        again += [Record(record.number, alone[0].cells, line)] if len(alone) == 1 else []
    if sum(len(r.cells) == width for r in again) * 2 > len(again):
        return again
    return [record]
