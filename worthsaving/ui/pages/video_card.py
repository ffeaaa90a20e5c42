"""The card of the picked video: its counts, where it sits among the creator's own, how it grew, and the way to it."""

import pandas as pd
import streamlit as st

from worthsaving import platforms
from worthsaving.analysis import age, select
from worthsaving.metrics import metric
from worthsaving.sections import video as video_section
from worthsaving.sections.answers import Answers
from worthsaving.ui.parts import show, video_link, with_notes
from worthsaving.ui.shell import library_access, markdown, session
from worthsaving.words import format
from worthsaving.words.screen import tables as table_words

COUNTS = ("saves", "likes", "comments", "shares", "views")


def video_card(answers: Answers) -> None:
    """Draw the card of the picked video, its notes and growth under it, or a hint how to pick one.

    Made for a narrow column. A video that the filters hide has no card.
    """
    label, videos, known = session.picked_video(), answers.videos, answers.facts
    if label is None or label not in videos.index:
        video_link.clear()
        how_to_pick(answers)
        return
    video_link.write(videos.loc[label])
    young = bool(age.is_young(videos, answers.young_under).loc[label])
    with st.container(border=True):
        _who(
            videos.loc[label],
            select.posted_day(videos.loc[[label]]).iloc[0],
            young_under=answers.young_under if young else None,
        )
        show.content(video_section.video(answers, label))
        with st.container(horizontal=True):
            address = platforms.safe_link(videos.loc[label, "link"])
            if address:
                st.link_button("Open the video", address, icon=":material/open_in_new:")
            st.button("Close", on_click=session.pick_video, args=(None,), type="tertiary", icon=":material/close:")
    with_notes.margin_notes("video_card", known - {"young_videos"} | ({"young_videos"} if young else set()))
    for part in library_access.ask(lambda: video_section.growth(answers, label)):
        st.markdown("**How it grew**")
        show.show(part, known)
    for part in library_access.ask(lambda: video_section.bet(answers, label)):
        st.markdown("**Its bet**")
        show.show(part, known)


def how_to_pick(answers: Answers) -> None:
    """Say how a video is picked."""
    how = table_words.how_to_pick(points=answers.has_saves)
    st.caption(f":material/touch_app: {how}", help=table_words.WITH_KEYS)


def _who(video: pd.Series, posted: pd.Timestamp, *, young_under: float | None) -> None:
    platform = markdown.escape(platforms.label(video["platform"])) or "Video"
    young = "" if young_under is None else f" · under {young_under:.0f} days old, still collecting"
    st.caption(f"{platform} · {format.day(posted)}{young}")
    st.text(format.clip(format.title_of(video["title"], posted), 220))
    with st.container(horizontal=True):
        for name in COUNTS:
            st.metric(metric(name).label, format.short(video[name]), width="content")
