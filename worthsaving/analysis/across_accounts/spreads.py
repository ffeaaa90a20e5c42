"""How far the videos' rates of each account spread, its own estimate pulled towards that of all accounts.

Empirical Bayes on variances (Smyth 2004, as in limma): the accounts' true spreads follow a scaled inverse chi-square. Its
degrees of freedom say how many videos the other accounts are worth, and are estimated from how much the accounts' own
estimates differ beyond their noise.
"""

import numpy as np

FEWEST_VIDEOS = 8  # with fewer an account's own spread is no estimate (see `rates.MIN_VIDEOS`)
_FEWEST_ACCOUNTS = 20  # with an own estimate, to know how much spreads differ
_COMMON_WORTH = (2.0, 200.0)  # bounds on the degrees of freedom that all accounts together count for one
_HALF = 8.0  # degrees of freedom from which an own estimate counts half or more in the common one
_ROUNDS = 10


def shrunk_spreads(videos: np.ndarray, own: np.ndarray, effective: np.ndarray, saves: np.ndarray) -> np.ndarray:
    """Return the relative variance of one video's rate in each account (float array, as long as the arguments).

    `videos` with a rate, `own` estimate of the spread, `effective` number of equally seen videos and all `saves` of each
    account, without missing values. An account with fewer than `FEWEST_VIDEOS` or no save has the common spread; where hardly any account has
    an estimate, that is the median of all.
    """
    known = (videos >= FEWEST_VIDEOS) & (saves > 0)
    if known.sum() < _FEWEST_ACCOUNTS or not own[known].any():
        return np.full(len(own), float(np.median(own)))
    common = float(np.average(own[known], weights=videos[known]))
    noise = effective / np.maximum(saves, 1)  # relative variance of one video's rate by counting alone
    for _ in range(_ROUNDS):
        freedom = np.where(known, np.maximum(effective - 1, 0) * (common / (common + noise)) ** 2, 0.0)
        weight = freedom / (freedom + _HALF)
        if not (weight * own).any():
            break
        common = float(np.average(own, weights=weight))
    others = _worth(own[known] / common, freedom[known])
    return np.asarray((others * common + freedom * own) / (others + freedom))


def _worth(ratio: np.ndarray, freedom: np.ndarray) -> float:
    """Estimate the degrees of freedom of all accounts: 2 / those is the variance of `ratio` beyond its own, 2 / `freedom`."""
    weight = (freedom / (freedom + _HALF / 2)) ** 2
    if not weight.any():
        return _COMMON_WORTH[1]
    beyond = float(np.average((ratio - 1) ** 2 - 2 / np.maximum(freedom, 0.05), weights=weight))
    return float(np.clip(2 / max(beyond, 1e-3), *_COMMON_WORTH))
