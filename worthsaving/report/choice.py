"""What a report is about: which account, which posting days, which kinds of video."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from worthsaving import platforms
from worthsaving.analysis import select
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
