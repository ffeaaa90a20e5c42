"""The canonical tables: every column's dtype, unit and meaning, in one place.

Everything left of here turns files into these tables; everything right of here reads only these tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

Account = tuple[str, str]
"""An account: platform and handle."""


@dataclass(frozen=True)
class Estimate:
    """A number with its range: `value`, `low` to `high` in the same unit, and from how many it comes (`n`).

    The range is the 95 % one where the field that holds it says nothing else.
    """

    value: float
    low: float
    high: float
    n: int


COUNT = "Int64"
MOMENT = "datetime64[us, UTC]"
DAY = "datetime64[us]"  # midnight, no zone: a calendar day as the platform prints it

ONE_EXPORT = pd.Timedelta(hours=20)
"""Files of one account made at most this far apart are one export: one evening's files, with nothing between to compare.

Under a day, so that daily exports stay apart when one is made a few hours early."""


@dataclass(frozen=True)
class Column:
    """One column of a canonical table: its name, pandas dtype, unit ("" where it has none) and meaning."""

    name: str
    dtype: str
    unit: str
    meaning: str


VIDEOS: tuple[Column, ...] = (
    Column("platform", "str", "", "the network's own name in lower case (tiktok, x, ...); empty where nothing says it"),
    Column("video_id", "str", "", "the platform's own id as text; empty where the file has none"),
    Column("account", "str", "", "handle without @; empty where the file does not say"),
    Column("title", "str", "", "the caption as the file has it, verbatim"),
    Column("link", "str", "", "the address as the file has it, verbatim"),
    Column("posted_at", MOMENT, "UTC", "when it was posted; missing where only a day or nothing is known"),
    Column("posted_day_local", DAY, "day", "the posting day as the export prints it, where it prints one"),
    Column("observed_at", MOMENT, "UTC", "when these counts were taken; missing where the file does not say"),
    Column("views", COUNT, "count", "how often it was seen, from posting until the counts were taken"),
    Column("likes", COUNT, "count", "likes, from posting until the counts were taken"),
    Column("comments", COUNT, "count", "comments, from posting until the counts were taken"),
    Column("shares", COUNT, "count", "shares, from posting until the counts were taken"),
    Column("saves", COUNT, "count", "adds to Favorites (bookmarks), from posting until the counts were taken"),
    Column("downloads", COUNT, "count", "copies saved to a device, from posting until the counts were taken"),
    Column("reach", COUNT, "accounts", "different accounts that saw it, from posting until the counts were taken"),
    Column("follows", COUNT, "people", "followers that the post brought, from posting until the counts were taken"),
    Column("duration_s", "Float64", "seconds", "length"),
    Column("media", "str", "", "video, photo, carousel, story, text or empty"),
    Column("source", "str", "", "id of the format the row came from"),
)

DAYS: tuple[Column, ...] = (
    Column("platform", "str", "", "the network's own name in lower case (tiktok, x, ...); empty where nothing says it"),
    Column("account", "str", "", "handle without @; empty where the file does not say"),
    Column("day", DAY, "day", "the day these counts were gained, as the platform prints it"),
    Column("views", COUNT, "count", "views gained that day"),
    Column("profile_views", COUNT, "count", "visits to the profile that day"),
    Column("likes", COUNT, "count", "likes gained that day; can be negative"),
    Column("comments", COUNT, "count", "comments gained that day; can be negative when some were deleted"),
    Column("shares", COUNT, "count", "shares gained that day"),
    Column("saves", COUNT, "count", "saves gained that day"),
    Column("viewers", COUNT, "people", "different people who watched that day"),
    Column("followers", COUNT, "people", "followers the account had at the end of that day"),
    Column("source", "str", "", "ids of the formats the row came from"),
)

OBSERVATIONS = VIDEOS
"""The columns of `observations`: those of `videos`, one row a post and moment at which it was counted."""

AUDIENCE: tuple[Column, ...] = (
    Column("platform", "str", "", "the network's own name in lower case (tiktok, x, ...); empty where nothing says it"),
    Column("account", "str", "", "handle without @; empty where the file does not say"),
    Column("kind", "str", "", "what `key` is: hour, territory, gender or age"),
    Column("key", "str", "", "the hour (0 to 23), the territory, the gender or the span of ages, as the file names it"),
    Column("value", "Float64", "people or share", "kind hour: followers active in that hour; else their share, 0 to 1"),
    Column("day", DAY, "day", "the day it was counted; missing where the file does not say"),
    Column("source", "str", "", "id of the format the row came from"),
)

LABELS: tuple[Column, ...] = (
    Column("platform", "str", "", "the post's network, as in videos"),
    Column("account", "str", "", "whose the post is, as in videos"),
    Column("post", "str", "", "what names the post: its id, or link:... or row:... (see Library.post_names)"),
    Column("label", "str", "", "what the label is about, such as Pillar; a post has at most one value of each"),
    Column("value", "str", "", "the post's value of it, such as Recipes"),
    Column("given", "str", "", "the value that it was given, before that was renamed or merged into another"),
)

MARKS: tuple[Column, ...] = (
    Column("platform", "str", "", "the account's network, as in videos; see EVERY_ACCOUNT"),
    Column("account", "str", "", "the account that the mark is about"),
    Column("day", DAY, "day", "the day it is about, or the first one"),
    Column("until", DAY, "day", "the last day; missing where it is about one day"),
    Column("text", "str", "", "what happened, in the creator's own words"),
)

EVERY_ACCOUNT: Account = ("*", "")
"""In marks: the mark is about all accounts."""

MEDIA = ("video", "photo", "carousel", "story", "text")
"""The closed vocabulary of `media`; anything else is empty."""

COUNTS: tuple[str, ...] = ("views", "likes", "comments", "shares", "saves", "downloads", "reach", "follows")
"""The counted columns of `videos`: missing is <NA>, never 0."""


_NO_TEXT = pd.array([""], dtype="str")


ALIKE = 1 << 16
"""Rows that share the memory of one piece in `alike`."""


def alike(text: str, size: int) -> pd.Series:
    """Return a text column with the same text in each of `size` rows, which share the memory of a few."""
    import pyarrow as pa

    piece = pa.repeat(pa.scalar(text, pa.large_string()), min(size, ALIKE))
    whole, rest = divmod(size, ALIKE)
    chunks = [piece] * whole + ([piece.slice(0, rest)] if rest else [])
    return pd.Series(pd.array(pa.chunked_array(chunks, pa.large_string()), dtype=_NO_TEXT.dtype), copy=False)


def coded(names: Sequence[str], code: np.ndarray, index: pd.Index) -> pd.Series:
    """Return a text column with `names[code]` in each row, missing where `code` is -1."""
    if len(code) and code[0] >= 0 and (code == code[0]).all():
        return alike(names[code[0]], len(code)).set_axis(index)
    texts = pd.array(list(names), dtype=_NO_TEXT.dtype).take(code, allow_fill=True)
    return pd.Series(texts, index=index, copy=False)


def empty(columns: tuple[Column, ...]) -> pd.DataFrame:
    """A canonical table with no rows, every column in order with its dtype."""
    return _empty(columns).copy(deep=False)  # pandas copies a column as soon as one writes to it


@cache
def _empty(columns: tuple[Column, ...]) -> pd.DataFrame:
    return pd.DataFrame({c.name: pd.Series(dtype=c.dtype) for c in columns})


def conform(frame: pd.DataFrame, columns: tuple[Column, ...]) -> pd.DataFrame:
    """Return `frame` with exactly the canonical columns in order and dtype; absent ones are missing ("" for text).

    Does not change its input, and copies no column whose dtype is right. Raises TypeError or ValueError where a value
    does not fit its column's dtype: that is a bug in a reader, never a fault of the user's file.
    """
    table = {
        column.name: _typed(frame[column.name], column.dtype)
        if column.name in frame
        else pd.Series(_unknown(column.dtype, len(frame)), index=frame.index, copy=False)
        for column in columns
    }
    whole = pd.DataFrame(table, index=frame.index, copy=False)
    whole.index = pd.RangeIndex(len(whole))
    return whole


def made(values: Mapping[str, pd.Series], columns: tuple[Column, ...], size: int) -> pd.DataFrame:
    """Return the canonical table of `size` rows made of new `values` (column -> its values in order; indexes are ignored).

    As `conform` of a frame of them, in a fraction of the time where there are few rows. Takes over the memory of the
    values: do not write into them afterwards.
    """
    index = pd.RangeIndex(size)
    table = {
        column.name: _typed(values[column.name], column.dtype).array
        if column.name in values
        else _unknown(column.dtype, size)
        for column in columns
    }
    return pd.DataFrame(table, index=index, copy=False)


def _typed(values: pd.Series, dtype: str) -> pd.Series:
    if dtype == "str" and values.array.isna().any():
        values = values.fillna("")
    return values if str(values.dtype) == dtype else values.astype(dtype)


def _unknown(dtype: str, size: int) -> pd.api.extensions.ExtensionArray:
    """Return a column in which nothing is known."""
    if dtype == COUNT:  # several times as fast as from one missing value
        return pd.arrays.IntegerArray(np.zeros(size, np.int64), np.ones(size, bool))
    if dtype == "str":
        return _NO_TEXT.take(np.zeros(size, np.intp))
    return pd.array([pd.NaT if dtype in (MOMENT, DAY) else pd.NA], dtype=dtype).take(np.zeros(size, np.intp))
