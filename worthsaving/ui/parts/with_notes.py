"""Charts, and the one line under each that opens the note going with it."""

from collections.abc import Callable, Collection

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from worthsaving.figures import base
from worthsaving.figures.finished import Finished
from worthsaving.guidance.notes import Note
from worthsaving.sections.parts import Chart
from worthsaving.ui.parts import chart_tools
from worthsaving.ui.parts.chart_theme import names_of_colours
from worthsaving.ui.shell import filters, frame, markdown, note_turns


def chart(shown: Chart, *, on_select: Callable[[Finished], Callable[[], None]] | None = None) -> None:
    """Draw a chart, its numbers and downloads under it; `on_select` makes of the figure what is called when a point is clicked."""
    figure = _themed(shown)
    picking = {"on_select": on_select(figure), "selection_mode": "points"} if on_select else {}
    key, alt = f"chart_{shown.place}", shown.alt
    with st.container(gap=None):
        st.plotly_chart(figure, key=key, config=base.CONFIG, alt=alt, **picking)  # type: ignore[call-overload]
        chart_tools.tools(shown.place, alt, shown.table, shown.caption, marked=shown.marked)


def plain_chart(shown: Chart, place: DeltaGenerator | None = None, *, small: bool = False) -> None:
    """Draw a chart alone, where its page has its numbers and downloads; in `place` where one is held for it.

    A `small` one is a short list: it has no button that enlarges it, which would lie on the numbers at its top.
    """
    config = {**base.CONFIG, "displayModeBar": False} if small else base.CONFIG
    (place or st).plotly_chart(_themed(shown), key=f"chart_{shown.place}", config=config, alt=shown.alt)


def _themed(shown: Chart) -> Finished:
    """Draw the chart in the names of the theme's colours, so that it goes with the light and the dark page."""
    return shown.finished(names_of_colours()).in_theme(st.context.theme.type or "light")


def margin_notes(place: str, facts: Collection[str], *, limit: int = 1) -> None:
    """Draw the notes of a place, one line each that opens the whole of it; those not met in this visit come first."""
    for note in note_turns.turns().choose(place, facts, limit=limit):
        # In place, so that reading on loses neither the page nor its switches.
        with st.popover(f":orange[:material/sticky_note_2:] {markdown.escape(note.title)}", type="tertiary"):
            _whole(note)


def _whole(note: Note) -> None:
    st.markdown(f"**{markdown.escape(note.title)}**  \n{markdown.escape(note.text)}")
    st.caption(f"Source: {markdown.escape(note.origin)}")
    address = {"note": [note.id], **filters.in_address()}
    frame.page_link(frame.GUIDANCE, "All answers", address=address, icon=frame.GUIDANCE.icon)
