"""Events of JSON text (a key, a value, an object begins ...), bounded in depth and number, and where it breaks off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from worthsaving.errors import UnreadableFile
from worthsaving.reading.text.encoding import to_utf8

MOST_DEPTH = 100  # objects and lists inside each other; the deepest export has about 12
MOST_VALUES = 3_500_000  # values and keys: about four seconds; 5,000 posts of a scraper with 300 fields have 3 million
_NAN_COST = 2  # as many values as each NaN takes the time of: it is found, replaced, and then read
LONGEST_NUMBER = 4_000  # digits; Python refuses to read more than 4,300, and the parser does not survive that
_PIECE = 1 << 22  # bytes parsed at once; a text that goes on in the next piece is copied again for each
_VALUE_SIGN = re.compile(rb'[\[{,:"]')
_NO_NUMBER = re.compile(rb"(?<=[\[:,\s])-?(?:NaN|Infinity)(?=[\s,\]}]|\Z)")
_STARTS = frozenset(("start_map", "start_array"))
_ENDS = frozenset(("end_map", "end_array"))
_DEEP = f"This JSON has objects inside objects, more than {MOST_DEPTH} deep, which no export has. Save the list of posts by itself."
_MANY = "This JSON holds more than {count:,} values, more than is read at once. Save fewer posts at a time."
_LONG_NUMBER = f"This JSON holds a number of more than {LONGEST_NUMBER:,} digits, which counts nothing. Save the list of posts by itself."


@dataclass
class Ending:
    """How a JSON text ended: `broken` is "" where it ended well, else "cut" (its end is missing) or "damaged".

    `values`: how many values and keys were read.
    """

    broken: str = ""
    values: int = 0


class _Pieces:
    """A file of `data` that is read in pieces; none ends inside one long word: 200 MB of them take 0.5 instead of 9 seconds.

    A piece never goes on over a sign that begins another value, so it has no more values than `size` bytes can have.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def read(self, size: int) -> bytes:
        """Return the next piece, of at least `size` bytes unless the file ends; b"" for none."""
        if not size:
            return b""
        start = self._at
        found = _VALUE_SIGN.search(self._data, start + size)
        self._at = found.start() if found else len(self._data)
        return self._data[start : self._at]


def events(data: bytes, ending: Ending, *, before: int = 0) -> Iterator[tuple[str, object]]:
    """Yield (event, value) of one or more JSON documents in UTF-8, as ijson names them; `ending` gets how they ended.

    Events are start_map, map_key, end_map, start_array, end_array, string, number (int or Decimal), boolean and null.
    Raises UnreadableFile where the text is nested too deeply, or holds too many values (with those that were read `before`
    from the same file) or a number too long.
    """
    import ijson

    if _has_long_number(data):
        raise UnreadableFile(_LONG_NUMBER)
    depth, count = 0, before
    try:
        for event, value in ijson.basic_parse(_Pieces(data), multiple_values=True, buf_size=_PIECE):
            if event in _STARTS:
                depth += 1
                if depth > MOST_DEPTH:
                    raise UnreadableFile(_DEEP)
            elif event in _ENDS:
                depth -= 1
            count += 1
            if count > MOST_VALUES:
                raise UnreadableFile(_MANY.format(count=MOST_VALUES))
            yield event, value
    except ijson.JSONError as error:
        ending.broken = "cut" if "premature EOF" in str(error) or not str(error) else "damaged"
    finally:
        ending.values = count - before


def text_of(data: bytes) -> tuple[bytes, str]:
    """Return a file's JSON as UTF-8 without a mark, and a sentence about damage ("" for none).

    NaN and Infinity, which Python writes although JSON has neither, become null: unknown.
    """
    decoded = to_utf8(data)
    return _without_nan(decoded.data[decoded.start :] if decoded.start else decoded.data), decoded.problem


def _without_nan(data: bytes) -> bytes:
    """Return JSON with null for each NaN and Infinity that stands outside of a text."""
    if b"NaN" not in data and b"Infinity" not in data:
        return data
    if _NAN_COST * (data.count(b"NaN") + data.count(b"Infinity")) > MOST_VALUES:
        raise UnreadableFile(_MANY.format(count=MOST_VALUES))
    written = bytearray()
    at, quotes = 0, 0
    for found in _NO_NUMBER.finditer(data):
        before = data[at : found.start()]
        quotes += before.count(b'"') - before.replace(b"\\\\", b"").count(b'\\"')
        written += before
        written += found[0] if quotes % 2 else b"null"
        at = found.end()
    written += data[at:]
    return bytes(written)


def as_cell(value: object) -> str:
    """Return a value as the text of a cell: numbers as they would be written in a table, "" for null."""
    if value.__class__ is int:  # most values that are no text
        return str(value)
    if isinstance(value, str):
        return value.replace("\0", "\ufffd") if "\0" in value else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        short = -30 < value.adjusted() < 30
        return format(value, "f") if short else str(value)
    return "" if value is None else str(value)


def _has_long_number(data: bytes) -> bool:
    """Return whether digits follow each other without end; only every so many bytes are looked at."""
    step = LONGEST_NUMBER // 2
    bytes_there = np.frombuffer(data, dtype=np.uint8)[::step]
    digits = (bytes_there >= ord("0")) & (bytes_there <= ord("9"))
    for at in np.flatnonzero(digits[1:] & digits[:-1]).tolist():
        around = data[max(0, (at - 2) * step) : (at + 3) * step]
        if re.search(rb"[0-9]{%d}" % LONGEST_NUMBER, around):
            return True
    return False
