"""The parts of Home: the drop zone, the headline, the way on."""

import streamlit as st

from worthsaving.data import load
from worthsaving.ui.parts import empty_states
from worthsaving.ui.parts.callout import callout
from worthsaving.ui.shell import frame, markdown, session


def drop_zone() -> None:
    """Where files go, and the button that shows it with sample data."""
    st.file_uploader(
        "Drop your exports here: CSV, TSV, TXT, XLSX or ZIP, as many as you like",
        accept_multiple_files=True,
        key=session.uploader_key(),
        on_change=session.take_drop,
        help="They are read on this machine and forgotten when you close the page, unless you keep them.",
    )
    if not session.has_data():
        label = markdown.on_accent("Try it with sample data")
        st.button(label, on_click=session.add_samples, type="primary")


def welcome() -> None:
    """For somebody who has no data in yet: what it does, the drop zone, and a picture of what comes out."""
    left, right = st.columns([1.5, 1], gap="large")
    with left:
        st.markdown(
            "Drop in the exports you already have. See which videos people **save**, set against likes and comments and "
            "over time, with how sure each number is."
        )
        drop_zone()
    with right, st.container(border=True):
        st.image(
            load.FOLDER / f"first_{'dark' if st.context.theme.type == 'dark' else 'light'}.png",
            caption="From the sample data: each point is a video, the band is what is usual",
            alt="A chart of saves against likes: one point a video, and a band where 8 in 10 of them fall",
        )


def where_to_get_it() -> None:
    """Three ways to a file, the one with saves first."""
    st.header("Where to get your file", anchor=False)
    first, second, third = st.columns(3, border=True)
    first.markdown(
        "**TikTok Business account** :orange-badge[has saves]  \nBusiness Suite → Analytics → Videos → export. "
        "The column “Add to Favorites” counts saves."
    )
    second.markdown(
        "**Instagram** :orange-badge[has saves]  \nMeta Business Suite → Insights → Content → Export data. "
        "The column “Saves” counts them."
    )
    third.markdown(
        "**TikTok Studio** :gray-badge[no saves]  \nStudio → Analytics → Download data. Good for views and days; saves are "
        "only on Studio's pages, not in its file."
    )
    st.caption(
        "Exports of X, LinkedIn (one post a file), Xiaohongshu, Douyin and Pinterest are read, too, and count saves; those of "
        "Facebook, YouTube and TikTok Shop have none."
    )


def without_videos() -> None:
    """For files that list no videos: what they are, where to look, and where a file with saves comes from.

    Nothing where no file could be read: each says why in its entry.
    """
    reading = session.reading()
    if len(reading.days):
        empty_states.only_days(frame.HOME)
    elif len(reading.audience):
        said = (
            "**Nothing here counts your videos or your days.** Your files tell when your followers are there and who they "
            "are. Accounts shows it; for saves, drop in a file that lists your videos."
        )
        with callout(said, icon=":material/group:"):
            frame.link(frame.ACCOUNTS, label="See your followers", width="content")
    elif any(report.table == "audience" for report in reading.files):
        callout(
            "**Nothing here counts your videos or your days.** Nothing is wrong with your files, but what they tell "
            "has no page here. Drop in a file that lists your videos.",
            icon=":material/group:",
        )
    else:
        return
    where_to_get_it()


def way_on() -> None:
    """What to look at next."""
    st.header("Look closer", anchor=False)
    with st.grid(2, min_column_width=260):
        for place, why in (
            (frame.SAVES_VS, "Which videos are saved more than their likes and comments suggest?"),
            (frame.TRENDS, "Is it getting better?"),
            (frame.WHAT, "Which tags, words, lengths and times go with more saves?"),
            (frame.CHANGED, "What came in since your last export?"),
            (frame.ACCOUNTS, "How do your accounts compare, size taken out?"),
            (frame.GUIDANCE, "What does a save mean, and who gets told?"),
        ):
            with st.container(border=True, height="stretch", gap="xsmall"):
                frame.link(place)
                st.caption(why)
