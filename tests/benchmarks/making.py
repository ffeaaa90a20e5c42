"""Creators with a known truth for the simulations: beta-binomial saves, log-normal views, likes that go with saves."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import betaincinv, ndtr, ndtri

from worthsaving import schema

ALPHA, BETA = 1.74, 1497.0
"""A beta-binomial fit to one real creator's 105 videos; see METHODS.md."""

START = pd.Timestamp("2025-01-01", tz="UTC")
DAYS = 420
TAGS = 20


@dataclass(frozen=True)
class Cell:
    """One cell of the grid: videos, spread of the log of the views, and how many times the real dispersion."""

    n: int
    sigma: float = 2.0
    dispersion: float = 1.0
    log_views: float = 8.0


@dataclass(frozen=True)
class Truth:
    """What the made videos were made from: time (0-1), true save rates, the precision alpha + beta."""

    time: np.ndarray
    rate: np.ndarray
    mean: float
    precision: float


def creator(
    cell: Cell,
    rng: np.random.Generator,
    *,
    growth: float = 1.0,
    views_growth: float = 1.0,
    times: np.ndarray | float = 1.0,
    spread_grows: bool = False,
    tail: float | None = None,
) -> tuple[pd.DataFrame, Truth]:
    """A canonical table in posting order. `growth`: factor on the mean rate over the period; `times`: on single videos.

    The dispersion 1 / (alpha + beta + 1) is that of the cell. `spread_grows` multiplies the rates themselves (their
    relative spread stays), else the Beta's mean moves at a fixed dispersion. With `tail` the rates are log-normal with that
    sigma and the same mean instead: no Beta, as the app assumes, but with a heavier tail.
    """
    n = cell.n
    mean, precision = ALPHA / (ALPHA + BETA), (ALPHA + BETA) / cell.dispersion
    time = np.sort(rng.uniform(0, 1, n))
    views = np.exp(cell.log_views + cell.sigma * rng.standard_normal(n) + np.log(views_growth) * (time - 0.5))
    views = views.astype("int64") + 1
    taste = rng.standard_normal(n)
    quality = ndtr(0.55 * taste + np.sqrt(1 - 0.55**2) * rng.standard_normal(n))
    by_time = growth ** (time - 0.5)
    at = mean * (1.0 if spread_grows else by_time)
    if tail is None:
        rate = betaincinv(at * precision, (1 - at) * precision, quality) * (by_time if spread_grows else 1.0)
    else:
        rate = mean * by_time * np.exp(tail * ndtri(quality) - tail**2 / 2)
    rate = np.minimum(rate * times, 1.0)
    likes = rng.binomial(views, betaincinv(2.0, 40.0, ndtr(taste)))
    frame = pd.DataFrame(
        {
            "posted_at": (START + pd.to_timedelta(time * DAYS, unit="D")).astype(schema.MOMENT),
            "views": views,
            "likes": likes,
            "comments": rng.binomial(likes, rng.beta(1, 12, n)),
            "saves": rng.binomial(views, rate),
        }
    )
    frame["observed_at"] = pd.Series(START + pd.Timedelta(days=DAYS + 30), index=frame.index).astype(schema.MOMENT)
    frame["platform"], frame["account"] = "tiktok", "a"
    return schema.conform(frame, schema.VIDEOS), Truth(time, rate, mean, precision)


def tagged(cell: Cell, rng: np.random.Generator, *, strong: int = 0, factor: float = 3.0) -> pd.DataFrame:
    """Videos with some of `TAGS` hashtags and words; the first `strong` tags multiply the rate by `factor`.

    Tags come independently of each other, so that a tag without an effect is really unrelated to the rate.
    """
    n = cell.n
    has = rng.random((n, TAGS)) < 0.15
    videos, _ = creator(cell, rng, times=factor ** has[:, :strong].sum(axis=1))
    words = rng.integers(0, 40, (n, 4))
    names = np.array([chr(97 + i // 10) * 3 + chr(97 + i % 10) * 2 for i in range(40)])
    # every title is long, so that its length class does not tell how many tags it has
    titles = [
        "x" * 150 + " " + " ".join(names[w]) + ("? " if q else " ") + " ".join(f"#tag{t}" for t in np.flatnonzero(row))
        for w, row, q in zip(words, has, rng.random(n) < 0.3, strict=True)
    ]
    return videos.assign(
        title=pd.Series(titles, dtype="str"),
        duration_s=pd.Series(rng.lognormal(3.3, 0.8, n), dtype="Float64"),
        media=pd.Series(np.where(rng.random(n) < 0.2, "photo", "video"), dtype="str"),
    )
