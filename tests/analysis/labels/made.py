"""Made-up posts whose labels and true rates are known."""

import numpy as np
import pandas as pd

from worthsaving import schema


def account(
    seed: int,
    n: int,
    kinds: int,
    *,
    spread: float = 0.7,
    times: float = 2.0,
    views: int = 8000,
    rate: float = 0.006,
    share: float | None = None,
) -> pd.DataFrame:
    """Canonical videos of one account with a label `Pillar`, whose first kind is saved `times` as often as the others.

    `share` of the posts are of that kind (0-1); by default all kinds are as frequent.
    """
    rng = np.random.default_rng(seed)
    rest = None if share is None else [share, *[(1 - share) / (kinds - 1)] * (kinds - 1)]
    kind = rng.integers(0, kinds, n) if rest is None else rng.choice(kinds, n, p=rest)
    seen = np.round(np.exp(rng.normal(np.log(views), 1.0, n))).clip(50)
    rates = rate * np.exp(rng.normal(0, spread, n)) * np.where(kind == 0, times, 1)
    posted = pd.Timestamp("2026-01-01", tz="UTC") + pd.to_timedelta(np.arange(n) * 36, unit="h")
    table = pd.DataFrame(
        {
            "platform": "tiktok",
            "account": "tiny",
            "video_id": [str(7_500_000_000_000_000_000 + number) for number in range(n)],
            "title": [f"Ep {number} #soup" for number in range(n)],
            "views": seen,
            "saves": rng.poisson(seen * np.minimum(rates, 0.5)),
            "posted_at": pd.Series(posted).astype(schema.MOMENT),
            "observed_at": pd.Series(pd.Timestamp("2029-01-01", tz="UTC"), index=range(n)).astype(schema.MOMENT),
            "source": "plain-videos",
        }
    )
    values = pd.Categorical([f"kind {number}" for number in kind])
    return schema.conform(table, schema.VIDEOS).assign(**{"label:Pillar": values})
