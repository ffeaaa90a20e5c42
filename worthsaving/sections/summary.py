"""Summary of a reading as plain values: what `summary --json` prints."""

from __future__ import annotations

from typing import Any, Protocol

import pandas as pd

from worthsaving.analysis.headline import headline
from worthsaving.analysis.trend import verdict
from worthsaving.schema import Estimate


class HasVideos(Protocol):
    """Anything with a canonical `videos` table, such as a Reading."""

    @property
    def videos(self) -> pd.DataFrame:
        """The canonical table."""
        ...


def summarise(reading: HasVideos) -> dict[str, Any]:
    """What `summary --json` prints: plain Python values only, null where the files cannot tell.

    Without known saves, `saves`, every figure under `save_rate` and `most_saved` are null. Where several accounts are in
    it, these figures are of all of them together and no account's own; then `accounts` has each one's, in the same keys
    beside `platform` and `account`.
    """
    videos = reading.videos
    groups = list(videos.groupby(["platform", "account"], sort=False))
    told = _told(videos)
    if len(groups) > 1:
        told["accounts"] = [{"platform": str(p), "account": str(a), **_told(own)} for (p, a), own in groups]
    return told


def _ranged(found: Estimate | None, *names: str) -> dict[str, float | None]:
    """The value, low and high end of an estimate by these three names, all None without one."""
    values = (None, None, None) if found is None else (found.value, found.low, found.high)
    return dict(zip(names, values, strict=True))


def _told(videos: pd.DataFrame) -> dict[str, Any]:
    top = headline(videos)
    trend = verdict(videos)
    most = None
    if top.most_saved is not None:
        row = videos.loc[top.most_saved]
        most = {
            "video_id": str(row["video_id"]),
            "title": str(row["title"]),
            "link": str(row["link"]),
            "saves": int(row["saves"]),
            "share_of_saves": top.top_share,
        }
    return {
        "videos": top.videos,
        "videos_with_saves": top.videos_with_saves,
        "views": top.views,
        "saves": top.saves,
        "save_rate": {
            **_ranged(top.pooled, "pooled", "pooled_low", "pooled_high"),
            **_ranged(top.typical, "median", "typical_low", "typical_high"),
            "videos": top.rated,
            "left_out_young": top.left_out_young,
            "few_videos": top.weak,
        },
        "trend": {
            "verdict": trend.verdict,
            **_ranged(trend.per_year, "per_year", "low", "high"),
            "p_value": trend.p_value,
            "videos": trend.n,
            "left_out_young": trend.left_out_young,
            "needed": trend.needed,
        },
        "first_day": None if top.first_day is None else top.first_day.isoformat(),
        "last_day": None if top.last_day is None else top.last_day.isoformat(),
        "most_saved": most,
        "young": top.young,
    }
