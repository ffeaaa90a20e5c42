"""Picking a video by clicking its point or its row."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from worthsaving.figures.finished import Finished
from worthsaving.figures.points import video_points
from worthsaving.ui.shell import session
from worthsaving.words.screen import tables as table_words

FIRST = "saves_vs_likes"
"""The chart beside which the card of a video stands that was picked in a table."""


def card_above(videos: pd.DataFrame) -> None:
    """Says where the card of the picked video is: a long way up from the table, on a phone above all."""
    if session.picked_video() in videos.index:
        st.caption(f":material/arrow_upward: {table_words.CARD_ABOVE}")


def begin() -> None:
    """Begin a whole page: what it shows now belongs to the picked video."""
    session.show_picked()


def card_follows() -> None:
    """End the part of a page that shows the card, which may be drawn again alone.

    With the card closed all of the page is drawn, because other parts say where the card is.
    """
    if session.show_picked() is not None and session.picked_video() is None:
        st.rerun()


def page_follows() -> None:
    """End a part of a page in which a video can be picked whose card stands in another: then all of the page is drawn."""
    if session.show_picked() != session.picked_video():
        st.rerun()


def card_beside(videos: pd.DataFrame, place: str) -> bool:
    """Whether the card of the picked video stands beside the chart at this place: where it was picked, else the likes'."""
    if session.picked_video() not in videos.index:
        return False
    return (session.picked_at() or FIRST) == place


def pick(label: int, place: str = "") -> None:
    """Open the card of a video beside the chart at this place, or beside the first one."""
    session.pick_video(label, place)


def from_chart(place: str, shown: Finished) -> Callable[[], None]:
    """A callback that opens the card of the point clicked in the chart at that place, which draws `shown`."""

    def pick() -> None:
        points = st.session_state[f"chart_{place}"].selection.points
        labels = [label for point in points if (label := video_points.label_of(shown, point)) is not None]
        if labels:  # a click beside the points, or a redrawn chart, reports no point: the card stays until it is closed
            session.pick_video(labels[0], place)

    return pick


def from_table(key: str, labels: pd.Index) -> Callable[[], None]:
    """A callback that opens the card of the row ticked in the table of that key, whose rows are these videos."""

    def pick() -> None:
        rows = st.session_state[key].selection.rows
        if rows:
            session.pick_video(int(labels[rows[0]]))

    return pick
