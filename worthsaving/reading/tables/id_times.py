"""IDs that hold the time of posting: TikTok's, and those whose rule data/platforms.toml declares."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from worthsaving.data.load import declared
from worthsaving.reading.tables import tiktok_ids

FIRST = dt.datetime(2006, 3, 1, tzinfo=dt.UTC)
"""No post of these networks is older: an ID that says so holds no time."""


def id_seconds(platform: pd.Series, ids: pd.Series, numbers: np.ndarray, *, latest: dt.datetime) -> np.ndarray:
    """Return the Unix second in each post's ID; 0 where it holds none, or one that cannot be.

    `numbers` are TikTok's ids (int64, 0 for none); the other networks' are read from their texts. `latest` is the last
    second that can be right.
    """
    seconds = tiktok_ids.id_seconds(numbers, latest=latest)
    names = platform.unique()
    for name, rule in ((name, declared("platforms").get(name, {}).get("id_time")) for name in names):
        if rule:
            mine = platform.eq(name).to_numpy(dtype=bool)
            seconds = np.where(mine, _seconds(ids, mine, rule, latest.timestamp()), seconds)
    return seconds


def _seconds(ids: pd.Series, mine: np.ndarray, rule: dict[str, Any], latest: float) -> np.ndarray:
    """Return the second in each id that is one of `mine`, 0 for all others."""
    found = np.zeros(len(ids), dtype=np.int64)
    if "hex" in rule:
        right = mine & ids.str.fullmatch("[0-9a-f]{24}").to_numpy(dtype=bool)
        found[right] = [int(text[: rule["hex"]], 16) for text in ids[right]]
    else:
        numbers = np.where(mine, tiktok_ids.numbers_of(ids), 0)
        found = np.where(numbers > 0, ((numbers >> rule["shift"]) + rule["since_ms"]) // 1000, 0)
    good = (found >= FIRST.timestamp()) & (found <= latest)
    return np.where(good, found, 0)
