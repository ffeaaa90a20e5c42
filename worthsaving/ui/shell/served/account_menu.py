"""The sidebar's part of a served app: who is signed in, which library is shown, the way out."""

import streamlit as st

from worthsaving.ui.shell import library_access, markdown, session
from worthsaving.ui.shell.served import sign_in
from worthsaving.words.served import sentences


def draw() -> None:
    """Draw it; without sign-in only where files stay, and why there is no library where others reach the app, too."""
    alone = library_access.serves_this_machine_alone()
    with st.sidebar:
        if sign_in.is_on():
            _which_library()
            with st.popover(markdown.escape(sentences.signed_in(sign_in.name())), icon=":material/person:"):
                _for_the_operator()
                sign_in.out()
        elif not alone:
            st.caption(f":material/info: {sentences.NO_LIBRARY_HERE}")
        said = sentences.ON_THIS_MACHINE if alone else sentences.ON_THIS_SERVER
        st.caption(f":material/lock: {said}")


def _which_library() -> None:
    """The choice among the libraries that this person may open; nothing where there is one."""
    found = library_access.offered()
    if len(found) < 2:
        return
    now = library_access.chosen()
    names = [right.name for right in found]
    st.selectbox(
        "Library",
        names,
        index=0 if now is None else names.index(now.name),
        format_func=lambda name: name or sentences.OWN_LIBRARY,
        key="which_library",
        on_change=_open,
        filter_mode=None,
    )
    if now is not None and not now.may_write:
        st.caption(sentences.MAY_NOT_CHANGE)


def _open() -> None:
    library_access.choose(str(st.session_state["which_library"]))
    session.show_library()


def _for_the_operator() -> None:
    who, own = sign_in.person(), library_access.offered()
    if who is not None:
        st.text(sentences.for_the_operator(who.subject, own[0].schema if own else ""))
