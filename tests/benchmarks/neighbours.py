"""Claims over time where videos are like their neighbours: `python -m tests.benchmarks.neighbours --repeats 100`.

Writes a table, a row a kind of account: in how many of the data sets each claim is made. The seeds are fixed.
"""

import argparse
import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from tests.benchmarks.making import ALPHA, BETA, DAYS, START
from worthsaving import schema
from worthsaving.analysis import change, engagement, periods, trend
from worthsaving.analysis.models.slope_test import LEVEL

HALVES = tuple(
    (START.date() + dt.timedelta(days=first), START.date() + dt.timedelta(days=last))
    for first, last in ((0, DAYS // 2 - 1), (DAYS // 2, DAYS))
)


@dataclass(frozen=True)
class Account:
    """An account whose rates are log-normal with this log standard deviation `spread`.

    `momentum`: first-order autocorrelation of the log rates. `runs`: kinds of post come in runs of so many; five kinds hold
    half of the variance. `growth`: factor on the rate over the span, `step`: from half-way on. `arriving`: time constant of
    the saves in days, counted half a day after the newest video is a week old. `log_views`: log of the median views.
    """

    spread: float = 0.7
    momentum: float = 0.0
    runs: int = 0
    growth: float = 1.0
    step: float = 1.0
    arriving: float | None = None
    log_views: float = 11.0


CASES = {
    "independent videos": Account(),
    "momentum 0.3": Account(momentum=0.3),
    "momentum 0.6": Account(momentum=0.6),
    "kinds in runs of 8": Account(runs=8),
    "saves still arriving (20 days)": Account(arriving=20.0),
    "rates halve over the span": Account(growth=0.5),
    "rates triple half-way": Account(step=3.0),
}


def made(account: Account, n: int, rng: np.random.Generator) -> pd.DataFrame:
    """A canonical table of `n` videos in posting order."""
    time = np.sort(rng.uniform(0, 1, n))
    seen = DAYS + (30.0 if account.arriving is None else 7.5)
    rate = ALPHA / (ALPHA + BETA) * np.exp(account.spread * _scatter(account, n, rng) - account.spread**2 / 2)
    rate = rate * account.growth ** (time - 0.5) * np.where(np.arange(n) >= n / 2, account.step, 1.0)
    if account.arriving is not None:
        rate = rate * (1 - np.exp(-(seen - time * DAYS) / account.arriving))
    views = np.exp(account.log_views + 1.5 * rng.standard_normal(n)).astype("int64") + 1
    likes = rng.binomial(views, rng.beta(2, 40, n))
    frame = pd.DataFrame({"views": views, "likes": likes, "comments": likes // 10, "shares": likes // 20})
    frame["saves"] = rng.binomial(views, np.minimum(rate, 1.0))
    frame["posted_at"] = pd.Series(START + pd.to_timedelta(time * DAYS, unit="D")).astype(schema.MOMENT)
    frame["observed_at"] = pd.Series(START + pd.Timedelta(days=seen), index=frame.index).astype(schema.MOMENT)
    return schema.conform(frame.assign(platform="tiktok", account="a"), schema.VIDEOS)


def _scatter(account: Account, n: int, rng: np.random.Generator) -> np.ndarray:
    """Standard normal log rates with the account's dependence."""
    own = rng.standard_normal(n)
    if account.runs:
        kinds = rng.standard_normal(5)[np.repeat(rng.integers(0, 5, n // account.runs + 2), account.runs)]
        return np.asarray(np.sqrt(0.5) * kinds[rng.integers(account.runs) :][:n] + np.sqrt(0.5) * own)
    for at in range(1, n):
        own[at] = account.momentum * own[at - 1] + np.sqrt(1 - account.momentum**2) * own[at]
    return own


def claims(videos: pd.DataFrame) -> dict[str, float]:
    """Which claims are made of a data set (1 or 0), and whether the range of a dated change holds the middle video's day."""
    line, step = trend.verdict(videos), change.change_point(videos)
    shares = engagement.share_over_time(videos, by="month")["p_value"].iloc[0]
    found = {
        "trend": float(line.verdict in ("rising", "falling")),
        "only leans": float(line.leaning is not None),
        "unfinished": float(line.unfinished),
        "dated change": float(step is not None),
        "two halves": float(periods.compare(videos, *HALVES).verdict in ("more", "less")),
        "shares by month": float(shares < LEVEL),
    }
    if step is not None:
        middle = videos["posted_at"].iloc[-(-len(videos) // 2)].date()
        found["date in range"] = float(step.earliest <= middle <= step.latest)
    return found


def main() -> None:
    """Simulate and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=100, help="data sets a row")
    parser.add_argument("--videos", type=int, default=100, help="videos of each account")
    parser.add_argument("--few-views", action="store_true", help="a median of 3,000 views instead of 60,000")
    parser.add_argument("--only", nargs="*", default=list(CASES), help="only these rows")
    chosen = parser.parse_args()
    for name in chosen.only:
        account = replace(CASES[name], log_views=8.0) if chosen.few_views else CASES[name]
        rngs = [np.random.default_rng((repeat, chosen.videos, 14)) for repeat in range(chosen.repeats)]
        found = pd.DataFrame([claims(made(account, chosen.videos, rng)) for rng in rngs])
        cells = [f"{claim} {100 * share:.0f} %" for claim, share in found.mean().items()]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
