"""The samples' numbers worked out with the csv module alone, so that the app is not checked against itself."""

import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta
from functools import cache

from tests.conftest import ROOT

FOLDER = ROOT / "sample_data"
STUDIO_NOON = datetime(2026, 11, 9, 12, tzinfo=UTC)  # Studio's file says "November 9" and no hour
YOUNG = timedelta(days=7)


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV by header, as text."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def member(archive: str, name: str) -> bytes:
    """One file of a sample ZIP."""
    with zipfile.ZipFile(next(FOLDER.glob(archive))) as bundle:
        return bundle.read(name)


@cache
def studio() -> dict[str, dict[str, int]]:
    """Studio's videos by id: views, likes, comments, shares."""
    return {
        row["Video link"].rsplit("/", 1)[1]: {name: int(row[f"Total {name}"]) for name in ("views", "likes", "comments", "shares")}
        for row in rows(member("Content_*.zip", "Content.csv"))
    }  # fmt: skip


@cache
def business() -> dict[str, dict]:
    """The Business export's videos by id: counts, saves, title and posting time."""
    return {
        row["Video link"].rsplit("/", 1)[1]: {
            "title": row["Video title"],
            "posted": datetime.fromtimestamp(int(row["Video link"].rsplit("/", 1)[1]) >> 32, tz=UTC),
            "views": int(row["Video views"]),
            "likes": int(row["Likes"]),
            "comments": int(row["Comments"]),
            "shares": int(row["Shares"]),
            "saves": int(row["Add to Favorites"]),
        }
        for row in rows((FOLDER / "tiktok_business_videos.csv").read_bytes())
    }


@cache
def tiktok() -> list[dict]:
    """The TikTok account with all samples loaded: Studio's later counts where it has more views, saves from Business."""
    newest = max([STUDIO_NOON, *(video["posted"] for video in business().values())])
    joined = []
    for video_id, video in business().items():
        newer = studio().get(video_id, {"views": -1})
        seen = STUDIO_NOON if video_id in studio() else newest
        young = seen - video["posted"] < YOUNG
        joined.append({**video, **(newer if newer["views"] > video["views"] else {}), "young": young})
    return joined


def finished(videos: list[dict]) -> list[dict]:
    """The videos whose rate counts: not young, with views."""
    return [video for video in videos if not video["young"] and video["views"] > 0]


def total(videos: list[dict], name: str) -> int:
    """The sum of one count."""
    return sum(video[name] for video in videos)
