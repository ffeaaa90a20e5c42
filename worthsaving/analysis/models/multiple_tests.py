"""Multiple testing: which of many findings hold up when all are judged at once."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np

T = TypeVar("T")

FALSE_SHARE = 0.08
"""False discovery rate of the findings shown (Benjamini & Hochberg 1995): under a tenth, with a margin."""

FALSE_SETS = 0.05
"""Of the data sets without any effect, the share that may show a finding."""


ASIDE = 0.25
"""False discovery rate at which outliers are set aside while the usual is fitted: looser than for any finding shown."""

ASIDE_AT_MOST = 0.05
"""The largest share of cases set aside, the farthest ones, and at least one case: what more of them do is part of the usual.

Of a fifth, the extreme cases of a quiet account were set aside, and the rest looked so even that they were named.
"""


def inliers(fit: Callable[[np.ndarray], T], judge: Callable[[T], np.ndarray], n: int) -> tuple[np.ndarray, T]:
    """Mark the cases (bool) to fit a model of the usual to, and fit it: all but the farthest outliers, which would mask themselves.

    `fit` fits the model to the cases it is given (bool), `judge` returns all `n` p-values under it. Those that Benjamini
    and Hochberg's rule picks at `ASIDE` are set aside, at most a share `ASIDE_AT_MOST` (by the least p-values; of equal
    ones all or none), and the rest is fitted again, at most three times.
    """
    inside = np.ones(n, dtype=bool)
    most = max(int(ASIDE_AT_MOST * n + 1e-9), 1)
    model = fit(inside)
    for _ in range(3):
        p = judge(model)
        out = could_pass(p)
        if out.sum() > most:
            out = p < np.sort(p[out])[most]
        if (out == ~inside).all():
            break
        inside = ~out
        model = fit(inside)
    return inside, model


def could_pass(p_value: np.ndarray) -> np.ndarray:
    """Mark the p-values (bool) that could be findings or be set aside; larger values of others never add to them."""
    return _passes(p_value, ASIDE)


def clear(p_value: np.ndarray, *, sets: float = FALSE_SETS, share: float = FALSE_SHARE) -> np.ndarray:
    """Mark the p-values that are findings (bool, same order); NaN never is.

    Two stages: reject the global null at `sets` (Simes 1986), then Benjamini-Hochberg at `share`. The first stage prevents
    findings in data without effects.
    """
    if not _passes(p_value, sets).any():
        return np.zeros(len(p_value), dtype=bool)
    return _passes(p_value, share)


def _passes(p_value: np.ndarray, share: float) -> np.ndarray:
    """Apply Benjamini and Hochberg's rule at that share (bool); any finding at all means that Simes' test rejects."""
    p = np.asarray(p_value, dtype="float64")
    ranked = np.sort(p[~np.isnan(p)])
    under = ranked <= share * np.arange(1, len(ranked) + 1) / max(len(ranked), 1)
    return p <= (ranked[under].max() if under.any() else -1.0)
