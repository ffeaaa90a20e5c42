"""Which library this app may use, and one look at what it holds. Looking never makes a file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import pandas as pd
import streamlit as st

from worthsaving.data.direction import unturned
from worthsaving.errors import WorthSavingError
from worthsaving.ui.shell import addresses

if TYPE_CHECKING:
    from worthsaving.library import Library

T = TypeVar("T")
_PROXYS = re.compile(
    r"x-(forwarded|real|client|cluster|original|envoy)-|(true-client|cf|fastly|fly)-|(forwarded|via)$", re.I
)
"""Headers that proxies add; browsers send none of them."""


@dataclass(frozen=True)
class Held:
    """What the library held at one look: its `imports` and `accounts` (see library.listing), and a `key` for caches.

    The key changes with whatever is kept or taken away, by this visit or by another program.
    """

    library: Library
    key: tuple[str, ...]
    imports: pd.DataFrame
    accounts: pd.DataFrame

    @property
    def empty(self) -> bool:
        """Whether nothing is kept."""
        return bool(self.imports.empty)


def configured() -> str | None:
    """The library's address; None where there is none to offer.

    The environment variable decides ("off" turns it off). Without it the user's own file is offered, but only by an
    app that serves this machine alone: on a host it would be everybody's.
    """
    from worthsaving.library import location

    address = location.configured_address()
    if address:
        return None if address == location.OFF else address
    return str(location.default_path()) if _serves_this_machine_alone() and _asked_by_own_page() else None


def _serves_this_machine_alone() -> bool:
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
    from worthsaving.library import Library, LibraryError

    if not _asked_by_own_page():
        raise LibraryError(
            "The library is not shown here, because the app does not know the name that your browser reached it by. If it is "
            "yours, start the app with that name: --server.allowedHosts NAME"
        )
    return Library.open(address)


def look() -> Held | None:
    """What the library holds now; None where none is configured. Raises LibraryError."""
    library = open_library()
    if library is None:
        return None
    imports = library.imports()
    accounts = library.accounts()
    digests = [pd.util.hash_pandas_object(table, index=False).to_numpy().tobytes() for table in (imports, accounts)]
    digests.append(library.written().encode())
    return Held(library, (library.where, hashlib.sha256(b"".join(digests)).hexdigest()), imports, accounts)


def ask(question: Callable[[], T]) -> T:
    """The library's answer; where it has none its sentence stands on the page, which ends there."""
    try:
        return question()
    except WorthSavingError as fault:
        st.text(unturned(str(fault)))
        st.stop()
