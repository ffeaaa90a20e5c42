"""The videos and days of one report: an account, a period, kinds of post, a least number of views."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from worthsaving.analysis import select
from worthsaving.reading.result import FileReport, Reading
from worthsaving.schema import Account
from worthsaving.words import format
from worthsaving.words.own import labels as label_words


@dataclass(frozen=True)
class Choice:
    """The videos and days of one report; the defaults leave everything in.

    `account` is (platform, handle), None for all of them; `start` and `end` are posting days, both included. `labels` are
    (label, value) pairs, see `select.select`.
    """

    account: Account | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    media: tuple[str, ...] = ()
    min_views: int = 0
    labels: tuple[tuple[str, str], ...] = ()

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The account as the filters take it: empty for all."""
        return (self.account,) if self.account else ()

    def own(self, reading: Reading) -> pd.DataFrame:
        """Return all canonical videos of the account, whatever else was chosen."""
        return select.select(reading.videos, accounts=self.accounts)

    def videos(self, reading: Reading) -> pd.DataFrame:
        """Return the canonical videos that it leaves, index kept."""
        return select.select(
            self.own(reading),
            start=self.start,
            end=self.end,
            media=self.media,
            min_views=self.min_views,
            labels=self.labels,
        )

    def days(self, reading: Reading) -> pd.DataFrame:
        """Return the canonical days that it leaves; counts after the newest post belong to a period that ends with it."""
        newest = select.posted_day(self.own(reading)).max()
        open_end = self.end is None or (pd.notna(newest) and pd.Timestamp(self.end) >= newest)
        end = None if open_end else self.end
        return select.select_days(reading.days, start=self.start, end=end, accounts=self.accounts)

    def audience(self, reading: Reading) -> pd.DataFrame:
        """Return what is known of the account's followers, whatever else was chosen."""
        return select.select(reading.audience, accounts=self.accounts)

    def files(self, reading: Reading) -> tuple[FileReport, ...]:
        """Return the files that hold the chosen account: a report for one client does not name the files of another.

        A file that names nobody is listed where its format held the account and no file of that format names it;
        else it may be somebody else's, and is left out.
        """
        if self.account is None:
            return reading.files
        own = pd.concat([self.own(reading)["source"],
                         select.select_days(reading.days, accounts=self.accounts)["source"],
                         self.audience(reading)["source"]])  # fmt: skip
        formats = {form for source in own.unique() for form in str(source).split("+")}
        told = [file for file in reading.files if file.format in formats]
        naming = {file.format for file in told if self.account[1] in file.accounts}
        return tuple(
            file
            for file in told
            if (self.account[1] in file.accounts if any(file.accounts) else file.format not in naming)
        )

    def words(self) -> str:
        """Say what was chosen: "posted 1 Sep 2026 to 9 Nov 2026, 1,000 or more views"; empty for everything."""
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
        return ", ".join([*said, *label_words.chosen(self.labels)])


EVERYTHING = Choice()
