"""Dependence between neighbouring videos: series and momentum, and how much wider they make a test's statistic scatter.

Videos that come in series, or good ones that follow good ones, carry less evidence on a change over time than as many
independent ones. The standardised residuals, in posting order, are white noise or white noise plus a first-order
autoregression: a share of their variance that fades with the distance between two videos. Share and fading are not
estimated but averaged over (`SHARES`, `FADING`), each by its restricted likelihood and the prior of `INDEPENDENT`. In the
cosine transform (DCT-II) such series have a diagonal covariance, so that all this costs one transform. The residuals
enter by their ranks, as normal scores: one viral video does not hide how alike the others are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from worthsaving.analysis.models.cosine_transform import dct

FADING = {0.3: 0.3, 0.6: 0.3, 0.8: 0.25, 0.9: 0.15}
"""Correlation from one video to the next of the part that fades -> its prior probability, where neighbours are alike. A
run of eight videos of a kind looks like 0.8."""

SHARES = {0.1: 0.3, 0.25: 0.3, 0.45: 0.25, 0.7: 0.1, 1.0: 0.05}
"""Share of the variance that fades -> its prior probability; the rest is each video's own. Of four real accounts
neighbours were correlated by 0.07 to 0.33."""

INDEPENDENT = 0.8
"""Prior probability that neighbours are independent. By simulation (docs/statistics.md): with less, power is lost where
they are; with more, false alarms come where they are not."""

LOWEST = 1_000
"""Above twice as many videos only so many of the lowest frequencies are used: a trend lies in them."""

_MANY, _BLOCKS, _NODES = 250_000, 200, 40
"""Above `_MANY` videos the lowest waves are worked out without the others: the series is cut into blocks, and the waves of each
are worked out at so many frequencies. Between those a polynomial (Chebyshev) meets them to 13 digits, as a block spans at
most `LOWEST` / `_BLOCKS` half waves. For a million videos, a number that seldom is a product of small primes, that takes an
eighth of the time of the whole transform."""


_COLUMNS = 6
"""Columns worked on at a time: 50 MB for a million videos."""


@dataclass(frozen=True)
class Dependence:
    """Candidates for the dependence between neighbours, the independent one first.

    `weight`: their posterior probabilities. `factor`: how many times the variance of the tested statistic each gives, at
    least 1. `filters`: a row a candidate, the standard deviation at each frequency over that of independent videos.
    """

    weight: np.ndarray
    factor: np.ndarray
    filters: np.ndarray

    def average(self, of: Callable[[np.ndarray], np.ndarray]) -> float:
        """Average a function of the factor over the candidates."""
        return float(self.weight @ of(self.factor))

    @property
    def mean(self) -> float:
        """The factor, averaged."""
        return float(self.weight @ self.factor)

    @property
    def median(self) -> float:
        """The factor that a candidate lies under or at as likely as not: 1 where neighbours are most likely independent."""
        order = np.argsort(self.factor, kind="stable")
        return float(self.factor[order][np.searchsorted(np.cumsum(self.weight[order]), 0.5)])


NONE = Dependence(np.ones(1), np.ones(1), np.ones((1, 1)))


def fit(
    residual: np.ndarray,
    design: np.ndarray,
    *,
    tested: int = 1,
    beside: np.ndarray | None = None,
    weight: np.ndarray | None = None,
) -> Dependence:
    """Weigh the candidates for standardised residuals (n,), in order; what `design` (n, k) explains of them is left out.

    The first column of `design` is the constant (standardised like the residuals), the last `tested` ones are what is
    tested. Columns `beside` (n, m) are left out as well, such as the bends of a trend. `weight`: the candidates' probabilities, where they are known from a longer series that holds this one.
    `NONE` where there are too few videos to leave a residual.
    """
    whole_design = design if beside is None else _independent(np.column_stack([design, beside]))
    n, k = whole_design.shape
    if n <= k + 2 or not np.ptp(residual):
        return NONE
    density = _densities(n)
    used = density.shape[1]
    given = weight if weight is not None and len(weight) == len(density) else None
    waves = _waves(design, used)
    variance, loglik = np.ones(len(density)), np.zeros(len(density))
    if used == n or given is None:
        whole_waves = waves if beside is None else _waves(whole_design, used)
        loglik, variance = _restricted(_left(residual, whole_design), whole_waves, density)
    likely = np.exp(loglik - loglik.max()) * _prior() if given is None else given
    return _weighed(likely, variance, density, waves, tested)


def of_groups(residual: np.ndarray, scale: np.ndarray, code: np.ndarray, *, weight: np.ndarray) -> Dependence:
    """Weigh the candidates where groups are tested: `fit` of a constant, `scale` (n,), and a column for each group but the first.

    `code` (n,) numbers the groups from 0; `weight` as in `fit`. Of a long series only the columns' lowest waves are
    needed, a few columns at a time: all columns of a million videos at once took 0.6 GB (docs/speed.md).
    """
    n, k = len(code), int(code.max()) + 1

    def columns(groups: range) -> np.ndarray:
        return np.column_stack([np.where((code == group) | (group == 0), scale, 0.0) for group in groups])

    if n <= _MANY or not np.ptp(residual) or len(weight) != len(_densities(n)):
        return fit(residual, columns(range(k)), tested=k - 1, weight=weight)
    density = _densities(n)
    some = (range(first, min(first + _COLUMNS, k)) for first in range(0, k, _COLUMNS))
    waves = np.column_stack([_lowest(columns(groups), density.shape[1]) for groups in some])
    return _weighed(weight, np.ones(len(density)), density, waves, k - 1)


def _weighed(
    likely: np.ndarray, variance: np.ndarray, density: np.ndarray, waves: np.ndarray, tested: int
) -> Dependence:
    """Return the candidates by how likely they are, with what each makes of the tested statistic's variance."""
    factor = np.maximum(variance * (density @ _loading(waves, tested)), 1.0)
    factor[0] = 1.0
    return Dependence(likely / likely.sum(), factor, np.sqrt(variance[:, None] * density))


def _left(residual: np.ndarray, design: np.ndarray) -> np.ndarray:
    """Return what `design` leaves of the residuals, as normal scores."""
    explained = design @ np.linalg.lstsq(design.T @ design, design.T @ residual, rcond=None)[0]
    return _normal_scores(residual - explained)


def _waves(columns: np.ndarray, used: int) -> np.ndarray:
    """Return the `used` lowest waves of each column (DCT-II, orthonormal): shape (used, columns)."""
    if len(columns) > _MANY:
        return _lowest(columns, used)
    # one column after the other in memory takes half the time
    return np.asarray(dct(np.ascontiguousarray(columns.T))).T[:used]


def _lowest(columns: np.ndarray, used: int) -> np.ndarray:
    """Return the `used` lowest waves of each column without the others, from blocks of the series (see `_BLOCKS`)."""
    from numpy.polynomial.chebyshev import chebvander

    n, k = columns.shape
    length = -(-n // _BLOCKS)
    series = np.zeros((k, _BLOCKS * length))
    series[:, :n] = columns.T
    frequency = np.pi * np.arange(used) / n
    node = np.cos(np.pi * (np.arange(_NODES) + 0.5) / _NODES)
    phase = np.outer(np.arange(length) + 0.5 - length / 2, (node + 1) / 2 * frequency[-1])
    parts = series.reshape(k * _BLOCKS, length) @ np.hstack([np.cos(phase), np.sin(phase)])
    of_blocks = (parts[:, :_NODES] + 1j * parts[:, _NODES:]).reshape(k, _BLOCKS, _NODES)
    middles = np.exp(1j * np.outer(frequency, (np.arange(_BLOCKS) + 0.5) * length))
    between = chebvander(np.linspace(-1, 1, used), _NODES - 1) @ np.linalg.inv(chebvander(node, _NODES - 1))
    found = np.einsum("kun,un->uk", middles @ of_blocks, between).real
    found[0] *= np.sqrt(0.5)
    return np.asarray(found * np.sqrt(2 / n))


def _restricted(left: np.ndarray, x: np.ndarray, density: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each candidate's restricted log likelihood, and its variance over that of independent videos.

    `left` (n,) are the residuals, `x` the waves of the design at the frequencies of `density`.
    """
    n, used, k = len(left), density.shape[1], x.shape[1]
    y = _waves(left[:, None], used)[:, 0]
    rest = 0.0 if used == n else float(left @ left - y @ y)  # of all other waves together (Parseval)
    precision = 1 / density
    xx = (x.T * precision[:, None, :]) @ x
    xy = precision @ (x * y[:, None])
    xx = xx + 1e-9 * np.trace(xx, axis1=1, axis2=2)[:, None, None] * np.eye(k)
    apart = precision @ y**2 - (xy * np.linalg.solve(xx, xy[..., None])[..., 0]).sum(axis=1)
    apart = np.maximum(apart, 1e-12 * float(y @ y) + 1e-300)
    whole = (apart[0] + rest) / (n - k)
    loglik = -0.5 * (np.log(density).sum(axis=1) + np.linalg.slogdet(xx)[1])
    if used == n:
        return loglik - 0.5 * (n - k) * np.log(apart), apart / (n - k) / whole
    # of so many videos the whole variance is known, and the frequencies left out hold most of it
    return loglik - 0.5 * apart / whole, np.ones(len(density))


def _independent(design: np.ndarray) -> np.ndarray:
    """Leave out columns that those before them explain."""
    over = np.abs(np.diag(np.linalg.qr(design, mode="r")))
    return design[:, over > 1e-8 * np.sqrt((design**2).sum(axis=0))]


def _normal_scores(values: np.ndarray) -> np.ndarray:
    """Replace values by the normal quantiles of their ranks; equal ones share their mean rank."""
    from scipy.special import ndtri

    order = np.argsort(values)
    rank = values[order]
    first = np.flatnonzero(np.append(True, rank[1:] != rank[:-1]))
    middle = (first + np.append(first[1:], len(values))) / 2  # counted from the middle of the first
    rank[order] = np.repeat(middle, np.diff(np.append(first, len(values))))
    rank /= len(values)
    return np.asarray(ndtri(rank, out=rank))


@lru_cache(maxsize=64)
def _densities(n: int) -> np.ndarray:
    """Return the spectral density of each candidate at the frequencies used (mean about 1), the flat one first."""
    used = n if n <= 2 * LOWEST else LOWEST
    cosine = np.cos(np.pi * np.arange(used) / n)
    rows = [np.ones(used)]
    for fading in FADING:
        fades = (1 - fading**2) / (1 - 2 * fading * cosine + fading**2)
        rows += [1 - share + share * fades for share in SHARES]
    return np.array(rows)


def _prior() -> np.ndarray:
    others = np.outer(list(FADING.values()), list(SHARES.values())).ravel()
    return np.append(INDEPENDENT, (1 - INDEPENDENT) * others)


def _loading(waves: np.ndarray, tested: int) -> np.ndarray:
    """Return how the variance of the tested statistic is spread over the frequencies; adds up to 1.

    Of one column: of its coefficient. Of several: of the squares that they explain together, over their number.
    """
    base = np.linalg.qr(waves)[0]  # the tested columns are last: their part is what the others leave of them
    part = (base[:, -tested:] ** 2).sum(axis=1)
    return np.asarray(part / part.sum())
