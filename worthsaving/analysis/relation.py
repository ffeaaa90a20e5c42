"""Relation of saves to another count (likes, comments): the points, and how many saves are usual for so many likes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from worthsaving.analysis.age import age_days
from worthsaving.analysis.models import dispersion, heavy_tails, multiple_tests, nb2
from worthsaving.analysis.models.rates import FIT_LIMIT, sample, usable
from worthsaving.schema import Estimate

MIN_VIDEOS = 8
GRID = 60


def points(videos: pd.DataFrame, against: str, *, as_rates: bool) -> pd.DataFrame:
    """List the videos whose saves and `against` (a count column) are both known: one row each, index as in `videos`.

    Columns: `x` (`against`) and `y` (saves) as counts, or per view (0-1) with `as_rates`; `share`, the video's part of
    all views in `videos` (0-1, NaN where its views are unknown); `age_days` (NaN where unknown). For rates the views
    must be above 0 and neither count may exceed them.
    """
    saves, other, views = videos["saves"], videos[against], videos["views"]
    keep = ((saves >= 0) & (other >= 0)).fillna(False).astype(bool)
    if as_rates:
        keep &= usable(saves, views) & usable(other, views)
    counts = views[keep].to_numpy("float64", na_value=np.nan)
    per = counts if as_rates else 1.0
    total = float(views.sum())
    return pd.DataFrame(
        {
            "x": other[keep].to_numpy("float64") / per,
            "y": saves[keep].to_numpy("float64") / per,
            "share": counts / total if total > 0 else np.nan,
            "age_days": age_days(videos)[keep].to_numpy("float64", na_value=np.nan),
        },
        index=videos.index[keep],
    )


@dataclass(frozen=True)
class Line:
    """How many saves go with so many likes (or comments).

    The curve, in the units of `points`: at each of up to 60 `x`, the mean `mid` and the range `low`-`high` that holds
    80 % of videos (of counts rather more, and at least up to `mid`, where nine in ten have none). With rates it is
    drawn for a video with this table's median views. Per video, always in saves: `expected`, the 95 % prediction range
    `video_low`-`video_high`, and `above`, whether it has more saves for its views than its likes suggest, even when all
    videos are judged at once (`multiple_tests.clear`): the same videos with rates and with counts.
    """

    x: np.ndarray
    mid: np.ndarray
    low: np.ndarray
    high: np.ndarray
    expected: pd.Series
    video_low: pd.Series
    video_high: pd.Series
    above: pd.Series


@dataclass(frozen=True)
class Usual:
    """How saves go along with so many likes (or comments) for these `n` videos, the rows of `points`.

    `at_equal_views` is Spearman's correlation between the two *rates* with views held equal (partial rank correlation), of
    the videos that have both as rates, the rows of `rates` (fewer than `n` where views are unknown); None with fewer than 8
    of them, or where either rate is the same for all. `fit` fits the line.
    """

    n: int
    at_equal_views: Estimate | None
    points: pd.DataFrame
    rates: pd.DataFrame
    fit: Callable[[], Line] = field(repr=False, compare=False)

    @cached_property
    def correlation(self) -> Estimate | None:
        """The plain correlation of the same rates, worked out when first asked for."""
        return correlation(self.rates)

    @cached_property
    def line(self) -> Line:
        """The curve, the range of each video and which ones stand out: fitted when first asked for."""
        return self.fit()


def usual(videos: pd.DataFrame, against: str, *, as_rates: bool, by_rate: Usual | None = None) -> Usual | None:
    """Find the usual saves for so much of `against`; None under 8 videos with both, or without a single save.

    `by_rate` is the answer with rates, where it is known already: that with counts takes what stands out and the
    correlations from it.
    """
    shown = points(videos, against, as_rates=as_rates)
    n = len(shown)
    if n < MIN_VIDEOS or not (videos["saves"][shown.index] > 0).any():
        return None
    if as_rates:
        tie = correlation(shown, given=videos["views"][shown.index])
        return Usual(n, tie, shown, shown, lambda: _line(videos, shown, as_rates=True))
    other = by_rate or usual(videos, against, as_rates=True)
    if other is None:
        nothing = pd.Series(False, index=shown.index, name="above")
        return Usual(n, None, shown, shown[:0], lambda: _line(videos, shown, as_rates=False, above=nothing))

    def fit() -> Line:
        # Of counts the views explain most: which videos stand out is always judged with size removed
        above = other.line.above.reindex(shown.index, fill_value=False)
        return _line(videos, shown, as_rates=False, above=above)

    return Usual(n, other.at_equal_views, shown, other.points, fit)


def _line(videos: pd.DataFrame, shown: pd.DataFrame, *, as_rates: bool, above: pd.Series | None = None) -> Line:
    """Fit the line to the videos of `shown` (see `points`); `above` as known, None to judge it.

    Negative-binomial regression of saves on log(1 + x); with rates, saves per view on the log of the other rate (one
    average video's worth of views added to it, so that zeros count by how much was watched), with a size that goes with
    the expected rate (`dispersion`). The ranges carry what the fit itself does not know (`nb2.Fit.predictive_size`).
    """
    n = len(shown)
    saves = videos["saves"][shown.index].to_numpy("float64")
    if as_rates:
        views = videos["views"][shown.index].to_numpy("float64")
        scale = _Scale.of_rates(shown["x"].to_numpy(), views)
    else:
        views = np.ones(n)
        scale = _Scale(views=None, typical=1.0, added=0.0)
    signal = scale.signal(shown["x"].to_numpy(), views)
    centre, width = float(signal.mean()), float(signal.std()) or 1.0
    some = sample(FIT_LIMIT, saves, shown["x"].to_numpy(), views) if n > FIT_LIMIT else np.arange(n)
    if saves[some].sum() == 0:
        some = np.arange(n)

    def design(values: np.ndarray) -> np.ndarray:
        return np.column_stack([np.ones(len(values)), (values - centre) / width])

    model = nb2.fit(saves[some], design(signal[some]), np.log(views[some]))
    log_rate = design(signal) @ model.coef
    expected = np.exp(np.clip(log_rate + np.log(views), -30, 30))
    middle = float(np.log(saves[some].sum()) - np.log(views[some].sum()))  # only there to centre the rates
    level, slope = dispersion.fit(saves[some], expected[some], log_rate[some] - middle, model.size)

    def sizes(values: np.ndarray) -> np.ndarray:
        spread = dispersion.sizes(design(values) @ model.coef - middle, level, slope)
        return model.predictive_size(design(values), spread)

    size = sizes(signal)
    x = scale.grid(shown["x"].to_numpy())
    typical = np.full(len(x), scale.typical)
    mid = np.exp(np.clip(design(scale.signal(x, typical)) @ model.coef + np.log(typical), -30, 30))
    at = sizes(scale.signal(x, typical))
    low, high = nb2.whole_range(expected, size)
    if above is None:
        clear = multiple_tests.clear(heavy_tails.upper_tail(saves, expected, size))
        above = pd.Series(clear, index=shown.index, name="above")
    return Line(
        x=x,
        mid=mid / scale.typical,
        low=nb2.quantile(mid, at, 0.1) / scale.typical,
        high=np.maximum(nb2.quantile(mid, at, 0.9), mid) / scale.typical,
        expected=pd.Series(expected, index=shown.index, name="expected"),
        video_low=pd.Series(low, index=shown.index, name="video_low"),
        video_high=pd.Series(high, index=shown.index, name="video_high"),
        above=above,
    )


@dataclass(frozen=True)
class _Scale:
    """How x enters the regression: log(1 + count), or the log of a rate kept off 0 by a little typical evidence."""

    views: float | None  # views added to each video's own, None for counts
    typical: float  # the views of the video the curve is drawn for
    added: float  # the likes (or comments) that go with the views added

    @classmethod
    def of_rates(cls, rate: np.ndarray, views: np.ndarray) -> _Scale:
        count = float((rate * views).sum())
        if count == 0:
            return cls(views=None, typical=float(np.median(views)), added=0.0)
        return cls(views=float(views.sum()) / count, typical=float(np.median(views)), added=1.0)

    def signal(self, x: np.ndarray, views: np.ndarray) -> np.ndarray:
        return np.asarray(
            np.log1p(x) if self.views is None else np.log((x * views + self.added) / (views + self.views))
        )

    def grid(self, x: np.ndarray) -> np.ndarray:
        """Return up to 60 values over the range of `x`, even on a log axis; 0 is one of them where a video has it."""
        above = x[x > 0]
        if not len(above):
            return np.zeros(1)
        values = np.unique(np.geomspace(above.min(), above.max(), GRID - 1))
        return np.concatenate([[0.0], values]) if (x == 0).any() else values


def correlation(pairs: pd.DataFrame, *, given: pd.Series | None = None) -> Estimate | None:
    """Work out Spearman's correlation of columns x and y with its 95 % range; with `given`, at equal values of that.

    Fisher's z with the standard error of Bonett & Wright (2000). The partial rank correlation takes from both ranks what
    goes with the rank of `given`; where that is the same for all, it is the plain one. None with fewer than `MIN_VIDEOS`
    rows or where x or y is the same for all, or follows `given` entirely.
    """
    n = len(pairs)
    x, y = (pairs[name].to_numpy("float64") for name in ("x", "y"))
    if n < MIN_VIDEOS or x.min() == x.max() or y.min() == y.max():
        return None
    x, y = _ranks(x), _ranks(y)
    other = None if given is None else given.to_numpy("float64")
    spent = 0
    if other is not None and other.min() < other.max():
        spent = 1
        away = _ranks(other) - (n + 1) / 2
        x, y = (rank - (rank @ away) / (away @ away) * away for rank in (x, y))
        if min(x.std(), y.std()) < 1e-9 * n:
            return None
    r = float(np.corrcoef(x, y)[0, 1])
    z = np.arctanh(np.clip(r, -0.999999, 0.999999))
    reach = 1.96 * np.sqrt((1 + r * r / 2) / (n - 3 - spent))
    return Estimate(r, float(np.tanh(z - reach)), float(np.tanh(z + reach)), n)


def _ranks(values: np.ndarray) -> np.ndarray:
    """Rank values from 1, equal ones by their mean: half the time of pandas' own at 100,000."""
    order = np.argsort(values)
    ordered = values[order]
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    many = np.diff(first, append=len(values))
    ranks = np.empty(len(values))
    ranks[order] = np.repeat(first + (many + 1) / 2, many)
    return ranks
