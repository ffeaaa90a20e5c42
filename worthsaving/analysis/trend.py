"""Trend of the save rate over posting dates: weekly or monthly figures, and whether the rate rises or falls."""

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from worthsaving.analysis import calendar
from worthsaving.analysis.age import UNFINISHED_DAYS, YOUNG_DAYS, is_young
from worthsaving.analysis.eligible import OVER_TIME, eligible, posting_order
from worthsaving.analysis.models import account_levels, rates
from worthsaving.analysis.models.group_rates import group_rates
from worthsaving.analysis.models.slope_test import LEVEL, Slope, factor
from worthsaving.analysis.select import posted_day
from worthsaving.schema import Estimate

Verdict = Literal["rising", "falling", "no clear trend", "too few videos"]

SPEAK_OF_A_YEAR = 180
"""Days of posts from which a change "a year later" is no wild guess."""

MIN_VIDEOS = 12
MIN_WITH_SAVES = 3
MIN_SPAN_DAYS = 14
"""Under any of these three the answer is "too few videos": a line through so little says nothing."""

CAREFUL = 40
LEANS = 0.1
"""Under so many videos none shows whether neighbours are alike, and no trend is called: newer videos lean, where the test
for independent ones has p under `LEANS`."""

_SUMS = ["saves", "views", "likes", "comments", "shares"]


def buckets(
    videos: pd.DataFrame,
    *,
    by: calendar.By | None = None,
    model: rates.RateModel | None = None,
    settled_days: float = YOUNG_DAYS,
) -> pd.DataFrame:
    """Sum the videos by week or month of posting: one row each from the first known posting day to the last, empty too.

    Columns: `start`, `end` (first and last day), `n`, `n_young` and `n_rate` (videos; `n_rate` those the rate stands
    on), the sums `saves`, `views`, `likes`, `comments`, `shares` over known values (Int64, <NA> where none is known;
    young videos included), `rate`, what a usual video of that time gets (0-1, without young videos; a viral one counts as
    one video, see `group_rates`), its 95 % range `low`, `high` and the plain mean of the same videos' counted rates `mean`,
    NaN where no video has a rate. Videos without any date are left out. `model` is the fit to just the eligible videos with a date, where it is known already. Videos
    under `settled_days` count as young.
    """
    day = posted_day(videos)
    by = by or calendar.choose(day)
    start = calendar.start_of(day, by)
    table = calendar.periods(start, by)
    young = is_young(videos, settled_days).astype(bool)
    rated, _ = eligible(videos, settled_days=settled_days)
    dated = videos[_SUMS].assign(start=start, n=1, n_young=young.astype(int), n_rate=rated.astype(int))
    groups = dated[dated["start"].notna()].groupby("start")
    sums = groups[_SUMS].sum(min_count=1)
    sizes = groups[["n", "n_young", "n_rate"]].sum()
    table = table.join(sizes, on="start").join(sums, on="start")
    table[["n", "n_young", "n_rate"]] = table[["n", "n_young", "n_rate"]].fillna(0).astype("int64")
    table[_SUMS] = table[_SUMS].astype("Int64")
    saves = videos["saves"].where(rated)
    found = group_rates(saves, videos["views"], start, model=model)
    table = table.join(found.assign(mean=rates.plain_by(saves, videos["views"], start)), on="start")
    return table[["start", "end", "n", "n_young", "n_rate", *_SUMS, "rate", "low", "high", "mean"]]


@dataclass(frozen=True)
class Tallest:
    """The posting period with the most saves: from `start` to `end`, and its most-saved video.

    `video` is the index label of that video, `posted` its posting day, `share` (0-1) its part of the period's saves, `n` the
    number of videos of the period whose saves are known.
    """

    start: pd.Timestamp
    end: pd.Timestamp
    video: int
    posted: pd.Timestamp
    share: float
    n: int


def tallest(videos: pd.DataFrame, table: pd.DataFrame) -> Tallest | None:
    """Find the period of `table` (see `buckets`, of the same videos) with the most saves; None where none has a save."""
    if not (table["saves"].fillna(0) > 0).any():
        return None
    row = table.loc[table["saves"].fillna(0).astype("int64").idxmax()]
    day = posted_day(videos)
    saves = videos["saves"][day.between(row["start"], row["end"])].dropna()
    video = saves.astype("int64").idxmax()
    return Tallest(row["start"], row["end"], video, day[video], float(saves[video] / row["saves"]), len(saves))


@dataclass(frozen=True)
class Trend:
    """How the save rate changes with the posting date.

    `per_year` is the factor by which the rate changes in a year (1 = unchanged), `p_value` the test of no change; both
    None for "too few videos". `n` counts the videos judged, `saved` those of them that
    were saved at all, `undated` those left out because their posting day is not known, `left_out_young`
    those left out because they were under `settled_days` old, `days` the span of posting days. `needed` says about how many
    more videos like these would show a doubling over that span four times in five; None where these already would, where it
    is not the number of videos that lacks, and where they are too few to estimate it.

    Without a clear trend, `leaning` says where newer videos lean if videos like their neighbours could also do that by
    chance, and `unfinished` that they lean down only with the newest ones, whose saves may still be coming in.
    """

    verdict: Verdict
    per_year: Estimate | None
    n: int
    saved: int
    undated: int
    p_value: float | None
    left_out_young: int
    days: int
    needed: int | None
    leaning: Literal["more", "less"] | None = None
    unfinished: bool = False
    settled_days: float = YOUNG_DAYS


MOST_SPREAD = 10
"""A range wider than this many times its lower end says only that nothing can be said."""


def said_range(found: Trend) -> tuple[Estimate, int | None] | None:
    """Return the change as it can be said: over a year, over a shorter span of days over these (then with the days).

    None without a trend tested. A year read off a few weeks would be a wild number.
    """
    if found.per_year is None:
        return None
    short = found.days < SPEAK_OF_A_YEAR
    power = found.days / 365.25 if short else 1.0
    value, low, high = (edge**power for edge in (found.per_year.value, found.per_year.low, found.per_year.high))
    return Estimate(value, low, high, found.n), found.days if short else None


def can_tell(change: Estimate) -> bool:
    """Tell whether the range of a change is narrow enough to say something: not wider than `MOST_SPREAD` times."""
    return math.log(max(change.high, 1e-300)) - math.log(max(change.low, 1e-300)) <= math.log(MOST_SPREAD)


STEADY_WITHIN = 2
"""A rate is steady where its range holds neither a doubling nor a halving: the change that plans and counts of videos
still needed are about, too. A range that holds one says that nobody can tell yet."""


def is_steady(found: Trend) -> bool:
    """Tell whether the rate is known to stay about as it is: two one-sided tests against `STEADY_WITHIN` times.

    Both what is said (see `said_range`) and the change over all days must lie within it. False for a trend, for videos that
    lean and where nothing was tested.
    """
    spoken = said_range(found)
    if spoken is None or found.verdict != "no clear trend" or found.leaning is not None or found.unfinished:
        return False
    longer = 1.0 if spoken[1] is not None else max(1.0, found.days / 365.25)
    low, high = (edge**longer for edge in (spoken[0].low, spoken[0].high))
    return bool(low > 1 / STEADY_WITHIN and high < STEADY_WITHIN)


def verdict(videos: pd.DataFrame, *, settled_days: float | None = None) -> Trend:
    """Test whether the save rate rises or falls with the posting date, young videos left out.

    The test is that of `slope_test.Slope` with the posting time, which pays for videos that are like their neighbours; the
    range holds the slopes it would not refuse. Under `CAREFUL` videos nobody can tell a trend from neighbours alike, so
    that they only lean. Of several accounts each is held against its own level (`account_levels`), and what they have
    in common is tested.

    `settled_days` is the age from which saves are nearly complete. None where that is not known: then it is taken for
    `YOUNG_DAYS`, and a fall must hold without the videos under `UNFINISHED_DAYS`, too.
    """
    found = _tested(videos, settled_days or YOUNG_DAYS)
    if settled_days is None and (found.verdict == "falling" or found.leaning == "less"):
        older = _tested(videos, UNFINISHED_DAYS)
        if older.verdict != "falling" and older.leaning != "less":
            return replace(found, verdict="no clear trend", leaning=None, unfinished=True, needed=None)
    return found


def _tested(videos: pd.DataFrame, settled_days: float) -> Trend:
    day = posted_day(videos)
    rows, young = eligible(videos, settled_days=settled_days)
    left_out = int((young & day.notna()).sum())
    undated = int((rows & day.isna()).sum())
    rows &= day.notna()
    chosen = videos.loc[rows, OVER_TIME]
    level = account_levels.fit(chosen)
    rows[rows] = level.rows
    chosen, day = chosen[level.rows], day[rows]
    n = len(chosen)
    saves = chosen["saves"].to_numpy("float64")
    days = int((day.max() - day.min()).days) if n else 0
    saved = int((saves > 0).sum())
    few = Trend("too few videos", None, n, saved, undated, None, left_out, days, needed=None, settled_days=settled_days)
    if n < MIN_VIDEOS:
        return replace(few, needed=_needed_at_first(chosen))
    if saved < MIN_WITH_SAVES or days < MIN_SPAN_DAYS:
        return few
    years = (day - day.min()).dt.total_seconds().to_numpy() / (365.25 * 86_400)
    scale = float(years.std())
    x = level.within(years) / scale
    line = Slope(
        saves,
        level.offset,
        x,
        spent=level.accounts - 1,
        order=posting_order(chosen, day),
        beside=np.column_stack([x**2, x**3]),
    )
    low, high = line.bounds()
    span = days / 365.25 / scale
    wanted = _round_up(n * (_FOR_DOUBLING * line.error * span) ** 2)
    clear = line.p_value < LEVEL and n >= CAREFUL
    leans = not clear and line.p_alone < (LEVEL if n >= CAREFUL else LEANS)
    up = line.value > 0
    return replace(
        few,
        verdict="no clear trend" if not clear else "rising" if up else "falling",
        per_year=Estimate(factor(line.value / scale), factor(low / scale), factor(high / scale), n),
        p_value=line.p_value,
        needed=None if clear or wanted <= n else wanted - n,
        leaning=None if not leans else "more" if up else "less",
    )


def _needed_at_first(videos: pd.DataFrame) -> int | None:
    """Estimate how many more videos a doubling takes, from fewer than `MIN_VIDEOS`; None where they do not even tell that."""
    model = rates.fit(videos["saves"], videos["views"])
    if model is None or model.weak:
        return None
    # evenly spread posting days: the variance of the change over the span is 12 * spread / n
    return max(MIN_VIDEOS, _round_up(_FOR_DOUBLING**2 * 12 * model.overdispersion)) - len(videos)


_FOR_DOUBLING = 1.1 * (2.1 + 0.84) / math.log(2)
"""A doubling shows four times in five when it is 2.94 standard errors long (2.1 for the test of `slope_test.Slope`, 0.84 for
four in five); 1.1 because, in simulations, errors fitted to few videos come out that much too small."""


def _round_up(count: float) -> int:
    return math.ceil(min(count, 1e6) / 5) * 5
