"""One made-up file for each sentence that a creator can get about a file (see test_refusals)."""

from __future__ import annotations

import gzip
import io
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.reading import json_cases, made, parquet_cases
from worthsaving.reading.formats import mapping


@dataclass(frozen=True)
class Case:
    """`files` that bring about a sentence with `says` in it; `limits` makes the reader's own bounds small for it."""

    says: str
    files: Callable[[], dict[str, bytes]]
    limits: dict[str, int] = field(default_factory=dict)


def _file(data: bytes | str, name: str = "x.csv") -> Callable[[], dict[str, bytes]]:
    return lambda: {name: data.encode() if isinstance(data, str) else data}


def _zip(members: dict[str, bytes]) -> Callable[[], dict[str, bytes]]:
    return lambda: {"x.zip": made.zipped_names(members)}


def _book(*sheets: list[list[object]]) -> Callable[[], dict[str, bytes]]:
    return lambda: {"x.xlsx": made.xlsx(*sheets)}


def _changed(data: bytes, at: bytes, place: int, by: bytes) -> bytes:
    """`data` with `by` put at `place` after every occurrence of `at`."""
    body = bytearray(data)
    for found in re.finditer(re.escape(at), data):
        body[found.start() + place : found.start() + place + len(by)] = by
    return bytes(body)


def _with_far_cell() -> dict[str, bytes]:
    book = zipfile.ZipFile(io.BytesIO(made.xlsx([["a", "b"], [1, 2]])))
    names = {name: book.read(name).replace(b'r="B2"', b'r="B999999999995"') for name in book.namelist()}
    return {"x.xlsx": made.zipped_names(names)}


def _choice(text: str) -> Callable[[], dict[str, bytes]]:
    return _file(text, "x" + mapping.ENDING)


def _hidden(*, all_of_them: bool) -> Callable[[], dict[str, bytes]]:
    """A workbook whose second sheet is hidden, or both are."""

    def files() -> dict[str, bytes]:
        book = zipfile.ZipFile(io.BytesIO(made.xlsx([["Title", "Saves"], ["a", 1]], [["Title", "Saves"], ["b", 2]])))
        names = {name: book.read(name) for name in book.namelist()}
        shown = names["xl/workbook.xml"]
        names["xl/workbook.xml"] = shown.replace(b'state="visible"', b'state="hidden"', 2 if all_of_them else 1)
        return {"x.xlsx": made.zipped_names(names)}

    return files


VIEWS = "Title,Views,Saves\n"
HOURS = "Date,Hour,Active followers\n"
PLAIN = made.zipped(a_csv=b"a,b\n1,2\n" * 90)
NESTED = {"2.zip": made.zipped_names({"3.zip": made.zipped(a_csv=b"a,b")})}
NESTED_GZ = gzip.compress(gzip.compress(gzip.compress(b"a,b\n1,2")))
WORKBOOK = [["a", "b"]] * 6
TOO_MANY = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 60_000, 60_000, 5_000_000, 0, 0)
OLD_POST = [["May 2", "a", "https://vm.tiktok.com/ZMabc/", "April 3", 1, 1, 1, 1]]

REFUSED = {
    "a file over the largest size": Case(
        "has 1 kB, and 1 kB is", _file(VIEWS * 60), {"container.archive.MOST_BYTES": 1000}
    ),
    "a ZIP cut off": Case("XLSX file is damaged or was cut off", _file(PLAIN[:60], "x.zip")),
    "a ZIP of too many files": Case("holds 301 files", _zip({f"{at}.csv": b"" for at in range(301)})),
    "a ZIP with a vast list of names": Case("holds 60,000 files", _file(b"PK\x03\x04" + b"x" * 99 + TOO_MANY, "x.zip")),
    "a ZIP bomb": Case("this file would take 5 MB", _zip({"a.csv": b"0" * 5_000_000})),
    "a packed bomb": Case("would take more than", _file(gzip.compress(b"0" * 5_000_000), "x.csv.gz")),
    "a file packed in many pieces": Case(
        "in more than 3 pieces", _file(gzip.compress(b"a,b\n") * 9, "x.csv.gz"), {"container.archive.MOST_STREAMS": 3}
    ),
    "a ZIP of an unusual kind": Case(
        "packed in a way that is not read",
        _file(_changed(_changed(PLAIN, b"PK\3\4", 8, b"\x63"), b"PK\1\2", 10, b"\x63")),
    ),
    "a ZIP with a password": Case(
        "has a password", _file(_changed(_changed(PLAIN, b"PK\3\4", 6, b"\1"), b"PK\1\2", 8, b"\1"), "x.zip")
    ),
    "a ZIP three deep": Case("a ZIP inside a ZIP inside a ZIP", _zip(NESTED)),
    "packed three times": Case("packed file inside another packed file", _file(NESTED_GZ, "x.csv.gz")),
    "a ZIP of a Mac's own files": Case(
        "no file in it that is yours", _zip({"__MACOSX/._a.csv": b"x", ".DS_Store": b"x"})
    ),
    "a packed file cut off": Case("packed file was cut off", _file(gzip.compress(b"a,b\n" * 90)[:20], "x.csv.gz")),
    "a packed file damaged": Case("packed file is damaged", _file(gzip.compress(b"a,b\n" * 90)[:10] + b"\xff" * 40)),
    "a workbook with nothing in it": Case("no sheet has a cell", _book([])),
    "a workbook cut off": Case("workbook is damaged or cut off", _zip({"xl/workbook.xml": b"<a>"})),
    "a workbook with a lying cell": Case("places that no sheet has", _with_far_cell),
    "a workbook spread too far": Case(
        "spreads over 6 rows and 2 columns", _book(WORKBOOK), {"container.workbook.MOST_AREA": 10}
    ),
    "a workbook too large": Case("too large to be opened here", _book(WORKBOOK), {"container.workbook.MOST_CELLS": 10}),
    "an empty file": Case("This file is empty", _file(b"\n \n")),
    "noise": Case("This file is not text", _file(bytes(range(256)) * 4)),
    "signs of no text": Case(
        "full of signs", lambda: {"x.csv": b"t,v\n" + b'"a"b,1\n' * 900 + b"\x1e\x1d\x1f\x1c\1\2\3\4\5\6,2\n"}
    ),
    "too much text": Case("holds 2 MB of text", _file(VIEWS * 120_000), {"text.table.MOST_BYTES": 1_000_000}),
    "too many columns": Case("has 20,001 columns", lambda: {"x.csv": b"a" + b",a" * 20_000 + b"\n1" + b",1" * 20_000}),
    "too many cells": Case("more than 50 cells", _file(VIEWS + "a,1,2\n" * 90), {"text.parse.MOST_CELLS": 50}),
    "a header for other rows": Case(
        "number of columns (2) than its rows have (3)", lambda: {"x.csv": b"Title,Views\n" + b"a,1,2\n" * 10_001}
    ),
    "rows of two widths": Case(
        "do not have 4 cells", lambda: {"x.csv": b"Title,Views,Saves,Likes\n" + b"a,1,2,3\na,1,2\n" * 100_001}
    ),
    "a row without end": Case(
        "One row of this file is over 1 MB",
        lambda: {"x.csv": VIEWS.encode() + b'"' + b"x y z\n" * 400_000 + b'",5,1\n' + b"a,5,1\n" * 9},
        {"text.parse.LONGEST_RECORD": 1 << 20},
    ),
    "a line without end": Case("One line of this file is over 16 MB", lambda: {"x.csv": b't,v\n"' + b"x" * 17_000_000}),
    "unknown headers": Case("has these headers: “foo”, “bar”.", _file("foo,bar\n1,2\n")),
    "whole months": Case("“Month” holds “January 2026”", _file("Month,Views\nJanuary 2026,5\nFebruary 2026,6\n")),
    "accounts": Case("“Followers” counts who follows", _file("Name,Followers,Likes\nmila,9,5\nnoor,8,4\n")),
    "comments": Case("“Comment” holds what people wrote", _file("Comment,Likes\nso good,5\nmade it twice,4\n")),
    "what one person did": Case("“saved” holds only yes or no", _file("post_id,saved\n" + "a,0\nb,1\n" * 5)),
    "no header row": Case("like a row of numbers: “a”, “5”, “1”", _file("a,5,1\nb,6,2\n")),
    "a table on its side": Case("(“Views”, “Saves”)", _file("Count,a,b\nViews,5,6\nSaves,1,2\n")),
    "months beside each other": Case("(“Jan”, “Feb”)", _file("Clip,Jan,Feb\na,5,6\nb,1,2\n")),
    "cells that are not divided": Case("divided by “^”", _file("Title^Views^Saves\na^5^1\nb^6\n")),
    "counts of no post": Case("counts “Views” for each “Country”", _file("Country,Views\nFrance,5\nItaly,6\n")),
    "posts without counts": Case("“Title” could name posts", _file("Title,Length in frames\na,500\nb,600\n")),
    "two formats at once": Case("fits both", lambda: {"x.csv": made.table([*made.STUDIO, "Video views"]).encode()}),
    "choices that are none": Case("not saved here", _choice("not json")),
    "choices far too large": Case("far too large", _choice(" " * 1_000_001)),
    "choices without columns": Case("no “columns”", _choice("[]")),
    "choices without a header": Case("names no header", _choice('{"columns": {}}')),
    "choices that name no column of ours": Case("no column “saved”", _choice('{"columns": {"a": "saved"}}')),
    "choices that name one twice": Case("said to be “saves”", _choice('{"columns": {"a": "saves", "b": "saves"}}')),
    "choices for another table": Case("table is “rows”", _choice('{"columns": {"a": "saves"}, "table": "rows"}')),
    "choices for days without a day": Case("is the “day”", _choice('{"columns": {"a": "views"}, "table": "days"}')),
    "choices with another order": Case("is “md”", _choice('{"columns": {"a": "saves"}, "date_order": "md"}')),
    "choices with no such zone": Case("zone “Mars/X”", _choice('{"columns": {"a": "saves"}, "day_zone": "Mars/X"}')),
    "choices with another key": Case("says “colums”", _choice('{"columns": {"a": "saves"}, "colums": {}}')),
    "choices that are no text": Case("neither a text", _choice('{"columns": {"a": 5}}')),
}
"""Files of which nothing is read."""

DOUBTED = {
    "older letters": Case(
        "taken as Cyrillic", lambda: {"x.csv": (VIEWS + "Пирог с вишней и другие,5,1\n").encode("cp1251")}
    ),
    "a damaged character": Case(
        "characters in this file: 1. They stand", _file(VIEWS.encode() + "яблоко,1,1\n".encode() * 20 + b"\xff,1,1")
    ),
    "a stray sign": Case("characters in this file: 1. They were left out", _file(VIEWS + "a\0b,1,1")),
    "a count twice": Case(
        "could be the saves: “Saves” is used, “Bookmarks” not", _file("Title,Saves,Bookmarks\na,1,2")
    ),
    "a count that is none": Case("“Views” holds no whole numbers", _file(VIEWS + "a,many,1\nb,few,2\n")),
    "one header twice": Case("the first “Saves” is used, the other not", _file("Title,Saves,Saves\na,1,2")),
    "days a week apart": Case(
        "are a week apart", _file("Date,Views\n" + "".join(f"2026-03-{day:02d},5\n" for day in (1, 8, 15, 22)))
    ),
    "rounded IDs": Case("rounded the video IDs", _file("Video ID,Views,Saves\n7.52762E+18,5,1\n")),
    "more saves than views": Case("more saves than views (row 2)", _file(VIEWS + "a,5,6\n")),
    "many with more saves": Case("rows 2, 3, 4, 5, 6 and 2 more", _file(VIEWS + "a,5,6\n" * 7)),
    "either way round": Case("In “Date” day and month", _file("Title,Saves,Date\na,1,03/04/2025\n")),
    "either way round, by the day": Case(
        "In “Day” day and month", _file("Day,Followers\n03/04/2025,5\n04/04/2025,6\n")
    ),
    "a date that is none": Case("is no date in row 3 (“soon”)", _file("Title,Saves,Date\na,1,2025-03-04\nb,1,soon\n")),
    "a date without a year": Case("row 2 no video ID", lambda: {"x.csv": made.studio(*OLD_POST)}),
    "a count of unknown name": Case(
        "Not used: “Eyeballs”, “Kept by”. If one of these does", _file("Name,Hearts,Eyeballs,Kept by\na,3,900,4\n")
    ),
    "a file cut off in a row": Case("in the middle of row 3", _file(VIEWS + "a,5,1\nb b")),
    "only a header": Case("nothing under it", _file(VIEWS)),
    "no row of use": Case("No row of this file", _file("Date,Video Views,Profile Views,Likes\nsoon,1,2,3\n")),
    "choices for no file": Case("No file here has exactly", _choice('{"columns": {"a": "saves"}}')),
    "hidden sheets": Case("hidden sheets, which were left out: “Sheet 1”", _hidden(all_of_them=False)),
    "formulas without a value": Case(
        "2 cells hold a formula that was never calculated (“Saves”)",
        _book([["Title", "Views", "Saves"], ["a", 5, "=B2/5"], ["b", 10, "=B3/5"]]),
    ),
    "two files that do not say when": Case(
        "1 of its videos have other views and saves in “a.csv”, and nothing says which is newer",
        lambda: {"a.csv": b"Video ID,Views,Saves\na,5,1\n", "b.csv": b"Video ID,Views,Saves\na,6,2\n"},
    ),
    "two files of one day": Case(
        "Both were counted on the same day",
        lambda: {
            name: f"Video ID,Counted on,Saves\na,2026-01-05,{saves}\n".encode()
            for name, saves in (("a.csv", 1), ("b.csv", 2))
        },
    ),
    "two counts in one ZIP": Case(
        "differ: 1 of the same videos have other saves",
        lambda: {
            "x.zip": made.zipped_names(
                {
                    name: made.business(["a", made.link(made.TODAY), "2026/11/20 12:00:00", 9, 1, 1, 1, saves])
                    for name, saves in (("a.csv", 1), ("b.csv", 2))
                }
            )
        },
    ),
    "two counts of a link on two sheets": Case(
        "differ: 1 of the same videos have other views and saves",
        _book(
            [["Link", "Views", "Saves"], ["https://www.instagram.com/p/DAbcdefghij/", 5, 1]],
            [["Link", "Views", "Saves"], ["https://www.instagram.com/p/DAbcdefghij/", 9, 2]],
        ),
    ),
    "views that were not asked for": Case(
        "“Views” is 0 in every row", _file("Title,Views,Likes\na,0,5\nb,0,7\nc,0,3\n")
    ),
    "two tables side by side": Case(
        "Not read: “Link”, “Notes”",
        _file("Link,Notes,,Link,Views\nx.example/a,good,,x.example/b,9\nx.example/b,bad,,x.example/a,5\n"),
    ),
    "days of two accounts": Case(
        "shares days with “a.csv”",
        lambda: {
            name: made.table(["Date", "Views"], *[[f"2026-03-0{day}", day * times] for day in range(1, 5)]).encode()
            for name, times in (("a.csv", 10), ("b.csv", 77))
        },
    ),
    "shares of nothing": Case("its numbers sum to 67", _file("Gender,Distribution\nMale,9\nFemale,58\n")),
    "signs on some shares": Case("have a percent sign", _file("Gender,Distribution\nMale,41%\nFemale,0.59\n")),
    "two makes of followers": Case(
        "give different shares",
        lambda: {"a.csv": b"Gender,Distribution\nMale,0.4\n", "b.csv": b"Gender,Distribution\nMale,0.5\n"},
    ),
}
"""Files that are read, with a doubt that its owner can do something about."""

NOTED = {
    "rounded counts": Case("“Saves” is rounded", _file(VIEWS + "a,100,1.2K\n")),
    "the same file twice": Case(
        "same file as “a.csv”", lambda: dict.fromkeys(["a.csv", "b.csv"], VIEWS.encode() + b"a,5,1\n")
    ),
    "only hidden sheets": Case("Every sheet with a table is hidden", _hidden(all_of_them=True)),
    "favorites that are likes": Case(
        "“Favorites” counts likes on X", _file("Link,Favorites\nhttps://x.com/mila/status/2036081811128156145,5\n")
    ),
    "an ID of another time": Case(
        "more than two days from",
        lambda: {"x.csv": made.business(["a", made.link(made.TODAY), "2025/10/31 18:19:10", 9, 1, 1, 1, 1])},
    ),
    "an audience file without rows": Case("has few followers", _file("Gender,Distribution\n")),
    "hours from 1 to 24": Case("goes from 1 to 24", _file(HOURS + "2026-03-01,1,5\n2026-03-01,24,4\n")),
    "people below zero": Case("no number of people", _file(HOURS + "2026-03-01,1,-5\n2026-03-01,0,4\n")),
    "hours to come": Case(
        "0 from 1:00 on", _file(HOURS + "2026-03-01,0,5\n2026-03-01,1,4\n2026-03-02,0,6\n2026-03-02,1,0\n")
    ),
    "a share over 100 %": Case("no share can be", _file("Gender,Distribution\nMale,140%\nFemale,60%\n")),
}
"""Files that are read, with something to know about them."""

SET_ASIDE = {
    "a row of another width": Case("2 cells where the header has 3", _file(VIEWS + "a,5,1\nb,6\n")),
    "a row cut off": Case("ends in the middle", _file(VIEWS + 'a,5,1\nb,5,1\nc,5,1\n"d')),
    "a total": Case("sums the other rows", _file(VIEWS + "a,5,1\nTotal,5,1\n")),
    "nothing": Case("names or counts a video", _file("Title,Views,Saves,Note\na,5,1,x\n,,,y\n")),
    "no number": Case("“Saves” is “many”", _file(VIEWS + "a,5,1\nb,5,2\nc,5,many\n")),
    "no date of ours": Case(
        "“posted_at” is “soon”, which is not a date",
        _file("platform,video_id,posted_at,posted_day_local,observed_at,views,saves,source\n,,soon,,,5,1,x\n"),
    ),
    "one day's counts": Case("counts “2026-02-12” only", lambda: {"x.csv": made.instagram({"Date": "2026-02-12"})}),
    "no day": Case("“Date” is “soon”, which is not a day", _file("Date,Followers\n2026-03-01,5\nsoon,5\n")),
    "a day that could be two": Case(
        "03/04/2025”, where it is not sure", _file("Day,Followers\n03/04/2025,5\n04/05/2025,6\n")
    ),
    "a blank day": Case("“Date” names no day", _file("Date,Followers\n2026-03-01,5\n,5\n")),
    "people who saw one post": Case("who saw one post", _file("Category,Value,%\nSeniority,Senior,0.4\n")),
    "no gender": Case("“Gender” is empty", _file("Gender,Distribution\nMale,0.4\n,0.6\n")),
    "no share": Case("is “<1%”, which is not a share", _file("Gender,Distribution\nMale,99%\nOther,<1%\n")),
    "no hour": Case(
        "is “25”, which is no hour", _file("Date,Hour,Active followers\n2026-03-01,25,5\n2026-03-01,0,4\n")
    ),
    "a day of one video": Case(
        "counts one day of one video", _file("Date,Content,Video title,Video publish time,Views\n,,,,\na,b,c,d,1\n")
    ),
    "another daily count": Case("that has no page here", _file("Link clicks\nDate,Primary\n2026-03-01T00:00:00,5\n")),
}
"""Rows that are set aside."""

LABELS = {
    "a choice of columns": Case(
        "by your own choice",
        lambda: {"x.worthsaving.json": b'{"columns": {"a": "title", "b": "saves"}}', "x.csv": b"a,b\nx,1\n"},
    )
}
LOGGED = "Title,Date,Views\n"
IDS = "Video ID,Views,Saves\n"
DISTRUSTED = {
    "two counts of one video": Case("different counts (rows 2 and 3)", _file(IDS + "a,5,1\na,5,2\n")),
    "a word for each day": Case(
        "may be posts and not days", _file("Date,Views,Mood\n2025-03-04,5,good\n2025-03-05,6,bad\n")
    ),
    "a highest": Case("the highest, the lowest or how many", _file(VIEWS + "a,5,1\nb,7,3\nMaximum,7,3\n")),
    "an account's likes beside the videos'": Case(
        "was read as the likes of the videos",
        _file("Title,User,Followers,Total likes,Likes\na,x,9,500,5\nb,x,9,500,7\n"),
    ),
    "a profile's likes": Case(
        "as an account's total does", _file("Title,User,Followers,Following,Likes\na,x,9,2,500\n")
    ),
    "a spreadsheet's days": Case("count days (46036", _file("Title,Saves,Date\na,1,45913\n")),
    "a day without a year": Case("has no year in row 2", _file("Title,Saves,Date\na,1,14-Jan\n")),
    "an offered day": Case("looks like the day of posting", _file("Title,Saves,Noted on\na,1,2025-03-04\n")),
    "an offered ID": Case("looks like the ID", _file("Title,Saves,Code\na,1,DAbCdEfGh1j\n")),
    "a column without a name": Case("Column 1 has no name", _file(",Title,Saves\ngood,a,1\n")),
    "an average": Case("averages the other rows", _file(VIEWS + "a,5,1\nb,7,3\nAverage,6,2\n")),
    "a note under the table": Case("is a note", _file(VIEWS + "a,5,1\nb,7,3\nShowing top 2 results,,\n")),
    "an account's likes": Case(
        "it is the account's total", _file("Title,User,Followers,Likes\na,x,9,500\nb,x,9,500\nc,y,8,600\n")
    ),
    "follows beside followers": Case(
        "may count whom an account follows", _file("Title,User,Views,Followers,Follows\na,x,9,5,3\nb,y,8,4,2\n")
    ),
    "impressions in some rows": Case("stands as views in row 3", _file("Title,Views,Impressions\na,5,\nb,,6\n")),
    "saves below zero": Case("below zero in row 3", _file(VIEWS + "a,5,1\nb,7,-3\n")),
    "hidden likes": Case("that a count is hidden", _file("Title,Views,Likes\na,5,1\nb,7,-1\n")),
    "a post to come": Case("in the future", _file("Title,Posted,Views\na,2099-01-01,1\n")),
    "a header with a qualifier": Case("“Post saves” as saves", _file("Title,Views,Post saves\na,5,1\n")),
    "IDs by their cells": Case("“Nr” as video id", _file("Nr,Views\n7595286351218966207,5\n7596283624389112973,6\n")),
    "one day in several rows": Case(
        "same day in several rows", _file("Date,Saves,Kind\n2026-01-01,5,a\n2026-01-01,6,a\n")
    ),
    "a tracking log": Case(
        "stand here under several dates", _file("Video ID,Date,Views\na,2026-01-01,5\na,2026-01-03,6\n")
    ),
    "a day of counting beside that of posting": Case(
        "under several dates in “Date”",
        _file("Video ID,Posted,Date,Views\na,2026-01-01,2026-01-02,5\na,2026-01-01,2026-01-03,6\n"),
    ),
    "a log by titles": Case(
        "The same titles stand here under several dates and their counts grow, so “Date” was taken",
        _file(LOGGED + "".join(f"a,2026-01-0{day},{day}\nb,2026-01-0{day},{day}\n" for day in (1, 2, 3))),
    ),
    "a log by titles, or a series": Case(
        "may be the day of posting or the day on which the posts were counted",
        _file(LOGGED + "a,2026-01-01,1\nb,2026-01-01,1\na,2026-01-02,2\nb,2026-01-02,2\n"),
    ),
    "titles that name no post": Case(
        "have titles that stand here several times", _file("Title,Counted on,Views\na,2026-01-01,5\na,2026-01-01,6\n")
    ),
    "counted in the future": Case("is in the future in row 2", _file("Title,Counted on,Views\na,2099-01-01,5\n")),
    "counted before posted": Case(
        "is before the day of posting", _file("Title,Posted,Counted on,Views\na,2026-01-05,2026-01-01,5\n")
    ),
    "a counting day by its words": Case(
        "as the day of counting", _file("Title,Stats fetched date,Views\na,2026-01-05,5\n")
    ),
    "earlier counts": Case("has earlier counts", _file("Video ID,Date,Views\na,2026-01-01,5\na,2026-01-03,6\n")),
    "another table below": Case(
        "header row of another table", _file(VIEWS + "a,5,1\nDate,,Followers\n2026-01-01,,5\n")
    ),
    "a draft": Case("not posted yet", _file("Title,Status,Saves\na,Live,5\nb,Draft,\n")),
    "a goal": Case("it names a goal", _file(VIEWS + "a,5,1\nTarget,9,9\n")),
    "the header again": Case("repeats the header row", _file(VIEWS + "a,5,1\nTitle,Saves,Views\nb,1,5\n")),
    "another header": Case(
        "a second header row stands above",
        _file("Title,Views,Likes,Saves\na,5,1,1\nTitle,Saves,Shares,Views\nb,1,5,2\n"),
    ),
    "many files that differ": Case(
        "It differs from 1 more of these files",
        lambda: {
            f"{at}.csv": ("Video ID,Saves\n" + (f"{at},1\n" if at < 4 else "0,2\n1,2\n2,2\n3,2\n")).encode()
            for at in range(5)
        },
    ),
    "counted in the future in an export of ours": Case(
        "counted is in the future",
        _file(
            "platform,video_id,posted_at,posted_day_local,observed_at,views,saves,source,title\n"
            "tiktok,,,,2099-01-01T00:00:00Z,5,1,plain-videos,a\n"
        ),
    ),
    "formulas as text": Case("holds formulas", _file("Title,Views,Saves\na,5,=B2/2\nb,6,=B3/2\n")),
    "one title twice": Case(
        "same title and date stand twice", _file("Title,Date,Views\na,2026-01-01,5\na,2026-01-01,6\n")
    ),
    "titles that sheets count differently": Case(
        "of the same titles and dates",
        _book(
            [["Title", "Date", "Views"], ["a", "2026-01-01", 5]], [["Title", "Date", "Views"], ["a", "2026-01-01", 6]]
        ),
    ),
    "a day twice": Case(
        "same day stands twice", _file("Date,Impressions,Bookmarks,Create Post\n2026-01-01,5,1,0\n2026-01-01,5,2,0\n")
    ),
    "days that sheets count differently": Case(
        "of the same days have other views",
        _book([["Date", "Views"], ["2026-01-01", 5]], [["Date", "Views"], ["2026-01-01", 6]]),
    ),
    "a day in the future": Case("is in the future", _file("Date,Views\n2099-01-01,5\n2026-01-01,5\n")),
    "days with a remark, or posts": Case(
        "days with a remark, or posts", _file("Date,Views,Memo\n2026-01-01,1,rain all day\n2026-01-02,2,at the sea\n")
    ),
    "a title above another header": Case(
        "stands above a second header row", _file(VIEWS + "a,5,1\nFebruary\nTitle,Saves,Views\nb,1,5\n")
    ),
    "a header with fewer columns": Case(
        "no “Saves”, so the rows under it", _file(VIEWS + "a,5,1\nb,5,1\nTitle,Views\nc,5\n")
    ),
    "one row twice": Case("1 row was put together", _file(IDS + "a,5,1\na,5,1\n")),
}
"""Rows and columns that are not taken for what they seem to be."""

REFUSED |= {name: Case(*each) for name, each in (json_cases.REFUSED | parquet_cases.REFUSED).items()}
DOUBTED |= {name: Case(*each) for name, each in json_cases.DOUBTED.items()}
NOTED |= {name: Case(*each) for name, each in (json_cases.NOTED | parquet_cases.NOTED).items()}
SET_ASIDE |= {name: Case(*each) for name, each in json_cases.SET_ASIDE.items()}
BESIDE = {name: Case(*each) for name, each in json_cases.BESIDE.items()}
CASES = {**BESIDE, **REFUSED, **DOUBTED, **NOTED, **SET_ASIDE, **LABELS, **DISTRUSTED}
