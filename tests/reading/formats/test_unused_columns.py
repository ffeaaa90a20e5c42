"""Columns that hold counts and that nothing was made of."""

from __future__ import annotations

import pytest

from worthsaving.reading.formats.formats import Match, formats, recognise
from worthsaving.reading.formats.mapping import Mapping
from worthsaving.reading.formats.unused_columns import unused_counts, unused_headers, wanting
from worthsaving.reading.text.table import parse


def left_over(sheet: str) -> tuple[str, ...]:
    """The unused counts of a sheet as it is recognised."""
    table = parse(sheet.encode())
    return unused_counts(table, recognise(table.header))


def test_counts_are_found_by_their_cells() -> None:
    """Whole numbers, however written, with blanks and a slip among them; texts, dates, links and shares are none."""
    sheet = (
        "Title,Likes,Kept by,Seen,Mood,When,Page,Share of all\n"
        'a,1,5,"1,200",good,2026-03-01,https://x.org,0.5 %\n'
        "b,2,,1.2K,bad,2026-03-02,https://x.org,0.7 %\n"
        "c,3,2,oh,good,2026-03-03,https://x.org,0.1 %\n"
    )
    assert left_over(sheet) == ("Kept by", "Seen")


@pytest.mark.parametrize("name", ["New followers", "Subscribers", "Profile taps", "Save rate", "Year", "Downloads"])
def test_what_says_that_it_counts_something_else_is_left_out(name: str) -> None:
    """Followers, rates, years and downloads are nobody's saves."""
    assert left_over(f"Title,Likes,{name}\na,1,7\nb,2,9\n") == ()


def test_another_name_of_what_was_read_is_left_out() -> None:
    """Two columns for the likes: neither is the views."""
    assert left_over("Title,Likes,Hearts,Saves\na,1,7,2\n") == ()


def test_row_numbers_are_no_counts() -> None:
    """A column that goes up or down by one from row to row only numbers them."""
    rows = "".join(f"{n},a,3,{9 - n},{n * n}\n" for n in range(4))
    assert left_over(f"No,Title,Likes,Left,Kept by\n{rows}") == ("Kept by",)


def test_an_empty_column_holds_no_counts() -> None:
    """Nothing speaks for it."""
    assert left_over("Title,Likes,Kept by\na,1,\nb,2,--\n") == ()


def test_only_a_plain_table_lacks_what_its_owner_could_tell() -> None:
    """Every declared export says itself what its columns are; a choice of columns is its owner's word."""
    plain = recognise(["Title", "Likes"])
    mapped = Mapping({"Title": "title", "Likes": "likes"}).match(["Title", "Likes"])
    assert wanting(plain) == ("views", "saves")
    assert wanting(mapped) == ()
    assert {wanting(Match(form, (), {"title": 0, "likes": 1})) for form in formats()} == {()}


def test_followers_by_day_are_not_asked_for_views() -> None:
    """A daily table that counts nothing of videos lacks nothing; one that does may."""
    followers, likes = recognise(["Date", "Followers"]), recognise(["Date", "Likes"])
    assert wanting(followers) == ()
    assert wanting(likes) == ("views", "saves")


@pytest.mark.parametrize(("texts", "counts"), [(1, ("Kept by",)), (2, ()), (3, ())])
def test_more_than_half_of_a_columns_cells_must_be_counts(texts: int, counts: tuple[str, ...]) -> None:
    """Of four, two are not enough."""
    cells = ["oh"] * texts + ["5", "9", "2", "7"][texts:]
    assert left_over("Title,Likes,Kept by\n" + "".join(f"a,1,{cell}\n" for cell in cells)) == counts


@pytest.mark.parametrize(("numbers", "counts"), [(2, ("Kept by",)), (3, ())])
def test_three_numbers_in_a_row_number_the_rows(numbers: int, counts: tuple[str, ...]) -> None:
    """Two that differ by one may be counts."""
    assert left_over("Title,Likes,Kept by\n" + "".join(f"a,1,{at}\n" for at in range(numbers))) == counts


@pytest.mark.parametrize(("blank", "counts"), [(99, ("Kept by",)), (100, ())])
def test_the_first_hundred_rows_show_what_a_column_holds(blank: int, counts: tuple[str, ...]) -> None:
    """A count in row 101 is not looked for."""
    assert left_over("Title,Likes,Kept by\n" + "a,1,\n" * blank + "b,2,7\n") == counts


@pytest.mark.parametrize(("before", "counts"), [(199, ("Kept by",)), (200, ())])
def test_the_first_two_hundred_unused_columns_are_examined(before: int, counts: tuple[str, ...]) -> None:
    """A table with more is a program's."""
    names = ",".join(f"note {at}" for at in range(before))
    assert left_over(f"Title,Likes,{names},Kept by\na,1,{',' * (before - 1)},7\n") == counts


def test_moments_and_ids_are_no_counts() -> None:
    """A program's own clock and numbers count nothing."""
    assert left_over("Title,Likes,epoch,pk\na,1,1771449006,3609139641052120087\n") == ()


def test_dates_ids_and_texts_come_first_among_the_unused() -> None:
    """Then numbers, then what fills a program's file: truth values, nested addresses, empty and deeply nested columns."""
    columns = {
        "is_ad": "false", "meta.cover": "https://x.org/a.jpg", "rank": "3", "a.b.c.d": "deep", "empty": "",
        "mood": "good", "seen": "1.2K", "pk": "3609139641052120087", "epoch": "1771449006", "when": "2026-03-01 10:00",
        "page": "https://x.org",
    }  # fmt: skip
    table = parse(f"Title,Views,{','.join(columns)}\na,5,{','.join(columns.values())}\n".encode())
    named = unused_headers(table, recognise(table.header))
    assert named == (
        "when", "pk", "mood", "seen", "epoch", "page", "rank", "is_ad", "meta.cover", "a.b.c.d", "empty",
    )  # fmt: skip


def test_every_unused_column_of_a_wide_file_is_named() -> None:
    """Those that were looked at first, the others behind them."""
    names = [f"n{at}" for at in range(400)]
    table = parse(f"Title,Views,{','.join(names)},mood\na,5,{',7' * 400}".replace(",,", ",").encode() + b",good\n")
    named = unused_headers(table, recognise(table.header))
    assert sorted(named) == sorted([*names, "mood"])
