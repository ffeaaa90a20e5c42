"""Made-up weekly exports of one simulated account, as readings."""

import datetime as dt
import hashlib
import tempfile
from collections.abc import Callable, Hashable
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from worthsaving import schema
from worthsaving.analysis.labels.rules import BEGINS, CONTAINS, Rule
from worthsaving.library import Library, NewMark
from worthsaving.reading.result import Reading, Snapshot

START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
WEEK = dt.timedelta(days=7)


_FILLED: dict[Hashable, bytes] = {}


def once(library: Library, fill: Callable[..., object], *given: Hashable) -> Library:
    """Fill a fresh library with `fill(library, *given)`. A file is filled once and then copied; a server each time."""
    path = Path(library.where)
    if "://" in library.where or path.exists():
        fill(library, *given)
        return library
    if (fill, given) not in _FILLED:
        with tempfile.TemporaryDirectory() as folder:
            first = Path(folder) / "library.sqlite"
            fill(Library.open(str(first)), *given)
            _FILLED[fill, given] = first.read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_bytes(_FILLED[fill, given])
    return library


def now(week: int) -> dt.datetime:
    """The moment of a week's export."""
    return START + week * WEEK


def truth(week: int, *, videos: int = 12, account: str = "tiny", timed: bool = True, first: int = 0) -> pd.DataFrame:
    """The export of a week: `videos` old videos and two new ones a week; saves come later than likes."""
    return _truth(week, videos, account, timed, first).copy()


def daily_posts(week: int, *, account: str = "daily") -> pd.DataFrame:
    """The export of a week of an account that posts once a day and has no older videos: of each size some go on longer."""
    rows = []
    for number in range(7 * (week + 1)):
        age, size = 7 * week - number + 6.5, 20 * 4 ** (number % 3)
        longer = 2 + 1.7 * (number * 7 % 11)
        saves = round(size * (1 - np.exp(-age / longer)))
        row = {"video_id": f"{7_600_000_000_000_000_000 + number}", "title": f"Bread {number} {'#rye' * (number % 2)}"}
        row |= {"posted_at": now(week) - dt.timedelta(days=age), "observed_at": now(week), "views": 100 * size}
        rows.append(
            {"platform": "tiktok", "account": account, "saves": saves, "source": "tiktok-business-videos", **row}
        )
    return frame(rows)


def followed(weeks: int, *, first: int = 0) -> Reading:
    """The exports of some weeks of `daily_posts`, as one reading."""
    return reading(*(snapshot(f"followed {week}", daily_posts(week)) for week in range(first, first + weeks)))


@cache
def _truth(week: int, videos: int, account: str, timed: bool, first: int) -> pd.DataFrame:
    rows = []
    for number in range(videos + 2 * (week + 1)):
        born = -40 + 36 * number / videos if number < videos else 3.5 * (number - videos) - 4
        age = 7 * week - born
        if age < 0:
            continue
        views = 1000 * (1 + number % 5) * (1 - np.exp(-age / 3))
        rows.append(
            {
                "platform": "tiktok",
                "video_id": f"{7_500_000_000_000_000_000 + first + number}",
                "account": account,
                "title": f"Soup {number}",
                "link": f"https://www.tiktok.com/@{account}/video/{number}",
                "posted_at": START + dt.timedelta(days=born),
                "observed_at": now(week) if timed else None,
                "views": round(views),
                "likes": round(0.05 * views),
                "comments": round(0.002 * views),
                "shares": round(0.003 * views),
                "saves": round((1 + number % 5) * 40 * (1 - np.exp(-age / 8))),
                "source": "tiktok-business-videos",
            }
        )
    return frame(rows)


def frame(rows: list[dict]) -> pd.DataFrame:
    """A canonical videos table from dicts."""
    table = pd.DataFrame(rows)
    for name in ("posted_at", "observed_at"):
        if name in table:
            table[name] = pd.to_datetime(table[name], utc=True).astype(schema.MOMENT)
    return schema.conform(table, schema.VIDEOS)


def days(
    week: int, *, length: int = 10, views: int = 100, account: str = "tiny", source: str = "tiktok-studio-overview"
):
    """The daily file of a week."""
    end = pd.Timestamp(now(week)).tz_localize(None).normalize()
    table = pd.DataFrame({"day": pd.date_range(end=end, periods=length).astype(schema.DAY)})
    table = table.assign(platform="tiktok", account=account, views=views + np.arange(length), source=source)
    return schema.conform(table, schema.DAYS)


def audience(week: int, *, account: str = "tiny", more: int = 0) -> pd.DataFrame:
    """The followers' file of a week: active ones by the hour of one day, and shares of two countries without a day."""
    day = pd.Timestamp(now(week)).tz_localize(None).normalize()
    hours = pd.DataFrame({"kind": "hour", "key": ["0", "12", "20"], "value": [10.0 + more, 50, 90 + week], "day": day})
    shares = pd.DataFrame({"kind": "territory", "key": ["IT", f"X{week}"], "value": [0.75, 0.25]})
    table = pd.concat([hours, shares], ignore_index=True)
    return schema.conform(
        table.assign(platform="tiktok", account=account, source="tiktok-studio-followers"), schema.AUDIENCE
    )


def snapshot(
    name: str,
    videos: pd.DataFrame | None = None,
    daily: pd.DataFrame | None = None,
    followers: pd.DataFrame | None = None,
) -> Snapshot:
    """A file that holds these tables; the digest follows from the name."""
    known = hashlib.sha256(name.encode()).hexdigest()
    tables = (
        schema.empty(columns) if table is None else table
        for table, columns in ((videos, schema.VIDEOS), (daily, schema.DAYS), (followers, schema.AUDIENCE))
    )
    return Snapshot(name, known, *tables)


def reading(*snapshots: Snapshot) -> Reading:
    """A reading of these files; its joined tables are simply all of them, as only the snapshots are kept."""
    return Reading(snapshots[0].videos, snapshots[0].days, (), tuple(snapshots), audience=snapshots[0].audience)


def week(number: int, **what) -> Reading:
    """The reading of one week's export."""
    return reading(snapshot(f"week {number} {sorted(what.items())}", truth(number, **what)))


def labels(values: tuple[str, ...] = ("Rye", "Oats"), *, account: str = "daily", label: str = "Bread") -> pd.DataFrame:
    """Labels on the first fourteen of `daily_posts`: these values in turn."""
    rows = [
        {"post": f"{7_600_000_000_000_000_000 + number}", "label": label, "value": values[number % len(values)]}
        for number in range(14)
    ]
    table = pd.DataFrame(rows).assign(platform="tiktok", account=account)
    return schema.conform(table.assign(given=table["value"]), schema.LABELS)


def rules(*, value: str = "Rye") -> tuple[Rule, ...]:
    """A rule for every account and one for the daily account, on captions of `daily_posts`."""
    on_all = Rule("Loaf", value, CONTAINS, "rye")
    return on_all, Rule("Loaf", "Oats", BEGINS, "Oats", ("tiktok", "daily"))


def mark(text: str = "New hook", *, account: str = "daily", day: int = 0, length: int = 1) -> NewMark:
    """A mark on an account, `day` days after the start, over `length` days."""
    first = START.date() + dt.timedelta(days=day)
    return NewMark(("tiktok", account), first, text, first + dt.timedelta(days=length - 1))
