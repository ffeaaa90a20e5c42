"""Counts as people and programs write them -> whole numbers. Missing is <NA>, never 0."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.declared import declared
from worthsaving.reading.values import distinct, missing

MOST = 10**15  # more than anything on earth was watched; a larger "count" is an id or damage

_WHOLE = "^-?[0-9]{1,15}$"
_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u2009\u202f'’](?=\d{3}(\D|$))")
_NUMBER = re.compile(r"([-+−]?)(\d+(?:[.,]\d+)*)\s*([^\W\d_]*)\.?")


@dataclass(frozen=True)
class Counts:
    """`values`: Int64 per cell; `bad`: which cells hold something that is no count (their value is missing)."""

    values: pd.Series
    bad: np.ndarray


def read_counts(column: pa.ChunkedArray) -> Counts:
    """A text column as counts: 1234, "1,234", "1 234", 1234.0, 1.2K, -3; "undefined", "--" and the like are missing.

    Whether "1.234" is 1234 or a broken number is decided by the column's other cells.
    """
    cells = distinct(column)
    whole = pc.match_substring_regex(cells.texts, _WHOLE)
    numbers = pc.if_else(whole, cells.texts, None).cast(pa.int64())
    values = pc.fill_null(numbers, 0).to_numpy(zero_copy_only=False).copy()
    known = whole.to_numpy(zero_copy_only=False)
    absent = missing(cells.texts)
    bad = np.zeros(len(values), dtype=bool)
    left = np.flatnonzero(~known & ~absent)
    if len(left):
        texts = [_plain(text) for text in cells.texts.take(pa.array(left)).to_pylist()]
        dots = any(re.search(r"\.(\d{1,2}|\d{4,})$", text) for text in texts)
        known = known.copy()
        for at, text in zip(left, texts, strict=True):
            number = _number(text, decimal_dot=dots)
            if number is None:
                bad[at] = True
            else:
                values[at], known[at] = number, True
    table = pd.array(cells.spread(values), dtype="Int64")
    table[~cells.spread(known)] = pd.NA
    return Counts(pd.Series(table), cells.spread(bad))


def read_lengths(column: pa.ChunkedArray) -> pd.Series:
    """A text column as seconds (Float64): "27", "27.5", "1:05" or "0:01:05"; anything else is missing."""
    cells = distinct(column)
    seconds = np.array([_seconds(text) for text in cells.texts.to_pylist()], dtype=float)
    return pd.Series(cells.spread(seconds)).astype("Float64")


def _plain(text: str) -> str:
    """Full-width digits made plain, a spreadsheet's ="..." unwrapped, blanks between thousands dropped."""
    text = unicodedata.normalize("NFKC", text).strip().lstrip("'")
    text = text.removeprefix('="').removesuffix('"').strip()
    return _SPACES.sub("", text)


def _number(text: str, *, decimal_dot: bool) -> int | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    sign, digits, unit = match.groups()
    times = declared("words")["times"].get(unit.casefold(), 1 if not unit else None)
    if times is None:
        return None
    grouped = re.fullmatch(r"\d{1,3}(,\d{3})+(\.0+)?|\d{1,3}(\.\d{3})+(,0+)?", digits)
    if grouped and times == 1 and not (decimal_dot and digits.count(".") == 1 and "," not in digits):
        digits = re.sub(r"[.,]0+$", "", digits) if "." in digits and "," in digits else digits
        amount = float(re.sub(r"[.,]", "", digits))
    elif len(re.findall(r"[.,]", digits)) <= 1:
        amount = float(digits.replace(",", ".")) * times
    else:
        return None
    rounded = round(amount)
    if abs(amount - rounded) > 1e-6 or rounded > MOST:  # "0.35" is a rate, no count
        return None
    return -rounded if sign in {"-", "−"} else rounded


def _seconds(text: str) -> float:
    if re.fullmatch(r"\d{1,7}([.,]\d{1,6})?", text):
        return float(text.replace(",", "."))
    parts = re.fullmatch(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2}(?:\.\d+)?)", text)
    if parts:
        return int(parts[1] or 0) * 3600 + int(parts[2]) * 60 + float(parts[3])
    return float("nan")
