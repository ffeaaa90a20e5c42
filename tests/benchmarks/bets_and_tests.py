"""The backtests of bets and planned tests: `python -m tests.benchmarks.bets_and_tests` writes docs/bets-and-tests.md.

About five minutes of one core; `--accounts` and `--repeats` make it shorter. The seeds are fixed.
"""

import argparse
import datetime as dt
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from tests.benchmarks import growing
from worthsaving.analysis import growth
from worthsaving.analysis.plans import bets, planned_tests, rate_contrast
from worthsaving.library import Library
from worthsaving.reading import read_files

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "bets-and-tests.md"
TEXT = Path(__file__).with_name("bets_and_tests_page.md")
GROUPS = ((1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2))
POSTS = (
    ("0.7, half of the videos over 400 saves", growing.Posts(0.7, views=100_000)),
    ("1.0, half of the videos over 400 saves", growing.Posts(1.0, views=100_000)),
    ("0.7, half of the videos under 12 saves", growing.Posts(0.7)),
    ("1.0, half of the videos under 12 saves", growing.Posts(1.0)),
    ("0.7, half of the videos under 2 saves", growing.Posts(0.7, views=500)),
)


def inside(settled: Iterable[tuple[bets.Made, bool]]) -> list[str]:
    """The share inside, of all and of each group, each with its number of bets."""
    groups: dict[tuple[int, int] | None, list[bool]] = defaultdict(list)
    for one, held in settled:
        groups[None].append(held)
        groups[one.bet.groups, one.bet.group].append(held)
    return [
        f"{100 * np.mean(groups[group]):.0f} % ({len(groups[group]):,})" if groups[group] else "–"
        for group in (None, *GROUPS)
    ]


def width(settled: Iterable[tuple[bets.Made, bool]]) -> str:
    """How many times its lower end the upper end of the middle range is."""
    ratios = [(one.bet.high + 1) / (one.bet.low + 1) for one, _ in settled]
    return f"{np.median(ratios):.1f}"


def simulated(accounts: int) -> list[str]:
    """The rows of the table of bets on simulated accounts."""
    rows = []
    for number, shape in enumerate(growing.SHAPES):
        settled = [
            one
            for seed in range(accounts)
            for one in growing.settled(growing.account(shape, np.random.default_rng((seed, number))))
        ]
        rows.append(f"| {shape.name} | {' | '.join(inside(settled))} | {width(settled)} |")
    return rows


def sample_year() -> list[str]:
    """The row of a year of weekly exports of the sample's cook, kept one after the other in a library."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-B", ROOT / "sample_data" / "year.py", "--into", folder], check=True)
        library = Library.open(str(Path(folder) / "library.sqlite"))
        for path in sorted(Path(folder).glob("*.csv")):
            now = dt.datetime.fromisoformat(f"{path.stem[-10:]}T14:05:31+00:00")
            library.keep(read_files([(path.name, path.read_bytes())]), now=now)
        kept = library.bets()
        record = bets.record(kept)
        seen = library.histories(videos=2000)
    posted = seen.groupby("post")["posted_at"].first().astype("int64")
    curves = [
        bets.Curve(number, int(posted[post]), ages, saves)
        for number, ((_, _, post), (ages, saves)) in enumerate(growth.series(seen).items())
    ]
    settled = growing.settled(curves)
    states = kept["state"].tolist()
    assert len(settled) == states.count("inside") + states.count("outside"), "the library made other bets"
    row = f"| a year of the sample's cook | {' | '.join(inside(settled))} | {width(settled)} |"
    said = f"Its last line in the app: {record.inside} of the last {record.settled} bets came out inside; {record.promised} were promised."
    return [row, said]


def years_like_it(seeds: int) -> str:
    """The row of years of other accounts that the sample's script makes."""
    sys.path.insert(0, str(ROOT / "sample_data"))
    import year

    settled: list[tuple[bets.Made, bool]] = []
    for seed in range(1, seeds + 1):
        seen: dict[int, list[tuple[float, int]]] = defaultdict(list)
        posted = {}
        for now, videos in year.counted(seed):
            for video, counts in videos:
                seen[video.video_id].append(((now - video.posted).total_seconds() / 86_400, counts["saves"]))
                posted[video.video_id] = round(video.posted.timestamp() * 1e6)
        curves = [
            bets.Curve(number, posted[number], *np.array(points, dtype="float64").T) for number, points in seen.items()
        ]
        settled += growing.settled(curves)
    return f"| {seeds} years by the same script, other seeds | {' | '.join(inside(settled))} | {width(settled)} |"


def contrasts(repeats: int) -> list[str]:
    """The rows of the table of tests: what the planner says, and what the judgement found."""
    rows = []
    for number, (name, what) in enumerate(POSTS):
        dice = np.random.default_rng(number)
        usual = [rate_contrast.usual_rate(*growing.posts(what, planned_tests.NEWEST, 1, dice)) for _ in range(200)]
        for size in planned_tests.SIZES:
            said = np.median([rate_contrast.power(one.spread, size, 2) for one in usual if one is not None])
            wins = holds = false = 0
            for _ in range(repeats):
                same, other, twice = (
                    rate_contrast.usual_rate(*growing.posts(what, size, times, dice)) for times in (1, 1, 2)
                )
                if same is None or other is None or twice is None:
                    continue
                effect, null = rate_contrast.ratio(twice, other), rate_contrast.ratio(same, other)
                wins, holds = wins + (effect.low > 1), holds + (effect.low <= 2 <= effect.high)
                false += not null.low <= 1 <= null.high
            shares = " | ".join(f"{100 * part / repeats:.0f} %" for part in (wins, false, holds))
            rows.append(f"| {name} | {size} | {100 * said:.0f} % | {shares} |")
    return rows


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--accounts", type=int, default=60)
    parser.add_argument("--years", type=int, default=25)
    parser.add_argument("--repeats", type=int, default=1000)
    options = parser.parse_args()
    year, said = sample_year()
    text = TEXT.read_text("utf-8").format(
        accounts=options.accounts,
        repeats=f"{options.repeats:,}",
        newest=planned_tests.NEWEST,
        bets="\n".join(simulated(options.accounts)),
        year=f"{year}\n{years_like_it(options.years)}",
        said=said,
        tests="\n".join(contrasts(options.repeats)),
    )
    PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
