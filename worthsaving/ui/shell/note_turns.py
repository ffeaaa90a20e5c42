"""Turns of the notes for this visit: the one place that holds them in the session."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from worthsaving.guidance.turns import Turns

_TURNS = "note_turns"


def turns() -> Turns:
    """Return the turns of this visit, for the page being drawn."""
    found: Turns = st.session_state.setdefault(_TURNS, Turns())
    context = get_script_run_ctx()
    found.on_page("" if context is None else context.page_script_hash)
    return found
