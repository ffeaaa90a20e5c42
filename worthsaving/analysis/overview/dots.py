"""The videos as dots over time: posting day and counted save rate of each."""

import numpy as np
import pandas as pd

from worthsaving.analysis.age import YOUNG_DAYS, is_young
from worthsaving.analysis.models import rates
from worthsaving.analysis.select import posted_day

MOST = 1_500
"""Of more videos so many are taken, evenly spread over the posting order: as many as a chart of points stays quick with."""


def dots(videos: pd.DataFrame, settled_days: float = YOUNG_DAYS) -> pd.DataFrame:
    """Return day, rate (0-1, as counted) and young (bool, under `settled_days` old) of the videos with a posting day and a rate, oldest first.

    At most `MOST` rows, evenly spread over all of them; index labels of `videos`.
    """
    day = posted_day(videos)
    rows = rates.usable(videos["saves"], videos["views"]) & day.notna()
    known = videos.loc[rows, ["saves", "views"]]
    rate = known["saves"].astype("float64") / known["views"].astype("float64")
    table = pd.DataFrame({"day": day[rows], "rate": rate, "young": is_young(videos, settled_days).astype(bool)[rows]})
    table = table.sort_values("day", kind="stable")
    if len(table) <= MOST:
        return table
    return table.iloc[np.unique(np.linspace(0, len(table) - 1, MOST).round().astype(int))]
