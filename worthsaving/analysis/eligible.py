"""Eligible videos: those whose save rate can be judged, because it is known and old enough to be nearly final."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from worthsaving import schema
from worthsaving.analysis.age import YOUNG_DAYS, is_young
from worthsaving.analysis.models import account_levels, rates

OVER_TIME = ["platform", "account", "posted_at", "saves", "views"]
"""What the tests over time take of an eligible video; picking rows of the whole table, captions too, costs six times as much."""


def eligible(
    videos: pd.DataFrame, *, or_all: bool = False, settled_days: float = YOUNG_DAYS
) -> tuple[pd.Series, pd.Series]:
    """Find the videos to work save rates out from; returns two bool Series by the index of `videos`.

    The first marks the eligible ones: they have a save rate (`rates.usable`) and were not young when counted
    (younger than `settled_days`, see `age.is_young`). The second marks those that have a rate and are left out as young. With `or_all`, where fewer than
    `rates.MIN_VIDEOS` would remain, every video with a rate is eligible and none is left out.
    """
    rated = rates.usable(videos["saves"], videos["views"])
    young = rated & is_young(videos, settled_days).to_numpy(bool)
    if or_all and (rated & ~young).sum() < rates.MIN_VIDEOS:
        return rated, young & False
    return rated & ~young, young


def dated(
    videos: pd.DataFrame, day: pd.Series, settled_days: float = YOUNG_DAYS, *, among: pd.Series | None = None
) -> tuple[pd.Series, int]:
    """Mark the eligible videos that have a posting `day` (bool), and count the young ones left out.

    `among` (bool) picks the videos that are asked for. Their ages are still counted back from the newest of all `videos`
    where the file does not say when it was made.
    """
    rows, young = eligible(videos, settled_days=settled_days)
    wanted = day.notna() if among is None else day.notna() & among
    return rows & wanted, int((young & wanted).sum())


_OFTEN_ALIKE = ("platform", "account", "media", "source")


def picked(videos: pd.DataFrame, rows: pd.Series, names: Sequence[str] = OVER_TIME) -> pd.DataFrame:
    """Return these columns of the `rows` (bool, by the index of `videos`).

    A text that every video has stays one that all rows share: picked from a million, account and network alone took 32 MB.
    """
    alike = {
        name: schema.alike(str(videos[name].iloc[0]), int(rows.sum()))
        for name in names
        if name in _OFTEN_ALIKE and len(videos) and account_levels.all_alike(videos[name])
    }
    found = videos.loc[rows, [name for name in names if name not in alike]]
    return found.assign(**{name: texts.set_axis(found.index) for name, texts in alike.items()})[list(names)]


def posting_order(videos: pd.DataFrame, day: pd.Series) -> np.ndarray:
    """Return the positions of the videos in order of posting, one account after the other (int, a permutation)."""
    code = account_levels.numbers(videos)
    moment = videos["posted_at"].to_numpy("datetime64[us]").astype("int64")  # not known sorts first within its day
    return np.asarray(np.lexsort((moment, day.to_numpy("datetime64[us]").astype("int64"), code)))
