"""Days printed without a year, in any language: "July 16", "25 Μαρτίου", "18 tháng Tám", "9月13日" -> (month, day).

Month names come from CLDR through Babel; data/months.toml says in which languages to look and what CLDR lacks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from worthsaving.reading.declared import declared

MonthDay = tuple[int, int]

_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|°)?(?!\d)", re.IGNORECASE)


def read_month_days(texts: Sequence[str]) -> list[MonthDay | None]:
    """(month, day) for each text, None where it is no such day.

    A name can mean two months in two languages ("listopada"): the language that reads the most texts decides for all,
    and where two that read equally many disagree about a text, that text stays unread.
    """
    read: list[MonthDay | None] = [_numbered(_folded(text)) for text in texts]
    split = [None if done else _split(_folded(text)) for text, done in zip(texts, read, strict=True)]
    meanings = [_meanings(part[0]) if part else {} for part in split]
    votes: dict[str, int] = {}
    for meaning in meanings:
        for language in meaning:
            votes[language] = votes.get(language, 0) + 1
    most = max(votes.values(), default=0)
    chosen = {language for language, count in votes.items() if count == most}
    for at, (part, meaning) in enumerate(zip(split, meanings, strict=True)):
        months = {month for language, month in meaning.items() if language in chosen} or set(meaning.values())
        if part and len(months) == 1:
            read[at] = _checked(months.pop(), part[1])
    return read


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(text.replace("\u200f", "").replace("\u200e", "").split())


def _checked(month: int, day: int) -> MonthDay | None:
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return (month, day) if 1 <= month <= 12 and 1 <= day <= longest[month - 1] else None


def _numbered(text: str) -> MonthDay | None:
    for pattern in declared("months")["numbered"]:
        match = re.match(pattern, text)
        if match:
            return _checked(int(match["month"]), int(match["day"]))
    return None


def _split(text: str) -> tuple[str, int] | None:
    """The month's name and the day's number."""
    days = _DAY.findall(text)
    if len(days) != 1 or re.search(r"\d{3,}", text):
        return None
    name = _bare(_DAY.sub(" ", text))
    return (name, int(days[0])) if name else None


def _bare(name: str) -> str:
    """A month's name without dots, commas and small words."""
    words = re.sub(r"[.,،;'’\-/()]", " ", name).split()
    return " ".join(word for word in words if word not in declared("months")["fillers"])


@cache
def _meanings(name: str) -> dict[str, int]:
    """Language -> month, for a month's name."""
    return {language: months[name] for language, months in _names().items() if name in months}


@cache
def _names() -> dict[str, dict[str, int]]:
    """Language -> name -> month. Names that stand for two months in one language are left out."""
    from babel import Locale, UnknownLocaleError

    known: dict[str, dict[str, int]] = {}
    for language in declared("months")["languages"]:
        names: dict[str, set[int]] = {}
        try:
            locale = Locale(language)
        except UnknownLocaleError:  # an older CLDR knows fewer
            continue
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in locale.months[form][width].items():
                    names.setdefault(_bare(_folded(name)), set()).add(month)
        for month, name in enumerate(declared("months")["names"].get(language, ()), start=1):
            names.setdefault(_bare(_folded(name)), set()).add(month)
        known[language] = {
            name: months.pop() for name, months in names.items() if len(months) == 1 and not name.isdigit() and name
        }
    return known
