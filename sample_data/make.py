"""Makes the sample exports: a made-up cook's files in the shapes that TikTok and Meta really hand out.

    python sample_data/make.py [--into DIR]

Standard library only, and the same bytes everywhere and for ever: no clock, no locale, no time-zone database, fixed
seeds; ZIP entries carry a fixed date. What was built in on purpose is told in README.md.
"""

from __future__ import annotations

import argparse
import io
import math
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from draws import EASTERN, PACIFIC, clock, from_clock, normal, pick, poisson, shuffled
from kitchen import ACCOUNT, EXPORTED, HANDLE, KINDS, Video, arrived, counts, gained, make_videos

STUDIO_EXPORTED = datetime(2026, 11, 9, 18, 40, 12, tzinfo=UTC)
# fmt: off
MONTHS = ("January", "February", "March", "April", "May", "June",
          "July", "August", "September", "October", "November", "December")
# fmt: on
NO_DATA = ("undefined", 0, 0)  # beside "undefined" Studio prints false zeros
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def minimal(rows: Iterable[Sequence[object]], *, special: str = ',"\n') -> str:
    """Comma-separated lines, a field quoted only where it holds one of `special`, inner quotes doubled."""
    return "\n".join(",".join(quoted(f) if any(c in str(f) for c in special) else str(f) for f in row) for row in rows)


def quoted(field: object) -> str:
    """One field in quotes, inner quotes doubled."""
    return '"' + str(field).replace('"', '""') + '"'


def studio_zip(**tables: Sequence[Sequence[object]]) -> bytes:
    """A Studio ZIP: stored, entries at its root, every field of every CSV in quotes, no newline at the end."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as bundle:
        for name, rows in tables.items():
            entry = zipfile.ZipInfo(f"{name}.csv", STUDIO_EXPORTED.timetuple()[:6])
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # else it depends on the system it is made on
            bundle.writestr(entry, bom("\n".join(",".join(map(quoted, row)) for row in rows)))
    return buffer.getvalue()


def bom(text: str) -> bytes:
    """UTF-8 with a byte-order mark, as both platforms write it."""
    return text.encode("utf-8-sig")


def yearless(day: date) -> str:
    """A day as Studio prints it: no year."""
    return f"{MONTHS[day.month - 1]} {day.day}"


def business_videos(dice: Random, videos: Sequence[Video]) -> tuple[bytes, dict[int, dict[str, int]]]:
    """The Business video export, and the counts in it by video ID."""
    table = {video.video_id: counts(dice, video, EXPORTED) for video in videos}
    rows: list[Sequence[object]] = [
        ["Video title", "Video link", "Post time", "Video views", "Likes", "Comments", "Shares", "Add to Favorites"]
    ]
    for video in shuffled(dice, videos):
        posted = f"{video.posted:%Y/%m/%d %H:%M:%S}"
        rows.append([video.title, video.link, posted, *table[video.video_id].values()])
    return bom(minimal(rows)), table


PILLARS = {
    "recipe": "Recipes",
    "howto": "How-tos",
    "hack": "Kitchen hacks",
    "humour": "Jokes",
    "diary": "Kitchen diary",
    "review": "Reviews",
}


def content_plan(videos: Sequence[Video], table: dict[int, dict[str, int]]) -> bytes:
    """The cook's own sheet of the same videos: link, day, counts, the pillar of each (some not filled in), sponsored or not."""
    rows: list[Sequence[object]] = [["Link", "Caption", "Posted", "Views", "Saves", "Pillar", "Sponsored"]]
    for number, video in enumerate(sorted(videos, key=lambda video: video.posted)):
        counted = table[video.video_id]
        pillar = "" if number % 11 == 10 else PILLARS[video.kind]
        sponsored = "yes" if video.kind == "review" and number % 2 else "no"
        views, saves = counted["views"], counted["saves"]
        rows.append([video.link, video.title, f"{video.posted:%Y-%m-%d}", views, saves, pillar, sponsored])
    return bom(minimal(rows)) + b"\n"


def business_overview(dice: Random, videos: Sequence[Video], days: int = 75) -> bytes:
    """The Business daily export, UTC days up to and with the (unfinished) day of the export."""
    header = (
        "Date,Video views,Reached audience,Profile views,Likes,Shares,Comments,Phone number clicks ,Leads submission"
    )
    rows: list[Sequence[object]] = [[*header.split(","), "Net growth", "New followers", "Lost followers"]]
    for back in range(days - 1, -1, -1):
        start = datetime(EXPORTED.year, EXPORTED.month, EXPORTED.day, tzinfo=UTC) - timedelta(days=back)
        gain = gained(videos, start, min(start + timedelta(days=1), EXPORTED))
        views, likes, comments, shares = (poisson(dice, gain[n]) for n in ("views", "likes", "comments", "shares"))
        reached = round(views * (0.78 + 0.1 * dice.random())) if back < 28 and back > 1 else "NAN"
        new, lost = poisson(dice, 0.003 * views), poisson(dice, 1.2)
        growth = [new - lost, new, lost] if back else ["--", "--", "--"]
        profile = poisson(dice, 0.012 * views)
        rows.append([f"{start:%Y/%m/%d}", views, reached, profile, likes, shares, comments, 0, 0, *growth])
    return bom(minimal(rows))


def studio_content(dice: Random, videos: Sequence[Video], table: dict[int, dict[str, int]]) -> bytes:
    """Studio's Content ZIP: the 15 most-watched of the past year in no order, counts some hours newer, no saves."""
    names = ["Total likes", "Total comments", "Total shares", "Total views"]
    rows: list[Sequence[object]] = [["Time", "Video title", "Video link", "Post time", *names]]
    year = [v for v in videos if STUDIO_EXPORTED - timedelta(days=365) < v.posted < EXPORTED - timedelta(days=4)]
    top = sorted(year, key=lambda video: -table[video.video_id]["views"])[:15]
    for video in shuffled(dice, top):
        old, part = table[video.video_id], arrived(STUDIO_EXPORTED - video.posted) - arrived(EXPORTED - video.posted)
        now = {n: old[n] + poisson(dice, part * getattr(video, n)) for n in ("likes", "comments", "shares", "views")}
        when = (yearless(clock(moment, EASTERN).date()) for moment in (STUDIO_EXPORTED, video.posted))
        rows.append([next(when), video.title, video.link, next(when), *now.values()])
    return studio_zip(Content=rows)


def studio_days(dice: Random, videos: Sequence[Video]) -> dict[str, bytes]:
    """Studio's Overview, Viewers and Followers ZIPs by name: 365 local days without a year, ending the day before."""
    last = clock(STUDIO_EXPORTED, EASTERN).date() - timedelta(days=1)
    first = last - timedelta(days=364)
    overview: list[Sequence[object]] = [["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"]]
    viewers: list[Sequence[object]] = [["Date", "Total Viewers", "New Viewers", "Returning Viewers"]]
    history: list[Sequence[object]] = [["Date", "Followers", "Difference in followers from previous day"]]
    followers = 3120
    for number in range(365):
        day = first + timedelta(days=number)
        start = from_clock(datetime(day.year, day.month, day.day), EASTERN)
        gain = gained(videos, start, start + timedelta(days=1))
        views, likes, comments, shares = (poisson(dice, gain[n]) for n in ("views", "likes", "comments", "shares"))
        if comments == 0 and dice.random() < 0.3:
            comments = -1 - int(dice.random() * 2)  # deleted ones: Studio does print negative days
        values: list[object] = [views, poisson(dice, 0.012 * views), likes, comments, shares]
        # The last day is not worked out yet; profile views stopped for four days in spring.
        if number == 364:
            values = ["undefined"] * 5
        elif 150 <= number < 154:
            values[1] = "undefined"
        overview.append([yearless(day), *values])
        change = poisson(dice, 0.003 * views) - poisson(dice, 1.2)
        followers += change
        total = round(views * (0.74 + 0.1 * dice.random()))
        known = 277 <= number < 364  # beside "undefined" Studio prints false zeros
        viewers.append(
            [yearless(day), *([total, round(total * 0.7), total - round(total * 0.7)] if known else NO_DATA)]
        )
        history.append([yearless(day), *((followers, change) if known else NO_DATA[:2])])
    gender = [("Gender", "Distribution"), ("Female", 0.66), ("Male", 0.31), ("Other", 0.03)]
    places = [("Top territories", "Distribution"), ("US", 0.58), ("CA", 0.09), ("GB", 0.08), ("AU", 0.04), ("DE", 0.03)]
    places.append(("Others", 0.18))
    active: list[Sequence[object]] = [["Date", "Hour", "Active followers"]]
    for back in range(6, -1, -1):
        day = last - timedelta(days=back)
        for hour in range(24):
            share = 0.2 + 0.16 * math.cos((hour - 20) / 24 * 2 * math.pi)
            active.append([yearless(day), hour, poisson(dice, followers * share)])
    return {
        f"Overview_{first}_{int(STUDIO_EXPORTED.timestamp())}_{HANDLE}.zip": studio_zip(Overview=overview),
        f"Viewers_{HANDLE}.zip": studio_zip(Viewers=viewers),
        f"Followers_{HANDLE}.zip": studio_zip(
            FollowerActivity=active, FollowerGender=gender, FollowerHistory=history, FollowerTopTerritories=places
        ),
    }


def instagram(dice: Random, posts: int = 40) -> bytes:
    """Meta's content export of the cook's Instagram account: several-line captions, wall-clock times in US Pacific."""
    header = (
        "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type"
    )
    metrics = "Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves"
    rows: list[Sequence[object]] = [[*header.split(","), *metrics.split(",")]]
    texts = [text for kind in ("recipe", "howto", "hack", "humour") for text in instagram_captions(dice, kind)]
    days = sorted(int(dice.random() * 68) + (9 + 10 * dice.random()) / 24 for _ in range(posts))
    odd = {7: "collab", 22: "story"}
    for number, (day, text) in enumerate(zip(reversed(days), shuffled(dice, texts), strict=False)):
        wall = datetime(2026, 9, 1) + timedelta(days=day)
        media = int(from_clock(wall, PACIFIC).timestamp() * 1000 - 1314220021721) << 23 | int(dice.random() * 2**23)
        code = "".join(BASE64[media >> shift & 63] for shift in range(60, -1, -6))
        post = (
            18_030_000_000_000_000 + int(dice.random() * 9e13)
            if number % 3
            else 17_900_000_000_000_000 + media % 10**14
        )
        kind = odd.get(number) or pick(dice, ("reel", "reel", "reel", "image", "carousel", "carousel"))
        views = 90 + 1600 * math.exp(1.3 * normal(dice))
        likes = poisson(dice, views * 0.035 * math.exp(0.4 * normal(dice)))
        saves = poisson(dice, views * 0.0065 * math.exp(0.8 * normal(dice)))
        owner = (17841400000012345, HANDLE, "Tiny Kitchen (sample)")
        link = f"https://www.instagram.com/{'reel' if kind == 'reel' else 'p'}/{code}/"
        reach: object = round(views * (0.62 + 0.2 * dice.random()))
        rest: list[object] = [
            likes,
            poisson(dice, views * 0.004),
            poisson(dice, 0.4),
            poisson(dice, likes * 0.05),
            saves,
        ]
        if number % 13 == 4:
            rest[2] = ""  # follows are blank on some posts
        seconds = 8 + int(dice.random() * 70) if kind == "reel" else 0
        if kind == "collab":  # owned by the other account: its saves and reach are not ours to see
            owner = (17841400000067890, "harvestcorner.sample", "Harvest Corner (sample)")
            kind, reach, rest[2], rest[4] = "carousel", "", "", 0
        if kind == "story":  # a story has no caption, and nobody can save or comment on it
            text, seconds, link = "", 12, f"https://www.instagram.com/stories/{HANDLE}/{media}"
            rest[3:] = ["", ""]
        when = f"{wall:%m/%d/%Y %H:%M}"
        rows.append([post, *owner, text, seconds, when, link, f"IG {kind}", "", "Lifetime", round(views), reach, *rest])
    return bom(minimal(rows, special=',"\n ')) + b"\n"


def instagram_captions(dice: Random, kind: str) -> list[str]:
    """Captions of one kind in Instagram's manner: a first line, a line or two, hashtags at the foot."""
    first = KINDS[kind].get("captions") or [f"{dish[0].upper()}{dish[1:]} 🍽️" for dish in KINDS[kind]["dishes"]]
    lines = []
    for text in shuffled(dice, first)[:14]:
        tags = " ".join(f"#{tag}" for tag in [*KINDS[kind]["tags"][:3], *shuffled(dice, ACCOUNT["general_tags"])[:3]])
        lines.append(f"{text}\n\n{pick(dice, ACCOUNT['instagram']['middle'])}\n\n{tags}")
    return lines


def make_files() -> dict[str, bytes]:
    """Every sample file by name. Each has its own seed, so that a change to one leaves the others alone."""
    videos = make_videos(Random(20261499))
    business, table = business_videos(Random(2), videos)
    return {
        "tiktok_business_videos.csv": business,
        "tiktok_business_overview.csv": business_overview(Random(3), videos),
        f"Content_{HANDLE}.zip": studio_content(Random(4), videos, table),
        **studio_days(Random(5), videos),
        "Sep-01-2026_Nov-09-2026_1804300000123456.csv": instagram(Random(6)),
        "own_sheet/content_plan.csv": content_plan(videos, table),
    }


def main() -> None:
    """Write the files into the folder given, by default beside this script."""
    parser = argparse.ArgumentParser(description="Make the sample exports.")
    parser.add_argument("--into", type=Path, default=Path(__file__).parent, help="folder to write to")
    folder = parser.parse_args().into
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in make_files().items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        print(f"{len(data):>7} bytes  {name}")


if __name__ == "__main__":
    main()
