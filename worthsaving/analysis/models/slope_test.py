"""Slope test: how the save rate changes with one variable (time, before or after), as a factor with test and range."""

import math

import numpy as np

from worthsaving.analysis.models import dependence, nb1, nb2, rates
from worthsaving.analysis.models.beta_binomial import PRIOR

LEVEL = 0.05

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(40)

BIG = 5_000
"""Above this many videos one form will do, and the plain standard error gives the range: all is normal by then."""

FURTHEST = 100.0
"""The end of a range is sought among changes of at most so much in the log rate: beyond, nothing is known."""


class Slope:
    """Saves negative-binomial around exp(offset + a + b * x): the slope b, its test and its 95 % range.

    Two forms are fitted, with a fixed size (`nb2`) and with a fixed dispersion (`nb1`); both are small-rate forms of a
    beta-binomial regression, in which a viral video counts as one video. The better one is used, and `p_value` is
    corrected for the choice (`either`). The likelihood ratio is compared with that of a straight line through normal
    data, n log(1 + F / (n - 2)), F with 1 and n - 2 degrees of freedom: treating the dispersion as known would reject
    too often. The wide prior of the dispersion (`beta_binomial.PRIOR`) prevents a fit without any to a handful of videos.
    Where the scores scatter more than modelled, because of one video or a heavy tail, the ratio is divided by how much
    more (`_excess`). `x` is best standardised. `spent` is the number of parameters fitted to these videos before (levels
    in the offset). With `order`, the positions of the videos in posting order (one account after the other), the ratio pays
    for videos that are like their neighbours, too (`dependence`, whose candidates have the probabilities `alike` where a
    longer series tells); columns `beside` (n, k) are no likeness either, such as the bends of a trend. `p_alone` is the p-value without that.
    docs/statistics.md has the false alarms and the power.
    """

    def __init__(
        self,
        saves: np.ndarray,
        offset: np.ndarray,
        x: np.ndarray,
        *,
        spent: int = 0,
        order: np.ndarray | None = None,
        alike: np.ndarray | None = None,
        beside: np.ndarray | None = None,
    ) -> None:
        n = len(saves) - spent
        self._saves, self._offset, self._x = saves, offset, x
        self._flat = np.ones((len(saves), 1))
        design = np.column_stack([self._flat, x])
        some = rates.sample(BIG, saves, offset, x) if len(saves) > BIG else None
        near = None if some is None or not saves[some].any() else nb2.fit(saves[some], self._flat[some], offset[some])
        flat = nb2.fit(saves, self._flat, offset, start=near, prior=PRIOR)
        full = nb2.fit(saves, design, offset, start=flat, prior=PRIOR)
        self._start = full
        self._fixed: nb1.Fit | None = None
        self.value, error, self.loglik = float(full.coef[1]), float(np.sqrt(full.cov[1, 1])), full.loglik
        forms = 1.0
        if len(saves) <= BIG:
            forms = _alike(saves, np.exp(flat.coef[0] + offset), flat.size, x)
            other = self._fixed_scale(design, np.zeros(len(saves)))
            if other.loglik > full.loglik:
                self._fixed = other
                self.value, error, self.loglik = float(other.coef[1]), other.error, other.loglik
        mean = np.exp(np.clip(design @ full.coef + offset, -30, 30))
        self.excess = len(saves) / n * _excess(saves, mean, full.size, design)
        self.neighbours = dependence.NONE
        if order is not None:
            thin = 1 + mean / full.size
            scale = np.sqrt(mean / thin)
            self.neighbours = dependence.fit(
                ((saves - mean) / thin / scale)[order],
                (design * scale[:, None])[order],
                beside=None if beside is None else (beside * scale[:, None])[order],
                weight=alike,
            )
        self._critical = self.excess * _critical(n, forms, self.neighbours)
        # n / (n - 2): the likelihood takes the scatter about the line it fitted for the scatter about the true one
        self.error = error * math.sqrt(self.excess * self.neighbours.mean * n / (n - 2))
        ratio = max(2 * (self.loglik - flat.loglik), 0.0) / self.excess
        self.p_alone = either(float(_single_p(ratio, n)), forms)
        self.p_value = either(self.neighbours.average(lambda factor: _single_p(ratio / factor, n)), forms)

    def _fixed_scale(self, design: np.ndarray, shift: np.ndarray) -> nb1.Fit:
        size = self._start.size
        scale = math.log(size) - float(self._start.coef[0])
        return nb1.fit(self._saves, np.exp(self._offset), design, shift, size=size, scale=scale, prior=PRIOR)

    @property
    def size(self) -> float:
        """The fitted negative-binomial size of `nb2`."""
        return self._start.size

    def at(self, x: float) -> float:
        """Return the fitted log rate at `x`."""
        if self._fixed is not None:
            return float(self._fixed.coef[0] + self.value * x - self._fixed.scale)
        return float(self._start.coef[0] + self.value * x)

    def _statistic(self, slope: float) -> float:
        if self._fixed is not None:
            loglik = self._fixed_scale(self._flat, slope * self._x).loglik
        else:
            offset = self._offset + slope * self._x
            loglik = nb2.fit(self._saves, self._flat, offset, start=self._start, prior=PRIOR).loglik
        return max(2 * (self.loglik - loglik), 0.0)

    def bounds(self) -> tuple[float, float]:
        """Find the slopes that the test would just not reject (secant method on the signed root of the statistic)."""
        reach = math.sqrt(self._critical) * self.error
        if len(self._saves) > BIG:
            return self.value - reach, self.value + reach
        return self._bound(-reach), self._bound(reach)

    def _bound(self, reach: float) -> float:
        goal = math.sqrt(self._critical)
        most = FURTHEST / float(np.abs(self._x).max())
        for _ in range(8):
            reach = min(max(reach, -most), most)
            root = math.sqrt(self._statistic(self.value + reach))
            if abs(root - goal) < 0.01 * goal:
                break
            # the root grows almost in proportion to the distance from the fitted slope
            reach *= min(max(goal / max(root, 1e-9), 0.5), 2.0)
        return self.value + reach


def _excess(saves: np.ndarray, mean: np.ndarray, size: float, design: np.ndarray) -> float:
    """Estimate how many times wider the last coefficient scatters than modelled, from 1 (sandwich over model).

    Under 1.3 it counts as 1, as chance alone gives that to one quiet set of 50 videos in ten; from 1.6 on in full.
    """
    thin = 1 + mean / size
    bread = np.linalg.pinv(design.T @ (design * (mean / thin)[:, None]))
    pull = (design @ bread[-1]) * (saves - mean) / thin
    found = float((pull**2).sum() / bread[-1, -1]) if bread[-1, -1] > 0 else 1.0
    return max(min(found, 1 + 2 * (found - 1.3)), 1.0)


def _single_p(ratio: float | np.ndarray, n: int) -> np.ndarray:
    """Return the p-value of twice the gain in log likelihood by a slope, dispersion fitted to the same `n` videos."""
    from scipy.special import fdtrc

    return np.asarray(fdtrc(1, n - 2, (n - 2) * np.expm1(np.minimum(np.asarray(ratio) / n, 500.0))))


def _critical(n: int, alike: float, neighbours: dependence.Dependence) -> float:
    """Find the doubled gain at which the p-value for both forms together is `LEVEL`."""
    from scipy.special import fdtri

    low, high = LEVEL / 2, LEVEL
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (low, middle) if either(middle, alike) > LEVEL else (middle, high)
    least = n * math.log1p(float(fdtri(1, n - 2, 1 - low)) / (n - 2))
    most = least * float(neighbours.factor.max())
    while most - least > 1e-3 * least:
        at = (least + most) / 2
        above = neighbours.average(lambda factor: _single_p(at / factor, n)) > low  # noqa: B023 - called at once
        least, most = (at, most) if above else (least, at)
    return least


def either(p_value: float, alike: float) -> float:
    """Return the probability that the better of two tests gets a p-value this small by chance.

    `alike` is the correlation of the two: 1 costs nothing, 0 nearly doubles p. Of two normal values, both must stay within the
    bounds of `p_value` (the integral of one's density times the other's chance given the first).
    """
    from scipy.special import ndtr, ndtri

    reach = -float(ndtri(min(max(p_value, 1e-300), 1.0) / 2))
    rest = math.sqrt(1 - min(alike, 0.9999) ** 2)
    z, weight = reach * _NODES, reach * _WEIGHTS
    inside = ndtr((reach - alike * z) / rest) - ndtr((-reach - alike * z) / rest)
    both = float(weight @ (np.exp(-0.5 * z**2) * inside)) / math.sqrt(2 * math.pi)
    return min(max(1 - both, p_value), 2 * p_value, 1.0)


def _alike(saves: np.ndarray, mean: np.ndarray, size: float, x: np.ndarray) -> float:
    """Estimate the correlation (0-1) of the two forms' evidence for a slope, at the fit without one, which they share.

    By the videos' scores: d log likelihood / d log mean, and the same with the size moving along with the mean; what the
    level and the size can take up is taken off first.
    """
    from scipy.special import digamma

    by_mean = (saves - mean) / (1 + mean / size)
    by_both = size * (digamma(saves + size) - digamma(size) - np.log1p(mean / size))
    level = np.column_stack([by_mean, by_both])
    scores = np.column_stack([by_mean * x, by_both * x])
    scores = scores - level @ np.linalg.lstsq(level, scores, rcond=None)[0]
    one, two = (scores**2).sum(axis=0)
    return float(np.clip(scores[:, 0] @ scores[:, 1] / math.sqrt(one * two), 0, 1)) if one * two > 0 else 1.0


def factor(log_change: float) -> float:
    """Return exp(log_change), within what a float holds: a yearly change from a few days of videos can be huge."""
    return math.exp(min(max(log_change, -300.0), 300.0))
