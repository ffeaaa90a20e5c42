"""The videos as a table: sortable, searchable, downloadable, and never longer than a browser can hold."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from worthsaving import platforms
from worthsaving.analysis import age, select, video_order
from worthsaving.metrics import metric
from worthsaving.ui import numbers
from worthsaving.ui.parts import table_columns, video_selection
from worthsaving.ui.shell import filters
from worthsaving.words import format
from worthsaving.writing import csv

_KEY = "videos_table"


def videos_table(chosen: filters.Chosen, rates: pd.DataFrame) -> None:
    """The videos with their counts and save rate and range; picking a row opens the video's card."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input("Find in captions", key="find", placeholder="a word or #hashtag", width=240)
        order = st.selectbox(
            "Order",
            video_order.offered(chosen.videos, rates),
            key="order",
            bind="query-params",
            width=220,
            filter_mode=None,
        )
        st.download_button(
            "Download as CSV",
            data=lambda: csv.videos_csv(chosen.videos),
            file_name="videos.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
    shown, found = numbers.of_table(chosen, wanted or "", order)
    if not found:
        st.caption("No caption has these words.")
        return
    if found > len(shown):
        st.caption(f"The first {len(shown):,} of {format.plural(found, 'video')}. The download has all of them.")
    st.dataframe(
        _columns(shown, rates.loc[shown.index], age.is_young(chosen.videos).loc[shown.index]),
        hide_index=True,
        height=table_columns.height(shown),
        key=_KEY,
        on_select=video_selection.from_table(_KEY, shown.index),
        selection_mode="single-row",
        column_config={
            "Caption": table_columns.CAPTION,
            "Posted": table_columns.DAY,
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
            "Link": st.column_config.LinkColumn(display_text="open"),
            **{
                metric(name).label: st.column_config.NumberColumn(format="localized", help=metric(name).meaning)
                for name in ("saves", "likes", "comments", "shares", "views")
            },
        },
        placeholder="–",
        alt="Your videos with their counts and save rates",
    )
    video_selection.card_above(chosen.videos)


def _columns(shown: pd.DataFrame, rates: pd.DataFrame, young: pd.Series) -> pd.DataFrame:
    """What the table shows; without any known saves the rates have no columns, and Saves stays blank."""
    likes = shown["likes"].astype("Float64")
    table = pd.DataFrame(
        {
            "Caption": table_columns.captions(shown),
            "Posted": select.posted_day(shown),
            metric("saves").label: shown["saves"],
            metric("views").label: shown["views"],
            "Per 1,000 views": rates["raw"] * format.PER,
            "Believable": rates["mean"] * format.PER,
            "Likely": table_columns.ranges(rates["low"] * format.PER, rates["high"] * format.PER),
            **{metric(name).label: shown[name] for name in ("likes", "comments", "shares")},
            "Saves per like": shown["saves"].astype("Float64") / likes.mask(likes == 0),
            "Link": [platforms.safe_link(link) for link in shown["link"]],
        }
    )
    if not shown["saves"].notna().any():
        table = table.drop(columns=["Per 1,000 views", "Believable", "Likely", "Saves per like"])
    if young.any():
        table.insert(3, "Age", young.map({True: "under 7 days", False: ""}))
    return table
