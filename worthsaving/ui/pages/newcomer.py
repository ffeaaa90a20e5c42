"""The screen for somebody without data: what the app does, where files go, where they come from."""

import streamlit as st

from worthsaving.data import load
from worthsaving.ui.pages import library_panel
from worthsaving.ui.parts import studio_posts
from worthsaving.ui.shell import library_access, markdown, session
from worthsaving.words.screen import files as words
from worthsaving.words.served import sentences


def welcome() -> None:
    """Draw the whole screen."""
    st.title("See what your audience keeps", anchor=False)
    left, right = st.columns([1.5, 1], gap="large")
    with left:
        st.markdown(words.WELCOME)
        drop_zone()
        label = markdown.on_accent("Try it with sample data")
        st.button(label, on_click=session.add_samples, type="primary")
    with right, st.container(border=True):
        st.image(
            load.FOLDER / f"first_{'dark' if st.context.theme.type == 'dark' else 'light'}.png",
            caption="From the sample data: each dot is a video, the thick line a usual one",
            alt="A chart of saves per 1,000 views over time: one dot a video, and a thick line that steps up in June",
        )
    library_panel.said()
    where_to_get_it()
    library_panel.restore_into_empty()


def drop_zone() -> None:
    """Where files go."""
    alone = library_access.serves_this_machine_alone()
    st.file_uploader(
        "Drop your exports here: CSV, XLSX, ZIP, JSON, HAR and more, as many as you like",
        accept_multiple_files=True,
        key=session.uploader_key(),
        on_change=session.take_drop,
        help=sentences.READ_ON_THIS_MACHINE if alone else sentences.READ_ON_THIS_SERVER,
    )


def where_to_get_it() -> None:
    """The ways to a file, those with saves first, and the one for every TikTok account step by step."""
    st.header("Where to get your file", anchor=False)
    with st.grid(2, min_column_width=300):
        for way in words.WAYS:
            with st.container(border=True, height="stretch"):
                st.markdown(way)
    studio_posts.steps()
    st.caption(words.OTHER_NETWORKS)
