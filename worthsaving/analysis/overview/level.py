"""Today's level of the save rate: since the change that holds up, else of the newest videos, else of all."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Literal

import pandas as pd

from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.change import Change
from worthsaving.analysis.eligible import eligible
from worthsaving.analysis.models import rates
from worthsaving.analysis.models.group_rates import group_rates
from worthsaving.analysis.select import posted_day
from worthsaving.analysis.trend import Trend, is_steady, said_range
from worthsaving.schema import Estimate

RECENT_DAYS = 90
"""Where the rate rises or falls, "now" is the usual rate of the videos of the newest so many days."""

Kind = Literal["step", "rising", "falling", "steady", "unclear", "too few videos"]


@dataclass(frozen=True)
class Level:
    """The usual save rate of today's videos (0-1) and how it came about.

    `kind`: "step", a change holds up; "rising" or "falling", the tested trend; "steady" (see `trend.is_steady`);
    "unclear", the trend's range is too wide for that; "too few videos" for a trend. `rate` is the level with its 95 % range and the number of videos
    behind it; after a step its value is that of the change. `since` is the first posting day that counts for it, None for
    all videos; `before` the usual rate before a step, else None. `model` is the spread of those videos' rates. `plain` and
    `plain_before` are plain means and medians of the same videos' counted rates, and of the finished ones before `since`.
    """

    kind: Kind
    rate: Estimate
    since: dt.date | None = None
    before: float | None = None
    model: rates.RateModel | None = field(default=None, repr=False, compare=False)
    plain: rates.Plain | None = None
    plain_before: rates.Plain | None = None


def level(
    videos: pd.DataFrame,
    *,
    change: Change | None,
    trend: Trend,
    model: rates.RateModel | None = None,
    settled_days: float = YOUNG_DAYS,
) -> Level | None:
    """Find the level of today; None where no video has a save rate or none was saved.

    `change` and `trend` are those of the same videos. Young videos (under `settled_days` old) are left out where enough others remain. `model` is the
    fit to all of them, where it is known already.
    """
    rows, _ = eligible(videos, or_all=True, settled_days=settled_days)
    day = posted_day(videos)
    first = _first_day(day[rows].dropna(), change, trend)
    chosen = videos.loc[rows if first is None else rows & (day >= first), ["saves", "views"]]
    fitted = model if first is None and model is not None else rates.fit(chosen["saves"], chosen["views"])
    usual = _usual(chosen, fitted)
    if usual is None:
        return None
    plain = rates.plain(chosen["saves"], chosen["views"])
    if first is None:
        return Level(_without_a_trend(trend), usual, model=fitted, plain=plain)
    older = videos[rows & (day < first)]
    found = Level(
        _kind(trend),
        usual,
        first.date(),
        model=fitted,
        plain=plain,
        plain_before=rates.plain(older["saves"], older["views"]),
    )
    if change is None:
        return found
    after = float(change.after)
    scale = after / usual.value
    rate = Estimate(after, usual.low * scale, min(usual.high * scale, 1.0), usual.n)
    return replace(found, kind="step", rate=rate, before=float(change.before))


def since(videos: pd.DataFrame, found: Level | None) -> pd.DataFrame:
    """Return the videos that today's level is about: those from its first day on, all of them where it has none."""
    if found is None or found.since is None:
        return videos
    return videos[(posted_day(videos) >= pd.Timestamp(found.since)).fillna(False)]


def _first_day(day: pd.Series, change: Change | None, trend: Trend) -> pd.Timestamp | None:
    if change is not None:
        return pd.Timestamp(change.date)
    return _recent(day) if trend.verdict in ("rising", "falling") else None


def _kind(trend: Trend) -> Kind:
    return "rising" if trend.verdict == "rising" else "falling"


def _usual(videos: pd.DataFrame, model: rates.RateModel | None) -> Estimate | None:
    """Estimate what a usual one of these videos gets (see `group_rates`), a viral one counted as one video."""
    found = group_rates(videos["saves"], videos["views"], pd.Series(0, index=videos.index), model=model)
    if found.empty or not found["rate"].iloc[0] > 0:
        return None
    rate, low, high = (float(found[name].iloc[0]) for name in ("rate", "low", "high"))
    return Estimate(rate, low, high, len(videos))


def _recent(day: pd.Series) -> pd.Timestamp:
    """Find the first day of the newest `RECENT_DAYS`, earlier where these hold under `rates.MIN_VIDEOS` videos."""
    newest = day.sort_values(ascending=False)
    enough = newest.iloc[min(rates.MIN_VIDEOS, len(newest)) - 1]
    return min(newest.iloc[0] - pd.Timedelta(days=RECENT_DAYS - 1), enough)


def _without_a_trend(trend: Trend) -> Kind:
    if said_range(trend) is None:
        return "too few videos"
    return "steady" if is_steady(trend) else "unclear"
