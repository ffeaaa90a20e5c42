"""P-values of over-dispersed counts that hold under two laws: the negative binomial and the Poisson-log-normal.

Real creators' rates are log-normal rather than Gamma (by 14 to 17 units of log likelihood in two accounts of about a
hundred videos). With the same mean and variance the log-normal has the longer upper tail, so a finding must hold under
both.
"""

from collections.abc import Callable

import numpy as np

from worthsaving.analysis.models import multiple_tests, nb2, poisson_log_normal
from worthsaving.analysis.models.rates import sample

FIT_LIMIT = 2_000
"""Above this many videos the log-normal law is fitted to a fixed random sample of that size: to 2 % of its sigma."""

UNSURE = 4.0
"""The variance of the log rate counts as 1 + this / n times the fitted one: with few videos it may be that large."""

LEFT_OUT = 3.0
"""And as 1 + this times the share set aside: in a quiet account, the extremes of the law itself were left out of its fit."""


def two_sided(y: np.ndarray, mean: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return the two-sided p-values of `y`, each the larger one of the two laws with this mean and variance.

    Those that could not be findings under the negative binomial (`multiple_tests.could_pass`) are its own: the other law
    only takes findings away, and is the dear one to work out.
    """
    p = nb2.two_sided(y, mean, size)
    at = np.flatnonzero(multiple_tests.could_pass(p))
    sigma = poisson_log_normal.sigma_of(size[at])
    p[at] = np.maximum(p[at], poisson_log_normal.two_sided(y[at], mean[at], sigma))
    return p


def upper_tail(y: np.ndarray, mean: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return the probability of `y` or more as `two_sided` does."""
    p = nb2.upper_tail(y, mean, size)
    at = np.flatnonzero(multiple_tests.could_pass(p))
    sigma = poisson_log_normal.sigma_of(size[at])
    p[at] = np.maximum(p[at], poisson_log_normal.upper_tail(y[at], mean[at], sigma))
    return p


def under_own_law(
    p: np.ndarray,
    y: np.ndarray,
    exposure: np.ndarray,
    among: np.ndarray,
    inside: np.ndarray,
    rival: Callable[[np.ndarray], float],
) -> np.ndarray:
    """Return the p-values raised to those under a log-normal law of its own, times how likely that law is.

    The law, of counts `y` of so much `exposure` (views, or expected counts), is fitted by maximum likelihood to the videos
    marked in both `among` and `inside` (the rest of `among` was set aside). `rival` gives the log likelihood of the
    videos at these positions under the law behind `p`: with equal odds beforehand, the two decide how likely each is.
    """
    at = np.flatnonzero(multiple_tests.could_pass(p))
    rows = np.flatnonzero(among & inside)
    if len(rows) > FIT_LIMIT:
        rows = rows[sample(FIT_LIMIT, y[rows], exposure[rows])]
    if not len(at) or not y[rows].sum() > 0:
        return p
    law = poisson_log_normal.fit(y[rows], exposure[rows])
    likely = 1 / (1 + np.exp(np.clip(rival(rows) - law.loglik, -500, 500)))
    left_out = float((among & ~inside).sum() / among.sum())
    sigma = law.sigma * np.sqrt((1 + UNSURE / len(rows)) * (1 + LEFT_OUT * left_out))
    mean = exposure[at] * np.exp(law.middle + sigma**2 / 2)
    raised = p.copy()
    raised[at] = np.maximum(p[at], likely * poisson_log_normal.two_sided(y[at], mean, np.full(len(at), sigma)))
    return raised
