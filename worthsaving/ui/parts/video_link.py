"""The address of a video: the page's own address names the video whose card is open, and opens it again."""

import pandas as pd
import streamlit as st

from worthsaving.ui.shell import session

KEY = "video"
_FOLLOWED = "video_followed"


def follow(videos: pd.DataFrame) -> None:
    """Open the card of the video that the address names; once, so that it can be closed."""
    named = st.query_params.get(KEY, "")
    if not named or named == st.session_state.get(_FOLLOWED):
        if session.picked_video() is None:
            clear()
        return
    st.session_state[_FOLLOWED] = named
    platform, _, number = named.partition("/")
    found = videos.index[videos["platform"].eq(platform) & videos["video_id"].eq(number)]
    if number and len(found):
        session.pick_video(int(found[0]))


def write(video: pd.Series) -> None:
    """Write the video whose card is open into the address; one without an id has none."""
    if video["video_id"]:
        st.session_state[_FOLLOWED] = st.query_params[KEY] = f"{video['platform']}/{video['video_id']}"
    else:
        clear()


def clear() -> None:
    """Take the video out of the address: no card is open."""
    if KEY in st.query_params:
        del st.query_params[KEY]
    st.session_state.pop(_FOLLOWED, None)
