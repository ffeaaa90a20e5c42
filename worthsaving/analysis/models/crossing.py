"""Crossings: where functions of one variable, many at once, pass zero."""

from collections.abc import Callable

import numpy as np

_MOST = 80
"""Rounds: bisection alone would cut the stretch to 1e-24 of it."""


def crossing(
    of: Callable[[np.ndarray], np.ndarray],
    low: np.ndarray,
    high: np.ndarray,
    *,
    within: float,
    first: np.ndarray | float = 0.5,
) -> np.ndarray:
    """Find for each element where the rising function `of` passes 0 between `low` and `high`, to `within`.

    Chandrupatla's method (1997): inverse quadratic interpolation where that is safe, bisection elsewhere; a quarter of
    the calls of bisection alone. `first` is the part of the way from `low` to `high` to look at first. Where `of` has one
    sign only, the end at which it is nearest to 0.
    """
    a, b = np.asarray(high, dtype="float64"), np.asarray(low, dtype="float64")
    f_a, f_b = of(a), of(b)
    a, b = np.where(f_b > 0, b, a), np.where(f_a < 0, a, b)
    f_a, f_b = np.where(f_b > 0, f_b, f_a), np.where(f_a < 0, f_a, f_b)
    part = 1.0 - np.broadcast_to(first, a.shape)
    for _ in range(_MOST):
        at = a + part * (b - a)
        f_at = of(at)
        same = np.sign(f_at) == np.sign(f_a)
        c, f_c = np.where(same, a, b), np.where(same, f_a, f_b)
        b, f_b = np.where(same, b, a), np.where(same, f_b, f_a)
        a, f_a = at, f_at
        least = within / np.maximum(np.abs(b - a), 1e-300)
        done = (least > 1) | (f_a == 0)
        if done.all():
            break
        part = np.clip(
            _interpolated(a, b, c, f_a, f_b, f_c), np.minimum(least / 2, 0.5), 1 - np.minimum(least / 2, 0.5)
        )
    return np.where(np.abs(f_b) < np.abs(f_a), b, a)


def _interpolated(
    a: np.ndarray, b: np.ndarray, c: np.ndarray, f_a: np.ndarray, f_b: np.ndarray, f_c: np.ndarray
) -> np.ndarray:
    """Return how far from `a` to `b` the crossing is thought to be: one half where interpolation is not safe."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        x, y = (a - b) / (c - b), (f_a - f_b) / (f_c - f_b)
        part = f_a / (f_b - f_a) * f_c / (f_b - f_c) + (c - a) / (b - a) * f_a / (f_c - f_a) * f_b / (f_c - f_b)
        return np.where((y**2 < x) & ((1 - y) ** 2 < 1 - x) & np.isfinite(part), part, 0.5)
