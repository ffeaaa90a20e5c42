"""Growth and gains, by the numbers in the figures."""

import numpy as np
import pandas as pd
import pytest

from tests.figures.drawn import numbers, spec, trace
from worthsaving import schema
from worthsaving.figures import growth

POSTED = pd.Timestamp("2026-03-01", tz="UTC")


def history(ages, *, timed=True, **counts) -> pd.DataFrame:
    """A curve (see analysis.growth.curve) with these counts at these ages; what is not given is not known."""
    table = pd.DataFrame({"age_days": pd.array([age if timed else None for age in ages], dtype="Float64")})
    table["observed_at"] = pd.Series([POSTED + pd.Timedelta(days=age) for age in ages], dtype=schema.MOMENT)
    for name in ("views", "likes", "saves"):
        table[name] = pd.array(counts.get(name, [None] * len(ages)), dtype=schema.COUNT)
    return table


def changes(gained, **columns) -> pd.DataFrame:
    """A table of changes with these gains in saves."""
    n = len(gained)
    table = {
        "title": [f"Soup {at}" for at in range(n)],
        "posted_at": pd.Series([POSTED] * n, dtype=schema.MOMENT),
        "posted_day_local": pd.Series([pd.NaT] * n, dtype=schema.DAY),
        "saves": pd.array([100] * n, dtype=schema.COUNT),
        "saves_gained": pd.array(gained, dtype=schema.COUNT),
        "new": [False] * n,
    }
    return pd.DataFrame({**table, **columns})


def test_a_curve_is_of_each_measures_own_newest_count():
    """100 % is the newest count; the points stand at the ages of the exports and carry the counts themselves."""
    figure = growth.curve(history([1, 8, 15], saves=[10, 40, 50], views=[900, 990, 1000]))
    saves = trace(figure, "Saves")
    np.testing.assert_allclose(numbers(saves["y"]), [20, 80, 100])
    np.testing.assert_allclose(numbers(saves["x"]), [1, 8, 15])
    assert [row[0] for row in saves["customdata"]] == ["10", "40", "50"]
    np.testing.assert_allclose(numbers(trace(figure, "Views")["y"]), [90, 99, 100])


def test_every_point_is_a_measured_one():
    """Markers on straight lines: no curve is drawn where nothing was counted."""
    saves = trace(growth.curve(history([1, 8], saves=[10, 40])), "Saves")
    assert saves["mode"] == "lines+markers"
    assert saves["line"].get("shape", "linear") == "linear"


def test_a_count_that_is_not_known_is_no_point():
    """A gap is left out, not drawn as zero."""
    np.testing.assert_allclose(
        numbers(trace(growth.curve(history([1, 8, 15], saves=[10, None, 50])), "Saves")["x"]), [1, 15]
    )


@pytest.mark.parametrize("likes", [[None, 5], [0, 0], [None, None]])
def test_a_measure_that_tells_no_growth_is_not_drawn(likes):
    """One point, or nothing counted at the last, is no curve."""
    drawn = spec(growth.curve(history([1, 8], saves=[10, 40], likes=likes)))
    assert [t["name"] for t in drawn["data"]] == ["Saves"]


def test_a_count_that_fell_stays_in_view():
    """Above 100 % the axis grows with it."""
    drawn = spec(growth.curve(history([1, 8], saves=[80, 40])))
    assert drawn["layout"]["yaxis"]["range"][1] >= 200


def test_without_a_posting_time_the_days_are_the_axis():
    """No age is made up."""
    drawn = spec(growth.curve(history([1, 8], timed=False, saves=[10, 40])))
    assert drawn["layout"]["xaxis"]["title"]["text"] == "Day of the export"
    assert str(drawn["data"][0]["x"][0]).startswith("2026-03-02")


def test_a_long_history_stays_small():
    """Thousands of exports give a bounded figure that keeps the first and the last."""
    ages = list(range(4000))
    x = numbers(trace(growth.curve(history(ages, saves=[10 + age for age in ages])), "Saves")["x"])
    assert len(x) == 300
    assert (x[0], x[-1]) == (0, 3999)


def test_gains_are_the_top_ones():
    """A bar a video, most on top; what gained nothing, lost or is not known has none."""
    bars = trace(growth.gains(changes([5, 0, None, 40, -3, 12])), "saves gained")
    np.testing.assert_allclose(numbers(bars["x"]), [5, 12, 40])
    assert [row[0] for row in bars["customdata"]] == ["Soup 0", "Soup 5", "Soup 3"]


@pytest.mark.parametrize(("gained", "bars"), [(11, 11), (12, 12), (13, 12), (500, 12)])
def test_bars_are_bounded(gained, bars):
    """However many videos gained."""
    assert len(trace(growth.gains(changes(list(range(1, gained + 1)))), "saves gained")["text"]) == bars


def test_a_caption_is_no_markup():
    """Text from a file is never HTML in a chart."""
    bars = trace(growth.gains(changes([5], title=["<b>x</b>"])), "saves gained")
    assert bars["customdata"][0][0] == "&lt;b&gt;x&lt;/b&gt;"


def test_a_new_video_says_so():
    """Its bar is told apart from a growing one."""
    assert "new since then" in trace(growth.gains(changes([5], new=[True])), "saves gained")["customdata"][0][4]


def test_same_captions_are_told_apart():
    """Labels that read alike have their day, and a number where that is the same too; the others stay as they are."""
    days = [POSTED, POSTED + pd.Timedelta(days=3), POSTED, POSTED]
    table = changes([9, 8, 7, 6], title=["Morning reset"] * 3 + ["Soup"], posted_at=pd.Series(days))
    names = spec(growth.gains(table))["layout"]["yaxis"]["ticktext"][::-1]
    assert names == [
        "Morning reset<br>1 Mar 2026 (2)",
        "Morning reset<br>4 Mar 2026",
        "Morning reset<br>1 Mar 2026",
        "Soup",
    ]


def test_the_hover_says_the_day_once():
    """A video without a caption is named by its day at the side; the hover has the day on a line of its own."""
    figure = growth.gains(changes([5], title=[""]))
    assert trace(figure, "saves gained")["customdata"][0][:2] == ["Untitled video", "1 Mar 2026"]
    assert spec(figure)["layout"]["yaxis"]["ticktext"][0].replace("<br>", " ") == "Untitled, 1 Mar 2026"


def test_few_gains_are_counted_in_whole_steps():
    """No tick between one save and two."""
    assert spec(growth.gains(changes([2, 1])))["layout"]["xaxis"]["dtick"] == 1
