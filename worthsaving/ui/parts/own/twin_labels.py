"""The offer to label posts as the same posts on another platform are labelled: never taken by itself."""

import pandas as pd
import streamlit as st

from worthsaving.sections.labels import take
from worthsaving.ui.parts.own import label_changes
from worthsaving.ui.shell import markdown, session, session_cache
from worthsaving.words.own import labels as words

_REFUSED = "labels_twins_refused"


def offer() -> None:
    """One line with the number of posts and a button for yes and no; nothing where there are none, or after a no."""
    found = _found(session.reading_key())
    if found.empty or st.session_state.get(_REFUSED) == session.reading_key():
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="label_twins"):
        st.markdown(f":orange[:material/label:] {markdown.escape(words.twins(found))}", width="content")
        st.button(words.TAKE_TWINS, key="twins_take", on_click=_take, args=(found,))
        st.button(words.LEAVE_TWINS, key="twins_leave", on_click=_leave, type="tertiary")


def _take(found: pd.DataFrame) -> None:
    label_changes.give(found)


def _leave() -> None:
    st.session_state[_REFUSED] = session.reading_key()


@session_cache.for_this_visit()
def _found(key: tuple[str, ...]) -> pd.DataFrame:
    return take.as_twins(session.reading())
