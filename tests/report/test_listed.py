"""The tables of a report."""

import pandas as pd
import pytest

from tests.report.making import sample
from worthsaving.report import listed


def expected(verdicts: list[str], labels: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Videos of a sample and what their counts suggest, with these verdicts and quadrants."""
    videos = sample("tiktok_business_videos").videos.head(len(verdicts))
    said = pd.DataFrame({"expected": 5.0, "low": 1.0, "high": 9.0, "ratio": 2.0}, index=videos.index)
    return videos, said.assign(verdict=verdicts, label=labels)


@pytest.mark.parametrize(
    ("lean", "name"),
    [
        (1, "By its rates, this one leans most to one side"),
        (3, "By their rates, these lean most to one side"),
    ],
)
def test_what_only_leans_is_not_said_to_stand_out(lean, name):
    """Where no video goes beyond chance, the list says so and is named for what is in it, be it one video or more."""
    labels = ["liked, not kept"] * lean + ["middle"] * 3
    table, said = listed.stand_outs(*expected(["as expected"] * len(labels), labels))
    assert table.name == name
    assert len(table.rows) == lean
    assert said == "None goes beyond what chance can do."


@pytest.mark.parametrize(("clear", "name"), [(1, "The video that stands out"), (2, "Videos that stand out")])
def test_what_stands_out_is_said_to(clear, name):
    """Videos beyond chance are the list, whatever leans to a side besides."""
    verdicts = ["more than expected"] * clear + ["as expected"] * 4
    table, said = listed.stand_outs(*expected(verdicts, ["silent compliments"] * len(verdicts)))
    assert (table.name, len(table.rows), said) == (name, clear, "")


def test_a_long_list_shows_both_ends_and_still_says_what_it_is():
    """More than fit: six from either side, after the word that none goes beyond chance."""
    many = listed.TOP + 2
    table, said = listed.stand_outs(*expected(["as expected"] * many, ["liked, not kept"] * many))
    assert len(table.rows) == listed.TOP
    assert said == f"None goes beyond what chance can do. The 6 furthest on either side of {many} videos."


def test_nothing_to_list_is_said():
    """No video beyond chance and none in a corner: words, no table."""
    table, said = listed.stand_outs(*expected(["as expected"] * 3, ["middle"] * 3))
    assert table is None
    assert said.startswith("Nothing here goes beyond what chance can do")
