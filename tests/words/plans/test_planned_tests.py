"""Sentences on planned tests: advice, how far a test is, its verdict."""

import pandas as pd
import pytest

from worthsaving.analysis.features import KINDS
from worthsaving.analysis.plans.planned_tests import Plan
from worthsaving.words.plans import planned_tests

OPEN = {
    "state": "open",
    "planned": 16,
    "posted_with": 6,
    "posted_without": 9,
    "finished_with": 6,
    "finished_without": 8,
    "verdict": "",
    "ratio": pd.NA,
    "low": pd.NA,
    "high": pd.NA,
}
ALL = {"posted_with": 16, "posted_without": 16}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "6 of 16 with it, 9 of 16 without. Can't tell yet: about 17 more videos."),
        (
            {**ALL, "finished_with": 16, "finished_without": 15},
            "All posted; 1 video still collecting saves. It is judged when it is a week old.",
        ),
        (
            {**ALL, "finished_with": 14, "finished_without": 15},
            "All posted; 3 videos still collecting saves. They are judged when they are a week old.",
        ),
        ({**ALL, "finished_with": 16, "finished_without": 16}, "it is judged with the next export you keep."),
        (
            {"state": "judged", "verdict": "no winner", "ratio": 1.2, "low": 0.7, "high": 2.1},
            "No winner: saved about 1.2 times as often, likely 0.70 to 2.1, which may be chance (16 posts of each).",
        ),
        (
            {"state": "judged", "verdict": "more", "ratio": 2.4, "low": 1.3, "high": 4.1},
            "Saved more: about 2.4 times as often, likely 1.3 to 4.1 (16 posts of each).",
        ),
        (
            {"state": "judged", "verdict": "less", "ratio": 0.4, "low": 0.2, "high": 0.8},
            "Saved less: about 0.40 times as often, likely 0.20 to 0.80 (16 posts of each).",
        ),
        ({"state": "judged", "verdict": "no winner"}, "No winner: neither kind has a save (16 posts of each)."),
    ],
)
def test_a_test_says_how_it_stands(changed, said):
    assert said in planned_tests.state(pd.Series({**OPEN, **changed}))


def test_the_advice_names_size_and_chance():
    found = Plan(((6, 0.28), (10, 0.52), (16, 0.72), (30, 0.91)), 16, 60)
    assert planned_tests.plan(found, 0).startswith(
        "Post 16 of each, turn about: if one is saved twice as often, that shows 7 times in 10."
    )
    far = Plan(((6, 0.18), (30, 0.66)), None, 60)
    assert "even with 30 of each, turn about, twice as many saves would show only 7 times in 10" in planned_tests.plan(
        far, 0
    )
    assert "about 3 more finished videos" in planned_tests.plan(None, 3)
    assert planned_tests.size(6, 0.28) == "6 of each: a doubling shows 3 times in 10"


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0.02, "less than 1 time in 10"), (0.06, "1 time in 10"), (0.94, "9 times in 10"), (0.96, "nearly always")],
)
def test_chances_are_said_in_tens(chance, said):
    assert planned_tests.in_ten(chance) == said


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "account"])
def test_every_kind_has_its_question(kind):
    """But accounts: one cannot post on another's."""
    said = planned_tests.question(kind, "xyz")
    assert said.startswith("Do posts ")
    assert "xyz" in said
    assert said != planned_tests.question("hashtag", "xyz") or kind == "hashtag"


@pytest.mark.parametrize(
    ("tests", "said"),
    [((1, 0), "1 open test"), ((2, 3), "2 open tests, 3 judged"), ((0, 1), "1 test judged"), ((0, 0), "")],
)
def test_the_heading_counts_open_and_judged(tests, said):
    assert planned_tests.heading(*tests) == said
