"""The videos as a table: sorted and searched over all of them, downloadable, and sent a page at a time."""

import hashlib

import pandas as pd
import streamlit as st

from worthsaving.analysis import video_order
from worthsaving.figures import tables
from worthsaving.metrics import metric
from worthsaving.sections import videos
from worthsaving.sections.answers import Answers
from worthsaving.ui.parts import labels, table_columns, video_selection, with_notes
from worthsaving.ui.parts.download import download
from worthsaving.words import format
from worthsaving.words.own import labels as label_words
from worthsaving.words.screen import tables as table_words
from worthsaving.writing import csv

_KEY = "videos_table"


@st.fragment
def videos_table(answers: Answers) -> None:
    """Draw the videos with their counts, save rates and ranges; picking a row opens the video's card.

    Searching, ordering and turning pages draw this part of the page alone.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input("Find in captions", key="find", placeholder="a word or #hashtag", width=240)
        order = st.selectbox(
            "Order", answers.further.orders, key="order", bind="query-params", width=220, filter_mode=None
        )
        download("Download as CSV", "videos.csv", lambda: csv.videos_csv(answers.videos))
        naming = labels.may_change() and st.toggle("Label several", key="videos_naming", help=label_words.WHAT)
    words = wanted or ""
    _, found = answers.further.ordered(words, order)
    if not found:
        st.caption(table_words.NO_CAPTION)
        return
    above = st.container(gap="xsmall")
    page = _page(found, words, order)
    with above:
        _table(answers, words, order, page, found, naming=naming)
    video_selection.card_above(answers.videos)
    with_notes.margin_notes("videos_table", answers.facts)
    video_selection.page_follows()


def _page(found: int, words: str, order: str) -> int:
    """The page that is shown, from 1 on, with the buttons to turn them where there are several; a new search begins at 1."""
    if found <= video_order.ROWS:
        return 1
    search = hashlib.sha256(f"{found}\0{order}\0{words}".encode()).hexdigest()[:16]
    return st.pagination(-(-found // video_order.ROWS), key=f"videos_page_{search}")


def _listed(shown: pd.DataFrame) -> str:
    """Return a text that stands for these videos in this order: rows that are ticked are those of no other list."""
    rows = pd.util.hash_pandas_object(shown[["platform", "account", "video_id", "title"]])
    return hashlib.sha256(rows.to_numpy().tobytes()).hexdigest()[:16]


def _table(answers: Answers, words: str, order: str, page: int, found: int, *, naming: bool) -> None:
    """Draw one page of the videos; above it, which ones of how many they are. Where `naming`, its rows can be ticked."""
    shown, _ = answers.further.ordered(words, order, page)
    if found > len(shown):
        first = (page - 1) * video_order.ROWS + 1
        st.caption(table_words.page(first, first + len(shown) - 1, format.plural(found, "video"), order))
    picking = (
        {"key": f"{_KEY}_naming_{_listed(shown)}", "on_select": "rerun", "selection_mode": "multi-row"}
        if naming
        else {"key": _KEY, "on_select": video_selection.from_table(_KEY, shown.index), "selection_mode": "single-row"}
    )
    event = table_columns.table(
        videos.page_of_videos(answers, words, order, page).rows,
        **picking,
        columns={
            "Age": st.column_config.TextColumn(width=105),
            tables.PER_THOUSAND: st.column_config.NumberColumn(
                format="%.2f", help="Saves for every 1,000 views, as counted"
            ),
            tables.ADJUSTED: st.column_config.NumberColumn(
                format="%.2f",
                help="The same, pulled towards your usual where few views stand behind it: the fairer one to compare",
            ),
            tables.RANGE: st.column_config.TextColumn(help="Where the true rate likely lies (95 %)"),
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
