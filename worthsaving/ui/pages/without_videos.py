"""Files that list no videos: what they are, where to look, and where a file with saves comes from."""

import streamlit as st

from worthsaving.ui.pages import files_read, newcomer
from worthsaving.ui.parts import empty_states
from worthsaving.ui.parts.callout import callout
from worthsaving.ui.shell import frame, session
from worthsaving.words.screen import files as words


def without_videos() -> None:
    """Say what the files tell; nothing where no file could be read: each says why in its entry."""
    reading = session.reading()
    st.title("No videos in here yet", anchor=False)
    if len(reading.days):
        empty_states.only_days(frame.HOME)
    elif len(reading.audience):
        with callout(words.ONLY_FOLLOWERS, icon=":material/group:"):
            frame.link(frame.ACCOUNTS, label="See your followers", width="content")
    elif any(report.table == "audience" for report in reading.files):
        callout(words.NO_PAGE_FOR_IT, icon=":material/group:")
    else:
        files_read.remarks()
        return
    newcomer.where_to_get_it()
