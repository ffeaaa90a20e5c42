"""The page Accounts: save rates side by side, and when followers are there."""

import pytest

from tests.figures.drawn import numbers
from tests.ui import by_hand
from tests.ui.library_visit import open_from_library
from tests.ui.visiting import chart, export, open_page, sample, samples, trace, words

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


def test_when_followers_are_there_stands_below():
    """The sentence with its evidence, the hours as bars, and that the file names no zone."""
    at = open_page("pages/accounts.py", *samples())
    said = words(at)
    assert "When your followers are there" in said
    assert "Your followers are there most from 19:00 to 22:00" in said
    assert "on 7 of 7 days" in said
    assert "United States 58 %" in said
    assert "does not say in which time zone" in said
    assert len(numbers(trace(chart(at, "audience"), "followers active")["y"])) == 24


def test_without_a_followers_file_nothing_is_said_of_them():
    """No heading, no empty chart."""
    at = open_page("pages/accounts.py", sample("tiktok_business_videos"))
    assert "followers" not in words(at)
    assert len(at.get("plotly_chart")) == 1


def test_followers_alone_are_enough_for_the_page():
    """Files about followers need no videos to be shown."""
    data = by_hand.member("Followers_*.zip", "FollowerActivity.csv")
    at = open_page("pages/accounts.py", export("FollowerActivity.csv", data))
    assert "Your followers are there most from 19:00 to 22:00" in words(at)
    assert not at.dataframe


def test_a_territory_from_a_file_is_no_markup():
    """It is shown as it stands."""
    at = open_page("pages/accounts.py", export("t.csv", b"Top territories,Distribution\n[x](https://x.test),1\n"))
    assert "\\[x\\]" in "".join(element.value for element in at.markdown)
