"""Report: choose account, period and sections, see it, take it away as one file, tables or pictures."""

import streamlit as st

from worthsaving.ui.pages import report
from worthsaving.ui.parts import empty_states
from worthsaving.ui.shell import filters, frame

frame.start_page("Report")
empty_states.require_data()
st.markdown("One file to send to a brand or a client, with everything that the pages say about the videos you choose.")
answers = filters.choose()
if len(answers.videos) or answers.days.empty:
    empty_states.require_left(answers)
wanted = report.choose_sections()
report.downloads(answers, wanted)
report.preview(answers, wanted)
frame.way_on(frame.REPORT)
