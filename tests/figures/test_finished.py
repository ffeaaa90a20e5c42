"""Finished figures say the same as the figures they are made of, in fewer letters."""

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from tests.figures.drawn import numbers, trace
from worthsaving.analysis import expected
from worthsaving.figures import finished, quadrants
from worthsaving.figures.finished import Finished
from worthsaving.figures.points import video_points


@pytest.fixture
def figure(samples):
    """One point for each video of the sample creator, some of them young, in all quadrants."""
    everyone = samples.videos
    videos = everyone[(everyone["platform"] == "tiktok") & (everyone["account"] == "tinykitchen.sample")]
    return quadrants.quadrants(expected.quadrants(videos), videos, against="likes")


def points(made: Finished) -> dict:
    """The trace of the videos, as the browser gets it."""
    (found,) = [one for one in made.to_dict()["data"] if one.get("name") == "videos"]
    return found


def colours(part: dict) -> list[str]:
    """The colours of numbers in a scale, each of which must stand at a step of it."""
    scale = dict(part["colorscale"])
    assert part["cmin"] == 0
    return [scale[number / part["cmax"]] for number in numbers(part["color"])]


def test_the_points_are_the_same(figure):
    """Places to seven figures; sizes, colours and symbols as they were."""
    whole, short = trace(figure, "videos"), points(Finished(figure))
    for name in ("x", "y"):
        assert numbers(short[name]) == pytest.approx(numbers(whole[name]), rel=1e-6)
    marker, shortened = whole["marker"], short["marker"]
    for name in ("size", "opacity"):
        assert numbers(shortened[name]) == pytest.approx(numbers(marker[name]), rel=1e-6)
    assert len(set(marker["color"])) > 1
    assert colours(shortened) == marker["color"]
    names = {number: name for name, number in finished.SYMBOLS.items()}
    assert [names[int(number)] for number in numbers(shortened["symbol"])] == marker["symbol"]


def test_each_theme_is_another_figure_of_the_same_content(figure):
    """Streamlit draws a chart anew where its figure changes, and so in the colours of the new theme; nothing is copied."""
    made = Finished(figure)
    light, dark = made.in_theme("light").to_dict(), made.in_theme("dark").to_dict()
    assert light != dark
    assert light["data"] is dark["data"] is made.to_dict()["data"]
    for shown in (light, dark):
        assert {name: part for name, part in shown["layout"].items() if name != "meta"} == made.to_dict()["layout"]


def test_a_hover_says_the_same(figure):
    """Counts go as numbers that Plotly writes with their thousands; the label of a video stays the last value."""
    whole, short = trace(figure, "videos"), points(Finished(figure))
    assert [row[0] for row in short["customdata"]] == [row[0] for row in whole["customdata"]]
    assert [row[-1] for row in short["customdata"]] == [row[-1] for row in whole["customdata"]]
    for at in (2, 3, 4):
        assert f"%{{customdata[{at}]:,}}" in short["hovertemplate"]
        assert [f"{row[at]:,}" for row in short["customdata"]] == [row[at] for row in whole["customdata"]]


def test_what_every_hover_says_is_sent_once(figure):
    """Words that stand in all hovers are part of their common text; words of a caption that Plotly would read never are."""
    for row in figure.data[0].customdata:
        row[0], row[5] = "%{x} and {y}", " · under 7 days old"
    short = points(Finished(figure))
    assert "%{customdata[1]} · under 7 days old<br>" in short["hovertemplate"]
    assert {row[5] for row in short["customdata"]} == {0}
    assert {row[0] for row in short["customdata"]} == {"%{x} and {y}"}
    assert "%{customdata[0]}" in short["hovertemplate"]


def test_a_figure_takes_fewer_letters(figure):
    """Beside the captions a video takes less than half of the letters that Plotly itself would send."""
    whole, short = trace(figure, "videos"), points(Finished(figure))
    captions = sum(len(json.dumps(row[0])) for row in whole["customdata"])
    assert len(json.dumps(short)) - captions < 0.6 * (len(json.dumps(whole)) - captions)


def test_every_symbol_of_a_video_has_its_number():
    """Also as Plotly itself numbers them, and the hollow ones."""
    used = {symbol for against in ("likes", "comments") for _, symbol in video_points.marks(against).values()}
    allowed = list(go.scatter.Marker()._get_validator("symbol").values)
    for symbol in used | {f"{symbol}-open" for symbol in used} | {video_points.UNKNOWN}:
        assert allowed[allowed.index(symbol) - 2] == finished.SYMBOLS[symbol]


def test_midnights_are_days():
    """A day without its midnight is the same place on an axis of time; an hour of the day stays."""
    days = np.array(["2026-01-02T00:00:00", "2026-01-03T00:00:00.000000"] * 30)
    assert finished._day(list(days)) == ["2026-01-02", "2026-01-03"] * 30
    hours = [*days[:-1], "2026-01-03T00:00:00.5"]
    assert finished._day(hours) == hours


def sent(**given) -> dict:
    """One trace of points, as the browser gets it."""
    (found,) = Finished(go.Figure(go.Scatter(**given))).to_dict()["data"]
    return found


@pytest.mark.parametrize("most", [16_000_000, 123_456_789])
def test_a_count_is_sent_whole(most):
    """A hover says it to the last figure, and half as long numbers have seven."""
    counts = np.array([most, np.nan, *range(60)], "float64")
    assert numbers(sent(y=counts)["y"])[0] == most


def test_captions_that_are_numbers_are_sent_as_they_are_written():
    """ "007" is no count."""
    rows = [[f"{at:03}", f"{at * 1000:,}"] for at in range(60)]
    short = sent(y=list(range(60)), customdata=rows, hovertemplate="%{customdata[0]} %{customdata[1]}")
    assert [row[0] for row in short["customdata"]] == [row[0] for row in rows]
    assert short["customdata"][59][1] == 59_000


def test_more_colours_than_a_byte_can_number_stay_as_they_are():
    """Any number of points may have one each."""
    colours = [f"#{at:06x}" for at in range(257)]
    assert sent(y=list(range(257)), marker={"color": colours})["marker"]["color"] == colours
    assert "bdata" in sent(y=list(range(256)), marker={"color": colours[:256]})["marker"]["color"]
