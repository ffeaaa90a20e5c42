"""Durations of videos as files print them -> seconds."""

import re

import numpy as np
import pandas as pd
import pyarrow as pa

from worthsaving.reading.values.text_columns import distinct

# As many digits as a float prints, so that our own export reads back to the same number
_SECONDS = re.compile(r"(\d{1,7}(?:[.,]\d{1,30})?(?:e-\d{1,3})?)\s*(?:s|sec|secs|seconds)?\.?", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2}(?:\.\d{1,30})?)")
_SPELLED = re.compile(
    r"(?:PT)?(?:(\d{1,3})\s*h)?\s*(?:(\d{1,4})\s*m(?:in)?)?\s*(?:(\d{1,5}(?:[.,]\d{1,30})?)\s*s(?:ec)?)?", re.IGNORECASE
)


def read_durations(column: pa.ChunkedArray) -> pd.Series:
    """Read a text column as seconds (Float64): "27", "27.5", "1:05", "0:01:05", "1m 5s" or "PT1M5S"; else missing."""
    cells = distinct(column)
    seconds = np.array([_seconds(text) for text in cells.texts.to_pylist()], dtype=float)
    return pd.Series(cells.spread(seconds)).astype("Float64")


def _seconds(text: str) -> float:
    plain = _SECONDS.fullmatch(text)
    if plain:
        return float(plain[1].replace(",", "."))
    clock = _CLOCK.fullmatch(text)
    if clock:
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + float(clock[3])
    spelled = _SPELLED.fullmatch(text)
    if spelled and any(spelled.groups()):
        hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in spelled.groups())
        return hours * 3600 + minutes * 60 + seconds
    return float("nan")
