"""Values that cannot be a video's: an account's totals, counts below zero, posting times in the future."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from worthsaving.data.load import declared
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import MORE_THAN_ONE, key, short
from worthsaving.reading.tables.posted import AHEAD, TO_COME
from worthsaving.reading.tables.rows import Remarks, numbered
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.counts import read_counts

FEWEST_IDLE = 3
"""Rows whose views are all 0 before that is taken for views that were not asked for."""

_OF_ACCOUNTS = ("likes", "views", "comments", "shares", "saves", "reach", "follows")
"""The counts that profiles total up, too."""

_LARGE = 100  # two videos may well have the same smaller count
_HARDLY = 0.01  # what a total grows by while a program collects an account's videos, as a share
_SAME = (
    "“{header}” stands with the followers and does not differ between an account's videos, so it is the account's total. "
    "The {column} of the videos stay unknown, not zero."
)
_INSTEAD = (
    "“{header}” stands with the followers and does not differ between an account's videos, so it is the account's total. "
    "“{other}” was read as the {column} of the videos."
)
_FOLLOWS = (
    "“Follows” stands with the followers, so it may count whom an account follows. The follows of the videos stay "
    "unknown, not zero. If it counts followers gained, name it so."
)
_SINGLE = (
    "“{header}” stands with the followers and with whom an account follows, as an account's total does, so it was not taken "
    "as the {column} of a video. They stay unknown, not zero."
)
_COUNTED_LATER = "The day on which {rows} was counted is in the future, so it is not known there."


def account_totals(
    match: Match, columns: Mapping[str, pd.Series], counted: Mapping[str, pd.Series]
) -> tuple[dict[str, pd.Series], Remarks]:
    """Return the `counted` columns without an account's totals, and remarks, for a table with plain headers.

    Where a column counts followers, a large count that is the same in every row of each account is the account's. Likes
    that stand with followers and following and with no other count are taken for it, too, where they hardly differ
    within an account, or where no account has two videos; "Follows" that stand with the followers are then left out, for
    they may be whom the account follows.
    """
    followers, following = (_counts_people(match, kind) for kind in ("followers", "following"))
    if not (followers or following):
        return dict(counted), Remarks()
    videos = pd.DataFrame({c: columns[c] for c in ("account", "video_id", "link", "title")} | dict(counted))
    videos = videos.drop_duplicates(["account", "video_id", "link", "title"])
    several = videos[videos.duplicated("account", keep=False)]
    alone = followers and following and list(counted) == ["likes"]
    totals = [
        c for c in _OF_ACCOUNTS if c in counted
        and (_alike(several, c, within=_HARDLY if alone else 0.0) or (alone and several.empty))
    ]  # fmt: skip
    says = _SINGLE if several.empty else _SAME
    problems = [says.format(header=short(match.header[match.columns[c]]), column=c) for c in totals]
    if "follows" in counted and several.empty and key(match.header[match.columns["follows"]]) == "follows":
        totals.append("follows")
        problems.append(_FOLLOWS)
    return {c: values for c, values in counted.items() if c not in totals}, Remarks(tuple(problems))


def without_account_totals(
    table: TextTable, match: Match, columns: Mapping[str, pd.Series], counted: Mapping[str, pd.Series], remarks: Remarks
) -> tuple[Match, dict[str, pd.Series], Remarks]:
    """Return the match, the counts and the remarks of a plain table without an account's totals.

    Where another column of the same meaning counts the videos' own, that one is read: "Likes" beside "Total likes".
    """
    left, more = account_totals(match, columns, counted)
    for column in [column for column in counted if column not in left]:
        names = match.format.columns[column]
        for at in (at for at, name in enumerate(table.header) if key(name) in names and at != match.columns[column]):
            read = read_counts(table.column(at))
            other = replace(match, columns={**match.columns, column: at})
            again, _ = account_totals(other, columns, {**left, column: read.values})
            if column in again and not read.bad.any():
                doubt = MORE_THAN_ONE.format(column=column)
                remarks = replace(remarks, problems=tuple(p for p in remarks.problems if not p.startswith(doubt)))
                says = _INSTEAD.format(
                    header=table.called(match.columns[column]), other=table.called(at), column=column
                )
                more = Remarks(
                    tuple(p for p in more.problems if not p.startswith(f"“{table.called(match.columns[column])}”"))
                )
                match, left, more = other, again, more + Remarks((says,))
                break
    return match, left, remarks + more


def _counts_people(match: Match, kind: str) -> bool:
    """Return whether a header that is no count of ours speaks of followers, or of whom an account follows."""
    words = declared("formats")["account_columns"][kind]
    used = set(match.columns.values())
    return any(
        word in key(name).split("_") or (word in key(name) and (" " in word or not word[0].isascii()))
        for at, name in enumerate(match.header) if at not in used for word in words
    )  # fmt: skip


def _alike(rows: pd.DataFrame, column: str, *, within: float) -> bool:
    """Return whether a count is known and large somewhere, and in all rows of each account the same, or as good as."""
    known = rows.dropna(subset=[column])
    if not len(known) or not bool(known[column].gt(0).all()) or known[column].max() < _LARGE:
        return False
    each = known.groupby("account")[column]
    return bool(((each.max() - each.min()) <= within * each.max()).all())


def idle_views(match: Match, counted: Mapping[str, pd.Series]) -> tuple[dict[str, pd.Series], Remarks]:
    """Return the `counted` columns without views that are 0 in every row although most posts have likes or saves.

    A program that could not ask for the views writes them so.
    """
    views, others = counted.get("views"), [counted[c] for c in ("likes", "saves") if c in counted]
    if views is None or len(views) < FEWEST_IDLE or not others or views.isna().any() or views.ne(0).any():
        return dict(counted), Remarks()
    acted = np.logical_or.reduce([values.gt(0).fillna(False).to_numpy(dtype=bool) for values in others])
    if 2 * acted.sum() <= len(views):
        return dict(counted), Remarks()
    header = match.header[match.columns["views"]].strip()
    line = (
        f"“{header}” is 0 in every row, although these posts have likes or saves, so their views are not known. "
        "Export it again with its views, or fill them in."
    )
    return {c: values for c, values in counted.items() if c != "views"}, Remarks((line,))


def without_negative(
    match: Match, counted: Mapping[str, pd.Series], numbers: np.ndarray
) -> tuple[dict[str, pd.Series], Remarks]:
    """Return the lifetime counts of videos, those below zero as unknown, and remarks; `numbers` are the row numbers."""
    whole, problems = dict(counted), []
    for column, values in counted.items():
        below = values.to_numpy(dtype=np.int64, na_value=0) < 0
        if below.any():
            whole[column] = values.mask(below)
            problems.append(_below_zero(short(match.header[match.columns[column]]), values[below], numbers[below]))
    return whole, Remarks(tuple(problems))


def _below_zero(header: str, values: pd.Series, numbers: np.ndarray) -> str:
    if values.eq(-1).all():
        return (
            f"“{header}” is -1 in {numbered(numbers)}, which is how programs write that a count is hidden. "
            "It is not known there."
        )
    return f"“{header}” is below zero in {numbered(numbers)}. No video can have that, so it is not known there."


def without_future(
    columns: Mapping[str, pd.Series], numbers: np.ndarray, *, today: dt.datetime
) -> tuple[dict[str, pd.Series], Remarks]:
    """Return the times of posting and of counting, those after `today` and a day as unknown, and remarks.

    `numbers` are the row numbers.
    """
    latest = pd.Timestamp(today + AHEAD)
    times: dict[str, pd.Series] = {}
    problems = []
    for columns_of, sentence in ((("posted_at", "posted_day_local"), TO_COME), (("observed_at",), _COUNTED_LATER)):
        there = [c for c in columns_of if c in columns]
        future = np.zeros(len(numbers), dtype=bool)
        for c in there:
            last = latest if isinstance(columns[c].dtype, pd.DatetimeTZDtype) else latest.tz_localize(None)
            future |= np.asarray(columns[c].array > last)
        if future.any():
            times |= {c: columns[c].mask(future) for c in there}
            problems.append(sentence.format(rows=numbered(numbers[future])))
    return times, Remarks(tuple(problems))
