"""Report: choose account, period, reader and sections, see its first page, take it away as one file, tables or pictures."""

import streamlit as st

from worthsaving.ui.pages import report
from worthsaving.ui.parts import empty_states
from worthsaving.ui.shell import filters, frame

frame.start_page("Report")
empty_states.require_data()
answers = filters.choose()
if len(answers.videos) or answers.days.empty:
    empty_states.require_left(answers)
with st.container(horizontal=True, vertical_alignment="bottom"):
    voice = report.choose_voice()
    wanted = report.choose_sections()
report.downloads(answers, wanted, voice)
report.preview(answers, wanted, voice)
frame.way_on(frame.REPORT)
