"""Long reading shows itself: what is being read, how far it is, a way to stop it, and the outline of what will come."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from worthsaving.ui.shell import markdown, session
from worthsaving.words import format
from worthsaving.words.screen import doing

QUICK = 300_000
"""Bytes of files that are read in well under a second: for them a bar would only flash."""
OUTLINES = (36, 280, 120)  # pixels: heading, picture, tiles


def read(place: DeltaGenerator, *, outlines: bool = True) -> None:
    """Read what the pages show, with a bar in `place` where it takes long; the place is empty afterwards.

    `outlines`: with the outlines of a page under the bar.
    """
    if session.is_read():
        return
    if session.from_library():
        with place, st.spinner(doing.OPENING):
            session.reading()
    elif sum(len(file.data) for file in session.files()) < QUICK:
        session.reading()
    else:
        _with_a_bar(place, OUTLINES if outlines else ())
    place.empty()


def _with_a_bar(place: DeltaGenerator, outlines: Sequence[int]) -> None:
    with place.container():
        with st.container(horizontal=True, vertical_alignment="center"):
            bar = st.progress(0.0, text=doing.READING)
            st.button("Stop", on_click=session.stop_reading, icon=":material/stop_circle:")
        for height in outlines:
            st.skeleton(height=height)

    def shown(done: int, of: int, rows: int, name: str) -> None:
        what = f"{done:,} of {format.plural(of, 'file')} read, {format.plural(rows, 'video')} so far"
        now = f"now {markdown.escape(format.clip(name, 50))}" if name else "putting them together"
        bar.progress(done / max(of, 1), text=f"{what}; {now}…")

    session.reading(shown)
