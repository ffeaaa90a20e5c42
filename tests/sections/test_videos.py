"""The lists of videos: what stands out, and the most saved ones."""

from types import SimpleNamespace

import pandas as pd
import pytest

from tests.report.making import sample
from worthsaving.sections import videos
from worthsaving.sections.once import Once
from worthsaving.sections.parts import Part


def stand_outs(verdicts: list[str], labels: list[str], for_you: list[str] | None = None) -> Part | None:
    """The part about videos whose counts suggest 5 saves, with these verdicts, quadrants and places for the creator, or none."""
    own = sample("tiktok_business_videos").videos.head(len(verdicts))
    expected = pd.DataFrame({"expected": 5.0, "low": 1.0, "high": 9.0, "ratio": 2.0}, index=own.index)
    expected = expected.assign(verdict=verdicts, label=labels, counts="views")
    rates = pd.DataFrame({"verdict": for_you or ["usual"] * len(own)}, index=own.index)
    found = videos.stand_outs(SimpleNamespace(has_saves=True, expected=expected, videos=own, rates=rates, kept=Once()))
    return found[0] if found else None


def said(part: Part) -> list[str]:
    """Its sentences."""
    return [line.text for line in part.lines]


@pytest.mark.parametrize("corner", ["both", "silent compliments", "liked, not kept"])
def test_none_stands_out_is_not_said_where_the_quadrants_name_videos(corner):
    """No video beyond chance, but one in a named quadrant: nothing is said here, the quadrants say it."""
    assert stand_outs(["as expected"] * 4, [corner, "middle", "middle", "neither"]) is None


@pytest.mark.parametrize("clear", [1, 2])
def test_what_stands_out_is_listed(clear):
    """Videos beyond chance are the list, whatever leans to a side besides."""
    verdicts = ["more than expected"] * clear + ["as expected"] * 4
    part = stand_outs(verdicts, ["silent compliments"] * len(verdicts))
    assert (len(part.table.rows), said(part)) == (clear, [])


@pytest.mark.parametrize(("more", "shown"), [(-1, videos.FIRST - 1), (0, videos.FIRST), (1, videos.FIRST)])
def test_a_long_list_shows_both_ends_and_says_so(more, shown):
    """Up to twelve rows are all shown; of more, six from either side."""
    many = videos.FIRST + more
    part = stand_outs(["more than expected"] * many, ["middle"] * many)
    assert len(part.table.rows) == shown
    assert said(part) == ([] if more <= 0 else [f"The 6 furthest on either side of {many} videos."])


def test_nothing_to_list_is_said():
    """No video beyond chance and none in a named quadrant: that is the heading, and no table stands under it."""
    part = stand_outs(["as expected"] * 3, ["middle"] * 3)
    assert part.table is None
    assert part.heading.startswith("No single video is out of the ordinary")
    assert said(part) == []


def test_both_questions_have_their_names():
    """What is unusual for the creator is listed beside what is unusual for its counts, each named."""
    part = stand_outs(
        ["more than expected", "as expected", "more than expected", "as expected"],
        ["middle"] * 4,
        ["usual", "less than usual", "more than usual", "usual"],
    )
    assert part.table.rows["Unusual"].tolist() == ["for its views", "for you", "for you and for its views"]
    assert part.heading == "2 videos were saved more than their views suggest"
    assert said(part) == ["Unusual for you, per view: 1 video saved more, 1 video saved less."]
