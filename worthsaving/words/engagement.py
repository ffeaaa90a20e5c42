"""Sentence on the share of saves in all engagement."""

import pandas as pd

from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.models.slope_test import LEVEL
from worthsaving.words import format

WHAT_PART = "How much of your engagement is saves?"


def share(shares: pd.DataFrame, settled_days: float = YOUNG_DAYS) -> str:
    """Say what share of all engagement saves are, whether it differs by posting time, and what the lines mean.

    `shares`: see `engagement.share_over_time`. From the lowest period to the highest only where one test over all of
    them says that they differ. Videos under `settled_days` were left out.
    """
    young = int(shares["n_young"].sum())
    left_out = f" Left out: {format.plural(young, 'video')} under {settled_days:.0f} days old." if young else ""
    known = shares.dropna(subset=["share", "low", "high"])
    if known.empty:
        return f"Saves among all likes, comments, shares and saves: not known. It takes all four counts of a video.{left_out}"
    n = format.plural(int(known["n"].sum()), "video")
    if not known["share"].max():
        return f"Among all likes, comments and shares there is no save yet ({n}).{left_out}"
    one = known.iloc[0]
    if one["p_value"] < LEVEL:
        low, high = (format.figures(100 * edge) for edge in (known["share"].min(), known["share"].max()))
        said = f"{low} to {high} %, depending on when they were posted ({n})."
    else:
        usual, low, high = (format.figures(100 * one[name]) for name in ("usual", "usual_low", "usual_high"))
        said = f"{usual} % (likely {low} to {high}, {n})"
        period = "weeks" if (one["end"] - one["start"]).days < 7 else "months"
        if len(known) == 1:
            said += "."
        elif pd.isna(one["p_value"]):
            said += f"; too few videos to compare {period}."
        else:
            said += f", with no clear difference between {period}."
    return f"Of all likes, comments, shares and saves on a usual video, saves are {said} Lines: likely range.{left_out}"
