"""Shares of a whole: 0.59, "59 %", "59,3%" or 59 -> 0 to 1."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.values.text_columns import distinct, flags, missing

ROUNDING = 0.02  # by which shares that are rounded may sum to more than their whole

_SHARE = "^(?P<before>%?) ?(?P<number>[-+]?[0-9]{1,6}(?:[.,][0-9]{1,17})?) ?(?P<after>%?)$"


@dataclass(frozen=True)
class Shares:
    """`values`: Float64 per cell, 0 to 1; `bad`: cells that are no number; `impossible`: below 0 or over 100 %.

    `doubt` is "" or says why the cells of the whole column, or those without a percent sign, are left unknown.
    """

    values: pd.Series
    bad: np.ndarray
    impossible: np.ndarray
    doubt: str = ""


def read_shares(column: pa.ChunkedArray, *, whole: float | None = None) -> Shares:
    """Read a text column as shares of one whole; "undefined", "--" and the like are missing.

    Numbers with a percent sign are per cent. `whole` is what the others are parts of (100: they are per cent, too). Where it
    is not known, it is 1 if all together are at most 1, and 100 if all together are 100. Else they are unknown, as is a number without a sign in a column that has signs elsewhere (0 is 0 in any case).
    """
    cells = distinct(column)
    texts = pc.utf8_trim_whitespace(pc.utf8_normalize(cells.texts, form="NFKC"))
    found = pc.extract_regex(texts, _SHARE)
    known = flags(pc.is_valid(found))
    number = pc.replace_substring(pc.struct_field(found, "number"), ",", ".")
    each = pc.cast(number, pa.float64()).to_numpy(zero_copy_only=False)
    sign = flags(pc.or_(*(pc.equal(pc.struct_field(found, name), "%") for name in ("before", "after"))))
    amounts, signed = cells.spread(each), cells.spread(sign)
    bare = np.isfinite(amounts) & ~signed
    of, doubt = (whole, "") if whole else _whole(amounts[bare], signs=bool(signed.any()))
    values = amounts / np.where(signed, 100.0, of)
    values[bare & (amounts == 0)] = 0.0
    impossible = (values < 0) | (values > 1)
    unknown = impossible | ~np.isfinite(values)
    bad = cells.spread(~known & ~missing(cells.texts))
    return Shares(pd.Series(pd.arrays.FloatingArray(np.where(unknown, 0.0, values), unknown)), bad, impossible, doubt)


def _whole(amounts: np.ndarray, *, signs: bool) -> tuple[float, str]:
    """Return what the numbers without a percent sign are parts of (NaN where unknown), and why it is unknown."""
    possible = amounts[amounts > 0]
    if not len(possible):
        return 1.0, ""
    if signs:
        return np.nan, "some of its cells have a percent sign and some have none"
    total = possible.sum()
    if total <= 1 + ROUNDING:
        return 1.0, ""
    if abs(total - 100) <= 100 * ROUNDING:
        return 100.0, ""
    return np.nan, f"its numbers sum to {total:,.4g}, and shares of all followers to 1 or to 100"
