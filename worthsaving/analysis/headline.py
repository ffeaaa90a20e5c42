"""Headline numbers: how many videos, views and saves, and the usual save rate."""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving.analysis.age import YOUNG_DAYS, is_young
from worthsaving.analysis.eligible import eligible
from worthsaving.analysis.models import rates, ratio_interval
from worthsaving.analysis.select import posted_day
from worthsaving.schema import Estimate

_EXACT = 2**62  # a whole number of the machine holds sums up to here, and twice that

FEW_SAVES = 3
"""Expected saves below which a counted rate says little: at a mean of 3 one video in twenty has none by chance alone."""

THIN_SHARE = 0.1
"""The share of videos that may expect fewer: with more, a range of true rates is no range of counted ones."""

HELD_AT_LEAST = 0.7
"""The share of the counted rates that a range of 8 in 10 must hold to be said of them."""


@dataclass(frozen=True)
class Counted:
    """The counted save rates (0-1) of `n` videos, as they are: no model stands behind them.

    `unsaved` of them have no save; `low`-`high` are those between which 8 in 10 of them lie, or a few more. `thin`: the
    fitted range of true rates does not hold for them, because `THIN_SHARE` of the videos or more expect under
    `FEW_SAVES` saves, or because it holds fewer than `HELD_AT_LEAST` of them.
    """

    n: int
    unsaved: int
    low: float
    high: float
    thin: bool


@dataclass(frozen=True)
class Headline:
    """The headline numbers; None where the file does not have them. Rates are 0-1.

    `videos` counts all rows, `videos_with_saves` those with a known saves count; `views` and `saves` are sums of known
    values. The rates come from the videos with both counts known, views above 0 and saves at most views, without
    `left_out_young` young ones: `pooled` is all their saves over all their views; `typical` is the median of their own
    rates with the range that holds 80 % of the fitted distribution, `weak` whether that is the weak prior of
    `rates.fit`; `counted` are those rates as counted. All are None without such a video. `first_day` and `last_day` span the known posting days. `most_saved`
    is the index label of the video with most saves, `top_share` its share of all saves. `young` counts the young videos
    with a known saves count, under `settled_days` old; `ages_guessed`: the age of one was counted back because its file has no date.
    """

    videos: int
    videos_with_saves: int
    views: int | None
    saves: int | None
    pooled: Estimate | None
    typical: Estimate | None
    weak: bool
    first_day: dt.date | None
    last_day: dt.date | None
    most_saved: Hashable | None
    top_share: float | None
    young: int
    ages_guessed: bool
    left_out_young: int
    counted: Counted | None = None
    settled_days: float = YOUNG_DAYS

    @property
    def rated(self) -> int:
        """The number of videos the rates come from."""
        return 0 if self.pooled is None else self.pooled.n


def headline(
    videos: pd.DataFrame, *, model: rates.RateModel | None = None, settled_days: float = YOUNG_DAYS
) -> Headline:
    """Work out the headline of a canonical `videos` table.

    Young videos (under `settled_days` old) are left out of the rates when at least `rates.MIN_VIDEOS` others remain. The pooled range uses the
    larger of two estimates of the scatter, that of the fitted Beta and that of the ratio estimator's residuals: neither
    one viral video nor rates that depend on the views make it too narrow. `model` is the fit to just those videos, where
    it is known already.
    """
    saves, views = videos["saves"], videos["views"]
    known = saves.notna()
    young = is_young(videos, settled_days).astype(bool)
    rated, left_out = eligible(videos, or_all=True, settled_days=settled_days)
    s, v = saves[rated].to_numpy("float64"), views[rated].to_numpy("float64")
    model = model or rates.fit(saves[rated], views[rated])
    pooled = typical = counted = None
    if model is not None:
        scatter = max(model.overdispersion, ratio_interval.observed_overdispersion(s, v))
        pooled = Estimate(float(s.sum() / v.sum()), *ratio_interval.interval(s, v, scatter), len(s))
        typical = Estimate(float(np.median(s / v)), *model.interval(0.8), len(s))
        counted = _counted(s / v, v * model.mean, typical)
    total = _total(saves)
    most_saved = saves[known].idxmax() if total else None
    day = posted_day(videos).dropna()
    return Headline(
        videos=len(videos),
        videos_with_saves=int(known.sum()),
        views=_total(views),
        saves=total,
        pooled=pooled,
        typical=typical,
        weak=model is not None and model.weak,
        first_day=None if day.empty else day.min().date(),
        last_day=None if day.empty else day.max().date(),
        most_saved=most_saved,
        top_share=float(saves[known].max()) / total if total else None,
        young=int((young & known).sum()),
        ages_guessed=bool((young & videos["observed_at"].isna()).any()),
        left_out_young=int(left_out.sum()),
        counted=counted,
        settled_days=settled_days,
    )


def _counted(rate: np.ndarray, expected: np.ndarray, typical: Estimate) -> Counted:
    """Describe the counted rates of videos that expect so many saves, and whether the range `typical` holds for them."""
    n, ordered = len(rate), np.sort(rate)
    outer = int(n * 0.1 + 1e-9)
    held = ((typical.low <= rate) & (rate <= typical.high)).mean()
    return Counted(
        n=n,
        unsaved=int((rate == 0).sum()),
        low=float(ordered[outer]),
        high=float(ordered[n - 1 - outer]),
        thin=bool((expected < FEW_SAVES).mean() >= THIN_SHARE or held < HELD_AT_LEAST),
    )


def _total(counts: pd.Series) -> int | None:
    """Sum the known counts; None when none is known."""
    known = counts.dropna()
    if known.empty:
        return None
    # Many counts as large as they can be add up to more than a whole number of the machine holds
    return int(known.sum()) if known.astype("float64").sum() < _EXACT else sum(map(int, known))
