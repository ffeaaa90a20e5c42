"""What a file's own name says: account, first day, moment of export. TikTok Studio names its ZIPs so."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_OVERVIEW = re.compile(
    r"(?:Overview|Content|Viewers|Followers)_(?P<start>\d{4}-\d\d-\d\d)_(?P<stamp>\d{10})"
    r"_(?P<handle>[\w.]{2,24}?)(?: ?\(\d+\))?\.(?:zip|csv|xlsx)",
    re.IGNORECASE,
)
# Only on a ZIP: people rename CSVs to "Content_final.csv", and "final" is nobody
_SHORT = re.compile(r"(?:Content|Viewers|Followers)_(?P<handle>[\w.]{2,24}?)(?: ?\(\d+\))?\.zip", re.IGNORECASE)


@dataclass(frozen=True)
class NameFacts:
    """Handle ("" if unknown), the first day covered, and when it was exported, as far as the name says."""

    account: str = ""
    start: dt.date | None = None
    exported: dt.datetime | None = None


def facts(name: str) -> NameFacts:
    """The facts in a file's full name ("Overview_2026-02-10_1772000000_mila.zip/Overview.csv")."""
    full = _OVERVIEW.search(name)
    if full:
        try:
            start = dt.date.fromisoformat(full["start"])
        except ValueError:
            start = None
        return NameFacts(full["handle"], start, dt.datetime.fromtimestamp(int(full["stamp"]), dt.UTC))
    short = _SHORT.search(name)
    return NameFacts(short["handle"]) if short and not short["handle"].isdigit() else NameFacts()
