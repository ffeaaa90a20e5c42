"""Dates that name their month and have a year ("May 27, 2025", "31 okt. 2025, 18:19"), and bare YYYYMMDD.

A weekday may stand with them, and a zone behind the time ("Mon, 23 Mar 2026 14:05:07 +0000").
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from worthsaving.reading.values.date_order import CENTURY
from worthsaving.reading.values.month_names import LONGEST, read_month_days

_YEAR = re.compile(r"(?<![\d:])((?:19|20)\d\d)(?![\d:])\s*(?:г\.|р\.|г|년|年)?")
# "14-Jan-26", "Jan 14 '26", "14 Jan 26": the last of two numbers around or before a month in letters
_SHORT_YEAR = re.compile(r"(?P<day>\d{1,2}[-/. ]+[^\W\d_]+\.?|[^\W\d_]+\.?[-/. ]+\d{1,2},?)[-/. ,]+['’]?(?P<year>\d\d)")
_TIME = re.compile(
    r"(?<![,\s])[,\s]*+(?:at\s|um\s|à\s|a las\s|T)?\s*+(?<!\d)(\d{1,2}):(\d\d)(?::(\d\d))?\s*([ap])?\.?m?\.?(?!\w)"
    r"(?:\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)(?![\w:]))?",
    re.IGNORECASE,
)
_BARE = re.compile(r"(20\d\d)([01]\d)([0-3]\d)")


@dataclass(frozen=True)
class NamedDate:
    """A day, the seconds since its midnight where a time is printed, and the zone printed behind it ("" for none)."""

    day: dt.datetime
    time: int | None = None
    zone: str = ""


def read_named_dates(texts: Sequence[str]) -> list[NamedDate | None]:
    """Return the date in each text of one column, None for any other text."""
    read: list[NamedDate | None] = [_bare(text) for text in texts]
    parts = [None if done or len(text) > LONGEST else _split(text) for text, done in zip(texts, read, strict=True)]
    month_days = iter(read_month_days([part[1] for part in parts if part]))
    for at, part in enumerate(parts):
        month_day = next(month_days) if part else None
        if part and month_day:
            day = _day(part[0], *month_day)
            read[at] = NamedDate(day, part[2], part[3]) if day else None
    return read


def _bare(text: str) -> NamedDate | None:
    match = _BARE.fullmatch(text)
    day = _day(int(match[1]), int(match[2]), int(match[3])) if match else None
    return NamedDate(day) if day else None


def _split(text: str) -> tuple[int, str, int | None, str] | None:
    """Return year, rest of the day, seconds since midnight and zone; None without a year or with an impossible time."""
    time = _TIME.search(text)
    rest = text[: time.start()] + text[time.end() :] if time else text
    seconds, zone = (_seconds(time), time[5] or "") if time else (None, "")
    if time and seconds is None:
        return None
    year = _YEAR.search(rest)
    if year:
        return int(year[1]), rest.replace(year[0], " ", 1), seconds, zone
    short = _SHORT_YEAR.fullmatch(rest.strip())
    return (CENTURY + int(short["year"]), short["day"].replace("-", " "), seconds, zone) if short else None


def _seconds(time: re.Match[str]) -> int | None:
    hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
    if time[4]:
        hour = hour % 12 + (12 if time[4].lower() == "p" else 0)
    return hour * 3600 + minute * 60 + second if hour < 24 and minute < 60 and second < 60 else None


def _day(year: int, month: int, day: int) -> dt.datetime | None:
    try:
        return dt.datetime(year, month, day)  # a calendar day has no zone
    except ValueError:
        return None
