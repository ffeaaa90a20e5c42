"""Header names as people and programs vary them: case, blanks, width of brackets, a stray mark, the sign in a path."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence


def plain(header: str) -> str:
    """A header without case, outer or double blanks and wide characters."""
    text = unicodedata.normalize("NFKC", header).replace("\ufeff", "")
    text = re.sub("[“”„«»]", '"', text)
    return " ".join(text.strip(" \t\r\n\"'").split()).casefold()


def key(header: str) -> str:
    """A header in the form that formats.toml compares: "stats/playCount", "stats.playCount", "stats playcount" are one.

    Never a part of a name: "authorMeta/digg" is not "digg".
    """
    return re.sub(r"[\s/._\-:]+", "_", plain(header)).strip("_")


def positions(headers: Sequence[str]) -> dict[str, list[int]]:
    """Key of each header -> where it stands."""
    found: dict[str, list[int]] = {}
    for at, header in enumerate(headers):
        name = key(header)
        if name:
            found.setdefault(name, []).append(at)
    return found
