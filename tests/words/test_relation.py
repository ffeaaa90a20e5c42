"""Sentences on the quadrants and on hits."""

import pandas as pd
import pytest

from worthsaving.analysis.expected import CORNERS
from worthsaving.analysis.size.by_views import ByViews
from worthsaving.schema import Estimate
from worthsaving.words import relation


def labels(both: int, kept: int, not_kept: int, against: str = "likes") -> pd.Series:
    """So many videos in each named quadrant, and three in none."""
    names = ["both"] * both + [CORNERS[against][0]] * kept + [CORNERS[against][1]] * not_kept
    return pd.Series([*names, "middle", "neither", None], dtype="str")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((24, 1, 2), "24 of your videos are loved and kept, 1 is kept quietly and 2 are liked but hardly kept"),
        ((1, 0, 0), "1 of your videos is loved and kept"),
        ((0, 0, 3), "3 of your videos are liked but hardly kept"),
        ((0, 0, 0), ""),
    ],
)
def test_the_quadrants_are_counted(counts, said):
    """Those that hold videos, in the order of the list; nothing where none does."""
    assert relation.corners(labels(*counts), "likes") == said


def test_comments_have_names_of_their_own():
    """No video is called loved for its comments."""
    assert relation.corners(labels(2, 0, 1, "comments"), "comments") == (
        "2 of your videos are talked about and kept and 1 is talked about but hardly kept"
    )


def by_views(verdict: str, value: float, low: float, high: float) -> ByViews:
    """A finding from 100 videos, 10 of them hits."""
    return ByViews(verdict, Estimate(value, low, high, 100), 100, 10, pd.DataFrame(), pd.DataFrame())


@pytest.mark.parametrize(
    ("verdict", "value", "said"),
    [
        ("more", 3.2, "Your hits are saved 3 times as often as your middle video"),
        ("more", 2.0, "Your hits are saved twice as often as your middle video"),
        ("more", 1.4, "Your hits are saved 1.4 times as often as your middle video"),
        ("less", 0.5, "Your hits are saved less often: 0.50 times as often as your middle video"),
        (
            "no clear difference",
            1.1,
            "No clear difference between your hits and your other videos in how often they are saved",
        ),
    ],
)
def test_hits_against_the_middle_video(verdict, value, said):
    """How many times as often, only where it holds up."""
    assert relation.by_views(by_views(verdict, value, value / 2, value * 2)) == said


def test_the_difference_of_total_and_usual_is_explained_by_hits():
    """Only where hits are saved more and the rate of all views is higher than the middle video's."""
    more = by_views("more", 3.0, 1.5, 6.0)
    assert "That is why all your views together give 5.4 saves per 1,000, and your middle video 3.0" in (
        relation.by_views_evidence(more, 0.0054, 0.003)
    )
    for found, pooled in ((more, 0.003), (by_views("no clear difference", 1.2, 0.8, 1.8), 0.0054)):
        assert "That is why" not in relation.by_views_evidence(found, pooled, 0.003)


def test_too_few_videos_for_hits():
    """How many there are, and no numbers behind it."""
    found = ByViews("too few videos", None, 7, 0, pd.DataFrame(), pd.DataFrame())
    assert relation.by_views(found) == "Too few saved videos to say whether your hits are saved more often (7)"
    assert relation.by_views_evidence(found, 0.005, 0.003) == ""


@pytest.mark.parametrize("judged", [False, True])
def test_the_legend_explains_what_is_drawn(judged):
    """Corners and the middle only where they are drawn; hollow dots only where a video is young."""
    said = relation.corners_legend(judged=judged, young_under=None)
    assert ("Dotted: your middle video" in said) == judged
    assert ("With 8 or more" in said) == (not judged)
    assert "Hollow" not in said
    assert "Hollow: under 12 days old" in relation.corners_legend(judged=judged, young_under=12.0)


def test_a_corner_is_named_with_its_first_videos():
    """What puts them there, the captions, and how many more; no full stop after an ellipsis."""
    both = relation.NAMED["likes"][0]
    assert relation.in_corner(both, 5, ["Soup", "Rice"]) == (
        "Loved and kept (saved and liked in your top third): Soup; Rice; and 3 more."
    )
    assert relation.in_corner(both, 1, ["Soup for\u2026"]).endswith(": Soup for\u2026")
