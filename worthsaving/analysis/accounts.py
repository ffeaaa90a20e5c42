"""Accounts compared: each one's save rate today with its range, how it moved, and the saves it gained."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving import schema
from worthsaving.analysis.change import Change
from worthsaving.analysis.overview.level import Level
from worthsaving.schema import Account

MOST = 30
"""So many accounts are compared, those with most videos: the level of each takes a third of a second."""

COURSE_NEEDS = 3  # videos of a month, for a point of its course: fewer say nothing about a month
EXPORTS_APART = pd.Timedelta(days=6)  # a weekly export is sometimes made a day early
WEEK = pd.Timedelta(days=7)
PERIODS = 8  # bars that a cell of a table has room for
_KEY = ["platform", "account"]
_RATES = ("rate", "low", "high", "typical_low", "typical_high", "ratio")


@dataclass(frozen=True)
class Standing:
    """Where one account stands: today's `level`, the `change` that led to it, the usual range (0-1) and the periods.

    `usual` is None where there are too few videos, or too few views, for a range; `buckets`: see `trend.buckets`.
    """

    level: Level | None
    change: Change | None
    usual: tuple[float, float] | None
    buckets: pd.DataFrame


def side_by_side(videos: pd.DataFrame, standing: Callable[[Account], Standing]) -> pd.DataFrame:
    """Compare accounts: one row per account, highest level first, accounts without one last; at most `MOST`.

    Takes canonical `videos`. Columns: platform, account, videos, saves, views (Int64, missing when not known), rated (videos
    behind the level), rate with its 95 % range low-high (the level of today, see `overview.level`), typical_low-typical_high
    (8 in 10 of the account's videos), all 0-1 and missing where not known; kind (see `Level`, "" without a level), since
    (first day of a step or None), ratio (of a step, else missing) and course, the rates (0-1) of the periods with at least
    `COURSE_NEEDS` videos, oldest first.
    """
    counts = videos.groupby(_KEY, sort=True).agg(
        videos=("views", "size"), saves=("saves", _known_sum), views=("views", _known_sum)
    )
    counts = counts.sort_values("videos", ascending=False, kind="stable").head(MOST)
    rows = [
        (str(platform), str(account), *own, *_row(standing((str(platform), str(account)))))
        for (platform, account), own in zip(counts.index, counts.itertuples(index=False, name=None), strict=True)
    ]
    names = [*_KEY, "videos", "saves", "views", "rated", *_RATES, "kind", "since", "course"]
    table = pd.DataFrame(rows, columns=names)
    kinds = {"platform": "str", "account": "str", "saves": "Int64", "views": "Int64", "rated": "int64", "kind": "str"}
    table = table.astype({**kinds, **dict.fromkeys(_RATES, "Float64")})
    by = ["rate", "platform", "account"]
    return table.sort_values(by, ascending=[False, True, True], na_position="last", ignore_index=True)


def _row(found: Standing) -> tuple[object, ...]:
    """Return the values from `rated` on."""
    level, usual, buckets = found.level, found.usual or (None, None), found.buckets
    if level is None:
        return (0, *(None,) * len(_RATES), "", None, ())
    step = found.change if level.kind == "step" else None
    known = buckets["rate"].notna() & (buckets["n_rate"] >= COURSE_NEEDS)
    return (
        *(level.rate.n, level.rate.value, level.rate.low, level.rate.high, *usual),
        *(None if step is None else step.ratio.value, level.kind, None if step is None else step.date),
        tuple(buckets.loc[known, "rate"].astype(float)),
    )


def _known_sum(counts: pd.Series) -> object:
    return counts.sum(min_count=1)


def ahead(table: pd.DataFrame) -> bool:
    """Tell whether the first account's rate is clearly above the others': its 95 % range meets none of theirs.

    Stricter than a test of the difference, on purpose: the accounts were ordered by the very rates compared.
    """
    rated = table.dropna(subset=["rate", "low", "high"])
    return len(rated) > 1 and bool(rated["low"].iloc[0] > rated["high"].iloc[1:].max())


def by_export(observed: pd.DataFrame, *, most: int = PERIODS) -> pd.DataFrame:
    """Sum each account's gain in saves from one export to the next, those at least `EXPORTS_APART` apart.

    `observed`: platform, account, video, posted_at, observed_at (moments), saves; oldest first. One row an account and
    period, oldest first, the newest `most` of each: platform, account, since, until (moments), gained (Int64), a_week
    (Float64, the gain a week). A video posted within a period gained all it has; one first seen in it, posted earlier or at
    an unknown time, is left out of that period. A period in which no gain is known has a missing one.
    """
    parts = [_periods(own, most).assign(platform=p, account=a) for (p, a), own in observed.groupby(_KEY, sort=True)]
    names = [*_KEY, "since", "until", "gained", "a_week"]
    return pd.concat(parts, ignore_index=True)[names] if parts else pd.DataFrame(columns=names)


def _periods(observed: pd.DataFrame, most: int) -> pd.DataFrame:
    """Sum the gains of one account."""
    bounds = _bounds(pd.DatetimeIndex(observed["observed_at"].unique()).sort_values(), most)
    slot = bounds.searchsorted(observed["observed_at"], side="left")
    last = observed.assign(slot=slot).groupby(["video", "slot"])["saves"].last().astype("float64").unstack("slot")
    counts = last.reindex(columns=range(len(bounds))).ffill(axis=1).to_numpy(copy=True)
    posted = observed.groupby("video")["posted_at"].last().reindex(last.index)
    for at, bound in enumerate(bounds):
        born_later = (posted > bound).to_numpy("bool")
        counts[:, at] = np.where(np.isnan(counts[:, at]) & born_later, 0.0, counts[:, at])
    gained = pd.DataFrame(np.diff(counts, axis=1)).sum(min_count=1)
    since, until = bounds[:-1], bounds[1:]
    table = pd.DataFrame({"since": since, "until": until, "gained": gained.to_numpy("float64")})
    table["a_week"] = (table["gained"] / ((table["until"] - table["since"]) / WEEK)).astype("Float64")
    return table.astype({"gained": schema.COUNT})


def _bounds(moments: pd.DatetimeIndex, most: int) -> pd.DatetimeIndex:
    """Pick the newest moment, and before each the newest that is far enough from it; oldest first."""
    picked = list(moments[-1:])
    while len(picked) <= most:
        earlier = moments[moments <= picked[-1] - EXPORTS_APART]
        if earlier.empty:
            break
        picked.append(earlier[-1])
    return pd.DatetimeIndex(picked[::-1])
