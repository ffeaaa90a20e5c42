"""Printed dates and times with a year -> moments in UTC, or days where no time is printed.

Each distinct text is read once. Which of two numbers is the month is decided by the whole column, and where it stays
open nothing is read: a wrong date is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.monthday import read_month_days
from worthsaving.reading.values import distinct, missing

_PARTS = (
    r"^(?P<a>[0-9]{1,4})[-/. ]{1,2}(?P<b>[0-9]{1,2})[-/. ]{1,2}(?P<c>[0-9]{1,4})\.?"
    r"(?:[T ,]+(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?::(?P<s>[0-9]{2})(?:\.(?P<f>[0-9]{1,9}))?)?"
    r"\s*(?P<half>[AaPp][Mm])?\s*(?P<z>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?$"
)
_NAMES = ("a", "b", "c", "h", "m", "s", "f", "half", "z")


@dataclass(frozen=True)
class Stamps:
    """Per cell: `moment` (UTC; NaT where no time is printed), `day` (as printed), `bad` (something, but no date).

    `open_order`: day and month could be either way round in the whole column, so nothing of it was read.
    `zoneless`: a time without a zone was found, and none is declared.
    """

    moment: pd.Series
    day: pd.Series
    bad: np.ndarray
    open_order: bool = False
    zoneless: bool = False


def read_stamps(column: pa.ChunkedArray, *, order: str = "", zone: str = "") -> Stamps:
    """A text column as moments and days.

    `order` is "MDY" or "DMY" where the format declares it; `zone` the IANA zone of times that carry none (UTC when
    empty). An hour that the clock change repeats is taken as summer time.
    """
    cells = distinct(column)
    found = pc.extract_regex(cells.texts, _PARTS)
    text = {name: pc.fill_null(pc.struct_field(found, name), "") for name in _NAMES}
    number = {name: _numbers(text[name]) for name in "abchms"}
    shaped = pc.is_valid(found).to_numpy(zero_copy_only=False)
    year, month, day, open_order = _ordered(number, text, shaped, order, dotted=_dotted(cells.texts))
    dates, right = _days(year, month, day)
    right &= shaped & (number["h"] < 24) & (number["m"] < 60) & (number["s"] < 62)
    timed = right & pc.not_equal(text["h"], "").to_numpy(zero_copy_only=False)
    half = pc.utf8_lower(text["half"]).to_numpy(zero_copy_only=False)
    hour = np.where(half == "pm", number["h"] % 12 + 12, np.where(half == "am", number["h"] % 12, number["h"]))
    micro = _numbers(pc.utf8_slice_codeunits(pc.utf8_rpad(text["f"], 6, "0"), 0, 6))
    since = ((hour * 60 + number["m"]) * 60 + number["s"]) * 1_000_000 + micro
    local = pd.Series(dates.astype("datetime64[us]") + since.astype("timedelta64[us]")).where(pd.Series(timed), pd.NaT)
    moment, bare = _in_utc(local, text["z"], zone)
    printed = pd.Series(dates.astype("datetime64[us]")).where(pd.Series(right), pd.NaT)
    moment, printed = _unusual(cells.texts, moment, printed)
    known = printed.notna().to_numpy() | moment.notna().to_numpy()
    bad = ~known & ~missing(cells.texts)
    return Stamps(
        pd.Series(moment.array[cells.at]),
        pd.Series(printed.array[cells.at]),
        cells.spread(bad),
        open_order,
        bool(bare) and not zone,
    )


def _numbers(texts: pa.Array) -> np.ndarray:
    return pc.if_else(pc.equal(texts, ""), "0", texts).cast(pa.int64()).to_numpy(zero_copy_only=False)


def _dotted(texts: pa.Array) -> bool:
    """01.09.2026: with dots the day comes first, in every country that writes dates so."""
    return bool(pc.any(pc.match_substring_regex(texts, r"^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}")).as_py())


def _ordered(
    number: dict[str, np.ndarray], text: dict[str, pa.Array], shaped: np.ndarray, order: str, *, dotted: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray, bool]:
    """Year, month, day of each text, and whether the order of day and month stays open."""
    a, b, c = number["a"], number["b"], number["c"]
    year_first = pc.equal(pc.utf8_length(text["a"]), 4).to_numpy(zero_copy_only=False)
    year_last = shaped & ~year_first & pc.equal(pc.utf8_length(text["c"]), 4).to_numpy(zero_copy_only=False)
    if not order and year_last.any():
        day_first, month_first = bool((a[year_last] > 12).any()), bool((b[year_last] > 12).any())
        order = "DMY" if dotted or (day_first and not month_first) else "MDY" if month_first and not day_first else ""
    month, day = (b, a) if order == "DMY" else (a, b)
    open_order = bool(year_last.any()) and not order
    year = np.where(year_first, a, np.where(year_last & (not open_order), c, 0))
    return year, np.where(year_first, b, month), np.where(year_first, c, day), open_order


def _days(year: np.ndarray, month: np.ndarray, day: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Dates, and which of them exist (no 31 February)."""
    right = (year >= 1990) & (year < 2200) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    months = (np.where(right, year, 1970) - 1970) * 12 + np.where(right, month, 1) - 1
    dates = months.astype("datetime64[M]").astype("datetime64[D]") + (np.where(right, day, 1) - 1)
    return dates, right & (dates.astype("datetime64[M]").astype(np.int64) == months)


def _in_utc(local: pd.Series, zones: pa.Array, zone: str) -> tuple[pd.Series, bool]:
    """Local times -> UTC; also whether any carried no zone."""
    said = pc.utf8_upper(zones).to_numpy(zero_copy_only=False)
    bare = (said == "") & local.notna().to_numpy()
    moment = pd.Series(pd.NaT, index=local.index, dtype="datetime64[us, UTC]")
    for name in set(said[local.notna().to_numpy()]):
        mine = said == name
        if name == "":
            here = local[mine].dt.tz_localize(
                zone or "UTC", ambiguous=np.ones(mine.sum(), bool), nonexistent="shift_forward"
            )
        else:
            away = re.fullmatch(r"([+-])(\d\d):?(\d\d)", name)
            minutes = (int(away[2]) * 60 + int(away[3])) * (-1 if away[1] == "-" else 1) if away else 0
            here = (local[mine] - pd.Timedelta(minutes=minutes)).dt.tz_localize("UTC")
        moment[mine] = here.dt.tz_convert("UTC").dt.as_unit("us")
    return moment, bool(bare.any())


def _unusual(texts: pa.Array, moment: pd.Series, printed: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Unix seconds and milliseconds, and days with the month's name and a year ("May 27, 2025")."""
    left = np.flatnonzero((moment.isna() & printed.isna()).to_numpy())
    rest = texts.take(pa.array(left)).to_pylist() if len(left) else []
    unix = {at: int(t[:10]) for at, t in zip(left, rest, strict=True) if re.fullmatch(r"1\d{9}(\d{3})?(\.0)?", t)}
    for at, seconds in unix.items():
        moment[at] = pd.Timestamp(seconds, unit="s", tz="UTC")
    named = [(at, re.search(r"(?<!\d)(20\d\d)(?!\d)", t), t) for at, t in zip(left, rest, strict=True)]
    dated = [(at, match, t) for at, match, t in named if match and at not in unix]
    read = read_month_days([t.replace(match[0], " ", 1) for _, match, t in dated])
    for (at, match, _), month_day in zip(dated, read, strict=True):
        if month_day and (month_day != (2, 29) or int(match[0]) % 4 == 0):
            printed[at] = pd.Timestamp(int(match[0]), *month_day)
    return moment, printed
