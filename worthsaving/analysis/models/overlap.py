"""Overlap of sets: which of many sets of videos are nearly the same."""

import numpy as np

ENOUGH = 1_000
"""Sets of more than twice so many are compared by a fixed sample of about so many of their videos."""


def same_as(rows: np.ndarray, codes: np.ndarray, k: int, *, least: float) -> np.ndarray:
    """Find for each of `k` sets the first of the sets before it, or itself, that it is nearly the same as.

    Set `codes[i]` holds `rows[i]`, each pair once. Two sets are nearly the same when they share at least the part `least`
    (half or more) of all that is in either (Jaccard's index). A set that is nearly the same as another never stands for a third
    one itself.
    """
    sizes = np.bincount(codes, minlength=k)
    # of two sets that share half of all, the one is at most twice as large as the other
    scale = np.log2(np.maximum(sizes, 1)).astype(int)
    draw = np.random.default_rng(0).random(int(rows.max(initial=0)) + 1)
    near: list[tuple[int, int]] = []
    for small in np.unique(scale):
        part = min(1.0, ENOUGH / 2.0**small)
        use = (scale[codes] == small) | (scale[codes] == small + 1)
        if part < 1:
            use &= draw[rows] < part
        near += _near(rows[use], codes[use], k, least)
    found = np.arange(k)
    for later, earlier in sorted(near):
        if found[later] == later and found[earlier] == earlier:
            found[later] = earlier
    return found


def _near(rows: np.ndarray, codes: np.ndarray, k: int, least: float) -> list[tuple[int, int]]:
    """List the pairs (later, earlier) of sets that share the part `least`."""
    from scipy import sparse

    shape = (k, int(rows.max(initial=0)) + 1)
    sets = sparse.csr_array((np.ones(len(rows), dtype="int32"), (codes, rows)), shape=shape)
    shared = (sets @ sets.T).tocoo()
    sizes = np.bincount(codes, minlength=k)
    one, other = shared.coords
    near = (other < one) & (shared.data >= least * (sizes[one] + sizes[other] - shared.data) - 1e-9)
    return list(zip(one[near].tolist(), other[near].tolist(), strict=True))
