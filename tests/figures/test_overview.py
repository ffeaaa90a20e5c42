"""The first page's figures, by the numbers in them."""

import numpy as np
import pandas as pd
import pytest

from tests.figures.drawn import numbers, spec, trace
from tests.words.test_video import found
from worthsaving.figures import overview, overview_tables
from worthsaving.figures.overview import UsualLine

DAYS = pd.date_range("2026-01-05", periods=40, freq="7D")
DOTS = pd.DataFrame({"day": DAYS, "rate": np.linspace(0.001, 0.01, 40), "young": [False] * 38 + [True] * 2})
BUCKETS = pd.DataFrame(
    {"start": pd.date_range("2026-01-01", periods=10, freq="MS"), "n_rate": [4, 2, 3, 4, 4, 4, 4, 4, 4, 0]}
)
BUCKETS = BUCKETS.assign(end=BUCKETS["start"] + pd.offsets.MonthEnd(0), rate=np.linspace(0.002, 0.01, 10))
BEFORE = UsualLine(DAYS[0], DAYS[20], 0.003, "usual before")
NOW = UsualLine(DAYS[20], DAYS[39], 0.008, "usual now")


def test_the_lines_stand_at_their_levels():
    """Per 1,000 views, from day to day, with number and words at each; the dashed line stands at the change."""
    figure = overview.headline(DOTS, (BEFORE, NOW), BUCKETS, changed=DAYS[20])
    assert numbers(trace(figure, "usual before")["y"]).tolist() == [3.0, 3.0]
    assert numbers(trace(figure, "usual now")["y"]).tolist() == [8.0, 8.0]
    said = [note["text"] for note in spec(figure)["layout"]["annotations"]]
    assert said == ["<b>3.0</b> usual before", "<b>8.0</b> usual now"]
    (line,) = spec(figure)["layout"]["shapes"]
    assert line["x0"].startswith("2026-05-25")


def test_months_of_few_videos_leave_a_gap():
    """From three videos on a month has a point of the thin line."""
    months = numbers(trace(overview.headline(DOTS, (NOW,), BUCKETS), "months")["y"])
    assert np.flatnonzero(np.isnan(months)).tolist() == [1, 9]
    assert months[0] == pytest.approx(2.0)


def test_without_a_usual_level_there_are_dots_alone():
    """No line is drawn through few videos."""
    figure = overview.headline(DOTS, (), BUCKETS)
    assert [trace["name"] for trace in spec(figure)["data"]] == ["videos", "unfinished"]


def test_one_viral_video_does_not_flatten_the_rest():
    """It stands at the top as a triangle whose words have the true rate; the others keep their places."""
    dots = DOTS.assign(rate=DOTS["rate"].where(DOTS.index != 7, 0.4))
    figure = overview.headline(dots, (NOW,), BUCKETS)
    top = overview.ceiling(dots, (NOW,))
    assert top < 20
    above = trace(figure, "above")
    assert numbers(above["y"]).tolist() == [pytest.approx(top)]
    assert above["customdata"][0][1] == "400"
    assert len(numbers(trace(figure, "videos")["y"])) == 37


def test_a_dot_just_above_the_crowd_stays_a_dot():
    """Nothing is cut off for a little."""
    assert overview.ceiling(DOTS, ()) == pytest.approx(10 * 1.02)


def test_captions_in_the_lists_are_inert():
    """No caption is read as markup, and what is clear is full."""
    rows = found(("hashtag", "<b>#soup", 12, 2.0, 1.4, 3.0, True), ("word", "pan", 9, 0.8, 0.5, 1.2, False))
    figure = overview.more_and_less(rows)
    assert numbers(trace(figure, "holds up")["x"]).tolist() == [2.0]
    assert numbers(trace(figure, "could be chance")["x"]).tolist() == [0.8]
    assert spec(figure)["layout"]["yaxis"]["ticktext"] == ["pan · 9", "&lt;b&gt;#soup · 12"]


ROWS = pd.DataFrame(
    {
        "name": ["A <i>soup", "A stew"], "note": ["19 · 407 saves", "17 · 49 saves"], "value": [0.019, 0.017],
        "low": [0.017, np.nan], "high": [0.021, np.nan], "usual_low": [0.001, 0.002], "usual_high": [0.012, 0.013],
    }
)  # fmt: skip


def test_each_video_lies_on_its_own_usual_range():
    """Per 1,000 views, the first row on top; a video without a range has none."""
    figure = overview.on_usual(ROWS)
    assert numbers(trace(figure, "videos")["x"]).tolist() == pytest.approx([19.0, 17.0])
    assert numbers(trace(figure, "videos")["y"]).tolist() == [1, 0]
    strips = numbers(trace(figure, "usual range")["x"]).reshape(2, 3)[:, :2]
    assert strips.tolist() == [[1.0, 12.0], [2.0, 13.0]]
    assert np.isnan(numbers(trace(figure, "range")["x"])[3:]).all()
    assert "A &lt;i&gt;soup" in spec(figure)["layout"]["annotations"][0]["text"]


def test_an_unfinished_video_is_hollow_and_none_leaves_the_axis():
    """On a log axis of multiples a video without a save stands at its lower end."""
    rows = ROWS.assign(value=[0.0, 1.5], low=np.nan, high=np.nan, usual_low=0.3, usual_high=2.0, hollow=[True, False])
    figure = overview.against_usual(rows)
    low = 10 ** spec(figure)["layout"]["xaxis"]["range"][0]
    (lowest,) = numbers(trace(figure, "unfinished")["x"])
    assert trace(figure, "unfinished")["marker"]["symbol"] == "circle-open"
    assert low <= lowest <= 0.3
    assert numbers(trace(figure, "videos")["x"]).tolist() == [1.5]


def test_the_tables_have_the_numbers_of_the_figures(samples):
    """In the units of the axes; a dot's table names its video."""
    table = overview_tables.on_usual(ROWS, unit=1000).rows
    assert table["Per 1,000 views"].tolist() == pytest.approx([19.0, 17.0])
    videos = samples.videos.head(3)
    drawn = pd.DataFrame(
        {"day": DAYS[:3], "rate": [0.001, 0.002, 0.003], "young": [False, True, False]}, index=videos.index
    )
    table = overview_tables.dots(drawn, videos).rows
    assert table["Per 1,000 views"].tolist() == pytest.approx([1.0, 2.0, 3.0])
    assert table["Still collecting"].tolist() == ["", "yes", ""]
    assert table["Saves"].tolist() == videos["saves"].tolist()


def test_a_course_of_a_few_videos_is_dots_alone():
    """A line through two videos would look like a fall: each known month is a dot."""
    drawn = overview.sparkline([3.0, float("nan"), 2.0], dots=True)
    assert drawn.count("<circle") == 2
    assert "polyline" not in drawn
    assert "polyline" in overview.sparkline([3.0, float("nan"), 2.0])
