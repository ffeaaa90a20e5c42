"""The date of a file's counts where its rows give none, and files that would get the same date."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time

import pandas as pd

from worthsaving import schema
from worthsaving.library.kept import clock
from worthsaving.reading.formats.file_names import facts
from worthsaving.reading.result import Reading, Snapshot
from worthsaving.reading.tables.links import post_links

Taken = datetime | Mapping[str, datetime] | None
"""When undated files were exported: one moment for all, one for each digest, or None where not known."""
_SHOWN = 3  # file names in a sentence


def observation_time(snapshot: Snapshot, kept_at: int, taken: Taken) -> tuple[int, bool]:
    """Return the moment (microseconds since 1970) of a file's undated rows, and whether anything stated it.

    The moment in `taken` for this file's digest, else the one in its name (TikTok Studio's has one), else the one in
    `taken` for all files. Without any of them (`kept_at`, False).
    """
    each = taken.get(snapshot.digest) if isinstance(taken, Mapping) else None
    stated = each or export_time_in_name(snapshot.name, kept_at) or (taken if isinstance(taken, datetime) else None)
    return (kept_at, False) if stated is None else (clock.micros(stated), True)


def export_time_in_name(name: str, now: int) -> datetime | None:
    """Return the moment of export in a file's name; None where it has none, or one after `now` (microseconds)."""
    moment = facts(name).exported
    return moment if moment is not None and clock.micros(moment) <= now else None


def noon(day: date) -> datetime:
    """Return the moment used for a day without a time: noon in this machine's time zone, as UTC."""
    return datetime.combine(day, time(12)).astimezone(UTC)


def days_in_names(reading: Reading, digests: Collection[str], now: datetime) -> dict[str, tuple[str, datetime]]:
    """Return digest -> (name, `noon` of the day in it), for those of these files whose name holds exactly one day.

    Leaves out a name with two days (a period, not the day of export) and one with today's (the file is of now).
    """
    found = {}
    for snapshot in reading.snapshots:
        days = facts(snapshot.name).written
        if snapshot.digest in digests and len(days) == 1 and days[0] < now.astimezone().date():
            found[snapshot.digest] = snapshot.name, noon(days[0])
    return found


def undated(reading: Reading, now: int) -> list[Snapshot]:
    """List the files with videos for which neither the rows nor the name give a date, one for each digest."""
    found: dict[str, Snapshot] = {}
    for snapshot in reading.snapshots:
        if snapshot.videos["observed_at"].isna().any() and export_time_in_name(snapshot.name, now) is None:
            found.setdefault(snapshot.digest, snapshot)
    return list(found.values())


def conflicting(files: Iterable[tuple[Snapshot, Hashable]]) -> list[Snapshot]:
    """List the files that would overwrite another one: same moment, same video, different count.

    Takes each file with its moment or day. Only undated rows can conflict. Counts that only one of the files has do not.
    """
    groups: dict[Hashable, list[Snapshot]] = {}
    for snapshot, at in files:
        if snapshot.videos["observed_at"].isna().any():
            groups.setdefault(at, []).append(snapshot)
    return [snapshot for group in groups.values() if len(group) > 1 for snapshot in _differing(group)]


def conflict_reason(files: Sequence[Snapshot]) -> str:
    """Return a sentence that names conflicting files and says what is wrong; for a ZIP also what to do first."""
    names = [f"“{snapshot.name}”" for snapshot in {s.digest: s for s in files}.values()]
    packed = len(names) < len(files)
    if len(names) == 1:
        return f"{names[0]} holds several exports of the same videos, and none says when it was made. Unpack it first."
    more = [f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN + 1 else []
    shown = [*names[: _SHOWN if more else None], *more]
    listed = f"{', '.join(shown[:-1])} and {shown[-1]}"
    unpack = " Unpack the ZIP among them first." if packed else ""
    return f"{listed} count the same videos, and none says when it was made.{unpack}"


def _differing(group: Sequence[Snapshot]) -> list[Snapshot]:
    """List the files of a group that have another count of a video than another file has."""
    parts = []
    for number, snapshot in enumerate(group):
        videos = snapshot.videos[snapshot.videos["observed_at"].isna()]
        parts.append(videos.assign(_file=number, _video=_video(videos)).dropna(subset=["_video"]))
    whole = pd.concat([part[["_file", "_video", *schema.COUNTS]] for part in parts], ignore_index=True)
    each = whole.groupby(["_video", "_file"])[list(schema.COUNTS)].max()
    disputed = each.notna() & each.groupby("_video").transform("nunique").gt(1)
    files = set(disputed.index[disputed.any(axis=1)].get_level_values("_file"))
    return [snapshot for number, snapshot in enumerate(group) if number in files]


def _video(videos: pd.DataFrame) -> pd.Series:
    """Return what identifies a video in another export of the same kind; missing where nothing does."""
    posted = videos["posted_at"].astype("str") + "\0" + videos["posted_day_local"].astype("str")
    described = videos["title"].ne("") | videos["posted_at"].notna() | videos["posted_day_local"].notna()
    key = ("text\0" + videos["account"] + "\0" + videos["title"] + "\0" + posted).where(described)
    posts = videos["link"].ne("") & post_links(videos["link"]).ne("profile")
    key = key.mask(posts, "link\0" + videos["link"])
    key = key.mask(videos["video_id"].ne(""), "id\0" + videos["video_id"])
    return videos["platform"] + "\0" + key
