"""Header names as people and programs vary them: case, blanks, width of brackets, a stray mark."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence


def plain(header: str) -> str:
    """A header in the form that formats.toml compares: no case, no outer or double blanks, no wide characters."""
    text = unicodedata.normalize("NFKC", header).replace("\ufeff", "").replace("“", '"').replace("”", '"')
    return " ".join(text.strip(" \t\r\n\"'").split()).casefold()


def positions(headers: Sequence[str], prefixes: Iterable[str] = ()) -> dict[str, list[int]]:
    """Plain header -> where it stands. With `prefixes`, "stats/playCount" also counts as "playcount"."""
    found: dict[str, list[int]] = {}
    for at, header in enumerate(headers):
        name = plain(header)
        if name:
            found.setdefault(name, []).append(at)
    for name in list(found):
        for prefix in prefixes:
            for mark in "/._":
                if name.startswith(prefix + mark):
                    found.setdefault(name[len(prefix) + 1 :], []).extend(found[name])
    return found
