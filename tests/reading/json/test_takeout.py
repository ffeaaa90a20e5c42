"""TikTok's copy of an account's data: its own posts are read, and nothing else of it is kept."""

from __future__ import annotations

import gzip
import json
import pickle
from typing import Any

import pandas as pd
import pytest

from tests.reading.json.made_har import SECRET, studio_har
from tests.reading.made import TODAY, zipped_names
from worthsaving import Reading, read_files
from worthsaving.data.load import declared
from worthsaving.reading import posts_only

RULES = declared("filekinds")["takeout"]
MESSAGES = f">>> Chat History with ana::\n2026-02-01 10:00:00 UTC ana: {SECRET}\n\nDate: 2026-02-01 10:00:00 UTC\nLikes: 5\nTitle: {SECRET}\n"
POSTS = (
    "Date: 2026-02-28 14:50:03 UTC\r\nLink: https://v16.example.com/x.mp4?signature=c0ffee\r\nLike(s): 60\r\nTitle: Bread\r\n"
    f"Location: {SECRET}\r\n\r\nDate: 2026-02-27 14:50:03 UTC\r\nLink: https://x\r\n\r\n"
    "Date: 2025-12-24 17:03:11 UTC\r\nLike(s): 7\r\nTitle: Stollen: warm\r\n"
)


def takeout(**more: Any) -> dict[str, Any]:
    """An account takeout with two posts, and the secret in everything else of it."""
    posts = [
        {
            "Date": "2026-02-28 14:50:03",
            "Likes": "60",
            "Title": "Bread",
            "Link": f"https://x/{SECRET}",
            "Sound": SECRET,
        },
        {"Date": "2025-12-24 17:03:11", "Likes": "7", "Title": "Stollen: warm", "Cover": {"Likes": SECRET}},
    ]
    return {
        "Direct Messages": {
            "Chat History": {"ChatHistory": {SECRET: [{"Date": "x", "Likes": "1", "Content": SECRET}]}}
        },
        "Your Activity": {"Video Browsing History": {"VideoList": [{"Date": SECRET, "Link": SECRET, "Likes": "1"}]}},
        "Post": {
            "Posts": {"VideoList": posts},
            "Recently Deleted Posts": {"PostList": [{"Date": SECRET, "Likes": "1"}]},
        },
        "Login History": [SECRET],
        **more,
    }


def as_json(content: Any) -> bytes:
    return json.dumps(content).encode()


def read(data: bytes, name: str = "user_data_tiktok.json") -> Reading:
    return read_files([(name, data)], today=TODAY)


JSON = as_json(takeout())
TEXTS = {
    "TikTok/Post/Posts.txt": POSTS.encode(),
    "TikTok/Direct Messages/Direct Messages.txt": MESSAGES.encode(),
    "TikTok/Profile/Profile Info.txt": f"Username: {SECRET}".encode(),
    "TikTok/.notes.json": as_json([SECRET]),
}
WHOLE = {
    "json": ("user_data_tiktok.json", JSON),
    "another name": ("a.json", JSON),
    "utf-16": ("a.json", JSON.decode().encode("utf-16")),
    "older": ("a.json", as_json(takeout(Post={}, Video={"Videos": takeout()["Post"]["Posts"]}))),
    "packed": ("a.json.gz", gzip.compress(JSON)),
    "zip": ("TikTok_Data.zip", zipped_names({"user_data_tiktok.json": JSON})),
    "zip, another name": ("x.zip", zipped_names({"mine.json": JSON})),
    "text": ("Posts.txt", POSTS.encode()),
    "text, another name": ("x.txt", POSTS.encode()),
    "texts": ("TikTok_Data.zip", zipped_names(TEXTS)),
    "texts in a ZIP": ("x.zip", zipped_names({"TikTok_Data.zip": zipped_names(TEXTS)})),
}


@pytest.mark.parametrize(("name", "data"), WHOLE.values(), ids=WHOLE)
def test_only_its_own_posts_are_read_and_kept(name: str, data: bytes) -> None:
    """No message, login, history or address is in the reading or in what may be kept, and what was read is said."""
    reading = read(data, name)
    (report,) = reading.files
    assert (report.format, report.saves, report.problems) == ("tiktok-takeout-posts", None, (RULES["read"],))
    assert list(reading.videos["title"]) == ["Bread", "Stollen: warm"]
    assert list(reading.videos["likes"]) == [60, 7]
    assert list(reading.videos["posted_at"].astype(str)) == ["2026-02-28 14:50:03+00:00", "2025-12-24 17:03:11+00:00"]
    assert reading.videos[["saves", "views", "observed_at"]].isna().all(axis=None)
    kept = posts_only(data, name)
    assert kept is not None
    for bytes_kept in (kept, *unpacked(kept), pickle.dumps(reading), *(s.data for s in reading.snapshots)):
        assert SECRET.encode() not in bytes_kept
        assert b"signature" not in bytes_kept


def unpacked(data: bytes) -> list[bytes]:
    """The members of a ZIP, also of those in it."""
    import io
    import zipfile

    if not data.startswith(b"PK"):
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [archive.read(name) for name in archive.namelist()]
    return [*members, *(inner for member in members for inner in unpacked(member))]


@pytest.mark.parametrize(("name", "data"), WHOLE.values(), ids=WHOLE)
def test_what_is_kept_reads_the_same(name: str, data: bytes) -> None:
    """Rows, report and digest, under the same name."""
    kept = posts_only(data, name)
    assert kept is not None
    one, other = read(data, name), read(kept, name)
    pd.testing.assert_frame_equal(one.videos, other.videos)
    assert one.as_dict() == other.as_dict()
    assert [s.digest for s in one.snapshots] == [s.digest for s in other.snapshots]
    assert posts_only(kept, name) in (None, kept)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("Direct Messages.txt", MESSAGES.encode()),
        ("renamed.txt", MESSAGES.encode()),
        ("Like List.txt", f"Date: 2026-02-28 14:50:03 UTC\nLink: {SECRET}\n".encode()),
        ("x.txt", f"Date: 2026-02-28 14:50:03 UTC\nIP: {SECRET}\n".encode()),
        ("user_data.json", as_json({"a": SECRET})),
        ("a.json", as_json(takeout(Post={"Posts": {"VideoList": None}}))),
        ("a.json", as_json(takeout(Post={}))[:-9]),
        ("x.zip", zipped_names({"Direct Messages.txt": MESSAGES.encode(), "a.csv": SECRET.encode()})),
    ],
)
def test_a_takeout_without_posts_is_refused_and_not_kept(name: str, data: bytes) -> None:
    """Nor any part of it."""
    assert posts_only(data, name) is not None
    assert SECRET.encode() not in posts_only(data, name)
    (report,) = read(data, name).files
    assert (report.format, report.problems) == (None, (RULES["says"],))


def locked(members: dict[str, bytes]) -> bytes:
    """A ZIP that says that it has a password, with its members as they are."""
    data = bytearray(zipped_names(members))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


def broken(data: bytes, sign: bytes) -> bytes:
    """A ZIP with one byte changed behind the name of a member."""
    body = bytearray(data)
    body[data.index(sign) + len(sign) + 40] ^= 0xFF
    return bytes(body)


GOOD = b"Title,Views,Saves\na,10,1\n"
HAR = studio_har(2)
LOCKED = {"x.har": HAR}
REFUSED = {
    "password": (locked(LOCKED), "has a password"),
    "password inside": (zipped_names({"in.zip": locked(LOCKED), "v.csv": GOOD}), "has a password"),
    "damaged": (broken(zipped_names({"x.har": HAR, "v.csv": GOOD}), b"x.har"), "is damaged or was cut off"),
    "damaged inside": (
        zipped_names({"in.zip": zipped_names(LOCKED)[:-60], "v.csv": GOOD}),
        "is damaged or was cut off",
    ),
    "cut": (zipped_names(LOCKED)[:-60], "is damaged or was cut off"),
    "cut gzip": (gzip.compress(HAR)[:-60], "was cut off"),
    "too deep": (zipped_names({"a.zip": zipped_names({"b.zip": zipped_names(LOCKED)}), "v.csv": GOOD}), "inside a ZIP"),
}


@pytest.mark.parametrize(("data", "says"), REFUSED.values(), ids=REFUSED)
def test_nothing_of_a_refused_archive_is_kept(data: bytes, says: str) -> None:
    """It could hold a login that nobody can look for; the other files of the ZIP are read."""
    kept = posts_only(data, "x.zip")
    assert kept is not None
    assert len(kept) < 900
    reports = {report.name: report for report in read(data, "x.zip").files}
    assert any(says in report.problems[0] for report in reports.values() if not report.format)
    assert len(reports) == 1 or reports["x.zip/v.csv"].kept == 1
    assert [report.as_dict() for report in read(kept, "x.zip").files] == [
        report.as_dict() for report in reports.values()
    ]


PRIVATE = {
    "cookies": f"# Netscape HTTP Cookie File\n.tiktok.com\tTRUE\t/\tTRUE\t1\tsessionid\t{SECRET}\n".encode(),
    "cookies in UTF-16": f"# Netscape HTTP Cookie File\n.tiktok.com\tTRUE\tsessionid\t{SECRET}\n".encode("utf-16"),
    "a request": f"curl 'https://www.tiktok.com/' -H 'cookie: {SECRET}'\n".encode(),
    "messages of X": f'window.YTD.direct_messages.part0 = [{{"text": "{SECRET}"}}]'.encode(),
    "messages of LinkedIn": f"CONVERSATION ID,CONVERSATION TITLE,FROM,CONTENT\n1,,me,{SECRET}\n".encode(),
    "an archive": b"7z\xbc\xaf\x27\x1c" + SECRET.encode(),
    "a web page": f"<!DOCTYPE html><p>{SECRET}".encode(),
    **{" and ".join(keys): as_json(dict.fromkeys(keys, SECRET)) for keys in declared("filekinds")["private"]["json"]},
}


@pytest.mark.parametrize("data", PRIVATE.values(), ids=PRIVATE)
def test_nothing_of_a_private_file_or_of_one_of_another_kind_is_kept(data: bytes) -> None:
    """Not in memory either: messages, cookies, an archive that cannot be searched."""
    kept = posts_only(data, "x")
    assert kept is not None
    assert SECRET.encode() not in kept.replace(b"\0", b"")
    (report,) = read(data, "x").files
    assert report.format is None
    assert SECRET not in repr(report)
    assert [one.as_dict() for one in read(kept, "x").files] == [report.as_dict()]


def test_nothing_of_a_private_file_in_a_zip_is_kept() -> None:
    """Its other files are read."""
    data = zipped_names({"messages.csv": PRIVATE["messages of LinkedIn"], "v.csv": GOOD})
    assert unpacked(posts_only(data, "x.zip") or data)[1:] == [GOOD]
    assert SECRET.encode() not in b"".join(unpacked(posts_only(data, "x.zip") or data))
    assert len(read(data, "x.zip").videos) == 1


def test_a_zip_that_begins_with_its_end_is_searched() -> None:
    """As it is read, so it is searched."""
    kept = posts_only(b"PK\x06\x06" + zipped_names({"x.har": HAR}), "x.zip")
    assert kept is not None
    assert SECRET.encode() not in b"".join(unpacked(kept))


def test_nothing_of_a_file_that_is_too_large_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not searched, and not read."""
    monkeypatch.setattr("worthsaving.reading.container.archive.MOST_BYTES", len(HAR) - 1)
    kept = posts_only(HAR, "x.har")
    assert kept is not None
    assert len(kept) < 900
    assert "the most that is read at once" in read(HAR, "x.har").files[0].problems[0]


def test_a_hidden_har_does_not_stay_in_its_zip() -> None:
    """Files that a system hides are not read, and not kept either."""
    data = zipped_names({"v.csv": GOOD, "__MACOSX/._x.har": HAR})
    kept = posts_only(data, "x.zip")
    assert kept is not None
    assert unpacked(kept) == [GOOD]
    assert len(read(data, "x.zip").videos) == 1


def test_a_table_named_videos_is_no_takeout() -> None:
    """That name alone says nothing."""
    assert posts_only(GOOD, "Videos.txt") is None
    assert len(read(GOOD, "Videos.txt").videos) == 1


@pytest.mark.parametrize(("more", "refused"), [(1, False), (0, False), (-1, True)])
def test_a_text_file_of_posts_is_bounded(more: int, *, refused: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes twenty times its size in memory."""
    monkeypatch.setattr("worthsaving.reading.json.posts_only.MOST_TEXT", len(POSTS) + more)
    assert (read(POSTS.encode(), "Posts.txt").files[0].format is None) is refused
