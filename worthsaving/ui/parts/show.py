"""The one way to show a part of a section live: heading, numbers, sentences, charts, and the notes beside them."""

from collections.abc import Callable, Collection, Sequence

import streamlit as st

from worthsaving.sections import sections
from worthsaving.sections.answers import Answers
from worthsaving.sections.parts import Fact, Part
from worthsaving.ui.parts import with_notes
from worthsaving.ui.shell import markdown


def parts(made: Sequence[Part], known: Collection[str]) -> None:
    """Draw parts one below the other; `known` are the facts that choose their notes."""
    for part in made:
        show(part, known)


def show(part: Part, known: Collection[str], *, below: Callable[[], None] | None = None) -> None:
    """Draw one part, then the line of its note; `below` draws what only the page has, under the part's own."""
    if part.heading:
        st.header(markdown.escape(part.heading), anchor=False)
    content(part)
    if below is not None:
        below()
    if part.place:
        with_notes.margin_notes(part.place, known, limit=part.notes)


def section(topic: str, answers: Answers) -> None:
    """Draw a section under its title; nothing where it has nothing to say. `topic` is an id of `sections.ALL`."""
    for made in sections.build(answers, (topic,)):
        heading(topic)
        parts(made.parts, answers.facts)


def heading(topic: str) -> None:
    """Draw the title of a section."""
    st.header(sections.title(topic), anchor=False)


def facts(shown: Sequence[Fact]) -> None:
    """Draw big numbers in a row."""
    with st.grid(4, min_column_width=125):
        for fact in shown:
            st.metric(fact.label, fact.value, help=fact.explained or None, border=True, height="stretch")


def content(part: Part) -> None:
    """Draw all of a part but its heading, notes and table."""
    if part.facts:
        facts(part.facts)
    for line in part.lines:
        st.markdown(markdown.escape(line.text))
    if part.quote:
        label, text = part.quote
        with st.container(border=True, gap="xsmall"):
            st.caption(f":material/bookmark_star: {label}")
            st.text(text)
    for text in part.texts:
        st.markdown(text)
    for chart in part.charts:
        with_notes.chart(chart)
        if chart.caption:
            st.caption(markdown.escape(chart.caption))
    for line in part.findings:
        st.markdown(f":orange[:material/bookmark:] {markdown.escape(line.text)}")
    for text in part.under:
        st.caption(markdown.escape(text))
