"""Saves, answered: the guide's points on one screen, each at length on demand, searchable."""

import streamlit as st

from worthsaving.guidance import notes
from worthsaving.ui.pages import guidance
from worthsaving.ui.parts import studio_posts
from worthsaving.ui.shell import frame

frame.start_page("Saves, answered")
guidance.asked(st.query_params.get("note", ""))
wanted = guidance.ask()
if wanted.strip():
    guidance.found(notes.search(wanted))
else:
    guidance.boxes()
    guidance.further()
studio_posts.steps()
frame.way_on(frame.GUIDANCE)
