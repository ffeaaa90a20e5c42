"""The videos as a table: sortable, searchable, downloadable, and never longer than a browser can hold."""

import streamlit as st

from worthsaving.analysis import video_order
from worthsaving.metrics import metric
from worthsaving.sections import videos
from worthsaving.sections.answers import Answers
from worthsaving.ui.parts import labels, table_columns, video_selection, with_notes
from worthsaving.ui.parts.download import download
from worthsaving.words import format, labels as label_words
from worthsaving.writing import csv

_KEY = "videos_table"


def videos_table(answers: Answers) -> None:
    """Draw the videos with their counts, save rates and ranges; picking a row opens the video's card."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input("Find in captions", key="find", placeholder="a word or #hashtag", width=240)
        order = st.selectbox(
            "Order",
            video_order.offered(answers.videos, answers.rates),
            key="order",
            bind="query-params",
            width=220,
            filter_mode=None,
        )
        download("Download as CSV", "videos.csv", lambda: csv.videos_csv(answers.videos))
        naming = st.toggle("Label several", key="videos_naming", help=label_words.WHAT)
    shown, found = answers.ordered(wanted or "", order)
    if not found:
        st.caption("No caption has these words.")
        return
    if found > len(shown):
        st.caption(f"The first {len(shown):,} of {format.plural(found, 'video')}. The download has all of them.")
    picking = (
        {"key": f"{_KEY}_naming", "on_select": "rerun", "selection_mode": "multi-row"}
        if naming
        else {"key": _KEY, "on_select": video_selection.from_table(_KEY, shown.index), "selection_mode": "single-row"}
    )
    event = table_columns.table(
        videos.videos_table(answers, shown).rows,
        **picking,
        columns={
            "Age": st.column_config.TextColumn(width=105),
            "Per 1,000 views": st.column_config.NumberColumn(
                format="%.2f", help="Saves for every 1,000 views, as counted"
            ),
            "Believable": st.column_config.NumberColumn(
                format="%.2f",
                help="The same, pulled towards your usual where few views stand behind it: the fairer one to compare",
            ),
            "Likely": st.column_config.TextColumn(help="Where the true rate likely lies (95 %)"),
            "Saves per like": st.column_config.NumberColumn(format="%.2f"),
            **{
                metric(name).label: st.column_config.NumberColumn(format="localized", help=metric(name).meaning)
                for name in ("saves", "likes", "comments", "shares", "views")
            },
        },
        alt="Your videos with their counts and save rates",
    )
    if naming:
        rows = [row for row in event.selection.rows if row < len(shown)]
        labels.name_picked(shown.iloc[rows], "videos_naming")
    video_selection.card_above(answers.videos)
    with_notes.margin_notes("videos_table", answers.facts)
