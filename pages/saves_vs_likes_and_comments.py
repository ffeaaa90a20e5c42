"""Saves against likes and comments: one point a video, what is usual, and the table of the same videos."""

from functools import partial

import streamlit as st

from worthsaving.figures import relation, tables
from worthsaving.ui import numbers
from worthsaving.ui.pages import expected, video_card
from worthsaving.ui.parts import empty_states, video_selection, videos_table, with_notes
from worthsaving.ui.shell import filters, frame, session
from worthsaving.words import relation as relation_words

frame.start_page("Saves vs likes and comments")
empty_states.require_videos()
chosen = filters.choose()
empty_states.require_left(chosen)
known = numbers.of_facts(chosen)
rates = numbers.of_rates(chosen)

if "has_saves" in known:
    as_rates, colour_by = video_selection.show_as()
    video_card.video_card(chosen, rates, known)
    with st.grid(2, min_column_width=400, gap="medium") as charts:
        for against in ("likes", "comments"):
            with charts.cell():
                place = f"saves_vs_{against}"
                points, usual = numbers.of_relation(chosen, against, as_rates=as_rates)
                finding = relation_words.relation(usual, against, known=len(points))
                st.header(finding, anchor=False)
                figure = relation.saves_against(
                    points,
                    usual,
                    chosen.videos,
                    against=against,
                    as_rates=as_rates,
                    colour_by=colour_by,
                    picked=session.picked_video(),
                )
                rows = partial(tables.relation, points, usual, chosen.videos, against=against, as_rates=as_rates)
                with_notes.chart(place, figure, alt=finding, table=rows, on_select=video_selection.from_chart(place))
                video_selection.card_above(chosen.videos)
                st.caption(relation_words.relation_evidence(usual, against, as_rates=as_rates))
                with_notes.margin_notes(place, known)
    expected.stand_outs(chosen, known)
else:
    empty_states.no_saves(chosen)
    video_card.video_card(chosen, rates, known)

st.header("The same videos as a table", anchor=False)
videos_table.videos_table(chosen, rates)
with_notes.margin_notes("videos_table", known)
frame.way_on(frame.SAVES_VS)
