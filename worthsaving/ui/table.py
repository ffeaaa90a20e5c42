"""The videos as a table: sortable, searchable, downloadable, and never longer than a browser can hold."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from worthsaving import export, platforms, wording
from worthsaving.metrics import metric
from worthsaving.ui import state

MOST_ROWS = 2_000
PER = 1000
_KEY = "videos_table"


def videos_table(videos: pd.DataFrame, rates: pd.DataFrame) -> None:
    """The videos with their counts and save rate and range; picking a row opens the video's card."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input("Find in captions", key="find", placeholder="a word or #hashtag", width=280)
        st.download_button(
            "Download as CSV",
            data=lambda: export.videos_csv(videos),
            file_name="videos.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
    found = videos[videos["title"].str.contains(wanted, case=False, regex=False)] if wanted else videos
    shown = found.sort_values(["saves", "views"], ascending=False, na_position="last", kind="stable").head(MOST_ROWS)
    if len(found) > len(shown):
        st.caption(
            f"The {MOST_ROWS:,} most-saved of {wording.plural(len(found), 'video')}. The download has all of them."
        )
    if found.empty:
        st.caption("No caption has these words.")
        return
    st.dataframe(
        _columns(shown, rates),
        hide_index=True,
        height=min(420, 38 + 35 * len(shown)),
        key=_KEY,
        on_select=lambda: _pick(shown.index),
        selection_mode="single-row",
        column_config={
            "Caption": st.column_config.TextColumn(width=280),
            "Posted": st.column_config.DateColumn(format="D MMM YYYY"),
            "Per 1,000 views": st.column_config.NumberColumn(
                format="%.2f",
                help="Saves for every 1,000 views, pulled towards your usual where few views stand behind it",
            ),
            "Likely from": st.column_config.NumberColumn(format="%.2f", help="Lower end of the 95 % range"),
            "to": st.column_config.NumberColumn(format="%.2f", help="Upper end of the 95 % range"),
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


def _columns(shown: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """What the table shows; without any known saves the rates have no columns, and Saves stays blank."""
    near = rates.loc[shown.index]
    likes = shown["likes"].astype("Float64")
    posted = shown["posted_at"].dt.tz_localize(None).fillna(shown["posted_day_local"])
    table = pd.DataFrame(
        {
            "Caption": [wording.clip(wording.title_of(t, p), 120) for t, p in zip(shown["title"], posted, strict=True)],
            "Posted": posted,
            metric("saves").label: shown["saves"],
            "Per 1,000 views": near["mean"] * PER,
            "Likely from": near["low"] * PER,
            "to": near["high"] * PER,
            **{metric(name).label: shown[name] for name in ("likes", "comments", "shares", "views")},
            "Saves per like": shown["saves"].astype("Float64") / likes.mask(likes == 0),
            "Link": [platforms.safe_link(link) for link in shown["link"]],
        }
    )
    if shown["saves"].notna().any():
        return table
    return table.drop(columns=["Per 1,000 views", "Likely from", "to", "Saves per like"])


def _pick(labels: pd.Index) -> None:
    rows = st.session_state[_KEY].selection.rows
    state.pick_video(int(labels[rows[0]]) if rows else None)
