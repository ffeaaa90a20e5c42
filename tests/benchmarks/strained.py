"""What happens where the truth is not what the models assume: heavier tails, one viral video, a rise without a date."""

from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pandas as pd

from tests.benchmarks.making import Cell, creator
from worthsaving.analysis import change, expected, trend, unusual

MOST = 200
"""Data sets a row: the shares are then known to about three points."""

EVEN = 0.158
"""The dispersion, over the real one, of rates that scatter by 30 % of their mean."""

FIGURES = ("trend", "change point", "stands out", "expected saves")


def _quiet(n: int, rng: np.random.Generator) -> pd.DataFrame:
    return creator(Cell(n), rng)[0]


def _tail(n: int, rng: np.random.Generator, sigma: float) -> pd.DataFrame:
    return creator(Cell(n), rng, tail=sigma)[0]


def _viral(n: int, rng: np.random.Generator, dispersion: float) -> pd.DataFrame:
    """The newest of all videos has 1,000 times the usual views and ten times the rate."""
    times = np.where(np.arange(n) == n - 1, 10.0, 1.0)
    videos, truth = creator(Cell(n, sigma=1.0, dispersion=dispersion), rng, times=times)
    views = 3_000_000
    videos.loc[n - 1, "views"] = views
    videos.loc[n - 1, "saves"] = rng.binomial(views, min(10 * truth.mean, 1.0))
    return videos


def _rising(n: int, rng: np.random.Generator) -> pd.DataFrame:
    return creator(Cell(n), rng, growth=4.0)[0]


CASES = {
    "as assumed": lambda n, rng: _quiet(n, rng),
    "log-normal rates, sigma 1": lambda n, rng: _tail(n, rng, 1.0),
    "log-normal rates, sigma 1.5": lambda n, rng: _tail(n, rng, 1.5),
    "even videos (30 %), the newest one viral": lambda n, rng: _viral(n, rng, EVEN),
    "real dispersion, the newest one viral": lambda n, rng: _viral(n, rng, 1.0),
    "a steady fourfold rise": lambda n, rng: _rising(n, rng),
}


def _called(job: tuple[str, int, int]) -> dict[str, float]:
    """In which share of the data sets of a case anything is called, by figure."""
    name, n, repeats = job
    found = []
    for repeat in range(repeats):
        videos = CASES[name](n, np.random.default_rng((repeat, n, list(CASES).index(name))))
        suggested = expected.expected_saves(videos)["verdict"]
        found.append(
            (
                trend.verdict(videos).verdict in ("rising", "falling"),
                change.change_point(videos) is not None,
                (unusual.stand_out(videos)["verdict"] != "usual").any(),
                suggested.isin(["more than expected", "fewer than expected"]).any(),
            )
        )
    return dict(zip(FIGURES, np.mean(found, axis=0), strict=True))


def table(repeats: int, jobs: int, sizes: tuple[int, ...] = (50, 200)) -> str:
    """A row a case and number of videos: in how many of `repeats` data sets each figure calls anything."""
    lines = [f"| rates | videos | {' | '.join(FIGURES)} |", "|---|---|" + "---|" * len(FIGURES)]
    wanted = [(name, n, repeats) for name in CASES for n in sizes]
    with ProcessPoolExecutor(jobs) as pool:
        for (name, n, _), found in zip(wanted, pool.map(_called, wanted), strict=True):
            lines.append(f"| {name} | {n} | " + " | ".join(f"{100 * found[figure]:.0f} %" for figure in FIGURES) + " |")
    return "\n".join(lines)
