"""The browser's code that draws charts: 4.7 MB of Streamlit's, fetched before the first chart is there; and their theme."""

from pathlib import Path

import streamlit as st
from streamlit import file_util

from worthsaving.data import load

_switch = st.components.v2.component("worth_saving_theme_switch", js=load.text("theme_switch.js"))


def file_name() -> str:
    """Return the name of that file among Streamlit's own scripts; empty where there is no such file, or not one alone."""
    found = list((Path(file_util.get_static_dir()) / "static" / "js").glob("PlotlyChart.*.js"))
    return found[0].name if len(found) == 1 else ""


def follow_theme() -> None:
    """Run the page again when its theme changes: Streamlit gives a chart that is already drawn no other colours."""
    _switch(key="theme_switch", on_switched_change=_nothing, height="content")


def _nothing() -> None:
    """Return at once: the run itself is what was asked for."""
