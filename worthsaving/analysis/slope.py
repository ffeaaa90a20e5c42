"""How much the save rate changes with one thing (time, before or after, ...): the factor, its test and its range."""

from __future__ import annotations

import math

import numpy as np

from worthsaving.analysis import fixedscale, negbin

LEVEL = 0.05

TWO_FORMS = 1.4
"""What having two forms to choose from costs: the better-fitting one refuses "no change" some 1.4 times as often."""

BIG = 5_000
"""Above this many videos one form will do, and the plain standard error gives the range: all is normal by then."""


class Slope:
    """Saves negative-binomial around exp(offset + a + b * x): the slope b, its test and its 95 % range.

    Two forms are fitted, one in which the rates keep their relative spread when they rise (`negbin`) and one in which
    they keep their dispersion (`fixedscale`), both small-rate forms of a beta-binomial regression, in which a viral video
    counts as one video. The better one is used, and `p_value` pays for the choice. The likelihood ratio, times
    (n - 2) / n, is read against F with 1 and n - 2 degrees of freedom instead of the chi-square it tends to. `x` is best
    standardised. docs/statistics.md has the false alarms and the power.
    """

    def __init__(self, saves: np.ndarray, offset: np.ndarray, x: np.ndarray) -> None:
        from scipy.special import fdtrc, fdtri

        n = len(saves)
        self._saves, self._offset, self._x = saves, offset, x
        self._flat = np.ones((n, 1))
        design = np.column_stack([self._flat, x])
        full = negbin.fit(saves, design, offset)
        self._start = full
        self._fixed: fixedscale.FixedScale | None = None
        self.value, error, self.loglik = float(full.coef[1]), float(np.sqrt(full.cov[1, 1])), full.loglik
        forms = 1.0
        if n <= BIG:
            forms = TWO_FORMS
            other = self._fixed_scale(design, np.zeros(n))
            if other.loglik > full.loglik:
                self._fixed = other
                self.value, error, self.loglik = float(other.coef[1]), other.error, other.loglik
        self._critical = float(fdtri(1, n - 2, (1 - LEVEL) ** (1 / forms)))
        # n / (n - 2): the likelihood takes the scatter about the line it fitted for the scatter about the true one
        self.error = error * math.sqrt(n / (n - 2))
        self.p_value = 1 - (1 - float(fdtrc(1, n - 2, self._statistic(0.0)))) ** forms

    def _fixed_scale(self, design: np.ndarray, shift: np.ndarray) -> fixedscale.FixedScale:
        size = self._start.size
        scale = math.log(size) - float(self._start.coef[0])
        return fixedscale.fit(self._saves, np.exp(self._offset), design, shift, size=size, scale=scale)

    def at(self, x: float) -> float:
        """The fitted log rate at `x`."""
        if self._fixed is not None:
            return float(self._fixed.coef[0] + self.value * x - self._fixed.scale)
        return float(self._start.coef[0] + self.value * x)

    def _statistic(self, slope: float) -> float:
        n = len(self._saves)
        if self._fixed is not None and slope != 0:
            loglik = self._fixed_scale(self._flat, slope * self._x).loglik
        else:
            loglik = negbin.fit(self._saves, self._flat, self._offset + slope * self._x, start=self._start).loglik
        return max(2 * (self.loglik - loglik), 0.0) * (n - 2) / n

    def bounds(self) -> tuple[float, float]:
        """The slopes the test would just not refuse, by the secant on the signed root of the statistic."""
        reach = math.sqrt(self._critical) * self.error
        if len(self._saves) > BIG:
            return self.value - reach, self.value + reach
        return self._bound(-reach), self._bound(reach)

    def _bound(self, reach: float) -> float:
        goal = math.sqrt(self._critical)
        for _ in range(8):
            root = math.sqrt(self._statistic(self.value + reach))
            if abs(root - goal) < 0.01 * goal:
                break
            # the root grows almost in proportion to the distance from the fitted slope
            reach *= min(max(goal / max(root, 1e-9), 0.5), 2.0)
        return self.value + reach


def factor(log_change: float) -> float:
    """exp, short of what a float holds: a change a year read off a few days can be beyond all measure."""
    return math.exp(min(max(log_change, -300.0), 300.0))
