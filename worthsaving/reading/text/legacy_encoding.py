"""Guess of the older encoding a text is in, from a sample of its lines.

East Asian encodings first: each uses its own range of byte pairs for its common characters, which tells them apart
better than statistics of letters do on a few short titles. Everything else goes to charset-normalizer.
"""

import re

# What spreadsheet programs save as, world-wide. Of equal guesses the earlier one is taken.
SINGLE_BYTE = (
    *("cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("koi8_r", "mac_roman"),
)
LEAST_BYTES = 4
LEAST_PAIRS = 3
MOSTLY = 0.8
# Characters that ordinary text of the language mostly uses: kana, common Hangul, the first planes of the Chinese sets. Of
# the kanji only those whose second byte is no letter: a curly quote before a letter looks like the others.
_COMMON = (
    ("cp932", re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x96]|\x81[\x40-\x5b]|[\x88-\x97][\x80-\xfc]")),
    ("cp949", re.compile(rb"[\xb0-\xc8][\xa1-\xfe]")),
    ("gb18030", re.compile(rb"[\xb0-\xd7][\xa1-\xfe]|\xa3[\xa1-\xfe]|\xa1[\xa2-\xbf]")),
    ("big5hkscs", re.compile(rb"[\xa4-\xc6][\x40-\x7e\xa1-\xfe]|\xa1[\x40-\x65]")),
)
_SHIFT_JIS = re.compile(rb"[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]|[\xa1-\xdf]")
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")


def guess_encoding(sample: bytes) -> str:
    """Return the most likely encoding of `sample` (mostly lines with bytes beyond ASCII); "cp1252" if none fits."""
    beyond = sum(byte > 0x7F for byte in sample)
    if beyond < LEAST_BYTES and _decodes(sample, SINGLE_BYTE[0]):
        return SINGLE_BYTE[0]  # too little to guess from
    return _east_asian(sample, beyond) or _single_byte(sample)


def _east_asian(sample: bytes, beyond: int) -> str | None:
    pairs = _PAIR.findall(sample)
    if len(pairs) < LEAST_PAIRS or 2 * len(pairs) < MOSTLY * beyond:
        return None
    scores = {}
    for encoding, common in _COMMON:
        if _decodes(sample, encoding):
            cells = _SHIFT_JIS.findall(sample) if encoding == "cp932" else pairs
            scores[encoding] = sum(common.fullmatch(cell) is not None for cell in cells) / max(1, len(cells))
    return _clearest(scores)


def _clearest(scores: dict[str, float]) -> str | None:
    """Return the narrowest encoding that explains enough pairs: Hangul lies within Chinese, both within Big5."""
    if scores.get("cp932", 0) > 0.4:  # half of the kanji are not counted; read so, other text has hardly any
        return "cp932"
    for encoding, least in (("cp949", 0.9), ("gb18030", 0.75), ("big5hkscs", 0.75)):
        if scores.get(encoding, 0) >= least:
            return encoding
    return None


def _decodes(sample: bytes, encoding: str) -> bool:
    """Return whether nearly all of the sample is text in this encoding."""
    return sample.decode(encoding, errors="replace").count("\ufffd") <= len(sample) // 500


def _single_byte(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    found = list(from_bytes(sample, cp_isolation=list(SINGLE_BYTE)))
    if not found:
        return SINGLE_BYTE[0]
    best = found[0]
    alike = {m.encoding for m in found if m.chaos <= best.chaos + 0.01 and m.coherence >= best.coherence - 0.05}
    text = sample.decode(best.encoding, errors="replace")
    same = (e for e in SINGLE_BYTE if e in alike or sample.decode(e, errors="replace") == text)
    return next(same, best.encoding)
