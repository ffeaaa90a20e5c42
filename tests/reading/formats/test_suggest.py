"""A first suggestion for unknown columns."""

from __future__ import annotations

import pytest

from worthsaving.reading.formats.suggest import suggest_columns

ROW = {
    "link": "https://www.tiktok.com/@mila/video/7567452107461099521", "id": "7567452107461099521", "date": "2025-10-31",
    "title": "how to bake bread in an hour", "number": "1,234", "account": "@mila.bakes", "rate": "0.35 %",
}  # fmt: skip


def test_names_in_other_languages_and_nearly_right_ones() -> None:
    """Known words, words among others and slips of the pen are all seen."""
    header = ["Aufrufe", "保存数", "Saves (lifetime)", "Likess", "Commments"]
    found = suggest_columns(header[:2] + header[3:], [[ROW["number"]] * 4])
    assert found == {"Aufrufe": "views", "保存数": "saves", "Likess": "likes", "Commments": "comments"}
    assert suggest_columns(["Saves (lifetime)"], [["5"]]) == {"Saves (lifetime)": "saves"}


def test_cells_show_what_they_are() -> None:
    """Links, ids, dates, handles and captions need no name; a number does."""
    found = suggest_columns(
        ["a", "b", "c", "d", "e", "f"], [[ROW[k] for k in ("link", "id", "date", "title", "account", "number")]]
    )
    assert found == {"a": "link", "b": "video_id", "c": "posted_at", "d": "title", "e": "account", "f": None}


@pytest.mark.parametrize(
    "name",
    [
        "favoriteCount",
        "Favorite videos",
        "heartCount",
        "authorMeta/digg",
        "author_diggcount",
        "Author saves",
        "Save rate",
        "Saves per view",
        "Downloads",
        "Followers",
        "Profile views",
    ],
)
def test_a_look_alike_is_never_saves_or_another_count(name: str) -> None:
    """What only sounds like a count of ours is left to its owner."""
    assert suggest_columns([name], [["1234"]])[name] in {None, "downloads"}


def test_cells_can_say_no() -> None:
    """A column named Saves that holds no numbers is not guessed to be the saves."""
    assert suggest_columns(["Saves"], [["many"], ["few"]]) == {"Saves": None}
    assert suggest_columns(["Date"], [["soon"]]) == {"Date": None}


def test_each_column_is_given_once() -> None:
    """Two headers for the saves: the first has it."""
    assert suggest_columns(["Saves", "Bookmarks"], [["1", "2"]]) == {"Saves": "saves", "Bookmarks": None}


def test_what_is_sure_is_not_guessed_again() -> None:
    """A known header keeps its column, and no other header is given that column."""
    found = suggest_columns(["Name", "Views", "Plays"], [["a", "1", "2"]], known={"Plays": "views", "Name": "title"})
    assert found == {"Name": "title", "Views": None, "Plays": "views"}


def test_days_have_their_own_columns() -> None:
    """In a table of days a date is the day."""
    assert suggest_columns(["Date", "Followers"], [["2026-03-01", "5"]], table="days") == {
        "Date": "day",
        "Followers": "followers",
    }


def test_a_table_without_rows_is_guessed_by_names_alone() -> None:
    """No cells, no objection."""
    assert suggest_columns(["Views", ""], []) == {"Views": "views"}


@pytest.mark.parametrize(("name", "column"), [("yorumqq", None), ("zapisaniqq", "saves"), ("visualizacoqq", "views")])
def test_a_name_must_be_alike_enough(name: str, column: str | None) -> None:
    """Likenesses of 0.833, 0.842 and 0.846 to names for comments, saves and views: 0.84 is the least."""
    assert suggest_columns([name], [["5"]])[name] == column


@pytest.mark.parametrize(("name", "column"), [("vew", None), ("viws", "views"), ("vies", "views")])
def test_a_name_of_three_letters_is_alike_by_chance(name: str, column: str | None) -> None:
    """Four are enough."""
    assert suggest_columns([name], [["5"]])[name] == column


@pytest.mark.parametrize(("bad", "column"), [(1, "saves"), (2, None), (3, None)])
def test_a_count_column_has_whole_numbers_in_more_than_half_of_its_cells(bad: int, column: str | None) -> None:
    """Of four cells one may be none."""
    rows = [["many"]] * bad + [["5"]] * (4 - bad)
    assert suggest_columns(["Saves"], rows) == {"Saves": column}
