"""The made-up cook behind the sample files: what was posted when, and how it did.

What is posted and how each kind of video does is in account.toml.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from draws import EASTERN, from_clock, gamma, normal, pick, poisson, shuffled

ACCOUNT = tomllib.loads((Path(__file__).parent / "account.toml").read_text(encoding="utf-8"))
KINDS = {kind["name"]: kind for kind in ACCOUNT["kind"]}

HANDLE = "tinykitchen.sample"
FIRST_DAY = date(2025, 9, 6)
CHANGE = date(2026, 6, 1)  # from here on mostly recipes and how-tos
EXPORTED = datetime(2026, 11, 9, 14, 5, 31, tzinfo=UTC)
HOLIDAY = (date(2026, 2, 14), date(2026, 2, 27))  # no posts: real accounts have gaps

LEVEL = 0.0036  # mean save rate before the change
FACTOR = 2.5  # and how many times that it is afterwards
VIEWS_MEDIAN, VIEWS_SIGMA = 1300, 1.9
ALPHA = 2.4  # gamma shape of a video's own save rate within its kind; with the kinds mixed it comes near 1.7
DAYS_TO_SEE, DAYS_TO_SAVE, DAYS_TAIL = 1.3, 3.2, 45.0  # how fast views and likes, saves, and the last few arrive
TAIL = 0.06


@dataclass(frozen=True)
class Video:
    """One post with the counts it will have in the end."""

    video_id: int
    posted: datetime
    kind: str
    title: str
    photo: bool
    views: float
    likes: float
    comments: float
    shares: float
    saves: float

    @property
    def link(self) -> str:
        """The address as both TikTok exports print it."""
        return f"https://www.tiktok.com/@{HANDLE}/{'photo' if self.photo else 'video'}/{self.video_id}"


def arrived(age: timedelta, *, saves: bool = False) -> float:
    """The share (0-1) of a video's final count that is there at this age; saves come later than views and likes."""
    days = max(0.0, age.total_seconds() / 86400)
    early = 1 - math.exp(-days / (DAYS_TO_SAVE if saves else DAYS_TO_SEE))
    return (1 - TAIL) * early + TAIL * (1 - math.exp(-days / DAYS_TAIL))


def schedule(dice: Random) -> list[datetime]:
    """When the posts went up, UTC: some days at noon, most in the evening, daily in the last week."""
    moments = []
    day = FIRST_DAY
    while day < EXPORTED.date():
        chance = 0.85 if (EXPORTED.date() - day).days < 7 else 0.43 if day >= CHANGE else 0.38
        for again in (1.0, 0.12):
            if not HOLIDAY[0] <= day <= HOLIDAY[1] and dice.random() < chance * again:
                hour = pick(dice, (11, 12, 12, 16, 17, 18, 18, 19, 19, 20, 20, 21, 22))
                second = int(dice.random() * 3600)
                wall = datetime(day.year, day.month, day.day, hour) + timedelta(seconds=second)
                moments.append(from_clock(wall, EASTERN))
        day += timedelta(days=1)
    return sorted(moments)


def kinds_of(dice: Random, moments: Sequence[datetime]) -> list[str]:
    """A kind for each post: by the mix of its time, with the viral ones on their days."""
    kinds = []
    waiting = list(ACCOUNT["viral"])
    for moment in moments:
        mix = "after" if moment.date() >= CHANGE else "before"
        left = dice.random()
        for name, kind in KINDS.items():
            chosen = name
            left -= kind[mix]
            if left < 0:
                break
        if waiting and moment.date() >= waiting[0]["day"]:
            chosen = waiting.pop(0)["kind"]
        kinds.append(chosen)
    return kinds


def captions(dice: Random, kinds: Sequence[str]) -> list[str]:
    """A caption for each post: its kind's own texts with hashtags, and the word-for-word ones in random places."""
    pools: dict[str, list[str]] = {}
    for name, kind in KINDS.items():
        texts = kind.get("captions") or [
            (text := kind["patterns"][i % len(kind["patterns"])].format(dish=dish))[0].upper() + text[1:]
            for i, dish in enumerate(shuffled(dice, kind["dishes"]))
        ]
        pools[name] = shuffled(dice, texts)
    used = dict.fromkeys(KINDS, 0)
    titles = []
    for name in kinds:
        pool = pools[name]
        text = pool[used[name] % len(pool)]
        used[name] += 1
        tags = shuffled(dice, KINDS[name]["tags"])[: 1 + int(dice.random() * 3)]
        if dice.random() < 0.8 and KINDS[name]["tags"][0] not in tags:
            tags.insert(0, KINDS[name]["tags"][0])
        tags += shuffled(dice, ACCOUNT["general_tags"])[: int(dice.random() * 3)]
        titles.append(text + "".join(f" #{tag}" for tag in tags) + (" " if dice.random() < 0.35 else ""))
    for special in ACCOUNT["special"]:
        places = [i for i, name in enumerate(kinds) if name == special["kind"]]
        for place, text in zip(shuffled(dice, places), special["texts"], strict=False):
            titles[place] = text
    return titles


def make_videos(dice: Random) -> list[Video]:
    """Every post of the account, oldest first."""
    moments = schedule(dice)
    kinds = kinds_of(dice, moments)
    titles = captions(dice, kinds)
    waiting = list(ACCOUNT["viral"])
    videos = []
    for moment, name, title in zip(moments, kinds, titles, strict=True):
        kind, mix = KINDS[name], "after" if moment.date() >= CHANGE else "before"
        usual = math.fsum(other[mix] * other["saves"] for other in KINDS.values())
        level = LEVEL * (FACTOR if mix == "after" else 1) * kind["saves"] / usual
        views = 60 + VIEWS_MEDIAN * math.exp(VIEWS_SIGMA * normal(dice))
        lift = gamma(dice, ALPHA) / ALPHA
        if waiting and moment.date() >= waiting[0]["day"] and name == waiting[0]["kind"]:
            viral = waiting.pop(0)
            views, lift, title = viral["views"], viral["lift"], viral["text"]
        # What makes people save also makes some of them like, comment and share: the exponents set how much.
        likes = views * min(0.3, 0.045 * kind["likes"] * lift**0.8 * math.exp(0.2 * normal(dice)))
        video = Video(
            video_id=int(moment.timestamp() - 2 - int(dice.random() * 7)) << 32 | int(dice.random() * 2**32),
            posted=moment,
            kind=name,
            title=title,
            photo=dice.random() < 0.03,
            views=views,
            likes=likes,
            comments=views * 0.0021 * kind["comments"] * lift**0.7 * math.exp(0.3 * normal(dice)),
            shares=views * 0.0028 * kind["shares"] * lift**0.5 * math.exp(0.5 * normal(dice)),
            saves=views * level * lift,
        )
        videos.append(video)
    return videos


def counts(dice: Random, video: Video, now: datetime) -> dict[str, int]:
    """The video's counts as an export at `now` shows them."""
    age = now - video.posted
    seen, kept = arrived(age), arrived(age, saves=True)
    views = max(1, round(video.views * seen))
    drawn = {name: poisson(dice, getattr(video, name) * seen) for name in ("likes", "comments", "shares")}
    drawn["saves"] = poisson(dice, video.saves * kept)
    return {"views": views} | {name: min(views, count) for name, count in drawn.items()}


def gained(videos: Sequence[Video], start: datetime, end: datetime) -> dict[str, float]:
    """What all videos together gained between two moments."""
    gains = {"views": 0.0, "likes": 0.0, "comments": 0.0, "shares": 0.0}
    for video in videos:
        part = arrived(end - video.posted) - arrived(start - video.posted)
        for name in gains:
            gains[name] += part * getattr(video, name)
    return gains
