"""Finished figures say the same as the figures they are made of, in fewer letters."""

import json
import re

import numpy as np
import plotly.graph_objects as go
import plotly.io as pio
import pytest
import streamlit.elements.plotly_chart  # noqa: F401 - brings its template

from tests.figures.drawn import numbers, trace
from worthsaving.analysis import expected
from worthsaving.figures import quadrants
from worthsaving.figures.finished import Finished
from worthsaving.figures.points import video_points
from worthsaving.figures.sent import arrays

VALUE = re.compile(r"%\{(customdata\[(\d+)\]|text|hovertext)([:|][^}]*)?\}")
"""A value in the text of a hover: where it comes from and how it is written."""


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
    for name in ("opacity",):
        assert numbers(shortened[name]) == pytest.approx(numbers(marker[name]), rel=1e-6)
    assert numbers(shortened["size"]) / shortened["sizeref"] == pytest.approx(numbers(marker["size"]), abs=0.001)
    assert len(set(marker["color"])) > 1
    assert colours(shortened) == marker["color"]
    names = {number: name for name, number in arrays.SYMBOLS.items()}
    assert [names[int(number)] for number in numbers(shortened["symbol"])] == marker["symbol"]


def test_each_theme_is_another_figure_of_the_same_content(figure):
    """Streamlit draws a chart anew where its figure changes, and so in the colours of the new theme; nothing is copied."""
    made = Finished(figure)
    light, dark = made.in_theme("light").to_dict(), made.in_theme("dark").to_dict()
    assert light != dark
    assert light["data"] is dark["data"] is made.to_dict()["data"]
    for shown in (light, dark):
        assert {name: part for name, part in shown["layout"].items() if name != "meta"} == made.to_dict()["layout"]


def said(trace: dict) -> list[str]:
    """What the hovers of a trace say, point by point, as Plotly writes it."""
    custom = trace.get("customdata")
    rows = numbers(custom) if isinstance(custom, dict) else custom

    def value(found: re.Match, at: int) -> str:
        place, written = found[1], found[3]
        one = rows[at][int(found[2])] if place.startswith("customdata") else trace[place][at]
        if written == ":,":
            return f"{int(one):,}"
        assert written is None
        return str(one)

    count = len(rows) if rows is not None else len(trace["text"])
    return [VALUE.sub(lambda found, at=at: value(found, at), trace["hovertemplate"]) for at in range(count)]


def test_a_hover_says_the_same(figure):
    """Captions, days, counts with their thousands, and what only some videos have."""
    whole, short = trace(figure, "videos"), points(Finished(figure))
    assert said(short) == said(whole)
    assert len({text.count("under 7 days old") for text in said(short)}) == 2
    assert "bdata" in short["customdata"]


def test_what_stands_behind_a_point_is_not_sent(figure):
    """The index label of a video is known for a click, and the browser does not get it."""
    whole, finished_ = trace(figure, "videos"), Finished(figure)
    (curve,) = [at for at, one in enumerate(figure.data) if one.name == "videos"]
    behind = [finished_.unsaid({"curve_number": curve, "point_index": at}) for at in range(len(whole["customdata"]))]
    assert behind == [row[-1] for row in whole["customdata"]]
    assert numbers(points(finished_)["customdata"]).shape[1] == len(("saves", "likes", "views"))


def test_what_every_hover_says_is_sent_once(figure):
    """Words that stand in all hovers are part of their common text; words of a caption that Plotly would read never are."""
    for row in figure.data[0].customdata:
        row[0], row[5] = "%{x} and {y}", " · under 7 days old"
    short = points(Finished(figure))
    assert " · under 7 days old<br>" in short["hovertemplate"]
    assert not any("under" in text for text in short["hovertext"])
    assert set(short["text"]) == {"%{x} and {y}"}
    assert "<b>%{text}</b>" in short["hovertemplate"]


def test_a_figure_takes_fewer_letters(figure):
    """Beside the captions a video takes less than half of the letters that Plotly itself would send."""
    whole, short = trace(figure, "videos"), points(Finished(figure))
    captions = sum(len(json.dumps(row[0])) for row in whole["customdata"])
    assert len(json.dumps(short)) - captions < 0.5 * (len(json.dumps(whole)) - captions)


def test_every_symbol_of_a_video_has_its_number():
    """Also as Plotly itself numbers them, and the hollow ones."""
    used = {symbol for against in ("likes", "comments") for _, symbol in video_points.marks(against).values()}
    allowed = list(go.scatter.Marker()._get_validator("symbol").values)
    for symbol in used | {f"{symbol}-open" for symbol in used} | {video_points.UNKNOWN}:
        assert allowed[allowed.index(symbol) - 2] == arrays.SYMBOLS[symbol]


def test_midnights_are_days():
    """A day without its midnight is the same place on an axis of time; an hour of the day stays."""
    days = np.array(["2026-01-02T00:00:00", "2026-01-03T00:00:00.000000"] * 30)
    assert arrays.days(list(days)) == ["2026-01-02", "2026-01-03"] * 30
    hours = [*days[:-1], "2026-01-03T00:00:00.5"]
    assert arrays.days(hours) == hours


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
    assert short["text"] == [row[0] for row in rows]
    assert said(short) == [" ".join(row) for row in rows]
    assert numbers(short["customdata"])[59].tolist() == [59_000]


@pytest.mark.parametrize("odd", ["not known", "007", "1,23"])
def test_what_is_no_count_stays_a_text(odd):
    """One unknown count leaves that value of all hovers as it is written."""
    rows = [[f"caption {at}", "1,234", f"{at:,}"] for at in range(60)]
    rows[7][1] = odd
    short = sent(y=list(range(60)), customdata=rows, hovertemplate="%{customdata[0]} %{customdata[1]} %{customdata[2]}")
    assert said(short) == [" ".join(row) for row in rows]
    assert short["hovertext"][7] == odd


def test_more_texts_than_there_is_room_for_stay_together():
    """A trace has two lists of texts beside its own data; texts right after one another are one."""
    rows = [[f"a{at}", f"b{at}", f"c{at}", f"d{at}"] for at in range(60)]
    three = "%{customdata[0]} %{customdata[1]} %{customdata[2]}%{customdata[3]}"
    assert sent(y=list(range(60)), customdata=rows, hovertemplate=three)["customdata"] == rows
    two = "%{customdata[0]} %{customdata[1]}%{customdata[2]}%{customdata[3]}"
    assert said(sent(y=list(range(60)), customdata=rows, hovertemplate=two))[5] == "a5 b5c5d5"


@pytest.mark.parametrize(("most", "kind"), [(65_535, "u2"), (65_536, "f4"), (16_777_217, "f8")])
def test_a_count_takes_as_few_bytes_as_hold_it(most, kind):
    """Two, four or eight: never so few that it would change."""
    rows = [[f"{most:,}"], ["2"]] * 30
    short = sent(y=list(range(60)), customdata=rows, hovertemplate="%{customdata[0]}")
    assert (short["customdata"]["dtype"], said(short)[:2]) == (kind, [f"{most:,}", "2"])


def test_few_points_say_theirs_as_they_did():
    """A short list is not worth it."""
    rows = [["a", "1"]] * 49
    assert (
        sent(y=list(range(49)), customdata=rows, hovertemplate="%{customdata[0]} %{customdata[1]}")["customdata"]
        == rows
    )


def test_numbers_that_are_all_the_same_are_sent_once():
    """One opacity, one line and one symbol for all points."""
    marker = sent(
        y=list(range(60)),
        marker={"opacity": np.full(60, 0.55), "symbol": ["x"] * 60, "line": {"width": np.full(60, 2.0)}},
    )["marker"]
    assert (marker["opacity"], marker["symbol"], marker["line"]["width"]) == (0.55, "x", 2.0)


def test_a_template_brings_what_its_figure_uses():
    """The defaults of other kinds of charts stay behind; colours by a scale keep theirs."""
    template = pio.templates["streamlit"]
    plain = go.Figure(go.Scatter(y=[1, 2], marker={"color": ["red", "blue"]}), layout={"template": template})
    scaled = go.Figure(go.Scatter(y=[1, 2], marker={"color": [1, 2]}), layout={"template": template})
    short, long = (Finished(one).to_dict()["layout"]["template"] for one in (plain, scaled))
    assert list(short["data"]) == ["scatter"]
    assert short["layout"].keys() == {"colorway"}
    assert "colorscale" in long["layout"]


def test_more_colours_than_a_byte_can_number_stay_as_they_are():
    """Any number of points may have one each."""
    colours = [f"#{at:06x}" for at in range(257)]
    assert sent(y=list(range(257)), marker={"color": colours})["marker"]["color"] == colours
    assert "bdata" in sent(y=list(range(256)), marker={"color": colours[:256]})["marker"]["color"]


def test_values_that_a_hover_writes_in_its_own_way_stay():
    """Their format is part of what is said."""
    rows = [[f"a{at}", at] for at in range(60)]
    template = "%{customdata[0]} %{customdata[1]:.1f}"
    short = sent(y=list(range(60)), customdata=rows, hovertemplate=template)
    assert (short["customdata"], short["hovertemplate"]) == (rows, template)
