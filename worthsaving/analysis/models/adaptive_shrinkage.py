"""Adaptive shrinkage (Stephens 2017): many differences about 0 are shrunk as all of them together suggest."""

import numpy as np

_SPREADS = np.array([0.05, 0.1, 0.2, 0.35, 0.6, 1.0, 1.6])
"""The widths that the true differences may have (log scale): from hardly any to a factor of five."""

_ROUNDS = 40


def shrink(difference: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """Shrink each difference (log scale) of this variance towards 0 as all of them suggest.

    The true differences are a mixture of normals about 0 of several widths, whose shares are fitted to all: where most do
    nothing, a strong one is not shrunk with them.
    """
    between = _SPREADS**2
    together = variance[:, None] + between
    fit = np.exp(-0.5 * difference[:, None] ** 2 / together) / np.sqrt(together) + 1e-300
    share = np.full(len(between), 1 / len(between))
    for _ in range(_ROUNDS):
        belongs = share * fit
        belongs /= belongs.sum(axis=1, keepdims=True)
        # an even prior worth one value keeps every width possible when a kind has only two or three values
        share = (belongs.sum(axis=0) + 1 / len(between)) / (len(difference) + 1)
    belongs = share * fit
    belongs /= belongs.sum(axis=1, keepdims=True)
    mean: np.ndarray = (belongs * difference[:, None] * between / together).sum(axis=1)
    return mean
