"""Weeks of accounts: each account's newest week judged by its weeks before, and that of all accounts together."""

from dataclasses import dataclass

import pandas as pd

from worthsaving.analysis import accounts
from worthsaving.analysis.week.usual_week import MIN_WEEKS, MOST_WEEKS, Judged, false_alarms, judge
from worthsaving.schema import Account

SHORTEST, LONGEST = pd.Timedelta(days=5), pd.Timedelta(days=10)
"""Two exports so far apart hold a week: what came in is then said for 7 days."""
READ_WEEKS = MOST_WEEKS + 2  # exports slip by some days
_WEEK = pd.Timedelta(days=7)
_KEY = ["platform", "account"]


@dataclass(frozen=True)
class AccountWeek:
    """The newest week of one account, from export to export.

    `gained`: the saves that came in from `since` to `until` (None where no gain is known), `posts` the videos posted in it;
    `judged` is None where the two exports are no week apart.
    """

    account: Account
    since: pd.Timestamp
    until: pd.Timestamp
    gained: int | None
    posts: int
    judged: Judged | None

    @property
    def days(self) -> float:
        """How long it is."""
        return float((self.until - self.since) / pd.Timedelta(days=1))


@dataclass(frozen=True)
class Weeks:
    """The newest week: of each account that has one (most saves first), and of all of them together.

    `together` covers the accounts in `judged_together`, None with fewer than two. `left_out`: accounts whose newest export
    lies before this week, with its day. `waiting`: accounts with one export only. `since` is where the week begins.
    """

    accounts: tuple[AccountWeek, ...]
    together: Judged | None
    judged_together: int
    left_out: tuple[tuple[Account, pd.Timestamp], ...]
    waiting: tuple[Account, ...]
    until: pd.Timestamp | None

    @property
    def unusual(self) -> tuple[AccountWeek, ...]:
        """The accounts whose week is called unusual."""
        return tuple(each for each in self.accounts if each.judged and each.judged.verdict in ("more", "less"))

    @property
    def since(self) -> pd.Timestamp | None:
        """Where the week of most accounts begins."""
        starts = pd.Series([each.since for each in self.accounts])
        return None if starts.empty else starts.mode().min()


def weeks(observed: pd.DataFrame) -> Weeks:
    """Judge the newest week of every account in `observed`.

    `observed`: platform, account, video, posted_at, observed_at (moments), saves (Int64), oldest first, of the last
    `READ_WEEKS` weeks (see `Library.saves_over_time`). An export belongs to this week if it was made at most `LONGEST`
    before the newest one of all.
    """
    table = accounts.by_export(observed, most=MOST_WEEKS + 1)
    last = observed.groupby(_KEY)["observed_at"].max()
    newest = last.max() if len(last) else None
    each = {(str(key[0]), str(key[1])): own.reset_index(drop=True) for key, own in table.groupby(_KEY, sort=True)}
    here = {account: own for account, own in each.items() if newest - own["until"].iloc[-1] <= LONGEST}
    rated = {
        account: gains for account, own in here.items() if len(gains := _week_long(own)) and _is_week(own.iloc[-1])
    }
    alone, _ = false_alarms(len(rated))
    found = []
    for account, own in here.items():
        row = own.iloc[-1]
        judged = judge(rated[account].to_numpy("float64"), false_alarms=alone) if account in rated else None
        gained = None if pd.isna(row["gained"]) else int(row["gained"])
        mine = (observed["platform"] == account[0]) & (observed["account"] == account[1])
        posted = observed.loc[mine & (observed["posted_at"] > row["since"]), "video"].nunique()
        found.append(AccountWeek(account, row["since"], row["until"], gained, int(posted), judged))
    together, number = _together(rated)
    found.sort(key=lambda one: (-(one.gained if one.gained is not None else -1), one.account))
    known = {(str(p), str(a)): moment for (p, a), moment in last.items()}
    return Weeks(
        accounts=tuple(found),
        together=together,
        judged_together=number,
        left_out=tuple((account, known[account]) for account in each if account not in here),
        waiting=tuple(account for account in known if account not in each),
        until=newest,
    )


def _together(rated: dict[Account, pd.Series]) -> tuple[Judged | None, int]:
    """Judge the sum of the accounts that have weeks enough, over the weeks that all of them have.

    While these are too few, the account that has fewest weeks is left out.
    """
    enough = {account: gains for account, gains in rated.items() if len(gains) > MIN_WEEKS}
    table = pd.DataFrame({account: gains.groupby(level=0).mean() for account, gains in enough.items()})
    while table.shape[1] > 2 and len(table.dropna()) <= MIN_WEEKS:
        table = table.drop(columns=[table.count().idxmin()])
    if table.shape[1] < 2:
        return None, table.shape[1]
    total = table.dropna().sort_index(ascending=False).sum(axis=1).to_numpy("float64")
    return judge(total, false_alarms=false_alarms(len(rated))[1]), table.shape[1]


def _is_week(row: pd.Series) -> bool:
    return bool(SHORTEST <= row["until"] - row["since"] <= LONGEST and pd.notna(row["a_week"]))


def _week_long(own: pd.DataFrame) -> pd.Series:
    """Return the gains in 7 days of the periods that hold a week, oldest first, by how many weeks ago the period ended."""
    length = own["until"] - own["since"]
    kept = own[length.between(SHORTEST, LONGEST) & own["a_week"].notna()]
    ago = ((own["until"].iloc[-1] - kept["until"]) / _WEEK).round().astype("int64")
    return kept["a_week"].astype("float64").set_axis(ago)
