"""Sentences on files without saves."""

from worthsaving.words import no_saves


def test_the_heading_names_what_there_is():
    """Measures in a row, as rates only where they are."""
    assert no_saves.heading(["shares", "likes", "comments"], per_view=True) == (
        "Until then: shares, likes and comments per 1,000 views"
    )
    assert no_saves.heading(["likes"], per_view=False) == "Until then: likes"


def test_the_finding_names_the_video_with_most():
    """The highest and the middle one; one video alone is not the most of anything."""
    said = no_saves.finding("shares", "Soup", [0.01, 0.004, 0.001], per_view=True)
    assert said == "Most shares for its views: “Soup”, 10 per 1,000 views; the middle video has 4.0."
    assert no_saves.finding("likes", "Soup", [12_000, 3], per_view=False) == "Most likes: “Soup”, 12.0K."
    assert no_saves.finding("likes", "Soup", [7], per_view=False) == "“Soup” has 7 likes."
    assert no_saves.finding("likes", "Soup", [], per_view=False) == ""


def test_rows_left_out_are_counted():
    """Fifteen of many are named as such."""
    assert no_saves.order("shares", shown=15, of=15) == "Ordered by shares."
    assert no_saves.order("shares", shown=15, of=1234) == "The 15 most viewed of 1,234 videos, ordered by shares."
    assert "2 of 3 videos" in no_saves.over_time(shown=2, of=3)
    assert "of" not in no_saves.over_time(shown=3, of=3).split("by the day")[1]
