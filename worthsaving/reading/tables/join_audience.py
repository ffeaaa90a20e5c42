"""Joining audience files: one row an account, kind, key and day; shares take the day of the files that lie with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import pandas as pd

from worthsaving import schema

KEYS = ["platform", "account", "kind", "key", "day"]


@dataclass(frozen=True)
class JoinedAudience:
    """Audience of several files, one row for each of `KEYS`.

    `merged`: for each frame how many of its rows became part of an earlier row; `disputed`: for each frame the position of
    an earlier frame that has another share for the same key although neither is newer, None where there is none.
    """

    table: pd.DataFrame
    merged: tuple[int, ...]
    disputed: tuple[int | None, ...]


def dated(
    frames: Mapping[int, pd.DataFrame], names: Mapping[int, str], days: Mapping[int, pd.DataFrame]
) -> dict[int, pd.DataFrame]:
    """Return the audience frames; one without any day takes the newest day of the files that lie in the same ZIP.

    `names` are the files' names with the ZIP they came from, `days` the tables of days, both by place as `frames`.
    """
    newest: dict[str, pd.Timestamp] = {}
    for at, frame in (*frames.items(), *days.items()):
        folder = str(PurePosixPath(names[at]).parent)
        if folder != "." and frame["day"].notna().any():
            newest[folder] = max(newest.get(folder, pd.Timestamp.min), frame["day"].max())
    found = {at: newest.get(str(PurePosixPath(names[at]).parent)) for at in frames}
    return {
        at: frame if found[at] is None or frame["day"].notna().any() else frame.assign(day=_column(frame, found[at]))
        for at, frame in frames.items()
    }


def join_audience(frames: Sequence[pd.DataFrame]) -> JoinedAudience:
    """Join audience rows: one for each of `KEYS`, by account, kind and day, in the order of the files.

    Of two files that count the same, the one with the later last day is the newer, and its value is taken; with the same
    last day, the larger number of people. Shares that differ are unknown then. The order of `frames` makes no difference.
    """
    none: tuple[int | None, ...] = (None,) * len(frames)
    some = [frame.assign(_file=at, _reach=frame["day"].max()) for at, frame in enumerate(frames) if len(frame)]
    if not some:
        return JoinedAudience(schema.empty(schema.AUDIENCE), (0,) * len(frames), none)
    rows = pd.concat(some, ignore_index=True)
    counts = rows.loc[rows.duplicated(KEYS), "_file"].value_counts()
    newest = rows["_reach"].eq(rows.groupby(KEYS, dropna=False)["_reach"].transform("max")) | rows["_reach"].isna()
    spread = rows[newest & rows["kind"].ne("hour")].groupby(KEYS, dropna=False)["value"].transform("nunique")
    unsure = rows.loc[spread.index[spread > 1]]
    order = rows.sort_values(["_reach", "value"], kind="stable", na_position="first").index
    rows.loc[unsure.index, "value"] = pd.NA
    table = rows.loc[order].drop_duplicates(KEYS, keep="last").sort_index()
    table = table.sort_values(["platform", "account", "kind", "day"], kind="stable", na_position="first")
    files = sorted(set(unsure["_file"]))
    return JoinedAudience(
        schema.conform(table, schema.AUDIENCE),
        tuple(int(counts.get(at, 0)) for at in range(len(frames))),
        tuple(_first_other(unsure, at) if at in files else None for at in range(len(frames))),
    )


def _first_other(unsure: pd.DataFrame, file: int) -> int | None:
    """Return the first file before `file` that it differs from."""
    shared = unsure.merge(unsure.loc[unsure["_file"] == file, KEYS].drop_duplicates(), on=KEYS)
    earlier = [int(other) for other in shared["_file"] if other < file]
    return min(earlier, default=None)


def _column(frame: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    return pd.Series(day, index=frame.index, dtype=schema.DAY)
