"""Of which moment a file's counts are, where its rows name none, and which files would fall into one."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time

import pandas as pd

from worthsaving.library import stored_rows
from worthsaving.library.database_tables import COUNTS
from worthsaving.reading.formats.file_names import facts
from worthsaving.reading.result import Reading, Snapshot

Taken = datetime | Mapping[str, datetime] | None
"""When the files were exported that do not say so: one moment for all, one for each digest, or not known."""
_SHOWN = 3


def of(snapshot: Snapshot, kept_at: int, taken: Taken) -> tuple[int, bool]:
    """The moment (microseconds) of a file's rows that name none, and whether it was stated.

    What was told for this file by its digest, else what its name says (TikTok Studio's does), else the one moment that
    was told for all. Without any of them the moment of keeping, which nobody stated.
    """
    each = taken.get(snapshot.digest) if isinstance(taken, Mapping) else None
    stated = each or exported(snapshot.name, kept_at) or (taken if isinstance(taken, datetime) else None)
    return (kept_at, False) if stated is None else (stored_rows.micros(stated), True)


def exported(name: str, now: int) -> datetime | None:
    """The moment of export in a file's name; None where it has none, or one still to come."""
    moment = facts(name).exported
    return moment if moment is not None and stored_rows.micros(moment) <= now else None


def noon(day: date) -> datetime:
    """The moment that stands for a day of which no hour is known: noon where this machine is."""
    return datetime.combine(day, time(12)).astimezone(UTC)


def in_names(reading: Reading, digests: Collection[str], now: datetime) -> dict[str, tuple[str, datetime]]:
    """Digest -> name and `noon` of the past day in it, for those of these files whose name holds exactly one.

    Two days are a span, which says nothing of the export. A file of today is one of now, and left out.
    """
    found = {}
    for snapshot in reading.snapshots:
        days = facts(snapshot.name).written
        if snapshot.digest in digests and len(days) == 1 and days[0] < now.astimezone().date():
            found[snapshot.digest] = snapshot.name, noon(days[0])
    return found


def undated(reading: Reading, now: int) -> list[Snapshot]:
    """The files with videos of which neither a row nor the name says when they were counted, one for each digest."""
    found: dict[str, Snapshot] = {}
    for snapshot in reading.snapshots:
        if snapshot.videos["observed_at"].isna().any() and exported(snapshot.name, now) is None:
            found.setdefault(snapshot.digest, snapshot)
    return list(found.values())


def clashing(files: Iterable[tuple[Snapshot, Hashable]]) -> list[Snapshot]:
    """The files, each with its moment or day, that would hide another one: same moment, same video, another count.

    Only rows that name no moment themselves can. Counts that just one of the files has do not: those files add up.
    """
    groups: dict[Hashable, list[Snapshot]] = {}
    for snapshot, at in files:
        if snapshot.videos["observed_at"].isna().any():
            groups.setdefault(at, []).append(snapshot)
    return [snapshot for group in groups.values() if len(group) > 1 for snapshot in _differing(group)]


def reason(clash: Sequence[Snapshot]) -> str:
    """What is wrong with clashing files, in a sentence or two that name them; for a ZIP also what to do first."""
    names = [f"“{snapshot.name}”" for snapshot in {s.digest: s for s in clash}.values()]
    packed = len(names) < len(clash)
    if len(names) == 1:
        return f"{names[0]} holds several exports of the same videos, and none says when it was made. Unpack it first."
    more = [f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN + 1 else []
    shown = [*names[: _SHOWN if more else None], *more]
    told = f"{', '.join(shown[:-1])} and {shown[-1]}"
    unpack = " Unpack the ZIP among them first." if packed else ""
    return f"{told} count the same videos, and none says when it was made.{unpack}"


def _differing(group: Sequence[Snapshot]) -> list[Snapshot]:
    """Those that count a video otherwise than another of the group does."""
    parts = []
    for number, snapshot in enumerate(group):
        videos = snapshot.videos[snapshot.videos["observed_at"].isna()]
        parts.append(videos.assign(_file=number, _video=_video(videos)).dropna(subset=["_video"]))
    whole = pd.concat([part[["_file", "_video", *COUNTS]] for part in parts], ignore_index=True)
    each = whole.groupby(["_video", "_file"])[list(COUNTS)].max()
    disputed = each.notna() & each.groupby("_video").transform("nunique").gt(1)
    files = set(disputed.index[disputed.any(axis=1)].get_level_values("_file"))
    return [snapshot for number, snapshot in enumerate(group) if number in files]


def _video(videos: pd.DataFrame) -> pd.Series:
    """What tells a video from every other in another export of the same kind; missing where nothing does."""
    posted = videos["posted_at"].astype("str") + "\0" + videos["posted_day_local"].astype("str")
    told = videos["title"].ne("") | videos["posted_at"].notna() | videos["posted_day_local"].notna()
    key = ("text\0" + videos["account"] + "\0" + videos["title"] + "\0" + posted).where(told)
    key = key.mask(videos["link"].ne(""), "link\0" + videos["link"])
    key = key.mask(videos["video_id"].ne(""), "id\0" + videos["video_id"])
    return videos["platform"] + "\0" + key
