"""The simulated figures behind the words on screen: `python -m tests.benchmarks.statistics` writes docs/statistics.md.

Full form: 1,000 data sets for each of 36 cells, about three hours of one core; `--repeats` or `--minutes` make it
shorter, `--fast` is a minute's worth. The seeds are fixed: the same command writes the same figures (but the times).
"""

import argparse
import itertools
import os
import pickle
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from tests.benchmarks import measures, page_sections, promises, saved_in_time, speed, standing_out, strained
from tests.benchmarks.making import ALPHA, BETA, Cell

SIZES = (15, 50, 200, 1000)
SIGMAS = (1.5, 2.0, 2.5)
DISPERSIONS = (0.5, 1.0, 2.0)
PAGE = Path(__file__).parents[2] / "docs" / "statistics.md"
CHUNK = 10


Kept = tuple[dict[Cell, dict[str, list[float]]], dict[str, int]]
"""What each measure found in each cell, and how many data sets of each cell a measure has seen, by its function's name."""


def run(job: tuple[Cell, int, int, int]) -> tuple[Cell, dict[str, list[float]]]:
    """One measure (its place in `measures.ALL`) on the data sets `first` to `last` of a cell."""
    cell, number, first, last = job
    found: dict[str, list[float]] = defaultdict(list)
    for repeat in range(first, last):
        # a measure's data do not depend on what the others draw
        seed = (repeat, number, cell.n, round(cell.sigma * 10), round(cell.dispersion * 10), round(cell.log_views))
        for name, value in measures.ALL[number](cell, np.random.default_rng(seed)).items():
            if value is not None:
                found[name].append(value)
    return cell, dict(found)


def simulate(
    cells: list[Cell], repeats: int, jobs: int, minutes: float, kept: Path | None, only: list[str]
) -> tuple[dict[Cell, dict[str, np.ndarray]], int]:
    """All figures of all cells, and on how many data sets of each cell they stand at least.

    The measures take turns, those named in `only` or all. With `kept`, a file, what was found is written to it after
    every step, and a run goes on where the last one stopped.
    """
    place = {measure.__name__: number for number, measure in enumerate(measures.ALL)}
    found: Kept = ({cell: defaultdict(list) for cell in cells}, dict.fromkeys(place, 0))
    if kept is not None and kept.exists():
        found = pickle.loads(kept.read_bytes())
    gathered, done = found
    until = time.monotonic() + 60 * minutes
    with ProcessPoolExecutor(jobs) as pool:
        while time.monotonic() < until:
            name = min(only or place, key=done.__getitem__)
            if done[name] >= repeats:
                break
            first, last = done[name], min(done[name] + CHUNK, repeats)
            for cell, values in pool.map(run, [(cell, place[name], first, last) for cell in cells]):
                for figure, more in values.items():
                    gathered[cell][figure] += more
            done[name] = last
            if kept is not None:
                kept.write_bytes(pickle.dumps(found))
    figures = {cell: {name: np.array(v) for name, v in values.items()} for cell, values in gathered.items()}
    return figures, min(done.values())


def _summary(name: str, cells: list[dict[str, np.ndarray]]) -> tuple[float, float, float, bool] | None:
    """Mean over the cells, lowest and highest cell, and whether all of them are where they should be.

    A cell may be outside by three of its own standard errors: with 1,000 data sets that is 2 points at 5 %.
    """
    middle = np.median if name.startswith("error ratio") else np.mean
    kept = [cell[name] for cell in cells if len(cell.get(name, ()))]
    if not kept:
        return None
    each = np.array([middle(values) for values in kept])
    _, low, high, _ = measures.TARGETS.get(name, ("", 0.0, 1.0, ""))
    # a share of yes and no scatters as wide as its target says, even where every data set said no
    least = np.sqrt(high * (1 - high)) if set(np.unique(np.concatenate(kept))) <= {0.0, 1.0} else 0.0
    error = np.array([max(values.std(), least) / np.sqrt(len(values)) for values in kept])
    overall = float(np.sqrt((error**2).sum()) / len(error))
    holds = ((each >= low - 3 * error) & (each <= high + 3 * error)).all()
    holds &= low - 3 * overall <= each.mean() <= high + 3 * overall
    return float(each.mean()), float(each.min()), float(each.max()), bool(holds)


def table(figures: dict[Cell, dict[str, np.ndarray]], sizes: tuple[int, ...]) -> str:
    """The table: a row a figure, a column a number of videos."""
    lines = ["| figure | wanted | " + " | ".join(f"{n:,} videos" for n in sizes) + " |"]
    lines.append("|---|---|" + "---|" * len(sizes))
    for name, (label, low, high, best) in measures.TARGETS.items():
        wanted = (
            "-"
            if (low, high) == (0.0, 1.0)
            else f"{100 * low:.0f}-{100 * high:.0f} %"
            if low
            else f"<= {_said(name, high)}"
        )
        row = []
        for n in sizes:
            cells = [found for cell, found in figures.items() if cell.n == n]
            found = _summary(name, cells)
            if found is None:
                row.append("-")
                continue
            mean, lowest, highest, holds = found
            text = f"{_said(name, mean)} ({_said(name, lowest)} to {_said(name, highest)})"
            reach = _summary(best, cells) if best else None
            if reach is not None:
                text += f"; best possible {_said(name, reach[0])}"
            fitted = _summary(f"{best}, fitted", cells) if best else None
            if fitted is not None:
                text += f", with the dispersion fitted {_said(name, fitted[0])}"
            row.append(text if holds else f"**{text}**")
        lines.append(f"| {label} | {wanted} | " + " | ".join(row) + " |")
    return "\n".join(lines)


def _said(name: str, value: float) -> str:
    return f"{value:.2f}" if name.startswith("error ratio") else f"{100 * value:.1f} %"


def views_matter(repeats: int, jobs: int) -> str:
    """How power for a doubling depends on the views, at the real dispersion."""
    lines = ["| videos | median views | seen | by the test that knows the dispersion | over |", "|---|---|---|---|---|"]
    cells = [Cell(n, log_views=views) for n in (60, 150) for views in (8.0, 11.0)]
    with ProcessPoolExecutor(jobs) as pool:
        for cell, (ours, best) in zip(cells, pool.map(_power, [(cell, repeats) for cell in cells]), strict=True):
            views = round(np.exp(cell.log_views), -2)
            lines.append(
                f"| {cell.n} | {views:,.0f} | {100 * ours:.0f} % | {100 * best:.0f} % | {ours / max(best, 1e-9):.2f} |"
            )
    return "\n".join(lines)


def _power(job: tuple[Cell, int]) -> tuple[float, float]:
    cell, repeats = job
    found = [measures.power(cell, np.random.default_rng((i, cell.n, round(cell.log_views)))) for i in range(repeats)]
    return tuple(
        float(np.mean([f[name] for f in found]))
        for name in ("doubling, rates multiply", "doubling, rates multiply, known")
    )


def main() -> None:
    """Simulate, time, write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=1000, help="data sets a cell")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="begin no more data sets after so long")
    parser.add_argument("--keep", type=Path, help="a file to go on from, and to write what was found to")
    parser.add_argument("--only", nargs="*", default=[], help="only these measures, by the names of their functions")
    parser.add_argument("--fast", action="store_true", help="10 data sets, 15 and 50 videos")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at once")
    parser.add_argument("--out", type=Path, default=PAGE, help="the page to write")
    chosen = parser.parse_args()
    sizes, repeats = (SIZES[:2], 10) if chosen.fast else (SIZES, chosen.repeats)
    began = time.perf_counter()
    cells = [Cell(*cell) for cell in itertools.product(sizes, SIGMAS, DISPERSIONS)]
    figures, repeats = simulate(cells, repeats, chosen.jobs, chosen.minutes, chosen.keep, chosen.only)
    page = (Path(__file__).parent / "statistics_page.md").read_text("utf-8")
    page = page.format(
        repeats=f"{repeats:,}",
        cells=len(cells),
        alpha=ALPHA,
        beta=f"{BETA:,.0f}",
        table=table(figures, sizes),
        power=views_matter(repeats, chosen.jobs),
        strained=strained.table(min(repeats, strained.MOST), chosen.jobs),
        speed=speed.table(fast=chosen.fast),
        **standing_out.tables(min(repeats, standing_out.MOST), chosen.jobs),
        **dict.fromkeys(
            ("named_sets", "usual_sets", "aged_sets"), f"{min(repeats, standing_out.MOST)} data sets a row."
        ),
        saved_in_time=page_sections.section_of(PAGE, saved_in_time.HEADING),
        promises=page_sections.section_of(PAGE, promises.HEADING),
    )
    chosen.out.parent.mkdir(exist_ok=True)
    chosen.out.write_text(page, "utf-8")
    print(f"{chosen.out.name}: {len(cells)} cells, {repeats} data sets each, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
