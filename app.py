"""Home: drop your files, see what was read, the headline."""

import streamlit as st

from worthsaving.ui import asking, empty, filters, frame, home, keeping, missing_saves, numbers, read_report, state

frame.start_page("Your data")
if state.has_data():
    home.drop_zone()
else:
    home.welcome()
keeping.offer()
keeping.your_library()
if not state.has_data():
    home.where_to_get_it()
    keeping.restore_into_empty()
    st.stop()

if not state.from_library():
    asking.ask_what_is_left(state.reading().files)
if len(state.reading().videos):
    chosen = filters.account_only()
    if chosen.videos["saves"].notna().any():
        headline = numbers.of_headline(chosen)
        home.headline(chosen, headline)
        home.in_short(chosen, headline)
        if not state.from_library():
            missing_saves.rest(chosen)
    else:
        empty.no_saves(chosen, frame.HOME)
        home.without_saves(numbers.of_headline(chosen))
    home.way_on()
else:
    home.without_videos()
if not state.from_library():
    read_report.what_was_read()
