"""Order statistics: the median with a range that takes no assumption on how values are spread."""

import numpy as np

from worthsaving.schema import Estimate


def median(values: np.ndarray, lows: np.ndarray, highs: np.ndarray) -> Estimate:
    """Estimate the median with the interval of order statistics that covers it at least 95 % of the time.

    Each value is known to lie from its low to its high: the interval runs from an order statistic of the lows to one of
    the highs.
    """
    from scipy.special import bdtr

    n = len(values)
    ranks = np.arange(n // 2)
    below = np.flatnonzero(bdtr(ranks, n, 0.5) <= 0.025)
    # with so many or fewer values under the true median, which happens that rarely, the value of that rank lies above it
    outer = int(below[-1]) if len(below) else 0
    return Estimate(float(np.median(values)), float(np.sort(lows)[outer]), float(np.sort(highs)[n - 1 - outer]), n)
