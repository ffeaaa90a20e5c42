"""Usual week: the saves that came in this week against those of the weeks before, at a set number of false alarms a year."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from worthsaving.analysis.growth import INSIDE

ALARMS_A_YEAR = 0.75
"""So many weeks of a quiet year may be called unusual, over all accounts and checks of a digest together.

More than three then hardly ever are (docs/digest.md)."""
WEEKS_A_YEAR = 52
MIN_WEEKS = 9
"""With fewer weeks before, a range that one more week leaves 1 time in 10 at each end is wider than all of them."""
MOST_WEEKS = 26
"""Older weeks say little about what is usual now."""
MOST_FREEDOM = 10
"""Degrees of freedom at most: logarithms of weeks have longer tails than a normal law. With 10, as many simulated weeks
were called unusual as were meant to be (docs/digest.md)."""
MOST_CARRIED = 0.6
"""A hit still brings saves in the week after it; no more than this share (on the log scale) is carried over."""
_PULL = 4  # weeks: so strongly is what is carried over pulled to nothing

Verdict = Literal["more", "less", "usual", "can't tell"]
Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """The saves of one week (`gained`, for 7 days) against the `weeks` before it.

    `low` to `high` holds 8 in 10 of the weeks before (None with fewer than `MIN_WEEKS`), `usual` is the middle one. `verdict`:
    "more" or "less" only where the week lies outside that range and a quiet account would show so much less often than
    the rate of false alarms asked for. `p_value`: how often it would. `twice`: had the weeks before been twice as strong, so
    many of `weeks` would have been called "more"; `shows`: how many times as strong a week is that would be in half of
    the cases.
    """

    gained: float
    weeks: int
    verdict: Verdict = "can't tell"
    usual: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    twice: int = 0
    shows: float | None = None


def judge(gains: Array, *, false_alarms: float) -> Judged:
    """Judge the last of these weekly gains (saves in 7 days, oldest first, none missing) by the ones before.

    `false_alarms`: the share of quiet weeks (0-1) that may be called unusual. The logarithms of the weeks follow each other with a fading
    part (an AR(1) pulled towards none), as a hit also brings saves later; what is left over is judged by Student's t.
    A gain under 0 counts as 0. With fewer than `MIN_WEEKS` before, the verdict is "can't tell".
    """
    week, before = float(gains[-1]), np.asarray(gains[:-1], dtype="float64")[-MOST_WEEKS:]
    n = len(before)
    if n < MIN_WEEKS:
        return Judged(week, n)
    low, high = _typical(before)
    logs = np.log1p(np.maximum(before, 0))
    expected, left_over, error = _fading(logs)
    freedom = min(n - 2, MOST_FREEDOM)
    distance = (np.log1p(max(week, 0)) - expected) / error
    p_value = _both_tails(distance, freedom)
    outside = "more" if week > high and distance > 0 else "less" if week < low and distance < 0 else "usual"
    needed = _bound(false_alarms, freedom) * error
    strong = 2 * before[1:]
    seen = (np.log1p(np.maximum(strong, 0)) - np.log1p(np.maximum(before[1:], 0)) + left_over > needed) & (
        strong > high
    )
    verdict: Verdict = "usual"
    if p_value < false_alarms and outside != "usual":
        verdict = "more" if outside == "more" else "less"
    return Judged(
        gained=week,
        weeks=n,
        verdict=verdict,
        usual=float(np.median(before)),
        low=low,
        high=high,
        p_value=p_value,
        twice=round(float(seen.mean()) * n),
        shows=float(np.exp(needed - np.median(left_over))),
    )


def false_alarms(accounts: int) -> tuple[float, float]:
    """Share out the alarms of a year: return the rate (0-1) for each of these accounts, and for all of them together.

    Half goes to all of them together, where a week of theirs is steadier than that of one; one account has it all.
    """
    whole = ALARMS_A_YEAR / WEEKS_A_YEAR
    return (whole, whole) if accounts < 2 else (whole / 2 / accounts, whole / 2)


def _typical(before: Array) -> tuple[float, float]:
    """Return the order statistics that one more week like these leaves at most 1 time in 10 at each end."""
    ordered, n = np.sort(before), len(before)
    k = int(np.ceil((n + 1) * (1 + INSIDE) / 2 - 1e-9))
    return float(ordered[n - k]), float(ordered[k - 1])


def _fading(logs: Array) -> tuple[float, Array, float]:
    """Return what the next week is expected to have, what the weeks were off by, and the error of a new one (log scale)."""
    n, middle = len(logs), float(logs.mean())
    off = logs - middle
    together = float((off[1:] * off[:-1]).sum() / max(float((off * off).sum()), 1e-9))
    carried = float(np.clip(together, 0, MOST_CARRIED)) * n / (n + _PULL)
    left_over = off[1:] - carried * off[:-1]
    spread = float(np.sqrt((left_over**2).sum() / (n - 2)))
    by_chance = 1 / np.sqrt(np.expm1(middle) + 1)  # counts scatter by themselves, however steady the account
    error = max(spread, float(by_chance)) * float(np.sqrt(1 + 1 / n))
    return middle + carried * float(off[-1]), left_over, error


def _both_tails(distance: float, freedom: int) -> float:
    from scipy.special import stdtr

    return float(2 * stdtr(freedom, -abs(distance)))


def _bound(share: float, freedom: int) -> float:
    from scipy.special import stdtrit

    return float(-stdtrit(freedom, share / 2))
