"""Sentences on bets: every state has its own."""

import pandas as pd
import pytest

from worthsaving.analysis.plans.bets import Record
from worthsaving.words.plans import bets

BET = {
    "made_at": pd.Timestamp("2026-11-17", tz="UTC"),
    "due_at": pd.Timestamp("2026-12-12", tz="UTC"),
    "horizon_days": 28,
    "saves_then": 12,
    "low": 40,
    "high": 1190,
    "saves": pd.NA,
    "state": "open",
}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "By day 28, 12 Dec 2026, it will likely have 40 to 1,190 saves (made on 17 Nov 2026 at 12 saves)."),
        ({"high": 40}, "it will likely have 40 saves (made"),
        ({"state": "inside", "saves": 85}, "On day 28 it had 85 saves: inside the 40 to 1,190 that were expected"),
        ({"state": "outside", "saves": 1}, "On day 28 it had 1 save: outside the 40 to 1,190 that were expected"),
        ({"state": "missed"}, "No two exports lie close enough around it to tell."),
    ],
)
def test_a_bet_says_how_it_stands(changed, said):
    assert said in bets.one(pd.Series({**BET, **changed}))


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (Record(41, 50, 40, 3), "41 of your last 50 bets came out inside; 40 were promised"),
        (Record(1, 1, 1, 0), "Your first bet came out inside"),
        (Record(0, 1, 1, 4), "Your first bet came out outside"),
        (Record(2, 2, 2, 4), "2 of your last 2 bets came out inside; 2 were promised"),
        (Record(0, 0, 0, 2), "2 new videos with a bet on their saves"),
        (Record(0, 0, 0, 1), "1 new video with a bet on its saves"),
        (Record(0, 0, 0, 0), "No bet on a new video yet"),
    ],
)
def test_the_heading_counts_what_came_out(record, said):
    assert bets.heading(record) == said


@pytest.mark.parametrize(
    ("record", "finished", "said"),
    [
        (Record(0, 0, 0, 0), 4, "Can't tell yet: about 5 more videos with an export in their first days"),
        (Record(0, 0, 0, 0), 8, "Can't tell yet: about 1 more video with an export in its first days"),
        (Record(0, 0, 0, 0), 9, "A video gets its bet when 9 finished ones were seen at its age."),
        (Record(0, 0, 0, 2), 9, "2 bets wait for their day."),
        (Record(4, 5, 4, 1), 30, "1 bet waits for its day."),
        (Record(4, 5, 4, 0), 30, "no bet is changed afterwards."),
    ],
)
def test_the_evidence_says_what_a_bet_is_or_what_the_first_one_needs(record, finished, said):
    assert said in bets.evidence(record, finished)
    assert bets.evidence(record, finished).endswith(".")
