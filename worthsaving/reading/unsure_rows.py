"""Rows that may be one post or one day although nothing says so for sure: named in the reports, never chosen in silence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from worthsaving import schema
from worthsaving.reading.result import FileReport
from worthsaving.reading.tables.count_columns import COUNTED
from worthsaving.reading.tables.join import named_by_time
from worthsaving.reading.tables.rows import Rows, numbered
from worthsaving.reading.values.text_columns import empty_cells

MOST_GROUPS = 5  # of rows, named in a sentence
_POST = ["platform", "account", "title", "posted_at", "posted_day_local"]
_DAY = ["platform", "account", "day"]
_TWICE = (
    "The same title and date stand twice or more in this file ({rows}), without a link or an ID that tells whether that is one "
    "post. They count as different posts: delete the rows that are not."
)
_SHEETS = (
    "It and “{name}” differ: {count:,} of the same titles and dates have other counts in it. Without links or IDs nothing "
    "says whether those are the same posts, or which counts are newer. Drop in only the one that is right."
)
_DAYS_TWICE = (
    "The same day stands twice or more in this file with different counts ({rows}), and nothing says which is right. The "
    "largest of each count is shown: delete the rows that are wrong."
)
_DAYS_DIFFER = (
    "It and “{name}” differ: {count:,} of the same days have other {columns} in it. Nothing says which is newer, so the "
    "largest of each count is shown. Drop in only the one that is right."
)


def with_unsure_videos(
    reports: Sequence[FileReport | None], origins: Sequence[int], videos: dict[int, Rows]
) -> list[FileReport | None]:
    """Return the reports; posts without ID and link that have one title and date get a problem, in a file or across parts.

    `origins` says which file each part came from: only parts of one file are compared.
    """
    noted = list(reports)
    bare = {at: _bare(rows.frame) for at, rows in videos.items() if _lacks(rows.frame, "video_id")}
    for at, frame in bare.items():
        if frame["title"].is_unique:
            continue
        own = frame[~frame["source"].isin(named_by_time())]
        # Rows of one title are one post's where all were counted at different moments (see reading.tables.join)
        group = own.groupby(_POST, dropna=False, sort=False).ngroup()
        again = own[group.isin(group[own.duplicated([*_POST, "observed_at"])])]
        if len(again):
            noted[at] = _and(noted[at], _TWICE.format(rows=_groups(again, _POST, videos[at].numbers)))
    for at, other, count, _ in _differences(bare, {at: origins[at] for at in bare}, _POST, schema.COUNTS):
        noted[at] = _and(noted[at], _SHEETS.format(name=_name(reports[other]), count=count))
    return noted


def with_unsure_days(
    reports: Sequence[FileReport | None], origins: Sequence[int], daily: dict[int, Rows]
) -> list[FileReport | None]:
    """Return the reports; a day that one file counts twice in different ways gets a problem, in a file or across its parts.

    Of two parts, the one with the later last day is the newer (`join.join_days`), so only parts with one last day are compared.
    """
    noted = list(reports)
    counts = [c.name for c in schema.DAYS if c.name in COUNTED]
    frames = {at: rows.frame for at, rows in daily.items()}
    ends = {at: (origins[at], frame["day"].max()) for at, frame in frames.items() if len(frame)}
    for at, rows in daily.items():
        frame = rows.frame.reset_index(drop=True)
        again = frame[frame.duplicated(_DAY, keep=False)]
        kinds = again.groupby(_DAY, dropna=False)[counts].transform("nunique")
        again = again[(kinds > 1).any(axis=1)]
        if len(again):
            noted[at] = _and(noted[at], _DAYS_TWICE.format(rows=_groups(again, _DAY, rows.numbers)))
    for at, other, count, columns in _differences(frames, ends, _DAY, counts):
        said = _DAYS_DIFFER.format(name=_name(reports[other]), count=count, columns=" and ".join(columns))
        noted[at] = _and(noted[at], said)
    return noted


def _bare(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows, by their place, that have neither an ID nor a link but a title and a date."""
    dated = np.logical_or.reduce([~frame[c].array.isna() for c in ("posted_at", "posted_day_local", "observed_at")])
    bare = empty_cells(frame["video_id"]) & empty_cells(frame["link"]) & ~empty_cells(frame["title"]) & dated
    return frame.reset_index(drop=True)[bare] if bare.any() else frame.iloc[:0]


def _lacks(frame: pd.DataFrame, column: str) -> bool:
    """Return whether a row has nothing in this text column: in most files none has, and then there is no more to ask."""
    return bool(empty_cells(frame[column]).any())


def _differences(
    frames: Mapping[int, pd.DataFrame], groups: Mapping[int, object], keys: list[str], counts: Sequence[str]
) -> Iterator[tuple[int, int, int, list[str]]]:
    """Yield (part, earlier part, how many rows with the same `keys` they count differently, which counts differ).

    Only parts of one group are compared, each count with the nearest earlier part that knows it: where any two differ,
    two such neighbours do, and the cost grows with the rows, not with the pairs of parts.
    """
    if len(groups) < 2:
        return
    members = pd.Series({at: group for at, group in groups.items() if len(frames[at])}, dtype="object")
    members = members[members.duplicated(keep=False)]
    if members.empty:
        return
    codes = dict(zip(members.index, pd.factorize(members)[0], strict=True))
    rows = pd.concat(
        [
            frames[at][[*keys, *counts]].drop_duplicates(keys).assign(_part=at, _group=codes[at])
            for at in sorted(members.index)
        ],
        ignore_index=True,
    )
    key = rows.groupby([*keys, "_group"], dropna=False, sort=False).ngroup()
    found = [_unlike(rows, key, count) for count in counts]
    pairs = pd.concat(found).sort_values(["part", "other"], kind="stable")
    for (part, other), both in pairs.groupby(["part", "other"], sort=False):
        columns = [c.replace("_", " ") for c in counts if (both["count"] == c).any()]
        yield int(part), int(other), both["row"].nunique(), columns


def _unlike(rows: pd.DataFrame, key: pd.Series, count: str) -> pd.DataFrame:
    """Return row, part and other part of each row whose count differs from the one known before under its key."""
    known = pd.DataFrame({"value": rows[count], "part": rows["_part"].astype("Int64").where(rows[count].notna())})
    before = known.groupby(key).ffill().groupby(key).shift()
    differs = rows[count].ne(before["value"]).fillna(False).to_numpy(dtype=bool)
    at = np.flatnonzero(differs)
    return pd.DataFrame(
        {"row": at, "part": rows["_part"].to_numpy()[at], "other": before["part"].iloc[at].to_numpy(), "count": count}
    )


def _and(report: FileReport | None, problem: str) -> FileReport | None:
    return replace(report, problems=(*report.problems, problem)) if report else report


def _name(report: FileReport | None) -> str:
    return report.name if report else ""


def _groups(rows: pd.DataFrame, keys: list[str], numbers: np.ndarray) -> str:
    """Name the row `numbers` of the rows with the same `keys`: "rows 2 and 5; rows 3 and 9 and 4 more"."""
    group = rows.groupby(keys, dropna=False, sort=False).ngroup()
    named = [numbered(numbers[rows.index[group == at].to_numpy()]) for at in range(min(MOST_GROUPS, group.max() + 1))]
    more = int(group.max()) + 1 - len(named)
    return "; ".join(named) + (f" and {more:,} more" if more else "")
