"""Host and origin of a request: which of them this app answers."""

import re
from collections.abc import Collection

import streamlit as st

OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}
_PLACE = re.compile(
    r"(?:\[(?P<number>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]*[a-z0-9_-])\.?)(?::(?P<port>[0-9]{0,5}))?", re.I
)
"""A Host header: a name, perhaps with the root's dot, or an IPv6 address in brackets; then perhaps a port (RFC 9110, 7.2)."""
_WEB = re.compile(r"https?://", re.I)


def hostname(address: str) -> str:
    """Return the name in a Host header or an origin, in lower case and without the port; "" where it is none."""
    place = _PLACE.fullmatch(_WEB.sub("", address, count=1))
    return "" if place is None else (place["number"] or place["name"]).lower()


def answers_host(host: str) -> bool:
    """Whether the app is asked by a name of its own: one of `server.allowedHosts`, where that is empty one of this machine.

    Against DNS rebinding: a page of another site whose name leads to this machine is of one origin with the app, but
    still asks by its own name.
    """
    name = "" if "/" in host else hostname(host)
    return any(_fits(name, pattern) for pattern in _setting("server.allowedHosts") or OWN_MACHINE)


def answers_origin(origin: str | None, host: str) -> bool:
    """Whether a page of that origin may talk to the app: the app's own pages, and origins that its settings name.

    Browsers send no origin with a plain visit (None). Another port of this machine is another origin.
    `browser.serverAddress` names an origin, too, for a proxy that does not pass the Host header on.
    """
    if origin is None or (host and _place(origin) == host.lower()):
        return True
    named = hostname(str(st.get_option("browser.serverAddress") or ""))
    if named and named not in OWN_MACHINE and hostname(origin) == named and _has_own_port(origin):
        return True
    return origin in (allowed.strip() for allowed in _setting("server.corsAllowedOrigins"))


def _place(origin: str) -> str:
    """Return host and port of a web page's origin as they stand in it, in lower case; "" for any other origin ("null")."""
    start = _WEB.match(origin)
    place = "" if start is None else origin[start.end() :]
    return place.lower() if _PLACE.fullmatch(place) else ""


def _has_own_port(origin: str) -> bool:
    """Whether an origin is at the port that browsers reach the app by: none named, or that of the settings."""
    place = _PLACE.fullmatch(_place(origin))
    return place is not None and place["port"] in {None, str(st.get_option("browser.serverPort"))}


def _fits(name: str, pattern: str) -> bool:
    """Whether a name is one of `server.allowedHosts`: "*" is every name, "*.example.com" each below that one."""
    wanted = pattern.strip().lower().rstrip(".")
    if wanted == "*":
        return bool(name)
    return name.endswith(wanted[1:]) if wanted.startswith("*.") else name != "" and name == wanted


def _setting(name: str) -> Collection[str]:
    found: Collection[str] = st.get_option(name) or ()
    return found
