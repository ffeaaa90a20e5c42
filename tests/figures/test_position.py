"""One video among the creator's own, by the numbers in the figure."""

import math

import pytest

from tests.figures.drawn import numbers, spec, trace
from worthsaving.analysis.models.rates import RateModel
from worthsaving.figures.position import position

USUAL = RateModel(alpha=1.74, beta=1497.0, n=105, weak=False)
PER = 1000


def drawn():
    """A video somewhat above the middle."""
    return position(USUAL, mean=0.002, low=0.001, high=0.004)


def test_the_dot_is_the_believable_rate_and_the_line_its_range():
    """Per 1,000 views, as the sentence above the chart says them."""
    assert numbers(trace(drawn(), "video")["x"]).tolist() == pytest.approx([2.0])
    assert numbers(trace(drawn(), "range")["x"]).tolist() == pytest.approx([1.0, 4.0])
    assert trace(drawn(), "video")["hovertemplate"].startswith("2.0 saves per 1,000 views")


def test_the_strip_holds_eight_in_ten():
    """From the 10 % to the 90 % mark of the creator's own rates; the dotted line is the middle."""
    (strip,) = [shape for shape in spec(drawn())["layout"]["shapes"] if shape["type"] == "rect"]
    assert (strip["x0"], strip["x1"]) == pytest.approx((PER * USUAL.quantile(0.1), PER * USUAL.quantile(0.9)))
    assert numbers(trace(drawn(), "middle")["x"])[0] == pytest.approx(PER * USUAL.quantile(0.5))


@pytest.mark.parametrize(
    ("model", "rate"),
    [
        (USUAL, (0.0001, 0.0, 0.0005)),
        (USUAL, (0.97, 0.9, 1.0)),
        (RateModel(0.02, 20.0, 50, weak=False), (0.001, 1e-30, 0.004)),
        (RateModel(1.0, 1e6, 20, weak=False), (5e-7, 1e-7, 2e-6)),
        (RateModel(100.0, 4000.0, 50, weak=False), (0.025, 0.022, 0.028)),
    ],
    ids=["never saved", "saved by all", "wild account", "hardly ever saved", "all much alike"],
)
def test_everything_lies_on_the_axis(model, rate):
    """Whatever the rates, the axis runs upwards, has ticks, and holds the strip, the range and the dot."""
    figure = position(model, mean=rate[0], low=rate[1], high=rate[2])
    low, high = spec(figure)["layout"]["xaxis"]["range"]
    assert 0 < high - low < 6
    (strip,) = [shape for shape in spec(figure)["layout"]["shapes"] if shape["type"] == "rect"]
    xs = [strip["x0"], strip["x1"], *numbers(trace(figure, "range")["x"]), *numbers(trace(figure, "video")["x"])]
    assert all(low <= math.log10(x) <= high for x in xs)
    assert strip["x0"] < strip["x1"]
    assert len(spec(figure)["layout"]["xaxis"]["ticktext"]) >= 2
