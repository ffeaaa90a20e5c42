"""Pages without data: what is missing, by name, and what to do next."""

import streamlit as st

from worthsaving.analysis import daily
from worthsaving.metrics import metric
from worthsaving.sections.answers import Answers
from worthsaving.ui.parts import no_saves as without_saves
from worthsaving.ui.parts.callout import callout
from worthsaving.ui.shell import filters, frame, session
from worthsaving.words import format, trend
from worthsaving.words.screen import files as words


def require_data() -> None:
    """Stop the page with a friendly way to get data when neither a video nor a day has been read."""
    if not len(session.reading().days):
        require_videos()


def require_videos() -> None:
    """Stop the page with a friendly way to get data when no video has been read."""
    if len(session.reading().videos):
        return
    if len(session.reading().days):
        only_days()
    else:
        said = words.NOTHING_READ if session.files() else words.NOTHING_YET
        offer_data(said, icon=":material/bookmark:", samples=True)
    st.stop()


def require_accounts() -> None:
    """Stop the page with a friendly way to get data when neither a video nor an account's followers have been read."""
    if not len(session.reading().audience):
        require_videos()


def only_days(here: frame.Place | None = None) -> None:
    """The named state "days, no videos": what the files count, which page shows it, and what would bring saves.

    On the first page (`here`) the file is dropped in; elsewhere there is a link to it.
    """
    measures = [metric(name).noun for name in daily.available(session.reading().days)]
    counted = f" ({', '.join(measures)})" if measures else ""
    said = words.only_days(counted, kept=session.from_library())
    with callout(said, icon=":material/calendar_month:"), st.container(horizontal=True, vertical_alignment="center"):
        frame.link(frame.TRENDS, label="See them day by day", width="content")
        if here is not frame.HOME:
            frame.link(frame.HOME, label="Drop in your export", width="content")
            show_kept()


def offer_data(said: str, *, icon: str, samples: bool) -> None:
    """What is missing, and the ways to get it: a file, the samples where they are offered, what the library holds."""
    with callout(said, icon=icon), st.container(horizontal=True, vertical_alignment="center"):
        label = "Go to your files" if session.files() else "Drop in your export"
        frame.link(frame.HOME, label=label, width="content")
        if samples:
            st.button("Try it with sample data", on_click=session.add_samples, icon=":material/auto_awesome:")
        show_kept()


def show_kept() -> None:
    """A button that opens the library, where it holds something that is not shown."""
    now = session.library()
    if now is not None and not now.empty and not session.from_library():
        st.button("Open my library", key="show_kept_here", on_click=session.show_library, icon=":material/inventory_2:")


def require_left(answers: Answers) -> None:
    """Stop the page when the filters leave no video."""
    if answers.videos.empty:
        _none_left(answers)
        st.stop()


def no_saves(answers: Answers, here: frame.Place | None = None) -> None:
    """The named state "no saves in these files": how to add them, and what the files do count until then.

    `here` is the page. Where the filters leave no video, that alone is said.
    """
    if len(answers.own) and answers.videos.empty:
        _none_left(answers)
    else:
        without_saves.no_saves(answers, here)


def no_dates(answers: Answers) -> None:
    """The named state "no posting days": why nothing can be put over time, and what would help."""
    callout(trend.no_dates(len(answers.videos)), icon=":material/event_busy:")


def _none_left(answers: Answers) -> None:
    if not len(answers.own):
        callout(words.NOT_THIS_ACCOUNT, icon=":material/info:")
        return
    with callout(words.none_fits(format.plural(len(answers.own), "video")), icon=":material/filter_alt_off:"):
        st.button("Clear the filters", on_click=filters.clear, icon=":material/filter_alt_off:")
