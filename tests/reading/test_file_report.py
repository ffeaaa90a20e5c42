"""The report of each file: what was read, what it lacks, what looks odd."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.reading.made import STUDIO, TODAY, business, link, studio, table
from worthsaving import read_files
from worthsaving.reading import file_report
from worthsaving.reading.formats.mapping import MAPPING_FORMAT
from worthsaving.reading.result import FileReport

SHEET = b"Title,Views,Saves,Notes,\na,100,5,x,\nb,many,1,,\n"


def report(data: bytes, name: str = "x.csv") -> FileReport:
    """The report of one file."""
    return read_files([(name, data)], today=TODAY).files[0]


def test_used_and_ignored_headers_are_all_headers_with_a_name() -> None:
    """None is both, none is lost; columns stand in the file's order."""
    file = report(SHEET)
    assert file.columns == {"Title": "title", "Views": "views", "Saves": "saves"}
    assert list(file.columns) == ["Title", "Views", "Saves"]
    assert file.ignored == ("Notes",)
    assert file.header == ("Title", "Views", "Saves", "Notes", "")


def test_what_saves_mean_is_said_with_the_files_own_header() -> None:
    """A hand-made "Saved" is called that."""
    file = report(b"Title,Views,Saved\na,100,5\n")
    assert (file.saves, file.saves_meaning.startswith("“Saved”: ")) == ("Saved", True)
    assert "{header}" not in file.saves_meaning


def test_without_saves_nothing_is_said_of_their_meaning() -> None:
    """But that they are lacking, is."""
    file = report(b"Title,Views\na,100\n")
    assert (file.saves, file.saves_meaning) == (None, "")
    assert "No saves were read" in file.lacks[0]


def test_the_span_is_that_of_the_kept_rows() -> None:
    """From moments and printed days alike; a row set aside does not stretch it."""
    file = report(b"Title,Views,Date\na,5,2025-03-04 10:00\nb,5,2025-03-09\nc,many,2024-01-01\n")
    assert (file.first_day, file.last_day) == (pd.Timestamp("2025-03-04"), pd.Timestamp("2025-03-09"))
    assert pd.isna(report(b"Title,Views\na,5\n").first_day)


def test_accounts_are_named_once_and_in_order() -> None:
    """Those of the kept rows."""
    rows = [
        ["a", link(TODAY, at, handle), "2025/10/31 18:19:10", 9, 8, 7, 6, 5]
        for at, handle in enumerate(("mila", "anna", "mila"))
    ]
    assert report(business(*rows)).accounts == ("anna", "mila")


def test_a_preview_only_where_the_user_is_asked() -> None:
    """The first rows, long cells cut, so that the question can be answered by looking."""
    asked = report(b"foo,bar\n" + b"x" * 999 + b",1\n" + b"a,2\n" * 20)
    assert asked.asks == ("columns",)
    assert len(asked.preview) == file_report.PREVIEW_ROWS
    assert asked.preview[0] == ("x" * file_report.PREVIEW_CELL, "1")
    assert report(SHEET).preview == ()


def test_a_partly_known_sheet_is_read_and_asked_about() -> None:
    """What is recognised is read; the problem names the counts that nothing was made of, and no other column."""
    file = report(b"Name,URL,Noted on,Eyeballs,Hearts,Talk,Bookmarked by\na,,2026-11-17 11:14,1155,63,1,4\n")
    assert (file.format, file.kept, file.asks) == ("plain-videos", 1, ("columns",))
    assert file.columns == {"Name": "title", "URL": "link", "Hearts": "likes"}
    problem, looks = file.problems
    assert problem.startswith("No column that we recognise counts views or saves")
    assert looks.startswith("“Noted on” looks like the day of posting.")
    assert (file.offers, file.ignored[0]) == ({"Noted on": "posted_at"}, "Noted on")
    assert "Not used: “Eyeballs”, “Talk”, “Bookmarked by”." in problem
    assert len(file.preview) == 1


def test_a_known_export_is_not_asked_about() -> None:
    """Studio's Content file has no saves, whatever else its owner put beside it; nor is a finished choice doubted."""
    more = table([*STUDIO, "Mine"], ["May 2", "a", link(TODAY), "April 3", 1, 1, 1, 9, 5]).encode()
    assert report(more).format == "tiktok-studio-content"
    assert report(more).asks == ()
    choice = b'{"columns": {"Name": "title", "Hearts": "likes", "Kept by": null}}'
    sheet = ("x.csv", b"Name,Hearts,Kept by\na,3,4\n")
    asks = [read_files([*files, sheet], today=TODAY).files[-1].asks for files in ([], [("x.worthsaving.json", choice)])]
    assert asks == [("columns",), ()]


def test_a_file_that_ends_in_a_row_looks_cut_off() -> None:
    """Wherever the cut leaves too few cells it is said, in quotes as well; a whole file is not doubted."""
    plain, quoted = b"Title,Views,Saves\na,100,5\nb b,200,7", b'"Title","Views","Saves"\n"a","100","5"\n"b b","200","7"'

    def noted(data: bytes) -> bool:
        return any("looks cut off" in text for text in report(data).problems)

    assert all(noted(plain[:at]) for at in range(plain.index(b"b b") + 1, plain.index(b"7") - 1))
    assert all(noted(quoted[:at]) for at in range(quoted.index(b"b b"), quoted.index(b'"7"') - 1))
    assert not noted(plain)
    assert not noted(quoted)


def test_a_short_row_alone_is_no_cut() -> None:
    """Not where the line is ended, not in the middle of a file, and not where rows are short all over it."""
    for rows in (b"a,1,2\nb,3\n", b"b,3\na,1,2", b"b,3\na,1,2\nc,4"):
        assert not any("looks cut off" in text for text in report(b"Title,Views,Saves\n" + rows).problems)


def test_a_file_without_a_page_uses_nothing() -> None:
    """All its rows are set aside, all its headers ignored."""
    file = report(table(["Category", "Value", "%"], ["Job title", "Cook", 0.4], ["Seniority", "Senior", 0.6]).encode())
    assert (file.table, file.rows, file.kept, len(file.set_aside)) == ("audience", 2, 0, 2)
    assert file.ignored == ("Category", "Value", "%")


def test_only_the_second_of_two_equal_files_is_told() -> None:
    """And one that was refused is not called the same."""
    files = [("a.csv", SHEET), ("b.csv", SHEET), ("c.csv", b""), ("d.csv", b"")]
    noted = [[text for text in file.problems if "same file" in text] for file in read_files(files, today=TODAY).files]
    assert [len(texts) for texts in noted] == [0, 1, 0, 0]


def test_two_daily_files_that_agree_anywhere_are_not_doubted() -> None:
    """One equal count speaks for one account; an account's own name ends the doubt as well."""

    def days(*views: int) -> bytes:
        rows = [[f"2026-03-0{day}", count] for day, count in enumerate(views, start=1)]
        return table(["Date", "Views"], *rows).encode()

    def doubts(one: bytes, other: bytes) -> list[str]:
        files = read_files([("a.csv", one), ("b.csv", other)], today=TODAY).files
        return [file.name for file in files for text in file.problems if "different accounts" in text]

    assert doubts(days(1, 2, 3), days(4, 5, 6)) == ["b.csv"]
    assert doubts(days(1, 2, 3), days(1, 5, 6)) == []
    assert doubts(days(1, 2), days(4, 5)) == []


def test_studios_cap_is_said_where_it_matters() -> None:
    """At most 15 top posts: totals lean to hits."""
    assert any("15" in text for text in report(studio()).lacks)


def test_a_choice_of_columns_is_told_only_where_it_found_no_file() -> None:
    """Its headers in another order are still its file."""
    choice = ("x.worthsaving.json", b'{"columns": {"a": "title", "b": "saves"}}')
    for data, idle in ((b"b,a\n1,x\n", False), (b"a,b,c\nx,1,2\n", True)):
        reports = read_files([choice, ("x.csv", data)], today=TODAY).files
        assert [("was not used" in " ".join(file.problems)) for file in reports if file.format == MAPPING_FORMAT] == [
            idle
        ]


@pytest.mark.parametrize(("shared", "doubted"), [(2, False), (3, True), (4, True)])
def test_three_shared_days_are_enough_to_doubt(shared: int, *, doubted: bool) -> None:
    """Two files without an account that agree on none of so many days."""

    def daily(first: int) -> bytes:
        return table(["Date", "Views"], *[[f"2026-03-0{day}", first + day] for day in range(1, shared + 1)]).encode()

    files = read_files([("a.csv", daily(10)), ("b.csv", daily(50))], today=TODAY).files
    assert any("different accounts" in text for text in files[1].problems) is doubted
    assert files[0].problems == ()
