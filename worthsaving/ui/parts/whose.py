"""Whose charts a page shows, and of which day their counts are: what stands on a picture and in the name of a file."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from worthsaving import platforms
from worthsaving.analysis import select
from worthsaving.schema import Account
from worthsaving.sections.choice.accounts import accounts_of
from worthsaving.ui.shell import session, session_cache
from worthsaving.words import format
from worthsaving.words.report.file_name import file_name


@dataclass(frozen=True)
class Whose:
    """The accounts on the page, and the newest day of their counts (None where no day is known)."""

    accounts: tuple[Account, ...]
    day: dt.date | None

    @property
    def line(self) -> str:
        """Say both in one line: "@handle · TikTok · counts of 9 Nov 2026"; it may hold a handle: escape it."""
        many = f"{len(self.accounts)} accounts"
        who = platforms.account_label(*self.accounts[0]) if len(self.accounts) == 1 else many if self.accounts else ""
        when = "" if self.day is None else f"counts of {format.day(self.day)}"
        return " · ".join(filter(None, [who, when, "Worth Saving"]))

    def file_name(self, what: str, ending: str) -> str:
        """Name a file by account and day."""
        return file_name(what, ending, accounts=self.accounts, day=self.day)


def whose() -> Whose:
    """Return whose charts stand on this page: the account chosen in its filter, all of them without one."""
    known = _known(session.reading_key())
    chosen = [pair for pair in known if platforms.account_label(*pair) == st.session_state.get("account")]
    accounts = tuple(chosen) or tuple(known)
    days = [day for pair in accounts if (day := known[pair]) is not None]
    return Whose(accounts, max(days, default=None))


def counted_on(videos: pd.DataFrame) -> dt.date | None:
    """Return the newest day of these counts (of posting where the files do not say); None where no day is known."""
    for moments in (videos["observed_at"], select.posted_day(videos)):
        if moments.notna().any():
            newest: dt.date = moments.max().date()
            return newest
    return None


@session_cache.for_this_visit()
def _known(key: tuple[str, ...]) -> dict[Account, dt.date | None]:
    reading = session.reading()
    accounts = accounts_of(reading.videos, reading.days)
    return {pair: counted_on(select.select(reading.videos, accounts=(pair,))) for pair in accounts}
