"""Made-up accounts for `tests.benchmarks.promises`: shapes other than those that the methods were chosen on."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from tests.benchmarks import expecting, growing, measures, neighbours, saved_in_time, standing_out
from tests.benchmarks.making import Cell
from worthsaving.analysis.plans import planned_tests, rate_contrast

Found = dict[str, list[float]]
Measure = Callable[[np.random.Generator], Found]


def _single(found: dict[str, float] | measures.Found) -> Found:
    return {name: [float(value)] for name, value in found.items() if value is not None}


def _named(tail: float, sigma: float, log_views: float, n: int) -> Measure:
    cell = Cell(n, sigma=sigma, log_views=log_views)
    return lambda rng: _single(standing_out.named(cell, tail, rng))


def _over_time(account: neighbours.Account, n: int = 100) -> Measure:
    return lambda rng: _single(neighbours.claims(neighbours.made(account, n, rng)))


def _gets_saved(spread: float, level: Callable[[np.ndarray], np.ndarray], n: int) -> Measure:
    """Values without an effect by use; one value with an effect used evenly, and one used early, late or in bursts."""

    def found(rng: np.random.Generator) -> Found:
        use = str(rng.choice(["evenly", "evenly", "early", "late", "in bursts"]))
        said = saved_in_time.judge(n, saved_in_time.log_normal(spread), level, use, rng)
        gathered: Found = defaultdict(list)
        for (figure, of), values in said.items():
            gathered[f"{figure}, {'evenly' if of == 'evenly' else 'unevenly'}"] += values
        return dict(gathered)

    return found


def _wave(time: np.ndarray) -> np.ndarray:
    """Up 1.6 times in the middle of the span, and down again."""
    return np.where(abs(time - 0.5) < 0.2, 1.6, 1.0)


def _usual_range(tail: float, views: int) -> Measure:
    cell = Cell(80, sigma=1.5, log_views=float(np.log(views)))
    return lambda rng: _single(standing_out.range_said(cell, tail, rng))


def _same_age(others: int, again: float, weekly: bool) -> Measure:
    return lambda rng: _single(standing_out.at_the_same_age(others, again, weekly, rng))


def _expects(n: int, **options: float) -> Measure:
    return lambda rng: _single(expecting.expects(n, rng, **options))  # type: ignore[arg-type]


def _mix(n: int, **options: object) -> Measure:
    """`within` is the truth about the kinds themselves, 1 where nothing is said; its finding is false only then."""

    def found(rng: np.random.Generator) -> Found:
        said = _single(expecting.split_by_mix(n, rng, **options))  # type: ignore[arg-type]
        return said if "within" not in options else {name: said[name] for name in said if name != "says within"}

    return found


def _bets(shape: growing.Shape) -> Measure:
    """The bets of an account's year, all of them and those of each group of size."""

    def found(rng: np.random.Generator) -> Found:
        gathered: Found = defaultdict(list)
        for one, inside in growing.settled(growing.account(shape, rng)):
            gathered["inside"].append(float(inside))
            place = one.bet.group / max(one.bet.groups - 1, 1)
            where = (
                "one group" if one.bet.groups == 1 else "lower" if place == 0 else "upper" if place == 1 else "middle"
            )
            gathered[f"inside, {where}"].append(float(inside))
        return dict(gathered)

    return found


def _planned(what: growing.Posts, size: int) -> Measure:
    """What the plan says of a doubling, and how often it shows; how often a kind wins although both are alike."""

    def found(rng: np.random.Generator) -> Found:
        usual, same, other, twice = (
            rate_contrast.usual_rate(*growing.posts(what, number, times, rng))
            for number, times in ((planned_tests.NEWEST, 1), (size, 1), (size, 1), (size, 2))
        )
        if usual is None or same is None or other is None or twice is None:
            return {}
        effect, null = rate_contrast.ratio(twice, other), rate_contrast.ratio(same, other)
        return {
            "planned": [float(rate_contrast.power(usual.spread, size, 2))],
            "shows": [float(effect.low > 1)],
            "false winner": [float(not null.low <= 1 <= null.high)],
        }

    return found


def _trend_power(n: int, dispersion: float) -> Measure:
    return lambda rng: _single(measures.power(Cell(n, sigma=1.7, dispersion=dispersion, log_views=9.0), rng))


BASE = neighbours.Account(spread=0.85, log_views=9.5)
YEAR = replace(growing.USUAL, per_week=4, saves=25, sigma=1.2, slow=5)

TRIALS: dict[str, dict[str, Measure]] = {
    "named": {
        f"log sd {tail}, {n} videos, {views}": _named(tail, sigma, log_views, n)
        for tail in (0.55, 0.85)
        for n in (80, 150)
        for views, (sigma, log_views) in {"few views": (1.7, 8.5), "many views": (1.4, 10.5)}.items()
    },
    "gets saved": {
        f"{name}, log sd {spread}, {n} videos": _gets_saved(spread, level, n)
        for name, level in {
            "a step of 2 after a third": saved_in_time.step(2.0, 1 / 3),
            "a step of 3.5 after two thirds": saved_in_time.step(3.5, 2 / 3),
            "a drift of 2.5": lambda time: 2.5 ** (time - 0.5),
            "up and down again": _wave,
        }.items()
        for spread in (0.55, 0.85)
        for n in (80, 150)
    },
    "momentum": {
        f"momentum {momentum}, log sd {spread}": _over_time(replace(BASE, momentum=momentum, spread=spread))
        for momentum in (0.2, 0.45)
        for spread in (0.55, 0.85)
    },
    "series": {f"kinds in runs of {runs}": _over_time(replace(BASE, runs=runs)) for runs in (5, 8, 12)},
    "arriving": {f"{days} days": _over_time(replace(BASE, arriving=days)) for days in (14.0, 25.0)},
    "independent": {f"log sd {spread}": _over_time(replace(BASE, spread=spread)) for spread in (0.55, 0.85)},
    "few videos": {f"log sd {spread}": _over_time(replace(BASE, spread=spread), 20) for spread in (0.55, 0.85)},
    "tripling": {f"log sd {spread}": _over_time(replace(BASE, step=3.0, spread=spread)) for spread in (0.55, 0.85)},
    "doubling": {f"{n} videos, dispersion {times}": _trend_power(n, times) for n in (100, 160) for times in (0.7, 1.4)},
    "usual range": {
        f"log sd {tail}, {views} views": _usual_range(tail, views)
        for tail in (0.55, 0.85)
        for views in (12_000, 60_000)
    },
    "same age": {
        f"{others} others, {'weekly' if weekly else 'at 7 days'}, {again}": _same_age(others, again, weekly)
        for others in (10, 15, 30)
        for weekly, again in ((False, 0.0), (True, 0.0), (True, 0.2))
    },
    "next": {
        f"log sd {tail}, momentum {momentum}, {n} videos": _expects(n, tail=tail, momentum=momentum, log_views=8.5)
        for tail in (0.55, 0.85)
        for momentum in (0.0, 0.45)
        for n in (30, 80)
    },
    "mix": {
        f"{name}, {n} videos": _mix(n, tail=0.85, strong=2.5, **options)
        for name, options in {
            "only the mix": {"shares": (0.2, 0.55)},
            "only within": {"shares": (0.35, 0.35), "within": 1.8},
            "both": {"shares": (0.2, 0.55), "within": 1.8},
        }.items()
        for n in (80, 160)
    },
    "bets": {
        "4 posts a week": _bets(YEAR),
        "log sd 1.8, the feed takes up one in eight again": _bets(replace(YEAR, sigma=1.8, again=1 / 8)),
        "few saves: half under 6": _bets(replace(YEAR, saves=6)),
        "time constant of 7 days, 3 exports in 2 weeks": _bets(replace(YEAR, slow=7, every=14 / 3)),
    },
    "planned": {
        f"log sd {spread}, {views:,} views, {size} of each": _planned(growing.Posts(spread, views=views), size)
        for spread in (0.55, 0.85)
        for views in (8_000, 50_000)
        for size in (10, 16, 30)
    },
}
"""Group of trials -> shape -> what one data set says."""
