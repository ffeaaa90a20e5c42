"""How this is worked out: plain words, a worked example with the loaded data, references."""

import streamlit as st

from worthsaving.sections import sources
from worthsaving.ui.parts import show
from worthsaving.ui.shell import filters, frame, session

frame.start_page("How this is worked out")
with st.container(width=frame.TEXT_WIDTH):
    answers = filters.account_only() if len(session.reading().videos) else None
    show.parts(sources.method(answers), ())
frame.way_on(frame.METHOD)
