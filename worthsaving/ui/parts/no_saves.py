"""Files without saves: how to add them in two minutes, and what the files do count until then."""

import streamlit as st

from worthsaving.sections import no_saves as no_saves_section
from worthsaving.sections.answers import Answers
from worthsaving.ui.parts import missing_saves, show, with_notes
from worthsaving.ui.shell import frame, markdown, session
from worthsaving.words import headline
from worthsaving.words.screen import files as words


def no_saves(answers: Answers, here: frame.Place | None = None) -> None:
    """Draw the state "no saves in these files": what is missing, the ways to it, and the chart of what there is."""
    if len(answers.own) and here is not frame.HOME:  # there the heading says it
        first, _, rest = headline.no_saves(len(answers.videos)).partition(". ")
        st.markdown(f"**{first}.** {rest}  \n:gray[{_from(answers)}]")
    elif not len(answers.own):
        st.markdown(words.ONLY_WHOLE_DAYS)
    _add_saves(answers, here)
    show.parts(no_saves_section.no_saves(answers, over_time=here is frame.TRENDS), answers.facts)
    with_notes.margin_notes("no_saves", answers.facts)


def _from(answers: Answers) -> str:
    """Name the files that count no saves."""
    if session.from_library():
        return words.LIBRARY_WITHOUT_SAVES
    on_screen = set(answers.videos["source"]) if len(answers.videos) else None
    sources = {
        file.label or file.name
        for file in session.reading().files
        if file.kept and (on_screen is None or file.format in on_screen)
    }
    return f"What you dropped in: {markdown.escape(', '.join(sorted(sources)))}"


def _add_saves(answers: Answers, here: frame.Place | None) -> None:
    """Draw the one strip with the ways to saves: typed in, or a file that has them."""
    left = len(answers.missing_saves)
    typing = bool(left) and not session.from_library()
    with st.container(border=True):
        text, buttons = st.columns([3, 2], vertical_alignment="center")
    text.markdown(f":orange[:material/bookmark_add:] {words.add_saves(_files(answers), typing=typing)}")
    with buttons, st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        if typing and st.button(markdown.on_accent("Type them in"), type="primary", key="type_saves"):
            _typing(answers)
        if st.button(words.WHICH_FILE, key="which_file"):
            _which_file(answers)
        if here is not frame.HOME:
            frame.link(frame.HOME, label="Add a file", width="content", icon="")


def _files(answers: Answers) -> str:
    """Name the files that count saves: two of TikTok; those of other networks stand behind "Which file?"."""
    platforms = set(answers.videos["platform"])
    if platforms - missing_saves.UNTOLD - {"tiktok"}:
        return words.A_FILE_WITH_SAVES
    return words.TIKTOK_FILES


@st.dialog("Type in the saves", width="medium")
def _typing(answers: Answers) -> None:
    missing_saves.type_in(answers)


@st.dialog(words.HAS_THEM, width="medium")
def _which_file(answers: Answers) -> None:
    missing_saves.which_file(answers.videos, unfolded=True)
