"""Sentences on labels."""

import pandas as pd
import pytest

from worthsaving.analysis.labels.winner import Standing
from worthsaving.words import what_gets_saved
from worthsaving.words.own import labels
from worthsaving.words.plans import planned_tests


def standing(*rows: tuple[str, float, bool], more: int | None = None, small=()) -> Standing:
    """How the kinds of `Pillar` stand: (value, ratio, clear) each."""
    found = pd.DataFrame(rows, columns=["value", "ratio", "clear"]).astype(
        {"value": "str", "ratio": "float64", "clear": "bool"}
    )
    return Standing("Pillar", found, tuple(small), bool(found["clear"].any()), more, 40)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (standing(("Recipes", 2.0, True), ("Talk", 0.8, False)), "Pillar: Recipes is saved more"),
        (
            standing(("Recipes", 2.0, True), ("Tips", 3.0, True), ("", 0.4, True)),
            "Pillar: Tips and Recipes are saved more, no Pillar is saved less",
        ),
        (standing(("Recipes", 2.0, False), more=40), "Pillar: no winner yet"),
        (standing(more=5), "Pillar: too few videos to compare"),
    ],
)
def test_the_heading_names_who_is_saved_more(found, said):
    assert labels.standing(found) == said


def test_without_a_winner_it_says_how_many_more_and_the_least_that_a_kind_takes():
    said = labels.evidence(standing(("Recipes", 2.0, False), more=40, small=[("Talk", 3), ("", 2)]))
    assert (
        "About 40 more videos in the same mix would show, 8 times in 10, a kind that is saved twice as often." in said
    )
    assert "it takes 5 with and 5 without: Talk (3), no Pillar (2)." in said
    assert "It takes about 5 more videos to compare two kinds." in labels.evidence(standing(more=5))


def test_a_filter_is_named_in_the_report():
    chosen = [("Pillar", "Recipes"), ("Pillar", ""), ("Series", "One")]
    assert labels.chosen(chosen) == ["Pillar: Recipes or no Pillar only", "Series: One only"]


def test_a_kind_is_named_everywhere_by_its_value():
    assert what_gets_saved.name("label:Pillar", "Recipes") == "Recipes"
    assert what_gets_saved.name("label:Pillar", "") == "no Pillar"
    assert planned_tests.question("label:Pillar", "Recipes") == "Do Pillar “Recipes” posts get saved more?"
    assert planned_tests.question("hashtag", "#cozy", less=True) == "Do posts with #cozy get saved less?"
    assert planned_tests.question("label:Pillar", "") == "Do posts without a value of Pillar get saved more?"
    row = pd.Series({"kind": "label:Pillar", "value": "", "ratio": 2.0, "low": 1.5, "high": 3.0, "n": 9, "clear": True})
    assert what_gets_saved.one_thing(row).startswith("Videos without a value of Pillar are saved about twice as often")
