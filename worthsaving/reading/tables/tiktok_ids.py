"""TikTok ids: the second in which each was given out, and whether a spreadsheet has rounded it."""

import datetime as dt

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.values.text_columns import as_arrow, flags
from worthsaving.reading.values.timestamps import utc

FIRST_TIKTOK = dt.datetime(2014, 1, 1, tzinfo=dt.UTC)
"""No TikTok (or musical.ly) video is older: an older id is not TikTok's."""

_SHAPE = "^[67][0-9]{18}$"


def has_tiktok_shape(ids: pd.Series) -> np.ndarray:
    """Return which ids have TikTok's shape: 19 digits, the first a 6 or 7."""
    return flags(pc.match_substring_regex(as_arrow(ids), _SHAPE))


def rounded(ids: pd.Series) -> np.ndarray:
    """Return which ids a spreadsheet has rounded: "7.52762E+18", or 19 digits whose last ones became zeros."""
    texts = as_arrow(ids)
    powers = flags(pc.match_substring_regex(texts, r"^[0-9][.,][0-9]+[eE]\+?[0-9]+$"))
    zeros = flags(pc.match_substring_regex(texts, r"^[0-9]{15}0{2,5}$"))
    # One id in ten thousand ends in four zeros by chance; a column full of them does not
    given = len(ids) - int((ids == "").sum())
    return np.asarray(powers | (zeros & (zeros.sum() > 0.5 * max(1, given))))


def numbers_of(ids: pd.Series) -> np.ndarray:
    """Return ids as whole numbers (int64); 0 for one without 15 to 19 digits."""
    texts = as_arrow(ids)
    right = pc.match_substring_regex(texts, "^[0-9]{15,18}$|^[0-8][0-9]{18}$")
    return np.asarray(pc.fill_null(pc.if_else(right, texts, None).cast(pa.int64()), 0).to_numpy())


def id_seconds(numbers: np.ndarray, *, latest: dt.datetime) -> np.ndarray:
    """Return each id's Unix second, `id >> 32`; 0 where that is before TikTok existed or after `latest`."""
    seconds = numbers >> 32
    good = (seconds >= FIRST_TIKTOK.timestamp()) & (seconds <= latest.timestamp())
    return seconds if good.all() else np.where(good, seconds, 0)


def moments(seconds: np.ndarray) -> pd.Series:
    """Return Unix seconds as moments in UTC (microseconds), 0 as missing."""
    times = (seconds * 1_000_000).view("datetime64[us]")
    times[seconds == 0] = np.datetime64("NaT")
    return utc(times)
