"""Makes a year of weekly exports of the made-up cook, to try a library with: what is kept grows from week to week.

    python sample_data/year.py --into DIR

53 files in the shape of the Business video export, named by their day. Standard library only, the same bytes everywhere.
The counts only grow: each export adds to the one before what arrived in between.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from draws import poisson, shuffled
from kitchen import EXPORTED, Video, arrived, make_videos
from make import bom, minimal

WEEKS, SEED = 53, 20261499
COUNTS = ("views", "likes", "comments", "shares", "saves")
HEADER = ("Video title", "Video link", "Post time", "Video views", "Likes", "Comments", "Shares", "Add to Favorites")


def counted(seed: int = SEED) -> Iterator[tuple[datetime, list[tuple[Video, dict[str, int]]]]]:
    """What each export counts, oldest first: its moment, and every video with its counts. Another seed, another account."""
    videos, dice = make_videos(Random(seed)), Random(WEEKS + seed)
    total = {video.video_id: dict.fromkeys(COUNTS, 0) for video in videos}
    before = {video.video_id: video.posted for video in videos}
    for week in range(WEEKS - 1, -1, -1):
        now = EXPORTED - timedelta(days=7 * week)
        there = [video for video in videos if video.posted < now]
        for video in there:
            since = now - before[video.video_id]
            for name in COUNTS:
                total[video.video_id][name] += poisson(dice, came(video, name, since=since, age=now - video.posted))
            before[video.video_id] = now
        yield now, [(video, dict(total[video.video_id])) for video in shuffled(dice, there)]


def exports() -> Iterator[tuple[str, bytes]]:
    """Every export, oldest first: its name and its bytes. The last one is of the day of the other samples."""
    for now, videos in counted():
        rows: list[tuple[object, ...]] = [HEADER]
        for video, counts in videos:
            views = max(1, counts["views"])
            rest = (min(views, counts[name]) for name in COUNTS[1:])
            rows.append((video.title, video.link, f"{video.posted:%Y/%m/%d %H:%M:%S}", views, *rest))
        yield f"Business videos {now:%Y-%m-%d}.csv", bom(minimal(rows))


def came(video: Video, name: str, *, since: timedelta, age: timedelta) -> float:
    """How many of a count are expected to come in the last `since` of a video's age."""
    saves = name == "saves"
    part = arrived(age, saves=saves) - arrived(age - since, saves=saves)
    total: float = getattr(video, name)
    return part * total


def main() -> None:
    """Write the files into the folder given."""
    parser = argparse.ArgumentParser(description="Make a year of weekly exports.")
    parser.add_argument("--into", type=Path, required=True, help="folder to write to")
    folder = parser.parse_args().into
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in exports():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
