"""Report: choose account, period and sections, see it, take it away as one file, tables or pictures."""

import streamlit as st

from worthsaving.ui import empty, filters, frame
from worthsaving.ui.pages import report

frame.start_page("Report")
empty.require_data()
st.markdown("One file to send to a brand or a client, with everything that the pages say about the videos you choose.")
chosen = filters.choose()
if len(chosen.videos) or not len(chosen.days):
    empty.require_left(chosen)
wanted = report.choose_sections()
report.downloads(chosen, wanted)
report.preview(chosen, wanted)
frame.way_on(frame.REPORT)
