"""What a link and an id say: platform, video id, account, and for TikTok the second the video was posted."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

FIRST_TIKTOK = dt.datetime(2014, 1, 1, tzinfo=dt.UTC)
"""No TikTok (or musical.ly) video is older: an id that says so is not TikTok's."""

_LINK = r"(?:^|[/.])(?P<site>tiktok|tiktokv|instagram|youtube|youtu)\.(?:com|be)/"
_TIKTOK_ID = r"tiktokv?\.com/(?:@[^/?#]*/|share/|v/)*(?P<kind>video|photo)/(?P<id>[0-9]{15,20})"
_HANDLE = r"(?:tiktok|youtube)\.com/@(?P<handle>[^/?#\s]+)"
_YOUTUBE_ID = r"(?:youtube\.com/(?:shorts/|watch\?(?:[^#]*&)?v=)|youtu\.be/)(?P<id>[A-Za-z0-9_-]{11})"
_TIKTOK_SHAPE = "^[67][0-9]{18}$"


def _found(texts: pa.ChunkedArray, pattern: str, group: str) -> pa.ChunkedArray:
    """One named group of a pattern in each text; "" where it does not occur."""
    return pc.fill_null(pc.struct_field(pc.extract_regex(texts, pattern), group), "")


def platform_of(links: pa.ChunkedArray) -> pd.Series:
    """tiktok, instagram, youtube or "", by the site a link leads to."""
    site = pd.Series(_found(links, _LINK, "site").to_pandas(), dtype="str")
    return site.replace({"tiktokv": "tiktok", "youtu": "youtube"}).astype("str")


def id_of(links: pa.ChunkedArray) -> pd.Series:
    """The video's id as the link has it (TikTok, YouTube), "" where it has none."""
    tiktok = _found(links, _TIKTOK_ID, "id")
    youtube = _found(links, _YOUTUBE_ID, "id")
    return pd.Series(pc.if_else(pc.equal(tiktok, ""), youtube, tiktok).to_pandas(), dtype="str")


def media_of(links: pa.ChunkedArray) -> pd.Series:
    """video or photo as a TikTok link says, otherwise ""."""
    return pd.Series(_found(links, _TIKTOK_ID, "kind").to_pandas(), dtype="str")


def handle_of(links: pa.ChunkedArray) -> pd.Series:
    """The account's handle in a link, without the @, "" where it has none."""
    return pd.Series(_found(links, _HANDLE, "handle").to_pandas(), dtype="str")


def looks_like_tiktok(ids: pd.Series) -> np.ndarray:
    """Which ids have the shape of TikTok's: 19 digits of our years."""
    return ids.str.match(_TIKTOK_SHAPE).to_numpy(dtype=bool)


def damaged(ids: pd.Series) -> np.ndarray:
    """Which ids a spreadsheet has rounded: "7.52762E+18", or 19 digits whose last ones became zeros."""
    rounded = ids.str.match(r"^[0-9][.,][0-9]+[eE]\+?[0-9]+$").to_numpy(dtype=bool)
    zeros = ids.str.match(r"^[0-9]{15}0{2,5}$").to_numpy(dtype=bool)
    # One id in ten thousand ends in four zeros by chance; a column full of them does not
    return rounded | (zeros & (zeros.sum() > 0.5 * max(1, (ids != "").sum())))


def id_time(ids: pd.Series, *, latest: dt.datetime) -> pd.Series:
    """When TikTok gave out each id: `id >> 32` is Unix seconds (a few seconds before the post shows). Else missing."""
    texts = pa.array(ids, pa.string())
    right = pc.match_substring_regex(texts, "^[0-9]{15,19}$")
    numbers = pc.if_else(right, texts, None).cast(pa.int64(), safe=False)
    seconds = pc.fill_null(pc.shift_right(numbers, 32), 0).to_numpy(zero_copy_only=False)
    good = (seconds >= FIRST_TIKTOK.timestamp()) & (seconds <= latest.timestamp())
    moments = pd.Series(pd.to_datetime(np.where(good, seconds, 0), unit="s", utc=True)).dt.as_unit("us")
    return moments.where(pd.Series(good), pd.NaT)
