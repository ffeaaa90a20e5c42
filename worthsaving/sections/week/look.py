"""What a library says about its newest week: everything that a digest stands on, each read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from worthsaving.analysis.week import best, new_videos, weeks
from worthsaving.analysis.week.best import Best
from worthsaving.analysis.week.new_videos import NewVideo
from worthsaving.analysis.week.weeks import AccountWeek, Weeks
from worthsaving.library.kept.planned_tests import OPEN
from worthsaving.schema import Account

if TYPE_CHECKING:
    from worthsaving.library import Library


@dataclass(frozen=True)
class Own:
    """What happened on one account in its newest week.

    `new`: its new videos, at most `new_videos.MOST` of `posted`; `videos`: the canonical newest values of the account's
    videos by their name in the library. `bets`: those settled since the export before (see `Library.bets`); `marks`: those on days of the
    week. `tests`: those
    that got their verdict since then, and open ones with all their posts finished (see `Library.tests`).
    """

    week: AccountWeek
    new: tuple[NewVideo, ...]
    posted: int
    best: Best | None
    bets: pd.DataFrame
    tests: pd.DataFrame
    videos: pd.DataFrame
    marks: pd.DataFrame


@dataclass(frozen=True)
class Look:
    """The newest week of the library's accounts; `something`: whether it calls for a look."""

    weeks: Weeks
    accounts: tuple[Own, ...]

    @property
    def something(self) -> bool:
        """Whether a week is out of the ordinary, or a planned test can be judged or was."""
        unusual = self.weeks.together is not None and self.weeks.together.verdict in ("more", "less")
        return unusual or bool(self.weeks.unusual) or any(len(own.tests) for own in self.accounts)


def look(library: Library, accounts: Sequence[Account] = ()) -> Look:
    """Look at the newest week of these accounts (of all without any); an empty library has none."""
    observed = library.saves_over_time(accounts, weeks=weeks.READ_WEEKS)
    found = weeks.weeks(observed)
    here = [one.account for one in found.accounts]
    if not here:
        return Look(found, ())
    videos = library.reading(accounts=here).videos
    named = videos.assign(post=library.post_names(videos))
    bets, tests = library.bets(here), library.tests(here)
    own = (
        _own(
            one,
            _of(observed, one.account),
            _of(named, one.account),
            _of(bets, one.account),
            _of(tests, one.account),
            library.marks([one.account]),
        )
        for one in found.accounts
    )
    return Look(found, tuple(own))


def _own(
    week: AccountWeek,
    observed: pd.DataFrame,
    named: pd.DataFrame,
    bets: pd.DataFrame,
    tests: pd.DataFrame,
    marks: pd.DataFrame,
) -> Own:
    fresh, posted = new_videos.new_videos(observed, week.since)
    settled = bets[(bets["settled_at"] > week.since).fillna(False).astype(bool)]
    judged = (tests["judged_at"] > week.since).fillna(False).astype(bool)
    finished = tests["finished_with"].add(tests["finished_without"]).ge(2 * tests["planned"])
    ripe = tests["state"].eq(OPEN) & finished.fillna(False).astype(bool)
    first, last = (moment.tz_localize(None).normalize() for moment in (week.since, week.until))
    here = (marks["day"] <= last) & (marks["until"].fillna(marks["day"]) >= first)
    return Own(
        marks=marks[here],
        week=week,
        new=fresh,
        posted=posted,
        best=best.best(named, observed, week.since),
        bets=settled,
        tests=tests[judged | ripe],
        videos=named[named["post"] != ""].drop_duplicates("post").set_index("post"),
    )


def _of(table: pd.DataFrame, account: Account) -> pd.DataFrame:
    return table[table["platform"].eq(account[0]) & table["account"].eq(account[1])]
