"""Weekly exports of one simulated account, as files to drop in, and what is true of them."""

import datetime as dt
from functools import cache

import numpy as np

from tests.library import made
from worthsaving.writing import csv

START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
PER_WEEK = 5
STAR = 22  # the video that is saved three times as much as its size would have it
BEFORE = 28.3  # the account began this many days before the first export


def moment(week: int) -> dt.datetime:
    """When a week's export is made."""
    return START + dt.timedelta(days=7 * week)


def saves_at(number: int, age: float) -> int:
    """A video's saves at an age in days: they come in over weeks, more slowly than views."""
    return round((1 + number % 5) * 40 * (3 if number == STAR else 1) * (1 - np.exp(-age / 8)))


def truth(week: int) -> dict[int, dict]:
    """Every video of a week's export: number -> its row."""
    videos = {}
    for number in range(100):
        born = 7 * number / PER_WEEK - BEFORE
        age = 7 * week - born
        if age < 0:
            break
        views = round(2000 * (1 + number % 5) * (1 - np.exp(-age / 3)))
        videos[number] = {
            "platform": "tiktok",
            "video_id": f"{7_500_000_000_000_000_000 + number}",
            "account": "tiny",
            "title": f"Soup {number}",
            "link": f"https://www.tiktok.com/@tiny/video/{number}",
            "posted_at": START + dt.timedelta(days=born),
            "observed_at": moment(week),
            "views": views,
            "likes": round(0.05 * views),
            "comments": round(0.002 * views),
            "shares": 3,
            "saves": saves_at(number, age),
            "source": "tiktok-business-videos",
        }
    return videos


@cache
def file(week: int, *, account: str = "tiny", timed: bool = True) -> tuple[str, bytes]:
    """A week's export: name and bytes."""
    rows = list(truth(week).values())
    if account != "tiny":
        rows = [{**row, "account": account, "video_id": f"{int(row['video_id']) + 500}"} for row in rows]
    if not timed:
        rows = [{**row, "observed_at": None} for row in rows]
    return f"{account} week {week}.csv", csv.videos_csv(made.frame(rows))


def gained(then: int, now: int, count: str = "saves") -> dict[int, int]:
    """What each video gained between two weeks; one posted since then has gained all it has."""
    before, after = truth(then), truth(now)
    return {n: row[count] - (before[n][count] if n in before else 0) for n, row in after.items()}
