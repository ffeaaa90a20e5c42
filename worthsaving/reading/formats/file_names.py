"""Facts in a file's name: account, first day, moment of export. TikTok Studio writes them into its ZIPs' names."""

import datetime as dt
import re
from dataclasses import dataclass

from worthsaving.reading.values.month_names import folded, month_names

_OVERVIEW = re.compile(
    r"(?:Overview|Content|Viewers|Followers)_(?P<start>\d{4}-\d\d-\d\d)_(?P<stamp>\d{10})"
    r"_(?P<handle>[\w.]{2,24}?)(?: ?\(\d+\))?\.(?:zip|csv|xlsx)",
    re.IGNORECASE,
)
# Only on a ZIP: people rename CSVs to "Content_final.csv", and "final" is no account
_SHORT = re.compile(r"(?:Content|Viewers|Followers)_(?P<handle>[\w.]{2,24}?)(?: ?\(\d+\))?\.zip", re.IGNORECASE)
# 2026-10-23 and 20261023; 23.10.2026; Meta's Oct-23-2026
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<gap>[-_.]?)(?P<month>\d\d)(?P=gap)(?P<day>\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>20\d\d)(?!\d)")
_NAMED = re.compile(r"(?<![^\W\d_])(?P<month>[^\W\d_]{3,9})-(?P<day>\d{1,2})-(?P<year>20\d\d)(?!\d)")


@dataclass(frozen=True)
class NameFacts:
    """Handle ("" if unknown), first day covered, and moment of export, each None where the name does not give it.

    `written` are the days in any other name, in order of time. Only the user knows which of them is the day of the export
    (two are mostly the first and the last day the file covers).
    """

    account: str = ""
    start: dt.date | None = None
    exported: dt.datetime | None = None
    written: tuple[dt.date, ...] = ()


def facts(name: str) -> NameFacts:
    """Return the facts in a file's full name ("Overview_2026-02-10_1772000000_mila.zip/Overview.csv")."""
    full = _OVERVIEW.search(name)
    if full:
        try:
            start = dt.date.fromisoformat(full["start"])
        except ValueError:
            start = None
        return NameFacts(full["handle"], start, dt.datetime.fromtimestamp(int(full["stamp"]), dt.UTC))
    short = _SHORT.search(name)
    handle = short["handle"] if short and not short["handle"].isdigit() else ""
    return NameFacts(handle, written=_written(name))


def _written(name: str) -> tuple[dt.date, ...]:
    days = set()
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _NAMED):
        for found in pattern.finditer(name):
            month = found["month"] if found["month"].isdigit() else month_names("en").get(folded(found["month"]), 0)
            try:
                days.add(dt.date(int(found["year"]), int(month), int(found["day"])))
            except ValueError:  # 2026-02-31, or a word that is no month
                continue
    return tuple(sorted(days))
