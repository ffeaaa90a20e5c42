"""Standing out on real shapes: `python -m tests.benchmarks.standing_out` prints the section of docs/statistics.md.

What is called unusual where rates are log-normal, what the usual range is said of where views are few, and how videos
compare at equal age between weekly exports that a second wave may lie between. Fixed seeds, other than those that the
methods were chosen on.
"""

import argparse
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pandas as pd

from tests.benchmarks.making import Cell, creator
from worthsaving import schema
from worthsaving.analysis import expected, growth, headline, unusual
from worthsaving.analysis.models import multiple_tests, poisson_log_normal, rates

SHAPES: dict[str, float | None] = {"Beta, as assumed": None, "log-normal, 0.7": 0.7, "log-normal, 1.0": 1.0}
VIEWS = {"few": (2.0, 8.0), "many": (1.3, 10.0)}
"""Spread of the log views, and their middle: about 3,000 (three saves on a usual video) and 22,000."""

SIZES = (50, 100, 200)
TIMES = 8.0
SHARE = 0.05
"""One video in twenty gets so many times its saves."""

SEED = 20261128

MOST = 400
"""Data sets a row at most: a share of 5 % is then known to about one point."""

Found = dict[str, float]


def standing(shape: str, views: str, n: int, repeat: int) -> Found:
    """What is called in accounts of one of the table's cells."""
    sigma, log_views = VIEWS[views]
    rng = np.random.default_rng((SEED, repeat, n, list(SHAPES).index(shape), list(VIEWS).index(views)))
    return named(Cell(n, sigma=sigma, log_views=log_views), SHAPES[shape], rng)


def named(cell: Cell, tail: float | None, rng: np.random.Generator) -> Found:
    """What is called in a quiet account, and in one with real outliers, there also by who knows the true law."""
    n = cell.n
    quiet, _ = creator(cell, rng, tail=tail)
    times = np.ones(n)
    real = rng.permutation(n)[: round(SHARE * n)]
    times[real] = TIMES
    loud, truth = creator(cell, rng, times=times, tail=tail)
    called = (unusual.stand_out(loud)["verdict"] != "usual").to_numpy(bool)
    if tail is None:
        a, b = truth.mean * truth.precision, (1 - truth.mean) * truth.precision
        p = unusual.stand_out(loud, rates.RateModel(a, b, n, weak=False))["p"].to_numpy()
    else:
        s, v = loud["saves"].to_numpy("float64"), loud["views"].to_numpy("float64")
        p = poisson_log_normal.two_sided(s, v * truth.mean, np.full(n, tail))
    suggested = expected.expected_saves(quiet)
    beyond = expected.expected_saves(loud)["verdict"].isin(["more than expected", "fewer than expected"]).to_numpy(bool)
    inside = (suggested["low"] <= quiet["saves"]) & (quiet["saves"] <= suggested["high"])
    return {
        "any": float((unusual.stand_out(quiet)["verdict"] != "usual").any()),
        "false": float((called & (times == 1)).sum() / max(called.sum(), 1)),
        "seen": float(called[real].mean()),
        "best": float(multiple_tests.clear(p)[real].mean()),
        "expected, any": float(suggested["verdict"].isin(["more than expected", "fewer than expected"]).any()),
        "expected, seen": float(beyond[real].mean()),
        "expected, inside": float(inside.mean()),
    }


def usual_range(shape: str, views: int, n: int, repeat: int) -> Found:
    """What is said of the usual range in one of the table's cells."""
    rng = np.random.default_rng((SEED, repeat, n, list(SHAPES).index(shape), views))
    return range_said(Cell(n, sigma=1.5, log_views=float(np.log(views))), SHAPES[shape], rng)


def range_said(cell: Cell, tail: float | None, rng: np.random.Generator) -> Found:
    """Whether the fitted range is said, how many counted rates it holds then, and how many it would hold otherwise."""
    videos, _ = creator(cell, rng, tail=tail)
    found = headline.headline(videos)
    if found.weak or found.counted is None or found.typical is None:
        return {}
    rate = (videos["saves"] / videos["views"]).to_numpy("float64")
    held = float(((found.typical.low <= rate) & (rate <= found.typical.high)).mean())
    return {"said": float(not found.counted.thin), "not said, holds" if found.counted.thin else "said, holds": held}


def _grown(rng: np.random.Generator, *, again: float) -> Callable[[np.ndarray], np.ndarray]:
    """What counts a video has at ages in order; a feed takes it up once more with the probability `again`."""
    final, pace = np.exp(rng.normal(5, 1)) + 30, np.exp(rng.normal(np.log(4), 0.4))
    wave, size = rng.uniform(5, 25), final * rng.uniform(0.3, 2.0) * (rng.random() < again)

    def counts(ages: np.ndarray) -> np.ndarray:
        later = size * -np.expm1(-np.maximum(ages - wave, 0) / 1.5)
        mean = final * -np.expm1(-ages / pace) + later
        return np.cumsum(rng.poisson(np.maximum(np.diff(mean, prepend=0.0), 0)))

    return counts


def equal_age(others: int, again: float, exports: str, repeat: int) -> Found:
    """What is called in one of the table's cells: `exports` are made at 7 days of each video, or "weekly"."""
    weekly = exports == "weekly"
    return at_the_same_age(
        others, again, weekly, np.random.default_rng((SEED, repeat, others, round(10 * again), weekly))
    )


def at_the_same_age(others: int, again: float, weekly: bool, rng: np.random.Generator) -> Found:
    """Whether a usual video is called more or less than usual, and how its count at 7 days is read.

    `again` is the share of videos that a feed takes up again; exports are `weekly`, or made at 7 days of each video.
    """
    rows, truth = [], 0.0
    for number in range(others + 1):
        ages = np.append(rng.uniform(0.1, 7) + 7 * np.arange(5), 7.0) if weekly else np.array([7.0])
        counts = _grown(rng, again=again)
        order = np.argsort(ages)
        values = counts(ages[order])
        if number == 0:
            truth = float(values[ages[order] == 7.0][0])
        keep = ages[order] != 7.0 if weekly else np.ones(1, dtype=bool)
        rows += [(str(number), age, int(value)) for age, value in zip(ages[order][keep], values[keep], strict=True)]
    table = pd.DataFrame(rows, columns=["video_id", "age", "saves"])
    posted = pd.Timestamp("2026-01-01", tz="UTC")
    table = table.assign(platform="tiktok", account="a", posted_at=posted).astype({"posted_at": schema.MOMENT})
    table["observed_at"] = (posted + pd.to_timedelta(table["age"], unit="D")).astype(schema.MOMENT)
    found = growth.equal_age(table.astype({"saves": schema.COUNT}), ("tiktok", "a", "0"))
    if found is None:
        return {}
    return {
        "called": float(found.verdict in ("more", "less")),
        "unclear": float(found.verdict == "unclear"),
        "held": float(found.count.low * 0.9 <= truth <= found.count.high * 1.1),  # one number: right to a tenth
        "one number": float(found.count.is_known),
        "off": abs(found.count.value / truth - 1) if truth else 0.0,
    }


Measured = dict[str, np.ndarray]


def _job(job: tuple[Callable[..., Found], tuple[object, ...], int]) -> Measured:
    measure, case, repeats = job
    found = [measure(*case, repeat) for repeat in range(repeats)]
    names = dict.fromkeys(name for one in found for name in one)
    return {name: np.array([one[name] for one in found if name in one]) for name in names}


class Run:
    """Measures cases on so many data sets each, in so many processes."""

    def __init__(self, repeats: int, jobs: int) -> None:
        self.repeats, self.jobs = repeats, jobs

    def __call__(self, measure: Callable[..., Found], cases: list[tuple[object, ...]]) -> list[Measured]:
        """Return what was found in each case."""
        wanted = [(measure, case, self.repeats) for case in cases]
        if self.jobs == 1:
            return [_job(one) for one in wanted]
        with ProcessPoolExecutor(self.jobs) as pool:
            return list(pool.map(_job, wanted))


def table(run: Run, measure: Callable[..., Found], heads: str, cases: list[tuple[object, ...]], names: str) -> str:
    """A row a case: what each case is, then the mean of each figure (`names`: figure = its heading, with bars between)."""
    figures = dict(pair.split(" = ") for pair in names.split(" | "))
    columns = [*heads.split(" | "), *figures.values()]
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for case, found in zip(cases, run(measure, cases), strict=True):
        means = (found.get(name, np.array([])) for name in figures)
        said = [f"{100 * values.mean():.0f} %" if len(values) else "-" for values in means]
        lines.append(f"| {' | '.join([*map(str, case), *said])} |")
    return "\n".join(lines)


def tables(repeats: int, jobs: int) -> dict[str, str]:
    """The three tables of the section, by their places in tests/benchmarks/statistics_page.md."""
    run = Run(repeats, jobs)
    cases: list[tuple[object, ...]] = [(shape, views, n) for shape in SHAPES for views in VIEWS for n in SIZES]
    names = (
        "any = quiet: any named | false = x8: false among names | seen = x8: named | best = x8: best possible | "
        "expected, any = expected saves, quiet: any named | expected, seen = x8: named | expected, inside = 95 % range holds"
    )
    named = table(run, standing, "rates | views | videos", cases, names)
    cases = [(shape, views, n) for shape in SHAPES for views in (400, 3000, 22_000, 160_000) for n in (15, 50, 200)]
    names = "said = range is said | said, holds = then holds | not said, holds = else would hold"
    usual = table(run, usual_range, "rates | middle views | videos", cases, names)
    cases = [
        (others, again, how) for how in ("at 7 days", "weekly") for again in (0.0, 0.3) for others in (9, 12, 20, 45)
    ]
    names = (
        "called = called more or less | unclear = not clear | one number = read as one number | "
        "held = truth within its bounds | off = interpolated value off by"
    )
    aged = table(run, equal_age, "others | taken up again | exports", cases, names)
    return {"named": named, "usual": usual, "aged": aged}


def main() -> None:
    """Simulate and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=MOST, help="data sets a row")
    parser.add_argument("--jobs", type=int, default=1, help="processes at once")
    chosen = parser.parse_args()
    print("\n\n".join(tables(chosen.repeats, chosen.jobs).values()))


if __name__ == "__main__":
    main()
