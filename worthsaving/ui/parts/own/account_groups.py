"""Named groups of accounts: those of the library and of this visit, the box that chooses one, and what names or removes it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from worthsaving.schema import Account
from worthsaving.ui.shell import library_access, markdown, session, session_cache
from worthsaving.words import accounts as words

if TYPE_CHECKING:
    from worthsaving.library import Library

BOX = "group"
"""The box's key, and its name in the address."""
LONGEST_NAME = 80
_OWN, _NAME = "groups_own", "group_name"

Groups = Mapping[str, tuple[Account, ...]]


def known() -> dict[str, tuple[Account, ...]]:
    """Return the accounts of each group: those kept, on dropped files with this visit's over them."""
    held = session.library()
    kept = {} if held is None or held.empty else _kept(held.key, held.notes, held.library)
    both = kept if session.from_library() else {**kept, **_own()}
    return {name: accounts for name, accounts in both.items() if accounts}


def choose(labels: Mapping[str, Account]) -> tuple[Account, ...]:
    """Draw the box with groups and accounts and what names a group; return the chosen accounts, none for all.

    `labels`: the accounts there are, by what each is called.
    """
    named = _here(labels)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picked = st.multiselect(
            words.GROUP, [*named, *labels], key=BOX, bind="query-params", width=420, placeholder=words.ALL
        )
        each = [named[one] if one in named else (labels[one],) for one in picked if one in named or one in labels]
        chosen = tuple(dict.fromkeys(account for accounts in each for account in accounts))
        if _may_change():
            _manage(picked, chosen, named)
    return chosen


def of_account(account: Account) -> str:
    """Name the groups that an account is in; "" for none."""
    return ", ".join(name for name, accounts in known().items() if account in accounts)


def keep(library: "Library") -> None:
    """Store the groups of this visit in the library. Raises LibraryError."""
    for name, accounts in _own().items():
        if accounts:
            library.keep_group(name, accounts, now=dt.datetime.now(dt.UTC))
        else:
            library.remove_group(name)
    st.session_state[_OWN] = {}


def _here(labels: Mapping[str, Account]) -> dict[str, tuple[Account, ...]]:
    """Return the groups with accounts that are here, by what each is called in the box: no account's name twice."""
    there, found = set(labels.values()), dict[str, tuple[Account, ...]]()
    for name, accounts in known().items():
        here = tuple(account for account in accounts if account in there)
        if here:
            found[words.group(name)] = here
    return found


def _manage(picked: Sequence[str], chosen: tuple[Account, ...], named: Groups) -> None:
    """Draw the way to name what is chosen, or to remove the one group that is."""
    if len(picked) == 1 and picked[0] in named:
        name = words.name_of_group(picked[0])
        st.button("Remove this group", key="group_remove", on_click=_remove, args=(name,), type="tertiary")
    elif len(chosen) > 1:
        with st.popover("Keep as a group", icon=":material/group_add:"), st.form("group_form", border=False):
            st.text_input("Name", key=_NAME, placeholder="Food clients", max_chars=LONGEST_NAME)
            st.form_submit_button("Keep it", on_click=_add, args=(chosen,))
            st.caption(markdown.escape(words.group_help(len(chosen))))


def _add(chosen: tuple[Account, ...]) -> None:
    name = " ".join(st.session_state.get(_NAME, "").split())
    if not name:
        return
    _store(name, chosen)
    st.session_state[BOX] = [words.group(name)]


def _remove(name: str) -> None:
    _store(name, ())
    st.session_state[BOX] = []


def _store(name: str, accounts: tuple[Account, ...]) -> None:
    """Store a group, in the library where that is shown, else for this visit; without accounts it is removed."""
    held = session.library()
    if not session.from_library() or held is None:
        st.session_state[_OWN] = {**_own(), name: accounts}
        return
    library, now = held.library, dt.datetime.now(dt.UTC)
    if accounts:
        library_access.ask(lambda: library.keep_group(name, accounts, now=now))
    else:
        library_access.ask(lambda: library.remove_group(name))
    session.library_changed("")


def _may_change() -> bool:
    held = session.library() if session.from_library() else None
    return held is None or held.may_write


def _own() -> dict[str, tuple[Account, ...]]:
    found: dict[str, tuple[Account, ...]] = st.session_state.get(_OWN, {})
    return found


@session_cache.for_this_visit()
def _kept(key: tuple[str, ...], notes: str, _library: "Library") -> dict[str, tuple[Account, ...]]:
    return library_access.ask(_library.groups)
