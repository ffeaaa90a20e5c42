"""The page "Saves, answered": the short answer, the points in six boxes, and every note at length on demand."""

from collections.abc import Sequence

import streamlit as st

from worthsaving.guidance import notes, points
from worthsaving.guidance.notes import Note
from worthsaving.ui.shell import markdown
from worthsaving.words.screen import guide as words

BOX_WIDTH = 300  # pixels: narrower, and a line breaks


def ask() -> str:
    """Draw the short answer and the search; return what is searched for, "" for nothing."""
    left, right = st.columns([3, 1], vertical_alignment="top")
    with right:
        wanted = st.text_input(
            "Search the answers",
            key="q",
            bind="query-params",
            placeholder="Search: watermark …",
            label_visibility="collapsed",
        )
    with left, st.container(border=True, gap="xsmall"):
        shown = points.answer()
        st.markdown(
            f"**{markdown.escape(shown.question)}**  \n:orange[**{shown.short}**] {markdown.escape(shown.rest)}"
        )
        if not wanted:  # what was found stands below at length
            with st.expander("The long answer", type="compact"):
                for note in shown.notes:
                    _at_length(note)
    return wanted or ""


def boxes() -> None:
    """Draw the points, a line each that opens what stands behind it."""
    with st.grid(2, min_column_width=BOX_WIDTH):
        for box in points.boxes():
            with st.container(border=True, gap=None, height="stretch"):
                st.markdown(f":orange[:material/{box.icon}:] **{markdown.escape(box.title)}**")
                for point in box.points:
                    with st.expander(markdown.escape(point.line), type="compact"):
                        _at_length(point.note)


def further() -> None:
    """Draw the notes that no point leads to, folded away, chapter by chapter."""
    left = points.further()
    with st.expander(f"{len(left)} more notes: other networks, files, counting, reading the charts", type="compact"):
        for group, title in notes.groups():
            members = [note for note in left if note.group == group]
            if members:
                st.markdown(f"**{markdown.escape(title)}**")
                for note in members:
                    with st.expander(markdown.escape(note.title), type="compact"):
                        _at_length(note)
    st.caption(words.BUILT_ON)


def found(matches: Sequence[Note]) -> None:
    """Draw the notes that a search found at length, and how many they are; what to do where there is none."""
    if not matches:
        st.caption(words.NONE_FOUND)
        return
    st.caption(words.found(len(matches), len(notes.all_notes())))
    with st.grid(2, min_column_width=360):
        for note in matches:
            with st.container(border=True, gap="xsmall", height="stretch"):
                _at_length(note)


def asked(name: str) -> None:
    """Draw the note that a chart's line led here for; nothing for a name that no note has."""
    for note in notes.all_notes():
        if note.id == name:
            with st.container(border=True, gap="xsmall"):
                st.caption(":orange[:material/bookmark:] The note you came for")
                _at_length(note)


def _at_length(note: Note) -> None:
    st.markdown(f"**{markdown.escape(note.title)}**  \n{markdown.escape(note.text)}")
    st.caption(f"Source: {markdown.escape(note.origin)}")
