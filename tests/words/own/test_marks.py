"""Sentences on marks."""

import pandas as pd
import pytest

from tests.figures.own.test_marks import table
from worthsaving.analysis.marks.effect import Effect
from worthsaving.schema import Estimate
from worthsaving.words.own import marks


def test_the_legend_names_each_letter():
    """A mark's text is quoted, and cut where it is long; without marks there is none."""
    shown = table(("2026-06-01", None, "New hook"), ("2026-06-03", "2026-06-05", "word " * 30))
    said = marks.legend(shown)
    assert said.startswith("Marks: A 1 Jun 2026 “New hook”, B 3 Jun 2026 to 5 Jun 2026 “word word")
    assert len(said) < 130
    assert marks.legend(shown.iloc[:0]) == ""


def test_a_mark_of_every_account_says_so():
    """One line with day and text."""
    row = table(("2026-06-01", None, "New hook")).iloc[0]
    assert marks.one(row) == "1 Jun 2026: New hook"
    assert marks.one(pd.concat([row, pd.Series(dtype=object)]).replace({"tiktok": "*", "a": ""})).endswith(
        "(every account)"
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            Effect("more", 25, 25, Estimate(1.8, 1.2, 2.7, 50), 84, 2),
            "Saved more from then on: about 1.8 times as often (likely 1.2 to 2.7, 25 videos before, 25 from then on). Only 2 of your "
            "84 other days show as large a difference.",
        ),
        (
            Effect("less", 25, 9, Estimate(0.4, 0.2, 0.7, 34), 84, 0),
            "Saved less from then on: about 0.40 times as often (likely 0.20 to 0.70, 25 videos before, 9 from then on). None of your "
            "84 other days shows as large a difference.",
        ),
        (
            Effect("no clear difference", 25, 25, Estimate(1.2, 0.8, 1.7, 50), 84, 40),
            "No clear difference: saved about 1.2 times as often (likely 0.80 to 1.7, 25 videos before, 25 from then on). 40 of your "
            "84 other days show as large a one.",
        ),
        (
            Effect("too few videos", 3, 40, needed=5),
            "Can't tell yet whether something changed: about 5 more finished videos. It takes 8 on each side, 3 lie before it and 40 "
            "from it on.",
        ),
    ],
)
def test_what_changed_at_a_mark(found, said):
    """The size with its range and numbers, and how many other days show as much."""
    assert marks.effect(found) == said
