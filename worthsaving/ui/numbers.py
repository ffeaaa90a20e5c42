"""The analysis behind each page, computed once per choice of files and filters and kept for the session."""

from __future__ import annotations

from datetime import date

import pandas as pd

from worthsaving.analysis import (
    change,
    daily,
    engagement,
    expected,
    features,
    headline,
    relation,
    trend,
    video_order,
    video_rates,
    what_gets_saved,
)
from worthsaving.analysis.models import rates
from worthsaving.guidance import facts
from worthsaving.schema import Account
from worthsaving.ui.shell import session, session_cache
from worthsaving.ui.shell.filters import Chosen
from worthsaving.writing import fill_in

MOST_TO_FILL_IN = 300
Period = tuple[date, date]


def of_headline(chosen: Chosen) -> headline.Headline:
    """The headline numbers."""
    return _headline(chosen.key, chosen.videos)


def of_relation(chosen: Chosen, against: str, *, as_rates: bool) -> tuple[pd.DataFrame, relation.Usual | None]:
    """The points of saves against `against`, and what is usual."""
    return _relation(chosen.key, against, as_rates, chosen.videos)


def of_rates(chosen: Chosen) -> pd.DataFrame:
    """Each video's save rate with its range, and its place among its own account's videos."""
    return _judged(session.reading_key()).loc[chosen.videos.index]


def of_models() -> dict[Account, rates.RateModel | None]:
    """Each account's normal."""
    return _models(session.reading_key())


def of_expected(chosen: Chosen) -> pd.DataFrame:
    """What each video's views, likes and comments suggest, and its corner (column `label`)."""
    return _expected(chosen.key, chosen.videos)


def of_change(chosen: Chosen) -> change.Change | None:
    """The one change in level that holds up, if any."""
    return _change(chosen.key, chosen.videos)


def of_comparison(chosen: Chosen, a: Period, b: Period) -> change.Comparison:
    """Whether the videos of two periods (first and last day) differ."""
    return _comparison(chosen.key, a, b, chosen.videos)


def of_what_gets_saved(chosen: Chosen, zone: str) -> pd.DataFrame:
    """Which tags, words, lengths and times go with more saves."""
    return _what(chosen.key, zone, chosen.videos)


def of_having(chosen: Chosen, kind: str, value: str, zone: str) -> pd.Index:
    """The index labels of the videos with that tag, word, length or time."""
    return _having(chosen.key, kind, value, zone, chosen.videos)


def of_table(chosen: Chosen, words: str, order: str) -> tuple[pd.DataFrame, int]:
    """The first videos of the table in that order, and how many have the words in their caption."""
    return _table(chosen.key, words, order, chosen)


def of_facts(chosen: Chosen) -> frozenset[str]:
    """The facts that hold for what is on screen, for choosing notes."""
    return _facts(chosen.key, chosen)


def of_trend(chosen: Chosen) -> tuple[pd.DataFrame, trend.Trend, pd.DataFrame]:
    """The posting periods, the verdict, and the share of saves in all engagement."""
    return _trend(chosen.key, chosen.videos)


def of_days(chosen: Chosen) -> tuple[pd.DataFrame, list[str]]:
    """The daily table and which measures it has."""
    return _daily(chosen.key, chosen.days)


def of_missing_saves(chosen: Chosen) -> tuple[pd.DataFrame, int]:
    """The first rows of the sheet of saves to fill in, most viewed first, and how many it has in all."""
    return _missing_saves(chosen.key, chosen.videos)


@session_cache.for_this_visit()
def _headline(key: tuple, _videos: pd.DataFrame) -> headline.Headline:
    return headline.headline(_videos)


@session_cache.for_this_visit()
def _relation(
    key: tuple, against: str, as_rates: bool, _videos: pd.DataFrame
) -> tuple[pd.DataFrame, relation.Usual | None]:
    points = relation.points(_videos, against, as_rates=as_rates)
    return points, relation.usual(_videos, against, as_rates=as_rates)


@session_cache.for_this_visit()
def _models(key: tuple[str, ...]) -> dict[Account, rates.RateModel | None]:
    return video_rates.models(session.reading().videos)


@session_cache.for_this_visit()
def _judged(key: tuple[str, ...]) -> pd.DataFrame:
    return video_rates.judged(session.reading().videos, of_models())


@session_cache.for_this_visit()
def _expected(key: tuple, _videos: pd.DataFrame) -> pd.DataFrame:
    return expected.expected_saves(_videos).join(expected.quadrants(_videos)["label"])


@session_cache.for_this_visit()
def _change(key: tuple, _videos: pd.DataFrame) -> change.Change | None:
    return change.change_point(_videos)


@session_cache.for_this_visit()
def _comparison(key: tuple, a: Period, b: Period, _videos: pd.DataFrame) -> change.Comparison:
    return change.compare(_videos, a, b)


@session_cache.for_this_visit()
def _what(key: tuple, zone: str, _videos: pd.DataFrame) -> pd.DataFrame:
    return what_gets_saved.what_gets_saved(_videos, zone=zone)


@session_cache.for_this_visit()
def _having(key: tuple, kind: str, value: str, zone: str, _videos: pd.DataFrame) -> pd.Index:
    return features.having(_videos, kind, value, zone=zone)


@session_cache.for_this_visit()
def _table(key: tuple, words: str, order: str, _chosen: Chosen) -> tuple[pd.DataFrame, int]:
    return video_order.find(_chosen.videos, of_rates(_chosen), words=words, order=order)


@session_cache.for_this_visit()
def _facts(key: tuple, _chosen: Chosen) -> frozenset[str]:
    return facts.find(_chosen.videos, _chosen.days)


@session_cache.for_this_visit()
def _trend(key: tuple, _videos: pd.DataFrame) -> tuple[pd.DataFrame, trend.Trend, pd.DataFrame]:
    return trend.buckets(_videos), trend.verdict(_videos), engagement.share_over_time(_videos)


@session_cache.for_this_visit()
def _daily(key: tuple, _days: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    return daily.daily(_days), daily.available(_days)


@session_cache.for_this_visit()
def _missing_saves(key: tuple, _videos: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    sheet = fill_in.sheet(_videos)
    return sheet.head(MOST_TO_FILL_IN), len(sheet)
