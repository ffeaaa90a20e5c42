"""Marks in a figure over time."""

import pandas as pd

from tests.figures.drawn import spec
from worthsaving import schema
from worthsaving.figures.base import figure
from worthsaving.figures.own import marks


def table(*rows):
    """Marks of one account: day, last day or None, text."""
    made = pd.DataFrame(rows, columns=["day", "until", "text"]).assign(platform="tiktok", account="a")
    made[["day", "until"]] = made[["day", "until"]].apply(pd.to_datetime)
    return schema.conform(made, schema.MARKS)


def test_only_marks_within_the_chart_are_shown():
    """A span counts where it reaches into it; of more than there are letters the newest."""
    found = table(
        ("2026-01-01", None, "long ago"),
        ("2026-02-20", "2026-03-02", "into it"),
        ("2026-03-31", None, "last day"),
        ("2026-04-01", None, "after"),
    )
    first, last = pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-31")
    assert marks.shown(found, first, last)["text"].tolist() == ["into it", "last day"]
    many = table(*(("2026-03-10", None, str(number)) for number in range(30)))
    assert marks.shown(many, first, last)["text"].tolist() == [str(number) for number in range(4, 30)]


def test_a_day_is_a_line_and_a_span_a_strip_each_with_its_letter():
    """No text of a mark is in the figure: its letter stands for it."""
    drawn = spec(
        marks.draw(figure(height=200), table(("2026-03-05", None, "<b>x</b>"), ("2026-03-10", "2026-03-12", "y")))
    )
    line, strip = drawn["layout"]["shapes"]
    assert (line["type"], line["x0"]) == ("line", "2026-03-05T00:00:00")
    assert (strip["type"], strip["x1"]) == ("rect", "2026-03-13T00:00:00")
    assert [note["text"] for note in drawn["layout"]["annotations"]] == ["<b>A</b>", "<b>B</b>"]
    assert "<b>x</b>" not in str(drawn)
