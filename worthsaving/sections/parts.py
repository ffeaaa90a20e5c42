"""The pieces of a page and of the report: findings, figures, tables and the place of their notes. Nothing here is HTML or Streamlit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from worthsaving.schema import Account

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from worthsaving.figures.finished import Finished
    from worthsaving.figures.tables import Table


@dataclass(frozen=True)
class Fact:
    """One big number: its key in `summary --json`, its label, its value as shown, and what it is in words."""

    key: str
    label: str
    value: str
    explained: str


@dataclass(frozen=True)
class Line:
    """One sentence (it may hold text from captions: escape it), and the id of the section it comes from, if another."""

    text: str
    section: str = ""


@dataclass(frozen=True)
class Marked:
    """What a mark made under a chart is about: an account (or `schema.EVERY_ACCOUNT`), and the chart's last day."""

    account: Account
    last: dt.date


@dataclass(frozen=True)
class Chart:
    """One figure: `place` is its name everywhere (unique), `alt` says what it shows, `caption` what its marks mean.

    `draw` makes the figure and `table` the numbers behind it, each when it is asked for. `long`: the numbers are a row a
    video or day, too many to print. `marked`: of a chart over time, on which days can be marked.
    """

    place: str
    draw: Callable[[], go.Figure]
    table: Callable[[], Table]
    alt: str
    title: str = ""
    caption: str = ""
    long: bool = False
    marked: Marked | None = None

    def finished(self, places: Mapping[str, str]) -> Finished:
        """Return the figure as a page shows it, in the page's colours (see `palette.recolour`); drawn when first asked for."""
        from worthsaving.figures.finished import Finished

        held: dict[str, Finished] = self.__dict__.setdefault("_finished", {})
        if not held:
            held["page"] = Finished(self.draw(), places)
        return held["page"]


@dataclass(frozen=True)
class Part:
    """One stretch of a section: whatever it has of these, in this order, with the notes of `place` beside it.

    `quote` is a video's caption under a label of ours. `findings` are sentences below the charts, `under` quieter ones. `texts` may hold the emphasis
    of our own data files (`*so*`), nothing of a user's. `notes` is how many notes there may be.
    """

    place: str = ""
    heading: str = ""
    facts: tuple[Fact, ...] = ()
    lines: tuple[Line, ...] = ()
    quote: tuple[str, str] | None = None
    charts: tuple[Chart, ...] = ()
    findings: tuple[Line, ...] = ()
    under: tuple[str, ...] = ()
    table: Table | None = None
    texts: tuple[str, ...] = ()
    notes: int = 1


@dataclass(frozen=True)
class Section:
    """One section: its id, its name in the list of contents, and its parts; empty parts mean that it has nothing to say."""

    id: str
    title: str
    parts: tuple[Part, ...]


def lines(*sentences: str) -> tuple[Line, ...]:
    """Return the sentences that say something as lines."""
    return tuple(Line(sentence) for sentence in sentences if sentence)
