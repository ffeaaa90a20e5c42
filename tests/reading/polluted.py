"""A made-up table, polluted in the ways that public surveys of real CSV files count, each with what it should read as.

Kinds and measures follow "Pollock: A Data Loading Benchmark" (PVLDB 16, 2023): header, records and cells are compared
as multisets, precision, recall and F1 each, with one more point for not failing; ten is perfect. Frequencies are
those of the survey. The table and the code are our own.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

Rows = list[list[str]]

HEADER = ["Day", "Hour", "Count", "Code", "Price", "Title", "Caption", "Link", "Notes"]
_ADJECTIVES = ["Slow", "Crisp", "Men's", "Grandma's", "Tiny", "Golden", "Late", "Kids'", "Rye"]
_THINGS = [
    "Sourdough",
    'Tin, Round 8"',
    "Focaccia, Olive",
    "Whisk Set",
    "Oven Mitts",
    "Bundt",
    'Board, 24" Oak',
    "Loaf",
]
_CAPTIONS = [
    "Light, quick and it won't stick: everything you'd want from a tin, made for long rises.",
    "Bakes evenly in 20 minutes. Two racks, one timer, no fuss.",
    'A long 9" blade, balanced for small hands, with a soft grip.',
    "Our best-value set: packed with tools for crust, crumb and crema.",
]


@dataclass(frozen=True)
class Polluted:
    """A polluted file, what it should read as (header first), and how often its kind is met."""

    name: str
    data: bytes
    clean: Rows
    weight: float


def table(rows: int = 83) -> Rows:
    """The clean table, header first."""
    body = []
    for i in range(rows):
        title = f"{_ADJECTIVES[i % 9]} {_THINGS[i % 8]}"
        caption = f"{_CAPTIONS[i % 4]} No. {i}"
        code = f"{'BHKMZ'[i % 5]}X-{1000 + 37 * i}"
        body.append([f"{i % 28 + 1:02d}/0{i % 9 + 1}/2026", f"{i % 24:02d}:{i % 4 * 15:02d}", str(i % 34), code,
                     f"${i * 1.37:.2f}", title, caption, f"https://www.example.com/{code}.html", ""])  # fmt: skip
    return [HEADER, *body]


def write(rows: Rows, *, delimiter: str = ",", quote: str = '"', escape: str = '"', end: str = "\r\n") -> str:
    """Delimited text: the caption and the link are always quoted, other cells where they need it."""
    return "".join(
        delimiter.join(_cell(at, cell, delimiter, quote, escape) for at, cell in enumerate(row)) + end for row in rows
    )


def _cell(at: int, cell: str, delimiter: str, quote: str, escape: str) -> str:
    inner = cell.replace('"', escape + '"')
    return (
        quote + inner + quote if at in (6, 7) or "," in cell or (delimiter[0] in cell and delimiter == ";") else inner
    )


def files() -> Iterator[Polluted]:
    """Every kind of pollution that concerns the file as a whole."""
    rows = table()
    yield Polluted("source", write(rows).encode(), rows, 1)
    yield Polluted("no newline at the end", write(rows).removesuffix("\r\n").encode(), rows, 184)
    yield Polluted("two newlines at the end", (write(rows) + "\r\n").encode(), rows, 5)
    yield Polluted("no header", write(rows[1:]).encode(), rows[1:], 470)
    for times in (2, 3):
        joined = [" ".join([name] * times) for name in HEADER]
        yield Polluted(f"{times} headers", write([HEADER] * times + rows[1:]).encode(), [joined, *rows[1:]], 47)
    yield Polluted("preamble", ("PREAMBLE,,,,,,,,\r\n,,,,,,,,\r\n" + write(rows)).encode(), rows, 282)
    for name, more in (("same", rows), ("less", [r[:-1] for r in rows]), ("more", [[*r, ""] for r in rows])):
        yield Polluted(f"two tables, {name}", (write(rows) + write(more)).encode(), rows, 62.67)
    yield Polluted("header only", write(rows[:1]).encode(), rows[:1], 3)
    yield Polluted("one row", write(rows[:2]).encode(), rows[:2], 4)
    yield Polluted("LF", write(rows, end="\n").encode(), rows, 1691)
    yield Polluted("CR", write(rows, end="\r").encode(), rows, 7)
    for delimiter, weight in ((";", 834), ("\t", 4), (", ", 101), (" ", 4)):
        yield Polluted(f"delimiter {delimiter!r}", write(rows, delimiter=delimiter).encode(), rows, weight)
    yield Polluted("apostrophes", write(rows, quote="'", escape="").encode(), rows, 11)
    yield Polluted("backslash", write(rows, escape="\\").encode(), rows, 1)
    yield Polluted("no escape", write(rows, escape="").encode(), rows, 7)


def rows_polluted(every: int = 1) -> Iterator[Polluted]:
    """Every kind that concerns one row: a delimiter too many or too few, a stray quote, blanks as delimiters."""
    rows = table()
    lines = write(rows).split("\r\n")
    weight = 834 / 2268
    for at in range(0, len(rows), every):
        cells = [_cell(i, cell, ",", '"', '"') for i, cell in enumerate(rows[at])]

        def file(name: str, line: str, clean: Rows, at: int = at) -> Polluted:
            text = "\r\n".join([*lines[:at], line, *lines[at + 1 :]])
            return Polluted(f"{name} row {at}", text.encode(), clean, weight)

        for column in range(len(HEADER)):
            yield file(f"more {column}", ",".join([*cells[:column], "", *cells[column:]]), rows)
            if column:
                joined = [*cells[: column - 1], cells[column - 1] + cells[column], *cells[column + 1 :]]
                yield file(f"less {column}", ",".join(joined), rows)
            stray = list(cells)
            inner = '"' + rows[at][column].replace('"', '""')
            stray[column] = f'"{inner}"' if cells[column][:1] == '"' else inner
            clean = [[*row] for row in rows]
            clean[at][column] = '"' + rows[at][column]
            yield file(f"stray {column}", ",".join(stray), clean)
        yield file("blanks", " ".join(cells), rows)


def score(frame: pd.DataFrame, clean: Rows) -> float:
    """The points, of ten, for what was read."""
    out = io.StringIO()
    csv.writer(out).writerows([list(frame.columns), *frame.to_numpy().tolist()])
    loaded = [[cell.lower() for cell in row] for row in csv.reader(io.StringIO(out.getvalue(), newline=""))]
    wanted = [[cell.lower() for cell in row] for row in clean]
    points = 1.0
    for a, b in (
        (wanted[0], loaded[0]),
        (["".join(row) for row in wanted[1:]], ["".join(row) for row in loaded[1:]]),
        ([cell for row in wanted for cell in row], [cell for row in loaded for cell in row]),
    ):
        both = (Counter(a) & Counter(b)).total()
        if not a:
            points += 3
        elif both:
            precision, recall = both / len(a), both / len(b)
            points += precision + recall + 2 * precision * recall / (precision + recall)
    return points
