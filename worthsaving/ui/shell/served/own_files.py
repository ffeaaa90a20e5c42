"""Downloads and uploads of a server where people sign in: each person's own, whoever knows the address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope
from streamlit import runtime
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from worthsaving.ui.shell.served import sign_in

if TYPE_CHECKING:
    from worthsaving.library.served import Person

OWNER = "owner"
"""The parameter of a download's type that holds its owner's mark (`sign_in.mark`)."""


def asking(scope: Scope) -> Person | None:
    """Who sends a request, by the cookie of the sign-in; None where nobody is signed in, or the sign-in has ended."""
    cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
    try:
        claims: Any = json.loads(_get_signed_cookie_with_chunks(cookies, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return None
    if not isinstance(claims, dict) or sign_in.seconds_left_of(claims) <= 0:
        return None
    return sign_in.person_of(claims)


def kind(mime: str) -> str:
    """Return a download's type with its owner's mark; unchanged where nobody signs in."""
    who = sign_in.person() if sign_in.is_on() else None
    return mime if who is None else f"{mime}; {OWNER}={sign_in.mark(who)}"


def may_download(who: Person | None, file: str, mime: str) -> bool:
    """Whether a person may have a file of the server's store, by its id and its type.

    What carries an owner's mark is its owner's. What carries none (a picture on a page) is of whoever's page shows it.
    """
    if who is None:
        return False
    for part in mime.split(";")[1:]:
        name, _, value = part.strip().partition("=")
        if name == OWNER:
            return value == sign_in.mark(who)
    showing = _visits_that_show(file)
    return not showing or any(_is_of(visit, who) for visit in showing)


def may_upload(who: Person | None, visit: str) -> bool:
    """Whether a person may upload into a visit, by its id."""
    return who is not None and _is_of(visit, who)


def _visits_that_show(file: str) -> list[str]:
    """The ids of the visits on whose pages a file stands."""
    shown = runtime.get_instance().media_file_mgr._files_by_session_and_coord if runtime.exists() else {}
    return [visit for visit, files in list(shown.items()) if file in list(files.values())]


def _is_of(visit: str, who: Person) -> bool:
    """Whether a visit is a person's."""
    found = runtime.get_instance()._session_mgr.get_session_info(visit) if runtime.exists() else None
    return found is not None and sign_in.person_of(dict(found.session._user_info)) == who
