"""The numbers of a report: the very functions that the pages call, each computed when it is first asked for."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from worthsaving.analysis import (
    change,
    daily,
    engagement,
    expected,
    headline,
    relation,
    select,
    trend,
    video_rates,
    what_gets_saved,
)
from worthsaving.analysis.models.rates import RateModel
from worthsaving.guidance import facts
from worthsaving.reading.result import FileReport, Reading
from worthsaving.report.choice import Account, Choice, accounts_of

ZONE = "UTC"  # weekday and time of day, as TikTok's files have them


class Numbers:
    """What a reading says about a choice of it. Tables keep the index of the reading's videos; do not change them."""

    def __init__(self, reading: Reading, choice: Choice) -> None:
        self.reading = reading
        self.choice = choice
        self.videos: pd.DataFrame = choice.videos(reading)
        self.days: pd.DataFrame = daily.daily(choice.days(reading))
        self.files: tuple[FileReport, ...] = choice.files(reading)
        self.accounts: tuple[Account, ...] = choice.accounts or accounts_of(self.videos, self.days)
        self.facts: frozenset[str] = facts.of(self.videos, self.days)

    @property
    def has_saves(self) -> bool:
        """Whether any video's saves are known."""
        return "has_saves" in self.facts

    @cached_property
    def headline(self) -> headline.Headline:
        """The headline numbers."""
        return headline.headline(self.videos)

    @cached_property
    def rates(self) -> pd.DataFrame:
        """Each video's save rate with its range, judged by all of its own account's videos."""
        return video_rates.judged(self._own, self.models).loc[self.videos.index]

    @cached_property
    def models(self) -> dict[video_rates.Account, RateModel | None]:
        """Each account's normal."""
        return video_rates.models(self._own)

    @cached_property
    def _own(self) -> pd.DataFrame:
        """All videos of these accounts, whatever else was chosen."""
        return select.select(self.reading.videos, accounts=self.accounts)

    @cached_property
    def expected(self) -> pd.DataFrame:
        """What each video's views, likes and comments suggest, and its corner (column `label`)."""
        return expected.expected_saves(self.videos).join(expected.corners(self.videos)["label"])

    @cached_property
    def change(self) -> change.Change | None:
        """The one change in level that holds up, if any."""
        return change.change_point(self.videos)

    @cached_property
    def what(self) -> pd.DataFrame:
        """Which tags, words, lengths and times go with more saves."""
        return what_gets_saved.what_gets_saved(self.videos, zone=ZONE)

    @cached_property
    def trend(self) -> trend.Trend:
        """Whether the save rate rises or falls."""
        return trend.verdict(self.videos)

    @cached_property
    def buckets(self) -> pd.DataFrame:
        """The posting periods."""
        return trend.buckets(self.videos)

    @cached_property
    def shares(self) -> pd.DataFrame:
        """The share of saves in all engagement by posting period."""
        return engagement.share_over_time(self.videos)

    def relation(self, against: str, *, as_rates: bool) -> tuple[pd.DataFrame, relation.Usual | None]:
        """The points of saves against `against`, and what is usual."""
        points = relation.points(self.videos, against, as_rates=as_rates)
        return points, relation.usual(self.videos, against, as_rates=as_rates)
