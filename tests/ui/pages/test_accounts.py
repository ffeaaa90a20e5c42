"""The page Accounts: save rates side by side."""

import pytest

from tests.ui.library_visit import open_from_library
from tests.ui.visiting import chart, open_page, sample, samples, trace, words

pytestmark = pytest.mark.usefixtures("library_path")


def test_accounts_stand_side_by_side():
    """Each has its rate with its range, highest first; one without a rate stands last and has no dot."""
    at = open_page("pages/accounts.py", *samples())
    table = at.dataframe[0].value
    rated = table.dropna(subset=["Per 1,000 views"])
    assert len(table) >= len(rated) > 1
    assert rated["Per 1,000 views"].is_monotonic_decreasing
    assert rated["Likely"].str.contains(" – ").all()
    assert len(trace(chart(at, "accounts"), "rate")["customdata"]) == len(rated)


def test_accounts_from_the_library(four_weeks):
    """The page works from what is kept, and with one account says what is missing."""
    said = words(open_from_library("pages/accounts.py"))
    assert "@tiny · TikTok: " in said
    assert "One account so far" in said


def test_accounts_without_saves_have_no_rate():
    """No rate column, no chart, and the file that has saves is named."""
    at = open_page("pages/accounts.py", sample("Content"))
    assert "No account here has a save rate yet" in words(at)
    assert "Per 1,000 views" not in at.dataframe[0].value.columns
    assert not at.get("plotly_chart")
