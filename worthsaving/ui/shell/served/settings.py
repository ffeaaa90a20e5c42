"""Settings of an app that is served to several people: sign-in, libraries and limits, read once when it starts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from worthsaving.errors import HostingError

if TYPE_CHECKING:
    from worthsaving.library.served import Rules

AUTH = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
"""What sign-in needs; `client_kwargs` may be there, too."""
VARIABLE = "WORTHSAVING_AUTH_"
"""The environment variables of sign-in are this and a name of `AUTH` in capitals."""
SHORTEST_SECRET = 32
"""Characters: whoever guesses the cookie's secret signs in as anybody."""
CALLBACK = "/oauth2callback"
HERE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Limits:
    """What one visit may hold (`files`, `held_mb` in megabytes, as dropped in) and how many visits there may be at once."""

    visits: int
    files: int
    held_mb: int


SERVED = Limits(visits=40, files=50, held_mb=200)
"""The limits of an app with sign-in, where its settings name none."""


@dataclass(frozen=True)
class Settings:
    """`auth`: what Streamlit's sign-in needs, empty without sign-in; `rules`: whose libraries there are, None without
    sign-in; `limits`: None on one's own machine, where nothing is limited."""

    auth: Mapping[str, Any]
    rules: Rules | None
    limits: Limits | None


_once: list[Settings] = []  # the operator's settings, nothing of a visitor's


def settings() -> Settings:
    """Return the settings. Raises HostingError, which says what is wrong; an app with wrong settings does not start.

    They hold until the process ends: a file that is damaged while the app runs does not open it to everybody.
    """
    if not _once:
        _once.append(read())
    return _once[0]


def read() -> Settings:
    """Read and check the settings as they stand now. Raises HostingError."""
    told = _secrets()
    auth, hosting = _auth(told.get("auth", {})), _section(told, "hosting")
    unknown = sorted(set(hosting) - {"limits", "shared"})
    if unknown:
        raise HostingError(f"[hosting] may hold `limits` and `shared` only, and holds {', '.join(unknown)}.")
    if "shared" in hosting and not auth:
        raise HostingError("[hosting.shared] needs sign-in: without [auth] nobody knows who is a member.")
    limits = _limits(_section(hosting, "limits"), SERVED) if auth or "limits" in hosting else None
    return Settings(auth, _rules(hosting.get("shared")) if auth else None, limits)


def _rules(shared: object) -> Rules:
    from worthsaving.library import location, served  # here: no library is loaded where nobody signs in

    return served.rules(location.configured_address(), shared)


def _secrets() -> Mapping[str, Any]:
    """Read Streamlit's files of secrets; nothing where there is none."""
    try:
        return st.secrets.to_dict()
    except StreamlitSecretNotFoundError as error:
        there = [path for path in st.get_option("secrets.files") or () if Path(path).exists()]
        if not there:
            return {}
        raise HostingError(f"The settings in {', '.join(there)} cannot be read: {error}") from error


def _section(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = told.get(name, {})
    if not isinstance(section, Mapping):
        raise HostingError(f"[{name}] must be a section, and is {section!r}.")
    return section


def _auth(told: object) -> Mapping[str, Any]:
    """Check what sign-in needs, the environment before the file; empty where neither says anything of it."""
    if not isinstance(told, Mapping):
        raise HostingError("[auth] must be a section with what sign-in needs.")
    named = {name: os.environ.get(VARIABLE + name.upper(), "").strip() for name in AUTH}
    auth = {**told, **{name: value for name, value in named.items() if value}}
    if not auth:
        return {}
    missing = [name for name in AUTH if not auth.get(name)]
    if missing:
        raise HostingError(
            f"Sign-in is not set up whole: {', '.join(missing)} is missing. Name it in [auth] of the secrets, or as "
            f"{VARIABLE}{missing[0].upper()} in the environment. To serve without sign-in, name none of them."
        )
    if not all(isinstance(auth[name], str) for name in AUTH):
        raise HostingError(f"In [auth] each of {', '.join(AUTH)} must be a text.")
    several = [name for name, value in auth.items() if isinstance(value, Mapping) and name != "client_kwargs"]
    if several:
        raise HostingError(
            f"[auth.{several[0]}] is a second sign-in service; one is supported, named in [auth] itself."
        )
    if len(auth["cookie_secret"]) < SHORTEST_SECRET:
        raise HostingError(
            f"cookie_secret in [auth] is shorter than {SHORTEST_SECRET} characters. Make one with: openssl rand -hex 32"
        )
    for name in ("redirect_uri", "server_metadata_url"):
        _check_address(name, auth[name])
    if urlsplit(auth["redirect_uri"]).path != CALLBACK or not auth["redirect_uri"].endswith(CALLBACK):
        raise HostingError(f"redirect_uri in [auth] must be the app's own address and {CALLBACK}.")
    return auth


def _check_address(name: str, address: str) -> None:
    """Refuse what a sign-in must not cross: an address without TLS, except on this machine itself. Raises HostingError."""
    parts = urlsplit(address)
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)):
        raise HostingError(
            f"{name} in [auth] must begin with https:// (http:// on this machine only), and is {address!r}."
        )


def _limits(told: Mapping[str, Any], usual: Limits) -> Limits:
    names = [field.name for field in fields(Limits)]
    wrong = [
        name
        for name, value in told.items()
        if name not in names or isinstance(value, bool) or not isinstance(value, int) or value < 1
    ]
    if wrong:
        raise HostingError(
            f"[hosting.limits] may hold {', '.join(names)}, each a whole number from 1; {wrong[0]} = {told[wrong[0]]!r} is none."
        )
    return Limits(**{name: told.get(name, getattr(usual, name)) for name in names})
