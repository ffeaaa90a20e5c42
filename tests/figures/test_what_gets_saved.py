"""What goes with saves, by the numbers in the figure."""

import math

import numpy as np
import pytest

from tests.figures.drawn import numbers, spec, trace
from tests.words.test_video import found
from worthsaving.figures import what_gets_saved

CLEAR = ("hashtag", "#soup", 12, 2.0, 1.5, 3.0, True)
LESS = ("weekday", "Monday", 1234, 0.5, 0.3, 0.8, True)
CHANCE = ("word", "hello", 9, 1.6, 0.9, 2.9, False)


def test_a_dot_is_the_ratio_and_its_line_the_range():
    """Position and both ends of the line are the finding's own numbers."""
    dots = trace(what_gets_saved.effects(found(CLEAR, LESS, CHANCE)), "holds up")
    x, reach = numbers(dots["x"]), dots["error_x"]
    np.testing.assert_allclose(x, [0.5, 2.0])
    np.testing.assert_allclose(x + numbers(reach["array"]), [0.8, 3.0])
    np.testing.assert_allclose(x - numbers(reach["arrayminus"]), [0.3, 1.5])
    assert reach["symmetric"] is False


def test_the_strongest_stands_on_top_under_its_name():
    """Rows are in the order of the findings, from the top down, each named with its kind."""
    figure = what_gets_saved.effects(found(CLEAR, LESS, CHANCE))
    axis = spec(figure)["layout"]["yaxis"]
    assert axis["ticktext"] == ["hello (word)", "Monday (weekday)", "#soup (hashtag)"]
    assert numbers(axis["tickvals"]).tolist() == [0, 1, 2]
    assert numbers(trace(figure, "holds up")["y"]).tolist() == [1, 2]
    assert numbers(trace(figure, "could be chance")["y"]).tolist() == [0]


def test_chance_is_told_from_what_holds_up():
    """By shape as well as by colour."""
    figure = what_gets_saved.effects(found(CLEAR, CHANCE))
    markers = [trace(figure, name)["marker"] for name in ("holds up", "could be chance")]
    assert [marker["symbol"] for marker in markers] == ["circle", "circle-open"]
    assert markers[0]["color"] != markers[1]["color"]


def test_the_hover_has_the_numbers():
    """Name, ratio, range and number of videos."""
    dots = trace(what_gets_saved.effects(found(LESS)), "holds up")
    assert dots["customdata"] == [["Monday (weekday)", "0.50 times", "0.30 to 0.80", "1,234 videos"]]


def test_the_axis_is_even_about_as_usual():
    """Twice and half lie equally far from "as usual", and every range lies inside."""
    figure = what_gets_saved.effects(found(CLEAR, LESS))
    low, high = spec(figure)["layout"]["xaxis"]["range"]
    assert low == pytest.approx(-high)
    assert high > math.log10(1 / 0.3)
    ticks = spec(figure)["layout"]["xaxis"]
    assert dict(zip(ticks["tickvals"], ticks["ticktext"], strict=True))[1] == "×1"
    (said,) = spec(figure)["layout"]["annotations"]
    assert (said["text"], said["x"]) == ("as usual", 0)  # a place on a log axis is the logarithm


def test_ticks_have_room():
    """However wide the ranges, the ticks are few enough to stand beside each other on a phone."""
    wide = ("word", "a", 9, 1.5, 0.002, 400.0, False)
    for rows in (
        [CLEAR],
        [LESS],
        [wide],
        [("word", "a", 9, 1.5, 0.12, 7.9, False)],
        [("word", "a", 9, 1.5, 0.12, 9.0, False)],
    ):
        axis = spec(what_gets_saved.effects(found(*rows)))["layout"]["xaxis"]
        ticks = np.log10(axis["tickvals"])
        low, high = axis["range"]
        assert len(ticks) >= 3
        assert min(np.diff(ticks)) / (high - low) > 0.12


def test_no_more_rows_than_can_be_read():
    """The strongest are drawn, the others stand in the table."""
    rows = [("word", f"word{n}", 9, 1 + n / 100, 0.9, 2.9, False) for n in range(40, 0, -1)]
    axis = spec(what_gets_saved.effects(found(*rows)))["layout"]["yaxis"]
    assert len(axis["ticktext"]) == what_gets_saved.MOST
    assert axis["ticktext"][-1] == "word40 (word)"


def test_markup_in_a_tag_is_text():
    """A tag from a caption never becomes a tag of the chart."""
    row = ("hashtag", "#<b>x</b><a href='x'>", 9, 1.5, 1.1, 2.0, True)
    figure = what_gets_saved.effects(found(row))
    label = spec(figure)["layout"]["yaxis"]["ticktext"][0].replace("<br>", "")
    for text in (label, trace(figure, "holds up")["customdata"][0][0]):
        assert "<" not in text


def test_nothing_found_is_an_empty_chart():
    """No finding, no dot, no crash."""
    assert spec(what_gets_saved.effects(found()))["data"] == []


@pytest.mark.parametrize(("findings", "rows"), [(13, 13), (14, 14), (15, 14)])
def test_fourteen_findings_are_drawn(findings, rows):
    """The strongest ones."""
    many = found(*(("hashtag", f"#a{at}", 12, 2.0, 1.5, 3.0, True) for at in range(findings)))
    assert len(spec(what_gets_saved.effects(many))["layout"]["yaxis"]["ticktext"]) == rows
