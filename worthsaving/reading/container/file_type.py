"""Files that hold no table: told by how they begin, so that the user hears what the file really is."""

from __future__ import annotations

import re

from worthsaving.data.load import declared

HEAD = 65_536  # enough to tell what a file is, and a bound on the cost


def not_a_table(data: bytes) -> str | None:
    """The sentence to show when these bytes are a photo, a program and the like; None when they may be a table."""
    for kind in declared("filekinds")["kind"]:
        start = kind.get("skip", 0)
        if any(data.startswith(bytes.fromhex(begin), start) for begin in kind.get("begins", ())):
            # "BM" alone also begins ordinary text: a picture has NUL bytes among its first
            if data[:2] == b"BM" and b"\0" not in data[:32]:
                continue
            return kind["says"]
    return None


def not_a_table_text(text: str) -> str | None:
    """The same for text: a web page, JSON, an account takeout. `text` is the beginning of the file."""
    kinds = declared("filekinds")
    head = text[:HEAD].lstrip("\ufeff \t\r\n")
    low = head[:64].casefold()
    for kind in kinds["kind"]:
        if any(low.startswith(begin) for begin in kind.get("text", ())):
            return kind["says"]
    if re.match(kinds["takeout"]["text"], head):
        return kinds["takeout"]["says"]
    if re.match(r'[{\[]\s*(["{\[]|[}\]]\s*$)', head):
        if any(word in head for word in kinds["takeout"]["json"]):
            return kinds["takeout"]["says"]
        return kinds["json"]["says"]
    return None


def is_takeout(name: str) -> bool:
    """Whether a file's name is one that only an account takeout uses."""
    return any(re.search(pattern, name) for pattern in declared("filekinds")["takeout"]["names"])


def takeout_refusal() -> str:
    """The sentence for an account takeout."""
    return declared("filekinds")["takeout"]["says"]


def office_refusal(names: list[str]) -> str | None:
    """The sentence for a ZIP that is really a document of an office program, told by its members' names."""
    for member, says in declared("filekinds")["office"].items():
        if any(name == member or (member.endswith("/") and name.startswith(member)) for name in names):
            return says
    return None
