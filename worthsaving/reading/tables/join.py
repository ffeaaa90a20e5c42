"""Joining files: one row a video, one row an account and day. The newest counts win, older ones fill gaps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa

from worthsaving import schema
from worthsaving.reading.formats.formats import formats
from worthsaving.reading.tables.disagreements import between_files, within_files
from worthsaving.reading.tables.links import post_links
from worthsaving.reading.values.link_sites import plain_links
from worthsaving.reading.values.text_columns import as_arrow, as_text, digits_only, distinct, empty_cells, pieces


@dataclass(frozen=True)
class Joined:
    """Videos of several files, one row a video.

    `merged`: for each frame how many of its rows became part of an earlier row; `within`: how many of those of a row of
    the same frame, and `earlier` how many of these were counted at another moment; `disagreeing`: for each frame the groups of its rows (positions) that count one video differently
    although nothing says that they were counted at different moments; `between`: the videos that several files count so
    (see `disagreements.between_files`; `_file` is the frame). `observations`: all readings of the videos that were
    counted at several known moments (see schema), described as in `table`; by video, then by moment. `places`: for each
    frame the position in `table` of the video of each of its rows.
    """

    table: pd.DataFrame
    merged: tuple[int, ...]
    within: tuple[int, ...]
    earlier: tuple[int, ...]
    disagreeing: tuple[tuple[tuple[int, ...], ...], ...]
    between: pd.DataFrame = field(default_factory=pd.DataFrame)
    observations: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.OBSERVATIONS))
    places: tuple[np.ndarray, ...] = ()


def join_videos(frames: Sequence[pd.DataFrame], *, distinct: bool = False) -> pd.DataFrame:
    """Join canonical videos of any number of files: one row a video, in the order of first appearance.

    Rows are of one video if they have the same platform and id or, without an id, the same link of a post (see
    `links.post_links`). Under another link, which may be a profile's, they need the same title and day, too; in the formats
    that say so, title and second of posting name one. A row with
    nothing of this is its own video, unless another file has exactly the same row. In each column the newest observation with a value
    wins: the one with the later `observed_at`; where a row of the video has none, the one with more views (counts rarely
    fall); then the later file. `distinct`: all rows of all frames are known to be different videos.
    """
    return join_counted(frames, distinct=distinct).table


def join_counted(frames: Sequence[pd.DataFrame], *, distinct: bool = False) -> Joined:
    """Join canonical videos as `join_videos`, and count which rows became part of another."""
    none, whole = (0,) * len(frames), [frame for frame in frames if len(frame)]
    if not whole:
        return Joined(schema.empty(schema.VIDEOS), none, none, none, ((),) * len(frames), places=_in_order(frames))
    if len(whole) == 1 and (distinct or _surely_distinct(whole[0]["video_id"]) or _unnamed(whole[0])):
        return Joined(whole[0], none, none, none, ((),) * len(frames), places=_in_order(frames))
    rows = pd.concat([frame.assign(_file=at) for at, frame in enumerate(frames) if len(frame)], ignore_index=True)
    rows["video_id"] = _ids_by_link(rows)
    rows["_key"] = pd.factorize(_keys(rows))[0]
    if rows["_key"].is_unique:
        table = schema.conform(rows, schema.VIDEOS)
        return Joined(table, none, none, none, ((),) * len(frames), places=_in_order(frames))
    merged = rows.loc[rows["_key"].duplicated(), "_file"].value_counts()
    within = rows.loc[rows[["_key", "_file"]].duplicated(), "_file"].value_counts()
    again = rows.loc[rows[["_key", "_file", "observed_at"]].duplicated(), "_file"].value_counts()
    table = _newest(rows)
    return Joined(
        table,
        tuple(int(merged.get(at, 0)) for at in range(len(frames))),
        tuple(int(within.get(at, 0)) for at in range(len(frames))),
        tuple(int(within.get(at, 0) - again.get(at, 0)) for at in range(len(frames))),
        within_files(rows, len(frames)),
        between_files(rows),
        _observations(rows, table),
        tuple(rows.loc[rows["_file"] == at, "_key"].to_numpy() for at in range(len(frames))),
    )


def _in_order(frames: Sequence[pd.DataFrame]) -> tuple[np.ndarray, ...]:
    """Return the positions of the frames' rows where each row is a video of its own."""
    starts = np.cumsum([0, *map(len, frames)])
    return tuple(np.arange(start, start + len(frame)) for start, frame in zip(starts, frames, strict=False))


def _observations(rows: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each moment of the videos counted at several; `table` holds video `_key` at that position."""
    seen = rows[rows["observed_at"].notna()]
    span = seen.groupby("_key")["observed_at"].agg(["min", "max"])
    seen = seen[seen["_key"].isin(span.index[span["min"] != span["max"]])]
    if seen.empty:
        return schema.empty(schema.OBSERVATIONS)
    moment = ["_key", "observed_at"]
    seen = seen.assign(_views=seen["views"].fillna(-1)).sort_values([*moment, "_views", "_file"], kind="stable")
    counted = seen[[*moment, *schema.COUNTS, "source"]]
    if counted.duplicated(moment).any():
        counted = counted.groupby(moment, sort=False).last().reset_index()
    described = table.drop(columns=["observed_at", "source", *schema.COUNTS]).iloc[counted["_key"]]
    return schema.conform(
        pd.concat([described.reset_index(drop=True), counted.reset_index(drop=True)], axis=1), schema.OBSERVATIONS
    )


def _newest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a video (`_key`): in each column the newest observation with a value."""
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
    """Return whether all ids are numbers, none is missing and all are different."""
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


def _unnamed(rows: pd.DataFrame) -> bool:
    """Return whether nothing names a video in any row of one file, so that each row is a video of its own (see `_keys`)."""
    return bool(
        empty_cells(rows["video_id"]).all()
        and empty_cells(rows["link"]).all()
        and rows["observed_at"].array.isna().all()
        and not rows["source"].isin(named_by_time()).any()
    )


def join_days(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Join days: one row per platform, account and day, in order of day; files complete each other.

    Where two files count the same day, the file with the later last day is the newer, and its number is taken (the last
    days of an export still grow); with the same last day, the larger number. `source` names every format that a row came
    from, joined by "+". The order of `frames` makes no difference.
    """
    frames = [frame.assign(_reach=frame["day"].max()) for frame in frames if len(frame)]
    if not frames:
        return schema.empty(schema.DAYS)
    rows = pd.concat(frames, ignore_index=True)
    keys = ["platform", "account", "day"]
    if not rows.duplicated(keys).any() and not rows["source"].str.contains("+", regex=False).any():
        return schema.conform(rows.sort_values(keys, kind="stable"), schema.DAYS)
    counts = [c.name for c in schema.DAYS if c.dtype == schema.COUNT]
    newest = {
        column: rows.dropna(subset=[column]).sort_values(["_reach", column], kind="stable").groupby(keys)[column].last()
        for column in counts
    }
    sources = rows.groupby(keys, sort=True)["source"].agg(lambda ids: "+".join(sorted(set("+".join(ids).split("+")))))
    whole = pd.DataFrame({"source": sources}).join(pd.DataFrame(newest))
    return schema.conform(whole.reset_index().sort_values(keys, kind="stable"), schema.DAYS)


def adopt_days(days: pd.DataFrame, videos: pd.DataFrame) -> pd.DataFrame:
    """Give days without an account the one of their platform's videos and days, where those have exactly one."""
    days = days.copy()
    for platform in set(days.loc[days["account"] == "", "platform"].unique()):
        accounts = set(videos.loc[videos["platform"] == platform, "account"].unique()) - {""}
        accounts |= set(days.loc[days["platform"] == platform, "account"].unique()) - {""}
        if len(accounts) == 1:
            mine = (days["account"] == "") & (days["platform"] == platform)
            days["account"] = days["account"].mask(mine, accounts.pop()).astype("str")
    return days


def _ids_by_link(rows: pd.DataFrame) -> pd.Series:
    """Return the ids; a row without one takes that of a row with the same link of a post."""
    bare = rows["video_id"].eq("") & rows["link"].ne("")
    known = rows["video_id"].ne("") & rows["link"].ne("")
    if bare.any() and known.any():
        bare, known = (some & post_links(rows["link"]).ne("profile") for some in (bare, known))
    if not (bare.any() and known.any()):
        return rows["video_id"]
    link = _plain_link(rows["link"])
    by_link = pd.Series(rows.loc[known, "video_id"].to_numpy(), index=link[known]).groupby(level=0).first()
    return rows["video_id"].mask(bare, link.map(by_link).fillna("")).astype("str")


def _keys(rows: pd.DataFrame) -> pd.Series:
    """Return a key per row, the same for rows of one video."""
    key = rows["platform"] + "\0id\0" + rows["video_id"]
    no_id = rows["video_id"].eq("")
    if not no_id.any():
        return key
    kind = post_links(rows["link"])
    key = key.mask(no_id, "link\0" + _plain_link(rows["link"]))
    told = rows["title"].ne("") | rows["posted_at"].notna() | rows["posted_day_local"].notna()
    unsure = no_id & kind.ne("post") & rows["link"].ne("") & told
    if unsure.any():
        named = ["link", "title", "posted_at", "posted_day_local"]
        # Under a profile's link two rows of one file are two posts, unless they are counts of different moments; an unknown
        # site's link may be a post's
        place = _places(rows.loc[unsure], named).where(kind[unsure].eq("profile"), 0)
        text = pd.util.hash_pandas_object(rows.loc[unsure, named], index=False).astype("str")
        text.index = place.index
        key = key.mask(unsure, "named\0" + text + "\0" + place.astype("str"))
    alone = no_id & (rows["link"].eq("") | (kind.ne("post") & ~told))
    some = rows.loc[alone, [c.name for c in schema.VIDEOS]]
    # Equal rows of one file are different videos; the same row in another file is the same video again
    place = rows.loc[alone].groupby([*some.columns, "_file"], dropna=False, sort=False).cumcount()
    row = pd.Series(pd.util.hash_pandas_object(some, index=False).to_numpy(), index=some.index).astype("str")
    key = key.mask(alone, "row\0" + row + "\0" + place.astype("str"))
    seen = alone & rows["title"].ne("") & rows["observed_at"].notna()
    if seen.any():
        key = key.mask(seen, _by_title(rows[seen], key[seen]))
    timed = alone & rows["source"].isin(named_by_time()) & rows["title"].ne("") & rows["posted_at"].notna()
    if timed.any():
        names = rows["platform"] + "\0" + rows["account"] + "\0" + rows["title"] + "\0"
        key = key.mask(timed, "time\0" + names + rows["posted_at"].astype("str"))
    return key


def _by_title(rows: pd.DataFrame, keys: pd.Series) -> pd.Series:
    """Return a key per row, the same for rows with one title and posting time that were counted at different moments.

    Rows of one file and moment are different videos: they, and all with their title, keep the key they have.
    """
    named = ["platform", "account", "title", "posted_at", "posted_day_local"]
    twice = rows.duplicated([*named, "_file", "observed_at"], keep=False)
    text = pd.Series(pd.util.hash_pandas_object(rows[named], index=False).to_numpy(), index=rows.index).astype("str")
    return keys.where(text.isin(text[twice]), "seen\0" + text)


def _places(rows: pd.DataFrame, named: list[str]) -> pd.Series:
    """Return the number of each row among those of its file that are `named` alike, 0 for those of one post.

    Rows of one post are those whose moments of counting are known and all different.
    """
    group = rows.groupby([*named, "_file"], dropna=False, sort=False)
    unclear = rows["observed_at"].isna() | rows.duplicated([*named, "_file", "observed_at"], keep=False)
    place = group.cumcount()
    return place.where(unclear.groupby([rows[name] for name in (*named, "_file")], dropna=False).transform("any"), 0)


@cache
def named_by_time() -> frozenset[str]:
    """Return the formats whose posts have neither id nor link, so that title and second of posting together name one."""
    return frozenset(form.id for form in formats() if form.named_by_time)


def _plain_link(links: pd.Series) -> pd.Series:
    """Return links without the parts that vary between copies of the same link."""
    each = distinct(as_arrow(links))
    plain = as_text(plain_links(each.texts).take(pa.array(each.at)))
    plain.index = links.index
    return plain
