"""Made-up exports in the true shapes, for the tests of the reading layer."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile

import pytest

TODAY = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)

STUDIO = [
    "Time",
    "Video title",
    "Video link",
    "Post time",
    "Total likes",
    "Total comments",
    "Total shares",
    "Total views",
]
BUSINESS = ["Video title", "Video link", "Post time", "Video views", "Likes", "Comments", "Shares", "Add to Favorites"]
INSTAGRAM = [
    "Post ID", "Account ID", "Account username", "Account name", "Description", "Duration (sec)", "Publish time",
    "Permalink", "Post type", "Data comment", "Date", "Views", "Reach", "Likes", "Shares", "Follows", "Comments", "Saves",
]  # fmt: skip


def video_id(moment: dt.datetime, tail: int = 1) -> str:
    """A TikTok id given out at `moment` (UTC)."""
    return str((int(moment.replace(tzinfo=dt.UTC).timestamp()) << 32) + tail)


def link(moment: dt.datetime, tail: int = 1, handle: str = "mila.bakes") -> str:
    """The link of a made-up video."""
    return f"https://www.tiktok.com/@{handle}/video/{video_id(moment, tail)}"


def table(header: list[str], *rows: list[object], delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> str:
    """Delimited text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().removesuffix("\n")


def studio(*rows: list[object], header: list[str] | None = None) -> bytes:
    """A Studio file: UTF-8 with a mark, everything quoted, no newline at the end."""
    return b"\xef\xbb\xbf" + table(header or STUDIO, *rows, quoting=csv.QUOTE_ALL).encode()


def business(*rows: list[object], header: list[str] | None = None) -> bytes:
    """A Business account's file."""
    return b"\xef\xbb\xbf" + table(header or BUSINESS, *rows).encode()


def instagram(*rows: dict[str, object]) -> bytes:
    """A Meta content export; each row says only what differs from an ordinary reel."""
    usual: dict[str, object] = {
        "Post ID": "18041234567890123", "Account ID": "17841400000000001", "Account username": "mila.bakes",
        "Account name": "Mila", "Description": "two\nlines", "Duration (sec)": 27, "Publish time": "02/11/2026 09:00",
        "Permalink": "https://www.instagram.com/reel/DUoA72hAAAA/", "Post type": "IG reel", "Data comment": "",
        "Date": "Lifetime", "Views": 1925, "Reach": 1368, "Likes": 130, "Shares": 3, "Follows": 2, "Comments": 5, "Saves": 11,
    }  # fmt: skip
    full = [{**usual, **row} for row in rows]
    return b"\xef\xbb\xbf" + table(INSTAGRAM, *[[row[h] for h in INSTAGRAM] for row in full]).encode()


def zipped(**members: bytes) -> bytes:
    """A ZIP; `Content_csv=...` becomes "Content.csv"."""
    return zipped_names({name.replace("_csv", ".csv"): data for name, data in members.items()})


def zipped_twice(name: str, *contents: bytes) -> bytes:
    """Return a ZIP of files that all have one name."""
    out, first, *more = io.BytesIO(), *contents
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, first)
        for content in more:
            with pytest.warns(UserWarning, match="Duplicate name"):
                archive.writestr(name, content)
    return out.getvalue()


def zipped_names(members: dict[str, bytes]) -> bytes:
    """A ZIP of any member names, deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def xlsx(*sheets: list[list[object]]) -> bytes:
    """A workbook of any number of sheets."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number + 1}")
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
