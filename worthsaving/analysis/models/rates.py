"""Empirical-Bayes save rates: the fewer views a video has, the more its rate is shrunk to the account's typical rate.

Beta-binomial empirical Bayes (Robinson, *Introduction to Empirical Bayes*): each video has its own rate, the rates
follow a Beta distribution, and that distribution is fitted to the creator's own videos.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from worthsaving.analysis.models import beta_binomial

MIN_VIDEOS = 8
"""With fewer videos their overdispersion cannot be estimated, and the weak prior is used."""

PRIOR_VIEWS = 333
"""The weak prior adds one save in so many views, 3 in 1,000, so that its rate is never 0."""

FIT_LIMIT = 5_000
"""Above this many videos a fit uses a fixed random sample of that size, which then judges every video ("What a sample
costs" in docs/statistics.md)."""

_MOST = 1e15  # views that the posterior counts at most: from 1e17 on scipy's quantiles of a Beta are NaN

GRID_LIMIT = 500
"""Up to this many videos the ranges include the uncertainty of the fitted distribution; above, it is negligible."""


@dataclass(frozen=True)
class RateModel:
    """The distribution of these videos' rates: Beta(`alpha`, `beta`) from `n` videos; `weak` for the weak prior.

    `nodes` are other Betas the same videos allow, as rows (weight, alpha, beta); the weights add up to 1.
    """

    alpha: float
    beta: float
    n: int
    weak: bool
    nodes: np.ndarray | None = field(default=None, repr=False, compare=False)

    @property
    def overdispersion(self) -> float:
        """The relative variance of one video's rate about the mean rate, averaged over `nodes` where there are any."""
        return 1 / self.alpha if self.nodes is None else float((self.nodes[:, 0] / self.nodes[:, 1]).sum())

    @property
    def mean(self) -> float:
        """The mean rate (0-1) of the fitted distribution: every video counts the same, whatever its views."""
        return self.alpha / (self.alpha + self.beta)

    def quantile(self, q: float) -> float:
        """Find the rate (0-1) that a share `q` of the distribution lies below.

        With `nodes`, a share `q` of all the Betas they stand for, by their weights: the 10-90 % range of the single best
        fitting one holds only about 70 % of the true rates at 15 videos, and 60 % at eight.
        """
        from scipy.special import betainc, betaincinv

        if self.nodes is None:
            return float(betaincinv(self.alpha, self.beta, q))
        weight, alpha, beta = self.nodes.T
        each = betaincinv(alpha, beta, q)
        low, high = float(each.min()), float(each.max())
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if weight @ betainc(alpha, beta, middle) < q else (low, middle)
        return (low + high) / 2

    def interval(self, level: float) -> tuple[float, float]:
        """Return the central range (0-1) that holds a share `level` of the distribution."""
        return self.quantile((1 - level) / 2), self.quantile((1 + level) / 2)


@dataclass(frozen=True)
class Plain:
    """Rates (0-1) as anybody recomputes them: the plain `mean` of part / whole, each video once, and their `median`."""

    mean: float
    median: float


def plain(part: pd.Series, whole: pd.Series) -> Plain | None:
    """Return the plain mean and the median of the usable rates; None where there are none."""
    rows = usable(part, whole)
    rate = part[rows].to_numpy("float64") / whole[rows].to_numpy("float64")
    return Plain(float(rate.mean()), float(np.median(rate))) if len(rate) else None


def plain_by(part: pd.Series, whole: pd.Series, group: pd.Series) -> pd.Series:
    """Return the plain mean of the usable rates (0-1) of each group, index the groups that have one."""
    rows = usable(part, whole) & group.notna()
    return (part[rows].astype("float64") / whole[rows].astype("float64")).groupby(group[rows]).mean()


def usable(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Mark where `part` / `whole` is a rate (bool): both known, `whole` above 0 and `part` from 0 to `whole`."""
    some, of = (counts.to_numpy("float64", na_value=np.nan) for counts in (part, whole))
    return pd.Series((of > 0) & (some >= 0) & (some <= of), index=part.index)


def fit(saves: pd.Series, views: pd.Series, *, nodes: bool = True) -> RateModel | None:
    """Fit the Beta distribution of save rates by maximum likelihood to the usable videos; None when there are none.

    With fewer than `MIN_VIDEOS`, or no save at all, the *weak prior*: a Beta with shape 1 (rates spread as widely as
    their mean) around the pooled rate, to which one save in `PRIOR_VIEWS` views is added, at most one half. The spread is
    kept between bounds, so that constant or very wild data give a finite model. Without `nodes` the model has no `nodes`,
    which take most of the time.
    """
    rows = usable(saves, views)
    s = saves[rows].to_numpy("float64")
    v = views[rows].to_numpy("float64")
    if not len(s):
        return None
    if len(s) < MIN_VIDEOS or s.sum() == 0 or (s == v).all():
        mean = min((s.sum() + 1) / (v.sum() + PRIOR_VIEWS), 0.5)
        return RateModel(alpha=1.0, beta=(1 - mean) / mean, n=len(s), weak=True)
    n = len(s)
    if n > FIT_LIMIT:
        chosen = sample(FIT_LIMIT, s, v)
        if s[chosen].sum() > 0:
            s, v = s[chosen], v[chosen]
    alpha, beta = beta_binomial.maximise(s, v)
    others = beta_binomial.posterior(s, v) if nodes and n <= GRID_LIMIT else None
    return RateModel(alpha=alpha, beta=beta, n=n, weak=False, nodes=others)


_MIXED = (0.8566748838545029, 0.733891856627126, 0.6287067210378087, 0.5385972572236101)
"""Shares in no simple ratio to each other: two rows of whole counts mix to the same number only when they are the same."""

_SCATTER = np.uint64(0x9E3779B97F4A7C15)
"""2**64 over the golden ratio, an odd number: multiplied by it, numbers that are close end far apart (Knuth)."""


def sample(limit: int, *values: np.ndarray) -> np.ndarray:
    """Draw the positions of a fixed random sample of `limit` rows, which does not depend on the order of the rows.

    The draw is from the rows in order of a mixture of their values, so that the same videos in any order give the same
    sample; one sort of one number costs a tenth of sorting by several.
    """
    mixed = np.sum([share * value for share, value in zip(_MIXED, values, strict=False)], axis=0)
    n = len(mixed)
    if n <= FIT_LIMIT:
        return np.argsort(mixed)[np.random.default_rng(0).choice(n, limit, replace=False)]
    # Of many, in the order of a number of 16 bits scattered from the mixture: 2 instead of 8 ms at 100,000
    key = ((mixed + 0.0).view("uint64") * _SCATTER >> np.uint64(48)).astype("uint16")
    first = np.concatenate([[0], np.bincount(key, minlength=2**16).cumsum()])
    wanted = np.arange(limit) * n // limit
    keys = np.searchsorted(first, wanted, "right") - 1
    met = np.zeros(2**16, dtype=bool)
    met[keys] = True
    rows = np.flatnonzero(met[key])
    rows = rows[np.lexsort((mixed[rows], key[rows]))]  # rows of equal keys in an order of their own
    held = np.where(met, np.diff(first), 0)
    return np.asarray(rows[(held.cumsum() - held)[keys] + wanted - first[keys]])


def posterior(s: np.ndarray, v: np.ndarray, model: RateModel) -> tuple[np.ndarray, np.ndarray]:
    """Return each video's posterior as a Beta (a, b); with nodes, the Beta with the mixture's mean and variance."""
    if model.nodes is None:
        return s + model.alpha, v - s + model.beta
    weight, alpha, beta = (column[:, None] for column in model.nodes.T)
    weight = weight[:, 0] / weight.sum()
    total = v + alpha + beta
    mean, rest = (s + alpha) / total, (v - s + beta) / total
    first, other = weight @ mean, weight @ rest
    # Within and between the nodes, added up: the difference of two moments would cancel to nothing close to a rate of 1.
    variance = weight @ (mean * rest / (total + 1) + (mean - first) ** 2)
    total = np.minimum(first * other / variance - 1, _MOST)
    return first * total, other * total


def rates(videos: pd.DataFrame, model: RateModel | None = None) -> pd.DataFrame:
    """Work out every video's save rate (0-1): columns `raw`, `mean`, `low`, `high`, index as in `videos`.

    `raw` is saves / views; `mean` and `low`-`high` are the posterior mean and 95 % credible interval under `model`
    (fitted to these videos when not given). Where the model has `nodes`, the doubt about the model itself is included:
    without it the ranges of a few videos are too narrow (Morris 1983). NaN where saves or views are unknown, views are
    0 or saves exceed views.
    """
    from scipy.special import betaincinv

    rows = usable(videos["saves"], videos["views"]).to_numpy()
    table = pd.DataFrame(np.nan, index=videos.index, columns=["raw", "mean", "low", "high"])
    model = model or fit(videos["saves"], videos["views"])
    if model is None or not rows.any():
        return table
    s = videos["saves"][rows].to_numpy("float64")
    v = videos["views"][rows].to_numpy("float64")
    a, b = posterior(s, v, model)
    table.loc[rows, "raw"] = s / v
    table.loc[rows, "mean"] = a / (a + b)
    table.loc[rows, "low"] = betaincinv(a, b, 0.025)
    table.loc[rows, "high"] = betaincinv(a, b, 0.975)
    return table
