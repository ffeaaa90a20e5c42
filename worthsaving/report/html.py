"""The report as one HTML file: everything inside, nothing fetched, text from files inert, made to print."""

import base64
import datetime as dt
import json
import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape
from plotly.offline import get_plotlyjs

from worthsaving.data import load
from worthsaving.data.direction import unturned
from worthsaving.figures import base
from worthsaving.guidance.notes import Margin
from worthsaving.reading.result import Reading
from worthsaving.report import look
from worthsaving.report.cover import cover
from worthsaving.report.listing import listing
from worthsaving.report.voice import FOLDED, drawn_for_brand, for_brand
from worthsaving.sections.answers import Answers
from worthsaving.sections.choice.accounts import named
from worthsaving.sections.choice.choice import EVERYTHING, Choice
from worthsaving.sections.history import History
from worthsaving.sections.parts import Chart, Section
from worthsaving.sections.sections import ALL, build
from worthsaving.words import format
from worthsaving.words.report import cover as cover_words
from worthsaving.words.report.voice import Voice


def html_report(
    reading: Reading,
    choice: Choice = EVERYTHING,
    *,
    sections: Collection[str] = ALL,
    made_at: dt.datetime,
    voice: Voice = "me",
    history: History | None = None,
    marks: Callable[[], pd.DataFrame] | None = None,
) -> bytes:
    """The report as the bytes of one UTF-8 HTML file that opens offline in any browser.

    The choice is that of the app's filters; `sections` are ids from `sections.ALL`, ones with
    nothing to say are left out. `made_at` is shown as it is, with its zone. `voice`: "me" speaks to the creator, with a
    note at each chart; "brand" speaks about them, with a cover, the method folded and no advice. An empty reading, one
    without saves and one with few videos have their own words. `history`: what an open library adds; `marks`: what
    asks for the marks on the timeline (`schema.MARKS`), by default that library. Raises ValueError for a section that does not exist.
    """
    answers, brand = Answers(reading, choice, history, marks=marks), voice == "brand"
    made = build(answers, tuple(sections))
    front = cover(answers) if brand else None
    if front is not None:
        made = for_brand(made, front.sentences)
    margin = Margin(answers.facts)
    found = answers.headline
    return page(
        made,
        brand=brand,
        margin=None if brand else margin,
        made_at=made_at,
        cover=front,
        folded=FOLDED if brand else (),
        subtitle=cover_words.KEPT_BY_THEIRS if brand else cover_words.KEPT_BY_YOURS,
        who=named(answers.accounts) or "No account named",
        when=format.span(found.first_day, found.last_day),
        how_many=format.plural(found.videos, "video"),
        choice=answers.choice.words(),
        mixed=len(answers.accounts) > 1,
        sample=cover_words.sample(answers.accounts),
        files=_from(answers),
    )


def page(
    sections: Sequence[Section],
    *,
    made_at: dt.datetime,
    brand: bool = False,
    margin: Margin | None = None,
    **words: Any,  # noqa: ANN401 - as the template names them
) -> bytes:
    """Render sections as the bytes of one UTF-8 HTML page, with their charts; `brand`: these as a brand sees them.

    `words`: what the template's head says (see data/report.html). Without a margin there are no notes.
    """
    figures = {
        element_id(chart): chart.draw() for section in sections for part in section.parts for chart in part.charts
    }
    charts = {name: drawable(figure) for name, figure in figures.items()}
    if brand:
        charts = drawn_for_brand(charts)
    text = _template().render(
        sections=[_shown(section, figures, margin) for section in sections],
        font=_font(),
        charts=_json(charts),
        config=_json({**base.CONFIG, "responsive": True}),
        plotly=Markup(_library()) if charts else "",  # noqa: S704 - the library's own script, no data in it
        script=Markup(load.text("report.js")),  # noqa: S704 - ours
        style=Markup(load.text("report.css")),  # noqa: S704 - ours
        look=look,
        made_at=f"{format.day(made_at)}, {made_at:%H:%M %Z}".strip(),
        **words,
    )
    # A file's name can hold half a character, which UTF-8 cannot write: a question mark stands there.
    return text.encode("utf-8", "replace")


@cache
def _library() -> str:
    """The charts' library: read from its file once, as reading and decoding it took 10 of the 45 ms of a preview's rerun."""
    return str(get_plotlyjs())


def split(page: bytes) -> tuple[str, ...]:
    """Return a report without the charts' library, cut where that stands: 4.6 MB that are the same in every report."""
    return tuple(page.decode("utf-8").split(_library()))


def joined(parts: Sequence[str]) -> str:
    """Return the report that `split` took apart."""
    return _library().join(parts)


def _from(answers: Answers) -> str:
    """What it was made from, files as they were dropped in; a library's reading knows no files."""
    if answers.files:
        own, every = (
            len({file.name.split("/", 1)[0] for file in some}) for some in (answers.files, answers.reading.files)
        )
        return cover_words.files(own, every)
    return "what is kept in the library" if answers.accounts and not answers.reading.files else ""


def _shown(section: Section, figures: dict[str, go.Figure], margin: Margin | None) -> dict[str, Any]:
    """A section as the template takes it: each part with its charts, table and notes; each note once in the report.

    Without a margin there are no notes.
    """
    parts = [
        {
            "part": part,
            "charts": [
                _figure(chart, figures[element_id(chart)], part.heading, section.title) for chart in part.charts
            ],
            "table": None if part.table is None else listing(part.table, part.heading or section.title),
            "notes": margin.beside(part.place, limit=part.notes) if margin and part.place else (),
        }
        for part in section.parts
    ]
    return {"id": section.id, "title": section.title, "parts": parts}


def _figure(chart: Chart, figure: go.Figure, heading: str, section: str) -> dict[str, Any]:
    """One chart as the template takes it: its id, its words, how tall it is drawn in pixels, its numbers.

    `about` is what its alt text says beyond the heading over it, which would be read twice; `name` what it is called.
    """
    name = chart.title or heading or section
    about = chart.alt.removeprefix(heading).lstrip(". ")
    numbers = None if chart.long else listing(chart.table(), name)
    return {
        "id": element_id(chart),
        "words": chart,
        "about": about,
        "name": about or f"Chart: {name}",
        "height": int(figure.layout.height),
        "table": numbers,
    }


def element_id(chart: Chart) -> str:
    """Name a chart's element; a section may have the chart's own name, so that alone would name two."""
    return f"chart-{chart.place.replace('_', '-')}"


def drawable(figure: go.Figure) -> Any:  # noqa: ANN401 - JSON
    """The figure with the report's template, as plain JSON values."""
    drawn = json.loads(figure.to_json())
    drawn["layout"]["template"] = look.TEMPLATE
    return drawn


def _json(value: Any) -> Markup:  # noqa: ANN401
    """JSON that can stand inside <script>: no character of it can end the element or begin another."""
    text = json.dumps(value, allow_nan=False, separators=(",", ":"))  # ASCII, so U+2028 is escaped as well
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - just made harmless


def _emphasised(text: str) -> Markup:
    """Markdown of our own (method.toml) as HTML: emphasis only, everything else is escaped."""
    strong = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", str(escape(text)))
    return Markup(re.sub(r"\*(.+?)\*", r"<em>\1</em>", strong))  # noqa: S704 - escaped one line up


def _shown_text(value: object) -> object:
    """What the page shows of a value: text without what turns its direction; our own markup as it is."""
    return unturned(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _font() -> Markup:
    """The app's typeface for the page's style, as text: a subset that is inside the file."""
    return Markup(base64.b64encode(load.data("report_font.woff2")).decode())  # noqa: S704 - letters and digits only


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_shown_text, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["emphasised"] = _emphasised
    return environment.from_string(load.text("report.html"))
