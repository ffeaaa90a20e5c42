"""New videos of a week, each against the account's others when they were as old."""

from dataclasses import dataclass

import pandas as pd

from worthsaving.analysis import growth
from worthsaving.analysis.growth import EqualAge

MOST = 12
"""So many new videos of one account are listed, those with most saves."""


@dataclass(frozen=True)
class NewVideo:
    """A video posted this week: its name in the library, its saves, its age in days, and how that stands among the others."""

    post: str
    saves: int
    age_days: float
    at_age: EqualAge | None


def new_videos(observed: pd.DataFrame, since: pd.Timestamp) -> tuple[tuple[NewVideo, ...], int]:
    """Return an account's videos posted after `since`, most saves first, at most `MOST`; and how many there are.

    `observed`: the account's observations, see `weeks.weeks`, with `post`. A video without a known count is left out.
    """
    fresh = observed[observed["posted_at"] > since].groupby(["platform", "account", "post"], sort=False).last()
    fresh = fresh.sort_values(["saves", "posted_at"], ascending=False, kind="stable")
    if fresh.empty:
        return (), 0
    age = (observed["observed_at"] - observed["posted_at"]) / pd.Timedelta(days=1)
    oldest = float(((fresh["observed_at"] - fresh["posted_at"]) / pd.Timedelta(days=1)).max())
    # The others are read around these ages only
    points = growth.series(observed[(age <= oldest + growth.MAX_GAP_DAYS).fillna(False).astype(bool)])
    found = []
    for key, saves in fresh["saves"].head(MOST).items():
        # At its own last observation, so that its count is one that was seen
        ages = points[key][0]
        at_age = growth.equal_age_in(points, key, float(ages[-1]))
        found.append(NewVideo(key[2], int(saves), float(ages[-1]), at_age))
    return tuple(found), len(fresh)
