"""What gets saved: hashtags, words, lengths and times that go with a higher save rate (association, not cause)."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving.analysis import features
from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.eligible import eligible, picked
from worthsaving.analysis.models import (
    account_levels,
    adaptive_shrinkage,
    levels_in_time,
    multiple_tests,
    overlap,
    rates,
)
from worthsaving.analysis.models.group_rates import Groups
from worthsaving.analysis.models.levels_in_time import LevelsInTime

MIN_WITH = 5
MIN_WITHOUT = 5
"""A value is judged only from this many videos that have it and this many that do not."""

ACCOUNT_AT_LEAST = 8
"""An account with so many videos is measured against its own usual rate, a smaller one against everybody's."""

SAME = 0.6
"""Values that share this part of all the videos that have either (Jaccard's index) are one finding with several names."""

MERGED = 500
"""So many rows, the first of the table, are searched for values that are nearly the same."""

_WIDE = 1.5
"""Standard deviation (log scale) of the prior that keeps the rate of a value without a single save finite."""

_LEAST_LEFT = 1e-3
"""The least part of a value's evidence that is left to it where its videos cannot be told from a time of their own."""

_AT_ONCE = 2_000_000
"""Numbers of (value, cell) that are held at once: 16 MB."""

COLUMNS = ("kind", "value", "n", "ratio", "low", "high", "p", "clear", "also")


def what_gets_saved(
    videos: pd.DataFrame,
    *,
    zone: str = "UTC",
    kinds: Collection[str] | None = None,
    others: Collection[features.Kind] = (),
    settled_days: float = YOUNG_DAYS,
) -> pd.DataFrame:
    """Compare the videos with each value to the others: one row per finding, clear ones first, then by size of the ratio.

    Columns: `kind`, `value` (see `features.values`, also for `zone`, `kinds` and `others`); `n`, the videos that have it; `ratio`, the save rate of
    those videos over that of the others, shrunk towards 1 the weaker the evidence and the more alike the values of that kind (partial pooling on the
    log scale), with the 95 % range `low`-`high` that these videos give by themselves; `p`, the test of no difference, by likelihood ratio in the
    negative-binomial model of `slope_test.Slope`, made smaller where single videos scatter more than that model knows (`Groups.excess`: strong tags
    among the videos do that); `clear`, whether it holds up among all values (`multiple_tests.clear`) and its range leaves 1 out; `also`, the (kind,
    value) of others that nearly the same videos have (`SAME`), among the first `MERGED`: the row is that of a hashtag where there is one, else of the
    value with the most videos, of clear ones before others.

    Only values with at least `MIN_WITH` videos and `MIN_WITHOUT` others of which the kind is known. Videos under `settled_days` old and those without
    a rate are left out; every video is measured against its own account's level at the time it was posted (`levels_in_time`; for the kind "account"
    against all), and `p` and the range pay for what is not known of it. Empty where nothing compares.
    """
    finished = eligible(videos, settled_days=settled_days)[0]
    chosen = picked(videos, finished, features.needed(videos, "saves", "views", others=others))
    if len(chosen) < MIN_WITH + MIN_WITHOUT or chosen["saves"].sum() == 0:
        return _empty()
    usual = _usual(chosen)
    found, sets = [], []
    for has in features.values(chosen, zone=zone, kinds=kinds, others=others):
        part = _judge(has, usual)
        if part is not None:
            found.append(part)
            sets.append(has)
    if not found:
        return _empty()
    table = pd.concat(found, ignore_index=True)
    # A finding whose own range still holds "no difference" would contradict itself on screen.
    apart = (table["low"] > 1) | (table["high"] < 1)
    table["clear"] = multiple_tests.clear(table["p"].to_numpy()) & apart.to_numpy()
    strength = np.abs(np.log(table["ratio"]))
    order = np.lexsort((-strength, ~table["clear"]))
    return _merged(table.iloc[order].reset_index(drop=True), sets)[list(COLUMNS)]


def ends(found: pd.DataFrame, each: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Pick what is saved more and what is saved less, at most `each` of them: clear ones first, words last, then by size.

    `found`: kind, ratio, clear (see `what_gets_saved`). Words come last because they mostly repeat a tag or a topic.
    """
    strength = np.abs(np.log(found["ratio"].to_numpy("float64")))
    ordered = found.iloc[np.lexsort((-strength, found["kind"] == "word", ~found["clear"].to_numpy(bool)))]
    return ordered[ordered["ratio"] > 1].head(each), ordered[ordered["ratio"] < 1].head(each)


def _empty() -> pd.DataFrame:
    kinds = dict.fromkeys(COLUMNS, "float64")
    kinds |= {"kind": "str", "value": "str", "n": "int64", "clear": "bool", "also": "object"}
    return pd.DataFrame({name: pd.Series(dtype=kinds[name]) for name in COLUMNS})


def _merged(table: pd.DataFrame, sets: list[features.Values]) -> pd.DataFrame:
    """Put values of nearly the same videos into one row, with the others in `also`."""
    first = table.head(MERGED)
    # Whether an account is ahead is a question of its own: all others are asked within accounts.
    first = first[first["kind"] != "account"]
    lead = np.lexsort((np.arange(len(first)), -first["n"], first["kind"] != "hashtag", ~first["clear"]))
    ordered = list(zip(first.index[lead], first["kind"].to_numpy()[lead], first["value"].to_numpy()[lead], strict=True))
    number = {(kind, value): at for at, (_, kind, value) in enumerate(ordered)}
    rows, codes = [], []
    for has in sets:
        of_name = np.array([number.get((has.kind, name), -1) for name in has.names], dtype="int64")
        code = of_name[has.codes]
        rows.append(has.rows[code >= 0])
        codes.append(code[code >= 0])
    same = overlap.same_as(np.concatenate(rows), np.concatenate(codes), len(ordered), least=SAME)
    also: dict[int, list[tuple[str, str]]] = {}
    for at in np.flatnonzero(same != np.arange(len(same))):
        also.setdefault(ordered[same[at]][0], []).append(ordered[at][1:])
    table["also"] = pd.Series([tuple(also.get(row, ())) for row in table.index], dtype="object")
    gone = np.zeros(len(table), dtype=bool)
    gone[[ordered[at][0] for at in np.flatnonzero(same != np.arange(len(same)))]] = True
    return table[~gone].reset_index(drop=True)


@dataclass(frozen=True)
class _Usual:
    """The videos to be judged and what is usual for each: its `saves` and `views`, the saves that its account's level at
    its time suggests (`expected`), the negative-binomial `size`, and the `levels` in time behind it."""

    saves: np.ndarray
    views: np.ndarray
    expected: np.ndarray
    size: float
    levels: LevelsInTime


def _usual(chosen: pd.DataFrame) -> _Usual:
    """Fit each account's usual rate, its level in time, and how widely single videos scatter about it."""
    saves, views = chosen["saves"].to_numpy("float64"), chosen["views"].to_numpy("float64")
    size = _size(chosen["saves"], chosen["views"])
    account, rate = _account_rates(chosen, saves, views, size)
    posted = chosen["posted_at"].fillna(chosen["posted_day_local"].dt.tz_localize("UTC"))
    time = np.where(posted.isna(), np.nan, posted.astype("int64").to_numpy())
    levels = levels_in_time.fit(saves, views * rate, account, time, size)
    # what the levels explain is no scatter: once more, now with that of single videos about their level
    size = _size(chosen["saves"], chosen["views"] * np.exp(levels.log_level))
    levels = levels_in_time.fit(saves, views * rate, account, time, size, start=levels)
    return _Usual(saves, views, views * rate * np.exp(levels.log_level), size, levels)


def _size(saves: pd.Series, views: pd.Series) -> float:
    model = rates.fit(saves, views, nodes=False)
    return 1 / max(model.overdispersion if model else 1.0, 1e-6)


def _account_rates(
    chosen: pd.DataFrame, saves: np.ndarray, views: np.ndarray, size: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return each video's account as a number, and its usual rate: -1 and that of all where it is small or has no save."""
    code = account_levels.numbers(chosen)
    accounts = Groups(saves, views, code, int(code.max()) + 1, size)
    overall = Groups(saves, views, np.zeros(len(saves), dtype=int), 1, size).log_rate()[0]
    own = accounts.log_rate()
    has_own = (accounts.n >= ACCOUNT_AT_LEAST) & np.isfinite(own)
    number = np.where(has_own, np.cumsum(has_own) - 1, -1)
    return number[code], np.exp(np.where(has_own, own, overall))[code]


def _judge(has: features.Values, usual: _Usual) -> pd.DataFrame | None:
    """Judge the values of one kind: the rows of the result, without `clear` and `also`."""
    from scipy.special import fdtrc

    saves, known = usual.saves, has.known
    counts = np.bincount(has.codes, minlength=len(has.names))
    n = int(known.sum())
    kept = (counts >= MIN_WITH) & (n - counts >= MIN_WITHOUT)
    if not kept.any() or saves[known].sum() == 0:
        return None
    exposure = usual.views if has.kind == "account" else usual.expected
    new = np.cumsum(kept) - 1
    use = kept[has.codes]
    row, code = has.rows[use], new[has.codes[use]]
    names, of_each = [name for name, keep in zip(has.names, kept, strict=True) if keep], counts[kept]
    first, same = _different(row, code, len(names), len(saves))
    use = first[same][code] == code
    row, code, counts = row[use], same[code[use]], of_each[first]
    k = len(first)
    everyone = Groups(saves[known], exposure[known], np.zeros(n, dtype=int), 1, usual.size)
    usual_rate = float(everyone.log_rate()[0])
    total = float(everyone.score(np.array([usual_rate]))[1][0])
    excess = everyone.excess(np.array([usual_rate]))
    within = Groups(saves[row], exposure[row], code, k, usual.size)
    at_usual = np.full(k, usual_rate)
    score, information = within.score(at_usual)
    gain = within.loglik(within.log_rate()) - within.loglik(at_usual)
    theta = within.log_rate(prior_mean=usual_rate, prior_sd=_WIDE)
    weight = within.score(theta)[1] + 1e-9
    # the others: one Newton step from everybody's rate, as long as they are most of the videos; else their own fit
    others = np.maximum(total - information, 1e-9)
    rest, rest_gain = usual_rate - score / others, score**2 / (2 * others)
    for g in np.flatnonzero(counts > n / 2):
        out = known.copy()
        out[row[code == g]] = False
        left = Groups(saves[out], exposure[out], np.zeros(int(out.sum()), dtype=int), 1, usual.size)
        rest_gain[g] = (left.loglik(left.log_rate()) - left.loglik(np.array([usual_rate])))[0]
        shrunk = left.log_rate(prior_mean=usual_rate, prior_sd=_WIDE)
        rest[g], others[g] = shrunk[0], left.score(shrunk)[1][0] + 1e-9
    part, doubt = np.ones(k), np.zeros(k)
    if has.kind != "account":
        part, doubt = _left(usual, exposure * np.exp(usual_rate), known, row, code, k, excess)
    ratio = np.maximum(2 * (gain + rest_gain), 0) / (part + doubt)
    p_value = fdtrc(1, n - 2, ratio * (n - 2) / (n * excess))
    # the likelihood behind the shrunk rate: the same peak and width, the prior divided out
    alone = theta + (theta - usual_rate) / (_WIDE**2 * weight)
    difference, variance = (alone - rest) / part, excess * (1 / weight + 1 / others) * (part + doubt) / part**2
    difference, variance = difference[same], variance[same]
    mean = adaptive_shrinkage.shrink(difference, variance)
    reach = 1.96 * np.sqrt(variance)  # not shrunk: lone values would be held to a guess
    low, high = np.minimum(difference - reach, mean), np.maximum(difference + reach, mean)
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


def _left(
    usual: _Usual, mean: np.ndarray, known: np.ndarray, row: np.ndarray, code: np.ndarray, k: int, excess: float
) -> tuple[np.ndarray, np.ndarray]:
    """Find what the levels in time leave of each value's evidence, and what doubt about them adds, both as parts of it.

    The evidence of a value is that its videos do better than the others; of that, the fit of the levels has already taken what
    its videos' times have in common, and another path would change the sum by `doubt`. `mean` is what is suggested for each video.
    """
    cells = usual.levels.within.shape[0] * usual.levels.within.shape[1]
    if not cells:
        return np.ones(k), np.zeros(k)
    information = np.where(known, mean / (1 + mean / usual.size), 0.0)
    placed = usual.levels.cell >= 0
    everywhere = np.bincount(usual.levels.cell[placed], weights=information[placed], minlength=cells)
    own = np.bincount(code, weights=information[row], minlength=k)
    share = own / information.sum()
    row, code = row[placed[row]], code[placed[row]]
    absorbed, doubt = np.zeros(k), np.zeros(k)
    some = max(_AT_ONCE // cells, 1)
    for first in range(0, k, some):
        last = min(first + some, k)
        here = (code >= first) & (code < last)
        at = (code[here] - first) * cells + usual.levels.cell[row[here]]
        held = np.bincount(at, weights=information[row[here]], minlength=(last - first) * cells).reshape(-1, cells)
        weights = held - share[first:last, None] * everywhere
        absorbed[first:last], doubt[first:last] = usual.levels.uncertainty(weights)
    evidence = np.maximum(own * (1 - share), 1e-12)
    return np.maximum(1 - absorbed / evidence, _LEAST_LEFT), doubt / (excess * evidence)


def _different(row: np.ndarray, code: np.ndarray, k: int, videos: int) -> tuple[np.ndarray, np.ndarray]:
    """Find the first code of each different set of videos, and for each of the `k` codes which set it has.

    The words of a line under most captions have one set of videos, which is then judged once and not 80 times. Sets are told
    apart by size and the sums of two random numbers a video: two that differ agree in these with a chance of one in 2^80.
    """
    draws = np.random.default_rng(0).random((2, videos))
    sums = [np.bincount(code, weights=draw[row], minlength=k) for draw in draws]
    marks = np.column_stack([np.bincount(code, minlength=k), *sums])
    _, first, same = np.unique(marks, axis=0, return_index=True, return_inverse=True)
    return first, same.ravel()
