"""Accounts' save rates across very many accounts: a small one's is pulled towards accounts like it, by network and size.

Empirical Bayes with a regression (Morris 1983): an account's rate is log-normal about the rate that accounts of its network and size have.
Its saves are negative binomial about it, as widely as its videos' rates spread: one viral video counts as the one draw that it is.
"""

import numpy as np
import pandas as pd

from worthsaving.analysis.across_accounts.posterior import Prior, chance_among_best, posterior
from worthsaving.analysis.across_accounts.spreads import shrunk_spreads

FEWEST = 20
"""Accounts with a rate that it takes to know how much accounts differ."""

BEST = 100
"""Accounts are ordered by their chance to be among so many best: as many as the report lists."""

FEWEST_OF_A_NETWORK = 10  # accounts; smaller networks are taken together
_BEST_SHARE = 10  # of few accounts the best are one in so many
_ROUNDS = 60
_SPREADS = (0.03, 2.5)  # bounds on how much accounts differ: the standard deviation of the log rate
_FIT_LIMIT = 20_000  # accounts; above, the prior is fitted to one in so many, in the order of their names


def wanted(accounts: int) -> int:
    """Return how many of so many ranked accounts the best are: `BEST`, of fewer than 1,000 accounts a tenth."""
    return min(BEST, -(-accounts // _BEST_SHARE))


def shrunk(accounts: pd.DataFrame) -> pd.DataFrame | None:
    """Pull each account's save rate towards accounts like it, and order by the chance to be among the best, highest first.

    Takes the columns platform, account, rated (videos), rated_saves, rated_views, effective_videos and spread (see
    `batch.columns.RESULT`); rows without a rate are left out. Columns: platform, account, videos, saves, views, raw
    (saves / views), rate (posterior mean), low and high (95 % range), chance (0-1, to be among
    the `wanted` best), like_it (the middle rate of accounts like it), own (0-1:
    how much of `rate` is its own evidence) and rank, from 1; at equal chances, to a millionth, by `rate`. Rates are 0-1. None with fewer than `FEWEST` accounts, or
    where none has a save.
    """
    known = accounts.dropna(subset=["rated_saves", "rated_views", "effective_videos", "spread"])
    known = known[(known["rated"] > 0) & (known["rated_views"] > 0)].sort_values(["platform", "account"], kind="stable")
    if len(known) < FEWEST or not known["rated_saves"].sum():
        return None
    saves, views = known["rated_saves"].to_numpy("float64"), known["rated_views"].to_numpy("float64")
    scatter = _scatter(known, saves)
    prior = _fit(known, saves, views, scatter)
    found = posterior(saves, views, scatter, prior)
    usual = views * np.exp(prior.log_rate)
    table = pd.DataFrame(
        {
            "platform": known["platform"].astype("str"),
            "account": known["account"].astype("str"),
            "videos": known["rated"].astype("int64"),
            "saves": saves,
            "views": views,
            "raw": saves / views,
            "rate": np.minimum(found.mean, 1.0),
            "low": np.minimum(found.low, 1.0),
            "high": np.minimum(found.high, 1.0),
            "chance": chance_among_best(found, wanted(len(known))).round(6),
            "like_it": np.exp(prior.log_rate),
            "own": prior.sd**2 / (prior.sd**2 + scatter + 1 / usual),
        }
    )
    order = ["chance", "rate", "platform", "account"]
    table = table.sort_values(order, ascending=[False, False, True, True], ignore_index=True)
    return table.assign(rank=np.arange(1, len(table) + 1))


def _scatter(known: pd.DataFrame, saves: np.ndarray) -> np.ndarray:
    """Return the relative variance that the spread of its videos' rates gives each account's rate."""
    effective = known["effective_videos"].to_numpy("float64")
    videos, own = known["rated"].to_numpy("float64"), known["spread"].to_numpy("float64")
    return np.asarray(shrunk_spreads(videos, own, effective, saves) / effective)


def _fit(known: pd.DataFrame, saves: np.ndarray, views: np.ndarray, scatter: np.ndarray) -> Prior:
    """Fit the prior by EM: the accounts' log rates given the prior, the prior given these."""
    design = _design(known, views)
    some = np.arange(0, len(saves), -(-len(saves) // _FIT_LIMIT))
    own = design[some]
    ridge = np.diag(np.r_[0.0, np.full(design.shape[1] - 1, 0.5)])
    beta = np.zeros(design.shape[1])
    beta[0], sd = np.log(saves.sum() / views.sum()), 0.7
    for _ in range(_ROUNDS):
        found = posterior(saves[some], views[some], scatter[some], Prior(own @ beta, sd))
        new = np.linalg.solve(own.T @ own + ridge, own.T @ found.log_mean)
        left = found.log_variance + (found.log_mean - own @ new) ** 2
        before, sd = sd, float(np.clip(np.sqrt(left.mean()), *_SPREADS))
        done = abs(np.log(sd / before)) < 1e-3 and np.abs(new - beta).max() < 1e-3
        beta = new
        if done:
            break
    return Prior(design @ beta, sd)


def _design(known: pd.DataFrame, views: np.ndarray) -> np.ndarray:
    """Return the regression's columns: a level, one for each network but the largest, and the log of the views a video."""
    platform = known["platform"].astype("str")
    counts = platform.value_counts()
    networks = tuple(sorted(counts.index[counts >= FEWEST_OF_A_NETWORK], key=lambda name: (-counts[name], name)))
    size = np.log10(views / known["rated"].to_numpy("float64"))
    columns = [np.ones(len(known)), size - size.mean()]
    columns += [platform.eq(name).to_numpy("float64") for name in networks[1:]]
    if networks and len(networks) < len(counts):
        columns.append((~platform.isin(networks)).to_numpy("float64"))
    return np.column_stack(columns)
