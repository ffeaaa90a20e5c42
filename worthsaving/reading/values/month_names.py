"""Days printed without a year, in any language: "July 16", "25 Μαρτίου", "18 tháng Tám", "9月13日" -> (month, day).

Month names come from CLDR through Babel; data/months.toml says in which languages to look first and what CLDR lacks.
What no name in those languages explains is tried as a whole in every language of CLDR.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from worthsaving.data.load import declared
from worthsaving.reading.cldr import all_languages, folded, month_names, readings

MonthDay = tuple[int, int]

_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|°)?(?!\d)", re.IGNORECASE)
_MOST_SEARCHED = 400  # texts looked up in every language: a year of days and some


def read_month_days(texts: Sequence[str]) -> list[MonthDay | None]:
    """(month, day) for each text, None where it is no such day.

    A name can mean two months in two languages ("listopada"): the language that reads the most texts decides for all,
    and where two that read equally many disagree about a text, that text stays unread.
    """
    plain = [folded(text) for text in texts]
    read = [_numbered(text) for text in plain]
    split = [None if done else _split(text) for text, done in zip(plain, read, strict=True)]
    meanings = [_meanings(part, ("en",)) if part else {} for part in split]
    if any(part and not meaning for part, meaning in zip(split, meanings, strict=True)):
        languages = tuple(declared("months")["languages"])
        meanings = [_meanings(part, languages) if part else {} for part in split]
    read = [a or b for a, b in zip(read, _agreed(meanings), strict=True)]
    left = [at for at, text in enumerate(plain) if not read[at] and not meanings[at] and _is_like_a_day(text)]
    if left and len(left) <= _MOST_SEARCHED:
        again = _agreed(
            [{language: (month, day) for language, month, day in readings(plain[at], all_languages())} for at in left]
        )
        for at, found in zip(left, again, strict=True):
            read[at] = found
    return read


def _agreed(meanings: Sequence[dict[str, MonthDay]]) -> list[MonthDay | None]:
    """What the languages that read the most texts make of each, None where they disagree."""
    votes = Counter(language for meaning in meanings for language in meaning)
    most = max(votes.values(), default=0)
    chosen = {language for language, count in votes.items() if count == most}
    found: list[MonthDay | None] = []
    for meaning in meanings:
        days = {day for language, day in meaning.items() if language in chosen} or set(meaning.values())
        found.append(_checked(*days.pop()) if len(days) == 1 else None)
    return found


def _checked(month: int, day: int) -> MonthDay | None:
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return (month, day) if 1 <= month <= 12 and 1 <= day <= longest[month - 1] else None


def _numbered(text: str) -> MonthDay | None:
    for pattern in declared("months")["numbered"]:
        match = re.match(pattern, text)
        if match:
            return _checked(int(match["month"]), int(match["day"]))
    return None


def _is_like_a_day(text: str) -> bool:
    """One number of one or two digits, or two where the month is numbered, and something that is no number."""
    numbers = re.findall(r"\d+", text)
    return (
        1 <= len(numbers) <= 2
        and all(len(number) <= 2 for number in numbers)
        and re.search(r"[^\W\d_]", text) is not None
    )


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


def _meanings(part: tuple[str, int], languages: tuple[str, ...]) -> dict[str, MonthDay]:
    """Language -> day, for a month's name and a number."""
    return {language: (month, part[1]) for language, month in _months(part[0], languages).items()}


@cache
def _months(name: str, languages: tuple[str, ...]) -> dict[str, int]:
    return {language: names[name] for language in languages if name in (names := _names(language))}


@cache
def _names(language: str) -> dict[str, int]:
    """Bare month name -> month in one language, without those that stand for two months."""
    names: dict[str, set[int]] = {}
    more = {name: month for month, name in enumerate(declared("months")["names"].get(language, ()), start=1)}
    for name, month in (*month_names(language).items(), *((folded(name), month) for name, month in more.items())):
        names.setdefault(_bare(name), set()).add(month)
    return {name: months.pop() for name, months in names.items() if len(months) == 1 and name and not name.isdigit()}
