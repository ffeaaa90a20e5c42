"""How alike neighbouring videos are, and what that costs a test over time."""

import numpy as np
import pytest

from worthsaving.analysis.models import dependence
from worthsaving.analysis.models.slope_test import Slope


def fading(n, by, *, seed=0, share=1.0):
    """Standard normal values of which a share of the variance fades by this factor from one to the next."""
    rng = np.random.default_rng(seed)
    fresh, own = rng.standard_normal((2, n))
    fades = np.empty(n)
    fades[0] = fresh[0]
    for at in range(1, n):
        fades[at] = by * fades[at - 1] + np.sqrt(1 - by**2) * fresh[at]
    return np.sqrt(share) * fades + np.sqrt(1 - share) * own


def line(n):
    """A constant and the time."""
    return np.column_stack([np.ones(n), np.linspace(-1.7, 1.7, n)])


def test_independent_values_cost_next_to_nothing():
    """Of a long independent series the independent candidate is nearly certain, and its factor is exactly 1."""
    found = dependence.fit(fading(1500, 0.0), line(1500))
    assert found.weight.sum() == pytest.approx(1)
    assert found.weight[0] > 0.9
    assert found.factor[0] == 1
    assert found.mean == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("n", [1500, 3000])
@pytest.mark.parametrize(("by", "share"), [(0.6, 1.0), (0.8, 0.5)])
def test_the_factor_is_that_of_the_long_run_variance(by, share, n):
    """1 - share + share (1 + by) / (1 - by), also where only the lowest frequencies of a long series are used."""
    found = [dependence.fit(fading(n, by, seed=seed, share=share), line(n)).mean for seed in range(6)]
    assert np.mean(found) == pytest.approx(1 - share + share * (1 + by) / (1 - by), rel=0.2)


def test_it_is_the_order_that_counts():
    """The same values in any other order are independent."""
    values = fading(400, 0.6)
    shuffled = np.random.default_rng(1).permutation(values)
    assert dependence.fit(values, line(400)).mean > 3
    assert dependence.fit(shuffled, line(400)).mean < 1.1


def test_a_trend_is_no_likeness():
    """What the design explains does not make neighbours alike, however steep."""
    flat, steep = (fading(300, 0.0) + slope * line(300)[:, 1] for slope in (0, 5))
    assert dependence.fit(steep, line(300)).mean == pytest.approx(dependence.fit(flat, line(300)).mean)


def test_the_factor_of_several_groups_is_between_them():
    """Of months in turn it is about that of their means; of groups drawn at random there is hardly any."""
    values = fading(960, 0.8)
    for code, wide in ((np.arange(960) // 80, True), (np.random.default_rng(2).integers(0, 12, 960), False)):
        design = (code[:, None] == np.arange(12)).astype(float)
        design[:, 0] = 1
        assert (dependence.fit(values, design, tested=11).mean > 3) == wide


def test_the_filters_make_values_that_fade():
    """Independent values through the filter of a candidate are as alike as the candidate says."""
    from scipy.fft import dct, idct

    found = dependence.fit(fading(1000, 0.6), line(1000))
    most = int(np.argmax(found.weight))
    made = idct(dct(fading(1000, 0.0, seed=5), norm="ortho") * found.filters[most], norm="ortho")
    assert np.corrcoef(made[1:], made[:-1])[0, 1] == pytest.approx(0.6, abs=0.1)


@pytest.mark.parametrize("residual", [np.array([1.0, -1.0, 0.5, 0.2]), np.zeros(50)], ids=["few", "no scatter"])
def test_where_nothing_can_be_told_nothing_is_paid(residual):
    assert dependence.fit(residual, line(len(residual))) is dependence.NONE


def test_a_longer_series_may_tell():
    """The candidates' probabilities of a longer series are used for a part of it that is too short to show them."""
    long, part = dependence.fit(fading(600, 0.8), line(600)), fading(24, 0.0, seed=1)
    short, told = dependence.fit(part, line(24)), dependence.fit(part, line(24), weight=long.weight)
    np.testing.assert_array_equal(told.weight, long.weight)
    assert told.mean > 1.5 * short.mean


def saves(values):
    """Counts whose rates are these on the log scale, 50,000 views each."""
    return np.random.default_rng(0).poisson(100 * np.exp(0.7 * values)).astype(float)


def test_the_slope_pays_for_neighbours_alike():
    """With the posting order the p-value and the range are wider, and the p-value without it is kept."""
    x = line(200)[:, 1]
    counts = saves(fading(200, 0.6, seed=4))
    alone, paid = (Slope(counts, np.zeros(200), x, order=order) for order in (None, np.arange(200)))
    assert alone.p_value == alone.p_alone == paid.p_alone < paid.p_value
    assert paid.bounds()[0] < alone.bounds()[0] < alone.bounds()[1] < paid.bounds()[1]
    assert paid.error > 1.5 * alone.error


def test_the_order_is_that_of_the_videos():
    """Videos in any order of rows give the same p-value, by their posting order."""
    x, counts = line(200)[:, 1], saves(fading(200, 0.6, seed=4))
    mixed = np.random.default_rng(3).permutation(200)
    one = Slope(counts, np.zeros(200), x, order=np.arange(200))
    other = Slope(counts[mixed], np.zeros(200), x[mixed], order=np.argsort(mixed))
    assert other.p_value == pytest.approx(one.p_value)


def test_range_and_p_value_agree():
    """The range ends where the p-value, averaged over the candidates, is 5 %."""
    x, counts = line(120)[:, 1], saves(fading(120, 0.4, seed=9))
    found = Slope(counts, np.zeros(120), x, order=np.arange(120))
    for end in found.bounds():
        shifted = Slope(counts, end * x, x, order=np.arange(120))
        assert shifted.p_value == pytest.approx(0.05, abs=0.01)


@pytest.mark.parametrize("n", [2001, 4999, 30_000])
def test_the_lowest_waves_alone_are_those_of_the_whole_transform(monkeypatch, n):
    """Whatever the number of videos: a constant, a line and noise."""
    columns = np.column_stack([line(n), fading(n, 0.6)])
    whole = dependence._waves(columns, dependence.LOWEST)
    monkeypatch.setattr(dependence, "_MANY", 2_000)
    alone = dependence._waves(columns, dependence.LOWEST)
    assert alone.shape == whole.shape == (dependence.LOWEST, 3)
    assert np.abs(alone - whole).max(axis=0) == pytest.approx(np.zeros(3), abs=1e-11 * n)


def test_a_very_long_series_is_weighed_as_a_long_one(monkeypatch):
    """The waves left out count by what they hold together."""
    values = fading(3_000, 0.6, share=0.3)
    whole = dependence.fit(values, line(3_000))
    monkeypatch.setattr(dependence, "_MANY", 2_000)
    alone = dependence.fit(values, line(3_000))
    assert alone.weight == pytest.approx(whole.weight, rel=1e-9)
    assert alone.factor == pytest.approx(whole.factor, rel=1e-9)


@pytest.mark.parametrize("k", [3, 14])
def test_groups_a_few_at_a_time_are_weighed_as_all_at_once(monkeypatch, k):
    """Of a long series; the constant is the first group's column."""
    n, rng = 3000, np.random.default_rng(0)
    code, scale = np.sort(rng.integers(0, k, n)), rng.uniform(0.5, 2, n)
    values, weight = fading(n, 0.8), dependence.fit(fading(n, 0.8), line(n)).weight
    whole = np.where(code[:, None] == np.arange(k), scale[:, None], 0.0)
    whole[:, 0] = scale
    monkeypatch.setattr(dependence, "_MANY", n - 1)
    wanted = dependence.fit(values, whole, tested=k - 1, weight=weight)
    asked = []
    lowest = dependence._lowest
    monkeypatch.setattr(dependence, "_lowest", lambda columns, used: asked.append(columns) or lowest(columns, used))
    found = dependence.of_groups(values, scale, code, weight=weight)
    assert found.factor == pytest.approx(wanted.factor, rel=1e-9)
    assert found.median > 1.5
    assert max(columns.shape[1] for columns in asked) <= dependence._COLUMNS
    assert sum(columns.shape[1] for columns in asked) == k
    monkeypatch.setattr(dependence, "_MANY", n)
    assert dependence.of_groups(values, scale, code, weight=weight).factor == pytest.approx(wanted.factor, rel=1e-6)
