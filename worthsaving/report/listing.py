"""A table of numbers as text cells for the report's page: heads, rows, links, and which columns are words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from worthsaving.figures.tables import Table
from worthsaving.words import format

LONGEST = 72  # letters of a caption in a cell


@dataclass(frozen=True)
class Cell:
    """One cell: its text, and an address that `platforms.safe_link` let through, or None; `number` sets it to the right."""

    text: str
    link: str | None = None
    number: bool = False


@dataclass(frozen=True)
class Listing:
    """A table as the page writes it: its name, heads as cells, rows of cells, and what they are where the heads do not say."""

    name: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def listing(table: Table, name: str) -> Listing:
    """Return the table as text: counts with their thousands, other numbers to two figures, days as days.

    A missing number is "not known", a missing text blank.

    A column `Link` becomes the link of its row's first cell.
    """
    links = table.rows["Link"].tolist() if "Link" in table.rows else [None] * len(table.rows)
    shown = table.rows.drop(columns=["Link"], errors="ignore")
    columns = [_cells(values) for _, values in shown.items()]
    rows = [
        (Cell(first.text, link if isinstance(link, str) else None, first.number), *rest)
        for link, (first, *rest) in zip(links, zip(*columns, strict=True), strict=True)
    ]
    heads = tuple(Cell(str(head), number=_numeric(values)) for head, values in shown.items())
    return Listing(name, heads, tuple(rows), table.note)


def _cells(values: pd.Series) -> list[Cell]:
    say, number = _say(values), _numeric(values)
    missing = format.MISSING if number else ""
    return [Cell(missing if format.is_missing(value) else say(value), number=number) for value in values]


def _numeric(values: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(values))


def _say(values: pd.Series) -> Callable[[Any], str]:
    if pd.api.types.is_datetime64_any_dtype(values):
        return format.day
    if pd.api.types.is_integer_dtype(values):
        return format.count
    if _numeric(values):
        return lambda value: format.figures(float(value))
    return lambda value: format.clip(str(value), LONGEST)
