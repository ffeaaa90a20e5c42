"""What goes with saves, by the numbers in the figure."""

import math

import numpy as np
import pandas as pd
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
    np.testing.assert_allclose(x, [2.0, 0.5])
    np.testing.assert_allclose(x + numbers(reach["array"]), [3.0, 0.8])
    np.testing.assert_allclose(x - numbers(reach["arrayminus"]), [1.5, 0.3])
    assert reach["symmetric"] is False


def test_more_stands_above_fewer():
    """What is saved more under its heading, then what is saved less under its own, each row named without its kind."""
    figure = what_gets_saved.effects(found(LESS, CHANCE, CLEAR))
    axis = spec(figure)["layout"]["yaxis"]
    assert axis["ticktext"] == ["#soup", "“hello”", "Monday"]
    assert numbers(axis["tickvals"]).tolist() == [3, 2, 0]
    assert numbers(trace(figure, "could be chance")["y"]).tolist() == [2]
    said = {note["text"]: note["y"] for note in spec(figure)["layout"]["annotations"]}
    assert (said["<b>Saved more</b>"], said["<b>Saved less</b>"]) == (4, 1)
    assert (said["12"], said["9"], said["1,234"]) == (3, 2, 0)
    assert said["videos"] == said["as usual"] == 1  # above all rows, where no title of a side runs into it


def test_only_chance_leans_is_said():
    """Where nothing that is saved more holds up, that side's title says so."""
    said = [note["text"] for note in spec(what_gets_saved.effects(found(CHANCE, LESS)))["layout"]["annotations"]]
    assert "<b>Leaning more, could be chance</b>" in said
    assert "<b>Saved less</b>" in said


def test_nearly_the_same_videos_are_one_row():
    """Its other names stand in the hover, and beside its name how many there are."""
    rows = found(CLEAR)
    rows["also"] = pd.Series([(("word", "soup"), ("weekday", "Monday"))], dtype="object")
    figure = what_gets_saved.effects(rows)
    assert spec(figure)["layout"]["yaxis"]["ticktext"] == ["#soup +2"]
    assert trace(figure, "holds up")["customdata"][0][0] == "#soup, “soup”, Monday"


def test_chance_is_told_from_what_holds_up():
    """By shape as well as by colour."""
    figure = what_gets_saved.effects(found(CLEAR, CHANCE))
    markers = [trace(figure, name)["marker"] for name in ("holds up", "could be chance")]
    assert [marker["symbol"] for marker in markers] == ["circle", "circle-open"]
    assert markers[0]["color"] != markers[1]["color"]


def test_the_hover_has_the_numbers():
    """Name, ratio, range and number of videos."""
    dots = trace(what_gets_saved.effects(found(LESS)), "holds up")
    assert dots["customdata"] == [["Monday", "0.50 times", "0.30 to 0.80", "1,234 videos"]]


@pytest.mark.parametrize(("row", "ends"), [(CLEAR, (0.45, 3.0)), (LESS, (0.3, 2.2))])
def test_the_axis_holds_the_ranges_and_no_more(row, ends):
    """Every range and "as usual" lie inside, and no half of the figure is empty."""
    low, high = spec(what_gets_saved.effects(found(row)))["layout"]["xaxis"]["range"]
    reach = math.log10(ends[1] / ends[0])
    assert low == pytest.approx(math.log10(ends[0]) - 0.04 * reach)
    assert high == pytest.approx(math.log10(ends[1]) + 0.04 * reach)
    axis = spec(what_gets_saved.effects(found(row)))["layout"]["xaxis"]
    assert dict(zip(axis["tickvals"], axis["ticktext"], strict=True))[1] == "×1"
    said = {note["text"]: note["x"] for note in spec(what_gets_saved.effects(found(row)))["layout"]["annotations"]}
    assert said["as usual"] == 0  # a place on a log axis is the logarithm


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


@pytest.mark.parametrize(("findings", "rows"), [(4, 8), (5, 10), (6, 10)])
def test_five_and_five_are_drawn(findings, rows):
    """The strongest of either side, however many hold up on the other; the others stand in the table."""
    more = [("hashtag", f"#m{at}", 12, 2.0 + at, 1.5, 9.0, True) for at in range(findings)]
    fewer = [("hashtag", f"#f{at}", 12, 0.5 / (1 + at), 0.01, 0.8, True) for at in range(findings)]
    names = spec(what_gets_saved.effects(found(*fewer, *more)))["layout"]["yaxis"]["ticktext"]
    assert len(names) == rows
    assert names[0] == f"#m{findings - 1}"
    assert names[rows // 2] == f"#f{findings - 1}"


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
