"""The page Accounts: save rates side by side, and when followers are there."""

import io
import zipfile
from dataclasses import replace

import pandas as pd
import pytest

from tests.figures.drawn import numbers
from tests.library import agency
from tests.ui import by_hand
from tests.ui.library_visit import click, open_from_library
from tests.ui.visiting import chart, export, headings, open_page, sample, samples, trace, words
from worthsaving.analysis import accounts as accounts_analysis, changes
from worthsaving.figures import accounts as accounts_figure, tables
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


def named_group(at, name: str):
    """Choose the first two accounts and keep them as a group."""
    box = at.multiselect(key="group")
    box.set_value([one for one in box.options if not one.startswith("Group: ")][:2]).run()
    at.text_input(key="group_name").set_value(name)
    click(at, "Keep it")
    assert not at.exception
    return set(at.dataframe[0].value["Account"])


def test_a_group_has_a_name_that_stays_in_the_library(agency_library):
    """It is chosen by its name, stands in the table, and is removed; its accounts are not."""
    at = open_from_library("pages/accounts.py")
    everyone = set(at.dataframe[0].value["Account"])
    both = named_group(at, "  Food <b>clients</b> ")
    assert len(both) == 2
    ((name, accounts),) = agency_library.groups().items()
    assert name == "Food <b>clients</b>"
    assert {f"@{account}" for _, account in accounts} == both
    assert at.multiselect(key="group").value == [f"Group: {name}"]
    fresh = open_from_library("pages/accounts.py")
    rows = fresh.dataframe[0].value
    assert set(rows.loc[rows["Groups"].eq(name), "Account"]) == both
    fresh.multiselect(key="group").set_value([f"Group: {name}"]).run()
    assert set(fresh.dataframe[0].value["Account"]) == both
    click(fresh, "Remove this group")
    assert agency_library.groups() == {}
    assert set(fresh.dataframe[0].value["Account"]) == everyone
    assert "Groups" not in fresh.dataframe[0].value


def test_a_group_of_dropped_files_is_kept_with_them(library_path):
    at = open_page("pages/accounts.py", *samples())
    both = named_group(at, "Mine")
    assert len(both) == 2
    assert "Group: Mine" in at.multiselect(key="group").options
    at.switch_page("app.py").run()
    click(at, "Keep")
    assert list(Library.open(str(library_path)).groups()) == ["Mine"]
    at.switch_page("pages/accounts.py").run()
    assert "Group: Mine" in at.multiselect(key="group").options


def test_who_may_only_read_names_no_group(agency_library, monkeypatch):
    agency_library.keep_group("Mine", [("tiktok", "nobody")], now=pd.Timestamp("2026-05-01", tz="UTC"))
    look = library_access.look
    monkeypatch.setattr(library_access, "look", lambda: replace(look(), may_write=False))
    at = open_from_library("pages/accounts.py")
    box = at.multiselect(key="group")
    assert not [one for one in box.options if one.startswith("Group: ")], "none of its accounts is here"
    box.set_value(box.options[:2]).run()
    assert not at.exception
    assert not [one for one in at.text_input if one.key == "group_name"]


def test_a_group_is_chosen_of_all_accounts_and_the_whole_page_is_about_it(agency_library, monkeypatch):
    """Also an account beyond those compared: heading, table, list, chart and ZIP."""
    monkeypatch.setattr(accounts_analysis, "MOST", 2)
    monkeypatch.setattr(accounts_figure, "MOST", 1)
    offered = []
    monkeypatch.setattr(accounts_page, "download", lambda label, name, content, **_: offered.append((name, content)))
    at = open_from_library("pages/accounts.py")
    assert len(at.dataframe[0].value) == 2
    assert "2 accounts with two exports or more, of the 2 with most videos" in words(at)
    assert "The 2 accounts with most videos of 3. Choose others above." in words(at)
    assert offered[-1][0].startswith("3 accounts")
    assert "Drawn: the first 1 of 2; the table has all." in words(at)
    box = at.multiselect(key="group")
    (left,) = [one for one in box.options if not any(name in one for name in at.dataframe[0].value["Account"])]
    box.set_value([left]).run()
    assert not at.exception
    account = left.split(" · ")[0]
    assert at.dataframe[0].value["Account"].tolist() == [account]
    gains = changes.by_account(agency_library.changes(), 3)
    (saves,) = [found.saves for (_, name), found in gains.items() if f"@{name}" == account]
    assert headings(at)[0].startswith(f"+{saves:,} saves since")
    assert set(at.dataframe[1].value["Account"]) == {account}
    assert len(trace(chart(at, "accounts"), "rate")["customdata"]) == 1
    assert "One account so far" not in words(at)
    assert account.removeprefix("@") in offered[-1][0]
