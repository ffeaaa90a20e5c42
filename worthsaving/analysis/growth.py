"""Growth of videos observed several times: curves, gains a day, comparison at equal age, how long saves keep coming.

A *history* is a table of one video with the columns posted_at, observed_at (both datetime64[us, UTC]) and counts
(Int64); *histories* has the same for many videos, distinguished by platform, account and video_id, or `post` where that
column is there: it names videos without an id, too. Nothing is guessed that the observations do not bracket: where they
do not allow an answer there is none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from worthsaving.analysis.models import order_statistics
from worthsaving.schema import Estimate

WEEK = 7.0
SETTLED_DAYS = 28.0
"""From this age on a video's counts are taken as nearly all there, when it is asked how long they kept coming."""
MAX_GAP_DAYS = 8.0
"""The two observations that bracket an age lie at most this far apart: a weekly export, made a day late."""
AGREE = 0.1
"""Two exports whose counts differ by at most this share of the lower one give one count in between, else two bounds."""
MIN_OTHERS = 9
"""With fewer others a range that a usual video leaves 1 time in 10 at each end would have to be wider than all of them."""
INSIDE = 0.8
"""The share of usual videos that the range of `equal_age` holds at least."""
MIN_FOLLOWED = 8
"""How long saves keep coming is worked out from at least so many videos."""
MIN_COUNT = 10
"""A share is worked out from at least this many saves or likes."""
_KEY = ["platform", "account", "_post"]


@dataclass(frozen=True)
class CountAt:
    """A count at an age: certainly `low` to `high`, which are one number where it could be read; `value` is read in between."""

    value: float
    low: float
    high: float

    @property
    def is_known(self) -> bool:
        """Whether it was read to a tenth, so that the two bounds are one."""
        return self.low == self.high


@dataclass(frozen=True)
class EqualAge:
    """A video's count at an age, against the account's other videos at the same age.

    `usual` is the median of the others. `typical` is the range (low, high) by their order statistics that a video like
    them leaves at most once in five times, `inside` how many of the others certainly lie in it. `ratio` is count / usual:
    infinite at its upper end where the usual may be 0, and None where the median is. `verdict`: "more" or "less" where all
    that the count may be lies outside `typical`, "about usual" where it lies inside whatever the others were, else
    "unclear".
    """

    count: CountAt
    usual: Estimate
    typical: tuple[float, float]
    inside: int
    ratio: Estimate | None
    verdict: Literal["more", "less", "about usual", "unclear"]


@dataclass(frozen=True)
class LateShare:
    """The share (0-1) of a count that came after a video's first week, as of `age_days`; `low` to `high` for certain."""

    share: float
    low: float
    high: float
    at_week: CountAt
    newest: float
    age_days: float


@dataclass(frozen=True)
class HowLong:
    """How long saves keep coming, compared with likes, over videos that were observed from their first week on.

    `saves`, `likes`: the median over videos of the share (0-1) that came after the first week; the range includes what is
    not known between two exports. `verdict` is by the median of each video's own difference, saves less likes, both
    read between the same two exports: whether its 95 % interval leaves 0 out.
    """

    saves: Estimate
    likes: Estimate
    verdict: Literal["saves longer", "likes longer", "no clear difference"]


def curve(history: pd.DataFrame) -> pd.DataFrame:
    """Order a history by time and add `age_days` (Float64, days since posting; missing where that is not known).

    Observations that have no count at all are left out. Does not change its input.
    """
    table = history.sort_values("observed_at", ignore_index=True)
    age = (table["observed_at"] - table["posted_at"]).dt.total_seconds() / 86_400
    table = table.assign(age_days=age.clip(lower=0).astype("Float64"))
    counts = [name for name in ("views", "likes", "comments", "shares", "saves", "downloads") if name in table]
    return table[table[counts].notna().any(axis=1)].reset_index(drop=True)


def per_day(history: pd.DataFrame, count: str = "saves") -> pd.DataFrame:
    """Work out what `count` gained between each two successive observations that know it.

    Columns: from_at, to_at, days (Float64), gained (Int64, negative where the count fell), per_day (Float64). No rows
    for fewer than two observations. Observations of one moment count once, the last.
    """
    known = history.dropna(subset=[count]).sort_values("observed_at").drop_duplicates("observed_at", keep="last")
    start, end = known.iloc[:-1].reset_index(drop=True), known.iloc[1:].reset_index(drop=True)
    table = pd.DataFrame({"from_at": start["observed_at"], "to_at": end["observed_at"]})
    table["days"] = ((table["to_at"] - table["from_at"]).dt.total_seconds() / 86_400).astype("Float64")
    table["gained"] = (end[count] - start[count]).astype("Int64")
    return table.assign(per_day=(table["gained"] / table["days"]).astype("Float64"))


def value_at(history: pd.DataFrame, age_days: float, count: str = "saves") -> CountAt | None:
    """Read a count at an age; None unless two observations, at most `MAX_GAP_DAYS` apart, bracket that age.

    Where their counts differ by `AGREE` or less, it is interpolated, evenly in log(1 + age). Where they differ by more,
    they are its bounds: a feed that takes a video up again makes any value in between as likely as another.
    """
    return _read(*_points(history, count), age_days)


def series(histories: pd.DataFrame, count: str = "saves") -> dict[tuple[str, str, str], tuple[np.ndarray, np.ndarray]]:
    """Return each named video's ages (days, ascending) and counts, by (platform, account, video_id or post).

    Only observations that know `count` and the posting time; a video without one is left out.
    """
    return {key: (ages, counts) for key, ages, counts in _each(histories, count)}


def at_age(ages: np.ndarray, counts: np.ndarray, age_days: float) -> float | None:
    """Interpolate one video of `series` at an age: the `value` of `value_at`; None where it reads none."""
    count = _read(ages, counts, age_days)
    return None if count is None else count.value


def share_after_first_week(history: pd.DataFrame, count: str = "saves") -> LateShare | None:
    """Work out the share of a count that came after the first week; None where it cannot be worked out.

    A video younger than a week has no such share. A count that fell since gives a share of 0.
    """
    return _late_share(*_points(history, count))


def _late_share(ages: np.ndarray, values: np.ndarray) -> LateShare | None:
    at_week = _read(ages, values, WEEK)
    if at_week is None or ages[-1] <= WEEK or values[-1] < MIN_COUNT:
        return None
    newest = float(values[-1])
    share, high, low = (max(1 - part / newest, 0.0) for part in (at_week.value, at_week.low, at_week.high))
    return LateShare(share, low, high, at_week, newest, float(ages[-1]))


def equal_age(
    histories: pd.DataFrame, video: tuple[str, str, str], age_days: float = WEEK, count: str = "saves"
) -> EqualAge | None:
    """Compare a video, (platform, account, video_id or post), with its account's others when they were as old.

    None where its own observations do not bracket that age, or those of fewer than `MIN_OTHERS` others do. Of n others
    and a video like them, any is equally likely to be the k-th, which takes no assumption on how counts are spread: the
    range runs from the (n + 1 - k)-th to the k-th of them, k the least that leaves at most (1 - `INSIDE`) / 2 above it.
    """
    platform, account, _ = video
    mine = histories[(histories["platform"] == platform) & (histories["account"] == account)]
    return equal_age_in(series(mine, count), video, age_days)


def equal_age_in(
    points: Mapping[tuple[str, str, str], tuple[np.ndarray, np.ndarray]],
    video: tuple[str, str, str],
    age_days: float = WEEK,
) -> EqualAge | None:
    """Compare a video of one account with the others of it as `equal_age` does; `points`: see `series`."""
    read = {key: _read(ages, counts, age_days) for key, (ages, counts) in points.items()}
    own = read.pop(video, None)
    others = [other for other in read.values() if other is not None]
    n = len(others)
    if own is None or n < MIN_OTHERS:
        return None
    values, lows, highs = (np.array([getattr(other, name) for other in others]) for name in ("value", "low", "high"))
    k = int(np.ceil((n + 1) * (1 + INSIDE) / 2 - 1e-9))
    least, most = np.sort(lows), np.sort(highs)  # the k-th of the true counts lies between the k-th of these
    low, high = float(least[n - k]), float(most[k - 1])
    verdict: Literal["more", "less", "about usual", "unclear"] = "unclear"
    if own.low > high or own.high < low:
        verdict = "more" if own.low > high else "less"
    elif own.low >= most[n - k] and own.high <= least[k - 1]:
        verdict = "about usual"
    usual = order_statistics.median(values, lows, highs)
    return EqualAge(
        count=own,
        usual=usual,
        typical=(low, high),
        inside=int(((lows >= low) & (highs <= high)).sum()),
        ratio=_ratio(own, usual),
        verdict=verdict,
    )


def how_long(histories: pd.DataFrame) -> HowLong | None:
    """Compare how much of the saves and of the likes comes after the first week; None below `MIN_FOLLOWED` videos.

    Takes the videos followed up to `SETTLED_DAYS` or longer whose first week is bracketed, with `MIN_COUNT` saves and
    likes or more. Later saves than those counted so far are not in it.
    """
    liked = {key: _late_share(ages, counts) for key, ages, counts in _each(histories, "likes")}
    shares = []
    for key, ages, counts in _each(histories, "saves"):
        saves, likes = _late_share(ages, counts), liked.get(key)
        if saves and likes and min(saves.age_days, likes.age_days) >= SETTLED_DAYS:
            shares.append((saves.share, saves.low, saves.high, likes.share, likes.low, likes.high))
    if len(shares) < MIN_FOLLOWED:
        return None
    table = np.array(shares).T
    difference = table[0] - table[3]
    more = order_statistics.median(difference, difference, difference)
    return HowLong(
        saves=order_statistics.median(*table[:3]),
        likes=order_statistics.median(*table[3:]),
        verdict="saves longer" if more.low > 0 else "likes longer" if more.high < 0 else "no clear difference",
    )


def _each(histories: pd.DataFrame, count: str) -> Iterator[tuple[tuple[str, str, str], np.ndarray, np.ndarray]]:
    """Yield key, ages and counts (see `_points`) of each video that has a name; all are sorted at once."""
    named = histories.assign(_post=histories["post" if "post" in histories else "video_id"])
    known = _known(named[named["_post"] != ""], count)
    known = known.assign(_video=known.groupby(_KEY, sort=False).ngroup()).sort_values(["_video", "observed_at"])
    known = known.drop_duplicates(["_video", "observed_at"], keep="last")
    ages, values = _ages(known), known[count].to_numpy("float64")
    start = np.flatnonzero(np.diff(known["_video"].to_numpy(), prepend=-1))
    keys = (known[name].iloc[start].astype("str") for name in _KEY)
    # Of no rows at all np.split still makes one part, without a key
    return zip(zip(*keys, strict=True), np.split(ages, start[1:]), np.split(values, start[1:]), strict=False)


def _points(history: pd.DataFrame, count: str) -> tuple[np.ndarray, np.ndarray]:
    """Return ages in days and counts of the observations that know both, in order of age."""
    known = _known(history, count).sort_values("observed_at", kind="stable")
    known = known.drop_duplicates("observed_at", keep="last")
    return _ages(known), known[count].to_numpy("float64")


def _known(history: pd.DataFrame, count: str) -> pd.DataFrame:
    return history[history[count].notna() & history["posted_at"].notna()]


def _ages(known: pd.DataFrame) -> np.ndarray:
    """Work out the days from posting to each observation, at least 0."""
    ages = (known["observed_at"] - known["posted_at"]).dt.total_seconds().to_numpy("float64") / 86_400
    return np.asarray(np.maximum(ages, 0))


def _read(ages: np.ndarray, values: np.ndarray, age: float) -> CountAt | None:
    after = int(np.searchsorted(ages, age))
    if after < len(ages) and ages[after] == age:
        return CountAt(*[float(values[after])] * 3)
    if after == 0 or after == len(ages) or ages[after] - ages[after - 1] > MAX_GAP_DAYS:
        return None
    around = values[after - 1 : after + 1]
    value = float(np.interp(np.log1p(age), np.log1p(ages[after - 1 : after + 1]), around))
    low, high = float(around.min()), float(around.max())
    return CountAt(value, low, high) if high > (1 + AGREE) * low else CountAt(value, value, value)


def _ratio(count: CountAt, by: Estimate) -> Estimate | None:
    """Divide a count by `by`; None where `by` is 0."""
    if by.value <= 0:
        return None
    high = count.high / by.low if by.low > 0 else float("inf")
    return Estimate(count.value / by.value, count.low / by.high, high, by.n)
