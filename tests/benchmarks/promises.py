"""Every promise on fresh data: `python -m tests.benchmarks.promises` writes that section of docs/statistics.md.

The claims that once failed on real accounts, each on shapes and seeds other than those that the methods were chosen on.
About an hour of one core; `--minutes` makes it shorter, and with `--keep` a run goes on where the last one stopped.
"""

import argparse
import pickle
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.benchmarks import page_sections
from tests.benchmarks.fresh_trials import TRIALS, Found

PAGE = Path(__file__).parents[2] / "docs" / "statistics.md"
HEADING = "## Every promise on fresh data"
SEED = 7_919
"""In no other simulation."""

ROUND = 10
"""Data sets of each trial between two looks at the clock."""


@dataclass(frozen=True)
class Promise:
    """A claim, the trials it is held against, the figure that measures it, the least and most that will do.

    With `over`, the figure counts as a share of that one: what somebody finds who knows how the videos were made. With
    `each`, every shape must keep the promise by itself; else their mean must.
    """

    said: str
    trials: Sequence[str]
    figure: str
    low: float = 0.0
    high: float = 1.0
    over: str = ""
    each: bool = True


TIMES = ("trend", "dated change", "two halves", "shares by month")
PROMISES = (
    Promise("What gets saved: no effect, used evenly", ("gets saved",), "false, evenly", high=0.06),
    Promise("What gets saved: no effect, early, late or in bursts", ("gets saved",), "false, unevenly", high=0.06),
    Promise(
        "an effect of 2.5, used evenly, of what is seen with the level known",
        ("gets saved",),
        "seen, evenly",
        low=0.9,
        over="seen, known, evenly",
        each=False,
    ),
    Promise("the 95 % range of a drawn effect, used evenly", ("gets saved",), "covers, evenly", low=0.93),
    Promise("used early, late or in bursts", ("gets saved",), "covers, unevenly", low=0.93),
    Promise("Unusual for you: a quiet account named", ("named",), "any", high=0.05),
    Promise("false among the named", ("named",), "false", high=0.10),
    Promise("one video in 20 at 8 times: named", ("named",), "seen", low=0.35, each=False),
    Promise("the same, of what who knows the law would name", ("named",), "seen", low=0.35, over="best", each=False),
    Promise("Expected saves: a quiet account named", ("named",), "expected, any", high=0.05),
    Promise("its 95 % range", ("named",), "expected, inside", low=0.93, high=0.98),
    *(Promise(f"{claim}: momentum".capitalize(), ("momentum",), claim, high=0.08) for claim in TIMES),
    *(Promise(f"{claim}: kinds in runs".capitalize(), ("series",), claim, high=0.10) for claim in TIMES),
    Promise("Trend: saves still arriving", ("arriving",), "trend", high=0.08),
    *(Promise(f"{claim}: independent videos".capitalize(), ("independent",), claim, high=0.06) for claim in TIMES),
    Promise("20 videos, quiet and independent: “saved more ... by itself”", ("few videos",), "only leans", high=0.15),
    Promise("20 videos: a trend called", ("few videos",), "trend", high=0.05),
    Promise(
        "Trend: a doubling, of what who knows the scatter sees",
        ("doubling",),
        "doubling",
        0.85,
        1.0,
        "doubling, known",
        False,
    ),
    Promise("a tripling half-way dated", ("tripling",), "dated change", low=0.7, each=False),
    Promise("the range of its date holds the day", ("tripling",), "date in range", low=0.93),
    Promise("Usual range, 8 in 10, where it is said", ("usual range",), "said, holds", low=0.75, high=0.85),
    Promise("At the same age: a usual video called more or less", ("same age",), "called", high=0.20),
    Promise("its count, right to a tenth or within its bounds", ("same age",), "held", low=0.95),
    Promise("The next video, 8 in 10", ("next",), "next video", low=0.76, high=0.84),
    Promise("the mean of the next five", ("next",), "next five", low=0.76, high=0.84),
    Promise("Why it changed: 95 % range of the mix", ("mix",), "mix covers", low=0.93),
    Promise("95 % range within kinds", ("mix",), "within covers", low=0.93),
    Promise("said of the kinds where only the mix changed", ("mix",), "says within", high=0.06),
    Promise("Bets, 80 % inside", ("bets",), "inside", low=0.76, high=0.84),
    *(
        Promise(f"of the {where}", ("bets",), f"inside, {where}", low=0.76, high=0.84)
        for where in ("one group", "lower", "middle", "upper")
    ),
    Promise("Planned tests: a winner where both are alike", ("planned",), "false winner", high=0.06),
    Promise(
        "a doubling shows, of what was planned", ("planned",), "shows", low=0.9, high=1.2, over="planned", each=False
    ),
)

Kept = dict[tuple[str, str], Found]


def _round(job: tuple[str, str, int]) -> Found:
    """So many data sets of a trial, from `first` on."""
    group, shape, first = job
    place = (list(TRIALS).index(group), list(TRIALS[group]).index(shape))
    gathered: Found = defaultdict(list)
    for repeat in range(first, first + ROUND):
        for name, values in TRIALS[group][shape](np.random.default_rng((SEED, *place, repeat))).items():
            gathered[name] += values
    return dict(gathered)


def simulate(
    repeats: int, jobs: int, minutes: float, kept: Path | None, only: Sequence[str]
) -> tuple[Kept, dict[str, int]]:
    """What every trial found, and on how many data sets of each shape a group stands; the groups take turns."""
    found: Kept = {(group, shape): {} for group, shapes in TRIALS.items() for shape in shapes}
    done = dict.fromkeys(TRIALS, 0)
    if kept is not None and kept.exists():
        found, done = pickle.loads(kept.read_bytes())
    until = time.monotonic() + 60 * minutes
    with ProcessPoolExecutor(jobs) as pool:
        while time.monotonic() < until:
            group = min(only or TRIALS, key=done.__getitem__)
            if done[group] >= repeats:
                break
            shapes = list(TRIALS[group])
            for shape, more in zip(
                shapes, pool.map(_round, [(group, shape, done[group]) for shape in shapes]), strict=True
            ):
                for name, values in more.items():
                    found[group, shape].setdefault(name, []).extend(values)
            done[group] += ROUND
            if kept is not None:
                kept.write_bytes(pickle.dumps((found, done)))
    return found, done


def row(promise: Promise, found: Kept, done: dict[str, int]) -> str:
    """The promise, its mean over the shapes, the lowest and highest shape; bold where it is missed by 3 standard errors."""
    shapes = [found[group, shape] for group in promise.trials for shape in TRIALS[group]]
    each, errors = [], []
    for one in shapes:
        values, most = np.array(one.get(promise.figure, [])), np.array(one.get(promise.over, [1.0]))
        if not len(values) or not len(most) or not most.mean():
            continue
        edge = min(
            promise.low or promise.high, 0.97
        )  # a share of yes and no scatters as its promise says, seldom or not
        error = max(values.std(), 0.0 if promise.over else np.sqrt(edge * (1 - edge)) * bool(set(values) <= {0.0, 1.0}))
        each.append(values.mean() / most.mean())
        errors.append(error / np.sqrt(len(values)) / most.mean())
    mean, slack = float(np.mean(each)), 3 * float(np.sqrt(np.square(errors).sum()) / len(errors))
    kept = promise.low - slack <= mean <= promise.high + slack
    if promise.each:
        kept &= all(promise.low - 3 * e <= one <= promise.high + 3 * e for one, e in zip(each, errors, strict=True))
    wanted = f"≤ {promise.high:.0%}" if not promise.low else f"≥ {promise.low:.0%}"
    if promise.low and promise.high < 1:
        wanted = f"{100 * promise.low:.0f}-{promise.high:.0%}"
    measured = f"{mean:.1%} ({min(each):.1%} to {max(each):.1%})"
    sets = min(done[group] for group in promise.trials)
    cells = (wanted, measured if kept else f"**{measured}**", f"{len(each)} x {sets}")
    return f"| {promise.said} | {' | '.join(cell.replace('%', ' %') for cell in cells)} |"


def table(found: Kept, done: dict[str, int]) -> str:
    """A row a promise."""
    lines = [
        "| claim | promised | measured: mean (lowest to highest shape) | shapes x data sets |",
        "|---|---|---|---|",
    ]
    return "\n".join([*lines, *(row(promise, found, done) for promise in PROMISES if _known(promise, found))])


def _known(promise: Promise, found: Kept) -> bool:
    return any(found[group, shape].get(promise.figure) for group in promise.trials for shape in TRIALS[group])


def main() -> None:
    """Simulate, and write the table into the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=200, help="data sets a shape")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="begin no more data sets after so long")
    parser.add_argument("--keep", type=Path, help="a file to go on from, and to write what was found to")
    parser.add_argument("--only", nargs="*", default=[], choices=[*TRIALS, []], help="only these trials")
    parser.add_argument("--jobs", type=int, default=1, help="processes at once")
    parser.add_argument("--out", type=Path, default=PAGE, help="the page to write into")
    chosen = parser.parse_args()
    found, done = simulate(chosen.repeats, chosen.jobs, chosen.minutes, chosen.keep, chosen.only)
    page_sections.write_tables(chosen.out, HEADING, table(found, done))
    print(", ".join(f"{group} {number}" for group, number in done.items()))


if __name__ == "__main__":
    main()
