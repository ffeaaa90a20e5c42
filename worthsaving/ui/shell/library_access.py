"""Which library this app may use, and one look at what it holds. Looking never makes a file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pandas as pd
import streamlit as st

from worthsaving.data.direction import unturned
from worthsaving.errors import WorthSavingError
from worthsaving.ui.shell import addresses
from worthsaving.ui.shell.served import sign_in
from worthsaving.ui.shell.served.settings import settings

if TYPE_CHECKING:
    from worthsaving.library import Library
    from worthsaving.library.served import Right

T = TypeVar("T")
_PROXYS = re.compile(
    r"x-(forwarded|real|client|cluster|original|envoy)-|(true-client|cf|fastly|fly)-|(forwarded|via)$", re.I
)
"""Headers that proxies add; browsers send none of them."""
_CHOSEN = "library_chosen"


@dataclass(frozen=True)
class Held:
    """What the library held at one look: its `imports` and `accounts` (see library.listing), and a `key` for caches.

    The key changes with whatever is kept, labelled or taken away, by this visit or by another program; `notes` with every
    mark and planned test, which change no other answer. `may_write`: whether this person may change it.
    """

    library: Library
    key: tuple[str, ...]
    imports: pd.DataFrame
    accounts: pd.DataFrame
    may_write: bool = True
    notes: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is kept."""
        return bool(self.imports.empty)


def configured() -> str | None:
    """The library's address; None where there is none to offer.

    The environment variable decides ("off" turns it off). Without it the user's own file is offered. An app that others
    reach, too, offers a library only to people who sign in: else it would be everybody's.
    """
    from worthsaving.library import location

    if sign_in.is_on():
        rules = settings().rules
        return rules.address or None if rules is not None else None
    address = location.configured_address()
    if address == location.OFF or not serves_this_machine_alone():
        return None
    return address or (str(location.default_path()) if _asked_by_own_page() else None)


def place() -> str | None:
    """Where the library is or would be, as it may be shown: without a password; None where there is none to offer.

    A visitor who is signed in is not told where the server keeps its libraries.
    """
    from worthsaving.library import location

    address = None if sign_in.is_on() else configured()
    return None if address is None else location.shown(address)


def copy_place(copy: Path) -> str:
    """Where a copy of the library lies, as it may be shown: a visitor who is signed in is told its name only."""
    return f"{copy.name} on this server" if sign_in.is_on() else str(copy)


def offered() -> tuple[Right, ...]:
    """The libraries that whoever is signed in may open, the own one first; none without sign-in."""
    who, rules = sign_in.person() if sign_in.is_on() else None, settings().rules
    if who is None or rules is None:
        return ()
    from worthsaving.library import served

    return served.rights(who, rules)


def chosen() -> Right | None:
    """Which of the `offered` libraries is shown: the one chosen, else the own one; None without any."""
    found, name = offered(), st.session_state.get(_CHOSEN, "")
    return next((right for right in found if right.name == name), found[0] if found else None)


def is_shared() -> bool:
    """Whether the library that is shown is one that other people see, too."""
    right = chosen()
    return right is not None and right.name != ""


def choose(name: str) -> None:
    """Show the library of that name from now on ("" for the own one)."""
    st.session_state[_CHOSEN] = name


def serves_this_machine_alone() -> bool:
    """Whether whoever looks sits at this machine: a proxy before the app shows in its settings or in the request."""
    if st.get_option("server.address") not in addresses.OWN_MACHINE:
        return False
    if (st.get_option("browser.serverAddress") or "localhost") not in addresses.OWN_MACHINE:
        return False
    headers = st.context.headers
    if any(_PROXYS.match(name) for name in headers):
        return False
    asked = [headers[name] for name in ("Host", "Origin") if name in headers]
    return all(addresses.hostname(address) in addresses.OWN_MACHINE for address in asked)


def _asked_by_own_page() -> bool:
    """Whether the request names the app as its settings do and comes from its own page, not one at another port."""
    headers = st.context.headers
    if "Host" not in headers:  # no browser: a test of a page
        return True
    host, origin = headers["Host"], headers.get("Origin")
    return addresses.answers_host(host) and addresses.answers_origin(origin, host)


def open_library() -> Library | None:
    """The library at the configured address, None without one.

    Raises LibraryError for an address that is none, and where somebody asks by a name that is not the app's, or from
    another page: who names a library for an app says who may reach it, but no foreign page may.
    """
    address = configured()
    if address is None:
        return None
    from worthsaving.library import Library, LibraryError, served

    if not _asked_by_own_page():
        raise LibraryError(
            "The library is not shown here, because the app does not know the name that your browser reached it by. If it is "
            "yours, start the app with that name: --server.allowedHosts NAME"
        )
    if not sign_in.is_on():
        return Library.open(address)
    right, rules = chosen(), settings().rules
    return None if right is None or rules is None else served.open_library(right, rules)


def look() -> Held | None:
    """What the library holds now; None where none is configured. Raises LibraryError."""
    library = open_library()
    if library is None:
        return None
    imports = library.imports()
    accounts = library.accounts()
    digests = [pd.util.hash_pandas_object(table, index=False).to_numpy().tobytes() for table in (imports, accounts)]
    written = library.written()
    digests.append(written.labels.encode())
    key = (library.where, hashlib.sha256(b"".join(digests)).hexdigest())
    right = chosen()
    return Held(library, key, imports, accounts, right is None or right.may_write, written.notes)


def ask(question: Callable[[], T]) -> T:
    """The library's answer; where it has none its sentence stands on the page, which ends there."""
    try:
        return question()
    except WorthSavingError as fault:
        st.text(unturned(str(fault)))
        st.stop()
