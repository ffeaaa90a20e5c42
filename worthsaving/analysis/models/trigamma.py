"""Trigamma function: the second derivative of the log of the Gamma function, which every Newton step of a fit asks for.

`scipy.special.zeta(2, x)` is the same function and costs about ten times as much (docs/statistics.md).
"""

import numpy as np

_FAR = 10.0
"""From here on the series of Bernoulli numbers up to x ** -13 is as exact as a float."""

_FEW = 64
"""Of fewer values `zeta` is the cheaper one."""

_TERMS = (7 / 6, -691 / 2730, 5 / 66, -1 / 30, 1 / 42, -1 / 30, 1 / 6)
"""The Bernoulli numbers B14 to B2."""


def trigamma(x: np.ndarray | float) -> np.ndarray:
    """Return the trigamma function of each value above 0, to about 1e-15 of it (Abramowitz & Stegun 6.4.6, 6.4.12)."""
    x = np.asarray(x, dtype="float64")
    if x.size < _FEW:
        from scipy.special import zeta

        return np.asarray(zeta(2, x))
    near = np.flatnonzero(x < _FAR)
    if not len(near):
        return _series(x)
    far = x.copy()
    steps = np.arange(_FAR)[:, None]
    far.flat[near] += _FAR
    found = _series(far)
    found.flat[near] += (1 / (x.flat[near] + steps) ** 2).sum(axis=0)
    return found


def _series(x: np.ndarray) -> np.ndarray:
    one = 1 / x
    square = one * one
    found = np.full_like(x, _TERMS[0])
    for term in _TERMS[1:]:
        found *= square
        found += term
    found *= square * one
    found += square / 2
    found += one
    return found
