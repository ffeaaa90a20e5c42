"""New videos against the usual: finished ones by their rate, younger ones at their own age where observations allow it."""

from collections.abc import Callable, Hashable

import numpy as np
import pandas as pd

from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.growth import EqualAge
from worthsaving.analysis.overview.few_videos import newest

Usual = tuple[float, float, float]
"""What is usual for one account's videos (0-1): the low end of 8 in 10, the usual rate, the high end."""


def new_videos(
    videos: pd.DataFrame,
    rates: pd.DataFrame,
    usual: Callable[[Hashable], Usual | None],
    at_age: Callable[[Hashable, float], EqualAge | None],
    settled_days: float = YOUNG_DAYS,
) -> pd.DataFrame:
    """Put the newest videos against the usual, newest first: index labels of `videos`.

    Columns: posted_day, age_days; `times`, how many times the usual, with the range `low` - `high` of a finished video's
    rate; `usual_low`, `usual_high`, where 8 in 10 lie in the same unit; `basis`: "rate", a finished video's (from `settled_days` on) adjusted rate;
    "age", the saves of a younger one against other videos at its age (`at_age`: label and age in days); "so far", its rate
    as counted, which is not final. NaN where nothing usual is known; videos without a rate are left out.
    """
    table = newest(videos)
    rows = [_row(label, age, rates.loc[label], usual, at_age, settled_days) for label, age in table["age_days"].items()]
    columns = ["basis", "times", "low", "high", "usual_low", "usual_high"]
    found = pd.DataFrame(rows, index=table.index, columns=columns).astype(dict.fromkeys(columns[1:], "float64"))
    return table.join(found).dropna(subset=["times"])


def _row(
    label: Hashable,
    age: float,
    rate: pd.Series,
    usual: Callable[[Hashable], Usual | None],
    at_age: Callable[[Hashable, float], EqualAge | None],
    settled_days: float,
) -> tuple[str, float, float, float, float, float]:
    young = bool(pd.notna(age) and age < settled_days)
    if young and (same := at_age(label, float(age))) is not None and same.usual.value > 0:
        by = same.usual.value
        return "age", same.count.value / by, np.nan, np.nan, same.typical[0] / by, same.typical[1] / by
    normal = usual(label)
    if normal is None or pd.isna(rate["mean"]):
        return "so far" if young else "rate", np.nan, np.nan, np.nan, np.nan, np.nan
    low, by, high = normal
    if young:
        return "so far", rate["raw"] / by, np.nan, np.nan, low / by, high / by
    return "rate", rate["mean"] / by, rate["low"] / by, rate["high"] / by, low / by, high / by
