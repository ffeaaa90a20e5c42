"""Levels in time: how each account's save rate moved over its posting order, with what is not known about it.

The path of the level is a mixture of simple ones, weighed by how well each explains the saves (Bayesian model averaging;
Hoeting et al. 1999): none, a straight line, one step at any place, and a random walk for whatever else.
"""

from dataclasses import dataclass

import numpy as np

CELLS = 24
"""An account's videos are put into so many cells of nearly equal size, in posting order; its level is one number a cell."""

_LINE, _STEPS, _WALK = 0.1, 0.25, 0.15
"""How likely each kind of path is beforehand; the rest is for a level that never changed."""

_LINE_SD, _STEP_SD = 1.0, 1.0
_WALK_SDS = np.array([0.35, 0.8, 1.6])
"""Sizes that are expected (log scale, standard deviation): of a line or a walk over the whole span, of a step."""

_ROUNDS = 10
_SETTLED = 0.01
"""Log scale: what the fit has not followed yet would be credited to a value that is a time of its own."""

_SHAPES = np.vstack([np.linspace(-0.5, 0.5, CELLS), np.tri(CELLS, CELLS, -1).T[: CELLS - 1]])
_SHAPE_SDS = np.array([_LINE_SD] + [_STEP_SD] * (CELLS - 1))
_LADDER = np.tri(CELLS, CELLS)[:, 1:]
_PRIOR = np.concatenate(
    [[1 - _LINE - _STEPS - _WALK, _LINE], np.full(CELLS - 1, _STEPS / (CELLS - 1)), np.full(3, _WALK / 3)]
)


@dataclass(frozen=True)
class LevelsInTime:
    """The levels of some videos. `cell` is each video's (account * `CELLS` + its place), -1 for a video without.

    `log_level` is the level (log scale) at each video's time against its account's usual, 0 for a video without a cell.
    Of the levels in an account's cells `within` is the covariance, as a matrix per account, that comes from fitting them to
    these saves, and `between` that of the different paths which the saves allow.
    """

    cell: np.ndarray
    log_level: np.ndarray
    within: np.ndarray
    between: np.ndarray

    def uncertainty(self, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the variances, within and between, of sums of the levels; `weights` has a row a sum, a column a cell."""
        each = weights.reshape(len(weights), len(self.within), CELLS).swapaxes(0, 1)
        within, between = (((each @ part) * each).sum(axis=(0, 2)) for part in (self.within, self.between))
        return within, between


def fit(
    saves: np.ndarray,
    usual: np.ndarray,
    account: np.ndarray,
    time: np.ndarray,
    size: float,
    *,
    start: LevelsInTime | None = None,
) -> LevelsInTime:
    """Fit the levels of videos with `saves` where their account's usual rate suggests `usual`, negative-binomial `size`.

    `account` numbers the accounts from 0, -1 for a video whose account has no level of its own; `time` is when each was posted,
    in any unit, NaN where that is not known. `start` is a fit to the same videos to begin from.
    """
    has = (account >= 0) & ~np.isnan(time)
    accounts = int(account.max(initial=-1)) + 1
    cell = np.full(len(saves), -1) if start is None else start.cell
    level = np.zeros((accounts, CELLS))
    if start is None:
        for of in range(accounts):
            own = np.flatnonzero(has & (account == of))
            cell[own] = of * CELLS + _cells(saves[own], usual[own], time[own], size)
    else:
        level.ravel()[cell[has]] = start.log_level[has]
    y, expected, place = saves[has], usual[has], cell[has]
    within = between = np.zeros((accounts, CELLS, CELLS))
    for _ in range(_ROUNDS if has.any() else 0):
        mean = expected * np.exp(level.ravel())[place]
        thin = 1 + mean / size
        score = np.bincount(place, weights=(y - mean) / thin, minlength=level.size).reshape(level.shape)
        information = np.bincount(place, weights=mean / thin, minlength=level.size).reshape(level.shape)
        excess = max(float((((y - mean) / thin) ** 2).sum() / (mean / thin).sum()), 1.0)
        before = level
        level, within, between = _paths(level * information + score, information, excess)
        if np.abs(level - before).max() < _SETTLED:
            break
    log_level = np.zeros(len(saves))
    log_level[has] = level.ravel()[place]
    return LevelsInTime(cell, log_level, within, between)


def _cells(saves: np.ndarray, usual: np.ndarray, time: np.ndarray, size: float) -> np.ndarray:
    """Put an account's videos into cells, with an edge where the saves before and after differ most.

    Else a step inside a cell would be credited to a value that began with it. Videos of one moment share a cell.
    """
    order = np.argsort(time, kind="stable")
    times = time[order]
    first, last = np.searchsorted(times, time, side="left"), np.searchsorted(times, time, side="right")
    rank = (first + last) / (2 * max(len(time), 1))
    place = np.minimum(rank * CELLS, CELLS - 1)
    inside = times[:-1] < times[1:]
    inside[: len(time) // CELLS] = inside[len(inside) - len(time) // CELLS :] = False
    if len(time) <= CELLS or not inside.any():
        return np.asarray(place.astype("int64"))
    thin = 1 + usual[order] / size
    score, information = np.cumsum((saves[order] - usual[order]) / thin), np.cumsum(usual[order] / thin)
    part = information[:-1] / information[-1]
    apart = (score[:-1] - part * score[-1]) ** 2 / np.maximum(part * (1 - part), 1e-12)
    at = int(np.argmax(np.where(inside, apart, -1.0)))
    edge = (at + 1) / len(time)
    before = min(max(round(edge * CELLS), 1), CELLS - 1)
    early = np.minimum(rank / edge * before, before - 1)
    late = before + np.minimum((rank - edge) / (1 - edge) * (CELLS - before), CELLS - before - 1)
    return np.where(time <= times[at], early, late).astype("int64")


def _paths(pull: np.ndarray, information: np.ndarray, excess: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Average the paths: mean level (account, cell), and its covariances within and between them.

    `pull` is the information of a cell times the level its saves suggest; `excess` is how many times wider the saves
    scatter than that information says. `within` is given in units of `excess`.
    """
    total = np.maximum(information.sum(axis=1, keepdims=True), 1e-12)
    middle = pull.sum(axis=1, keepdims=True) / total
    pull = pull - middle * information
    # one number each: line and steps, about their weighted mean
    shapes = _SHAPES - (information @ _SHAPES.T / total)[:, :, None]
    bend = np.einsum("asc,ac->as", shapes**2, information)
    slope = np.einsum("asc,ac->as", shapes, pull)
    trust = excess / _SHAPE_SDS**2
    amount = slope / (bend + trust)
    evidence = 0.5 * slope * amount / excess - 0.5 * np.log1p(bend / trust)
    # the walk, in the directions in which its steps are independent of each other
    ladder = _LADDER - (information @ _LADDER / total)[:, None, :]
    curves, turn = np.linalg.eigh(np.einsum("acs,ac,act->ast", ladder, information, ladder))
    turned = ladder @ turn
    pulled = np.einsum("acs,ac->as", turned, pull)
    loose = (excess * (CELLS - 1) / _WALK_SDS**2)[None, :, None]
    curves = np.maximum(curves, 0.0)[:, None, :]
    steps = pulled[:, None, :] / (curves + loose)
    walk_evidence = 0.5 * (pulled[:, None, :] * steps).sum(axis=2) / excess - 0.5 * np.log1p(curves / loose).sum(axis=2)
    log_weight = np.concatenate([np.zeros_like(total), evidence, walk_evidence], axis=1)
    weight = _PRIOR * np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    levels = np.concatenate(
        [np.zeros_like(pull)[:, None, :], amount[:, :, None] * shapes, np.einsum("acs,aws->awc", turned, steps)], axis=1
    )
    mean = np.einsum("am,amc->ac", weight, levels)
    apart = levels - mean[:, None, :]
    between = np.einsum("am,amc,amd->acd", weight, apart, apart)
    ones = 1 + len(_SHAPES)
    within = 1 / total[:, :, None] + np.einsum("as,asc,asd->acd", weight[:, 1:ones] / (bend + trust), shapes, shapes)
    loosened = (weight[:, ones:, None] / (curves + loose)).sum(axis=1)
    within = within + np.einsum("acs,as,ads->acd", turned, loosened, turned)
    return middle + mean, within, between
