"""When videos were posted and when they were counted, from ids, printed dates and each other."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from worthsaving.reading import ids, years
from worthsaving.reading.formats import Match
from worthsaving.reading.monthday import read_month_days
from worthsaving.reading.rows import numbered
from worthsaving.reading.stamps import read_stamps
from worthsaving.reading.table import TextTable
from worthsaving.reading.values import distinct, missing

if TYPE_CHECKING:
    from worthsaving.reading.videos import Rows

FAR = pd.Timedelta(days=2)
"""An id and a printed time so far apart do not speak of the same moment (a post prepared earlier, a made-up id)."""

AHEAD = dt.timedelta(days=1)


def posted(
    table: TextTable, match: Match, used: dict[str, int], out: dict[str, pd.Series], rows: Rows, *, today: dt.datetime
) -> dict[str, pd.Series]:
    """posted_at and posted_day_local. A TikTok id knows the second; a printed time serves where there is none."""
    size = len(table.rows)
    by_id = ids.id_time(out["video_id"].where(out["platform"] == "tiktok", ""), latest=today + AHEAD)
    no_day = pd.Series(pd.NaT, index=range(size), dtype="datetime64[us]")
    if "posted_at" not in used:
        return {"posted_at": by_id, "posted_day_local": no_day}
    cells = table.column(used["posted_at"])
    if match.format.posted == "month day":
        dictionary = distinct(cells)
        month_days = read_month_days(dictionary.texts.to_pylist())
        each = [month_days[place] for place in dictionary.at]
        day = years.nearest(each, by_id)
        unread = np.array([m is None for m in each], dtype=bool)
        _note_unread(table, used, unread & ~dictionary.spread(missing(dictionary.texts)), rows)
        lost = ~unread & day.isna().to_numpy()
        if lost.any():
            rows.problems.append(
                f"“{table.header[used['posted_at']].strip()}” has no year, and {numbered([int(r) for r in table.rows[lost]])} "
                "no video ID that tells it, so the posting date stays unknown there."
            )
        return {"posted_at": by_id, "posted_day_local": day}
    stamps = read_stamps(cells, order=match.format.order, zone=match.format.zone)
    header = table.header[used["posted_at"]].strip()
    if stamps.open_order:
        rows.problems.append(
            f"In “{header}” day and month could be either way round, so it was not used. "
            "Write the dates as 2026-03-09 to have them read."
        )
    elif stamps.bad.any():
        _note_unread(table, used, stamps.bad, rows)
    if stamps.zoneless and by_id.isna().any() and match.format.no_zone:
        rows.lacks.append(match.format.no_zone)
    far = ((by_id - stamps.moment).abs() > FAR) | ((by_id.dt.tz_localize(None) - stamps.day).abs() > FAR * 2)
    moment = by_id.where(by_id.notna() & ~far, stamps.moment)
    # A day counts as printed only where no time stands with it: else it is the moment's day in the file's zone
    return {"posted_at": moment, "posted_day_local": stamps.day.where(stamps.moment.isna(), pd.NaT)}


def _note_unread(table: TextTable, used: dict[str, int], mask: np.ndarray, rows: Rows) -> None:
    if mask.any():
        at = [int(row) for row in table.rows[mask]]
        header = table.header[used["posted_at"]].strip()
        rows.problems.append(f"“{header}” is no date in {numbered(at)}: taken as missing there.")


def observed(table: TextTable, place: int, posted_days: pd.Series, *, today: dt.datetime) -> pd.Series:
    """When a Studio file was made: its day without a year, the first on or after the file's newest posting.

    The hour is not known: noon is nearest on average. Without any dated posting, the last such day not in the future.
    """
    cells = distinct(table.column(place))
    newest = posted_days.max()
    days = []
    for month_day in read_month_days(cells.texts.to_pylist()):
        if month_day is None:
            days.append(pd.NaT)
        elif pd.isna(newest):
            days.append(years.last_on_or_before(month_day, pd.Timestamp(today).tz_localize(None)))
        else:
            days.append(years.first_on_or_after(month_day, newest))
    noon = pd.Series(days, dtype="datetime64[us]") + pd.Timedelta(hours=12)
    return pd.Series(noon.array[cells.at]).dt.tz_localize("UTC").astype("datetime64[us, UTC]")
