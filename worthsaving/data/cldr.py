"""Names of CLDR, the Unicode consortium's collection: months and weekdays of every language, territories in English.

`tests/data/cldr.py` writes the file from Babel, whose test compares them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from worthsaving.data.load import text


@dataclass(frozen=True)
class Language:
    """One language: the names of each of the twelve months (none: unknown), of the weekdays, and how it writes day and month."""

    months: tuple[tuple[str, ...], ...] = ()
    weekdays: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


def languages() -> tuple[str, ...]:
    """Return the code of every language, without its regions and scripts, in order."""
    return tuple(sorted(_languages()))


@cache
def language(code: str) -> Language:
    """Return a language by its code; one without names where it is not known."""
    found = _languages().get(code)
    if found is None:
        return Language()
    return Language(tuple(map(tuple, found["months"])), tuple(found["weekdays"]), tuple(found["patterns"]))


def territories() -> Mapping[str, str]:
    """Return the English name of each territory by its code (US, XK)."""
    names: Mapping[str, str] = _file()["territories"]
    return names


@cache
def _languages() -> dict[str, Any]:
    return {code: known for codes, known in _file()["languages"].items() for code in codes.split()}


@cache
def _file() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(text("cldr.json"))
    return content
