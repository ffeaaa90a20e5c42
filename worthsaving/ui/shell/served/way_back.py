"""The way back from the sign-in service: the page that somebody came from, kept in a cookie for ten minutes."""

import re
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope

COOKIE = "worthsaving_back"
FAILED = "worthsaving_failed"
"""A cookie that says for a few seconds that signing in failed."""
LASTS = 600  # seconds: who takes longer at the sign-in service lands on the first page
SHOWN = 20  # seconds
LONGEST = 2_000  # characters: longer addresses, of many filters, lead to the first page
SIGNED_IN = "_streamlit_user="
"""How the cookie that a successful sign-in sets begins."""


def remember(scope: Scope, message: Message) -> None:
    """Add a cookie to the answer that leads to the sign-in service: the page of the app that the browser comes from."""
    headers = Headers(scope=scope)
    page = page_of(headers.get("referer", ""), headers.get("host", ""))
    if page:
        _set(message, COOKIE, quote(page, safe="/"), LASTS, scope)


def lead_back(scope: Scope, message: Message) -> None:
    """Change the answer that leads to the first page after a sign-in into one that leads to the page remembered.

    Where nobody is signed in after it, says so by a cookie.
    """
    headers = MutableHeaders(scope=message)
    if "location" not in headers:
        return
    page = remembered(Headers(scope=scope).get("cookie", ""))
    if page:
        headers["location"] = page
        _set(message, COOKIE, "", 0, scope)
    set_now = [value for value in headers.getlist("set-cookie") if value.startswith(SIGNED_IN)]
    if b"code=" in scope["query_string"] and not any(_has_value(value) for value in set_now):
        _set(message, FAILED, "1", SHOWN, scope)


def of_answer(query: bytes) -> bytes:
    """Return the query of the sign-in service's answer; of one that says an error, only its code (RFC 6749, 4.1.2.1).

    Streamlit writes an error to the log in the words of the address, which anybody can write, or which name a person.
    """
    said = parse_qs(query.decode("latin-1")).get("error")
    if not said:
        return query
    return f"error={said[0] if re.fullmatch(r'[a-z_]{1,40}', said[0]) else 'unknown'}".encode()


def has_failed(cookies: Mapping[str, str]) -> bool:
    """Whether the browser has just come back from the sign-in service without a sign-in."""
    return FAILED in cookies


def page_of(address: str, host: str) -> str:
    """Return path and query of a page's address at this host; "" for one of another host, and for what is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if not host or parts.netloc.lower() != host.lower():
        return ""
    page = parts.path + (f"?{parts.query}" if parts.query else "")
    return page if is_page(page) else ""


def remembered(cookies: str) -> str:
    """Return the page in the browser's cookies; "" without one, and for one that leads out of the app."""
    try:
        found = SimpleCookie(cookies).get(COOKIE)
    except CookieError:  # a header that is none: nothing is remembered
        return ""
    page = "" if found is None else unquote(found.value)
    return page if is_page(page) else ""


def is_page(page: str) -> bool:
    """Whether that is a path at this app, and no address elsewhere that a browser would take it for."""
    if not page.startswith("/") or page[1:2] in {"/", "\\"} or len(page) > LONGEST:
        return False
    return page.isascii() and page.isprintable() and not page.startswith(("/auth/", "/oauth2callback"))


def _has_value(cookie: str) -> bool:
    return cookie.split(";")[0].removeprefix(SIGNED_IN).strip('"') != ""


def _set(message: Message, name: str, value: str, seconds: int, scope: Scope) -> None:
    secure = "; Secure" if Headers(scope=scope).get("x-forwarded-proto", scope["scheme"]) == "https" else ""
    cookie = f"{name}={value}; Max-Age={seconds}; Path=/; HttpOnly; SameSite=Lax{secure}"
    MutableHeaders(scope=message).append("set-cookie", cookie)
