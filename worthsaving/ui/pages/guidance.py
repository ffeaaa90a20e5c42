"""The notes as a page: grouped, each with its source and the charts it stands beside."""

from collections.abc import Sequence

import streamlit as st

from worthsaving.guidance import notes
from worthsaving.ui.shell import markdown
from worthsaving.words import format


def how_many(found: int, total: int, wanted: str) -> str:
    """How many notes are shown, and what to do when none is."""
    if not wanted:
        return f"{total} notes, in the order of the questions people ask."
    if not found:
        return "No note has these words. Try a single word, such as “download” or “privacy”."
    return f"{format.plural(found, 'note')} of {total}."


def grouped(found: Sequence[notes.Note], *, opened: str) -> None:
    """The notes under their groups' headings; the one that a chart's "More" asked for comes first and marked."""
    asked = [note for note in notes.all_notes() if note.id == opened]
    for note in asked:
        st.caption("The note you came for")
        _note(note, marked=True)
    for group, title in notes.groups():
        members = [note for note in found if note.group == group]
        if members:
            st.header(title, anchor=False)
            with st.grid(2, min_column_width=360):
                for note in members:
                    _note(note)


def _note(note: notes.Note, *, marked: bool = False) -> None:
    with st.container(border=True, gap="xsmall", height="stretch"):
        st.markdown(f"{':orange[:material/bookmark:] ' if marked else ''}**{markdown.escape(note.title)}**")
        st.markdown(markdown.escape(note.text))
        st.caption(f"Source: {markdown.escape(note.origin)}")
