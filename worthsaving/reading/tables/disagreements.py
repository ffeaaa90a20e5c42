"""Counts of one video at one moment that differ: in the rows of one file, and between files."""

import numpy as np
import pandas as pd

from worthsaving import schema

COUNTS = list(schema.COUNTS)


def within_files(rows: pd.DataFrame, files: int) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """Return for each file the groups of its rows of one video and moment whose counts differ, as positions in it.

    `rows`: canonical videos with `_file` (the number of the file) and `_key` (the same for rows of one video).
    """
    found: list[tuple[tuple[int, ...], ...]] = [()] * files
    same = ["_file", "_key", "observed_at"]
    some = rows.assign(_at=rows.groupby("_file").cumcount())[rows[same].duplicated(keep=False)]
    if some.empty:
        return tuple(found)
    group = some.groupby(same, dropna=False, sort=False).ngroup()
    differing = _differing(some, group).any(axis=1)
    some = some.assign(_group=group)[group.isin(differing.index[differing])].sort_values("_group", kind="stable")
    for file, mine in some.groupby("_file"):
        starts = np.flatnonzero(np.diff(mine["_group"])) + 1
        found[int(file)] = tuple(tuple(map(int, places)) for places in np.split(mine["_at"].to_numpy(), starts))
    return tuple(found)


def between_files(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the videos that several files count differently, though nothing says that they did so at different moments.

    `rows` as in `within_files`; of each file its newest row of a video and moment counts. One row a video (and moment)
    and file: `video` (a number, the same for rows that are compared), `_file`, `dated` (bool: the moment is known, and
    the same), and the counts.
    """
    shared = rows.groupby("_key")["_file"].agg(["min", "max"])
    some = rows[rows["_key"].isin(shared.index[shared["min"] != shared["max"]])]
    some = some.sort_values(["observed_at", "views"], kind="stable", na_position="first")
    unseen = some["observed_at"].isna().groupby(some["_key"]).transform("any")
    some = some.assign(dated=~unseen, _moment=some["observed_at"].mask(unseen))
    some = some.drop_duplicates(["_key", "_file", "_moment"], keep="last")
    video = some.groupby(["_key", "_moment"], dropna=False, sort=False).ngroup()
    differing = _differing(some, video).any(axis=1)
    some = some.assign(video=video)[video.isin(differing.index[differing])]
    return some[["video", "_file", "dated", *COUNTS]].reset_index(drop=True)


def _differing(rows: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    """Return for each group of rows whether each count has several known values in it."""
    counts = rows[COUNTS].groupby(group)
    return counts.min().ne(counts.max()).fillna(False).astype(bool)
