"""Expected saves from a video's views, likes and comments, and the quadrants of saves and likes or comments."""

import numpy as np
import pandas as pd

from worthsaving import schema
from worthsaving.analysis.age import YOUNG_DAYS, is_young
from worthsaving.analysis.models import dispersion, heavy_tails, multiple_tests, nb2, rates

PREDICTORS = ("views", "likes", "comments")

_Model = tuple[nb2.Fit, float, float]
"""The means, and level and slope of the log size over the log of the expected rate."""

FALSE_SHARE = 0.15
"""The nominal level of the second stage of `multiple_tests.clear`: with it at most a tenth of the named are false
("Standing out on real shapes" in docs/statistics.md), as the p-values are cautious."""

MIN_VIDEOS = 8
VIDEOS_A_SLOPE = 10
"""A second slope is fitted from 20 videos, a third from 30: with fewer the ranges hold less than they say."""

OUTER = 1 / 3
SURE = 0.8
"""A rate counts as high when it lies in the top third of the creator's own spread with this probability."""


def expected_saves(videos: pd.DataFrame, *, settled_days: float = YOUNG_DAYS) -> pd.DataFrame:
    """Predict each video's saves from its views, likes and comments: index as in `videos`.

    Columns: `expected`, the mean number of saves of a video with such counts; `low`-`high`, the 95 % prediction range
    in whole saves; `ratio`, saves over expected; `verdict`, "more than expected" or "fewer than expected" where that
    holds up among all videos (`multiple_tests.clear`) and under a log-normal law as well (`heavy_tails`), "as expected"
    otherwise; `counts`, the predictors used of the video ("views and likes").

    Negative-binomial regression with a free slope on the log of each count, and with a size that goes with the expected
    rate (`dispersion`). A video with an unknown count is judged by the model of those it has, which is fitted to every
    video that has them but the ones that stand far out (`multiple_tests.inliers`). The ranges carry what the fit itself
    does not know (`nb2.Fit.predictive_size`). A video under `settled_days` old, whose saves may still come, is never called to have fewer. A
    video whose saves are unknown has no ratio and no verdict. All is NaN
    and <NA> where saves exceed views, no predictor is known, or fewer than `MIN_VIDEOS` videos can be learnt from.
    """
    found = np.full((len(videos), 3), np.nan)  # expected, low, high
    used = np.full(len(videos), -1)  # the position in `ways`
    ways = [""]
    known = {name: (videos[name] >= 0).fillna(False).to_numpy(bool) for name in PREDICTORS}
    faulty = (videos["saves"] > videos["views"]).fillna(False).to_numpy(bool)
    judged = (videos["saves"] >= 0).fillna(False).to_numpy(bool) & ~faulty
    counts = {name: videos[name].to_numpy("float64", na_value=np.nan) for name in (*PREDICTORS, "saves")}
    p_value = np.full(len(videos), np.nan)
    pattern = sum(known[name] * 2**i for i, name in enumerate(PREDICTORS))
    for which in np.flatnonzero(np.bincount(pattern)):
        here = ~faulty & (pattern == which)
        names = _affordable([name for i, name in enumerate(PREDICTORS) if which >> i & 1], counts, known, judged)
        if not names or not here.any():
            continue
        learn = np.flatnonzero(judged & np.logical_and.reduce([known[name] for name in names]))
        mean, size, p = _predict(counts, names, learn, here)
        used[here] = len(ways)
        ways.append(" and ".join(filter(None, [", ".join(names[:-1]), names[-1]])))
        found[here] = np.column_stack([mean, *nb2.whole_range(mean, size)])
        p_value[here] = p
    ratio = counts["saves"] / found[:, 0]
    p_value[(ratio < 1) & is_young(videos, settled_days).to_numpy(bool) & ~np.isnan(p_value)] = 1.0
    clear = multiple_tests.clear(p_value, share=FALSE_SHARE)
    verdict = np.where(clear, np.where(ratio > 1, 1, 2), np.where(np.isnan(p_value), -1, 0))
    table = pd.DataFrame(found, index=videos.index, columns=["expected", "low", "high"]).assign(ratio=ratio)
    table["verdict"] = schema.coded(("as expected", "more than expected", "fewer than expected"), verdict, table.index)
    table["counts"] = schema.coded(ways, used, table.index)
    return table


def _affordable(
    names: list[str], counts: dict[str, np.ndarray], known: dict[str, np.ndarray], judged: np.ndarray
) -> list[str]:
    """Return the first of these predictors, as many as there are videos enough to fit their slopes."""
    while names:
        learn = judged & np.logical_and.reduce([known[name] for name in names])
        enough = MIN_VIDEOS if len(names) == 1 else VIDEOS_A_SLOPE * len(names)
        if learn.sum() >= enough and counts["saves"][learn].sum() > 0:
            return names
        names = names[:-1]
    return names


def _predict(
    counts: dict[str, np.ndarray], names: list[str], learn: np.ndarray, here: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Predict means and sizes for the rows `here` (bool) with the model fitted to the rows `learn` (positions); p-values.

    NaN is the p-value of a row without known saves.
    """
    saves = counts["saves"]
    if len(learn) > rates.FIT_LIMIT:
        some = learn[rates.sample(rates.FIT_LIMIT, saves[learn], *(counts[name][learn] for name in names))]
        learn = some if saves[some].sum() > 0 else learn
    logs = np.column_stack([np.log1p(counts[name]) for name in names])
    centre, width = logs[learn].mean(axis=0), logs[learn].std(axis=0)
    design = np.column_stack([np.ones(len(logs)), (logs - centre) / np.where(width > 0, width, 1.0)])

    def predict(model: _Model, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        means, level, slope = model
        at = np.exp(np.clip(design[rows] @ means.coef, -30, 30))
        size = dispersion.sizes(np.log(at) - logs[rows, 0] - usual, level, slope)
        return at, means.predictive_size(design[rows], size)

    def fitted(inside: np.ndarray) -> _Model:
        rows = learn[inside] if saves[learn[inside]].sum() > 0 else learn
        means = nb2.fit(saves[rows], design[rows], np.zeros(len(rows)))
        log_mean = np.clip(design[rows] @ means.coef, -30, 30)
        level, slope = dispersion.fit(saves[rows], np.exp(log_mean), log_mean - logs[rows, 0] - usual, means.size)
        return means, level, slope

    # about the log of the usual saves a view (or like): only there to centre the rates
    usual = float(np.log(saves[learn].sum()) - np.log(np.exp(logs[learn, 0]).sum()))

    def judge(model: _Model) -> np.ndarray:
        return heavy_tails.two_sided(saves[learn], *predict(model, learn))

    inside, model = multiple_tests.inliers(fitted, judge, len(learn))
    among = np.zeros(len(here), dtype=bool)
    among[learn] = True
    aside = np.zeros(len(here), dtype=bool)
    aside[learn[~inside]] = True
    rows = np.flatnonzero(here | among)
    mean, size = predict(model, rows)
    p = np.full(len(rows), np.nan)
    known = saves[rows] >= 0
    y, m, k = saves[rows[known]], mean[known], size[known]
    p[known] = heavy_tails.under_own_law(
        heavy_tails.two_sided(y, m, k),
        y,
        m,
        among=among[rows[known]],
        inside=~aside[rows[known]],
        rival=lambda at: nb2.loglik(y[at], m[at], k[at]),
    )
    wanted = here[rows]
    return mean[wanted], size[wanted], p[wanted]


CORNERS = {
    "likes": ("silent compliments", "liked, not kept"),
    "comments": ("kept without a word", "talked about, not kept"),
}
"""The two quadrants that lean to one side, by what saves are compared with: saves high alone, the other high alone."""


def quadrants(videos: pd.DataFrame, against: str = "likes", *, settled_days: float = YOUNG_DAYS) -> pd.DataFrame:
    """Sort videos into the quadrants of save rate and the rate of `against` (likes or comments): index as in `videos`.

    Columns: `label`, the quadrant, and the shrunk rates `save_rate` and `like_rate` or `comment_rate` (0-1, see
    `rates.rates`). A rate is high (low) when, by its posterior, it lies in the top (bottom) third of the creator's own
    fitted spread with probability `SURE`, so a video with few views stays in the middle. One of `CORNERS` where one is
    high and the other low; "both" high; "neither", both low; "middle" for all else. <NA> where either rate is unknown, and
    "middle" throughout where fewer than `rates.MIN_VIDEOS` videos have both, and for videos under `settled_days` old: their saves are
    still to come. Raises KeyError for another count.
    """
    kept, not_kept = CORNERS[against]
    other = f"{against.removesuffix('s')}_rate"
    rows = rates.usable(videos["saves"], videos["views"]) & rates.usable(videos[against], videos["views"])
    at = np.flatnonzero(rows.to_numpy())
    label = np.full(len(videos), -1)  # the position in the names below
    both_rates = np.full((len(videos), 2), np.nan)
    if len(at):
        views = videos["views"][rows]
        saved, saved_high, saved_low = _place(videos["saves"][rows], views)
        rate, high, low = _place(videos[against][rows], views)
        both_rates[at] = np.column_stack([saved, rate])
        label[at] = np.select([saved_high & low, saved_low & high, saved_high & high, saved_low & low], [4, 3, 2, 1], 0)
        label[at[is_young(videos, settled_days).to_numpy(bool)[at]]] = 0
    table = pd.DataFrame(
        {"label": schema.coded(["middle", "neither", "both", not_kept, kept], label, videos.index)}, index=videos.index
    )
    table["save_rate"], table[other] = both_rates.T
    return table


def _place(part: pd.Series, whole: pd.Series) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return each video's shrunk rate, and whether it surely lies in the top third and in the bottom third."""
    model = rates.fit(part, whole)
    s, v = part.to_numpy("float64"), whole.to_numpy("float64")
    if model is None or model.weak:
        none = np.zeros(len(s), dtype=bool)
        mean = rates.rates(pd.DataFrame({"saves": part, "views": whole}), model)["mean"].to_numpy()
        return mean, none, none
    a, b = rates.posterior(s, v, model)
    return a / (a + b), _surely_over(a, b, model.quantile(1 - OUTER)), _surely_over(b, a, 1 - model.quantile(OUTER))


def _surely_over(a: np.ndarray, b: np.ndarray, rate: float) -> np.ndarray:
    """Mark the Betas that lie over `rate` with probability `SURE`.

    Cantelli's inequality decides nearly all from mean and standard deviation; the rest are worked out, 5 of 100 at 100,000 videos.
    """
    from scipy.special import betainc

    mean = a / (a + b)
    away = (mean - rate) / np.sqrt(mean * (1 - mean) / (a + b + 1))
    reach = np.sqrt(SURE / (1 - SURE))
    over = np.asarray(away > reach)
    unsure = np.flatnonzero(~over & (away >= -1 / reach))
    over[unsure] = 1 - betainc(a[unsure], b[unsure], rate) >= SURE
    return over
