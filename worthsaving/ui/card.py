"""One video: its caption, its counts, its save rate with the range, and the way to it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from worthsaving import platforms, wording
from worthsaving.analysis import age
from worthsaving.metrics import metric
from worthsaving.ui import beside, plain, state

SHOWN = ("saves", "likes", "comments", "shares", "views")


def video_card(videos: pd.DataFrame, rates: pd.DataFrame, facts: frozenset[str]) -> None:
    """The card of the picked video, or a hint how to pick one. A video that the filters hide has no card."""
    label = state.picked_video()
    if label is None or label not in videos.index:
        how = "Tick a row in the table" if "no_saves" in facts else "Click a point, or tick a row in the table,"
        st.caption(f":material/touch_app: {how} to see that video here.")
        return
    video, rate = videos.loc[label], rates.loc[label]
    posted = video["posted_at"] if pd.notna(video["posted_at"]) else video["posted_day_local"]
    left, right = st.columns([3.4, 1], gap="medium")
    with left, st.container(border=True):
        st.caption(f"{plain.escape(platforms.label(video['platform'])) or 'Video'} · {wording.day(posted)}")
        st.text(wording.clip(wording.title_of(video["title"], posted), 220))
        with st.container(horizontal=True):
            for name in SHOWN:
                st.metric(metric(name).label, wording.short(video[name]), width="content")
        st.caption(_rate_sentence(rate))
        with st.container(horizontal=True):
            address = platforms.safe_link(video["link"])
            if address:
                st.link_button("Open the video", address, icon=":material/open_in_new:")
            st.button("Close", on_click=state.pick_video, args=(None,), type="tertiary", icon=":material/close:")
    with right:
        young = bool(age.is_young(videos).loc[label])
        beside.margin_notes("video_card", facts - {"young_videos"} | ({"young_videos"} if young else set()))


def _rate_sentence(rate: pd.Series) -> str:
    if pd.isna(rate["raw"]):
        return "No save rate: this video's saves or views are not known."
    return (
        f"Counted save rate {wording.percent(rate['raw'])}. Given how many views stand behind it, "
        f"{wording.percent(rate['mean'])} is believable (likely {wording.percent(rate['low'])} to "
        f"{wording.percent(rate['high'])})."
    )
