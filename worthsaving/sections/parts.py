"""What a report is made of: plain text, figures and tables. Nothing here is HTML; only the template is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from worthsaving.guidance.notes import Note


@dataclass(frozen=True)
class Cell:
    """One cell of a table; `link` is an address that `platforms.safe_link` let through, or None."""

    text: str
    link: str | None = None


@dataclass(frozen=True)
class Table:
    """A table: its name, heads, rows of cells, and how many columns from the left are words (the rest are numbers)."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    words: int = 1


@dataclass(frozen=True)
class Chart:
    """One figure: `id` (unique in the report), what it shows in words (`alt`), the words under it, its numbers."""

    id: str
    figure: go.Figure
    alt: str
    title: str = ""
    caption: str = ""
    table: Table | None = None

    @property
    def height(self) -> int:
        """How tall the figure is drawn, in pixels, at any width of the page."""
        return int(self.figure.layout.height)


@dataclass(frozen=True)
class Fact:
    """One big figure: label, value as shown, and what it is in words."""

    label: str
    value: str
    explained: str


@dataclass(frozen=True)
class Part:
    """One stretch of a section: whatever it has of these, in this order, with `notes` in the margin.

    `under` are lines below the charts; `texts` may hold the emphasis of our own data files (`*so*`), nothing of a user's.
    """

    heading: str = ""
    facts: tuple[Fact, ...] = ()
    lines: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    under: tuple[str, ...] = ()
    table: Table | None = None
    texts: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Section:
    """One section: its id, its name in the list of contents, and its parts."""

    id: str
    title: str
    parts: tuple[Part, ...]


def table(name: str, heads: tuple[str, ...], rows: Sequence[Sequence[str | Cell]], *, words: int = 1) -> Table:
    """A table from rows of text and cells."""
    cells = tuple(tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row) for row in rows)
    return Table(name, heads, cells, words)
