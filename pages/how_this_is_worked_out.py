"""How this is worked out: plain words, a worked example with the loaded data, references."""

import streamlit as st

from worthsaving.guidance import method
from worthsaving.ui.pages import method as method_ui
from worthsaving.ui.shell import frame

frame.start_page("How this is worked out")
with st.container(width=method_ui.COLUMN):
    method_ui.example()
    for section in method.sections():
        st.header(section.title, anchor=False)
        st.markdown(section.text)
    st.header("References", anchor=False)
    for reference in method.references():
        st.caption(reference)
frame.way_on(frame.METHOD)
