"""Marks on the pages: the small form under a chart over time, the list with what changed, and the question at a change."""

import datetime as dt

import pandas as pd
import streamlit as st

from worthsaving.schema import EVERY_ACCOUNT
from worthsaving.sections.answers import Answers
from worthsaving.sections.marks import marks as marks_section
from worthsaving.sections.parts import Marked
from worthsaving.ui.shell import filters, frame, markdown, marks
from worthsaving.words.own import marks as words

TEXT_AND_BUTTON = (8, 1)


def button(place: str) -> bool:
    """The button under a chart that shows the form and hides it again; whether it is shown."""
    key = f"marking_{place}"
    st.button(
        f":small[{words.BUTTON}]",
        icon=":material/flag:",
        type="tertiary",
        key=f"mark_{place}",
        on_click=_turn,
        args=(key,),
    )
    return bool(st.session_state.get(key))


def form(place: str, about: Marked) -> None:
    """The form under a chart: it comes after the button, so that one Tab leads into it, and Enter saves."""
    with (
        st.form(f"mark_form_{place}", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        text = st.text_input(
            words.TEXT, placeholder=words.EXAMPLE, max_chars=words.LONGEST, key=f"mark_text_{place}", width=280
        )
        day = st.date_input(words.DAY, value=about.last, format="YYYY-MM-DD", key=f"mark_day_{place}", width=150)
        until = st.date_input(words.UNTIL, value=None, format="YYYY-MM-DD", key=f"mark_until_{place}", width=160)
        if st.form_submit_button(words.SAVE):
            _save(about, day, until, text, opened=f"marking_{place}")


def _turn(key: str) -> None:
    st.session_state[key] = not st.session_state.get(key)


def listed(answers: Answers) -> None:
    """The marks of these accounts with what changed at each, newest first, and the question what was done at a found change."""
    _ask(answers)
    table = marks_section.newest(answers.marks)
    named = table["id"].astype("str").eq(st.query_params.get("mark", ""))
    table = pd.concat([table[named], table[~named]])  # the one that the address names first
    if table.empty:
        return
    st.header(words.TITLE, anchor=False)
    for (_, row), found in zip(table.iterrows(), marks_section.at(answers, table), strict=True):
        said, taken = st.columns(TEXT_AND_BUTTON, vertical_alignment="top")
        said.markdown(f"**{markdown.escape(words.one(row))}**  \n{markdown.escape(found)}")
        if marks.may_remove(row["id"]):
            taken.button(
                f":small[{words.REMOVE}]",
                key=f"unmark_{row['id']}",
                type="tertiary",
                on_click=marks.remove,
                args=(row["id"],),
            )
        if row["id"] > 0:  # one of the library: its number stays
            with taken:
                frame.page_link(frame.TRENDS, words.LINK, address={**filters.in_address(), "mark": [str(row["id"])]})
    st.caption(words.NO_CAUSE)
    if marks.of_visit_only():
        st.caption(words.IN_VISIT)


def _ask(answers: Answers) -> None:
    """Ask what was done around a found change, where no mark stands in its range yet; the answer becomes a mark."""
    change = answers.change
    if change is None or len(answers.accounts) != 1:
        return
    near = answers.marks["day"].between(pd.Timestamp(change.earliest), pd.Timestamp(change.latest))
    if near.any():
        return
    with st.form("mark_change", border=True, clear_on_submit=True):
        text = st.text_input(
            words.ask(change.date), placeholder=words.EXAMPLE, max_chars=words.LONGEST, key="mark_answer"
        )
        if st.form_submit_button(words.SAVE):
            _save(Marked(answers.accounts[0], change.date), change.date, None, text)


def _save(about: Marked, day: object, until: object, text: str, *, opened: str = "") -> None:
    if not isinstance(day, dt.date):
        day = about.last
    fault = marks.add(about.account, day, until if isinstance(until, dt.date) else None, text)
    if fault:
        st.text(fault)
        return
    st.session_state.pop(opened, None)
    st.toast(words.SAVED_EVERY if about.account == EVERY_ACCOUNT else words.SAVED)
    st.rerun()
