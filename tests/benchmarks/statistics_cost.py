"""CPU seconds of all statistics at 1,000 and 100,000 videos: `python -m tests.benchmarks.statistics_cost`.

CPU, as a busy machine takes longer by the clock; the least of some runs counts.
"""

import time

import numpy as np

from tests.benchmarks.making import Cell, tagged
from tests.benchmarks.speed import ANALYSES

GOALS = {1_000: 0.25, 100_000: 2.5}
RUNS = 5


def cost(n: int, *, runs: int = RUNS) -> dict[str, float]:
    """Return the CPU seconds that each analysis of `n` made videos takes."""
    videos = tagged(Cell(n), np.random.default_rng(n))
    videos = videos.assign(shares=videos["comments"])
    found = dict.fromkeys(ANALYSES, float("inf"))
    for _ in range(runs):
        for name, analysis in ANALYSES.items():
            began = time.process_time()
            analysis(videos)
            found[name] = min(found[name], time.process_time() - began)
    return found


def main() -> None:
    """Print a row an analysis, and the sum with its goal."""
    found = {n: cost(n) for n in GOALS}
    print("| CPU milliseconds | " + " | ".join(f"{n:,} videos" for n in GOALS) + " |\n|---|" + "---|" * len(GOALS))
    for name in ANALYSES:
        print(f"| {name} | " + " | ".join(f"{1000 * found[n][name]:.0f}" for n in GOALS) + " |")
    sums = (f"{1000 * sum(found[n].values()):.0f} (goal {1000 * goal:.0f})" for n, goal in GOALS.items())
    print("| all | " + " | ".join(sums) + " |")


if __name__ == "__main__":
    main()
