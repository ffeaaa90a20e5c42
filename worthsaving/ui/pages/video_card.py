"""One video: its counts, where it sits among the creator's own, what its counts suggest, and the way to it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from worthsaving import platforms
from worthsaving.analysis import age, select
from worthsaving.figures import position, tables
from worthsaving.metrics import metric
from worthsaving.ui import growth_card, numbers
from worthsaving.ui.parts import with_notes
from worthsaving.ui.shell import markdown, session
from worthsaving.ui.shell.filters import Chosen
from worthsaving.words import format
from worthsaving.words import video as video_words

SHOWN = ("saves", "likes", "comments", "shares", "views")


def video_card(chosen: Chosen, rates: pd.DataFrame, facts: frozenset[str]) -> None:
    """The card of the picked video, or a hint how to pick one. A video that the filters hide has no card."""
    label, videos = session.picked_video(), chosen.videos
    if label is None or label not in videos.index:
        how = "Tick a row in the table" if "no_saves" in facts else "Click a point, or tick a row in the table,"
        with_keys = "With the keyboard: Tab to the table, the arrow keys to a row, and Shift + Space picks it."
        st.caption(f":material/touch_app: {how} to see that video here.", help=with_keys)
        return
    video = videos.loc[label]
    young = bool(age.is_young(videos).loc[label])
    left, right = with_notes.room()
    with left, st.container(border=True):
        _who(video, select.posted_day(videos.loc[[label]]).iloc[0], young=young)
        _how(video, rates.loc[label], numbers.of_expected(chosen).loc[label])
        with st.container(horizontal=True):
            address = platforms.safe_link(video["link"])
            if address:
                st.link_button("Open the video", address, icon=":material/open_in_new:")
            st.button("Close", on_click=session.pick_video, args=(None,), type="tertiary", icon=":material/close:")
    with right:
        with_notes.margin_notes("video_card", facts - {"young_videos"} | ({"young_videos"} if young else set()))
    growth_card.growth(video, facts)


def _who(video: pd.Series, posted: pd.Timestamp, *, young: bool) -> None:
    platform = markdown.escape(platforms.label(video["platform"])) or "Video"
    st.caption(f"{platform} · {format.day(posted)}{' · under 7 days old, still collecting' if young else ''}")
    st.text(format.clip(format.title_of(video["title"], posted), 220))
    with st.container(horizontal=True):
        for name in SHOWN:
            st.metric(metric(name).label, format.short(video[name]), width="content")


def _how(video: pd.Series, rate: pd.Series, expected: pd.Series) -> None:
    model = numbers.of_models().get((video["platform"], video["account"]))
    corner = "" if pd.isna(expected["label"]) else video_words.CORNERS.get(expected["label"], "")
    for sentence in (
        video_words.believable(rate),
        video_words.position(rate, model),
        video_words.against_expected(expected, video["saves"]),
        corner,
    ):
        if sentence:
            st.markdown(sentence)
    if model is not None and not model.weak and pd.notna(rate["mean"]):
        place = {name: float(rate[name]) for name in ("mean", "low", "high")}
        figure, own = position.position(model, **place), model
        with_notes.chart(
            "video_card", figure, alt=video_words.believable(rate), table=lambda: tables.position(own, **place)
        )
        st.caption(
            "Strip: where 8 in 10 of your videos fall; dotted: your middle one. Line: where this video's true rate lies."
        )
