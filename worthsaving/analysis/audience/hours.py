"""When followers are active: means by hour, the strongest hours and days, and the hours in which videos are posted."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving.analysis.features import local_time
from worthsaving.schema import Account

STRETCH = 3
"""Hours in a row that are compared with the whole day: one alone is too narrow to plan with, a part of the day too wide."""
MOST_DAYS = 28
"""The newest days that count: four weeks, so that no weekday weighs more than another and last year's habits none."""
FEWEST_DAYS = 3
"""Days of which all hours are known, from which on days are compared."""
EVEN = 1.1
"""Hours (days) are about alike where the strongest are less than this times the average (times the weakest)."""
FEWEST_POSTS = 10
"""Videos with a known time from which on it is said when somebody mostly posts."""


@dataclass(frozen=True)
class Active:
    """When the followers of one account are active.

    `hours`: mean number of active followers by hour (Float64, index 0 to 23, missing where no day counts it) over `days`
    days from `first` to `last`. `start`: first of the `STRETCH` strongest hours in a row, None where the hours are about
    alike, nobody was active, or an hour is not known; `inside` and `overall` are the means of those hours and of all.
    `above` of `compared` days had more in those hours than in the day as a whole. `by_day`: the mean of each day of which
    all hours are known, in order.
    """

    account: Account
    hours: pd.Series
    days: int
    first: pd.Timestamp
    last: pd.Timestamp
    start: int | None
    inside: float
    overall: float
    above: int
    compared: int
    by_day: pd.Series

    @property
    def complete(self) -> bool:
        """Whether every hour is known."""
        return bool(self.hours.notna().all())

    @property
    def strongest_days(self) -> tuple[pd.Timestamp, ...]:
        """The one or two days with the most active followers, in order; none where days are too few or about alike."""
        strongest, weakest = self.by_day.max(), self.by_day.min()
        if len(self.by_day) < FEWEST_DAYS or strongest == 0 or strongest < EVEN * weakest:
            return ()
        return tuple(sorted(self.by_day.nlargest(2 if len(self.by_day) > FEWEST_DAYS else 1).index))


@dataclass(frozen=True)
class Posted:
    """The `STRETCH` hours in a row, from `start` on, in which most videos were posted: `inside` of `videos`."""

    start: int
    inside: int
    videos: int


def active(audience: pd.DataFrame) -> tuple[Active, ...]:
    """Return when each account's followers are active; accounts without a known hour are left out.

    `audience`: see `schema.AUDIENCE`. Of each account the newest `MOST_DAYS` days count; rows without a day do not.
    """
    rows = audience[audience["kind"].eq("hour") & audience["value"].notna() & audience["day"].notna()]
    return tuple(
        _active((str(pair[0]), str(pair[1])), own) for pair, own in rows.groupby(["platform", "account"], sort=False)
    )


def posted(videos: pd.DataFrame, *, zone: str) -> Posted | None:
    """Return in which hours (of `zone`, an IANA name) most videos were posted; None with under `FEWEST_POSTS` known times."""
    known = local_time(videos["posted_at"].dropna(), zone).dt.hour
    if len(known) < FEWEST_POSTS:
        return None
    sums = _stretches(np.bincount(known.to_numpy("int64"), minlength=24).astype("float64"))
    start = int(sums.argmax())
    return Posted(start, int(sums[start]), len(known))


def _active(account: Account, rows: pd.DataFrame) -> Active:
    newest = np.sort(rows["day"].unique())[-MOST_DAYS:]
    rows = rows[rows["day"].isin(newest)]
    grid = rows.assign(hour=rows["key"].astype("int64")).pivot_table(index="day", columns="hour", values="value")
    grid = grid.reindex(columns=range(24)).astype("float64").sort_index()
    hours = grid.mean()
    overall, start, inside = float(hours.mean()), None, np.nan
    if hours.notna().all() and overall > 0:
        sums = _stretches(hours.to_numpy())
        if sums.max() / STRETCH >= EVEN * overall:
            start = int(sums.argmax())
            inside = float(sums[start]) / STRETCH
    whole = grid.dropna()
    within = whole[_hours_from(start)].mean(axis=1) if start is not None else whole.mean(axis=1)
    return Active(
        account,
        hours.astype("Float64"),
        len(grid),
        grid.index.min(),
        grid.index.max(),
        start,
        inside,
        overall,
        int((within > whole.mean(axis=1)).sum()),
        len(whole),
        whole.mean(axis=1),
    )


def _hours_from(start: int) -> list[int]:
    return [(start + later) % 24 for later in range(STRETCH)]


def _stretches(by_hour: np.ndarray) -> np.ndarray:
    """Return for each hour the sum of the `STRETCH` hours from it on, round the clock."""
    return np.asarray(sum(np.roll(by_hour, -later) for later in range(STRETCH)))
