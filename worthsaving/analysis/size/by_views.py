"""Save rate against views: whether the videos that are seen most are saved more often, or less."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.eligible import OVER_TIME, eligible
from worthsaving.analysis.models import account_levels, rates
from worthsaving.analysis.models.group_rates import group_rates
from worthsaving.analysis.models.slope_test import LEVEL, Slope, factor
from worthsaving.schema import Estimate

MIN_VIDEOS = 12
MIN_WITH_SAVES = 3
HITS = 0.1
"""The part of the videos, those with most views, that counts as hits."""

GROUPS = 5
A_GROUP = 8
"""Videos by views, in at most `GROUPS` groups of at least `A_GROUP`: with fewer a range would be wider than the picture."""


@dataclass(frozen=True)
class ByViews:
    """How the save rate goes with the views.

    `verdict` says what hits, the tenth with most views, are against the middle video; `ratio` is how many times as often
    they are saved, by the line. `n` counts the finished videos with a rate, `hits` those of them that are hits. `line`:
    columns views and rate (0-1) at both ends. `groups`: a row each, from few views to many: first and last (views), n,
    views (the middle video's), rate and its 95 % range low, high (0-1). None and empty for "too few videos".
    """

    verdict: Literal["more", "less", "no clear difference", "too few videos"]
    ratio: Estimate | None
    n: int
    hits: int
    line: pd.DataFrame
    groups: pd.DataFrame


_LINE, _GROUPS = ["views", "rate"], ["first", "last", "n", "views", "rate", "low", "high"]


def by_views(
    videos: pd.DataFrame, *, model: rates.RateModel | None = None, settled_days: float = YOUNG_DAYS
) -> ByViews:
    """Test whether the save rate rises or falls with the views of a video (`slope_test.Slope` on their logarithm).

    Of several accounts each is held against its own level. A viral video counts as one video, one under `settled_days` old not at all.
    `model` is the fit to all eligible videos, where it is known already.
    """
    rows, _ = eligible(videos, settled_days=settled_days)
    chosen = videos[OVER_TIME][rows]
    level = account_levels.fit(chosen)
    if not level.rows.all():
        chosen, model = chosen[level.rows], None
    saves, views = chosen["saves"].to_numpy("float64"), chosen["views"].to_numpy("float64")
    n = len(chosen)
    log_views = np.log(views)
    spread = float(log_views.std()) if n else 0.0
    if n < MIN_VIDEOS or (saves > 0).sum() < MIN_WITH_SAVES or spread < 1e-6:
        return ByViews("too few videos", None, n, 0, pd.DataFrame(columns=_LINE), pd.DataFrame(columns=_GROUPS))
    x = level.within(log_views) / spread
    step = Slope(saves, level.offset, x, spent=level.accounts - 1)
    hits = int(np.ceil(HITS * n))
    apart = float(np.sort(log_views)[-hits:].mean() - np.median(log_views)) / spread
    low, high = step.bounds()
    ends = np.array([log_views.min(), log_views.max()])
    line = pd.DataFrame(
        {"views": np.exp(ends), "rate": [min(factor(step.at((end - log_views.mean()) / spread)), 1.0) for end in ends]}
    )
    clear = step.p_value < LEVEL
    return ByViews(
        verdict="no clear difference" if not clear else "more" if step.value > 0 else "less",
        ratio=Estimate(factor(step.value * apart), factor(low * apart), factor(high * apart), n),
        n=n,
        hits=hits,
        line=line,
        groups=_groups(chosen, model or rates.fit(chosen["saves"], chosen["views"])),
    )


def _groups(chosen: pd.DataFrame, model: rates.RateModel | None) -> pd.DataFrame:
    """Cut the videos into groups by views, as even as equal views allow, each with its usual rate."""
    wanted = max(min(len(chosen) // A_GROUP, GROUPS), 1)
    views = chosen["views"].astype("float64")
    edges = np.unique(np.quantile(views, np.linspace(0, 1, wanted + 1)[1:-1]))
    code = pd.Series(np.searchsorted(edges, views.to_numpy(), side="left"), index=chosen.index)
    found = group_rates(chosen["saves"], chosen["views"], code, model=model)
    sizes = views.groupby(code).agg(first="min", last="max", n="size", views="median")
    return sizes.join(found).reset_index(drop=True)[_GROUPS]
