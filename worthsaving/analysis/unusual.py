"""Unusual videos: those that stand out among the creator's own, all judged at once."""

import numpy as np
import pandas as pd

from worthsaving.analysis.models import multiple_tests, nb2, rates


def stand_out(
    videos: pd.DataFrame, model: rates.RateModel | None = None, *, base: pd.Series | None = None
) -> pd.DataFrame:
    """Judge each video's saves against the creator's own distribution of save rates: index as in `videos`.

    Columns: `p`, the two-sided beta-binomial p-value of so many saves from so many views under `model` (when not given,
    it is fitted to the videos marked in `base`, bool, without strong outliers: `multiple_tests.inliers`); `percentile`,
    the position in that distribution (0-1, half of an equal count taken as below: a video with few views lies near the
    middle); `verdict`, "more than usual" or "less than usual" where that
    holds up among all videos (`multiple_tests.clear`), "usual" otherwise. NaN and <NA> where the video has no rate. With the weak
    prior of `rates.fit` (under 8 videos, or no save at all) there is no usual to stand out from: nothing is called.
    """
    rows = rates.usable(videos["saves"], videos["views"]).to_numpy()
    table = pd.DataFrame({"p": np.nan, "percentile": np.nan}, index=videos.index)
    table["verdict"] = pd.Series(pd.NA, index=videos.index, dtype="str")
    saves, views = videos["saves"][rows], videos["views"][rows]
    s, v = saves.to_numpy("float64"), views.to_numpy("float64")
    if model is None:
        among = np.ones(len(s), dtype=bool) if base is None else base.to_numpy(bool)[rows]

        def judge(inside: np.ndarray) -> np.ndarray:
            fitted = rates.fit(saves[inside & among], views[inside & among], nodes=False)
            return np.ones(len(s)) if fitted is None or fitted.weak else _two_sided(s, v, fitted)

        inside = multiple_tests.inliers(judge, len(s))
        model = rates.fit(saves[inside & among], views[inside & among], nodes=False)
    if model is None:
        return table
    over, under = tails(s, v, model)
    p = _two_sided(s, v, model)
    clear = multiple_tests.clear(p) & (not model.weak)
    table.loc[rows, "p"] = p
    table.loc[rows, "percentile"] = np.clip((under + 1 - over) / 2, 0.0, 1.0)
    table.loc[rows, "verdict"] = np.where(clear, np.where(over < under, "more than usual", "less than usual"), "usual")
    return table


def _two_sided(s: np.ndarray, v: np.ndarray, model: rates.RateModel) -> np.ndarray:
    """Return each video's two-sided p-value: twice the smaller tail, at most 1."""
    return np.asarray(np.minimum(2 * np.minimum(*tails(s, v, model)), 1.0))


def tails(s: np.ndarray, v: np.ndarray, model: rates.RateModel) -> tuple[np.ndarray, np.ndarray]:
    """Return the probabilities of `s` or more, and of `s` or fewer, saves from `v` views under `model`.

    By the negative binomial with the beta-binomial's own mean and variance, whose tails are one function call at any
    size. For mean rates under 1 % the two agree to a few per cent of the tail; at a mean rate of 5 % the upper tail
    comes out larger, which is the cautious side.
    """
    rate, precision = model.mean, model.alpha + model.beta
    mean = v * rate
    # variance / mean - 1 of the beta-binomial; 0 or less (a view or two) is a plain Poisson count
    excess = (1 - rate) * (precision + v) / (precision + 1) - 1
    size = mean / np.maximum(excess, mean * 1e-6)
    return nb2.upper_tail(s, mean, size), nb2.lower_tail(s, mean, size)
