"""Account levels of the save rate: each account's own level, removed before several accounts are followed over time.

Otherwise a second account that is saved more, begun later, makes a rise that neither of the two has (Simpson's paradox).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving.analysis.models import nb2
from worthsaving.analysis.models.group_rates import Groups

MIN_EACH = 8
"""Of several accounts those with fewer videos are left out: a level fitted to a handful follows them wherever they go."""

_ROUNDS = 3


@dataclass(frozen=True)
class Levels:
    """The levels of some videos' accounts. `rows` marks the videos that take part (bool); the rest is of those alone.

    `offset` is log(views) plus the level of the video's account against the average of all, 0 for a single account.
    `accounts` counts them. `code` is each video's account, `weight` each video's information on its level.
    """

    rows: np.ndarray
    offset: np.ndarray
    accounts: int
    code: np.ndarray
    weight: np.ndarray

    def within(self, x: np.ndarray) -> np.ndarray:
        """Subtract from `x` its weighted mean in the video's account; what is left differs within accounts."""
        if self.accounts < 2:
            return np.asarray(x - x.mean())
        means = np.bincount(self.code, weights=self.weight * x) / np.bincount(self.code, weights=self.weight)
        return np.asarray(x - means[self.code])


def numbers(videos: pd.DataFrame) -> np.ndarray:
    """Number each video's account from 0 (int), in the order of (platform, account)."""
    if all_alike(videos["platform"]) and all_alike(videos["account"]):
        return np.zeros(len(videos), dtype="int64")
    platform, _ = pd.factorize(videos["platform"], sort=True, use_na_sentinel=False)
    account, accounts = pd.factorize(videos["account"], sort=True, use_na_sentinel=False)
    return np.unique(platform * len(accounts) + account, return_inverse=True)[1]


def all_alike(values: pd.Series) -> bool:
    """Tell whether one known value fills the column: a fifth of the time that numbering them takes."""
    return bool(len(values) == 0 or (values == values.iloc[0]).all())


def fit(videos: pd.DataFrame) -> Levels:
    """Fit the account levels of videos that all have a rate; canonical columns platform, account, saves, views.

    With several accounts, those without a save and those with fewer than `MIN_EACH` videos are left out. Each level is
    the maximum-likelihood one for negative-binomial saves with one common size (see `group_rates.Groups`).
    """
    saves, views = videos["saves"].to_numpy("float64"), videos["views"].to_numpy("float64")
    code = numbers(videos)
    everybody = np.ones(len(saves), dtype=bool)
    if len(saves) == 0 or (code == code[0]).all():
        return Levels(everybody, np.log(views), min(len(saves), 1), np.zeros(len(saves), int), np.ones(len(saves)))
    enough = (np.bincount(code) >= MIN_EACH) & (np.bincount(code, weights=saves) > 0)
    rows = enough[code]
    saves, views = saves[rows], views[rows]
    code = np.unique(code[rows], return_inverse=True)[1]
    accounts = int(code.max(initial=-1)) + 1
    if accounts < 2:
        return Levels(rows, np.log(views), accounts, code, np.ones(len(saves)))
    ones, level = np.ones((len(saves), 1)), np.zeros(len(saves))
    for _ in range(_ROUNDS):
        size = nb2.fit(saves, ones, np.log(views) + level).size
        found = Groups(saves, views, code, accounts, size).log_rate()[code]
        level = found - found.mean()
    mean = views * np.exp(found)
    return Levels(rows, np.log(views) + level, accounts, code, mean / (1 + mean / size))
