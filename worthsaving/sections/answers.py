"""The numbers of a report: the very functions that the pages call, each computed when it is first asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from worthsaving import platforms
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
from worthsaving.words import format

Account = tuple[str, str]  # platform, handle


@dataclass(frozen=True)
class Choice:
    """The videos and days of one report; the defaults leave everything in.

    `account` is (platform, handle), None for all of them; `start` and `end` are posting days, both included.
    """

    account: Account | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    media: tuple[str, ...] = ()
    min_views: int = 0

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The account as the filters take it: empty for all."""
        return (self.account,) if self.account else ()

    def videos(self, reading: Reading) -> pd.DataFrame:
        """The canonical videos that it leaves, index kept."""
        return select.select(
            reading.videos,
            start=self.start,
            end=self.end,
            accounts=self.accounts,
            media=self.media,
            min_views=self.min_views,
        )

    def days(self, reading: Reading) -> pd.DataFrame:
        """The canonical days that it leaves; counts after the newest post belong to a period that ends with it."""
        newest = select.posted_day(select.select(reading.videos, accounts=self.accounts)).max()
        open_end = self.end is None or (pd.notna(newest) and pd.Timestamp(self.end) >= newest)
        end = None if open_end else self.end
        return select.select_days(reading.days, start=self.start, end=end, accounts=self.accounts)

    def files(self, reading: Reading) -> tuple[FileReport, ...]:
        """The files that tell of the chosen account: a report for one client does not name the files of another.

        A file that names nobody is listed where its format told of the account and no file of that format names it;
        else it may be somebody else's, and is left out.
        """
        if self.account is None:
            return reading.files
        own = pd.concat([select.select(reading.videos, accounts=self.accounts)["source"],
                         select.select_days(reading.days, accounts=self.accounts)["source"]])  # fmt: skip
        formats = {form for source in own.unique() for form in str(source).split("+")}
        told = [file for file in reading.files if file.format in formats]
        naming = {file.format for file in told if self.account[1] in file.accounts}
        return tuple(
            file
            for file in told
            if (self.account[1] in file.accounts if any(file.accounts) else file.format not in naming)
        )

    def words(self) -> str:
        """What was chosen, in words: "posted 1 Sep 2026 to 9 Nov 2026, 1,000 or more views"; empty for everything."""
        said = []
        if self.start and self.end:
            said.append(f"posted {format.day(self.start)} to {format.day(self.end)}")
        elif self.start or self.end:
            word = "from" if self.start else "until"
            said.append(f"posted {word} {format.day(self.start or self.end)}")
        if self.media:
            said.append(f"{' and '.join(self.media)} only")
        if self.min_views:
            said.append(f"{self.min_views:,} or more views")
        return ", ".join(said)


EVERYTHING = Choice()


def accounts_of(videos: pd.DataFrame, days: pd.DataFrame) -> tuple[Account, ...]:
    """The (platform, account) pairs of these tables, the one with the most videos first."""
    sizes = videos.groupby(["platform", "account"]).size().sort_values(ascending=False, kind="stable")
    pairs = [*sizes.index, *days[["platform", "account"]].drop_duplicates().itertuples(index=False, name=None)]
    return tuple(dict.fromkeys((str(platform), str(account)) for platform, account in pairs))


def named(accounts: tuple[Account, ...], most: int = 3) -> str:
    """The accounts in words, at most `most` of them by name."""
    labels = [platforms.account_label(*account) for account in accounts]
    more = f" and {len(labels) - most} more" if len(labels) > most else ""
    return ", ".join(labels[:most]) + more


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
        self.facts: frozenset[str] = facts.find(self.videos, self.days)

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
    def models(self) -> dict[Account, RateModel | None]:
        """Each account's normal."""
        return video_rates.models(self._own)

    @cached_property
    def _own(self) -> pd.DataFrame:
        """All videos of these accounts, whatever else was chosen."""
        return select.select(self.reading.videos, accounts=self.accounts)

    @cached_property
    def expected(self) -> pd.DataFrame:
        """What each video's views, likes and comments suggest, and its corner (column `label`)."""
        return expected.expected_saves(self.videos).join(expected.quadrants(self.videos)["label"])

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
