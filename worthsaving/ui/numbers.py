"""The analysis behind each page, computed once per choice of files and filters and kept for the session."""

from __future__ import annotations

import pandas as pd

from worthsaving.analysis import daily, engagement, headline, rates, relation, trend
from worthsaving.ui import cached
from worthsaving.ui.filters import Chosen


def of_headline(chosen: Chosen) -> headline.Headline:
    """The headline numbers."""
    return _headline(chosen.key, chosen.videos)


def of_relation(chosen: Chosen, against: str, *, as_rates: bool) -> tuple[pd.DataFrame, relation.Usual | None]:
    """The points of saves against `against`, and what is usual."""
    return _relation(chosen.key, against, as_rates, chosen.videos)


def of_rates(chosen: Chosen) -> pd.DataFrame:
    """Each video's save rate with its range."""
    return _rates(chosen.key, chosen.videos)


def of_trend(chosen: Chosen) -> tuple[pd.DataFrame, trend.Trend, pd.DataFrame]:
    """The posting periods, the verdict, and the share of saves in all engagement."""
    return _trend(chosen.key, chosen.videos)


def of_days(chosen: Chosen) -> tuple[pd.DataFrame, list[str]]:
    """The daily table and which measures it has."""
    return daily.daily(chosen.days), daily.available(chosen.days)


@cached.for_this_visit()
def _headline(key: tuple, _videos: pd.DataFrame) -> headline.Headline:
    return headline.headline(_videos)


@cached.for_this_visit()
def _relation(
    key: tuple, against: str, as_rates: bool, _videos: pd.DataFrame
) -> tuple[pd.DataFrame, relation.Usual | None]:
    points = relation.points(_videos, against, as_rates=as_rates)
    return points, relation.usual(_videos, against, as_rates=as_rates)


@cached.for_this_visit()
def _rates(key: tuple, _videos: pd.DataFrame) -> pd.DataFrame:
    return rates.rates(_videos)


@cached.for_this_visit()
def _trend(key: tuple, _videos: pd.DataFrame) -> tuple[pd.DataFrame, trend.Trend, pd.DataFrame]:
    return trend.buckets(_videos), trend.verdict(_videos), engagement.share_over_time(_videos)
