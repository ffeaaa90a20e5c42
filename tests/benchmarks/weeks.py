"""How often a quiet week is called unusual, and what size of week shows: `python -m tests.benchmarks.weeks` writes docs/digest.md.

About eight minutes of one core; `--sets` and `--years` make it shorter. The seeds are fixed.
"""

import argparse
import datetime as dt
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from tests.benchmarks.growing import SHAPES, USUAL, Shape
from tests.library import made
from worthsaving.analysis.week.usual_week import MIN_WEEKS, MOST_WEEKS, Judged, false_alarms, judge
from worthsaving.library import Library
from worthsaving.sections.week.look import look

PAGE = Path(__file__).parents[2] / "docs" / "digest.md"
TEXT = Path(__file__).with_name("weeks_page.md")
YEAR = 52
FIRST = 10  # weeks until an account that posts from the first day on has come to rest
UNUSUAL = ("more", "less")
MIXED = SHAPES[:5]
FIVES = (
    ("five different ones", MIXED),
    ("five that post three times a week", (USUAL,) * 5),
    ("five that post every day", (SHAPES[1],) * 5),
    ("five with hits: log sd 2.2", (SHAPES[4],) * 5),
    ("five whose saves come slowly", (SHAPES[5],) * 5),
    ("five that the feed takes up again", (SHAPES[6],) * 5),
    ("one that posts three times a week", (USUAL,)),
)
SPREADS, POSTS, TIMES = (0.8, 1.5, 2.2), (1, 3, 7, 20), (2, 4, 8)


def gains(shape: Shape, years: float, dice: np.random.Generator) -> np.ndarray:
    """An account's saves from export to export, for 7 days each, `years` of them once it has come to rest."""
    weeks = round(years * YEAR) + FIRST
    posted = np.sort(dice.uniform(0, 7 * weeks, dice.poisson(shape.per_week * weeks)))
    number = len(posted)
    exports = 7 * np.arange(weeks + 1) + shape.late * dice.standard_normal(weeks + 1)
    final = shape.saves * np.exp(shape.sigma * dice.standard_normal(number))
    slow = shape.slow * np.exp(shape.slow_sigma * dice.standard_normal(number))
    again = np.where(dice.random(number) < shape.again, dice.uniform(4, 40, number), np.inf)
    age = np.maximum(exports - posted[:, None], 0)
    came = 1 - np.exp(-age / slow[:, None])
    came += np.where(age > again[:, None], 1 - np.exp(-np.maximum(age - again[:, None], 0) / slow[:, None]), 0)
    mean = np.maximum(final[:, None] * np.diff(came, axis=1), 0)
    return (dice.poisson(mean).sum(axis=0) / (np.diff(exports) / 7))[FIRST:]


def judged(series: np.ndarray, share: float, *, times: float = 1) -> list[Judged]:
    """Each week by the ones before, as if it had been `times` as strong; from the first that can be judged on."""
    return [
        judge(np.append(series[max(0, week - MOST_WEEKS) : week], times * series[week]), false_alarms=share)
        for week in range(MIN_WEEKS, len(series))
    ]


def alarms(shapes: Sequence[Shape], years: int, dice: np.random.Generator) -> np.ndarray:
    """The weeks of each year in which a digest of these accounts calls one of them, or all together, unusual."""
    each = [gains(shape, years + MIN_WEEKS / YEAR, dice) for shape in shapes]
    length = min(map(len, each))
    each = [series[:length] for series in each]
    alone, together = false_alarms(len(each))
    called = [[one.verdict in UNUSUAL for one in judged(series, alone)] for series in each]
    if len(each) > 1:
        called.append([one.verdict in UNUSUAL for one in judged(np.sum(each, axis=0), together)])
    weeks = np.any(called, axis=0)[: years * YEAR]
    return weeks.reshape(years, YEAR).sum(axis=1)


def quiet(sets: int) -> list[str]:
    """The rows of the table of false alarms: four years of each set."""
    rows = []
    for number, (name, shapes) in enumerate(FIVES):
        counted = np.concatenate([alarms(shapes, 4, np.random.default_rng((seed, number))) for seed in range(sets)])
        shown = f"{counted.mean():.1f} | {counted.max()} | {100 * np.mean(counted > 3):.0f} %"
        rows.append(f"| {name} | {len(counted)} | {shown} |")
    return rows


def power(weeks: int) -> list[str]:
    """The rows of the table of power: one account, by the spread of its videos and how often it posts."""
    rows = []
    for at, spread in enumerate(SPREADS):
        for posts in POSTS:
            shape = replace(USUAL, sigma=spread, per_week=posts, saves=40)
            series = gains(shape, (weeks + MIN_WEEKS) / YEAR, np.random.default_rng((at, posts)))
            share = false_alarms(1)[0]
            shown = [judged(series, share, times=times)[MOST_WEEKS - MIN_WEEKS :] for times in TIMES]
            true = [np.mean([one.verdict == "more" for one in found]) for found in shown]
            said = np.mean([one.twice / one.weeks for one in shown[0]])
            cells = " | ".join(f"{100 * part:.0f} %" for part in (*true, said))
            rows.append(f"| {spread:g} | {posts} | {cells} |")
    return rows


def export(week: int, numbers: np.ndarray, posted: np.ndarray, saves: np.ndarray, account: str) -> pd.DataFrame:
    """One account's export of a week: its videos of the last 26 weeks."""
    at = made.START + dt.timedelta(days=7 * week)
    return made.frame(
        [
            {
                "platform": "tiktok",
                "account": account,
                "video_id": f"{account}{number}",
                "title": f"Soup {number}",
                "posted_at": made.START + dt.timedelta(days=float(day)),
                "observed_at": at,
                "saves": int(count),
                "views": 100 * int(count) + 500,
                "source": "tiktok-business-videos",
            }
            for number, day, count in zip(numbers, posted, saves, strict=True)
        ]
    )


def through_the_library(years: int) -> list[str]:
    """The rows of the table of digests: years of weekly exports of five accounts, kept one by one, a digest each week."""
    weeks = years * YEAR + MIN_WEEKS
    accounts = [_counted(shape, weeks, np.random.default_rng(number)) for number, shape in enumerate(MIXED)]
    called, told = np.zeros(weeks, dtype="int64"), np.zeros(weeks, dtype="int64")
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(str(Path(folder) / "library.sqlite"))
        for week in range(weeks):
            files = []
            for number, (posted, counts) in enumerate(accounts):
                here = np.flatnonzero((posted <= 7 * week) & (posted > 7 * (week - 26)))
                if len(here):
                    table = export(week, here, posted[here], counts[here, week], f"account{number}")
                    files.append(made.snapshot(f"{number} {week}", table))
            now = made.START + dt.timedelta(days=7 * week)
            library.keep(made.reading(*files), now=now)
            found = look(library)
            called[week] = found.something
            told[week] = sum(own.best is not None for own in found.accounts)
    rows = []
    for year in range(years):
        span = slice(MIN_WEEKS + year * YEAR, MIN_WEEKS + (year + 1) * YEAR)
        rows.append(f"| {year + 1} | {called[span].sum()} | {told[span].sum()} |")
    return rows


def _counted(shape: Shape, weeks: int, dice: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Posting days of an account that began long before, and every video's saves at each weekly export."""
    posted = np.sort(dice.uniform(-60, 7 * weeks, dice.poisson(shape.per_week * (weeks + 60 / 7))))
    final = shape.saves * np.exp(shape.sigma * dice.standard_normal(len(posted)))
    slow = shape.slow * np.exp(shape.slow_sigma * dice.standard_normal(len(posted)))
    age = np.maximum(7 * np.arange(weeks) - posted[:, None], 0)
    came = final[:, None] * (1 - np.exp(-age / slow[:, None]))
    return posted, np.cumsum(dice.poisson(np.diff(came, axis=1, prepend=0)), axis=1)


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sets", type=int, default=25)
    parser.add_argument("--years", type=int, default=4)
    parser.add_argument("--weeks", type=int, default=1000)
    options = parser.parse_args()
    text = TEXT.read_text("utf-8").format(
        sets=options.sets,
        weeks=f"{options.weeks:,}",
        most=MOST_WEEKS,
        least=MIN_WEEKS,
        quiet="\n".join(quiet(options.sets)),
        library="\n".join(through_the_library(options.years)),
        power="\n".join(power(options.weeks)),
    )
    PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
