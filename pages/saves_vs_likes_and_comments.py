"""Saves against likes, comments and views: quadrants of the rates, and the table of the same videos."""

import streamlit as st

from worthsaving.ui.pages import relation, stand_outs, video_card
from worthsaving.ui.parts import empty_states, video_link, video_selection, videos_table
from worthsaving.ui.shell import filters, frame

frame.start_page("Saves vs likes and comments")
empty_states.require_videos()
answers = filters.choose()
empty_states.require_left(answers)
video_link.follow(answers.videos)
video_selection.begin()

if answers.has_saves:
    relation.relations(answers)
    relation.by_views(answers)
    stand_outs.stand_outs(answers)
else:
    empty_states.no_saves(answers)
    video_card.video_card(answers)

st.header("The same videos as a table", anchor=False)
videos_table.videos_table(answers)
frame.way_on(frame.SAVES_VS)
