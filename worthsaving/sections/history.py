"""What an open library adds to the answers: changes since an export, how videos grew, how long saves keep coming."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

import pandas as pd

from worthsaving import schema
from worthsaving.analysis import age, growth
from worthsaving.analysis.plans import bets
from worthsaving.errors import WorthSavingError
from worthsaving.schema import Account
from worthsaving.sections.once import Once

if TYPE_CHECKING:
    from worthsaving.library import Library

NEWEST = 250  # of so many videos a usual value is known closely, and a page stays quick
T = TypeVar("T")


class Look(Protocol):
    """A library at one moment."""

    @property
    def library(self) -> Library:
        """The library to ask."""
        ...

    @property
    def key(self) -> tuple[str, ...]:
        """What stands for all that it holds but marks and planned tests."""
        ...

    @property
    def notes(self) -> str:
        """What stands for its marks and planned tests."""
        ...

    @property
    def empty(self) -> bool:
        """Whether nothing is kept in it."""
        ...


@dataclass(frozen=True)
class Held:
    """A library that does not change while it is asked; see `Look`."""

    library: Library
    key: tuple[str, ...] = ()
    empty: bool = False
    notes: str = ""


class History:
    """Questions to the library that `look` finds, each asked once as long as the library holds the same.

    `look` returns None where no library is open; then only `is_open` may be asked. The others raise LibraryError where the
    library has no answer.
    """

    def __init__(self, look: Callable[[], Look | None]) -> None:
        self._look = look
        self._once = Once()

    @classmethod
    def of(cls, library: Library) -> History:
        """Make the questions to a library that holds something and does not change meanwhile."""
        held = Held(library)
        return cls(lambda: held)

    @property
    def is_open(self) -> bool:
        """Whether there is a library that holds something."""
        now = self._look()
        return now is not None and not now.empty

    def imports(self, accounts: tuple[Account, ...]) -> pd.DataFrame:
        """Return the imports that hold something of these accounts (of all where none is named)."""
        return self._ask(("imports", accounts), lambda library: library.imports(accounts))

    def changes(self, accounts: tuple[Account, ...], since: int | None) -> pd.DataFrame:
        """Return what changed since an import (None: each account's export before), one row a video."""
        return self._ask(("changes", accounts, since), lambda library: library.changes(since=since, accounts=accounts))

    def saves_over_time(self, accounts: tuple[Account, ...]) -> pd.DataFrame:
        """Return the saves of every video in the last weeks (see `Library.saves_over_time`)."""
        return self._ask(("saves over time", accounts), lambda library: library.saves_over_time(accounts))

    def how_long(self, accounts: tuple[Account, ...]) -> growth.HowLong | None:
        """Return how long saves keep coming, beside likes; None where too few videos show it."""
        return self._ask(("how long", accounts), lambda library: growth.how_long(self._newest(accounts)))

    def settling_days(self, accounts: tuple[Account, ...]) -> float | None:
        """Return the age from which saves are nearly all there; None where too few videos show it, or no library answers.

        The numbers of a file do not need the library, so that one that cannot be read does not hide them.
        """
        try:
            return self._ask(("settling", accounts), lambda library: age.settling_days(self._newest(accounts)))
        except WorthSavingError:
            return None

    def bets(self, accounts: tuple[Account, ...]) -> pd.DataFrame:
        """Return the bets on new videos, newest first."""
        return self._ask(("bets", accounts), lambda library: library.bets(accounts))

    def followed(self, accounts: tuple[Account, ...]) -> int:
        """Return how many of the newest videos were followed from their first days to the day of a bet."""
        return self._ask(("followed", accounts), lambda library: bets.followed(self._newest(accounts)))

    def tests(self, accounts: tuple[Account, ...]) -> pd.DataFrame:
        """Return the planned tests, newest first."""
        now = self._look()
        return self._ask(("tests", accounts, now and now.notes), lambda library: library.tests(accounts))

    def marks(self) -> pd.DataFrame:
        """Return all marks on the timeline, by day (`schema.MARKS` with their number); asked anew each time.

        The charts do not need them, so that a library that cannot be read leaves them out.
        """
        now = self._look()
        try:
            return schema.empty(schema.MARKS) if now is None else now.library.marks()
        except WorthSavingError:
            return schema.empty(schema.MARKS)

    def post(self, videos: pd.DataFrame, label: int) -> str:
        """Return what names a video, by its index label, in the questions below; "" where nothing tells it from others."""
        row, now = videos.loc[label], self._look()
        if row["video_id"] or now is None:
            return str(row["video_id"])
        alike = videos["video_id"].eq("") & videos["title"].eq(row["title"]) & videos["platform"].eq(row["platform"])
        return str(now.library.post_names(videos[alike]).loc[label])

    def observations(self, platform: str, account: str, post: str) -> pd.DataFrame:
        """Return every observation of one video."""
        return self._ask(
            ("observations", platform, account, post), lambda library: library.history(platform, account, post)
        )

    def equal_age(
        self, platform: str, account: str, post: str, *, age_days: float = growth.WEEK
    ) -> growth.EqualAge | None:
        """Return how a video stood at an age against its account's newest others, whether or not it is one of them."""
        video = (platform, account, post)

        def work(_: Library) -> growth.EqualAge | None:
            others = self._newest(((platform, account),))
            own = self.observations(*video).assign(platform=platform, account=account)
            both = pd.concat([others[others["post"] != post], own], ignore_index=True)
            return growth.equal_age(both, video, age_days)

        return self._ask(("equal age", video, age_days), work)

    def _newest(self, accounts: tuple[Account, ...]) -> pd.DataFrame:
        return self._ask(("newest", accounts), lambda library: library.histories(accounts, videos=NEWEST))

    def _ask(self, question: tuple[object, ...], work: Callable[[Library], T]) -> T:
        now = self._look()
        if now is None:
            raise LookupError("no library is open")  # the caller asks `is_open` first
        return self._once((now.key, question), lambda: work(now.library))
