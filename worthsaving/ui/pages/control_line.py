"""The line above the first page: account, files with their day, add files, keep, share."""

import datetime as dt

import streamlit as st

from worthsaving.data import load
from worthsaving.reading.json.posts_only import LOGIN, LOGIN_ONLY
from worthsaving.schema import Account
from worthsaving.ui.pages import export_dates, files_read, library_panel, newcomer
from worthsaving.ui.shell import filters, frame, markdown, session
from worthsaving.words import format
from worthsaving.words.overview import dropped as files_words

_menu = st.components.v2.component(
    "worth_saving_controls_menu",
    html='<button type="button">Files</button>',
    css=load.text("controls_menu.css"),
    js=load.text("controls_menu.js"),
)


def draw() -> Account | None:
    """Draw the line and, under it, what happened just now and what stands in the way of keeping; return the account."""
    reading = session.reading()
    undated = library_panel.undated(reading)
    clash = export_dates.clash(reading, undated)
    day = export_dates.newest_kept() if session.from_library() else export_dates.as_of(reading, undated)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="control_line"):
        account = filters.account_box()
        with st.container(key="controls_menu", width="content"):
            _menu(key="controls_menu_button")
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content", key="controls"):
            _files(day)
            with st.popover("Add files", icon=":material/note_add:", key=f"add_{session.uploader_key()}"):
                newcomer.drop_zone()
            library_panel.keep(reading, undated, clash)
            frame.link(frame.REPORT, label="Share", width="content", icon=":material/ios_share:")
    if clash:
        st.markdown(f":orange[:material/warning:] {markdown.escape(clash)}")
    _what_happened()
    return account


def _files(day: dt.date | None) -> None:
    """What is shown, and all that can be done about it, behind one button."""
    if session.from_library():
        what, icon = "Library", ":material/inventory_2:"
    else:
        what = format.plural(len(session.files()), "file")
        unread = any(report.format is None for report in session.reading().files)
        icon = ":material/warning:" if unread else ":material/folder_open:"
    label = f"{what} · {_short(day)}" if day is not None else what
    with st.popover(label, icon=icon, type="tertiary", key=f"files_{session.library_writes()}"):
        library_panel.which()
        if not session.from_library():
            files_read.what_was_read()


def _what_happened() -> None:
    """What came of the drop or the click just now, in one line; nothing on any other run."""
    library_panel.said()
    dropped, said = session.pop_dropped(), []
    if dropped and session.files():
        reports = session.reading().files
        icon = ":material/error:" if files_words.none_read(dropped, reports) else ":material/check:"
        said.append(f"{icon} {markdown.escape(files_words.dropped(dropped, reports))}")
        logins = {
            text for report in reports if report.login_found for text in report.problems if text in (LOGIN, LOGIN_ONLY)
        }
        said += [f":orange[:material/warning: {markdown.escape(text)}]" for text in sorted(logins)]
    said.append(library_panel.sample_data())
    if any(said):
        st.caption(" ".join(filter(None, said)))


def _short(day: dt.date) -> str:
    """Write a day as `9 Nov`, with its year where that is not this year."""
    said = format.day(day)
    return said if day.year != dt.date.today().year else said.rsplit(" ", 1)[0]
