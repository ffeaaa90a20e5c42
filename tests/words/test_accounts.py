"""Sentences on what came in on several accounts, and on how each moved."""

import datetime as dt

import pandas as pd
import pytest

from worthsaving.analysis import accounts as accounts_analysis
from worthsaving.analysis.changes import Gains
from worthsaving.words import accounts

UNKNOWN = float("nan")


def gains(saves: int | None, since: str = "2026-11-02") -> Gains:
    """Gains in saves since a day."""
    none = {"likes": None, "comments": None, "views": None, "new": 0, "vanished": 0, "fell": 0}
    since, until = pd.Timestamp(since, tz="UTC"), pd.Timestamp("2026-11-09", tz="UTC")
    return Gains(videos=5, compared=5, gaining=5, saves=saves, since=since, until=until, days=7, **none)


@pytest.mark.parametrize(
    ("each", "said"),
    [
        ({"a": gains(300), "b": gains(100)}, "+400 saves since 2 Nov 2026, 75 % of them on @a · TikTok"),
        ({"a": gains(300), "b": gains(100, "2026-11-01")}, "+400 saves since each account's export before, 75 %"),
        ({"a": gains(300), "b": gains(None, "2026-11-01")}, "+300 saves since 2 Nov 2026"),
        ({"a": gains(300), "b": gains(-100)}, "+200 saves since 2 Nov 2026"),
        ({"a": gains(None)}, ""),
        ({"a": gains(0)}, ""),
    ],
)
def test_what_came_in(each, said):
    """The sum, its day where that is one, and whose most is; no share where a count fell or nothing is known."""
    found = accounts.gained({("tiktok", name): own for name, own in each.items()})
    assert found.startswith(said)
    assert ("%" in found) == ("%" in said)
    assert bool(found) == bool(said)


@pytest.mark.parametrize(
    ("kind", "ratio", "said"),
    [
        ("step", 2.5, "2.5 times since Jun 2026"),
        ("rising", UNKNOWN, "rising"),
        ("steady", UNKNOWN, "steady"),
        ("unclear", UNKNOWN, "not clear"),
        ("too few videos", UNKNOWN, "too few videos yet"),
        ("", UNKNOWN, "not known"),
    ],
)
def test_how_an_account_moved(kind, ratio, said):
    """A step with its month, else its trend in a word."""
    assert accounts.moved(kind, ratio, dt.date(2026, 6, 1)) == said


@pytest.mark.parametrize(("rated", "said"), [(14, ""), (15, "Drawn: the first 14 of 15; the table has all.")])
def test_accounts_that_the_chart_leaves_out_are_counted(rated, said):
    assert accounts.drawn(rated, 14) == said


@pytest.mark.parametrize(("more", "named"), [(0, False), (1, True)])
def test_accounts_beyond_the_table_are_named(more, named):
    """How many there are, and where they are found."""
    said = accounts.bounded(accounts_analysis.MOST + more)
    assert bool(said) == named
    assert not named or f"of {accounts_analysis.MOST + more}" in said
