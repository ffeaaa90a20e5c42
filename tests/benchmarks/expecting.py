"""What comes next, and why it changed, on made-up creators: `python -m tests.benchmarks.expecting` prints the tables.

`--repeats` data sets a cell (120: about fifteen minutes of one quiet core); the seeds are fixed. docs/statistics.md has what it gave.
"""

import argparse
import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.special import betaincinv, ndtr

from tests.benchmarks.making import ALPHA, BETA, START
from worthsaving import schema
from worthsaving.analysis import change
from worthsaving.analysis.plans import mix, next_video
from worthsaving.analysis.relation import correlation, points
from worthsaving.analysis.size.by_views import by_views

MEAN = ALPHA / (ALPHA + BETA)
SIZES = (20, 50, 100)
AFTER = next_video.MANY
MIDDLE = 0.5  # of the videos come before the step
Found = dict[str, float]

SHAPES: dict[str, dict[str, float]] = {
    "beta-binomial": {},
    "log-normal 0.7": {"tail": 0.7},
    "log-normal 1.0": {"tail": 1.0},
    "log-normal 0.7, momentum 0.3": {"tail": 0.7, "momentum": 0.3},
    "log-normal 0.7, momentum 0.6": {"tail": 0.7, "momentum": 0.6},
    "log-normal 0.7, a step of 2.5": {"tail": 0.7, "step": 2.5},
    "log-normal 1.0, a step of 2.5": {"tail": 1.0, "step": 2.5},
    "log-normal 0.7, growing 3.2 times": {"tail": 0.7, "growth": 3.2},
    "log-normal 0.7, few views": {"tail": 0.7, "log_views": 5.5},
}


def scores(n: int, rng: np.random.Generator, momentum: float = 0.0) -> np.ndarray:
    """Normal scores of so many videos, each as much like the one before as `momentum` says (AR(1))."""
    z = rng.standard_normal(n)
    for at in range(1, n):
        z[at] = momentum * z[at - 1] + np.sqrt(1 - momentum**2) * z[at]
    return z


def true_rates(z: np.ndarray, tail: float | None) -> np.ndarray:
    """Rates with the real mean: log-normal with that log sd, or the real Beta."""
    return betaincinv(ALPHA, BETA, ndtr(z)) if tail is None else MEAN * np.exp(tail * z - tail**2 / 2)


def table(
    rng: np.random.Generator,
    rate: np.ndarray,
    *,
    views: np.ndarray,
    media: np.ndarray | None = None,
    title: list[str] | None = None,
) -> pd.DataFrame:
    """A canonical table of one account in posting order, two days apart, all videos old enough when counted."""
    n = len(rate)
    frame = pd.DataFrame(
        {
            "posted_at": (START + pd.to_timedelta(2 * np.arange(n), unit="D")).astype(schema.MOMENT),
            "views": views,
            "saves": rng.binomial(views, np.minimum(rate, 1.0)),
            "media": "" if media is None else media,
            "title": "" if title is None else title,
        }
    )
    frame["observed_at"] = pd.Series(START + pd.Timedelta(days=2 * n + 30), index=frame.index).astype(schema.MOMENT)
    frame["platform"], frame["account"] = "tiktok", "a"
    return schema.conform(frame, schema.VIDEOS)


def lognormal_views(n: int, rng: np.random.Generator, log_views: float = 8.0) -> np.ndarray:
    """Views with a median of exp(log_views)."""
    return np.exp(log_views + 2.0 * rng.standard_normal(n)).astype("int64") + 1


def expects(
    n: int,
    rng: np.random.Generator,
    *,
    tail: float | None = None,
    momentum: float = 0.0,
    step: float = 1.0,
    growth: float = 1.0,
    log_views: float = 8.0,
) -> Found:
    """Whether the ranges hold the counted rate of the next video and the mean of the next five, which were not seen."""
    z = scores(n + AFTER, rng, momentum)
    place = np.arange(n + AFTER) / n
    rate = true_rates(z, tail) * np.where(place < MIDDLE, 1.0, step) * growth ** (place - MIDDLE)
    videos = table(rng, rate, views=lognormal_views(n + AFTER, rng, log_views))
    past = videos.head(n)
    found = next_video.expect(past, change.change_point(past))
    if found is None:
        return {}
    coming = (videos["saves"] / videos["views"]).to_numpy("float64")[n:]
    one, five = found.one, found.five
    return {
        "next video": float(one.low <= coming[0] <= one.high),
        "next five": float(five.low <= coming.mean() <= five.high),
    }


def split_by_mix(
    n: int,
    rng: np.random.Generator,
    *,
    tail: float | None = 0.7,
    strong: float = 3.0,
    shares: tuple[float, float] = (0.25, 0.7),
    within: float = 1.0,
    tags: bool = False,
) -> Found:
    """Ranges and findings of the split: a kind that is saved `strong` times as often takes other shares of the posts.

    The truth is that of the videos posted: their shares, the kinds' mean rates, and `within`. With `tags` the kinds are
    hashtags, the strong one with a second tag on nearly the same posts, among ten that mean nothing.
    """
    later = np.arange(n) >= n // 2
    special = rng.random(n) < np.where(later, shares[1], shares[0])
    rate = true_rates(rng.standard_normal(n), tail) * np.where(special, strong, 1.0) * np.where(later, within, 1.0)
    media = title = None
    if tags:
        other = rng.random((n, 10)) < 0.15
        title = [
            "Soup"
            + (" #recipe" + (" #howto" if rng.random() < 0.9 else "") if own else "")
            + "".join(f" #tag{t}" for t in np.flatnonzero(row))
            for own, row in zip(special, other, strict=True)
        ]
    else:
        media = np.where(special, "carousel", "video")
    videos = table(rng, rate, views=lognormal_views(n, rng), media=media, title=title)
    days = videos["posted_at"].dt.date
    first, middle, last = days.iloc[0], days.iloc[n // 2], days.iloc[-1]
    found = mix.split(videos, (first, middle - dt.timedelta(days=1)), (middle, last))
    if found.mix is None or found.within is None:
        return {}
    level = np.where(special, strong, 1.0)
    true_mix = level[later].mean() / level[~later].mean()
    return {
        "mix covers": float(found.mix.low <= true_mix <= found.mix.high),
        "within covers": float(found.within.low <= within <= found.within.high),
        "says mix": float(found.mix_clear),
        "says within": float(found.within_clear),
    }


MIXES: dict[str, dict[str, object]] = {
    "only the mix changes": {},
    "only the mix changes, log-normal 1.0": {"tail": 1.0},
    "only the mix changes, beta-binomial": {"tail": None},
    "only the mix changes, kinds by tags": {"tags": True},
    "only within, 2 times": {"shares": (0.4, 0.4), "within": 2.0},
    "both, 2 times within": {"within": 2.0},
    "nothing changes": {"shares": (0.4, 0.4)},
    "other kinds, saved alike": {"strong": 1.0},
}


def goes_with_views(n: int, rng: np.random.Generator, *, power: float, tail: float = 0.7) -> Found:
    """The finding and range of hits against the middle video, and the tie of two rates that both go with the views alone."""
    views = lognormal_views(n, rng)
    lift = np.clip((views / np.exp(8)) ** power, 1e-3, 30.0)
    videos = table(rng, true_rates(rng.standard_normal(n), tail) * lift, views=views)
    likes = np.minimum(
        0.05 * np.exp(0.5 * rng.standard_normal(n)) * np.clip((views / np.exp(8)) ** power, 1e-3, 10.0), 0.9
    )
    videos["likes"] = pd.array(rng.binomial(views, likes), dtype="Int64")
    found = by_views(videos)
    pairs = points(videos, "likes", as_rates=True)
    plain, equal = correlation(pairs), correlation(pairs, given=videos["views"][pairs.index])
    if found.ratio is None or plain is None or equal is None:
        return {}
    logs = np.sort(np.log(views))
    true = np.exp(power * (logs[-found.hits :].mean() - np.median(logs)))
    return {
        "ratio covers": float(found.ratio.low <= true <= found.ratio.high),
        "says hits differ": float(found.verdict != "no clear difference"),
        "plain tie": float(not plain.low <= 0 <= plain.high),
        "tie at equal views": float(not equal.low <= 0 <= equal.high),
    }


POWERS = {
    "rates do not go with views": {"power": 0.0},
    "rates go with views": {"power": 0.15},
    "strongly": {"power": 0.3},
}


def over(measure: Callable[..., Found], n: int, repeats: int, *, seed: int = 0, **options: object) -> dict[str, float]:
    """The mean of every figure of a measure over made-up data sets."""
    found = [measure(n, np.random.default_rng((seed, n, repeat)), **options) for repeat in range(repeats)]
    told = pd.DataFrame([one for one in found if one])
    return {str(name): float(value) for name, value in told.mean().items()}


def rows(
    measure: Callable[..., Found], cases: dict[str, dict[str, object]], sizes: tuple[int, ...], repeats: int
) -> str:
    """A Markdown table: a row a case, a column a figure and number of videos."""
    lines = []
    for seed, (name, options) in enumerate(cases.items(), start=11):
        cells = [over(measure, n, repeats, seed=seed, **options) for n in sizes]
        names = list(cells[0])
        if not lines:
            heads = [f"{figure}, {n}" for figure in names for n in sizes]
            lines = [f"| | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
        lines.append(f"| {name} | {' | '.join(f'{100 * cell[figure]:.0f} %' for figure in names for cell in cells)} |")
        print(lines[-1], flush=True)
    return "\n".join(lines)


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=120)
    repeats = parser.parse_args().repeats
    for measure, cases, sizes in (
        (expects, SHAPES, SIZES),
        (split_by_mix, MIXES, (60, 100, 200)),
        (goes_with_views, POWERS, (50, 100, 200)),
    ):
        print(rows(measure, cases, sizes, repeats), end="\n\n")  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
