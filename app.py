"""Home: drop your files, see what was read, the headline."""

import streamlit as st

from worthsaving.ui import numbers
from worthsaving.ui.pages import ask_columns, files_read, home, library_panel
from worthsaving.ui.parts import empty_states, missing_saves
from worthsaving.ui.shell import filters, frame, session

frame.start_page("Your data")
if session.has_data():
    home.drop_zone()
else:
    home.welcome()
library_panel.offer()
library_panel.your_library()
if not session.has_data():
    home.where_to_get_it()
    library_panel.restore_into_empty()
    st.stop()

if not session.from_library():
    ask_columns.ask_what_is_left(session.reading().files)
if len(session.reading().videos):
    chosen = filters.account_only()
    if chosen.videos["saves"].notna().any():
        headline = numbers.of_headline(chosen)
        home.headline(chosen, headline)
        home.in_short(chosen, headline)
        if not session.from_library():
            missing_saves.rest(chosen)
    else:
        empty_states.no_saves(chosen, frame.HOME)
        home.without_saves(numbers.of_headline(chosen))
    home.way_on()
else:
    home.without_videos()
if not session.from_library():
    files_read.what_was_read()
