"""Counts as files print them -> whole numbers. Missing is <NA>, never 0.

Cells of bare digits are converted in one go; of the others each distinct text is read once (see `parsed`).
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.data.load import declared
from worthsaving.reading.values.text_columns import digit_cells, distinct, flags, missing, pieces

MOST = 10**15  # no video has so many views; a larger "count" is an id or damage
_DIGITS = 15  # at most, in a count below MOST

_DUST = Decimal("1e-9")  # of a whole number, by which a computed one may miss it

_WHOLE = "^-?[0-9]{1,15}$"
_COMMAS = "^-?[0-9]{1,3}(,[0-9]{3}){1,4}$"
_NUMBER = re.compile(r"([-+]?)(\d+(?:[.,]\d+)*)\s*(\D*)")
_POWER = re.compile(r"-?\d[.,]\d{2,30}[eE]\+\d{2}|-?\d(?:[.,]\d{1,30})?[eE]-\d{2,3}")  # 1.61e+04: cut to a few digits
# For each mark: what shows that it is the decimal mark, and what shows that it separates thousands
_DECIMAL = {mark: rf"^[^.,]*[0-9]{at}([0-9]{{1,2}}|[0-9]{{4,}})([^0-9.,]|$)" for mark, at in ((".", r"\."), (",", ","))}
_DECIMAL_AFTER = {".": r",[0-9]{3}\.[0-9]", ",": r"\.[0-9]{3},[0-9]"}
_GROUPS = {".": r"[0-9]\.[0-9]{3}[.,][0-9]", ",": r"[0-9],[0-9]{3}[.,][0-9]"}
_APOSTROPHES = "'’‘ʼ＇"


@dataclass(frozen=True)
class Numbers:
    """Per text: `values` (0 where not known), `known`, `bad` (no count, not missing); `rounded`: some text is ("1.2K")."""

    values: np.ndarray
    known: np.ndarray
    bad: np.ndarray
    rounded: bool


def parsed(texts: pa.Array) -> Numbers:
    """Read the counts in the distinct, trimmed texts of one column."""
    whole = pc.match_substring_regex(texts, _WHOLE)
    values = pc.fill_null(pc.if_else(whole, texts, None).cast(pa.int64()), 0).to_numpy(zero_copy_only=False).copy()
    known = flags(whole).copy()
    bad = np.zeros(len(values), dtype=bool)
    left = np.flatnonzero(~known & ~missing(texts))
    if not len(left):
        return Numbers(values, known, bad, rounded=False)
    rest = texts.take(pa.array(left))
    # The most frequent by far, and no evidence of what other marks mean
    commas = flags(pc.match_substring_regex(rest, _COMMAS))
    others = _plain(rest.filter(pa.array(~commas)))
    decimal, groups = _marks(others)
    if "," in decimal:
        commas[:] = False
        others = _plain(rest)
        decimal, groups = _marks(others)
    parted = rest.filter(pa.array(commas))
    values[left[commas]] = pc.replace_substring(parted, ",", "").cast(pa.int64()).to_numpy()
    known[left[commas]] = True
    if flags(pc.greater(pc.count_substring(parted, ","), 1)).any():
        groups |= {","}
    rest, left = others, left[~commas]
    quick, amounts = _grouped(rest, decimal)
    values[left[quick]], known[left[quick]] = amounts[quick], True
    rounded = False
    slow = np.flatnonzero(~quick)
    for place, text in zip(left[slow], rest.take(pa.array(slow)).to_pylist(), strict=True):
        number, short = _number(text, decimal, groups)
        if number is None:
            bad[place] = True
        else:
            values[place], known[place] = number, True
            rounded |= short
    return Numbers(values, known, bad, rounded)


def _plain(texts: pa.Array) -> pa.Array:
    """Turn wide and other scripts' digits into ASCII, unwrap a spreadsheet's ="...", drop blanks between digits."""
    if not flags(pc.string_is_ascii(texts)).all():
        texts = pa.array([_ascii(text) for text in texts.to_pylist()], pa.string())
    if not flags(pc.match_substring_regex(texts, "[ '_\"]")).any():
        return texts
    texts = pc.replace_substring_regex(texts, r'^=?"(.*)"$', r"\1")
    texts = pc.replace_substring_regex(texts, "^'", "")
    for _ in range(2):  # one pass matches every second gap
        texts = pc.replace_substring_regex(texts, r"([0-9])[ '_]([0-9]{3})", r"\1\2")
    return texts


def _ascii(text: str) -> str:
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in unicodedata.normalize("NFKC", text))
    for mark in _APOSTROPHES:
        text = text.replace(mark, "'")
    text = text.replace("٬", ",").replace("٫", ".").replace("−", "-").replace("–", "-")
    return re.sub(r"[\s\u2000-\u200b\u2060\u200e\u200f\u061c]+", " ", text).strip()


def _marks(texts: pa.Array) -> tuple[set[str], set[str]]:
    """Return the marks that some text shows to be decimal, and those that some text shows to separate thousands."""

    if not flags(pc.string_is_ascii(texts)).all():  # a damaged number shows nothing
        texts = texts.filter(pc.invert(pc.match_substring(texts, "\ufffd")))

    def shown(pattern: str) -> bool:
        return bool(pc.any(pc.match_substring_regex(texts, pattern)).as_py())

    there = _marks_in(texts)
    decimal = {mark for mark in there if shown(_DECIMAL[mark]) or shown(_DECIMAL_AFTER[mark])}
    return decimal, {mark for mark in there if shown(_GROUPS[mark])}


def _marks_in(texts: pa.Array) -> list[str]:
    """Return which of the two marks some text has: looking for the patterns with a mark costs many times as much."""
    return [mark for mark in ".," if flags(pc.match_substring(texts, mark)).any()]


def _grouped(texts: pa.Array, decimal: set[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return which texts are plain thousands ("1,234,567") or whole with an empty fraction ("1234.0"), and their numbers."""
    quick = np.zeros(len(texts), dtype=bool)
    amounts = np.zeros(len(texts), dtype=np.int64)
    there = _marks_in(texts)
    if not there:
        return quick, amounts
    marks = [at for mark, at in ((",", ","), (".", r"\.")) if mark in there and mark not in decimal]
    shapes = [(rf"^-?[0-9]{{1,3}}({at}[0-9]{{3}}){{1,4}}$", at) for at in marks]
    for pattern, removed in (*shapes, (r"^-?[0-9]{1,15}[.,]0{1,2}$", "[.,]0+$")):
        here = pc.match_substring_regex(texts, pattern)
        found = flags(here)
        if found.any():
            bare = pc.replace_substring_regex(pc.if_else(here, texts, None), removed, "")
            amounts[found] = pc.fill_null(bare.cast(pa.int64()), 0).to_numpy(zero_copy_only=False)[found]
            quick |= found
    return quick, amounts


def _number(text: str, decimal: set[str], groups: set[str]) -> tuple[int | None, bool]:
    """Return the number in one text (None when it is no count), and whether it was rounded when it was written."""
    if _POWER.fullmatch(text):
        amount = _near_whole(Decimal(text.replace(",", ".")))
        return (
            (int(amount), amount != 0)
            if amount == amount.to_integral_value() and abs(amount) <= MOST
            else (None, False)
        )
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None, False
    sign, digits, unit = match.groups()
    times = _times(unit.casefold())
    plain = _decimal(digits, decimal, groups, short=times != 1)
    if times is None or plain is None:
        return None, False
    amount = _near_whole(plain * times)
    if amount != amount.to_integral_value() or amount > MOST:  # "0.35" is a rate, no count
        return None, False
    return int(-amount if sign == "-" else amount), times != 1


def _near_whole(amount: Decimal) -> Decimal:
    """Return the whole number that a computed one misses by a hair (65099.99999999999 is 65.1 times 1,000), else it itself."""
    whole = amount.to_integral_value()
    return whole if abs(amount - whole) <= _DUST * max(Decimal(1), abs(whole)) else amount


def _times(unit: str) -> int | None:
    """Return what a unit stands for; 1 without one, None for an unknown one."""
    if not unit or unit == ".":
        return 1
    return None if unit in declared("words")["unclear"] else _units().get(unit.removesuffix("."))


@cache
def _units() -> dict[str, int]:
    """Return unit -> number, written as `_ascii` writes them: some scripts have two codes for the same sign."""
    return {unicodedata.normalize("NFKC", unit).casefold(): times for unit, times in declared("words")["times"].items()}


def _decimal(digits: str, decimal: set[str], groups: set[str], *, short: bool) -> Decimal | None:
    """Return digits with marks as a number, None where it is unclear; `short`: a unit follows, so a fraction is likely."""
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return Decimal(digits)
    last = marks[-1]
    whole, _, fraction = digits.rpartition(last)
    others = {*marks[:-1]}
    if last in others or (not others and len(fraction) == 3 and last not in decimal):
        # Thousands; with a unit only where the column shows that this mark separates them
        right = re.fullmatch(rf"\d{{1,3}}({re.escape(last)}\d{{3}})+", digits)
        return Decimal(digits.replace(last, "")) if right and (not short or last in groups or last in others) else None
    if others:
        (other,) = others
        if not re.fullmatch(rf"\d{{1,3}}({re.escape(other)}\d{{3}})+", whole):
            return None
        return Decimal(f"{whole.replace(other, '')}.{fraction}")
    if len(fraction) == 3 and decimal == {".", ","}:  # the column uses both marks both ways
        return None
    return Decimal(f"{whole}.{fraction}")


@dataclass(frozen=True)
class Counts:
    """`values`: Int64 per cell; `bad`: cells that are no count; `rounded`: some cell is shortened ("1.2K")."""

    values: pd.Series
    bad: np.ndarray
    rounded: bool = False


def read_counts(column: pa.ChunkedArray) -> Counts:
    """Read a text column as counts: 1234, "1,234", "1 234", 1234.0, 1.2K, -3; "undefined", "--" and the like are missing.

    The column's other cells decide whether "1.234" is 1234 or no count.
    """
    values, known = np.empty(len(column), dtype=np.int64), np.ones(len(column), dtype=bool)
    for place, piece in pieces(column):
        values[place], known[place] = _bare(piece)
    bad = ~known
    left = np.flatnonzero(bad)
    if not len(left):
        return Counts(_series(values, bad), bad)
    cells = distinct(column if len(left) == len(column) else column.filter(pa.array(bad)))
    found = parsed(cells.texts)
    values[left], known[left], bad[left] = (cells.spread(each) for each in (found.values, found.known, found.bad))
    return Counts(_series(values, ~known), bad, found.rounded)


def _bare(piece: pa.Array) -> tuple[np.ndarray, np.ndarray | bool]:
    """Return the numbers of the cells that hold only digits, and which do."""
    bare = digit_cells(piece, _DIGITS)
    if bare.all():
        return pc.cast(piece, pa.int64()).to_numpy(), True
    values = np.zeros(len(piece), dtype=np.int64)
    values[bare] = pc.cast(piece.filter(pa.array(bare)), pa.int64()).to_numpy()
    return values, bare


def _series(values: np.ndarray, unknown: np.ndarray) -> pd.Series:
    return pd.Series(pd.arrays.IntegerArray(values, unknown), copy=False)
