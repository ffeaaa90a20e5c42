"""Gains between two exports, summed over the videos; unknown counts are left out, not taken as 0."""

from dataclasses import dataclass

import pandas as pd

from worthsaving import schema
from worthsaving.schema import Account

COUNTS = ("saves", "likes", "comments", "views")

ONE_EXPORT_OF = 10
"""Moments count as one export if they are also no further apart than a tenth of the period: a daily rate then holds."""


@dataclass(frozen=True)
class Gains:
    """The changes of all videos, summed.

    `saves`, `likes`, `comments`, `views`: gains, summed over the videos whose count is known in both exports (None
    without one). `compared` counts the videos whose saves are known in both, `gaining` those that gained saves; `new`,
    `vanished` and `fell` count videos. `since` is the export that most videos are compared with (a video missing from the
    list for weeks does not lengthen the period for all), `until` the newest.

    Of the compared videos, `earlier` and `later` count those compared with another export than `since` (`oldest`: the
    earliest of these exports, or None), `behind` those last counted before `until`. `days`: length of the period if every
    gain covers exactly it (so that a daily rate makes sense), else None. A video posted since then gained all it has.
    """

    videos: int
    compared: int
    gaining: int
    saves: int | None
    likes: int | None
    comments: int | None
    views: int | None
    new: int
    vanished: int
    fell: int
    since: pd.Timestamp | None
    until: pd.Timestamp | None
    days: float | None
    earlier: int = 0
    later: int = 0
    behind: int = 0
    oldest: pd.Timestamp | None = None


def gains(table: pd.DataFrame) -> Gains:
    """Sum a table of changes.

    Columns: `<count>_gained` (Int64, missing where either count is not known), new, vanished, fell (bool), before_at,
    after_at (moments). An empty table gives None for every gain.
    """
    sums = {name: _sum(table[f"{name}_gained"]) for name in COUNTS}
    saved = table["saves_gained"]
    before, after = table.loc[saved.notna(), "before_at"], table.loc[saved.notna(), "after_at"]
    since, until = _usual(before if before.notna().any() else table["before_at"]), table["after_at"].max()
    known = pd.notna(since) and pd.notna(until)
    near = min(schema.ONE_EXPORT, (until - since) / ONE_EXPORT_OF) if known else schema.ONE_EXPORT
    # Against a missing moment (a video posted since then has none before) nothing is earlier or later
    earlier, later, behind = before < since - near, before > since + near, after < until - near
    alike = not (earlier.any() or later.any() or behind.any())
    return Gains(
        videos=len(table),
        compared=int(saved.notna().sum()),
        gaining=int((saved > 0).fillna(False).sum()),
        **sums,
        new=int(table["new"].sum()),
        vanished=int(table["vanished"].sum()),
        fell=int(table["fell"].sum()),
        since=None if pd.isna(since) else since,
        until=None if pd.isna(until) else until,
        days=(until - since).total_seconds() / 86_400 if known and alike else None,
        earlier=int(earlier.sum()),
        later=int(later.sum()),
        behind=int(behind.sum()),
        oldest=before.min() if earlier.any() else None,
    )


def by_account(table: pd.DataFrame, most: int) -> dict[Account, Gains]:
    """Sum a table of changes account by account: the `most` that gained most saves, those with unknown gains last.

    Columns as for `gains`, with platform and account.
    """
    key = ["platform", "account"]
    saves = table.groupby(key, sort=True)["saves_gained"].sum(min_count=1)
    first = saves.sort_values(ascending=False, kind="stable", na_position="last").index[:most]
    of = pd.MultiIndex.from_frame(table[key])
    own = table[of.isin(first)].groupby(key, sort=False)
    return {(str(platform), str(account)): gains(own.get_group((platform, account))) for platform, account in first}


def top(table: pd.DataFrame, most: int) -> pd.DataFrame:
    """Pick the videos that gained most saves, most first: at most `most`, and only those that gained any."""
    gained = table[(table["saves_gained"] > 0).fillna(False).astype(bool)]
    return gained.sort_values("saves_gained", ascending=False, kind="stable").head(most)


def _usual(moments: pd.Series) -> pd.Timestamp:
    """Find the commonest moment, the earliest of equally common ones; NaT without any."""
    common = moments.mode()
    return common.iloc[0] if len(common) else pd.NaT


def _sum(gained: pd.Series) -> int | None:
    return int(gained.sum()) if gained.notna().any() else None
