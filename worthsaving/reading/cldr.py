"""How every language that CLDR knows writes a day and its month (through Babel)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

_PATTERNS = ("MMMMd", "MMMd")
_TOKEN = re.compile(r"'((?:[^']|'')*)'|(M{3,4}|L{3,4})|(d{1,2})|([A-Za-z]+)|([^A-Za-z']+)")


def folded(text: str) -> str:
    """A text as months and days are compared: no case, no wide letters, no marks of direction, single blanks."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(text.replace("\u200f", "").replace("\u200e", "").split())


@cache
def month_names(language: str) -> dict[str, int]:
    """Folded month name -> month, in all forms of a language; {} for a language CLDR does not know.

    A name that stands for two months is left out.
    """
    locale = _locale(language)
    names: dict[str, set[int]] = {}
    for form in ("format", "stand-alone") if locale else ():
        for width in ("wide", "abbreviated"):
            for month, name in locale.months[form][width].items():
                names.setdefault(folded(name), set()).add(month)
    return {name: months.pop() for name, months in names.items() if len(months) == 1 and name}


@cache
def day_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """How a language writes day and month: patterns with the groups `day` and `month`, for folded text."""
    locale = _locale(language)
    written = (
        [locale.datetime_skeletons[name].pattern for name in _PATTERNS if name in locale.datetime_skeletons]
        if locale
        else []
    )
    return tuple(pattern for text in dict.fromkeys(written) if (pattern := _pattern(text)) is not None)


@cache
def all_languages() -> tuple[str, ...]:
    """Every language of CLDR, without its regions and scripts."""
    from babel import localedata

    return tuple(sorted({identifier.split("_")[0] for identifier in localedata.locale_identifiers()}))


def readings(text: str, languages: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """(language, month, day) for each language in which a folded text is a day, written as the language does."""
    for language in languages:
        for pattern in day_patterns(language):
            match = pattern.fullmatch(text)
            month = month_names(language).get(match["month"].strip()) if match else None
            if match and month:
                yield language, month, int(match["day"])
                break


def _pattern(text: str) -> re.Pattern[str] | None:
    """A CLDR pattern ("d 'de' MMMM") as a regular expression; None where it has no month's name."""
    parts, months = [], 0
    for quoted, month, day, other, mark in _TOKEN.findall(text):
        if other:  # a weekday or year, or the month as a number
            return None
        months += bool(month)
        literal = re.escape(folded(quoted or mark)) if (quoted or mark).strip() else r"\s*"
        parts.append("(?P<month>.+?)" if month else r"(?P<day>\d{1,2})" if day else rf"\s*{literal}\s*")
    return re.compile("".join(parts)) if months == 1 and "(?P<day>" in "".join(parts) else None


@cache
def _locale(language: str) -> Any:  # noqa: ANN401 - Babel is loaded only where it is used
    from babel import Locale, UnknownLocaleError

    try:
        return Locale(language)
    except UnknownLocaleError:  # an older CLDR knows fewer
        return None
