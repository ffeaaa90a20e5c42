"""Bytes -> UTF-8 bytes, whatever the file was written in.

The order of attempts: a byte order mark is a promise; UTF-8 that decodes without a fault is practically never
anything else; NUL at every second byte is UTF-16 whose mark was lost; a handful of broken bytes in a long UTF-8 text
is a damaged UTF-8 file; and only then comes a guess (charset-normalizer, on a bounded sample).
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass

from worthsaving.errors import UnreadableFile

# UTF-32 first: its mark begins with that of UTF-16
_MARKS = (
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF8, "utf-8"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
# What spreadsheet programs save as, world-wide. Where the guesses are level the earlier one is taken.
_OLDER = (
    *("cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("gb18030", "big5hkscs", "cp932", "cp949", "koi8_r", "mac_roman"),
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY = (
    "This file is not text: it holds no table that can be read. "
    "Drop in the CSV, XLSX or ZIP file that TikTok or Instagram gave you."
)


@dataclass(frozen=True)
class Decoded:
    """UTF-8 bytes without a mark, the encoding they came in, and a sentence about damage ("" when there is none)."""

    data: bytes
    encoding: str
    problem: str = ""


def to_utf8(data: bytes) -> Decoded:
    """The same text as UTF-8. Raises UnreadableFile for bytes that are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding)
    if data.isascii() and b"\0" not in data:
        _refuse_binary(data)
        return Decoded(data, "utf-8")
    wide = _unmarked_utf16(data[:_SAMPLE])
    if wide:
        return _decode(data, wide)
    if b"\0" in data:
        raise UnreadableFile(_BINARY)
    _refuse_binary(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)
    return Decoded(data, "utf-8")


def _decode(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    if broken > 2 + len(text) // 100 or "\0" in text[:_SAMPLE]:
        raise UnreadableFile(_BINARY)
    clean = text.replace("\0", "").encode("utf-8", errors="replace")
    _refuse_binary(clean)
    problem = f"{broken} characters were damaged and stand as “\ufffd”." if broken else ""
    return Decoded(clean, encoding, problem)


def _unmarked_utf16(sample: bytes) -> str | None:
    """UTF-16 without its mark: Latin text has a NUL at every second byte."""
    even, odd = sample[0::2], sample[1::2]
    if len(sample) >= 4 and odd and odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if len(sample) >= 4 and odd and even.count(0) > 0.6 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None


def _legacy(data: bytes) -> Decoded:
    """Not UTF-8 throughout: either a damaged UTF-8 file or an older encoding."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text[: 4 * _SAMPLE]) - broken
    if broken <= 3 and whole >= 10 * broken:
        return Decoded(text.encode(), "utf-8", f"{broken} characters were damaged and stand as “\ufffd”.")
    encoding = _guess(data)
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    if broken > 2 + len(text) // 50:
        raise UnreadableFile(_BINARY)
    return Decoded(
        text.encode("utf-8", errors="replace"),
        encoding,
        f"The file's letters are in an older encoding, taken as {encoding}. If titles look wrong, save it as UTF-8.",
    )


def _guess(data: bytes) -> str:
    """The most likely older encoding, from the lines that say something about it."""
    from charset_normalizer import from_bytes

    telling = b"\n".join(line for line in data[: 16 * _SAMPLE].splitlines() if not line.isascii())[:_SAMPLE]
    found = list(from_bytes(telling, cp_isolation=list(_OLDER)))
    if not found:
        return _OLDER[0]
    best = found[0]
    alike = {m.encoding for m in found if m.chaos <= best.chaos + 0.01 and m.coherence >= best.coherence - 0.05}
    return next(encoding for encoding in _OLDER if encoding in alike)


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) // 100:
        raise UnreadableFile(_BINARY)
