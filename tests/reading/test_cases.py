"""Files that were once read wrong, each standing for its kind: `cases/NAME.expect.json` says what is right, and why."""

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from worthsaving.reading.read import read_files
from worthsaving.reading.result import Reading
from worthsaving.writing.csv import videos_csv

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(FOLDER.glob("*.expect.json"))
TODAY = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)


def case(path: Path) -> tuple[dict[str, Any], Reading]:
    """Return what is expected of a case, and how it is read."""
    content = json.loads(path.read_text(encoding="utf-8"))
    data = (FOLDER / content["file"]).read_bytes()
    return content["expect"], read_files([(content["file"], data)], today=TODAY)


def rows_of(reading: Reading) -> list[dict[str, Any]]:
    """Return the videos as `export` writes them, None where unknown; days as they are."""
    if len(reading.videos):
        rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(videos_csv(reading.videos).decode())))
        return [{column: cell or None for column, cell in row.items()} for row in rows]
    days = reading.days.assign(day=reading.days["day"].dt.strftime("%Y-%m-%d"))
    return [{column: None if str(cell) in ("", "<NA>") else str(cell) for column, cell in row.items()}
            for row in days.to_dict("records")]  # fmt: skip


def same(cell: str | None, expected: object) -> bool:
    """Return whether a written cell is what is expected; null is unknown, numbers are compared as numbers."""
    if cell is None or expected is None:
        return cell is expected
    return float(cell) == expected if isinstance(expected, int | float) else cell == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.removesuffix(".expect.json"))
def test_a_file_that_was_once_read_wrong_is_read_right(path: Path) -> None:
    """Its table, how many rows it has, what its first row says, and what has to be said about it."""
    expect, reading = case(path)
    file = reading.files[0]
    lines = " ".join(line for report in reading.files for line in (*report.problems, *report.lacks))
    if "longest_problem" in expect:
        assert all(len(line) <= expect["longest_problem"] for report in reading.files for line in report.problems)
    if expect.get("table") == "refused":
        assert file.format is None
        assert file.problems
        assert expect.get("must_say", "") in lines.lower()
        return
    if "must_say" in expect:
        assert expect["must_say"] in lines.lower()
    assert file.rows == file.kept + len(file.set_aside)
    assert expect.get("table", file.table) == file.table
    saves = reading.videos["saves"].dropna().tolist()
    assert not set(expect.get("forbidden_saves", ())) & set(saves)
    if expect.get("or_set_aside") and len(file.set_aside):
        return
    assert expect.get("videos", len(reading.videos)) == len(reading.videos)
    assert expect.get("days", len(reading.days)) == len(reading.days)
    _check_counts(reading, expect)
    first, *rest = rows_of(reading)
    wrong = {c: first[c] for c, cell in expect.get("first_row", {}).items() if not same(first[c], cell)}
    wrong |= {c: rest[0][c] for c, cell in expect.get("second_row", {}).items() if not same(rest[0][c], cell)}
    assert not wrong
    assert not [c for c, cell in expect.get("forbidden_first_row", {}).items() if same(first[c], cell)]


def _check_counts(reading: Reading, expect: dict[str, Any]) -> None:
    """Compare what the first file's report counts, the number of its problems, and all saves, where they are expected."""
    file, report = reading.files[0], reading.as_dict()["files"][0]
    assert expect.get("aside", file.set_aside["row"].tolist()) == file.set_aside["row"].tolist()
    assert expect.get("asks", list(file.asks)) == list(file.asks)
    assert expect.get("platforms", reading.videos["platform"].tolist()) == reading.videos["platform"].tolist()
    found = {name: report[name] for name in ("rows", "kept", "merged", "unused") if name in expect}
    found |= {"problems": len(report["problems"])} if "problems" in expect else {}
    for name, saves in (("saves", reading.videos["saves"]), ("day_saves", reading.days["saves"])):
        found |= {name: [None if cell is pd.NA else int(cell) for cell in saves]} if name in expect else {}
    assert found == {name: expect[name] for name in found}


def read(text: str) -> tuple[dict[str, Any], Reading]:
    """Return the report of one made-up file, and its reading."""
    reading = read_files([("x.csv", text.encode())], today=TODAY)
    return reading.as_dict()["files"][0], reading


@pytest.mark.parametrize(
    ("text", "merged", "videos"),
    [
        ("Title,Link,Saves\na,https://instagram.com/knot/,1\nb,https://instagram.com/knot/,2\n", 0, 2),
        ("Title,Link,Saves\n,https://x.example/shop,1\n,https://x.example/shop,2\n", 0, 2),
        ("Title,Link,Saves\na,https://vm.tiktok.com/ZMabc,1\na,https://vm.tiktok.com/ZMabc,2\n", 1, 1),
        ("Title,Link,Saves\na,https://x.example/p1,1\na,https://x.example/p1,2\n", 1, 1),
    ],
)
def test_only_a_link_of_a_post_merges_rows(text: str, merged: int, videos: int) -> None:
    """A profile's or a shop's link never does; what was merged is counted."""
    file, reading = read(text)
    assert (file["merged"], file["kept"], len(reading.videos)) == (merged, 2, videos)


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        ("MEDIAN,,6,2", 2),
        ("平均,,6,2", 2),
        (",,12,4", 2),
        ("Top 500 results,,,", 2),
        (",,6,3", 3),
        ("Mean,2026-01-03,6,2", 3),
    ],
)
def test_a_row_under_the_posts_is_no_post(last: str, kept: int) -> None:
    """Labelled in any language, or not at all; a row whose counts are no sum, or that has a date, is a post."""
    assert read(f"Title,Date,Views,Saves\na,2026-01-01,5,1\nb,2026-01-02,7,3\n{last}\n")[0]["kept"] == kept


@pytest.mark.parametrize("header", ["Post saves", "# of saves", "Saves (bookmarks)", "🔖 Saves", "Video saves (total)"])
def test_a_header_with_a_qualifier_is_read(header: str) -> None:
    """Where exactly one column can be meant."""
    assert read(f"Title,Views,{header}\na,5,1\n")[0]["saves"] == header
    assert read(f"Title,Views,{header},Reel saves\na,5,1,2\n")[0]["saves"] is None


@pytest.mark.parametrize(
    "header", ["Save rate", "Saves (paid)", "收藏率", "Saves per post", "Avg saves", "Profile saves"]
)
def test_a_header_that_counts_something_else_is_not_read(header: str) -> None:
    """A rate, an average or an account's saves are never a post's."""
    file, _ = read(f"Title,Views,{header}\na,5,1\n")
    assert (file["saves"], file["unused"]) == (None, [header])


def test_short_rows_are_read_only_where_it_is_sure_what_they_lack() -> None:
    """All lack the same last cells, none of which is a count, and what they have fits."""
    kept = [
        read(text)[0]["kept"]
        for text in (
            "Title,Saves,Notes,More\na,5\nb,6\n",
            "Title,Saves,Notes\na,5,x\nb,6\nc,7\n",
            "Title,Views,Saves\na,5\nb,6\n",
            "Title,Saves,Notes\na,x\nb,y\n",
            "Title,Saves,Notes,More\na,5\nb,6,x\nc,1,y,z\n",
        )
    ]
    assert kept == [2, 3, 0, 0, 1]


def test_rows_under_a_second_header_are_read_by_it_or_not_at_all() -> None:
    """The same names in another order are followed; other names leave the rows after them unclear."""
    first = "Title,Views,Saves\na,5,1\n"
    file, reading = read(first + "Saves,Title,Views\n2,b,9\n")
    assert (file["kept"], reading.videos["saves"].tolist()) == (2, [1, 2])
    assert read(first + "Title,Views,Likes\nb,9,2\n")[0]["kept"] == 1
    assert read(first + "Title,Views,Saves\nb,9,2\n")[0]["kept"] == 2


def test_views_of_no_post_are_unknown() -> None:
    """Where they are 0 in every row of three and most have likes: a program did not ask for them. 0 may be true else."""
    known = [
        read(f"Title,Views,Likes\n{rows}")[1].videos["views"].notna().all()
        for rows in ("a,0,5\nb,0,7\nc,0,0\n", "a,0,5\nb,0,7\n", "a,0,5\nb,0,7\nc,1,0\n", "a,0,5\nb,0,0\nc,0,0\nd,0,1\n")
    ]
    assert known == [False, True, True, True]


@pytest.mark.parametrize(
    ("header", "cells", "taken"),
    [
        ("Upload Day,Upload Date", "Monday,2026-01-05", "Upload Date"),
        ("Upload Day,Upload Date", "2026-01-05,2026-01-06", "Upload Day"),
        ("Upload Day,Upload Date", "Monday,soon", "Upload Day"),
    ],
)
def test_of_two_posting_times_that_of_dates_is_taken(header: str, cells: str, taken: str) -> None:
    """A weekday's name is no date."""
    file, _ = read(f"Title,Saves,{header}\na,1,{cells}\nb,2,{cells}\n")
    assert file["columns"][taken] == "posted_at"


@pytest.mark.parametrize(
    ("rows", "taken"),
    [
        ("a,5,5\nb,0,7\n", "Views"),
        ("a,5,6\nb,0,7\n", "Video views"),
        ("a,5,5\nb,9,7\n", "Video views"),
        ("a,5,5\n" + "b,0,7\n" * 98 + "c,9,7\n", "Views"),
        ("a,5,5\n" + "b,0,7\n" * 97 + "c,9,7\n" * 2, "Video views"),
    ],
    ids=["a part", "never equal", "both larger", "one in a hundred", "two in a hundred"],
)
def test_of_two_columns_of_views_the_whole_is_taken(rows: str, taken: str) -> None:
    """Posts without a video have views, too; where neither is part of the other the usual one stays."""
    file, _ = read(f"Title,Video views,Views\n{rows}")
    assert file["columns"][taken] == "views"


def test_a_log_with_the_moment_of_each_count_keeps_the_newest() -> None:
    """Also where a count fell since."""
    file, reading = read("fetched_at,post_id,views,saves\n2026-05-18,a1,70,9\n2026-05-17,a1,80,10\n")
    assert file["columns"]["fetched_at"] == "observed_at"
    assert reading.videos["saves"].tolist() == [9]


@pytest.mark.parametrize(
    ("links", "taken"),
    [
        ("https://a.example/1,https://www.facebook.com/p/posts/1\n,https://www.facebook.com/p/posts/2", "url"),
        ("https://www.facebook.com/p/posts/1,\nhttps://www.facebook.com/p/posts/2,https://a.example/2", "link"),
    ],
)
def test_of_two_columns_of_links_that_of_the_posts_is_taken(links: str, taken: str) -> None:
    """The other holds what some posts link to."""
    file, reading = read(
        "text,likes,link,url\n" + "\n".join(f"a,{at},{row}" for at, row in enumerate(links.split("\n")))
    )
    assert file["columns"][taken] == "link"
    assert set(reading.videos["platform"]) == {"facebook"}
