"""Share of saves in all engagement, over time; likes, comments and shares video by video."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving.analysis import calendar
from worthsaving.analysis.age import YOUNG_DAYS, is_young
from worthsaving.analysis.eligible import picked, posting_order
from worthsaving.analysis.models import dependence, rates
from worthsaving.analysis.models.group_rates import Groups, group_rates
from worthsaving.analysis.select import posted_day
from worthsaving.schema import Estimate

KINDS = ("likes", "comments", "shares", "saves")
REACTIONS = ("shares", "likes", "comments")  # what is left where saves are unknown; nearest to a save first


def share_over_time(
    videos: pd.DataFrame, *, by: calendar.By | None = None, settled_days: float = YOUNG_DAYS
) -> pd.DataFrame:
    """Work out the share of saves in likes + comments + shares + saves: one row per week or month, empty ones too.

    Columns: `start`, `end`; `n`, the videos behind the share (all four counts known and not all 0, `settled_days` or
    older, as saves come late), `n_young`, those left out for their age alone; `share` (0-1), the saves' part for a usual video of
    that time (a viral one counts as one video, see `group_rates`) with its 95 % range `low`, `high`, and `mean`, the plain
    mean of the same videos' shares; `likes_share`, `comments_share`, `shares_share` (0-1), the rest divided as all those
    videos together divide it. With `share` they add up to 1. NaN where a period has no engagement to share out; a count is never assumed to be 0. The same in every
    row: `usual` (0-1), the one share that fits all periods best, with its 95 % range `usual_low`, `usual_high`, the plain
    mean of all these videos' shares `usual_mean`, and `p_value`, that of no difference between the periods (`together`), NaN where that cannot be told.
    """
    day = posted_day(videos)
    by = by or calendar.choose(day)
    start = calendar.start_of(day, by)
    table = calendar.periods(start, by)
    counts = videos[list(KINDS)]
    whole = counts.sum(axis=1, skipna=False)
    complete = (counts >= 0).fillna(False).astype(bool).all(axis=1) & rates.usable(videos["saves"], whole)
    young = is_young(videos, settled_days).astype(bool)
    rated = complete & ~young & start.notna()
    saves, whole, start = videos["saves"][rated], whole[rated], start.where(complete)
    others = counts.loc[rated, list(KINDS[:3])].astype("float64").groupby(start[rated]).sum()
    model = rates.fit(saves, whole)
    found = group_rates(saves, whole, start[rated], model=model).rename(columns={"rate": "share"})
    found["mean"] = rates.plain_by(saves, whole, start[rated])
    # without any like, comment or share there is no rest to divide
    total = others.sum(axis=1)
    rest = others.div(total.where(total > 0), axis=0).mul(1 - found["share"], axis=0).add_suffix("_share")
    sizes = pd.DataFrame({"n": rated.astype("int64"), "n_young": young.astype("int64")}).groupby(start).sum()
    table = table.join(sizes, on="start").join(found, on="start").join(rest, on="start")
    table[["n", "n_young"]] = table[["n", "n_young"]].fillna(0).astype("int64")
    order = posting_order(picked(videos, rated), day[rated])
    one = together(saves, whole, start[rated], model=model, order=order)
    usual = (None, None, None) if one.rate is None else (one.rate.value, one.rate.low, one.rate.high)
    plain = rates.plain(saves, whole)
    usual_mean = None if plain is None else plain.mean
    names = ("usual", "usual_low", "usual_high", "p_value", "usual_mean")
    same = dict(zip(names, (*usual, one.p_value, usual_mean), strict=True))
    table = table.assign(**same).astype(dict.fromkeys(same, "float64"))
    shares = ["share", "low", "high", "mean", "likes_share", "comments_share", "shares_share"]
    return table[["start", "end", "n", "n_young", *shares, *same]]


@dataclass(frozen=True)
class Together:
    """The one usual rate (0-1) of all groups, None without any; `p_value` of no difference, None where untestable."""

    rate: Estimate | None
    p_value: float | None


def together(
    part: pd.Series,
    whole: pd.Series,
    group: pd.Series,
    *,
    model: rates.RateModel | None = None,
    order: np.ndarray | None = None,
) -> Together:
    """Fit one rate part / whole to all groups and test whether it fits them: one test, however many groups there are.

    `part`, `whole`: counts; `group`: any key, missing for none; one index. No p-value with fewer than two groups that
    have a rate, no more videos than groups, or too few videos (or no save) to know how far rates scatter. `model` is the
    fit to these videos, where it is known already; `order` their positions in posting order, all of them with a rate and
    a group: then videos may be like their neighbours (`dependence`).

    The likelihood ratio of a rate for each group over one for all, divided by how much more the scores scatter than the
    model knows (`Groups.excess`). It is read against F: the scatter was fitted to the same videos with the difference
    between the groups in it, so what the ratio takes up is taken off it. In simulations it gave false alarms in 3 % of
    quiet sets of 24 to 500 videos, viral and heavy-tailed ones among them, and in none of the kinds clearly above 5 %.
    """
    from scipy.special import fdtrc

    rows = rates.usable(part, whole) & group.notna()
    model = model or rates.fit(part[rows], whole[rows])
    if model is None:
        return Together(None, None)
    y, exposure = part[rows].to_numpy("float64"), whole[rows].to_numpy("float64")
    size = 1 / max(model.overdispersion, 1e-6)
    all_in_one = Groups(y, exposure, np.zeros(len(y), dtype=int), 1, size)
    common = all_in_one.log_rate()
    value, low, high = (min(float(np.exp(each)[0]), 1.0) for each in (common, *all_in_one.bounds(common)))
    rate = Estimate(value, low, high, len(y))
    code, keys = pd.factorize(group[rows], sort=True)
    n, more = len(code), len(keys) - 1
    if model.weak or more < 1 or n <= more + 1:
        return Together(rate, None)
    each = Groups(y, exposure, code, more + 1, size)
    gain = 2 * float(each.loglik(each.log_rate()).sum() - all_in_one.loglik(common)[0]) / all_in_one.excess(common)
    alike = dependence.NONE if order is None else _alike(all_in_one, float(common[0]), code, order)

    # the median factor: averaged over the candidates an unlikely one would hide the differences of many periods
    gain = min(max(gain / alike.median, 0.0), n * (1 - 1e-9))
    p_value = float(fdtrc(more, n - more - 1, (gain / more) / ((n - gain) / (n - more - 1))))
    return Together(rate, p_value)


@dataclass(frozen=True)
class Reactions:
    """Shares, likes and comments of some videos.

    `table`: a row a video (its index label), a column for each of `REACTIONS` that any of them has; rates per view (0-1)
    where `per_view`, else counts. `of`: how many videos there are in all.
    """

    table: pd.DataFrame
    per_view: bool
    of: int


def reactions(videos: pd.DataFrame, *, most: int) -> Reactions:
    """Return shares, likes and comments for each view of the `most` viewed videos, the highest first column first.

    Counts where no video has views; views alone where there is nothing else. Missing stays missing, and a video without
    views has no rate.
    """
    viewed = videos["views"].where(videos["views"] > 0).astype("Float64")
    rows = videos.sort_values("views", ascending=False, na_position="last", kind="stable").head(most)
    known = [name for name in REACTIONS if rows[name].notna().any()]
    per_view = bool(known) and bool(viewed.notna().any())
    known = known or [name for name in ("views",) if rows["views"].notna().any()]
    table = rows[known].astype("Float64")
    if per_view:
        table = table.div(viewed.loc[rows.index], axis=0)
    if known:
        table = table.sort_values(known[0], ascending=False, na_position="last", kind="stable")
    return Reactions(table, per_view, len(videos))


MOST_GROUPS = 60
"""Of more periods neighbouring ones go together where it is worked out how alike neighbouring videos are."""


def _alike(videos: Groups, common: float, code: np.ndarray, order: np.ndarray) -> dependence.Dependence:
    """Fit how alike neighbours are within the groups (numbers by `code`), from scores at the common log rate."""
    mean = videos.whole * np.exp(common)
    thin = 1 + mean / videos.size
    scale = np.sqrt(mean / thin)[order]
    code = code[order]
    code = code * MOST_GROUPS // max(int(code.max()) + 1, MOST_GROUPS)
    residual = ((videos.y - mean) / thin)[order] / scale
    # the periods leave too little of a series to show it: it is judged about a smooth change over time
    time = np.linspace(-1, 1, len(code))
    smooth = dependence.fit(residual, np.vander(time, 4, increasing=True) * scale[:, None])
    return dependence.of_groups(residual, scale, code, weight=smooth.weight)
