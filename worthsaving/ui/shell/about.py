"""The app's foot: version, licences, where the data lies, how to remove the app."""

import streamlit as st

from worthsaving import __version__
from worthsaving.data import app_files
from worthsaving.ui.shell import library_access, markdown
from worthsaving.words.desktop import about as words


def draw() -> None:
    """A small button with the version; what it opens says the rest."""
    folder = app_files.desktop_folder()
    with st.popover(words.label(__version__), type="tertiary"):
        for sentence in (
            words.licence(folder and folder / app_files.LICENCES),
            words.data(library_access.place()),
            words.removal(folder),
        ):
            st.caption(markdown.escape(sentence))
