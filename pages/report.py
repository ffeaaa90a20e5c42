"""Report: choose account, period and sections, see it, take it away as one file, tables or pictures."""

import streamlit as st

from worthsaving.ui.pages import report
from worthsaving.ui.parts import empty_states
from worthsaving.ui.shell import filters, frame

frame.start_page("Report")
empty_states.require_data()
st.markdown("One file to send to a brand or a client, with everything that the pages say about the videos you choose.")
chosen = filters.choose()
if len(chosen.videos) or not len(chosen.days):
    empty_states.require_left(chosen)
wanted = report.choose_sections()
report.downloads(chosen, wanted)
report.preview(chosen, wanted)
frame.way_on(frame.REPORT)
