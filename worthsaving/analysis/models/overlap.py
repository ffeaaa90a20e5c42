"""Overlap of sets: which of many sets of videos are nearly the same."""

import numpy as np


def same_as(rows: np.ndarray, codes: np.ndarray, k: int, *, least: float) -> np.ndarray:
    """Find for each of `k` sets the first of the sets before it, or itself, that it is nearly the same as.

    Set `codes[i]` holds `rows[i]`, each pair once. Two sets are nearly the same when they share at least the part `least` of all that is
    in either (Jaccard's index). A set that is nearly the same as another never stands for a third one itself.
    """
    from scipy import sparse

    sets = sparse.csr_array((np.ones(len(rows), dtype="int32"), (codes, rows)), shape=(k, int(rows.max(initial=0)) + 1))
    shared = (sets @ sets.T).tocoo()
    sizes = np.bincount(codes, minlength=k)
    one, other = shared.coords
    # in whole numbers: 3 of 5 is 0.6
    near = (other < one) & (shared.data >= least * (sizes[one] + sizes[other] - shared.data) - 1e-9)
    one, other = one[near], other[near]
    found = np.arange(k)
    for later, earlier in sorted(zip(one.tolist(), other.tolist(), strict=True)):
        if found[later] == later and found[earlier] == earlier:
            found[later] = earlier
    return found
