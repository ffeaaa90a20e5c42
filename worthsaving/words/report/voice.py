"""Voices of a report: to the creator it says "you", to a brand it says "they"."""

import re
from functools import cache
from typing import Literal

from worthsaving.data.load import declared

Voice = Literal["me", "brand"]
VOICES: tuple[Voice, ...] = ("me", "brand")
LABELS: dict[Voice, str] = {"me": "Me", "brand": "A brand"}

_QUOTED = re.compile(r"(“[^”]*”)")


def is_nothing(text: str) -> bool:
    """Tell whether a sentence finds nothing, which says nothing to a brand."""
    return text.startswith(tuple(declared("voices")["nothing"]))


def theirs(text: str, *, ours: bool = False) -> str:
    """Turn what is said to a creator into what is said about one; text between “ and ” stays (see data/voices.toml).

    `ours`: nothing in it is from a file, so that it is turned between “ and ” as well.
    """
    if ours:
        return _turned(text)
    return "".join(part if part.startswith("“") else _turned(part) for part in _QUOTED.split(text))


def theirs_in_chart(text: str) -> str:
    """Turn the phrases that charts hold, and nothing else: a chart's text may be a caption."""
    for you, they in declared("voices")["charts"].items():
        text = re.sub(rf"(?<![\w#@]){re.escape(you)}\b", they, text)
    return text


def _turned(text: str) -> str:
    for phrase in declared("voices")["phrases"]:
        text = re.sub(rf"(?<![\w#@]){re.escape(phrase['you'])}\b", phrase["they"], text)
    words = declared("voices")["words"]
    text = re.sub(rf"(?<![\w#@])({'|'.join(words)})\b", lambda found: str(words[found[1]]), text)
    return _pronoun().sub(lambda found: f"{found[1] or ''}{_they(found[1], found[2])}", text)


def _they(before: str | None, you: str) -> str:
    they = "them" if before else "they"
    return they.capitalize() if you[0].isupper() else they


@cache
def _pronoun() -> re.Pattern[str]:
    before = "|".join(declared("voices")["before_them"])
    return re.compile(rf"(\b(?:{before})\s+)?(?<![\w#@])([Yy]ou)\b")
