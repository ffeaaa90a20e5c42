"""Values that cannot be a video's: an account's totals, counts below zero, posting times in the future."""

import datetime as dt
import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from worthsaving.data.load import declared
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import key
from worthsaving.reading.tables.posted import AHEAD
from worthsaving.reading.tables.rows import Remarks, numbered

FEWEST_IDLE = 3
"""Rows whose views are all 0 before that is taken for views that were not asked for."""

_OF_ACCOUNTS = ("likes", "views", "comments", "shares", "saves")
"""The counts that profiles total up, too."""


def account_totals(
    match: Match, columns: Mapping[str, pd.Series], counted: Mapping[str, pd.Series]
) -> tuple[dict[str, pd.Series], Remarks]:
    """Return the `counted` columns without an account's totals, and remarks, for a table with plain headers.

    Where a column counts followers, a count that is the same in every row of each account is the account's. Where no
    account has two videos, likes that stand with followers and following and with no other count are taken for it too.
    """
    words = [set(re.split("_", key(name))) for name in match.header]
    followers, following = (
        any(set(declared("formats")["account_columns"][kind]) & each for each in words)
        for kind in ("followers", "following")
    )
    if not (followers or following):
        return dict(counted), Remarks()
    videos = pd.DataFrame({c: columns[c] for c in ("account", "video_id", "link", "title")} | dict(counted))
    videos = videos.drop_duplicates(["account", "video_id", "link", "title"])
    several = videos[videos.duplicated("account", keep=False)]
    totals = [
        c for c in _OF_ACCOUNTS if (c in counted and _constant(several, c))
        or (c == "likes" and several.empty and followers and following and list(counted) == ["likes"])
    ]  # fmt: skip
    problems = tuple(
        f"“{match.header[match.columns[c]].strip()}” stands with the followers and does not differ between an account's "
        f"videos, so it is the account's total. The {c} of the videos stay unknown, not zero."
        for c in totals
    )
    return {c: values for c, values in counted.items() if c not in totals}, Remarks(problems)


def _constant(rows: pd.DataFrame, column: str) -> bool:
    """Return whether a count is known, not zero, and the same in all rows of each account."""
    known = rows.dropna(subset=[column])
    return (
        bool(len(known))
        and bool(known[column].gt(0).all())
        and bool((known.groupby("account")[column].nunique() == 1).all())
    )


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
        below = values.lt(0).fillna(False).to_numpy(dtype=bool)
        if below.any():
            whole[column] = values.mask(below)
            problems.append(_below_zero(match.header[match.columns[column]].strip(), values[below], numbers[below]))
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
    """Return the posting times, those after `today` and a day as unknown, and remarks; `numbers` are the row numbers."""
    latest = pd.Timestamp(today + AHEAD)
    future = columns["posted_at"].gt(latest).to_numpy(dtype=bool)
    if "posted_day_local" in columns:
        future = future | columns["posted_day_local"].gt(latest.tz_localize(None)).to_numpy(dtype=bool)
    if not future.any():
        return {}, Remarks()
    times = {c: columns[c].mask(future) for c in ("posted_at", "posted_day_local") if c in columns}
    return times, Remarks((
        f"The posting time of {numbered(numbers[future])} is in the future, so it is not known there. "
        "If the post is only planned, leave it out.",
    ))  # fmt: skip
