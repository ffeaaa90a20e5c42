"""Signing in, in one place: every page asks here first, where the app's settings say that people sign in."""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import TYPE_CHECKING

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from worthsaving.data.direction import unturned
from worthsaving.ui.shell import markdown, session_cache
from worthsaving.ui.shell.served import way_back
from worthsaving.ui.shell.served.settings import settings
from worthsaving.words.served import sentences

if TYPE_CHECKING:
    from worthsaving.library.served import Person

LONGEST_WAIT = 86_400.0  # seconds: a browser's clock counts no more than 24 days


def is_on() -> bool:
    """Whether people sign in."""
    return bool(settings().auth)


def require() -> None:
    """Ask for a sign-in where one is needed, and end the page there; else go on, until the sign-in ends."""
    if not is_on():
        return
    who, left = person(), seconds_left()
    if who is not None and left > 0:
        st.fragment(_end, run_every=min(left + 1.0, LONGEST_WAIT))()
        return
    _forget()
    st.title("Worth Saving", anchor=False)
    st.markdown(_why(left))
    if not st.user.get("is_logged_in") or left <= 0:
        if st.button(markdown.on_accent(sentences.SIGN_IN), type="primary"):
            st.login()
    else:
        out()
    st.stop()


def person() -> Person | None:
    """Who is signed in; None where nobody is, or the sign-in service does not say who."""
    return person_of(dict(st.user.to_dict()))


def person_of(claims: dict[str, object]) -> Person | None:
    """Return the person of these claims of an ID token (OpenID Connect Core 1.0, 2); None where they name nobody."""
    from worthsaving.library.served import Person

    if claims.get("is_logged_in") is not True:
        return None
    email = claims.get("email") if claims.get("email_verified") is True else ""
    try:
        return Person(_text(claims.get("iss")), _text(claims.get("sub")), _text(email))
    except ValueError:
        return None


def seconds_left_of(claims: dict[str, object]) -> float:
    """How long the sign-in of these claims lasts (their `exp`), in seconds; without an end it does not last."""
    ends = claims.get("exp")
    return float(ends) - time.time() if isinstance(ends, int | float) else 0.0


def seconds_left() -> float:
    """How long the sign-in lasts, in seconds."""
    return seconds_left_of(dict(st.user.to_dict()))


def name() -> str:
    """Return what the sign-in service calls the person: the name, else the address, else the subject."""
    return unturned(next((str(st.user[key]) for key in ("name", "email", "sub") if st.user.get(key)), ""))


def mark(who: Person) -> str:
    """Return what marks a download as a person's: nobody without the app's secret can make it."""
    secret = str(settings().auth.get("cookie_secret", "")).encode()
    return hmac.new(secret, f"{who.issuer}\n{who.subject}".encode(), hashlib.sha256).hexdigest()[:32]


def out() -> None:
    """Draw the button that ends the sign-in here and at the service, and every visit of this browser."""
    if st.button(sentences.SIGN_OUT, icon=":material/logout:"):
        _end_other_visits()
        _forget()
        st.logout()
        st.stop()


def _why(left: float) -> str:
    """Say why a sign-in is asked for."""
    if st.user.get("is_logged_in"):
        return sentences.ENDED if left <= 0 else sentences.NOBODY
    return sentences.NOT_SIGNED_IN if way_back.has_failed(st.context.cookies) else sentences.ASK


def _end() -> None:
    """Draw the page anew once the sign-in has ended, so that nothing stays on the screen."""
    if seconds_left() <= 0:
        st.rerun()


def _forget() -> None:
    """Forget everything of this visit: files, what was worked out from them, uploads that were not read yet."""
    if len(st.session_state):  # clearing forgets the click on a button, too
        st.session_state.clear()
        session_cache.forget()
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def _end_other_visits() -> None:
    """End this person's visits in the other windows of the same sign-in; each is drawn anew, and asks."""
    if not runtime.exists():
        return
    server, context = runtime.get_instance(), get_script_run_ctx()
    mine = dict(context.user_info) if context is not None else {}
    for visit in server._session_mgr.list_sessions():
        if mine and visit.session.matches_user_info(mine) and visit.session.id != getattr(context, "session_id", ""):
            server.clear_user_info_for_session(visit.session.id)
            visit.session._event_loop.call_soon_threadsafe(visit.session.request_rerun, None)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
