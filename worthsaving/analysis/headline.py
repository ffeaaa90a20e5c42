"""The few numbers that stand at the top: how many videos, views and saves, and what save rate is usual."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving.analysis.age import is_young
from worthsaving.analysis.models import rates, ratio_interval
from worthsaving.analysis.select import posted_day


@dataclass(frozen=True)
class Headline:
    """The headline numbers; None where the file cannot tell. Rates are 0-1.

    `videos` all rows, `videos_with_saves` those whose saves are known; `views`, `saves` sums over known values.
    The rates stand on `rated` videos: both counts known, views above 0, saves at most views, and `left_out_young` young
    ones left out. `pooled` is their saves over their views with its 95 % range `pooled_low`-`pooled_high`, `median` the middle video's own rate, `typical_low`-
    `typical_high` the range that holds 80 % of the fitted distribution, `weak` whether that is the weak prior of
    `rates.fit`. `first_day`, `last_day` span the known posting days. `most_saved` is the index label of the video with
    most saves, `top_share` its share of all saves. `young` counts the young videos whose saves are known, and
    `ages_guessed` says whether the age of a young one was counted back because its file has no date.
    """

    videos: int
    videos_with_saves: int
    views: int | None
    saves: int | None
    rated: int
    pooled: float | None
    pooled_low: float | None
    pooled_high: float | None
    median: float | None
    typical_low: float | None
    typical_high: float | None
    weak: bool
    first_day: dt.date | None
    last_day: dt.date | None
    most_saved: Hashable | None
    top_share: float | None
    young: int
    ages_guessed: bool
    left_out_young: int


def headline(videos: pd.DataFrame) -> Headline:
    """The headline of a `videos` table.

    Young videos are left out of the rates when at least `rates.MIN_VIDEOS` others remain. The pooled range takes the
    larger of two scatters, that of the fitted Beta and that of the ratio estimator's residuals, so that neither one
    viral video nor rates that go with the views make it look surer than it is.
    """
    saves, views = videos["saves"], videos["views"]
    known = saves.notna()
    young = is_young(videos).astype(bool)
    rated = rates.usable(saves, views)
    left_out = 0
    if (rated & ~young).sum() >= rates.MIN_VIDEOS:
        left_out = int((rated & young).sum())
        rated &= ~young
    s, v = saves[rated].to_numpy("float64"), views[rated].to_numpy("float64")
    model = rates.fit(saves[rated], views[rated])
    low = high = typical_low = typical_high = None
    if model is not None:
        low, high = ratio_interval.interval(s, v, max(model.spread, ratio_interval.observed_spread(s, v)))
        typical_low, typical_high = model.interval(0.8)
    total = _total(saves)
    most_saved = saves[known].idxmax() if total else None
    day = posted_day(videos).dropna()
    return Headline(
        videos=len(videos),
        videos_with_saves=int(known.sum()),
        views=_total(views),
        saves=total,
        rated=len(s),
        pooled=float(s.sum() / v.sum()) if len(s) else None,
        pooled_low=low,
        pooled_high=high,
        median=float(np.median(s / v)) if len(s) else None,
        typical_low=typical_low,
        typical_high=typical_high,
        weak=model is not None and model.weak,
        first_day=None if day.empty else day.min().date(),
        last_day=None if day.empty else day.max().date(),
        most_saved=most_saved,
        top_share=float(saves[known].max()) / total if total else None,
        young=int((young & known).sum()),
        ages_guessed=bool((young & videos["observed_at"].isna()).any()),
        left_out_young=left_out,
    )


def _total(counts: pd.Series) -> int | None:
    """The sum of the known counts; None when none is known."""
    return int(counts.sum()) if counts.notna().any() else None
