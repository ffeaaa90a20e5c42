"""How often a mark on any day "matters" by chance, and how often a real step shows: `python -m tests.benchmarks.marks`.

Prints the table of docs/labels-and-marks.md. The seeds are fixed.
"""

import argparse

import numpy as np
import pandas as pd

from worthsaving import schema
from worthsaving.analysis.marks import effect

START = pd.Timestamp("2026-01-01", tz="UTC")
SHAPES = (
    ("nothing happens", 0.0, 1.0),
    ("neighbours alike", 0.3, 1.0),
    ("the level rises fourfold over the time", 0.0, 4.0),
    ("the level falls to a quarter, neighbours alike", 0.3, 0.25),
)


def account(
    number: int,
    dice: np.random.Generator,
    *,
    alike: float = 0.0,
    trend: float = 1.0,
    step: float = 1.0,
    at: int = 0,
    spread: float = 0.8,
) -> pd.DataFrame:
    """Videos, one every other day: log-normal rates of which `alike` is shared with neighbours, a trend over all, a step at one."""
    shared = np.zeros(number)
    news = dice.standard_normal(number)
    for place in range(number):
        shared[place] = 0.8 * shared[place - 1] + 0.6 * news[place] if place else news[place]
    logs = spread * (np.sqrt(1 - alike) * dice.standard_normal(number) + np.sqrt(alike) * shared)
    logs += np.log(trend) * np.arange(number) / number + np.log(step) * (np.arange(number) >= at) * (at > 0)
    views = np.round(500 + 5000 * np.exp(1.2 * dice.standard_normal(number)))
    frame = pd.DataFrame(
        {
            "platform": "tiktok",
            "account": "a",
            "posted_at": START + pd.to_timedelta(2 * np.arange(number), unit="D"),
            "observed_at": START + pd.Timedelta(days=2 * number + 30),
            "views": views.astype("int64"),
            "saves": np.minimum(dice.poisson(views * 0.006 * np.exp(logs)), views).astype("int64"),
        }
    )
    return schema.conform(frame, schema.VIDEOS)


def called(number: int, repeats: int, **shape) -> float:
    """How often (0-1) a mark on a day picked at random is said to go with a change; with a `step` the day is that of the step."""
    found = 0
    for seed in range(repeats):
        dice = np.random.default_rng(
            (seed, number, round(100 * shape.get("alike", 0)), round(100 * shape.get("trend", 1)))
        )
        at = int(dice.integers(effect.MIN_VIDEOS, number - effect.MIN_VIDEOS + 1))
        videos = account(number, dice, at=at if "step" in shape else 0, **shape)
        day = (START + pd.Timedelta(days=2 * at)).date()
        found += effect.effect(videos, day).verdict in ("more", "less")
    return found / repeats


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeats", type=int, default=400)
    repeats = parser.parse_args().repeats
    for name, alike, trend in SHAPES:
        cells = [called(number, repeats, alike=alike, trend=trend) for number in (40, 80, 160)]
        print(f"| {name} | {' | '.join(f'{100 * share:.0f} %' for share in cells)} |", flush=True)
    for times in (2, 3, 5):
        cells = [called(number, repeats, step=times) for number in (40, 80, 160)]
        print(f"| a real step: {times} times | {' | '.join(f'{100 * share:.0f} %' for share in cells)} |", flush=True)


if __name__ == "__main__":
    main()
