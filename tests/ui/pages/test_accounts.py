"""The page Accounts: save rates side by side, and when followers are there."""

import io
import zipfile

import pandas as pd
import pytest

from tests.figures.drawn import numbers
from tests.library import agency
from tests.ui import by_hand
from tests.ui.library_visit import open_from_library
from tests.ui.visiting import chart, export, headings, open_page, sample, samples, trace, words
from worthsaving.analysis import changes
from worthsaving.figures import tables
from worthsaving.library import Library, LibraryError
from worthsaving.sections.answers import Answers, Choice
from worthsaving.sections.history import History
from worthsaving.ui.pages import accounts as accounts_page
from worthsaving.ui.shell import library_access

pytestmark = pytest.mark.usefixtures("library_path")


@pytest.fixture
def agency_library(library_path):
    """A library of three accounts with three weekly exports each."""
    return agency.kept(Library.open(str(library_path)), accounts=3, weeks=3)


def test_accounts_stand_side_by_side():
    """Each has its level with its range, highest first; one without a rate stands last and has no dot."""
    at = open_page("pages/accounts.py", *samples())
    table = at.dataframe[0].value
    rated = table.dropna(subset=["Per 1,000 views"])
    assert len(table) >= len(rated) > 1
    assert rated["Per 1,000 views"].is_monotonic_decreasing
    assert rated[tables.RANGE].str.contains(" – ").all()
    assert "Saves gained" not in table.columns
    assert len(trace(chart(at, "accounts"), "rate")["customdata"]) == len(rated)


def test_accounts_from_the_library(four_weeks):
    """The page works from what is kept, and with one account says what is missing."""
    said = words(open_from_library("pages/accounts.py"))
    assert "@tiny · TikTok: " in said
    assert "One account so far" in said


def test_a_row_says_how_an_account_stands_and_what_came_in(agency_library):
    """The gains are those of What changed, export by export; the level is the account's overview's; the heading names where."""
    at = open_from_library("pages/accounts.py")
    table = at.dataframe[0].value.set_index("Account")
    gains = changes.by_account(agency_library.changes(), 3)
    assert set(table.index) == {f"@{name}" for _, name in gains}
    for (_, name), found in gains.items():
        row = table.loc[f"@{name}"]
        assert row["Saves gained"] == found.saves
        assert len(row["Saves a week"]) == 2
        assert row["Saves a week"][-1] == pytest.approx(found.saves)
        assert len(row["Rate over time"]) > 5
        assert row["What moved"]
    total, first = sum(found.saves for found in gains.values()), next(iter(gains))
    share = round(100 * gains[first].saves / total)
    assert headings(at)[0] == f"+{total:,} saves since 2 Nov 2026, {share} % of them on @{first[1]} · TikTok"
    level = Answers(agency_library.reading(), Choice(first), History(library_access.look)).first_look.level
    assert table.loc[f"@{first[1]}", "Per 1,000 views"] == pytest.approx(1000 * level.rate.value)


def test_a_row_opens_its_account(agency_library, monkeypatch):
    """The overview is opened with the name that its own list of accounts has."""
    gone = {}
    monkeypatch.setattr(
        accounts_page.st, "switch_page", lambda page, query_params: gone.update(page=page, **query_params)
    )
    accounts_page.open_account(pd.Series({"platform": "tiktok", "account": agency.HANDLES[2]}))
    assert gone.pop("page") == "app.py"
    at = open_page("app.py", **gone)
    (box,) = [box for box in at.selectbox if box.key == "account"]
    assert box.value == gone["account"] == f"@{agency.HANDLES[2]} · TikTok"
    assert box.value != box.options[0]


def test_the_newest_changes_name_their_account(agency_library):
    """The videos that gained most over all accounts, most first."""
    table = open_from_library("pages/accounts.py").dataframe[1].value
    top = agency_library.changes().head(10)
    assert table["Saves gained"].tolist() == top["saves_gained"].tolist()
    assert table["Account"].tolist() == [f"@{name}" for name in top["account"]]
    assert table["Account"].nunique() > 1


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


@pytest.mark.parametrize("dropped", [False, True])
def test_the_report_over_all_says_no_more_of_a_week_than_the_page(four_weeks, monkeypatch, dropped):
    """On dropped files neither says what came in: the library's newest export may be another one."""
    made: list[object] = []
    weeks: list[object] = []
    monkeypatch.setattr(accounts_page, "download", lambda _label, _name, content, **_: made.append(content))
    monkeypatch.setattr(accounts_page.several, "zipped", lambda *_, found, **__: weeks.append(found) or b"")
    at = open_page("pages/accounts.py", *([sample("tiktok_business_videos")] if dropped else []))
    assert not at.exception
    (content,) = made
    content()
    assert [found is None for found in weeks] == [dropped]


def test_reports_are_made_without_a_library_that_fails_meanwhile(agency_library, monkeypatch):
    """The file says so: a click has no page to say it on."""
    offered = []
    monkeypatch.setattr(accounts_page, "download", lambda label, name, content, **_: offered.append(content))
    open_from_library("pages/accounts.py")

    def locked(*_: object, **__: object) -> None:
        raise LibraryError("The library is busy. Try again.")

    assert "READ ME.txt" not in zipfile.ZipFile(io.BytesIO(offered[0]())).namelist()
    monkeypatch.setattr(Library, "saves_over_time", locked)
    with zipfile.ZipFile(io.BytesIO(offered[0]())) as archive:
        assert len(archive.namelist()) == 5
        assert "The library is busy." in archive.read("READ ME.txt").decode()
