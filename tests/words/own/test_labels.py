"""Sentences on labels."""

import pandas as pd
import pytest

from worthsaving.analysis.labels.rules import Rule
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


def test_a_kind_that_is_alone_has_nothing_to_be_compared_with():
    """As after a filter on it; with too few videos that is what is said."""
    alone = standing(small=[("Tips", 40)])
    assert labels.standing(alone) == "Pillar: only Tips here, and nothing to compare it with"
    assert "a filter may have left them out" in labels.evidence(alone)
    assert labels.standing(standing(small=[("Tips", 4)])) == "Pillar: too few videos to compare"


def test_a_rule_is_said_with_its_account_where_there_are_several():
    rule = Rule("Series", "Episodes", "begins with", "Ep", ("tiktok", "tiny"))
    assert labels.rule(rule) == "Caption begins with “Ep”: Series, Episodes"
    assert labels.rule(rule, with_account=True) == "Caption begins with “Ep” (@tiny · TikTok): Series, Episodes"
    assert "1 caption fits; the rule labels posts that come later, too." in labels.ruled(rule, 1)


def test_what_colours_the_points_is_named_once_each():
    """A label called as the corners, and two that begin alike for as long as names are shown."""
    long = "x" * 60
    assert labels.colours(["Corner", f"{long}a", f"{long}b"]) == {
        "Corner": "",
        "Corner (2)": "Corner",
        f"{'x' * 39}…": f"{long}a",
        f"{'x' * 39}… (2)": f"{long}b",
    }


def test_posts_that_are_elsewhere_too_are_counted_once():
    table = pd.DataFrame({"platform": "x", "post": ["1", "1", "2"], "label": ["Pillar", "Mood", "Pillar"]})
    assert labels.twins(table).startswith(
        "2 posts without Pillar and Mood have the caption and day of posts on another"
    )
    assert labels.twins(table.head(1)).startswith("1 post without Pillar has the caption and day of a post on another")


def test_what_is_grey_in_a_key_is_named():
    assert labels.rest("Pillar", 2, unlabelled=True) == "no Pillar and 2 other values"
    assert labels.rest("Pillar", 1, unlabelled=False) == "1 other value"
