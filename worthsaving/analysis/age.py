"""Age of a video when its counts were taken. Saves come later than likes, so a young video's save rate is not final."""

import pandas as pd

from worthsaving import schema

YOUNG_DAYS = 7
"""Below this age the saves of a video are still coming in; its rate is marked and left out by default."""


def age_days(videos: pd.DataFrame) -> pd.Series:
    """Work out the days (Float64) from posting to counting, index as in `videos`; missing where the posting time is.

    Where `observed_at` is missing, the newest moment known for the same platform and account stands in. Where only the
    printed posting day is known, its midnight is used. A count said to be taken before posting has age 0.
    """
    posted = videos["posted_at"].fillna(videos["posted_day_local"].dt.tz_localize("UTC"))
    newest = pd.concat([videos["observed_at"], posted], axis=1).max(axis=1).astype(schema.MOMENT)
    known = newest.groupby([videos["platform"], videos["account"]]).transform("max").astype(schema.MOMENT)
    seconds = (videos["observed_at"].fillna(known) - posted).dt.total_seconds()
    return (seconds / 86_400).clip(lower=0).astype("Float64").rename("age_days")


def is_young(videos: pd.DataFrame) -> pd.Series:
    """Mark videos younger than `YOUNG_DAYS` when counted ("boolean", never missing); an unknown age is not young."""
    return (age_days(videos) < YOUNG_DAYS).fillna(False).astype("boolean").rename("is_young")
