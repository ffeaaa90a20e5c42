"""Accounts' save rates across very many accounts: a small one's is pulled towards accounts like it, by network and size.

Empirical Bayes with a regression (Morris 1983): an account's rate is log-normal about the rate that accounts of its network and size have.
Its saves stand for as many independent ones (Poisson) as the spread of its videos' rates leaves: one viral video counts as the one draw that it is.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

FEWEST = 20
"""Accounts with a rate that it takes to know how much accounts differ."""

LEVEL = 0.95

SURE = 0.75
"""Accounts are ordered by the rate that they exceed with this probability. Surer (0.975, the lower end of the 95 % range), a large
middling account beats a smaller better one too often: of the true best 100 of 12,000 made-up accounts it finds 4 to 10 fewer."""

FEWEST_OF_A_NETWORK = 10  # accounts; smaller networks are taken together
_SPREAD_WORTH = 12.0  # videos: an account's own spread counts as much as that of all once it has so many
_FEW_SPREADS = 8  # videos under which an account's own spread is no estimate (see `rates.MIN_VIDEOS`)
_ROUNDS = 60
_SPREADS = (0.03, 2.5)  # bounds on how much accounts differ: the standard deviation of the log rate
_FIT_LIMIT = 20_000  # accounts; above, the prior is fitted to one in so many, in the order of their names
_GRID = np.linspace(-6, 6, 49)  # standard deviations about the mode of an account's log rate
_BLOCK = 50_000  # accounts worked out at once


@dataclass(frozen=True)
class Prior:
    """What accounts like one have: the `log_rate` expected of each, and the standard deviation `sd` about it."""

    log_rate: np.ndarray
    sd: float


def shrunk(accounts: pd.DataFrame) -> pd.DataFrame | None:
    """Pull each account's save rate towards accounts like it, and order by the rate it believably exceeds, highest first.

    Takes the columns platform, account, rated (videos), rated_saves, rated_views, effective_videos and spread (see
    `batch.columns.RESULT`); rows without a rate are left out. Columns: platform, account, videos, saves, views, raw
    (saves / views), rate (posterior mean), low and high (95 % range), at_least (exceeded
    with probability `SURE`), like_it (the middle rate of accounts like it), own (0-1:
    how much of `rate` is its own evidence) and rank, from 1. Rates are 0-1. None with fewer than `FEWEST` accounts, or
    where none has a save.
    """
    known = accounts.dropna(subset=["rated_saves", "rated_views", "effective_videos", "spread"])
    known = known[(known["rated"] > 0) & (known["rated_views"] > 0)].sort_values(["platform", "account"], kind="stable")
    if len(known) < FEWEST or not known["rated_saves"].sum():
        return None
    saves, views = known["rated_saves"].to_numpy("float64"), known["rated_views"].to_numpy("float64")
    prior, count, exposure = _fit(known, saves, views)
    found = _posterior(count, exposure, prior)
    expected = exposure * np.exp(prior.log_rate)
    table = pd.DataFrame(
        {
            "platform": known["platform"].astype("str"),
            "account": known["account"].astype("str"),
            "videos": known["rated"].astype("int64"),
            "saves": saves,
            "views": views,
            "raw": saves / views,
            "rate": found.mean,
            "low": found.low,
            "high": np.minimum(found.high, 1.0),
            "at_least": found.at_least,
            "like_it": np.exp(prior.log_rate),
            "own": expected * prior.sd**2 / (1 + expected * prior.sd**2),
        }
    )
    order = ["at_least", "platform", "account"]
    table = table.sort_values(order, ascending=[False, True, True], ignore_index=True)
    return table.assign(rank=np.arange(1, len(table) + 1))


def _fit(known: pd.DataFrame, saves: np.ndarray, views: np.ndarray) -> tuple[Prior, np.ndarray, np.ndarray]:
    """Fit the prior, and return it with each account's saves and views as independent ones.

    By EM: the accounts' log rates given the prior, the prior given these. How many independent saves there are depends on the
    expected ones, and is worked out along the way.
    """
    effective = known["effective_videos"].to_numpy("float64")
    spread = _spreads(known["rated"].to_numpy("float64"), known["spread"].to_numpy("float64"))
    design = _design(known, views)
    some = np.arange(0, len(saves), -(-len(saves) // _FIT_LIMIT))
    ridge = np.diag(np.r_[0.0, np.full(design.shape[1] - 1, 0.5)])
    beta = np.zeros(design.shape[1])
    beta[0], sd = np.log(saves.sum() / views.sum()), 0.7
    for _ in range(_ROUNDS):
        prior = Prior(design[some] @ beta, sd)
        inflation = _inflation(saves[some], views[some], prior, spread[some] / effective[some])
        found = _posterior(saves[some] / inflation, views[some] / inflation, prior)
        own = design[some]
        new = np.linalg.solve(own.T @ own + ridge, own.T @ found.log_mean)
        left = found.log_variance + (found.log_mean - own @ new) ** 2
        before, sd = sd, float(np.clip(np.sqrt(left.mean()), *_SPREADS))
        done = abs(np.log(sd / before)) < 1e-3 and np.abs(new - beta).max() < 1e-3
        beta = new
        if done:
            break
    prior = Prior(design @ beta, sd)
    inflation = _inflation(saves, views, prior, spread / effective)
    return prior, saves / inflation, views / inflation


def _inflation(saves: np.ndarray, views: np.ndarray, prior: Prior, scatter: np.ndarray) -> np.ndarray:
    """Return by how much each account's saves vary more than independent ones: 1 and more.

    `scatter`: the relative variance that the videos' own rates give the account's. Expected are saves between the
    account's own and those of accounts like it, by their precision.
    """
    usual = views * np.exp(prior.log_rate)
    weight = 1 / (1 + (1 / np.maximum(usual, 1e-9) + scatter) / prior.sd**2)
    return np.asarray(1 + (weight * saves + (1 - weight) * usual) * scatter)


@dataclass(frozen=True)
class _Posterior:
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    at_least: np.ndarray
    log_mean: np.ndarray
    log_variance: np.ndarray


def _posterior(count: np.ndarray, exposure: np.ndarray, prior: Prior) -> _Posterior:
    """Work out the rates behind counts with exposure, under the prior, on a grid about the mode of each log rate."""
    parts = [
        _on_grid(count[at : at + _BLOCK], exposure[at : at + _BLOCK], prior.log_rate[at : at + _BLOCK], prior.sd)
        for at in range(0, len(count), _BLOCK)
    ]
    return _Posterior(*(np.concatenate(values) for values in zip(*parts, strict=True)))


def _on_grid(count: np.ndarray, exposure: np.ndarray, log_rate: np.ndarray, sd: float) -> tuple[np.ndarray, ...]:
    """Return mean, low, high and `at_least` of the rates, and mean and variance of the log rates."""
    mode = np.where(count > 0, np.log(np.maximum(count, 0.1) / exposure), log_rate)
    mode = np.clip(mode, log_rate - 5 * sd, log_rate + 5 * sd)
    for _ in range(30):  # Newton's method on a concave function
        expected = exposure * np.exp(mode)
        step = (count - expected - (mode - log_rate) / sd**2) / (expected + 1 / sd**2)
        mode = mode + np.clip(step, -1, 1)
    width = 1 / np.sqrt(exposure * np.exp(mode) + 1 / sd**2)
    logs = mode[:, None] + width[:, None] * _GRID
    height = count[:, None] * logs - exposure[:, None] * np.exp(logs) - (logs - log_rate[:, None]) ** 2 / (2 * sd**2)
    weight = np.exp(height - height.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    log_mean = (weight * logs).sum(axis=1)
    below = np.cumsum(weight, axis=1) - weight / 2
    tail = (1 - LEVEL) / 2
    ends = [np.exp(_at_share(logs, below, share)) for share in (tail, 1 - tail, 1 - SURE)]
    variance = (weight * (logs - log_mean[:, None]) ** 2).sum(axis=1)
    return (weight * np.exp(logs)).sum(axis=1), *ends, log_mean, variance


def _at_share(logs: np.ndarray, below: np.ndarray, share: float) -> np.ndarray:
    """Find where a share of each row's weight lies below, between the points of the grid."""
    at = np.clip((below < share).sum(axis=1), 1, below.shape[1] - 1)
    rows = np.arange(len(logs))
    first, second = below[rows, at - 1], below[rows, at]
    part = np.clip((share - first) / np.maximum(second - first, 1e-12), 0, 1)
    return np.asarray(logs[rows, at - 1] + part * (logs[rows, at] - logs[rows, at - 1]))


def _spreads(videos: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Return the relative variance of one video's rate in each account: its own and that of all, weighted by its videos."""
    enough = videos >= _FEW_SPREADS
    common = float(np.average(own[enough], weights=videos[enough])) if enough.any() else float(np.median(own))
    weight = np.where(enough, videos / (videos + _SPREAD_WORTH), 0.0)
    return np.asarray(weight * own + (1 - weight) * common)


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
