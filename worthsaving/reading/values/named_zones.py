"""Zones of time that a header names behind the name of its column: "Posted (PST)", "Posted at [UTC+8]", "发布时间（北京时间）"."""

import re
import unicodedata

from worthsaving.data.load import declared

_IN_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*$")
_LAST_WORD = re.compile(r"[\s_-](UTC|GMT)$", re.IGNORECASE)
_AWAY = re.compile(r"(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?([0-5]\d))?")
_MOST_HOURS = 14  # east or west of Greenwich


def zone_in(header: str) -> str:
    """Return the zone in brackets at the end of a header, as an IANA name or "UTC+08:00"; "" where it names none."""
    found = _behind(header)
    name = " ".join(found[1].split()).casefold() if found else ""
    away = _AWAY.fullmatch(name)
    if away:
        hours = int(away[2])
        return f"UTC{away[1]}{hours:02}:{away[3] or '00'}" if hours <= _MOST_HOURS else ""
    return str(declared("words")["zones"].get(name, ""))


def before_zone(header: str) -> str:
    """Return a header without the brackets or the word at its end that name its zone."""
    found = _behind(header)
    return found.string[: found.start()] if found else header


def _behind(header: str) -> re.Match[str] | None:
    text = unicodedata.normalize("NFKC", header).replace("\u2212", "-")
    return _IN_BRACKETS.search(text) or _LAST_WORD.search(text)
