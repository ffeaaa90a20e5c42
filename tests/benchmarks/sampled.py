"""What fits to a sample of many videos cost: `python -m tests.benchmarks.sampled --repeats 10`.

Each data set of 50,000 made videos is answered twice, by fits to the sample that the app takes and by fits to all of
them. Writes a table, a row an answer and shape of the true rates. The seeds are fixed.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pandas as pd

from tests.benchmarks.making import Cell, Truth, creator
from worthsaving.analysis import expected, relation
from worthsaving.analysis.expected import OUTER
from worthsaving.analysis.models import dispersion, rates

VIDEOS = 50_000
SHAPES = {"Beta": None, "log-normal": 0.9}
"""Of the true rates: the log standard deviation, None for a Beta."""


@contextmanager
def whole() -> Iterator[None]:
    """Fit to all videos."""
    limit, homes = rates.FIT_LIMIT, (rates, relation, dispersion)
    for home in homes:
        home.FIT_LIMIT = VIDEOS
    try:
        yield
    finally:
        for home in homes:
            home.FIT_LIMIT = limit


def answers(videos: pd.DataFrame, truth: Truth) -> dict[str, np.ndarray]:
    """The answers that rest on such fits; a name that ends in "held" has the share of what a range should hold."""
    model = rates.fit(videos["saves"], videos["views"])
    found = expected.expected_saves(videos)
    line = relation.usual(videos, "likes", as_rates=True).line
    low, high = model.interval(0.8)
    saves = videos["saves"].to_numpy("float64")
    return {
        "usual range": np.array([low, high]),
        "usual range, held": np.array([((low <= truth.rate) & (truth.rate <= high)).mean()]),
        "thirds": np.array([model.quantile(OUTER), model.quantile(1 - OUTER)]),
        "corners": expected.quadrants(videos)["label"].to_numpy(object),
        "suggested saves": found["expected"].to_numpy(),
        "range of suggested saves, held": np.array([((found["low"] <= saves) & (saves <= found["high"])).mean()]),
        "named": found["verdict"].isin(["more than expected", "fewer than expected"]).to_numpy(),
        "line": line.mid,
        "range of the line, held": np.array([((line.video_low <= saves) & (saves <= line.video_high)).mean()]),
    }


def compared(sample: np.ndarray, all_of_them: np.ndarray) -> tuple[float, float]:
    """The mean and the largest relative difference of two answers; of words the share that differ, twice."""
    if sample.dtype.kind not in "f":
        return (float((sample != all_of_them).mean()),) * 2
    apart = np.abs(sample / all_of_them - 1)
    return float(apart.mean()), float(apart.max())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeats", type=int, default=10)
    repeats = parser.parse_args().repeats
    print("| answer | true rates | mean difference | largest | held, sample | held, all |\n|---|---|---|---|---|---|")
    for shape, tail in SHAPES.items():
        pairs = []
        for seed in range(repeats):
            videos, truth = creator(Cell(VIDEOS), np.random.default_rng((seed, 18)), tail=tail)
            sample = answers(videos, truth)
            with whole():
                pairs.append((sample, answers(videos, truth)))
        for name in pairs[0][0]:
            if name.endswith("held"):
                held = [100 * np.mean([pair[side][name] for pair in pairs]) for side in (0, 1)]
                print(f"| {name} | {shape} | | | {held[0]:.1f} % | {held[1]:.1f} % |")
                continue
            apart = [compared(one[name], other[name]) for one, other in pairs]
            mean, most = np.mean([a for a, _ in apart]), max(b for _, b in apart)
            print(f"| {name} | {shape} | {100 * mean:.2f} % | {100 * most:.2f} % | | |")


if __name__ == "__main__":
    main()
