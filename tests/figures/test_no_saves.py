"""Figures of files without saves: the rates by hand, nothing where a count is missing, and the open place for the saves."""

import pandas as pd
import pytest

from tests.analysis.making import table
from tests.figures.drawn import numbers, spec, trace
from worthsaving.analysis.engagement import reactions
from worthsaving.figures import no_saves


def videos(**columns) -> pd.DataFrame:
    """Three videos, their days a week apart."""
    days = ["2026-06-01", "2026-06-08", "2026-06-15"]
    given = {"title": ["soup", "<b>bread</b>", "cake"], "posted_at": days, "views": [1000, 4000, 2000], **columns}
    return table(**given)


def drawn(made, **columns):
    """The figure of three videos, as JSON."""
    rows = videos(**columns)
    return made(reactions(rows, most=no_saves.MOST), rows)


def captions(figure) -> list[str]:
    """The words in a figure, from the left upper corner on."""
    return [note["text"] for note in spec(figure)["layout"]["annotations"]]


def test_a_bar_is_the_rate_per_thousand_views():
    """Shares over views, the most shared on top; the number beside the bar is the bar's."""
    figure = drawn(no_saves.bars, shares=[5, 4, 20], likes=[50, 100, 40])
    shares = trace(figure, "shares")
    assert numbers(shares["x"]).tolist() == pytest.approx([10.0, 5.0, 1.0])  # cake, soup, bread
    assert numbers(shares["y"]).tolist() == [2, 1, 0]
    assert shares["text"] == ["10", "5.0", "1.0"]
    assert numbers(trace(figure, "likes")["x"]).tolist() == pytest.approx([20.0, 50.0, 25.0])
    assert [text for text in captions(figure) if text in ("cake", "soup")] == ["cake", "soup"]


def test_a_missing_count_is_no_zero():
    """A blank has a dash and says "not known"; a true zero says 0."""
    shares = trace(drawn(no_saves.bars, shares=[None, 0, 20]), "shares")
    assert shares["text"] == ["10", "0", "–"]
    assert [row[1] for row in shares["customdata"]] == ["10", "0", "not known"]


@pytest.mark.parametrize("made", [no_saves.bars, no_saves.over_time], ids=["bars", "over time"])
def test_the_place_of_the_saves_is_open(made):
    """A dashed frame says that saves are not in the file and not zero; no trace draws any."""
    figure = spec(drawn(made, shares=[5, 4, 20], likes=[1, 2, 3], comments=[1, 1, 1]))
    assert [shape["line"]["dash"] for shape in figure["layout"]["shapes"]] == ["dash"]
    (words,) = [note["text"] for note in figure["layout"]["annotations"] if note.get("name") == "open place"]
    assert words.replace("<br>", " ") == "not in this file (not zero: unknown)"
    assert [each["name"] for each in figure["data"]] == ["shares", "likes", "comments"]


def test_without_views_counts_are_drawn():
    """No rate is made up where nobody knows the views; where only views are known they are drawn."""
    figure = drawn(no_saves.bars, views=None, likes=[5, 12_000, 20])
    assert trace(figure, "likes")["text"] == ["12.0K", "20", "5"]
    assert "per 1,000" not in trace(figure, "likes")["hovertemplate"]
    assert [each["name"] for each in spec(drawn(no_saves.bars))["data"]] == ["views"]


def test_captions_are_escaped():
    """Text from a file is data."""
    assert "&lt;b&gt;bread&lt;/b&gt;" in captions(drawn(no_saves.bars, shares=[1, 2, 3]))


def test_a_dot_stands_on_its_day_at_its_rate():
    """Over time: the day of posting and the rate; a video without a day is left out."""
    shares = trace(drawn(no_saves.over_time, shares=[5, 4, 20], posted_at=["2026-06-01", None, "2026-06-15"]), "shares")
    assert dict(zip([day[:10] for day in shares["x"]], numbers(shares["y"]).tolist(), strict=True)) == {
        "2026-06-15": pytest.approx(10.0),
        "2026-06-01": pytest.approx(5.0),
    }


def test_the_size_does_not_grow_with_the_videos():
    """Two thousand videos make as many rows as fifteen."""
    many = table(n=2000, title="x", views=list(range(1, 2001)), likes=7)
    figure = no_saves.bars(reactions(many, most=no_saves.MOST), many)
    assert len(numbers(trace(figure, "likes")["x"])) == no_saves.MOST


def test_the_table_has_the_numbers_of_the_figure():
    """A row a video in the figure's order; missing stays missing."""
    rows = videos(shares=[5, None, 20])
    found = no_saves.table(reactions(rows, most=no_saves.MOST), rows).rows
    assert found["Caption"].tolist() == ["cake", "soup", "<b>bread</b>"]
    assert found["Shares per 1,000 views"].tolist()[:2] == pytest.approx([10.0, 5.0])
    assert pd.isna(found["Shares per 1,000 views"][2])
