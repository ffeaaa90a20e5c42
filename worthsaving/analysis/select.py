"""Selection of videos and days by period, account, media and size."""

import datetime as dt
from collections.abc import Collection

import pandas as pd

from worthsaving import schema
from worthsaving.analysis.labels import columns


def posted_day(videos: pd.DataFrame) -> pd.Series:
    """Return the posting day of each video as midnight without a zone (datetime64[us]).

    The UTC date of `posted_at`; where that is missing, the day the export prints (`posted_day_local`); NaT where
    neither is known. Where the table has it as a column already, that column.
    """
    if "posted_day" in videos:
        return videos["posted_day"]
    exact = videos["posted_at"].dt.tz_convert("UTC").dt.tz_localize(None).dt.normalize()
    return exact.fillna(videos["posted_day_local"].dt.normalize()).astype(schema.DAY).rename("posted_day")


def select(
    videos: pd.DataFrame,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    accounts: Collection[tuple[str, str]] = (),
    media: Collection[str] = (),
    min_views: int = 0,
    labels: Collection[tuple[str, str]] = (),
) -> pd.DataFrame:
    """Pick the rows of `videos` that pass every filter, index kept; an empty filter lets everything through.
    When nothing is left out it is `videos` itself.

    `start` and `end` are posting days, both included; `accounts` are (platform, account) pairs, `labels`
    (label, value) pairs of `analysis.labels.columns`: a video has one of the values of each label named. A video without any
    date is kept only when no period is set, and one with unknown views only when `min_views` is 0. Nothing left gives
    an empty table with the same columns.
    """
    keep = pd.Series(True, index=videos.index)
    if start is not None or end is not None:
        day = posted_day(videos)
        keep &= day.notna()
        if start is not None:
            keep &= day >= pd.Timestamp(start)
        if end is not None:
            keep &= day <= pd.Timestamp(end)
    if accounts:
        keep &= _of_accounts(videos, accounts)
    if media:
        keep &= videos["media"].isin(list(media))
    if min_views > 0:
        keep &= (videos["views"] >= min_views).fillna(False).astype(bool)
    for label in dict.fromkeys(name for name, _ in labels):
        keep &= _labelled(videos, label, [value for name, value in labels if name == label])
    return videos if keep.all() else videos[keep]


def _labelled(videos: pd.DataFrame, label: str, wanted: list[str]) -> pd.Series:
    """Mark the videos with one of these values of a label; where no video has the label, all are unlabelled."""
    name = columns.kind(label)
    if name not in videos:
        return pd.Series(columns.UNLABELLED in wanted, index=videos.index)
    has = videos[name].isin(wanted)
    return has | videos[name].isna() if columns.UNLABELLED in wanted else has


def select_days(
    days: pd.DataFrame,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    accounts: Collection[tuple[str, str]] = (),
) -> pd.DataFrame:
    """Pick the rows of `days` from `start` to `end`, both included, of these (platform, account) pairs; empty: all."""
    keep = pd.Series(True, index=days.index)
    if start is not None:
        keep &= days["day"] >= pd.Timestamp(start)
    if end is not None:
        keep &= days["day"] <= pd.Timestamp(end)
    if accounts:
        keep &= _of_accounts(days, accounts)
    return days if keep.all() else days[keep]


def _of_accounts(table: pd.DataFrame, accounts: Collection[tuple[str, str]]) -> pd.Series:
    keep = pd.Series(False, index=table.index)
    for platform, account in accounts:
        keep |= (table["platform"] == platform) & (table["account"] == account)
    return keep
