"""Code of ours and of Streamlit's in the browser: fetched before a page asks for it; charts that follow the theme."""

from pathlib import Path

import streamlit as st
from streamlit import file_util

from worthsaving.data import load

SOON_USED = ("PlotlyChart", "Selectbox", "DataFrame")
"""Streamlit's scripts that it loads at the first use, in the order of use: 4.7 MB draw charts, half a megabyte tables."""

_switch = st.components.v2.component("worth_saving_theme_switch", js=load.text("theme_switch.js"))


def file_names() -> list[str]:
    """Return the names of those files; without one that Streamlit has under another name, or more than once."""
    folder = Path(file_util.get_static_dir()) / "static" / "js"
    found = [list(folder.glob(f"{name}.*.js")) for name in SOON_USED]
    return [files[0].name for files in found if len(files) == 1]


def follow_theme() -> None:
    """Run the page again when its theme changes: Streamlit gives a chart that is already drawn no other colours."""
    _switch(key="theme_switch", on_switched_change=_nothing, height="content")


def _nothing() -> None:
    """Return at once: the run itself is what was asked for."""
