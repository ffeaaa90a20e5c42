"""What an operator says about libraries: the server they are on, and who shares which."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from worthsaving.errors import HostingError
from worthsaving.library import location
from worthsaving.library.served.people import Person

BY_SUBJECT = "sub:"
"""What an entry begins with that names somebody by the subject at the sign-in service."""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_KEYS = {"members", "writers"}


@dataclass(frozen=True)
class Shared:
    """A shared library: who may see it (`members`), and who may change it as well (`writers`)."""

    members: frozenset[str]
    writers: frozenset[str]


@dataclass(frozen=True)
class Rules:
    """The PostgreSQL address that all libraries are on, and the shared ones by name. Without an address there is none."""

    address: str
    shared: Mapping[str, Shared] = field(default_factory=dict)


def rules(address: str, shared: object) -> Rules:
    """Check the address and the section of shared libraries (None: none). Raises HostingError, which names what is wrong.

    `shared`: for each name a table with `members` and `writers`, lists of entries; an entry is `sub:` and a subject, or an
    e-mail address. Writers are members.
    """
    address = "" if address == location.OFF else address
    if address and not location.is_server(address):
        raise HostingError(
            "Where people sign in, each gets a library on a PostgreSQL server. WORTHSAVING_LIBRARY names none: set it to "
            'postgresql://USER:PASSWORD@HOST/NAME, or to "off" for no libraries.'
        )
    if shared is None:
        return Rules(address)
    if not isinstance(shared, Mapping):
        raise HostingError(f"[hosting.shared] must hold a section for each shared library, and holds {shared!r}.")
    if shared and not address:
        raise HostingError("[hosting.shared] names shared libraries, but WORTHSAVING_LIBRARY names no server for them.")
    return Rules(address, {name: _shared(name, told) for name, told in shared.items()})


def listed(person: Person, entries: frozenset[str]) -> bool:
    """Whether one of the entries names that person; an e-mail address counts only where the sign-in service vouches for it."""
    by_email = bool(person.email) and person.email.casefold() in entries
    return by_email or f"{BY_SUBJECT}{person.subject}" in entries


def _shared(name: str, told: object) -> Shared:
    if not _NAME.fullmatch(name):
        raise HostingError(
            f"The shared library {name!r} needs another name: up to 40 of a-z, 0-9 and _, the first one a letter."
        )
    if not isinstance(told, Mapping) or set(told) - _KEYS:
        found = sorted(set(told) - _KEYS) if isinstance(told, Mapping) else told
        raise HostingError(f"[hosting.shared.{name}] may hold `members` and `writers` only, and holds {found!r}.")
    writers = _entries(name, "writers", told)
    return Shared(_entries(name, "members", told) | writers, writers)


def _entries(name: str, key: str, told: Mapping[str, Any]) -> frozenset[str]:
    entries = told.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise HostingError(f"[hosting.shared.{name}] {key} must be a list of texts, and is {entries!r}.")
    return frozenset(_entry(name, key, entry) for entry in entries)


def _entry(name: str, key: str, entry: str) -> str:
    if entry.startswith(BY_SUBJECT) and len(entry) > len(BY_SUBJECT):
        return entry
    if "@" in entry.strip("@") and not entry.startswith(BY_SUBJECT):
        return entry.casefold()
    raise HostingError(
        f"[hosting.shared.{name}] {key} names {entry!r}, which is nobody: write an e-mail address, or sub: and the subject "
        "that a person sees under “Signed in”."
    )
