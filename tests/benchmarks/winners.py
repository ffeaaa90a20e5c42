"""How many more videos a label's winner is said to take, and how many it takes.

    python -m tests.benchmarks.winners

One run gives the whole table of docs/labels-and-marks.md: for each kind of account the number named after 40 posts to 24
accounts (the median, and the range of 8 in 10), and the number of videos from which 60 other accounts show the kind that
is saved twice as often 8 times in 10. Fixed seeds.
"""

import math
from typing import Any

import numpy as np

from tests.analysis.labels import made
from worthsaving.analysis.labels import winner

FIRST, TOLD, OTHERS = 40, 24, 60
STEP = 1.12
"""The number it takes is looked for in steps of this factor."""
CASES: tuple[dict[str, Any], ...] = (
    {"kinds": 3, "spread": 0.7, "views": 5_000},
    {"kinds": 4, "spread": 0.7, "views": 20_000},
    {"kinds": 4, "spread": 0.5, "views": 3_000},
    {"kinds": 5, "spread": 0.9, "views": 10_000, "share": 0.15},
)


def told(case: dict[str, Any]) -> list[int]:
    """The numbers of videos in all that are named after the first posts, of accounts without a winner."""
    found = [winner.standing(made.account(seed, FIRST, **case), "Pillar") for seed in range(TOLD)]
    return [FIRST + one.more for one in found if one.more]


def takes(case: dict[str, Any], near: float) -> int:
    """The fewest videos with which the better kind shows as often as it is said to, looked for from a number on."""
    n = near
    while _shows(case, n) >= winner.SHOWS:
        n /= STEP
    while _shows(case, n) < winner.SHOWS:
        n *= STEP
    return round(n)


def _shows(case: dict[str, Any], n: float) -> float:
    accounts = (made.account(1000 + seed, math.ceil(n), **case) for seed in range(OTHERS))
    return float(np.mean([winner.standing(videos, "Pillar").winner for videos in accounts]))


def main() -> None:
    """Print the table, a line for each kind of account."""
    print("| kinds | spread of single videos (log scale) | views, median | named: median | 8 in 10 | it took |")
    print("|---|---|---|---|---|---|")
    for case in CASES:
        numbers = told(case)
        low, high = np.quantile(numbers, [0.1, 0.9])
        row = [str(case["kinds"]), str(case["spread"]), f"{case['views']:,}", f"{np.median(numbers):.0f}"]
        print(
            "| " + " | ".join([*row, f"{low:.0f} to {high:.0f}", str(takes(case, float(np.median(numbers))))]) + " |",
            flush=True,
        )


if __name__ == "__main__":
    main()
