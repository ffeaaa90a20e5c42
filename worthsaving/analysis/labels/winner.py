"""Which of a label's kinds is saved more, and how many more videos would show it where none is yet."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving.analysis import what_gets_saved
from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.eligible import eligible
from worthsaving.analysis.labels.columns import UNLABELLED, kind
from worthsaving.analysis.plans import rate_contrast

TIMES = 2.0
"""The difference that is planned for: one kind saved twice as often as the others."""
SHOWS = 0.8
"""The number of videos named shows it this often (0-1)."""
LEVEL = 0.05
"""Of labels without a difference, the share that may show a winner."""
_WIDEST = 2.0  # a spread beyond comes from a few videos and says nothing of how many are needed


@dataclass(frozen=True)
class Standing:
    """How the kinds of one label stand.

    `found`: the kinds compared (see `what_gets_saved`; a kind of `UNLABELLED` are the posts without a value), `small`: those with
    too few finished videos, and how many they have. `winner`: whether any is clearly saved more or less than the others.
    `more`: about how many more videos, in the same mix, would show a doubling of the kind that leads; None where there is
    a winner or where that cannot be known. `n`: the finished videos.
    """

    label: str
    found: pd.DataFrame
    small: tuple[tuple[str, int], ...]
    winner: bool
    more: int | None
    n: int


def standing(videos: pd.DataFrame, label: str, *, settled_days: float = YOUNG_DAYS) -> Standing:
    """Compare the kinds of a label among canonical videos with its column, those under `settled_days` old left out.

    Each label is a family of tests of its own.
    """
    name = kind(label)
    found = what_gets_saved.what_gets_saved(videos, kinds=[name], settled_days=settled_days)
    chosen = videos[eligible(videos, settled_days=settled_days)[0]]
    counts = chosen[name].value_counts()
    each = {str(value): int(n) for value, n in counts.items() if n}
    if missing := int(chosen[name].isna().sum()):
        each[UNLABELLED] = missing
    compared = set(found["value"])
    small = tuple((value, n) for value, n in each.items() if value not in compared)
    winner = bool(found["clear"].any())
    return Standing(label, found, small, winner, None if winner else _more(chosen, found, each), len(chosen))


def _more(chosen: pd.DataFrame, found: pd.DataFrame, each: dict[str, int]) -> int | None:
    """Work out how many more videos would show a doubling of the kind that leads; None where that cannot be known.

    The variance of a log ratio of two groups is (exp(spread^2) - 1) (1/n + 1/m), as negative-binomial counts around rates that
    are log-normal with that spread have it; a doubling shows `SHOWS` of the time when it is z(level) + z(shows) standard
    errors long. The level is shared by the kinds compared (Bonferroni), as Simes' test does where one kind differs.
    """
    from scipy.special import ndtri

    own = _against_own_account(chosen)
    if own is None or found.empty:
        return _until_two(each)
    leads = str(found.sort_values("ratio", ascending=False)["value"].iloc[0])
    share = each[leads] / len(chosen)
    z = ndtri(1 - LEVEL / (2 * len(found))) + ndtri(SHOWS)
    wanted = math.expm1(min(own.spread, _WIDEST) ** 2) * (1 / share + 1 / (1 - share)) * (z / math.log(TIMES)) ** 2
    return rounded(max(wanted - len(chosen), 1))


def rounded(number: float) -> int:
    """Round a number of videos up to how exactly it is known: to fives below 50, to tens below 200, to fifties above."""
    step = 5 if number < 50 else 10 if number < 200 else 50
    return math.ceil(number / step) * step


def _until_two(each: dict[str, int]) -> int | None:
    """Count the videos that two kinds lack to be compared at all."""
    lacking = sorted(max(what_gets_saved.MIN_WITH - n, 0) for n in each.values())
    return sum(lacking[:2]) or None if len(lacking) > 1 else None


def _against_own_account(chosen: pd.DataFrame) -> "rate_contrast.UsualRate | None":
    """Find how far single videos lie about their own account's usual rate."""
    saves, views = (chosen[name].to_numpy("float64") for name in ("saves", "views"))
    expected = views.copy()
    for rows in chosen.groupby(["platform", "account"], sort=False).indices.values():
        usual = rate_contrast.usual_rate(saves[rows], views[rows])
        expected[rows] *= np.exp(usual.log_rate) if usual is not None else saves.sum() / views.sum()
    return rate_contrast.usual_rate(saves, expected)
