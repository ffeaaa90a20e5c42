"""Host and origin of a request: which of them this app answers."""

from collections.abc import Collection
from urllib.parse import urlsplit

import streamlit as st

OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


def hostname(address: str) -> str:
    """Return the name in a Host header or an origin, in lower case and without the port; "" where it is none."""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        named = parts.hostname or ""
        extra = parts.username or parts.password or parts.path or parts.query or parts.fragment
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        return ""
    return "" if extra else named.rstrip(".")


def answers_host(host: str) -> bool:
    """Whether the app is asked by a name of its own: one of `server.allowedHosts`, where that is empty one of this machine.

    Against DNS rebinding: a page of another site whose name leads to this machine is of one origin with the app, but
    still asks by its own name.
    """
    name = hostname(host)
    return any(_fits(name, pattern) for pattern in _setting("server.allowedHosts") or OWN_MACHINE)


def answers_origin(origin: str | None, host: str) -> bool:
    """Whether a page of that origin may talk to the app: the app's own pages, and origins that its settings name.

    Browsers send no origin with a plain visit (None). Another port of this machine is another origin.
    """
    if origin is None or (host and _place(origin) == host.lower()):
        return True
    named = hostname(str(st.get_option("browser.serverAddress") or ""))
    if named and named not in OWN_MACHINE and hostname(origin) == named:
        return True
    return origin in (allowed.strip() for allowed in _setting("server.corsAllowedOrigins"))


def _place(origin: str) -> str:
    """Return host and port of an origin as they stand in it, in lower case; "" where it has none ("null")."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _fits(name: str, pattern: str) -> bool:
    """Whether a name is one of `server.allowedHosts`: "*" is every name, "*.example.com" each below that one."""
    wanted = pattern.strip().lower().rstrip(".")
    if wanted == "*":
        return bool(name)
    return name.endswith(wanted[1:]) if wanted.startswith("*.") else name != "" and name == wanted


def _setting(name: str) -> Collection[str]:
    found: Collection[str] = st.get_option(name) or ()
    return found
