"""How an account's level moved over time, and what is not known about it."""

import numpy as np
import pytest

from worthsaving.analysis.models import levels_in_time
from worthsaving.analysis.models.levels_in_time import CELLS

SIZE = 1.7


def made(level: np.ndarray, rng: np.random.Generator, expected: float = 100.0) -> np.ndarray:
    """Saves of videos that would get `expected` at a level of 0 (log scale), with the scatter of a real creator."""
    return rng.poisson(expected * np.exp(level) * rng.gamma(SIZE, 1 / SIZE, len(level))).astype(float)


def fitted(saves: np.ndarray, n: int, expected: float = 100.0) -> levels_in_time.LevelsInTime:
    """The levels of one account's `n` videos in order."""
    return levels_in_time.fit(saves, np.full(n, expected), np.zeros(n, dtype=int), np.arange(n) / n, SIZE)


PATHS = {
    "steady": lambda time: np.zeros_like(time),
    "step": lambda time: np.where(time > 0.4, 0.7, -0.5),
    "line": lambda time: 1.2 * (time - 0.5),
    "wave": lambda time: 0.8 * np.sin(7 * time),
}


@pytest.mark.parametrize("path", PATHS)
def test_the_path_is_found(path):
    """A steady level, a step, a line and a wave: in the mean over data sets each is followed."""
    n = 240
    true = PATHS[path]((np.arange(n) + 0.5) / n)
    found = [fitted(made(true, np.random.default_rng(seed)), n).log_level for seed in range(10)]
    miss = np.mean(found, axis=0) - true
    assert np.sqrt((miss**2).mean()) < 0.2


def left_of(found: levels_in_time.LevelsInTime, saves: np.ndarray, has: np.ndarray) -> tuple[float, float, float]:
    """The score of a value's videos against the others, the evidence for it that the fit has left, and what doubt adds."""
    mean = 100.0 * np.exp(found.log_level)
    information, score = mean / (1 + mean / SIZE), (saves - mean) / (1 + mean / SIZE)
    share = information[has].sum() / information.sum()
    less = np.bincount(found.cell, weights=(has - share) * information, minlength=CELLS)
    within, between = found.uncertainty(less[None, :])
    evidence = information[has].sum() * (1 - share)
    return score[has].sum() - share * score.sum(), evidence - within[0], between[0]


@pytest.mark.parametrize("late", [0.3, 0.9, 1.0])
def test_what_is_left_of_a_value_without_effect_is_chance(late):
    """Steps at any place, in every second data set: what is left of the score of a value used late has the variance it should have."""
    n = 100
    found = []
    for seed in range(150):
        rng = np.random.default_rng(seed)
        time = np.arange(n) / n
        saves = made(np.where(time > rng.uniform(0.1, 0.9), rng.standard_normal() * (seed % 2), 0.0), rng)
        has = rng.random(n) < np.where(time > 0.5, late, 1 - late if late < 1 else 0)
        score, evidence, doubt = left_of(fitted(saves, n), saves, has)
        found.append(score**2 / (evidence + doubt))
    assert 0.5 < np.mean(found) < 1.5


def test_a_value_that_is_a_time_has_no_evidence_left():
    """All videos of the second half and none of the first: hardly anything of it cannot be the level."""
    n = 100
    saves = made(np.where(np.arange(n) >= 50, 2.0, 0.0), np.random.default_rng(4))
    later = np.arange(n) >= 50
    evenly = np.arange(n) % 2 == 0
    assert left_of(fitted(saves, n), saves, later)[1] < 0.1 * left_of(fitted(saves, n), saves, evenly)[1]


def test_accounts_are_fitted_apart_as_if_alone():
    """Two accounts in one table have the levels that each has alone."""
    n = 80
    rng = np.random.default_rng(0)
    one, two = made(PATHS["step"](np.linspace(0, 1, n)), rng), made(PATHS["line"](np.linspace(0, 1, n)), rng)
    rank = (np.arange(n) + 0.5) / n
    both = levels_in_time.fit(
        np.concatenate([one, two]), np.full(2 * n, 100.0), np.repeat([0, 1], n), np.tile(rank, 2), SIZE
    )
    alone = [fitted(saves, n) for saves in (one, two)]
    # how widely saves scatter is estimated over both
    np.testing.assert_allclose(both.log_level, np.concatenate([found.log_level for found in alone]), atol=0.1)


def test_without_dates_or_accounts_there_is_no_level():
    """A video without a rank, and one of an account without a level of its own, stands at 0 and in no cell."""
    n = 40
    saves = made(PATHS["step"](np.linspace(0, 1, n)), np.random.default_rng(2))
    rank = np.where(np.arange(n) % 2 == 0, np.nan, (np.arange(n) + 0.5) / n)
    found = levels_in_time.fit(saves, np.full(n, 100.0), np.zeros(n, dtype=int), rank, SIZE)
    assert (found.log_level[::2] == 0).all()
    assert (found.cell[::2] == -1).all()
    assert (found.cell[1::2] >= 0).all()
    none = levels_in_time.fit(saves, np.full(n, 100.0), np.full(n, -1), rank, SIZE)
    assert none.within.shape == (0, CELLS, CELLS)
    assert (none.log_level == 0).all()


def test_no_saves_in_part_of_the_time_is_a_low_level_and_finite():
    """Nothing is saved in the first half: the level there is low, no number is endless."""
    n = 60
    saves = np.where(np.arange(n) < 30, 0.0, made(np.zeros(n), np.random.default_rng(3)))
    found = fitted(saves, n)
    assert np.isfinite(found.log_level).all()
    assert found.log_level[:25].max() < -1 < -0.2 < found.log_level[35:].min()
