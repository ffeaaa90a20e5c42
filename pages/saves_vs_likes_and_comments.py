"""Saves against likes and comments: one point a video, what is usual, and the table of the same videos."""

import streamlit as st

from worthsaving import sentences
from worthsaving.figures import scatter
from worthsaving.ui import beside, card, empty, facts, filters, frame, numbers, picking, state, table

frame.start_page("Saves vs likes and comments")
empty.require_videos()
chosen = filters.choose()
empty.require_left(chosen)
known = facts.of(state.reading(), chosen.videos)

if chosen.videos["saves"].notna().any():
    as_rates, colour_by = picking.show_as()
    with st.grid(2, min_column_width=400, gap="medium") as charts:
        for against in ("likes", "comments"):
            with charts.cell():
                points, usual = numbers.of_relation(chosen, against, as_rates=as_rates)
                finding = sentences.relation(usual, against, known=len(points))
                st.subheader(finding, anchor=False)
                figure = scatter.saves_against(
                    points, usual, chosen.videos, against=against, as_rates=as_rates, colour_by=colour_by
                )
                beside.chart(
                    f"saves_vs_{against}", figure, alt=finding, on_select=picking.from_chart(f"saves_vs_{against}")
                )
                st.caption(sentences.relation_evidence(usual, against))
                beside.margin_notes(f"saves_vs_{against}", known, limit=1)
else:
    empty.no_saves(chosen)

rates = numbers.of_rates(chosen)
card.video_card(chosen.videos, rates, known)
st.subheader("The same videos as a table", anchor=False)
table.videos_table(chosen.videos, rates)
beside.margin_notes("videos_table", known, limit=1)
frame.way_on(frame.SAVES_VS)
