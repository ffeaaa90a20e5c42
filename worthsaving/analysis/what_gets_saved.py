"""What gets saved: hashtags, words, lengths and times that go with a higher save rate (association, not cause)."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from worthsaving.analysis import features
from worthsaving.analysis.eligible import eligible
from worthsaving.analysis.models import multiple_tests, rates
from worthsaving.analysis.models.group_rates import Groups

MIN_WITH = 5
MIN_WITHOUT = 5
"""A value is judged only from this many videos that have it and this many that do not."""

ACCOUNT_AT_LEAST = 8
"""An account with so many videos is measured against its own usual rate, a smaller one against everybody's."""

_WIDE = 1.5
"""Standard deviation (log scale) of the prior that keeps the rate of a value without a single save finite."""

_SPREADS = np.array([0.05, 0.1, 0.2, 0.35, 0.6, 1.0, 1.6])
"""The widths that the true differences of a kind may have (log scale): from hardly any to a factor of five."""

_EM_ROUNDS = 40

COLUMNS = ("kind", "value", "n", "ratio", "low", "high", "p", "clear")


def what_gets_saved(videos: pd.DataFrame, *, zone: str = "UTC", kinds: Collection[str] | None = None) -> pd.DataFrame:
    """Compare the videos with each value to the others: one row per value, clear ones first, then by size of the ratio.

    Columns: `kind`, `value` (see `features.values`, also for `zone` and `kinds`); `n`, the videos that have it; `ratio`,
    the save rate of those videos over that of the others, shrunk towards 1 the weaker the evidence and the more alike the
    values of that kind (partial pooling on the log scale), with its 95 % range `low`-`high`; `p`, the test of no
    difference, by likelihood ratio in the negative-binomial model of `slope_test.Slope`, made smaller where single videos scatter more
    than that model knows (`Groups.excess`: strong tags among the videos do that); `clear`, whether it holds up among
    all rows (`multiple_tests.clear`) and its range leaves 1 out. Only values with at least `MIN_WITH` videos and `MIN_WITHOUT` others of which the kind is
    known. Young videos and those without a rate are left out; every video is measured against its own account's usual
    rate (for the kind "account" against all). An empty table where nothing can be compared.
    """
    chosen = videos[eligible(videos)[0]]
    saves = chosen["saves"].to_numpy("float64")
    views = chosen["views"].to_numpy("float64")
    if len(chosen) < MIN_WITH + MIN_WITHOUT or saves.sum() == 0:
        return _empty()
    model = rates.fit(chosen["saves"], chosen["views"], nodes=False)
    size = 1 / max(model.overdispersion if model else 1.0, 1e-6)
    usual = views * _account_rates(chosen, saves, views, size)
    found = []
    for has in features.values(chosen, zone=zone, kinds=kinds):
        exposure = views if has.kind == "account" else usual
        part = _judge(has, saves, exposure, size, features.known(chosen, has.kind))
        if part is not None:
            found.append(part)
    if not found:
        return _empty()
    table = pd.concat(found, ignore_index=True)
    # A finding whose own range still holds "no difference" would contradict itself on screen.
    apart = (table["low"] > 1) | (table["high"] < 1)
    table["clear"] = multiple_tests.clear(table["p"].to_numpy()) & apart.to_numpy()
    strength = np.abs(np.log(table["ratio"]))
    order = np.lexsort((-strength, ~table["clear"]))
    return table.iloc[order].reset_index(drop=True)[list(COLUMNS)]


def _empty() -> pd.DataFrame:
    kinds = dict.fromkeys(COLUMNS, "float64") | {"kind": "str", "value": "str", "n": "int64", "clear": "bool"}
    return pd.DataFrame({name: pd.Series(dtype=kinds[name]) for name in COLUMNS})


def _account_rates(chosen: pd.DataFrame, saves: np.ndarray, views: np.ndarray, size: float) -> np.ndarray:
    """Return the usual rate of each video's account; that of all where the account is small or has no save."""
    code = chosen.groupby(["platform", "account"], sort=False).ngroup().to_numpy()
    accounts = Groups(saves, views, code, int(code.max()) + 1, size)
    overall = Groups(saves, views, np.zeros(len(saves), dtype=int), 1, size).log_rate()[0]
    own = accounts.log_rate()
    return np.asarray(np.exp(np.where((accounts.n >= ACCOUNT_AT_LEAST) & np.isfinite(own), own, overall))[code])


def _judge(
    has: features.Values, saves: np.ndarray, exposure: np.ndarray, size: float, known: np.ndarray
) -> pd.DataFrame | None:
    """Judge the values of one kind: the rows of the result, without `clear`."""
    from scipy.special import fdtrc

    counts = np.bincount(has.codes, minlength=len(has.names))
    n = int(known.sum())
    kept = (counts >= MIN_WITH) & (n - counts >= MIN_WITHOUT)
    if not kept.any() or saves[known].sum() == 0:
        return None
    new = np.cumsum(kept) - 1
    use = kept[has.codes]
    row, code = has.rows[use], new[has.codes[use]]
    names, of_each = [name for name, keep in zip(has.names, kept, strict=True) if keep], counts[kept]
    first, same = _different(row, code, len(names), len(saves))
    use = first[same][code] == code
    row, code, counts = row[use], same[code[use]], of_each[first]
    k = len(first)
    everyone = Groups(saves[known], exposure[known], np.zeros(n, dtype=int), 1, size)
    usual = float(everyone.log_rate()[0])
    total = float(everyone.score(np.array([usual]))[1][0])
    excess = everyone.excess(np.array([usual]))
    within = Groups(saves[row], exposure[row], code, k, size)
    at_usual = np.full(k, usual)
    score, information = within.score(at_usual)
    best = within.log_rate()
    gain = within.loglik(best) - within.loglik(at_usual)
    theta = within.log_rate(prior_mean=usual, prior_sd=_WIDE)
    weight = within.score(theta)[1] + 1e-9
    # the others: one Newton step from everybody's rate, as long as they are most of the videos; else their own fit
    others = np.maximum(total - information, 1e-9)
    rest, rest_gain = usual - score / others, score**2 / (2 * others)
    for g in np.flatnonzero(counts > n / 2):
        out = known.copy()
        out[row[code == g]] = False
        left = Groups(saves[out], exposure[out], np.zeros(int(out.sum()), dtype=int), 1, size)
        rest_gain[g] = (left.loglik(left.log_rate()) - left.loglik(np.array([usual])))[0]
        shrunk = left.log_rate(prior_mean=usual, prior_sd=_WIDE)
        rest[g], others[g] = shrunk[0], left.score(shrunk)[1][0] + 1e-9
    p_value = fdtrc(1, n - 2, np.maximum(2 * (gain + rest_gain), 0) * (n - 2) / (n * excess))
    # the likelihood behind the shrunk rate: the same peak and width, the prior divided out
    alone = theta + (theta - usual) / (_WIDE**2 * weight)
    mean, deviation = _pooled((alone - rest)[same], (excess * (1 / weight + 1 / others))[same])
    low, high = mean - 1.96 * deviation, mean + 1.96 * deviation
    return pd.DataFrame(
        {
            "kind": pd.Series([has.kind] * len(names), dtype="str"),
            "value": pd.Series(names, dtype="str"),
            "n": of_each,
            "ratio": np.exp(mean),
            "low": np.exp(low),
            "high": np.exp(high),
            "p": p_value[same],
        }
    )


def _different(row: np.ndarray, code: np.ndarray, k: int, videos: int) -> tuple[np.ndarray, np.ndarray]:
    """Find the first code of each different set of videos, and for each of the `k` codes which set it has.

    The words of a line that stands under most captions have one set of videos, which is then judged once and not 80 times.
    Sets are distinguished by their size and the sums of two random numbers a video: two that differ agree in these with a
    chance of one in 2^80.
    """
    draws = np.random.default_rng(0).random((2, videos))
    sums = [np.bincount(code, weights=draw[row], minlength=k) for draw in draws]
    marks = np.column_stack([np.bincount(code, minlength=k), *sums])
    _, first, same = np.unique(marks, axis=0, return_index=True, return_inverse=True)
    return first, same.ravel()


def _pooled(difference: np.ndarray, variance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Shrink each difference (log scale) towards 0 as the values of its kind suggest; also its standard deviation.

    The true differences are a mixture of normals about 0 of several widths, whose shares are fitted to all values of the
    kind (adaptive shrinkage, Stephens 2017): where most values do nothing, a strong one is not shrunk with them.
    """
    between = _SPREADS**2
    together = variance[:, None] + between
    fit = np.exp(-0.5 * difference[:, None] ** 2 / together) / np.sqrt(together) + 1e-300
    share = np.full(len(between), 1 / len(between))
    for _ in range(_EM_ROUNDS):
        belongs = share * fit
        belongs /= belongs.sum(axis=1, keepdims=True)
        # an even prior worth one value keeps every width possible when a kind has only two or three values
        share = (belongs.sum(axis=0) + 1 / len(between)) / (len(difference) + 1)
    belongs = share * fit
    belongs /= belongs.sum(axis=1, keepdims=True)
    means = difference[:, None] * between / together
    mean = (belongs * means).sum(axis=1)
    second = (belongs * (variance[:, None] * between / together + means**2)).sum(axis=1)
    return mean, np.sqrt(np.maximum(second - mean**2, 1e-12))
