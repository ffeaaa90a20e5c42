"""Few videos worth a look: the ones kept most for their size, and the newest ones."""

import pandas as pd

from worthsaving.analysis.age import YOUNG_DAYS, age_days, is_young
from worthsaving.analysis.select import posted_day

MOST_KEPT = 4
NEWEST = 5


def kept_most(videos: pd.DataFrame, rates: pd.DataFrame, settled_days: float = YOUNG_DAYS) -> pd.Index:
    """Return the labels of the finished videos (from `settled_days` on) whose save rates are surely highest, at most `MOST_KEPT`.

    `rates`: mean, low, high (0-1) by the index of `videos`. Ordered by the low end, so that few views earn no place; a video
    without a save has none.
    """
    finished = rates[~is_young(videos, settled_days).astype(bool) & (videos["saves"] > 0).fillna(False).astype(bool)]
    return finished["low"].dropna().sort_values(ascending=False, kind="stable").index[:MOST_KEPT]


def newest(videos: pd.DataFrame) -> pd.DataFrame:
    """Return the `NEWEST` newest videos with a posting day: columns posted_day and age_days, newest first."""
    day = posted_day(videos).dropna().sort_values(ascending=False, kind="stable").index[:NEWEST]
    return pd.DataFrame({"posted_day": posted_day(videos)[day], "age_days": age_days(videos)[day]})
