"""Days printed without a year, in any language: "July 16", "25 Μαρτίου", "18 tháng Tám", "9月13日" -> (month, day).

Month names come from CLDR (data/cldr.json); data/months.toml lists the languages to try first and the names CLDR lacks.
A text that those do not explain is tried as a whole in every language of CLDR.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from worthsaving.data import cldr
from worthsaving.data.load import declared

_TOKEN = re.compile(r"'((?:[^']|'')*)'|(M{3,4}|L{3,4})|(d{1,2})|([A-Za-z]+)|([^A-Za-z']+)")


def folded(text: str) -> str:
    """Return a text as month names are compared: without case, wide letters, direction marks and double blanks."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(text.replace("\u200f", "").replace("\u200e", "").split())


@cache
def month_names(language: str) -> dict[str, int]:
    """Return folded name -> month in all forms of a language, without names of two months; {} if unknown."""
    names: dict[str, set[int]] = {}
    for month, forms in enumerate(cldr.language(language).months, start=1):
        for name in forms:
            names.setdefault(folded(name), set()).add(month)
    return {name: months.pop() for name, months in names.items() if len(months) == 1 and name}


@cache
def day_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Return how a language writes day and month: patterns with the groups `day` and `month`, for folded text."""
    written = cldr.language(language).patterns
    return tuple(pattern for text in written if (pattern := _pattern(text)) is not None)


def readings(text: str, languages: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """Yield (language, month, day) for each language in which a folded text is a day, written as the language does."""
    for language in languages:
        for pattern in day_patterns(language):
            match = pattern.fullmatch(text)
            month = month_names(language).get(match["month"].strip()) if match else None
            if match and month:
                yield language, month, int(match["day"])
                break


def _pattern(text: str) -> re.Pattern[str] | None:
    """Turn a CLDR pattern ("d 'de' MMMM") into a regular expression; None where it has no month's name."""
    parts, months = [], 0
    for quoted, month, day, other, mark in _TOKEN.findall(text):
        if other:  # a weekday or year, or the month as a number
            return None
        months += bool(month)
        literal = re.escape(folded(quoted or mark)) if (quoted or mark).strip() else r"\s*"
        parts.append("(?P<month>.+?)" if month else r"(?P<day>\d{1,2})" if day else rf"\s*{literal}\s*")
    return re.compile("".join(parts)) if months == 1 and "(?P<day>" in "".join(parts) else None


MonthDay = tuple[int, int]

_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|°)?(?!\d)", re.IGNORECASE)
LONGEST = 100  # characters of a date; the longest of all languages has about 60
MOST_SEARCHED = 400  # texts tried in every language: a year of days and some


def read_month_days(texts: Sequence[str]) -> list[MonthDay | None]:
    """Return (month, day) for each text, None for any other text.

    A name can mean two months in two languages ("listopada"): the language that reads the most texts decides for all.
    Where two languages that read equally many disagree about a text, it stays unread.
    """
    plain = ["" if len(text) > LONGEST else folded(text) for text in texts]
    read = [_numbered(text) for text in plain]
    split = [None if done else _split(text) for text, done in zip(plain, read, strict=True)]
    meanings = _meanings(split, ("en",))
    if any(part and not meaning for part, meaning in zip(split, meanings, strict=True)):
        languages = tuple(declared("months")["languages"])
        meanings = _meanings(split, languages)
    read = [a or b for a, b in zip(read, _agreed(meanings), strict=True)]
    left = [at for at, text in enumerate(plain) if not read[at] and not meanings[at] and _is_like_a_day(text)]
    if left and len(left) <= MOST_SEARCHED:
        spoken = [readings(plain[at], cldr.languages()) for at in left]
        again = [{language: (month, day) for language, month, day in each} for each in spoken]
        for at, found in zip(left, _agreed(again), strict=True):
            read[at] = found
    return read


def _agreed(meanings: Sequence[dict[str, MonthDay]]) -> list[MonthDay | None]:
    """Return the day that the languages that read the most texts agree on for each text, None where they disagree."""
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
    """Return whether a text has letters and one or two numbers (the month may be numbered) of at most two digits."""
    numbers = re.findall(r"\d+", text)
    short = 1 <= len(numbers) <= 2 and all(len(number) <= 2 for number in numbers)
    return short and re.search(r"[^\W\d_]", text) is not None


def _split(text: str) -> tuple[str, int] | None:
    """Return the month's name and the number of the day; None where there is not exactly one of each."""
    days = _DAY.findall(text)
    if len(days) != 1 or re.search(r"\d{3,}", text):
        return None
    name = _bare(_DAY.sub(" ", text))
    return (name, int(days[0])) if name else None


def _bare(name: str) -> str:
    """Return a month's name without dots, commas and small words."""
    words = re.sub(r"[.,،;'’\-/()]", " ", name).split()
    return " ".join(word for word in words if word not in declared("months")["fillers"])


def _meanings(parts: Sequence[tuple[str, int] | None], languages: tuple[str, ...]) -> list[dict[str, MonthDay]]:
    """Return language -> day, for each month's name and number; each name is looked up once. {} for None."""
    months = {name: _months(name, languages) for name in {part[0] for part in parts if part}}
    return [{lang: (month, part[1]) for lang, month in months[part[0]].items()} if part else {} for part in parts]


def _months(name: str, languages: tuple[str, ...]) -> dict[str, int]:
    return {language: month for language in languages if (month := _month(name, language))}


def _month(name: str, language: str) -> int | None:
    """Return the month of a bare name, also where one weekday of the same language stands with it; None for no month."""
    names = _names(language)
    if name in names or " " not in name:
        return names.get(name)
    # "mar" is a weekday and a month in four languages: a month must be left when the weekday is out
    rests = {
        f" {name} ".replace(f" {day} ", " ", 1).strip() for day in _weekdays(language) if f" {day} " in f" {name} "
    }
    months = {names[rest] for rest in rests if rest in names}
    return months.pop() if len(months) == 1 else None


def is_month(text: str) -> bool:
    """Return whether a text is the name of a month in one of the languages tried first."""
    return bool(_months(_bare(folded(text)), tuple(declared("months")["languages"])))


def is_weekday(text: str) -> bool:
    """Return whether a text is the name of a weekday in one of the languages tried first."""
    return _bare(folded(text)) in _all_weekdays()


@cache
def _all_weekdays() -> frozenset[str]:
    return frozenset().union(*(_weekdays(language) for language in declared("months")["languages"]))


@cache
def _weekdays(language: str) -> frozenset[str]:
    """Return the bare names of the weekdays in one language."""
    return frozenset(_bare(folded(name)) for name in cldr.language(language).weekdays)


@cache
def _names(language: str) -> dict[str, int]:
    """Return bare month name -> month in one language, without names of two months."""
    names: dict[str, set[int]] = {}
    more = {name: month for month, name in enumerate(declared("months")["names"].get(language, ()), start=1)}
    for name, month in (*month_names(language).items(), *((folded(name), month) for name, month in more.items())):
        names.setdefault(_bare(name), set()).add(month)
    return {name: months.pop() for name, months in names.items() if len(months) == 1 and name and not name.isdigit()}
