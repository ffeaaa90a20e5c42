"""Dates in the form that is read: ASCII digits, the time as 18:30:09, the zone as +01:00, no weekday around a date in numbers."""

import re
import unicodedata

import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.data.load import declared
from worthsaving.reading.values.month_names import is_weekday
from worthsaving.reading.values.text_columns import Distinct

_ODD = (
    r"[^\x00-\x7f]|^[A-Za-z]|[\])A-Za-z]$|[0-9] ?[APap]\. ?[Mm]|(GMT|UTC) ?[+-]|:[0-9]{2}(\.[0-9]+)? ?[+-][0-9]$"
    r"|[+-][0-9]{2}:[0-9]{2}:[0-9]{2}$|\.[0-9]+ ?[APap][Mm]"
)
# 02时00分38秒
_SIGNED = re.compile(r"\s*(\d{1,2})\s*[时時点點시]\s*(?:(\d{1,2})\s*[分분])?\s*(?:(\d{1,2})\s*[秒초])?")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d\d)\.(\d\d)(?:\.\d+)?(?=\s*[ap]\.?\s?m)", re.IGNORECASE)
_HALF_FIRST = re.compile(r"\s*(?:(上午|오전|午前|凌晨|早上)|(?:下午|오후|午後|晚上))\s*(\d{1,2}:\d\d(?::\d\d)?)")
_HALF = re.compile(r"(?<=\d)\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
_NAMED_ZONE = re.compile(r"(?:GMT|UTC)\s?(?=[+-]\d)")
_AFTER_ZONE = re.compile(r"(?<=\d)\s*(?:\[[\w/+-]+\]|\([^()\d]+\))$")
_LETTERED = re.compile(r"(?<=[\dM])\s*([A-Z]{3,4})$")
_ZONE = re.compile(r"(?<=:\d\d)((?:\.\d+)?) ?([+-])(?:(\d{1,2})|(\d\d:\d\d):00)$")
_BEFORE = re.compile(r"([^\W\d_]{1,12})\.?[,\s]\s*(?=\d{1,4}(?:[-/.年]|\s?\S*[^\W\d_]))")
_BEHIND = re.compile(r"(?<=[\d日.])[,\s]*[(（]?([^\W\d_]{1,12})\.?[)）]?(?=\s\d{1,2}:|$)")


def plain(cells: Distinct) -> Distinct:
    """Return the cells with each date in the form that is read; texts that hold no date may come back changed, too."""
    if not pc.any(pc.match_substring_regex(cells.texts, _ODD)).as_py():
        return cells
    return Distinct(pa.array([_plain(text) for text in cells.texts.to_pylist()], pa.string()), cells.at)


def _plain(text: str) -> str:
    text = " ".join(text.split())  # a long run of blanks costs every pattern below its square
    if not text.isascii():
        text = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in unicodedata.normalize("NFKC", text))
    if not any(map(str.isdigit, text)):
        return text.strip()  # no date
    if not text.isascii():
        text = _HALF_FIRST.sub(lambda found: f" {found[2]} {'AM' if found[1] else 'PM'}", _SIGNED.sub(_clock, text))
    text = _DOTTED.sub(r"\1:\2:\3", text)
    text = _HALF.sub(lambda found: f" {found[1].upper()}M", text)
    text = _NAMED_ZONE.sub("", _AFTER_ZONE.sub("", text))
    lettered = _LETTERED.search(text)
    if lettered and lettered[1] in declared("months")["zones"]:
        text = text[: lettered.start()] + declared("months")["zones"][lettered[1]]
    text = _ZONE.sub(lambda found: f"{found[1]}{found[2]}{found[4] or found[3].zfill(2)}", text)
    for weekday in (_BEFORE.match(text), _BEHIND.search(text)):
        if weekday and is_weekday(weekday[1]):
            text = text.replace(weekday[0], " ", 1)
    return text.strip()


def _clock(found: re.Match[str]) -> str:
    return f" {found[1]}:{found[2] or '0':0>2}:{found[3] or '0':0>2}"
