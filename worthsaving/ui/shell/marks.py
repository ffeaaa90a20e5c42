"""Marks on the timeline: those of this visit and those of the library, read for the pages and written from them."""

import datetime as dt

import pandas as pd
import streamlit as st

from worthsaving import schema
from worthsaving.errors import WorthSavingError
from worthsaving.schema import EVERY_ACCOUNT, Account
from worthsaving.ui.shell import library_access, messages, session
from worthsaving.ui.shell.library_access import Held
from worthsaving.words.own import marks as words

_OWN = "marks"
_LAST = "marks_last_number"
_SEEN = "marks_seen"
_REFUSED = "marks_refused"


def known() -> pd.DataFrame:
    """All marks, by day: `schema.MARKS` with `id`, which is negative for those of this visit alone."""
    held = session.library()
    stand = None if held is None else (held.key, held.notes)
    seen = st.session_state.get(_SEEN)
    if seen is None or seen[0] != stand:
        seen = (stand, _of_library(held))
        st.session_state[_SEEN] = seen
    both = pd.concat([seen[1], _own()], ignore_index=True)
    return both.sort_values(["day", "id"], kind="stable", ignore_index=True)


def key() -> str:
    """What stands for all marks, for what is made with them."""
    return str(pd.util.hash_pandas_object(known(), index=False).tolist())


def add(account: Account, day: dt.date, until: dt.date | None, text: str) -> str:
    """Write a mark down, in the library where that knows the account, else for this visit; return why not, "" if it was.

    A mark on dropped files gets into a library that others see, too, only when the files are kept there.
    """
    if not text.strip():
        return words.NO_TEXT
    if until is not None and until < day:
        return words.BACKWARDS
    held = session.library()
    if _writable(held) and (session.from_library() or not library_access.is_shared()):
        try:
            _write(held, account, day, until, text)
            return ""
        except WorthSavingError:  # an account of dropped files that the library does not know: for this visit
            pass
    number = st.session_state.get(_LAST, 0) - 1
    row = {
        "platform": account[0],
        "account": account[1],
        "day": pd.Timestamp(day),
        "until": until,
        "text": text.strip(),
    }
    new = schema.conform(pd.DataFrame([row]).assign(until=pd.to_datetime(until)), schema.MARKS)
    new.insert(0, "id", number)
    st.session_state[_OWN] = pd.concat([_own(), new], ignore_index=True)
    st.session_state[_LAST] = number
    return ""


def remove(number: int) -> None:
    """Take a mark away; where the library cannot, it says why."""
    st.session_state[_OWN] = _own()[_own()["id"] != number]
    held = session.library()
    if number > 0 and held is not None and held.may_write:
        try:
            held.library.remove_mark(number)
        except WorthSavingError as fault:
            messages.leave_message(str(fault))
        st.session_state.pop(_SEEN, None)


def may_remove(number: int) -> bool:
    """Whether this visit may take a mark away: its own, and those of a library that it may change."""
    held = session.library()
    return number < 0 or (held is not None and held.may_write)


def of_visit_only() -> bool:
    """Whether some marks are kept for this visit alone."""
    return not _own().empty


def move_to_library(*, just_kept: bool = False) -> None:
    """Put the marks of this visit into the library where that knows their accounts by now.

    Into a library that others see, too, they go only with files that were `just_kept`. After a write that is refused no
    other is tried until the library holds something else.
    """
    if _own().empty:
        return
    held = session.library()
    if held is None or not _writable(held) or (library_access.is_shared() and not just_kept):
        return
    known = {EVERY_ACCOUNT, *zip(held.accounts["platform"], held.accounts["account"], strict=True)}
    stand = (held.key, held.notes)
    for row in _own().itertuples():
        if (row.platform, row.account) not in known or st.session_state.get(_REFUSED) == stand:
            continue
        until = None if pd.isna(row.until) else row.until.date()
        try:
            _write(held, (row.platform, row.account), row.day.date(), until, row.text)
        except WorthSavingError:
            st.session_state[_REFUSED] = stand
        else:
            st.session_state[_OWN] = _own()[_own()["id"] != row.id]


def _writable(held: Held | None) -> bool:
    return held is not None and not held.empty and held.may_write


def _write(held: Held | None, account: Account, day: dt.date, until: dt.date | None, text: str) -> None:
    from worthsaving.library import NewMark

    assert held is not None  # noqa: S101 - asked before
    text = text.strip()[: words.LONGEST]
    held.library.add_mark(NewMark(account, day, text, until), now=dt.datetime.now(dt.UTC))
    st.session_state.pop(_SEEN, None)


def _of_library(held: Held | None) -> pd.DataFrame:
    empty = _empty()
    if held is None or held.empty:
        return empty
    try:
        return held.library.marks()[list(empty.columns)]
    except WorthSavingError:  # the charts do not need them
        return empty


def _own() -> pd.DataFrame:
    found: pd.DataFrame = st.session_state.get(_OWN, _empty())
    return found


def _empty() -> pd.DataFrame:
    table = schema.empty(schema.MARKS)
    table.insert(0, "id", pd.Series(dtype="int64"))
    return table
