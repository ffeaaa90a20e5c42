"""Dates and times printed with a year -> moments in UTC, or days where no time is printed. Each distinct text is read once."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.values.date_order import EARLIEST, read_dates
from worthsaving.reading.values.named_dates import NamedDate, read_named_dates
from worthsaving.reading.values.plain_dates import plain
from worthsaving.reading.values.text_columns import distinct, flags, missing

_PARTS = (
    r"^(?P<a>[0-9]{1,4})(?:[-/]|[. ]{1,2}|年)(?P<b>[0-9]{1,2})(?:[-/]|[. ]{1,2}|月)(?P<c>[0-9]{1,4})[.日]?"
    r"(?:[T ,]+(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?::(?P<s>[0-9]{2})(?:[.,](?P<f>[0-9]{1,12}))?)?"
    r"\s*(?P<half>[AaPp][Mm])?\s*(?P<z>Z|z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?)?$"
)
_NAMES = ("a", "b", "c", "h", "m", "s", "f", "half", "z")
_DOTTED = r"^[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{2}"
_NEVER = np.datetime64("2200-01-01")
_NO_TIME = np.datetime64("NaT", "us")
_SERIAL_START = np.datetime64("1899-12-30", "us")


@dataclass(frozen=True)
class Timestamps:
    """Result for each cell: `moment` (UTC; NaT where no time is printed), `day` (as printed), `bad` (no date, not missing).

    `open_order`: nothing in the column decides which number is the day, so nothing of it was read. `zoneless`: some time
    carries no zone, and none is declared. `serial`: some cell is a spreadsheet's day number, and was read as one.
    """

    moment: pd.Series
    day: pd.Series
    bad: np.ndarray
    open_order: bool = False
    zoneless: bool = False
    serial: bool = False


def read_timestamps(
    column: pa.ChunkedArray, *, order: str = "", zone: str = "", latest: dt.datetime | None = None
) -> Timestamps:
    """Read a text column as moments and days.

    `order` is "MDY", "DMY" or "YMD" where it is known; `zone` the IANA zone of times that carry none (UTC when empty);
    `latest` the last possible moment, which helps to tell day from month. An hour that a clock change repeats is read as
    summer time.
    """
    cells, last = plain(distinct(column)), _NEVER if latest is None else np.datetime64(latest.date())
    found = pc.extract_regex(cells.texts, _PARTS)
    text = {name: pc.fill_null(pc.struct_field(found, name), "") for name in _NAMES}
    number = {name: _numbers(text[name]) for name in "abc"}
    shaped = flags(pc.is_valid(found))
    four = {name: pc.equal(pc.binary_length(text[name]), 4).to_numpy(zero_copy_only=False) for name in "ac"}
    dates = read_dates(
        number["a"], number["b"], number["c"], longest=np.where(four["a"], 1, np.where(four["c"], 3, 0)), shaped=shaped,
        dotted=bool(pc.any(pc.match_substring_regex(cells.texts, _DOTTED)).as_py()), order=order,
        latest=last,
    )  # fmt: skip
    since, is_time = _since_midnight(text)
    right = dates.right & is_time
    timed = right & flags(pc.not_equal(text["h"], ""))
    printed = np.where(right, dates.days.astype("datetime64[us]"), _NO_TIME)
    local = np.where(timed, printed + since, _NO_TIME)
    zones = text["z"].to_numpy(zero_copy_only=False).copy()
    left = np.flatnonzero(~shaped)
    others = _others(cells.texts.take(pa.array(left)).to_pylist(), last) if len(left) else []
    for at, other in zip(left, others, strict=True):
        if other:
            printed[at], local[at], zones[at] = other.day, other.local, other.zone
    moment, bare = _in_utc(local, pa.array(zones, pa.string()), zone)
    bad = np.isnat(printed) & np.isnat(moment) & ~missing(cells.texts)
    serial = any(other.serial for other in others if other)
    return Timestamps(
        utc(cells.spread(moment)), pd.Series(cells.spread(printed)), cells.spread(bad), dates.open_order, bare and not zone, serial
    )  # fmt: skip


def _since_midnight(text: Mapping[str, pa.Array]) -> tuple[np.ndarray, np.ndarray]:
    """Return the time of each text (timedelta64[us]) and whether there is such a time; midnight where none is printed."""
    if not pc.any(pc.not_equal(text["h"], "")).as_py():
        return np.zeros(len(text["h"]), "timedelta64[us]"), np.ones(len(text["h"]), dtype=bool)
    hour, minute, second = (_numbers(text[name]) for name in "hms")
    right = (hour < 24) & (minute < 60) & (second < 62)
    half = pc.utf8_lower(text["half"]).to_numpy(zero_copy_only=False)
    hour = np.where(half == "pm", hour % 12 + 12, np.where(half == "am", hour % 12, hour))
    micro = _numbers(pc.utf8_slice_codeunits(pc.utf8_rpad(text["f"], 6, "0"), 0, 6))
    return (((hour * 60 + minute) * 60 + second) * 1_000_000 + micro).astype("timedelta64[us]"), right


def are_dates(texts: pa.Array) -> bool:
    """Return whether there are texts and `read_timestamps` finds none of them bad, or cannot tell the order of day and month."""
    cells = plain(distinct(pa.chunked_array([texts]))).texts
    if pc.any(pc.match_substring_regex(cells, _PARTS)).as_py():
        stamps = read_timestamps(pa.chunked_array([texts]))
        return stamps.open_order or not stamps.bad.any()
    # Most columns are no dates, and hold not one in numbers: the others cost a fraction of a whole reading
    dated = np.array([other is not None for other in _others(cells.to_pylist(), _NEVER)], dtype=bool)
    return len(texts) > 0 and bool((dated | missing(cells)).all())


def utc(times: np.ndarray) -> pd.Series:
    """Return moments (datetime64[us], NaT for a missing one) as a column of moments in UTC, without copying them."""
    return pd.Series(times, dtype="datetime64[us, UTC]", copy=False)


def _numbers(texts: pa.Array) -> np.ndarray:
    return np.asarray(pc.if_else(pc.equal(texts, ""), "0", texts).cast(pa.int64()).to_numpy(zero_copy_only=False))


def _in_utc(local: np.ndarray, zones: pa.Array, zone: str) -> tuple[np.ndarray, bool]:
    """Return local times (datetime64[us]) in UTC, and whether any carried no zone."""
    printed = pc.utf8_upper(zones).to_numpy(zero_copy_only=False)
    timed = ~np.isnat(local)
    moment = local.copy()
    for name in set(printed[timed]):
        mine = printed == name
        away = re.fullmatch(r"([+-])(\d\d):?(\d\d)?", name)
        if away:
            minutes = (int(away[2]) * 60 + int(away[3] or 0)) * (-1 if away[1] == "-" else 1)
            moment[mine] -= np.timedelta64(minutes, "m")
        elif name == "" and zone not in ("", "UTC"):
            here = pd.DatetimeIndex(local[mine]).tz_localize(
                zone, ambiguous=np.ones(mine.sum(), bool), nonexistent="shift_forward"
            )
            moment[mine] = here.tz_convert("UTC").tz_localize(None).as_unit("us").to_numpy()
    return moment, bool(((printed == "") & timed).any())


@dataclass(frozen=True)
class _Other:
    """A date that is not written as three numbers: its day and, where a time is known, its local time in its zone ("" for none)."""

    day: np.datetime64
    local: np.datetime64
    zone: str = ""
    serial: bool = False


def _others(texts: Sequence[str], latest: np.datetime64) -> list[_Other | None]:
    """Return the Unix time, the spreadsheet's day number or the date with a month's name in each text, None for any other text."""
    named = read_named_dates(texts)
    return [_number_of_time(text, latest) or _spelled_out(date) for text, date in zip(texts, named, strict=True)]


def _number_of_time(text: str, latest: np.datetime64) -> _Other | None:
    unix = _unix(text)
    if unix is not None:
        return _Other(_NO_TIME, np.datetime64(unix, "us"), "UTC")
    moment = _serial(text, latest)
    if moment is None:
        return None
    day = moment.astype("datetime64[D]").astype("datetime64[us]")
    return _Other(day, moment if moment != day else _NO_TIME, serial=True)


def _spelled_out(date: NamedDate | None) -> _Other | None:
    if date is None:
        return None
    day = np.datetime64(date.day, "us")
    return _Other(day, _NO_TIME if date.time is None else day + np.timedelta64(date.time, "s"), date.zone)


def _unix(text: str) -> int | None:
    """Return the microseconds since 1970 of a text in Unix seconds, milliseconds or microseconds; None for any other text."""
    if re.fullmatch(r"1\d{9}(\.\d+)?", text):
        return int(text[:10]) * 1_000_000
    if re.fullmatch(r"1\d{15}", text):
        return int(text)
    return int(text[:13]) * 1000 if re.fullmatch(r"1\d{12}(\.0+)?", text) else None


def _serial(text: str, latest: np.datetime64) -> np.datetime64 | None:
    """Return the moment (microseconds) of a spreadsheet's day number (46036.77), None for any other text.

    Days are counted from 30 December 1899; only those between 2005 and `latest` are taken for one.
    """
    if not re.fullmatch(r"[34]\d{4}(?:[.,]\d{1,15})?", text):
        return None
    number = float(text.replace(",", "."))
    moment = _SERIAL_START + np.timedelta64(round(number * 86_400), "s").astype("timedelta64[us]")
    return moment if EARLIEST <= moment <= latest else None
