"""Lenient reader of delimited text, one record at a time: for a sample, and for the few broken records.

A quote inside a quoted cell that no delimiter, line end or second quote follows is taken as a letter; a quote that
never closes is one too. Whole files go through `quotes` and `parse`, which follow the same rules.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

# A quoted cell that never closes costs a search to the end of the text: tried so often and no more
MOST_OPEN_QUOTES = 50
_BLANKS = re.compile("[ ]*+")
_LINE_END = re.compile(r"[\r\n]|\Z")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its cells, its text as written, and its number (the first is 1; blank lines count).

    `cut`: the file ends inside a quoted cell of it, so part of it may be missing. `end` is where its line ends in the
    text. `why` says why it is no row of the table, "" where its number of cells does.
    """

    number: int
    cells: tuple[str, ...]
    text: str
    cut: bool = False
    end: int = 0
    why: str = ""


@cache
def _patterns(delimiter: str, quote: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    d, q = re.escape(delimiter), re.escape(quote)
    blank = "[ ]*+"
    quoted = rf"{blank}{q}((?:[^{q}]++|{q}{q}|{q}(?!{q}|{blank}(?:{d}|[\r\n]|\Z)))*+){q}{blank}(?={d}|[\r\n]|\Z)"
    bare = rf"(?:(?!{d})[^\r\n])*+" if len(delimiter) > 1 else rf"[^\r\n{d}]*+"
    return re.compile(quoted), re.compile(bare)


def records(text: str, delimiter: str, quote: str = '"') -> Iterator[Record]:
    """Yield the records of `text` in order, blank lines left out (but counted)."""
    quoted, bare = _patterns(delimiter, quote)
    at, number, size, open_quotes = 0, 0, len(text), 0
    bare_until = 0  # no quoted cell begins with the blanks before it: each blank may be a cell
    line_end = last_quote = -1  # of the line that `at` is in
    while at < size:
        begin, cells, never_closed = at, [], False
        number += 1
        while True:
            if at > line_end:
                line_end = _end_of_line(text, at)
                last_quote = text.rfind(quote, at, line_end)
            if at > last_quote:  # a quarter of the time that it takes cell by cell
                cells += text[at:line_end].split(delimiter)
                at = line_end
                break
            match = None
            if text[at : at + 1] in (quote, " ") and open_quotes < MOST_OPEN_QUOTES and at >= bare_until:
                match = quoted.match(text, at)
                if match is None and text[at : at + 1] == quote:
                    open_quotes += 1
                    never_closed = True
                elif match is None:
                    run = _BLANKS.match(text, at)
                    bare_until = run.end() if run else at
            if match is not None:
                cells.append(match[1].replace(quote * 2, quote))
            else:
                match = bare.match(text, at)
                assert match is not None  # noqa: S101 - the pattern also matches nothing
                cells.append(match[0])
            at = match.end()
            if not text.startswith(delimiter, at):
                break
            at += len(delimiter)
        end = at
        at += 2 if text[at : at + 2] == "\r\n" else 1
        if cells != [""]:
            yield Record(number, tuple(cells), text[begin:end], never_closed and end >= size, min(at, size))


def _end_of_line(text: str, at: int) -> int:
    found = _LINE_END.search(text, at)
    return found.start() if found else len(text)
