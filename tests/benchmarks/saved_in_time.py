"""What gets saved, fair in time: `python -m tests.benchmarks.saved_in_time` writes that section of docs/statistics.md.

A value with and without an effect, used evenly, early, late or in bursts, on accounts whose level moves. Full form: 400 data
sets for each of 45 cells, about half an hour of one core; `--repeats` or `--minutes` make it shorter, and with `--keep` a run
goes on where the last one stopped. The seeds are fixed: the same command writes the same figures.
"""

import argparse
import itertools
import pickle
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from tests.benchmarks import page_sections
from tests.benchmarks.making import ALPHA, BETA, DAYS, START
from worthsaving import schema
from worthsaving.analysis.features import Values
from worthsaving.analysis.models.multiple_tests import FALSE_SETS
from worthsaving.analysis.what_gets_saved import what_gets_saved

PAGE = Path(__file__).parents[2] / "docs" / "statistics.md"
HEADING = "## What gets saved, fair in time"
STRONG = 2.5
"""The effect whose discovery is measured."""

EFFECT = 0.5
"""Standard deviation (log scale) of the effects with which the ranges are tried."""

EACH = 4
"""So many values of each use are judged in a data set."""

CHUNK = 5


def step(factor: float, at: float = 0.5) -> Callable[[np.ndarray], np.ndarray]:
    """A level that changes by a factor at a place of the span (0-1)."""
    return lambda time: np.where(time > at, factor**0.5, factor**-0.5)


def log_normal(spread: float) -> Callable[[int, np.random.Generator], np.ndarray]:
    """Rates with the real mean and this log standard deviation."""
    return lambda n, rng: ALPHA / (ALPHA + BETA) * np.exp(spread * rng.standard_normal(n) - spread**2 / 2)


RATES: dict[str, Callable[[int, np.random.Generator], np.ndarray]] = {
    "beta-binomial": lambda n, rng: rng.beta(ALPHA, BETA, n),
    "log-normal 0.7": log_normal(0.7),
    "log-normal 1.0": log_normal(1.0),
}


LEVELS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "steady": np.ones_like,
    "a step of 1.5": step(1.5),
    "a step of 2.5": step(2.5),
    "a step of 4": step(4.0),
    "a drift of 3.2": lambda time: 3.2 ** (time - 0.5),
}
"""Each video's level, by its posting time (0-1)."""

SIZES = (50, 100, 200)


def _bursts(time: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Three runs of neighbours, each a tenth of the videos."""
    n = len(time)
    some = np.zeros(n, dtype=bool)
    for first in rng.choice(n - n // 10, 3, replace=False):
        some[first : first + n // 10] = True
    return some


USES: dict[str, Callable[[np.ndarray, np.random.Generator], np.ndarray]] = {
    "evenly": lambda time, rng: rng.random(len(time)) < 0.3,
    "early": lambda time, rng: rng.random(len(time)) < np.where(time < 0.5, 0.55, 0.05),
    "late": lambda time, rng: rng.random(len(time)) < np.where(time > 0.5, 0.55, 0.05),
    "from the middle on": lambda time, _: time > 0.5,
    "in bursts": _bursts,
}
"""Which videos have the value, by posting time."""


@dataclass(frozen=True)
class Cell:
    """What one cell of the simulation is made of: keys of `RATES` and `LEVELS`, and a number of videos."""

    rates: str
    level: str
    n: int


Found = dict[tuple[str, str], list[float]]
"""(figure, use) -> what each data set said."""


def videos_with(time: np.ndarray, views: np.ndarray, saves: np.ndarray) -> pd.DataFrame:
    """The canonical table of one account's videos, posted at `time` (0-1) of the span."""
    frame = pd.DataFrame({"views": views, "saves": saves})
    frame["posted_at"] = pd.Series(START + pd.to_timedelta(time * DAYS, unit="D")).astype(schema.MOMENT)
    frame["observed_at"] = pd.Series(START + pd.Timedelta(days=DAYS + 30), index=frame.index).astype(schema.MOMENT)
    frame["platform"], frame["account"] = "tiktok", "a"
    return schema.conform(frame, schema.VIDEOS)


def judged(videos: pd.DataFrame, uses: dict[str, list[np.ndarray]]) -> pd.DataFrame:
    """What is said of each value when it is the only one to be judged; index the uses: low, high, clear."""

    def kind(use: str, values: list[np.ndarray]) -> Callable[[pd.DataFrame], Values]:
        codes, rows = np.nonzero(np.array(values))
        names = [str(number) for number in range(len(values))]
        return lambda chosen: Values(use, rows, codes, names, np.ones(len(chosen), dtype=bool))

    found = what_gets_saved(videos, kinds=[], others=[kind(use, has) for use, has in uses.items()]).set_index("kind")
    found["clear"] = (found["p"] <= FALSE_SETS) & ((found["low"] > 1) | (found["high"] < 1))
    return found


def measure(cell: Cell, repeat: int) -> Found:
    """One data set of a cell."""
    seed = (repeat, cell.n, list(RATES).index(cell.rates), list(LEVELS).index(cell.level))
    turn = list(USES)[repeat % len(USES)]
    return judge(cell.n, RATES[cell.rates], LEVELS[cell.level], turn, np.random.default_rng(seed))


def judge(
    n: int,
    rates: Callable[[int, np.random.Generator], np.ndarray],
    level_at: Callable[[np.ndarray], np.ndarray],
    use: str,
    rng: np.random.Generator,
) -> Found:
    """One data set: values of every use without an effect; one of the use `use` with a drawn and with a strong effect."""
    time = np.sort(rng.random(n))
    views = np.exp(8 + 1.5 * rng.standard_normal(n)).astype("int64") + 200
    level = level_at(time)
    rate = rates(n, rng) * level
    uses = {name: [having(time, rng) for _ in range(EACH)] for name, having in USES.items()}
    found: Found = defaultdict(list)
    quiet = videos_with(time, views, rng.binomial(views, np.minimum(rate, 1.0)))
    # apart, because "late" and "from the middle on" can be nearly the same videos, which would be one finding
    one = {"from the middle on": uses["from the middle on"]}
    for some in (one, {name: values for name, values in uses.items() if name not in one}):
        for name, row in judged(quiet, some).iterrows():
            found["false", str(name)].append(float(row["clear"]))
            found["covers none", str(name)].append(float(row["low"] <= 1 <= row["high"]))
    has = uses[use][0]
    effect = float(np.exp(EFFECT * rng.standard_normal()))
    some = judged(videos_with(time, views, _saves(views, rate, has, effect, rng)), {use: [has]})
    strong = videos_with(time, views, _saves(views, rate, has, STRONG, rng))
    seen = judged(strong, {use: [has]})
    # the test that knows the level: it is taken out of the views, and nothing is left to be fitted to dates
    level_out = (strong["views"] * level / level.min()).round().astype("Int64")
    undated = schema.conform(strong.assign(views=level_out).drop(columns=["posted_at", "observed_at"]), schema.VIDEOS)
    known = judged(undated, {use: [has]})
    for name, table in (("covers", some), ("seen", seen), ("seen, known", known)):
        if len(table):
            row = table.iloc[0]
            found[name, use].append(float(row["low"] <= effect <= row["high"] if name == "covers" else row["clear"]))
    return found


def _saves(views: np.ndarray, rate: np.ndarray, has: np.ndarray, effect: float, rng: np.random.Generator) -> np.ndarray:
    return rng.binomial(views, np.minimum(rate * np.where(has, effect, 1.0), 1.0))


def run(job: tuple[Cell, int, int]) -> Found:
    """The data sets `first` to `last` of a cell."""
    cell, first, last = job
    found: Found = defaultdict(list)
    for repeat in range(first, last):
        for name, values in measure(cell, repeat).items():
            found[name] += values
    return dict(found)


def simulate(cells: list[Cell], repeats: int, jobs: int, minutes: float, kept: Path | None) -> dict[Cell, Found]:
    """All figures of all cells. With `kept`, a file, what was found is written to it after every round."""
    found: dict[Cell, Found] = {cell: defaultdict(list) for cell in cells}
    done = 0
    if kept is not None and kept.exists():
        found, done = pickle.loads(kept.read_bytes())
    until = time.monotonic() + 60 * minutes
    with ProcessPoolExecutor(jobs) as pool:
        while done < repeats and time.monotonic() < until:
            last = min(done + CHUNK, repeats)
            for cell, more in zip(cells, pool.map(run, [(cell, done, last) for cell in cells]), strict=True):
                for name, values in more.items():
                    found[cell].setdefault(name, []).extend(values)
            done = last
            if kept is not None:
                kept.write_bytes(pickle.dumps((found, done)))
    return found


def share(found: dict[Cell, Found], figure: str, use: str, **where: object) -> np.ndarray:
    """What the data sets said, of those cells that are as `where` says."""
    cells = [cell for cell in found if all(getattr(cell, name) == value for name, value in where.items())]
    return np.array([value for cell in cells for value in found[cell].get((figure, use), [])])


def _said(values: np.ndarray) -> str:
    return f"{100 * values.mean():.1f} %" if len(values) else "-"


def _worst(found: dict[Cell, Found], use: str, **where: object) -> str:
    """The mean over the cells and the highest of them."""
    cells = [cell for cell in found if all(getattr(cell, name) == value for name, value in where.items())]
    each = [np.mean(found[cell]["false", use]) for cell in cells if found[cell].get(("false", use))]
    return f"{100 * np.mean(each):.1f} % ({100 * max(each):.1f} %)" if each else "-"


def section(found: dict[Cell, Found]) -> str:
    """The tables: false findings by level and use, then ranges and power by number of videos and use."""
    lines = ["| level | " + " | ".join(USES) + " |", "|---|" + "---|" * len(USES)]
    for level in LEVELS:
        lines.append(f"| {level} | " + " | ".join(_worst(found, use, level=level) for use in USES) + " |")
    for rates, n in itertools.product(RATES, SIZES):
        cells = " | ".join(_worst(found, use, rates=rates, n=n) for use in USES)
        lines.append(f"| all of them, {rates}, {n} videos | {cells} |")
    lines += ["", "| figure | videos | " + " | ".join(USES) + " |", "|---|---|" + "---|" * len(USES)]
    figures = {
        "the 95 % range holds a drawn effect": "covers",
        "it holds 1 where there is none": "covers none",
        f"an effect of {STRONG} seen": "seen",
        "by the test that knows the level": "seen, known",
    }
    for label, figure in figures.items():
        for n in SIZES:
            cells = " | ".join(_said(share(found, figure, use, n=n)) for use in USES)
            lines.append(f"| {label} | {n} | {cells} |")
    return "\n".join(lines)


def main() -> None:
    """Simulate, and write the tables into the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=400, help="data sets a cell")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="begin no more data sets after so long")
    parser.add_argument("--keep", type=Path, help="a file to go on from, and to write what was found to")
    parser.add_argument("--jobs", type=int, default=1, help="processes at once")
    parser.add_argument("--out", type=Path, default=PAGE, help="the page to write into")
    chosen = parser.parse_args()
    cells = [Cell(*cell) for cell in itertools.product(RATES, LEVELS, SIZES)]
    found = simulate(cells, chosen.repeats, chosen.jobs, chosen.minutes, chosen.keep)
    page_sections.write_tables(chosen.out, HEADING, section(found))
    print(f"{len(cells)} cells, {len(found[cells[0]]['false', 'evenly'])} data sets each")


if __name__ == "__main__":
    main()
