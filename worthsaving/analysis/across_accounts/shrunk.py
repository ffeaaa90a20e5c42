"""Accounts' save rates across very many accounts: a small one's is pulled towards accounts like it, by network and size.

Empirical Bayes with a regression (Morris 1983; gamma-Poisson: Christiansen & Morris 1997): an account's rate is gamma-distributed about the rate
that accounts of its network and size have. Its saves stand for as many independent ones as the spread of its videos' rates leaves: one viral
video counts as the one draw that it is.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

FEWEST = 20
"""Accounts with a rate that it takes to know how much accounts differ."""

LEVEL = 0.95
FEWEST_OF_A_NETWORK = 10  # accounts; smaller networks are taken together
_SPREAD_WORTH = 12.0  # videos: an account's own spread counts as much as that of all once it has so many
_FEW_SPREADS = 8  # videos under which an account's own spread is no estimate (see `rates.MIN_VIDEOS`)
_ROUNDS = 25
_SHAPES = np.exp(
    np.linspace(np.log(0.2), np.log(60.0), 41)
)  # candidates for the prior's shape: accounts differ by 13 to 220 %


@dataclass(frozen=True)
class Prior:
    """What accounts like one have: `mean` (each account's expected rate, 0-1), `shape` of the gamma distribution about it.

    `networks` names the networks that have a level of their own; the slope by size is exp(`per_tenfold`) for ten times
    the views a video.
    """

    mean: np.ndarray
    shape: float
    networks: tuple[str, ...]
    per_tenfold: float


def shrunk(accounts: pd.DataFrame) -> pd.DataFrame | None:
    """Pull each account's save rate towards accounts like it, and order by the believable lower end, highest first.

    Takes the columns platform, account, rated (videos), rated_saves, rated_views, effective_videos and spread (see
    `batch.columns.RESULT`); rows without a rate are left out. Columns: platform, account, videos, saves, views, raw
    (saves / views), rate (posterior mean), low and high (95 % range), like_it (the rate of accounts like it), own (0-1:
    how much of `rate` is its own evidence) and rank, from 1. Rates are 0-1. None with fewer than `FEWEST` accounts, or
    where none has a save.
    """
    from scipy.special import gammaincinv

    known = accounts.dropna(subset=["rated_saves", "rated_views", "effective_videos", "spread"])
    known = known[(known["rated"] > 0) & (known["rated_views"] > 0)]
    if len(known) < FEWEST or not known["rated_saves"].sum():
        return None
    saves, views = known["rated_saves"].to_numpy("float64"), known["rated_views"].to_numpy("float64")
    prior, count, exposure = _fit(known, saves, views)
    a, b = prior.shape + count, prior.shape / prior.mean + exposure
    tail = (1 - LEVEL) / 2
    table = pd.DataFrame(
        {
            "platform": known["platform"].astype("str"),
            "account": known["account"].astype("str"),
            "videos": known["rated"].astype("int64"),
            "saves": saves,
            "views": views,
            "raw": saves / views,
            "rate": a / b,
            "low": gammaincinv(a, tail) / b,
            "high": np.minimum(gammaincinv(a, 1 - tail) / b, 1.0),
            "like_it": prior.mean,
            "own": exposure / b,
        }
    )
    order = ["low", "platform", "account"]
    table = table.sort_values(order, ascending=[False, True, True], ignore_index=True)
    return table.assign(rank=np.arange(1, len(table) + 1))


def _fit(known: pd.DataFrame, saves: np.ndarray, views: np.ndarray) -> tuple[Prior, np.ndarray, np.ndarray]:
    """Fit the prior, and return it with each account's saves and views as independent ones.

    The two depend on each other through the expected saves, so they are worked out in turns.
    """
    effective = known["effective_videos"].to_numpy("float64")
    spread = _spreads(known["rated"].to_numpy("float64"), known["spread"].to_numpy("float64"))
    design, networks = _design(known, views)
    mean = np.full(len(saves), saves.sum() / views.sum())
    shape = 2.0
    for _ in range(4):
        expected = (shape + saves) / (shape / mean + views) * views
        inflation = 1 + expected * spread / effective
        count, exposure = saves / inflation, views / inflation
        mean, shape, slope = _regression(count, exposure, design)
    return Prior(mean, shape, networks, slope), count, exposure


def _spreads(videos: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Return the relative variance of one video's rate in each account: its own and that of all, weighted by its videos."""
    enough = videos >= _FEW_SPREADS
    common = float(np.average(own[enough], weights=videos[enough])) if enough.any() else float(np.median(own))
    weight = np.where(enough, videos / (videos + _SPREAD_WORTH), 0.0)
    return np.asarray(weight * own + (1 - weight) * common)


def _design(known: pd.DataFrame, views: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return the regression's columns: a level, one for each network but the largest, and the log of the views a video."""
    platform = known["platform"].astype("str")
    counts = platform.value_counts()
    networks = tuple(sorted(counts.index[counts >= FEWEST_OF_A_NETWORK], key=lambda name: (-counts[name], name)))
    size = np.log10(views / known["rated"].to_numpy("float64"))
    columns = [np.ones(len(known)), size - size.mean()]
    columns += [platform.eq(name).to_numpy("float64") for name in networks[1:]]
    if networks and len(networks) < len(counts):
        columns.append((~platform.isin(networks)).to_numpy("float64"))
    return np.column_stack(columns), networks


def _regression(count: np.ndarray, exposure: np.ndarray, design: np.ndarray) -> tuple[np.ndarray, float, float]:
    """Fit log rate = design, gamma spread, to counts with exposure; return mean rates, shape and the slope by size.

    The shape by its likelihood on a grid, with the regression refitted for the best few; a ridge as weak as one account
    keeps a column finite that nothing speaks about.
    """
    shape, best = 2.0, (np.inf, 2.0)
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(max(count.sum(), 0.5) / exposure.sum())
    for _ in range(3):
        beta = _newton(count, exposure, design, shape, beta)
        mean = np.exp(design @ beta)
        best = min((-_loglik(count, exposure, mean, one), one) for one in _SHAPES)
        shape = best[1]
    return np.exp(design @ beta), float(shape), float(beta[1])


def _newton(count: np.ndarray, exposure: np.ndarray, design: np.ndarray, shape: float, beta: np.ndarray) -> np.ndarray:
    """Maximise the negative-binomial likelihood in the coefficients, for this shape (Fisher scoring)."""
    ridge = np.diag(np.r_[0.0, np.ones(design.shape[1] - 1)])
    for _ in range(_ROUNDS):
        mu = exposure * np.exp(np.clip(design @ beta, -25, 5))
        weight = mu / (1 + mu / shape)
        slope = design.T @ ((count - mu) / (1 + mu / shape)) - ridge @ beta
        step = np.linalg.solve(design.T @ (design * weight[:, None]) + ridge, slope)
        beta = beta + np.clip(step, -1.5, 1.5)
        if np.abs(step).max() < 1e-8:
            break
    return beta


def _loglik(count: np.ndarray, exposure: np.ndarray, mean: np.ndarray, shape: float) -> float:
    """Return the log likelihood of the shape, without what does not depend on it."""
    from scipy.special import gammaln

    mu = exposure * mean
    return float(
        (
            gammaln(count + shape)
            - gammaln(shape)
            + shape * np.log(shape / (shape + mu))
            + count * np.log(mu / (shape + mu))
        ).sum()
    )
