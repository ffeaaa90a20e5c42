"""Chance and clocks that give the same values on every machine and under every Python.

Every draw goes through `Random.random()`, the one method whose stream Python promises to keep.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeVar

EASTERN, PACIFIC = -5, -8  # hours from UTC in winter
T = TypeVar("T")


def normal(dice: Random) -> float:
    """A standard normal draw (Box-Muller)."""
    return math.sqrt(-2 * math.log(1 - dice.random())) * math.cos(2 * math.pi * dice.random())


def gamma(dice: Random, shape: float) -> float:
    """A gamma draw of mean `shape` >= 1 (Marsaglia and Tsang 2000)."""
    d = shape - 1 / 3
    while True:
        x = normal(dice)
        v = (1 + x / math.sqrt(9 * d)) ** 3
        if v > 0 and math.log(1 - dice.random()) < x * x / 2 + d - d * v + d * math.log(v):
            return d * v


def poisson(dice: Random, mean: float) -> int:
    """A Poisson draw; above 40 by the normal curve, which is as good there."""
    if mean > 40:
        return max(0, round(mean + math.sqrt(mean) * normal(dice)))
    count, left = 0, dice.random()
    while left > math.exp(-mean):
        count, left = count + 1, left * dice.random()
    return count


def pick(dice: Random, items: Sequence[T]) -> T:
    """One of `items`, each as likely."""
    return items[int(dice.random() * len(items))]


def shuffled(dice: Random, items: Iterable[T]) -> list[T]:
    """`items` in random order."""
    return sorted(items, key=lambda _: dice.random())


def clock(moment: datetime, standard: int) -> datetime:
    """A UTC moment on the wall clock of a US zone `standard` hours from UTC in winter (no zone database needed)."""
    march, november = datetime(moment.year, 3, 8, 2 - standard), datetime(moment.year, 11, 1, 1 - standard)
    start, end = (day + timedelta(days=(6 - day.weekday()) % 7) for day in (march, november))
    summer = start <= moment.replace(tzinfo=None) < end
    return moment.replace(tzinfo=None) + timedelta(hours=standard + summer)


def from_clock(wall: datetime, standard: int) -> datetime:
    """The UTC moment of a wall-clock time."""
    guess = wall.replace(tzinfo=UTC) - timedelta(hours=standard)
    return guess - (clock(guess, standard) - wall)
