"""Save guidance: every note on one page, searchable, grouped."""

import streamlit as st

from worthsaving.guidance import notes
from worthsaving.ui.pages import guidance
from worthsaving.ui.parts import studio_posts
from worthsaving.ui.shell import frame

frame.start_page("Save guidance")
wanted = st.text_input("Search the notes", key="q", bind="query-params", placeholder="for example: notification")
found = notes.search(wanted or "")
st.caption(guidance.how_many(len(found), len(notes.all_notes()), wanted or ""))
guidance.grouped(found, opened=st.query_params.get("note", ""))
studio_posts.steps()
frame.way_on(frame.GUIDANCE)
