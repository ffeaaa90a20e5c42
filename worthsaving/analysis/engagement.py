"""What part of all engagement saves are, over time."""

from __future__ import annotations

import pandas as pd

from worthsaving.analysis import periods
from worthsaving.analysis.grouped import group_rates
from worthsaving.analysis.select import posted_day

KINDS = ("likes", "comments", "shares", "saves")


def share_over_time(videos: pd.DataFrame, *, by: periods.By | None = None) -> pd.DataFrame:
    """One row a week or month of posting, empty ones too: the saves among likes + comments + shares + saves.

    Columns: `start`, `end`; `n`, the videos that have all four counts; `share` (0-1), the saves' part for a usual video
    of that time (a viral one counts as one video, see `grouped.group_rates`) with its 95 % range `low`, `high`;
    `likes_share`, `comments_share`, `shares_share` (0-1), the rest divided as all videos together divide it. With `share`
    they add up to 1. NaN where a period has no engagement to share out; a count is never assumed to be 0.
    """
    day = posted_day(videos)
    by = by or periods.choose(day)
    start = periods.start_of(day, by)
    table = periods.calendar(start, by)
    complete = (videos[list(KINDS)] >= 0).fillna(False).astype(bool).all(axis=1) & start.notna()
    counts = videos.loc[complete, list(KINDS)].astype("float64")
    groups = counts.assign(n=1).groupby(start[complete]).sum()
    others = groups[list(KINDS[:3])]
    found = group_rates(videos["saves"], counts.sum(axis=1).reindex(videos.index), start)
    found = found.rename(columns={"rate": "share"}).reindex(groups.index)
    total = others.sum(axis=1)
    # without any like, comment or share there is no rest to divide
    rest = others.div(total.where(total > 0), axis=0).mul(1 - found["share"], axis=0).add_suffix("_share")
    table = table.join(groups["n"], on="start").join(found, on="start").join(rest, on="start")
    table["n"] = table["n"].fillna(0).astype("int64")
    return table[["start", "end", "n", "share", "low", "high", "likes_share", "comments_share", "shares_share"]]
