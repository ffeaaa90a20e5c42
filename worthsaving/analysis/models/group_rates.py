"""Group rates: the usual save rate of each group of videos (a month, a week, a hashtag).

Saves are negative-binomial about views * rate with one common size: the small-rate form of the beta-binomial with the
spread fitted in `rates`. A viral video then weighs as the one draw that it is, not by its millions of views.
"""

import numpy as np
import pandas as pd

from worthsaving.analysis.models import rates
from worthsaving.analysis.models.crossing import crossing

_CHI_SQUARE = 3.841458820694124  # 95 % of chi-square with one degree of freedom
_NEWTON = 40
_FURTHEST = 30.0  # on the log scale: a bound is sought so far from the peak
_NEAR = 1e-5


class Groups:
    """Counts `y` with exposure `whole` in groups numbered 0..`k` - 1, with a common negative-binomial `size`."""

    def __init__(self, y: np.ndarray, whole: np.ndarray, code: np.ndarray, k: int, size: float) -> None:
        self.y, self.whole, self.code, self.k, self.size = y, whole, code, k, size
        self.n = np.bincount(code, minlength=k)
        self.total = self._sum(y)
        self._exposure = self._sum(whole)

    def _sum(self, values: np.ndarray) -> np.ndarray:
        return np.bincount(self.code, weights=values, minlength=self.k)

    def log_rate(self, *, prior_mean: float = 0.0, prior_sd: float = np.inf) -> np.ndarray:
        """Find each group's maximum-likelihood log rate (Newton's method): -inf for all counts 0, NaN for no videos.

        With a finite `prior_sd`: the posterior mode under a normal prior, always finite.
        """
        pull = 1 / prior_sd**2
        some = (self.total > 0) | (pull > 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            theta = np.log(self.total / self._exposure)
        theta = np.where(self.total > 0, theta, prior_mean)
        for _ in range(_NEWTON):
            score, information = self.score(theta)
            score, information = score - pull * (theta - prior_mean), information + pull
            step = np.where(some, np.clip(score / np.maximum(information, 1e-12), -1.5, 1.5), 0.0)
            theta = theta + step
            if np.abs(step).max(initial=0.0) < 1e-7:
                break
        return np.where(some, theta, np.where(self.n > 0, -np.inf, np.nan))

    def score(self, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the slope of the log likelihood at each group's `theta`, and the expected information."""
        mean = self.whole * np.exp(theta)[self.code]
        thin = 1 + mean / self.size
        return self._sum((self.y - mean) / thin), self._sum(mean / thin)

    def excess(self, theta: np.ndarray) -> float:
        """Estimate how many times wider the scores scatter than modelled, at least 1 (sandwich over model variance).

        1 for saves that follow the model; more where the rates have a heavier tail than it knows of.
        """
        mean = self.whole * np.exp(theta)[self.code]
        thin = 1 + mean / self.size
        return max(float((((self.y - mean) / thin) ** 2).sum() / (mean / thin).sum()), 1.0)

    def loglik(self, theta: np.ndarray) -> np.ndarray:
        """Return each group's log likelihood at `theta`, up to a constant (-inf only where all its counts are 0)."""
        mean = self.whole * np.exp(theta)[self.code]
        finite = np.where(np.isfinite(theta), theta, 0.0)
        return np.asarray(self.total * finite - self._sum((self.y + self.size) * np.log1p(mean / self.size)))

    def bounds(self, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Find the log rates at which twice the log likelihood is `_CHI_SQUARE` below its peak at `theta`."""
        floor = self.loglik(theta) - _CHI_SQUARE / 2
        finite = np.isfinite(theta)
        # where a bound would be, were the log likelihood a parabola
        first = np.sqrt(_CHI_SQUARE / np.maximum(self.score(theta)[1], 1e-12)) / _FURTHEST
        first = np.where(finite, np.clip(first, 0.0, 0.9), 0.5)
        low = np.where(finite, self._crossing(theta - _FURTHEST, theta, floor, 1 - first, rising=True), theta)
        with np.errstate(divide="ignore", invalid="ignore"):
            start = np.where(finite, theta, np.log(1e-6 / self._exposure))
        high = self._crossing(start, start + _FURTHEST, floor, first, rising=False)
        return low, np.where(self.n > 0, high, np.nan)

    def _crossing(
        self, low: np.ndarray, high: np.ndarray, floor: np.ndarray, first: np.ndarray, *, rising: bool
    ) -> np.ndarray:
        """Find where the log likelihood passes `floor`, by its signed root, which is nearly a straight line."""
        low, high = np.nan_to_num(low, nan=0.0, neginf=-60.0), np.nan_to_num(high, nan=0.0, neginf=-60.0)
        reach = np.sqrt(_CHI_SQUARE / 2)

        def above(theta: np.ndarray) -> np.ndarray:
            away = np.sqrt(np.maximum(floor + reach**2 - self.loglik(theta), 0.0)) - reach
            return np.asarray(np.nan_to_num(-away if rising else away))

        return crossing(above, low, high, within=_NEAR, first=first)


def group_rates(
    part: pd.Series, whole: pd.Series, group: pd.Series, *, model: rates.RateModel | None = None
) -> pd.DataFrame:
    """Estimate the usual rate part / whole of each group: columns `rate`, `low`, `high` (95 %), index the groups.

    Only pairs that make a rate count. `rate` is the most likely mean rate of the group's videos, the range by the
    likelihood ratio; the overdispersion of single videos is fitted once, over all groups together, with the uncertainty
    of that fit included (`RateModel.overdispersion`), in `model` where it is known already. 0-1, never above 1; 0 saves give
    rate and low 0.
    """
    rows = rates.usable(part, whole) & group.notna()
    model = model or rates.fit(part[rows], whole[rows])
    code, keys = pd.factorize(group[rows], sort=True)
    index = pd.Index(keys, dtype=group.dtype)
    if model is None:
        return pd.DataFrame(columns=["rate", "low", "high"], index=index, dtype="float64")
    y, exposure = part[rows].to_numpy("float64"), whole[rows].to_numpy("float64")
    videos = Groups(y, exposure, code, len(index), 1 / max(model.overdispersion, 1e-6))
    theta = videos.log_rate()
    low, high = videos.bounds(theta)
    found = np.exp(np.column_stack([theta, low, high]))
    return pd.DataFrame(np.minimum(found, 1.0), columns=["rate", "low", "high"], index=index)
