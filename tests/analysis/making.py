"""Made-up `videos` tables for the analysis tests."""

import numpy as np
import pandas as pd

from worthsaving import schema

OBSERVED = pd.Timestamp("2026-11-01", tz="UTC")


def table(n=None, **columns):
    """A canonical videos table of `n` rows from the given columns; plain dates and counts are converted."""
    n = n if n is not None else max((len(v) for v in columns.values() if isinstance(v, list | np.ndarray)), default=0)
    frame = pd.DataFrame(index=range(n))
    for name, values in columns.items():
        if name in ("posted_at", "observed_at"):
            moments = [values] * n if not isinstance(values, list | pd.DatetimeIndex) else values
            frame[name] = pd.Series(pd.to_datetime(pd.Series(moments), utc=True)).astype(schema.MOMENT)
        elif name == "posted_day_local":
            frame[name] = pd.to_datetime(pd.Series(values)).astype(schema.DAY)
        else:
            frame[name] = values
    return schema.conform(frame, schema.VIDEOS)


def creator(n, *, seed=0, alpha=1.74, beta=1497.0, sigma=2.0, factor=1.0, views_factor=1.0, days=420):
    """`n` videos of one creator: beta-binomial saves, log-normal views; `factor` is how the rate grows over the span.

    Returns the table and each video's true rate. All videos are old enough when counted.
    """
    rng = np.random.default_rng(seed)
    time = rng.uniform(0, 1, n)
    views = np.exp(8 + sigma * rng.standard_normal(n) + np.log(views_factor) * (time - 0.5)).astype(int) + 1
    mean = alpha / (alpha + beta) * factor ** (time - 0.5)
    rate = rng.beta(mean * (alpha + beta), (1 - mean) * (alpha + beta))
    likes = rng.binomial(views, rng.beta(2, 40, n))
    posted = pd.Timestamp("2025-01-01", tz="UTC") + pd.to_timedelta(time * days, unit="D")
    frame = table(
        platform="tiktok",
        account="a",
        n=n,
        posted_at=posted,
        observed_at=OBSERVED,
        views=views,
        likes=likes,
        comments=likes // 10,
        shares=likes // 20,
        saves=rng.binomial(views, rate),
    )
    return frame, rate


def log_normal(n, *, seed=0, sigma=1.1, views=50_000):
    """`n` quiet videos of one creator with log-normal save rates about 0.001 and likes that have nothing to do with them."""
    rng = np.random.default_rng(seed)
    rate = np.minimum(0.001 * np.exp(sigma * rng.standard_normal(n)), 1.0)
    saves, likes = rng.binomial(views, rate), rng.binomial(views, rng.beta(5, 95, n))
    return table(views=[views] * n, saves=saves, likes=likes)


def stepped(n, factor, seed=0, at="2025-08-01"):
    """One creator whose videos from a day on have `factor` times the saves."""
    videos, _ = creator(n, seed=seed, sigma=1.5)
    later = videos["posted_at"] >= pd.Timestamp(at, tz="UTC")
    videos["views"] = videos["views"] * 50
    videos["saves"] = (videos["saves"] * np.where(later, 25 * factor, 25)).astype("int64").astype("Int64")
    return videos
