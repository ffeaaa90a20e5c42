"""Unusual videos: those that stand out among the creator's own, all judged at once."""

import numpy as np
import pandas as pd

from worthsaving import schema
from worthsaving.analysis.models import beta_binomial, heavy_tails, multiple_tests, nb2, rates

FALSE_SETS = 0.02
FALSE_SHARE = 0.2
"""The nominal levels of the two stages of `multiple_tests.clear`: with them the promises of 5 % and 10 % are kept on real
shapes ("Standing out on real shapes" in docs/statistics.md), as the p-values are cautious."""

_VERDICTS = ("usual", "more than usual", "less than usual")


def stand_out(
    videos: pd.DataFrame, model: rates.RateModel | None = None, *, base: pd.Series | None = None
) -> pd.DataFrame:
    """Judge each video's saves against the creator's own distribution of save rates: index as in `videos`.

    Columns: `p`, the two-sided p-value of so many saves from so many views; `verdict`, "more than usual" or "less than
    usual" where that holds up among all videos (`multiple_tests.clear`), "usual" otherwise; `lower`, `higher` and
    `others`, how many of the other videos have a lower and a higher counted rate, and how many have one. NaN and <NA> where
    the video has no rate. With the weak prior of `rates.fit` (under 8 videos, or no save at all) there is no usual to
    stand out from: nothing is called.

    The p-value holds under the Beta fitted to the videos marked in `base` (bool) and under a log-normal law of the same
    mean and variance, and under one of its own as far as the likelihood is for that (`heavy_tails`). The fits leave out strong outliers (`multiple_tests.inliers`). A video outside `base`, whose saves
    may still come, is never called less than usual. With `model` that Beta is the only
    law, and nothing is fitted.
    """
    rows = rates.usable(videos["saves"], videos["views"]).to_numpy()
    table = pd.DataFrame(np.nan, index=videos.index, columns=["p", "lower", "higher", "others"])
    verdict = np.full(len(videos), -1, dtype="int8")  # the position in `_VERDICTS`
    table["verdict"] = schema.coded(_VERDICTS, verdict, table.index)
    if not rows.any():
        return table
    saves, views = videos["saves"][rows], videos["views"][rows]
    s, v = saves.to_numpy("float64"), views.to_numpy("float64")
    if model is None:
        among = np.ones(len(s), dtype=bool) if base is None else base.to_numpy(bool)[rows]
        model, p = _fitted(saves, views, among)
    else:
        p = nb2.two_sided(s, *_law(v, model))
    if model is None:
        return table
    over, under = tails(s, v, model)
    if base is not None:
        p = np.where((under < over) & ~base.to_numpy(bool)[rows], 1.0, p)
    clear = multiple_tests.clear(p, sets=FALSE_SETS, share=FALSE_SHARE) & (not model.weak)
    ordered = np.sort(s / v)
    table.loc[rows, "p"] = p
    table.loc[rows, "lower"] = np.searchsorted(ordered, s / v, "left")
    table.loc[rows, "higher"] = len(ordered) - np.searchsorted(ordered, s / v, "right")
    table.loc[rows, "others"] = len(ordered) - 1
    verdict[rows] = np.where(clear, np.where(over < under, 1, 2), 0)
    table["verdict"] = schema.coded(_VERDICTS, verdict, table.index)
    return table


def _fitted(saves: pd.Series, views: pd.Series, among: np.ndarray) -> tuple[rates.RateModel | None, np.ndarray]:
    """Fit the laws to the videos marked in `among`, strong outliers left out; the Beta and each video's p-value."""
    s, v = saves.to_numpy("float64"), views.to_numpy("float64")

    def fitted(inside: np.ndarray) -> tuple[rates.RateModel | None, np.ndarray]:
        """Fit the Beta, and work out the p-values under it."""
        within = inside & among
        model = rates.fit(saves[within], views[within], nodes=False)
        if model is None or model.weak:
            return model, np.ones(len(s))
        return model, heavy_tails.two_sided(s, *_law(v, model))

    inside, (model, p) = multiple_tests.inliers(fitted, lambda found: found[1], len(s))
    if model is None or model.weak:
        return model, p
    shape = model.alpha, model.beta
    return model, heavy_tails.under_own_law(
        p, s, v, among, inside, lambda rows: beta_binomial.loglik(s[rows], v[rows], *shape)
    )


def tails(s: np.ndarray, v: np.ndarray, model: rates.RateModel) -> tuple[np.ndarray, np.ndarray]:
    """Return the probabilities of `s` or more, and of `s` or fewer, saves from `v` views under `model`.

    By the negative binomial with the beta-binomial's own mean and variance, whose tails are one function call at any
    size. For mean rates under 1 % the two agree to a few per cent of the tail; at a mean rate of 5 % the upper tail
    comes out larger, which is the cautious side.
    """
    mean, size = _law(v, model)
    return nb2.upper_tail(s, mean, size), nb2.lower_tail(s, mean, size)


def _law(v: np.ndarray, model: rates.RateModel) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and size of the negative binomial that stands for so many views under `model`."""
    rate, precision = model.mean, model.alpha + model.beta
    mean = v * rate
    # variance / mean - 1 of the beta-binomial; 0 or less (a view or two) is a plain Poisson count
    excess = (1 - rate) * (precision + v) / (precision + 1) - 1
    return mean, mean / np.maximum(excess, mean * 1e-6)
