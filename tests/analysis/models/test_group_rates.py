"""What a usual video of a group gets."""

import numpy as np
import pandas as pd
import pytest
from scipy import optimize, stats

from tests.analysis.making import creator, table
from worthsaving.analysis.models.group_rates import Groups, group_rates


def test_the_rate_is_the_most_likely_one():
    """Each group's rate maximises scipy's negative-binomial likelihood, and the range is where it has fallen by 1.92."""
    rng = np.random.default_rng(1)
    whole = np.exp(8 + 2 * rng.standard_normal(40))
    y = rng.poisson(whole * 0.001 * rng.gamma(1.7, 1 / 1.7, 40)).astype(float)
    code = np.repeat([0, 1], 20)
    groups = Groups(y, whole, code, 2, 1.7)
    theta = groups.log_rate()
    low, high = groups.bounds(theta)
    for g in (0, 1):
        rows = code == g

        def fallen(log_rate, rows=rows):
            mean = whole[rows] * np.exp(log_rate)
            return -stats.nbinom.logpmf(y[rows], 1.7, 1.7 / (1.7 + mean)).sum()

        best = optimize.minimize_scalar(fallen, bounds=(-12, -3), method="bounded", options={"xatol": 1e-8})
        assert theta[g] == pytest.approx(best.x, abs=1e-5)
        for end in (low[g], high[g]):
            assert fallen(end) - best.fun == pytest.approx(3.8415 / 2, abs=1e-3)


def test_equal_views_give_the_plain_mean():
    """With the same views everywhere the usual rate is saves over views."""
    found = group_rates(pd.Series([2, 4, 9, 30]), pd.Series([1000] * 4), pd.Series(["a", "a", "b", "b"]))
    assert list(found["rate"]) == pytest.approx([0.003, 0.0195])
    assert (found["low"] < found["rate"]).all()
    assert (found["rate"] < found["high"]).all()


def test_no_saves_start_at_zero():
    """A group without a save has rate and low 0 and a high above it; what is no rate is left out."""
    found = group_rates(
        pd.Series([0, 0, 5, None, 9], dtype="Int64"),
        pd.Series([500, 500, 1000, 100, 3], dtype="Int64"),
        pd.Series(["a", "a", "b", "c", "c"]),
    )
    assert list(found.index) == ["a", "b"]
    assert (found.loc["a", "rate"], found.loc["a", "low"]) == (0, 0)
    assert 0 < found.loc["a", "high"] < 0.05


def test_no_videos_no_groups():
    """Nothing usable gives an empty table."""
    videos = table(3, views=[1, 2, 3])
    assert group_rates(videos["saves"], videos["views"], pd.Series([1, 2, 3])).empty


@pytest.mark.parametrize("n", [4, 13])
def test_ranges_cover_the_mean_rate(n):
    """The 95 % range of a month's usual rate holds the true mean in 92-98 % of months."""
    held = []
    for seed in range(25):
        videos, _ = creator(120, seed=seed)
        month = pd.Series(np.arange(120) // n)
        found = group_rates(videos["saves"], videos["views"], month).iloc[: 120 // n]
        mean = 1.74 / 1498.74
        held.append(((found["low"] <= mean) & (mean <= found["high"])).mean())
    assert 0.92 < np.mean(held) < 0.98
