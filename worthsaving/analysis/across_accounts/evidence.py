"""What one account's rate stands on, in four numbers: enough to compare it with others without its videos."""

from dataclasses import dataclass

import numpy as np

from worthsaving.analysis.models import ratio_interval
from worthsaving.analysis.models.rates import RateModel


@dataclass(frozen=True)
class Evidence:
    """Sums of the rated videos' saves and views, how many videos of equal views carry the rate, and how rates spread.

    `effective_videos` is (sum of views)^2 / sum of views^2; `spread` the relative variance of one video's rate: the larger of
    the fitted one and that of the residuals, as the headline's range uses it.
    """

    saves: float
    views: float
    effective_videos: float
    spread: float


def evidence(saves: np.ndarray, views: np.ndarray, model: RateModel | None) -> Evidence | None:
    """Sum up the rated videos of an account (float arrays, 0 <= saves <= views, views above 0); None without any."""
    if model is None or not len(views):
        return None
    spread = max(model.overdispersion, ratio_interval.observed_overdispersion(saves, views))
    return Evidence(
        float(saves.sum()), float(views.sum()), float(views.sum() ** 2 / np.square(views).sum()), float(spread)
    )
