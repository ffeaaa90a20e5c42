"""Charts with the notes that explain them: beside where there is room, below where there is not."""

from collections.abc import Callable, Collection

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from worthsaving.figures import base
from worthsaving.guidance import notes
from worthsaving.sections.parts import Chart
from worthsaving.ui.parts import chart_tools
from worthsaving.ui.shell import filters, frame, markdown, session

NOTE_WIDTH = 175  # pixels: narrower, and a note has three words a line


def chart(shown: Chart, *, on_select: Callable[[], None] | None = None) -> None:
    """Draw a chart, its numbers and downloads under it; `on_select` is called when a point is clicked."""
    picking = {"on_select": on_select, "selection_mode": "points"} if on_select else {}
    key, alt = f"chart_{shown.place}", shown.alt
    with st.container(gap=None):
        st.plotly_chart(shown.draw(), key=key, config=base.CONFIG, alt=alt, **picking)  # type: ignore[call-overload]
        chart_tools.tools(shown.place, alt, shown.table)


def plain_chart(shown: Chart) -> None:
    """Draw a chart alone, where its page has its numbers and downloads."""
    st.plotly_chart(shown.draw(), key=f"chart_{shown.place}", config=base.CONFIG, alt=shown.alt)


def margin_notes(place: str, facts: Collection[str], *, limit: int = 1) -> None:
    """The notes that stand beside a chart, short, each with a way to the whole of it.

    A note that already stands higher up on this page gives way to the next one, as long as there is one.
    """
    fitting = notes.beside(place, facts, limit=len(notes.all_notes()))
    fresh = [note for note in fitting if not session.note_shown(note.id)]
    for note in (fresh or list(fitting))[:limit]:
        session.show_note(note.id)
        with st.container(border=True, gap="xsmall"):
            st.markdown(f":orange[:material/sticky_note_2:] **{note.title}**")
            st.caption(note.short)
            # In place, so that reading on loses neither the page nor its switches.
            with st.popover(":small[Read more]", type="tertiary"):
                st.markdown(f"**{note.title}**  \n{note.text}")
                st.caption(f"Source: {markdown.escape(note.origin)}")
                address = {"note": [note.id], **filters.in_address()}
                frame.page_link(frame.GUIDANCE, "All notes", address=address, icon=frame.GUIDANCE.icon)


def columns() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Room for something wide and, beside it, for its notes; where the page is too narrow for both the notes go below."""
    grid = st.grid(4, min_column_width=NOTE_WIDTH, gap="medium")
    return grid.cell(column_span=3), grid.cell()
