"""Accounts whose videos grow as they are exported, and tests with a known truth: for the backtests of bets and tests."""

from dataclasses import dataclass, replace

import numpy as np

from worthsaving.analysis.plans import bets

YEAR = 371  # days: 53 weekly exports


@dataclass(frozen=True)
class Shape:
    """How an account posts, exports and grows.

    `per_week`: posts. `every`: days between two exports, `late`: the standard deviation of their day. `saves`: the median
    of what a video has in the end, `sigma` their log sd. `slow`: the median time constant in days, `slow_sigma` its log
    sd. `again`: the share of videos that the feed takes up again, for as many saves again. `drift`: how many times slower
    the saves come at the end of the year.
    """

    name: str
    per_week: float = 3
    every: float = 7
    late: float = 0.5
    saves: float = 15
    sigma: float = 1.5
    slow: float = 4
    slow_sigma: float = 0.7
    again: float = 0
    drift: float = 1


USUAL = Shape("3 posts and an export a week, half of the videos under 15 saves")
SHAPES = (
    USUAL,
    replace(USUAL, name="a post a day", per_week=7),
    replace(USUAL, name="few saves: half under 3", saves=3),
    replace(USUAL, name="many saves: half over 150", saves=150),
    replace(USUAL, name="hits: log sd 2.2", sigma=2.2),
    replace(USUAL, name="slow: time constant of 9 days", slow=9),
    replace(USUAL, name="the feed takes up one in six again", again=1 / 6),
    replace(USUAL, name="an export every other day", every=2, late=0.1),
    replace(USUAL, name="saves come twice as slowly at the end of the year", drift=2),
)


def account(shape: Shape, dice: np.random.Generator) -> list[bets.Curve]:
    """A year of an account: every video's ages and saves at the exports of its first 60 days."""
    posted = np.sort(dice.uniform(0, YEAR, dice.poisson(shape.per_week * YEAR / 7)))
    exports = np.sort(
        np.arange(0, YEAR + 1, shape.every) + shape.late * dice.standard_normal(int(YEAR / shape.every) + 1)
    )
    final = shape.saves * np.exp(shape.sigma * dice.standard_normal(len(posted)))
    slow = shape.slow * np.exp(shape.slow_sigma * dice.standard_normal(len(posted))) * shape.drift ** (posted / YEAR)
    again = np.where(dice.random(len(posted)) < shape.again, dice.uniform(4, 40, len(posted)), np.inf)
    curves = []
    for number, start in enumerate(posted):
        ages = exports[(exports >= start) & (exports < start + 60)] - start
        if not len(ages):
            continue
        arrived = 1 - np.exp(-ages / slow[number])
        arrived = arrived + np.where(ages > again[number], 1 - np.exp(-(ages - again[number]) / slow[number]), 0)
        saves = np.cumsum(dice.poisson(final[number] * np.diff(arrived, prepend=0)))
        curves.append(bets.Curve(number, round(start * bets.DAY_US), ages, saves.astype("float64")))
    return curves


def settled(curves: list[bets.Curve]) -> list[tuple[bets.Made, bool]]:
    """The bets of an account that were settled, each with whether it came out inside."""
    videos = {curve.video: curve for curve in curves}
    made = [(one, videos[one.video].final(bets.HORIZON_DAYS)) for one in bets.make(curves)]
    return [(one, one.bet.holds(final[0])) for one, final in made if final is not None]


@dataclass(frozen=True)
class Posts:
    """How the posts of a test spread: log sd of their rates, the median of their views, of 4 saves in 1,000."""

    spread: float
    views: float = 3000
    sigma: float = 1.5


def posts(what: Posts, number: int, times: float, dice: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The saves and views of so many posts that are saved `times` as often."""
    views = np.round(20 + what.views * np.exp(what.sigma * dice.standard_normal(number)))
    rate = 0.004 * times * np.exp(what.spread * dice.standard_normal(number))
    return dice.poisson(views * rate).astype("float64"), views
