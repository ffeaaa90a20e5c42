"""Decoding: bytes in any encoding -> UTF-8 bytes.

The order of attempts: a byte order mark is believed; UTF-8 that decodes without a fault is practically never
anything else; NUL at every second byte is UTF-16 whose mark was lost; a handful of broken bytes in a long UTF-8 text
is a damaged UTF-8 file; and only then comes a guess (see `legacy_encoding`), on a bounded sample. Long files are
decoded part by part, so that memory stays flat and other threads get their turn.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, getincrementaldecoder
from dataclasses import dataclass

from worthsaving.data.load import declared
from worthsaving.errors import UnreadableFile
from worthsaving.reading.text.legacy_encoding import guess_encoding

# UTF-32 first: its mark begins with that of UTF-16
_MARKS = (
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_PART = 1 << 21
_FEW = 3  # broken characters that a damaged file may have anyway
_CONTROL = bytes([*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
# A NUL that stands at a digit may have been a digit itself, so the number is not known
_IN_NUMBER = re.compile(rb"(?<=[0-9])\0+|\0+(?=[0-9])")
_IN_NUMBER_TEXT = re.compile("(?<=[0-9])\0+|\0+(?=[0-9])")
_BINARY = (
    "This file is not text: it holds no table that can be read. "
    "Drop in the CSV, XLSX or ZIP file that TikTok or Instagram gave you."
)
_OLDER = (
    "This file is in an older way of writing letters, taken as {letters}. "
    "If titles look wrong, save it as XLSX and drop that in."
)
_DAMAGED = "Damaged characters in this file: {count:,}. They stand as “\ufffd”. Download it again to have them whole."
_LEFT_OUT = "Damaged characters in this file: {count:,}. They were left out. Download it again to have them whole."


@dataclass(frozen=True)
class Decoded:
    """UTF-8 bytes, whose text begins at `start`, the encoding they came in, and a sentence about damage ("" for none)."""

    data: bytes
    encoding: str
    problem: str = ""
    start: int = 0

    def head(self, size: int) -> str:
        """Return the beginning of the text, from at most `size` bytes."""
        return self.data[self.start : self.start + size].decode("utf-8", errors="ignore")


def to_utf8(data: bytes) -> Decoded:
    """Return the text of `data` as UTF-8. Raises UnreadableFile for bytes that are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, start=len(mark))
    start = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    wide = _unmarked_utf16(data[:_SAMPLE])
    if wide and not start:
        return _decoded(data, wide)
    least, most = _bytes_between(data)
    if least == 0:
        return _without_nul(data, start)
    _refuse_binary(data)
    if most < 0x80 or _is_utf8(data):
        return Decoded(data, "utf-8", start=start)
    if start or _damaged_utf8(data):
        return _decoded(data, "utf-8", start=start)
    lines = data[: 16 * _SAMPLE].splitlines()
    letters = b"\n".join(line for line in lines if not line.isascii())[:_SAMPLE]
    decoded = _decoded(data, guess_encoding(letters or data[-_SAMPLE:]))
    language = declared("letters").get(decoded.encoding, decoded.encoding)
    problem = f"{_OLDER.format(letters=language)} {decoded.problem}".strip()
    return Decoded(decoded.data, decoded.encoding, problem)


def _decoded(data: bytes, encoding: str, *, start: int = 0) -> Decoded:
    """Decode part by part. Damage becomes U+FFFD; with too much of it the bytes are refused as no text."""
    decoder = getincrementaldecoder(encoding)(errors="replace")
    pieces: list[bytes] = []
    broken = characters = left_out = 0
    for at in range(start, len(data), _PART):
        text = decoder.decode(data[at : at + _PART], at + _PART >= len(data))
        broken, characters = broken + text.count("\ufffd"), characters + len(text)
        if broken > 2 + characters // 50 or (at == start and text[:_SAMPLE].count("\0") > 2):
            raise UnreadableFile(_BINARY)
        if "\0" in text:
            text, numbers = _IN_NUMBER_TEXT.subn("\ufffd", text)
            broken, left_out = broken + numbers, left_out + text.count("\0")
        pieces.append(text.replace("\0", "").encode("utf-8", errors="replace"))
    whole = b"".join(pieces)
    _refuse_binary(whole)
    if broken:
        return Decoded(whole, encoding, _DAMAGED.format(count=broken + left_out))
    return Decoded(whole, encoding, _LEFT_OUT.format(count=left_out) if left_out else "")


def _without_nul(data: bytes, start: int) -> Decoded:
    """Decode without NUL bytes: a few are damage, and many mean that this is no text.

    One inside a number, or at its edge, becomes U+FFFD: without it other digits would stand as the number.
    """
    _refuse_binary(data)
    nul = data.count(b"\0")
    if nul > 2 + len(data) // 1000:
        raise UnreadableFile(_BINARY)
    text, numbers = _IN_NUMBER.subn("\ufffd".encode(), data.rstrip(b"\0"))
    decoded = to_utf8(text.replace(b"\0", b""))
    said = _DAMAGED if numbers else _LEFT_OUT
    problem = decoded.problem if numbers and decoded.problem else f"{said.format(count=nul)} {decoded.problem}".strip()
    return Decoded(decoded.data, decoded.encoding, problem, decoded.start)


def _bytes_between(data: bytes) -> tuple[int, int]:
    """Return the least and the largest byte, (1, 1) of none; part by part, which stays in the processor's cache."""
    import numpy as np

    least, most = 255, 1
    for at in range(0, len(data), _PART):
        part = np.frombuffer(data, dtype=np.uint8, count=min(_PART, len(data) - at), offset=at)
        least, most = min(least, int(part.min())), max(most, int(part.max()))
    return (least, most) if data else (1, 1)


def _is_utf8(data: bytes) -> bool:
    """Return whether it is UTF-8 throughout; Arrow checks without copying or holding up other threads."""
    import pyarrow as pa

    offsets = pa.array([0, len(data)], pa.int32()).buffers()[1]
    try:
        pa.StringArray.from_buffers(1, offsets, pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _damaged_utf8(data: bytes) -> bool:
    """Return whether nearly all characters beyond ASCII are whole."""
    decoder = getincrementaldecoder("utf-8")(errors="replace")
    broken = whole = 0
    for at in range(0, len(data), _PART):
        part = data[at : at + _PART]
        text = decoder.decode(part, at + _PART >= len(data))
        bad = text.count("\ufffd")
        broken, whole = broken + bad, whole + max(0, len(part) - len(text)) // 2
        if broken > _FEW + whole // 200:
            return False
    return whole >= 5 * broken


def _unmarked_utf16(sample: bytes) -> str | None:
    """Return which UTF-16 without its mark this is, if any: Latin text has a NUL at every second byte."""
    even, odd = sample[0::2], sample[1::2]
    if len(sample) >= 4 and odd and odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if len(sample) >= 4 and odd and even.count(0) > 0.6 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    """Raise UnreadableFile where more than one byte in a hundred is a control character."""
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROL)) > len(sample) // 100:
        raise UnreadableFile(_BINARY)
