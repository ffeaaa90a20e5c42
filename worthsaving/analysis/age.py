"""Age of a video when its counts were taken. Saves come later than likes, so a young video's save rate is not final."""

import datetime as dt
import math

import numpy as np
import pandas as pd

from worthsaving.analysis.growth import MAX_GAP_DAYS, MIN_COUNT, SETTLED_DAYS
from worthsaving.analysis.models import account_levels

YOUNG_DAYS = 7
"""Below this age the saves of a video are still coming in; its rate is marked and left out by default."""

UNFINISHED_DAYS = 28
"""Where the age at which saves have settled is not known, a fall that is clear only with the videos younger than this may
be their unfinished counts."""


NEARLY_ALL = 0.9
"""Saves have settled when so much of the newest count is there."""
MIN_FOLLOWED = 8
"""Videos that must show when their saves settled."""
FOLLOWED_DAYS = (3 * SETTLED_DAYS, 2 * SETTLED_DAYS, SETTLED_DAYS)
"""Videos followed for longer show it better: from the first of these ages that enough videos have reached."""


def age_days(videos: pd.DataFrame) -> pd.Series:
    """Work out the days (Float64) from posting to counting, index as in `videos`; missing where the posting time is.

    Where `observed_at` is missing, the newest moment known for the same platform and account stands in. Where only the
    printed posting day is known, its midnight is used. A count said to be taken before posting has age 0.
    """
    return pd.Series(pd.array(_ages(videos), dtype="Float64"), index=videos.index, name="age_days")


def is_young(videos: pd.DataFrame, settled_days: float = YOUNG_DAYS) -> pd.Series:
    """Mark videos younger than `settled_days` when counted ("boolean", never missing); an unknown age is not young."""
    return pd.Series(pd.array(_ages(videos) < settled_days, dtype="boolean"), index=videos.index, name="is_young")


def settling_days(histories: pd.DataFrame) -> float | None:
    """Find the age in whole days from which a video's saves are nearly all there; None below `MIN_FOLLOWED` videos.

    The median over videos of the age at which `NEARLY_ALL` of their newest count was first seen, at least `YOUNG_DAYS` and
    at most twice `UNFINISHED_DAYS`. Takes `histories` as in `analysis.growth`; only videos with `MIN_COUNT` saves that
    were observed at most `MAX_GAP_DAYS` before that age. Saves still to come are not in it.
    """
    known = histories[histories["saves"].notna() & histories["posted_at"].notna()]
    known = known.assign(post=known["post" if "post" in known else "video_id"])
    known = known[known["post"] != ""].sort_values("observed_at", kind="stable")
    age = ((known["observed_at"] - known["posted_at"]).dt.total_seconds() / 86_400).clip(lower=0)
    video = known.groupby(["platform", "account", "post"], sort=False).ngroup()
    before = age.groupby(video).shift().fillna(0.0)
    final, oldest = known["saves"].groupby(video).transform("last"), age.groupby(video).transform("max")
    there = (known["saves"] >= NEARLY_ALL * final).astype(bool) & (final >= MIN_COUNT).astype(bool)
    seen = pd.DataFrame({"age": age, "gap": age - before, "oldest": oldest})[there].groupby(video[there]).first()
    seen = seen[seen["gap"] <= MAX_GAP_DAYS]
    for followed in FOLLOWED_DAYS:
        ages = seen["age"][seen["oldest"] >= followed]
        if len(ages) >= MIN_FOLLOWED:
            return float(min(max(math.ceil(ages.median()), YOUNG_DAYS), 2 * UNFINISHED_DAYS))
    return None


def newest_day(videos: pd.DataFrame) -> dt.date | None:
    """Find the newest day on which something is known of the videos' account; of several accounts the earliest of these.

    The day of the newest observation or post; None where neither is known.
    """
    newest = _newest_of_account(videos, _posted(videos))
    known = newest[~np.isnat(newest)]
    return known.min().astype("datetime64[D]").item() if len(known) else None


_MOMENT = "datetime64[us]"


def _ages(videos: pd.DataFrame) -> np.ndarray:
    """Return the ages in days as floats, NaN where not known: in numpy, as nearly every statistic asks for them.

    Where the table has them as a column already, that column.
    """
    if "age_days" in videos:
        return np.asarray(videos["age_days"].to_numpy("float64", na_value=np.nan))
    posted, observed = _posted(videos), videos["observed_at"].to_numpy(_MOMENT)
    undated = np.isnat(observed)
    if undated.any():
        observed = np.where(undated, _newest_of_account(videos, posted), observed)
    passed = observed - posted
    return np.where(np.isnat(passed), np.nan, np.maximum(passed.astype("int64") / 1e6 / 86_400, 0.0))


def _posted(videos: pd.DataFrame) -> np.ndarray:
    moment = videos["posted_at"].to_numpy(_MOMENT)
    undated = np.isnat(moment)
    return np.asarray(
        np.where(undated, videos["posted_day_local"].to_numpy(_MOMENT), moment) if undated.any() else moment
    )


def _newest_of_account(videos: pd.DataFrame, posted: np.ndarray) -> np.ndarray:
    """Return for each video the newest moment known of its account (observed or posted), NaT where none is."""
    newest = np.asarray(np.fmax(videos["observed_at"].to_numpy(_MOMENT), posted))
    if not len(newest):
        return newest
    code = account_levels.numbers(videos)
    if not code.any():
        return np.full(len(newest), np.fmax.reduce(newest))
    order = np.argsort(code, kind="stable")
    first = np.flatnonzero(np.diff(code[order], prepend=-1))
    return np.asarray(np.fmax.reduceat(newest[order], first)[code])
