"""Rows from several files -> one row a video, one row an account and day. Newest counts win, the rest fills gaps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from worthsaving import schema
from worthsaving.reading.values.text_columns import as_arrow, digits_only, pieces


def join_videos(frames: Sequence[pd.DataFrame], *, distinct: bool = False) -> pd.DataFrame:
    """One row a video from canonical videos of any number of files, in the order of their first appearance.

    Videos are the same by (platform, id), without an id by link; with neither each row stays on its own, but a row
    that is wholly equal to one of another file is the same. In each column the newest observation that has a value
    wins. Newer is the later `observed_at`; where a row of the video has none, the one with more views (counts hardly
    ever fall); at the same, the later file. `distinct`: all rows of all frames are known to be different videos.
    """
    frames = [frame for frame in frames if len(frame)]
    if not frames:
        return schema.empty(schema.VIDEOS)
    if len(frames) == 1 and (distinct or _surely_distinct(frames[0]["video_id"])):
        return frames[0]
    frames = [frame.assign(_file=number) for number, frame in enumerate(frames)]
    rows = pd.concat(frames, ignore_index=True)
    rows["video_id"] = _ids_by_link(rows)
    key = _keys(rows)
    rows["_key"] = pd.factorize(key)[0]
    if rows["_key"].is_unique:
        return schema.conform(rows, schema.VIDEOS)
    many = rows["_key"].duplicated(keep=False)
    some = rows[many]
    unseen = some["observed_at"].isna().groupby(some["_key"]).transform("any")
    seen = some["observed_at"].mask(unseen, pd.NaT)
    some = some.assign(_seen=seen, _views=some["views"].fillna(-1))
    some = some.sort_values(["_key", "_seen", "_views", "_file"], kind="stable", na_position="first")
    texts = [c.name for c in schema.VIDEOS if c.dtype == "str"]
    some[texts] = some[texts].mask(some[texts] == "")
    # `last` passes over missing values: the newest one known, column by column
    newest = some.groupby("_key", sort=False)[[c.name for c in schema.VIDEOS]].last().reset_index()
    whole = pd.concat([rows[~many], newest], ignore_index=True).sort_values("_key", kind="stable")
    return schema.conform(whole, schema.VIDEOS)


def _surely_distinct(ids: pd.Series) -> bool:
    """Whether the ids, seen as numbers, are all there and all different."""
    numbers = np.empty(len(ids), dtype=np.int64)
    try:
        for place, piece in pieces(as_arrow(ids)):
            if not digits_only(piece):
                return False
            numbers[place] = piece.cast(pa.int64()).to_numpy()
    except pa.ArrowInvalid:  # an empty one, or one too long
        return False
    numbers.sort()
    return bool((numbers[1:] != numbers[:-1]).all())


def join_days(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """One row per platform, account and day, in order of day; files complete each other.

    Where two files count the same day, the one that reaches further was made later and its number stands (the last days
    of an export still grow); of two that reach equally far, the larger number. `source` names every format that a row
    came from, joined by "+". The order of `frames` makes no difference.
    """
    frames = [frame.assign(_reach=frame["day"].max()) for frame in frames if len(frame)]
    if not frames:
        return schema.empty(schema.DAYS)
    rows = pd.concat(frames, ignore_index=True)
    keys = ["platform", "account", "day"]
    counts = [c.name for c in schema.DAYS if c.dtype == schema.COUNT]
    kept = {
        column: rows.dropna(subset=[column]).sort_values(["_reach", column], kind="stable").groupby(keys)[column].last()
        for column in counts
    }
    sources = rows.groupby(keys, sort=True)["source"].agg(lambda ids: "+".join(sorted(set("+".join(ids).split("+")))))
    whole = pd.DataFrame({"source": sources}).join(pd.DataFrame(kept)) if kept else pd.DataFrame({"source": sources})
    return schema.conform(whole.reset_index().sort_values(keys, kind="stable"), schema.DAYS)


def adopt_days(days: pd.DataFrame, videos: pd.DataFrame) -> pd.DataFrame:
    """Days without an account take the one of the videos of their platform, where those have exactly one."""
    days = days.copy()
    for platform in set(days.loc[days["account"] == "", "platform"].unique()):
        accounts = set(videos.loc[videos["platform"] == platform, "account"].unique()) - {""}
        accounts |= set(days.loc[days["platform"] == platform, "account"].unique()) - {""}
        if len(accounts) == 1:
            mine = (days["account"] == "") & (days["platform"] == platform)
            days["account"] = days["account"].mask(mine, accounts.pop()).astype("str")
    return days


def _ids_by_link(rows: pd.DataFrame) -> pd.Series:
    """Ids, with those filled in that another row with the same link has."""
    bare = rows["video_id"].eq("") & rows["link"].ne("")
    known = rows["video_id"].ne("") & rows["link"].ne("")
    if not (bare.any() and known.any()):
        return rows["video_id"]
    link = _plain_link(rows["link"])
    by_link = pd.Series(rows.loc[known, "video_id"].to_numpy(), index=link[known]).groupby(level=0).first()
    return rows["video_id"].mask(bare, link.map(by_link).fillna("")).astype("str")


def _keys(rows: pd.DataFrame) -> pd.Series:
    """What makes a row the same video as another."""
    key = rows["platform"] + "\0id\0" + rows["video_id"]
    no_id = rows["video_id"].eq("")
    if no_id.any():
        key = key.mask(no_id, "link\0" + _plain_link(rows["link"]))
        alone = no_id & rows["link"].eq("")
        some = rows.loc[alone, [c.name for c in schema.VIDEOS]]
        # Equal rows of one file are counted apart; the same row of another file is the same row again
        place = rows.loc[alone].groupby([*some.columns, "_file"], dropna=False, sort=False).cumcount()
        text = pd.util.hash_pandas_object(some, index=False).astype("str") + "\0" + place.astype("str")
        key = key.mask(alone, "row\0" + text)
    return key


def _plain_link(links: pd.Series) -> pd.Series:
    """Links without what varies between copies of the same one."""
    return (
        links.str.replace(r"[?#].*$", "", regex=True).str.rstrip("/").str.replace(r"^https?://(www\.)?", "", regex=True)
    )
