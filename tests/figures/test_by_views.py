"""The save rate against the views, by the numbers in the figure."""

import numpy as np
import pytest

from tests.benchmarks.making import Cell, creator
from tests.figures.drawn import numbers, spec, trace
from worthsaving.analysis.models import rates
from worthsaving.analysis.size.by_views import by_views
from worthsaving.figures import base, by_views as figure


@pytest.fixture
def videos():
    """Sixty made-up videos."""
    return creator(Cell(60), np.random.default_rng(0))[0]


def test_dots_bars_and_line_are_the_numbers(videos):
    """Dots at the counted rates, a bar a group with its range, the line from the least to the most viewed video."""
    found, raw = by_views(videos), rates.rates(videos)
    drawn = figure.by_views(found, videos, raw)
    dots, bars, line = (trace(drawn, name) for name in ("videos", "groups", "line"))
    known = numbers(dots["y"])
    counted = 1000 * raw["raw"].to_numpy()
    np.testing.assert_allclose(known[counted > 0], counted[counted > 0], rtol=1e-5)
    np.testing.assert_allclose(numbers(dots["x"]), videos["views"].astype("float64"), rtol=1e-5)
    np.testing.assert_allclose(numbers(bars["y"]), 1000 * found.groups["rate"])
    up = numbers(bars["y"]) + numbers(bars["error_y"]["array"])
    np.testing.assert_allclose(up, 1000 * found.groups["high"])
    assert numbers(line["x"]).tolist() == pytest.approx([videos["views"].min(), videos["views"].max()])
    table = figure.table(found).rows
    np.testing.assert_allclose(table["Saves per 1,000 views"], 1000 * found.groups["rate"])
    assert table["Videos"].sum() == found.n


def test_many_videos_have_no_dots():
    """Above the limit the groups stand alone, so the payload does not grow."""
    for n, dots in ((base.MAX_POINTS, True), (base.MAX_POINTS + 1, False)):
        videos = creator(Cell(n), np.random.default_rng(1))[0]
        drawn = figure.by_views(by_views(videos), videos, rates.rates(videos))
        assert ("videos" in {one.get("name") for one in spec(drawn)["data"]}) == dots
