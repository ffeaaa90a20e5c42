"""Order of day, month and year in dates of three numbers: decided by a whole column, or not at all.

An order that makes one date impossible (month 13, a day in the future) is out. Where several orders are left and they
give different dates, nothing is read: a wrong date is worse than none.
"""

from dataclasses import dataclass

import numpy as np

ORDERS = ("DMY", "MDY", "YMD")
CENTURY = 2000  # added to a year in two digits
EARLIEST = np.datetime64("2005-01-01")  # no platform here is older; tells years in two digits from days


@dataclass(frozen=True)
class Dates:
    """Per text: `days` (datetime64[D]) and `right` (whether there is such a day); `open_order`: the column stays undecided."""

    days: np.ndarray
    right: np.ndarray
    open_order: bool = False


def read_dates(
    a: np.ndarray,
    b: np.ndarray,
    c: np.ndarray,
    *,
    longest: np.ndarray,
    shaped: np.ndarray,
    dotted: bool,
    order: str,
    latest: np.datetime64,
) -> Dates:
    """Read dates from three numbers a text (`a`, `b`, `c`, in the order written).

    `longest` says which number is a year in four digits (0 none, 1 first, 3 last); `shaped` which texts have the three
    numbers at all; `dotted` that dots separate them; `order` is the known order ("" unknown); `latest` the last possible
    day.
    """
    first, last, short = shaped & (longest == 1), shaped & (longest == 3), shaped & (longest == 0)
    days, right = _days(a, b, c)
    right &= first
    loose = last | short
    if not loose.any():
        return Dates(days, right)
    candidates = [order] if order else _candidates(dotted=dotted, years_last=bool(last.any()))
    read = {o: _ordered(o, a, b, c, last) for o in candidates}
    valid = {
        o: loose & good & (bool(order) | ((days_read <= latest) & (last | (days_read >= EARLIEST))))
        for o, (days_read, good) in read.items()
    }
    some = np.logical_or.reduce(list(valid.values()))
    left = [o for o in candidates if valid[o][some].all()]
    if "YMD" in left and not last.any():
        left = _by_variety(left, len(np.unique(a[short])), len(np.unique(c[short])))
    differ = any((read[o][0] != read[left[0]][0])[some].any() for o in left[1:])
    if not some.any():
        return Dates(days, right)
    if len(left) == 0 or differ:
        return Dates(days, right, open_order=True)
    found, good = read[left[0]][0], valid[left[0]]
    return Dates(np.where(good, found, days), right | good)


def _candidates(*, dotted: bool, years_last: bool) -> list[str]:
    """Return the possible orders. Wherever dates are written with dots, the day comes first, or else the year."""
    orders = ["DMY"] if dotted else ["DMY", "MDY"]
    return orders if years_last else [*orders, "YMD"]


def _by_variety(candidates: list[str], firsts: int, lasts: int) -> list[str]:
    """Return the orders in which there are no more different years than days, by how many different numbers stand where.

    13/09/25 and 14/09/25 are two days of one year, not one day of two.
    """
    kept = [order for order in candidates if (order == "YMD") == (firsts < lasts)]
    return kept if kept and firsts != lasts else candidates


def _ordered(
    order: str, a: np.ndarray, b: np.ndarray, c: np.ndarray, last: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the days in one order, and which of them exist. A year in four digits is last whatever the order."""
    if order == "YMD":
        year, month, day = np.where(last, c, a + CENTURY), b, np.where(last, a, c)
    else:
        month, day = (b, a) if order == "DMY" else (a, b)
        year = np.where(last, c, c + CENTURY)
    return _days(year, month, day)


def _days(year: np.ndarray, month: np.ndarray, day: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return dates, and which of them exist (no 31 February)."""
    right = (year >= 1990) & (year < 2200) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    months = (np.where(right, year, 1970) - 1970) * 12 + np.where(right, month, 1) - 1
    dates = months.astype("datetime64[M]").astype("datetime64[D]") + (np.where(right, day, 1) - 1)
    return dates, right & (dates.astype("datetime64[M]").astype(np.int64) == months)
