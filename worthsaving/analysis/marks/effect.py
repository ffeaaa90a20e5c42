"""Level of the save rate before and after a marked day, held against all other days as placebos."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.eligible import dated
from worthsaving.analysis.plans import rate_contrast
from worthsaving.analysis.select import posted_day
from worthsaving.schema import Estimate

MIN_VIDEOS = 8
"""So many finished videos must lie on each side of a day."""
WINDOW = 25
"""So many videos on each side are compared: the nearest, as levels wander."""
PLACEBOS = 19
"""With fewer other days even the largest difference of all is one in less than 20."""
LEVEL = 0.05

Verdict = Literal["more", "less", "no clear difference", "too few videos"]


@dataclass(frozen=True)
class Effect:
    """What changed at a marked day.

    `ratio`: the usual save rate of the `n_after` videos from that day on, as a factor of that of the `n_before` ones. Of
    the `placebos`, all other days of the account, `as_large` show a difference as large for its scatter. `verdict`: "more"
    or "less" only where that is at most `LEVEL` of the days and the range of the ratio leaves 1 out. `needed`: about how
    many more videos it takes, where there are too few.
    """

    verdict: Verdict
    n_before: int
    n_after: int
    ratio: Estimate | None = None
    placebos: int = 0
    as_large: int = 0
    needed: int = 0


def effect(videos: pd.DataFrame, day: dt.date, *, settled_days: float = YOUNG_DAYS) -> Effect:
    """Compare the finished videos of one account posted from `day` on with those before it.

    `videos`: canonical. A test against placebos in time (Abadie, Diamond and Hainmueller 2010): of any day picked at random at most
    `LEVEL` are called "more" or "less", also while the level rises or falls steadily, as all days of it then differ
    alike. The difference is that of the mean log((saves + 1/2) / (expected + 1/2)), weighed by what a video's views can tell,
    over its scatter.
    """
    posted = posted_day(videos)
    rows, _ = dated(videos, posted, settled_days)
    chosen = videos[rows].assign(day=posted[rows]).sort_values(["day", "posted_at"], kind="stable")
    days = chosen["day"].to_numpy("datetime64[D]")
    saves, views = (chosen[name].to_numpy("float64") for name in ("saves", "views"))
    n, at = len(days), int(np.searchsorted(days, np.datetime64(day)))
    places = _places(days)
    whole = rate_contrast.usual_rate(saves, views)
    if whole is None or at not in places or len(places) <= PLACEBOS:
        missing = max(MIN_VIDEOS - at, MIN_VIDEOS - (n - at), PLACEBOS + 1 - len(places), 1)
        return Effect("too few videos", at, n - at, needed=missing)
    expected = views * np.exp(whole.log_rate)
    distance = np.abs(_distances(np.log((saves + 0.5) / (expected + 0.5)), expected / (expected + 0.5), places))
    own = distance[places == at][0]
    as_large = int((distance >= own * (1 - 1e-9)).sum()) - 1
    first, last = max(at - WINDOW, 0), min(at + WINDOW, n)
    before, after = (rate_contrast.usual_rate(saves[a:b], views[a:b]) for a, b in ((first, at), (at, last)))
    ratio = None if before is None or after is None else rate_contrast.ratio(after, before)
    verdict: Verdict = "no clear difference"
    if ratio is not None and (1 + as_large) / len(places) <= LEVEL and not ratio.low <= 1 <= ratio.high:
        verdict = "more" if ratio.value > 1 else "less"
    return Effect(verdict, at - first, last - at, ratio, len(places) - 1, as_large)


def _places(days: np.ndarray) -> np.ndarray:
    """Return the positions of the videos that begin a day, with `MIN_VIDEOS` on each side."""
    begins = np.flatnonzero(days[1:] > days[:-1]) + 1 if len(days) else np.array([], dtype="int64")
    return np.asarray(begins[(begins >= MIN_VIDEOS) & (begins <= len(days) - MIN_VIDEOS)])


def _distances(values: np.ndarray, weights: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Return at each place how many errors the videos after it lie above those before it, `WINDOW` at most on each side."""
    sums = [np.concatenate([[0.0], np.cumsum(weights * values**power)]) for power in range(3)]
    low, high = np.maximum(places - WINDOW, 0), np.minimum(places + WINDOW, len(values))
    before, after = ([total[b] - total[a] for total in sums] for a, b in ((low, places), (places, high)))
    middle = [side[1] / np.maximum(side[0], 1e-9) for side in (before, after)]
    scatter = sum(side[2] - side[0] * mean**2 for side, mean in zip((before, after), middle, strict=True))
    number = high - low
    variance = scatter / np.maximum(before[0] + after[0], 1e-9) * number / (number - 2)
    error = np.sqrt(np.maximum(variance, 1e-12) * (1 / np.maximum(before[0], 1e-9) + 1 / np.maximum(after[0], 1e-9)))
    return np.asarray((middle[1] - middle[0]) / error)
