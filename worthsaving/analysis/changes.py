"""Gains between two exports, summed over the videos; unknown counts are left out, not taken as 0."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from worthsaving import schema

COUNTS = ("saves", "likes", "comments", "views")

ONE_EXPORT_OF = 10
"""Moments count as one export if they are also at most one in so many of the compared time apart: a pace is hardly off."""


@dataclass(frozen=True)
class Gains:
    """The changes of all videos, summed.

    `saves`, `likes`, `comments`, `views` are what was gained over the videos that know it on both sides (None when none
    does), `gaining` how many videos gained saves, `compared` how many know their saves on both sides. `new`,
    `vanished`, `fell` count videos. `since` is the moment that most videos are compared with (one that was away from a list for
    weeks must not stretch the time for all), `until` the newest one seen.

    Of the videos whose saves are known on both sides `earlier` and `later` are compared with another look than that of
    `since` (`oldest` is the furthest back, None where none is earlier), and `behind` were last counted before that of
    `until`. `days` is the time from `since` to `until` where it is that of all gains in saves, and so gives a pace: None
    where any of those three is not 0, or a moment is missing. A video posted since then gained all it has in that time.
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

    Takes `<count>_gained` (Int64, missing where either side is not known), new, vanished, fell (bool), before_at,
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
