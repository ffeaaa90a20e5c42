"""How long each analysis takes, by number of videos."""

import datetime as dt
import time

import numpy as np
import pandas as pd

from tests.benchmarks.making import Cell, tagged
from worthsaving.analysis import change, engagement, expected, headline, periods, relation, trend, unusual
from worthsaving.analysis.models import rates
from worthsaving.analysis.plans import mix, next_video
from worthsaving.analysis.size.by_views import by_views
from worthsaving.analysis.what_gets_saved import what_gets_saved

HALVES = (dt.date(2025, 1, 1), dt.date(2025, 6, 30)), (dt.date(2025, 7, 1), dt.date(2026, 6, 30))

ANALYSES = {
    "headline": headline.headline,
    "rates of all videos": rates.rates,
    "weeks or months": trend.buckets,
    "trend": trend.verdict,
    "share of engagement": engagement.share_over_time,
    "saves against likes": lambda videos: relation.usual(videos, "likes", as_rates=False).line,
    "saves against comments, as rates": lambda videos: relation.usual(videos, "comments", as_rates=True).line,
    "stands out": unusual.stand_out,
    "expected saves": expected.expected_saves,
    "quadrants": expected.quadrants,
    "hits against the middle video": by_views,
    "change point": change.change_point,
    "the next videos": lambda videos: next_video.expect(videos, None),
    "why two periods differ": lambda videos: mix.split(videos, *HALVES),
    "two periods": lambda videos: periods.compare(videos, *HALVES),
    "what gets saved": what_gets_saved,
}


def measure(videos: pd.DataFrame) -> dict[str, float]:
    """Seconds each analysis takes, the better of two runs."""
    found = {}
    for name, analysis in ANALYSES.items():
        runs = []
        for _ in range(2):
            began = time.perf_counter()
            analysis(videos)
            runs.append(time.perf_counter() - began)
        found[name] = min(runs)
    return found


def table(*, fast: bool) -> str:
    """Milliseconds a row, the sum last."""
    sizes = (1000,) if fast else (1_000, 10_000, 100_000)
    found = {}
    for n in sizes:
        videos = tagged(Cell(n), np.random.default_rng(n))
        found[n] = measure(videos.assign(shares=videos["comments"]))
    lines = ["| milliseconds | " + " | ".join(f"{n:,} videos" for n in sizes) + " |", "|---|" + "---|" * len(sizes)]
    for name in ANALYSES:
        lines.append(f"| {name} | " + " | ".join(f"{1000 * found[n][name]:.0f}" for n in sizes) + " |")
    lines.append("| all | " + " | ".join(f"{1000 * sum(found[n].values()):.0f}" for n in sizes) + " |")
    return "\n".join(lines)
