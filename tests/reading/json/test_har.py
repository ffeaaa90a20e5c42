"""What a browser saved of TikTok Studio (HAR): all posts are read, and nothing else of it is kept."""

from __future__ import annotations

import gzip
import io
import json
import pickle
import zipfile
from typing import Any

import pandas as pd
import pytest

from tests.reading.json.made_har import (
    INSIGHT,
    NEWEST,
    NOW,
    POSTS,
    SECRET,
    answer,
    entry,
    har,
    insight,
    item,
    studio_har,
)  # fmt: skip
from tests.reading.made import TODAY, zipped_names, zipped_twice
from worthsaving import Reading, read_files
from worthsaving.reading import posts_only

LOGIN = (
    "This file also holds your TikTok login. We read your posts from it and nothing else. Delete it when you are done."
)


def read(data: bytes, name: str = "tiktok.har") -> Reading:
    return read_files([(name, data)], today=TODAY)


def has(reading: Reading, text: str) -> bool:
    return any(text in problem for file in reading.files for problem in file.problems)


def test_all_pages_are_joined() -> None:
    """120 posts over eight answers, the first of them asked twice: the later answer counts."""
    (report,) = (reading := read(studio_har())).files
    videos = reading.videos
    assert (report.format, report.rows, report.merged, len(videos)) == ("tiktok-studio-posts", 170, 50, 120)
    assert list(videos["saves"].head(50)) == list(range(1, 51))
    assert list(videos["saves"].tail(70)) == list(range(50, 120))
    assert set(videos["account"]) == {"mila.bakes"}
    assert videos["observed_at"].iloc[0] == pd.Timestamp(NOW + 9_000, unit="ms", tz="UTC")
    assert videos["duration_s"].iloc[0] == 27
    assert not has(reading, "the list went on")


@pytest.mark.parametrize(
    "data",
    [
        studio_har(),
        zipped_names({"a/tiktok.har": studio_har(), "v.csv": b"Title,Views\na,1\n"}),
        gzip.compress(studio_har()),
    ],
    ids=["har", "zip", "gzip"],
)
def test_nothing_but_the_posts_is_kept(data: bytes) -> None:
    """No cookie, header, address or other answer is in the reading, its files or what may be kept of them."""
    assert SECRET.encode() in gzip.decompress(data) if data[:1] == b"\x1f" else True
    reading = read(data, "x")
    assert len(reading.videos) >= 120
    assert SECRET.encode() not in pickle.dumps(reading)
    for snapshot in reading.snapshots:
        assert SECRET.encode() not in snapshot.data
        assert b"item_list/v1" not in snapshot.data
    kept = posts_only(data)
    assert kept is not None
    assert SECRET.encode() not in kept


@pytest.mark.parametrize(
    "data",
    [studio_har(), har(entry(INSIGHT, insight(0, 9))), har(entry("https://example.com/", b"x")), studio_har()[:-900]],
)
def test_what_is_kept_reads_the_same(data: bytes) -> None:
    """Rows, report and digest: the app may forget the file itself."""
    kept = posts_only(data)
    assert kept is not None
    one, other = read(data), read(kept)
    pd.testing.assert_frame_equal(one.videos, other.videos)
    assert one.as_dict() == other.as_dict()
    assert [s.digest for s in one.snapshots] == [s.digest for s in other.snapshots]
    assert posts_only(kept) is None


def test_the_digest_is_that_of_the_posts() -> None:
    """The same posts in another file are the same; another count is not."""

    def digest(data: bytes) -> str:
        return read(data).snapshots[0].digest

    page = entry(POSTS, answer([item(0)]))
    other = entry("https://www.tiktok.com/api/x", {"a": 1})
    assert digest(har(page)) == digest(json.dumps(json.loads(har(page))).encode("utf-16"))
    assert digest(har(page)) != digest(har(entry(POSTS, answer([item(0, favorite_count="5")]))))
    assert read(har(other, page)).videos.equals(read(har(page)).videos)


@pytest.mark.parametrize(
    "data",
    [
        b"Title,Views\na,1\n",
        b'{"a": 1}',
        b'{"log": [1]}',
        b'["request", "response", "headers"]',
        b"PK\x03\x04",
        b"",
        b"\x1f\x8b",
    ],
)
def test_any_other_file_may_be_kept_as_it_is(data: bytes) -> None:
    """None says so."""
    assert posts_only(data) is None


def test_a_zip_without_posts_of_a_browser_is_kept_as_it_is() -> None:
    """Also where two of its files have one name."""
    table = b"Title,Views\na,1\n"
    assert posts_only(zipped_twice("v.csv", table, table)) is None


def test_files_of_one_name_stay_in_what_is_kept() -> None:
    """Each in its place."""
    kept = posts_only(zipped_twice("a.har", studio_har(), b"Title,Views\na,1\n"))
    assert kept is not None
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        first, second = archive.infolist()
        assert (first.filename, second.filename) == ("a.har", "a.har")
        assert (SECRET.encode() in archive.read(first), archive.read(second)) == (False, b"Title,Views\na,1\n")


@pytest.mark.parametrize("login", [True, False])
def test_a_login_in_the_file_is_said(*, login: bool) -> None:
    """Only where there is one."""
    (report,) = read(studio_har(login=login)).files
    assert report.login_found is login
    assert (LOGIN in report.problems) is login
    assert report.as_dict()["login_found"] is login


@pytest.mark.parametrize("header", ["cookie", "Authorization", "Set-Cookie"])
def test_a_login_may_stand_in_any_header(header: str) -> None:
    """In whatever case, of the request or the answer."""
    page = entry(POSTS, answer([item(0)]), login=False)
    page["response"]["headers"].append({"name": header, "value": SECRET})
    assert read(har(page)).files[0].login_found


def test_a_list_that_went_on_is_said() -> None:
    """With the number of posts, and what to do."""
    (report,) = read(studio_har(70, more=True)).files
    assert "70 posts, and the list went on: scroll to its end and save again." in report.problems


@pytest.mark.parametrize(
    ("pages", "went_on"),
    [
        ([(0, 50, True), (50, 60, False), (0, 50, True)], False),
        ([(0, 50, True), (50, 60, True)], True),
        ([(0, 50, True), (50, 0, False), (0, 50, True)], False),
        (
            [(0, 1_795_000_000_000, True), (1_795_000_000_000, 1_794_000_000_000, False), (0, 1_795_000_000_000, True)],
            False,
        ),
        ([(0, 1_795_000_000_000, False), (1_795_000_000_000, 1_794_000_000_000, True)], True),
        ([(0, 0, True), (0, 0, False)], False),
        ([(0, 0, True)], True),
    ],
)
def test_the_furthest_page_says_whether_the_list_went_on(pages: list[tuple[int, int, bool]], *, went_on: bool) -> None:
    """Cursors count posts, or are moments that go back in time; the first page is asked again while scrolling."""
    entries = [
        entry(POSTS, answer([item(at)], cursor, more=more), asked=asked)
        for at, (asked, cursor, more) in enumerate(pages)
    ]
    assert has(read(har(*entries)), "the list went on") is went_on


@pytest.mark.parametrize("rest", [{"is_limited": True}, {"extra": {"now": NOW, "fatal_item_ids": ["1", "2"]}}])
def test_posts_that_tiktok_left_out_are_said(rest: dict[str, Any]) -> None:
    """Its own answer says that some are missing."""
    assert has(read(har(entry(POSTS, answer([item(0)], **rest)))), "left posts out")


@pytest.mark.parametrize(
    "more",
    [
        {"status": 140},
        {"status": "140"},
        {"schedule_time": str(NOW // 1000 + 60)},
        {"post_time": NOW // 1000 + 86_400 * 9, "status": 1},
    ],
)
def test_a_scheduled_post_is_no_post_yet(more: dict[str, Any]) -> None:
    """It is set aside, and nothing is said about its time."""
    (report,) = (reading := read(har(entry(POSTS, answer([item(0, **more), item(1)]))))).files
    assert list(report.set_aside["reason"]) == ["it is scheduled and not posted yet"]
    assert len(reading.videos) == 1
    assert not has(reading, "future")
    assert not has(reading, "two days")


def test_counts_may_be_numbers() -> None:
    """In older answers."""
    numbers = {name: int(value) for name, value in item(3).items() if isinstance(value, str) and value.isdigit()}
    reading = read(har(entry(POSTS, answer([item(3, **numbers)]))))
    assert list(reading.videos["saves"]) == [3]
    assert list(reading.videos["video_id"]) == [str(NEWEST - 3 * 86_400 * 2**32)]


def test_insights_and_list_are_joined() -> None:
    """The later moment counts, whichever answer it is from."""
    reading = read(har(entry(POSTS, answer([item(0), item(1)])), entry(INSIGHT, insight(0, 77))))
    assert [file.name for file in reading.files] == ["tiktok.har/item_list", "tiktok.har/insights"]
    assert list(reading.videos["saves"]) == [77, 1]
    assert sum(LOGIN in file.problems for file in reading.files) == 1


def test_an_answer_without_its_moment_has_that_of_its_request() -> None:
    """Counts have a day."""
    body = answer([item(0)])
    del body["extra"]
    assert read(har(entry(POSTS, body))).videos["observed_at"][0] == pd.Timestamp("2026-11-20 05:59", tz="UTC")


@pytest.mark.parametrize(
    "body",
    [
        json.dumps(answer([item(0), item(1)])).encode(),
        b"\xef\xbb\xbf" + json.dumps(answer([item(0), item(1)])).encode(),
        gzip.compress(json.dumps(answer([item(0), item(1)])).encode()),
    ],
    ids=["plain", "mark", "packed"],
)
def test_content_in_any_writing(body: bytes) -> None:
    """Base64, and packed inside of it."""
    assert len(read(har(entry(POSTS, body, encoding="base64"))).videos) == 2


@pytest.mark.parametrize("body", [b"\x1f\x8bxx", b"<html>", b"{oops", b"\0\1\2\3"])
def test_content_that_is_none_is_said(body: bytes) -> None:
    """Beside an answer that can be read."""
    reading = read(har(entry(POSTS, answer([item(0)])), entry(POSTS, body, encoding="base64")))
    assert len(reading.videos) == 1
    assert has(reading, "(1 of 2 did not)")


def test_an_answer_that_breaks_off_is_read_up_to_there() -> None:
    """Firefox cuts long answers."""
    text = json.dumps(answer([item(at) for at in range(9)]))
    reading = read(har(entry(POSTS, text[: text.index("post 7")].encode())))
    assert len(reading.videos) == 7
    assert has(reading, "may be missing")


def test_entries_may_be_the_whole_file() -> None:
    """Copied out of a HAR, or one of them."""
    page = entry(POSTS, answer([item(0)]))
    for content in ([page], page, {"entries": [page]}, [json.loads(har(page))]):
        data = json.dumps(content).encode()
        reading = read(data)
        assert len(reading.videos) == 1
        assert reading.files[0].login_found
        assert SECRET.encode() not in reading.snapshots[0].data


def test_a_har_cut_anywhere_keeps_nothing_else() -> None:
    """Whatever is left of it."""
    data = studio_har(60)
    for size in range(40, len(data), len(data) // 60):
        kept = posts_only(data[:size])
        assert kept is not None
        assert SECRET.encode() not in kept
        report = read(data[:size]).files[0]
        assert report.problems
        assert report.rows == report.kept + len(report.set_aside)


def test_counts_of_another_network_are_not_read() -> None:
    """The sentence names it."""
    reading = read(
        har(entry("https://www.instagram.com/api/v1/feed/", {"items": [{"id": "1", "like_count": 5}]}, login=False))
    )
    assert len(reading.videos) == 0
    assert has(reading, "from Instagram, and only TikTok Studio's")


def test_one_answer_saved_by_hand_says_the_same() -> None:
    """As JSON, without a browser's file around it."""
    data = json.dumps(answer([item(0), item(1, status=140)], 50, more=True, is_limited=True)).encode()
    (report,) = (reading := read(data, "response.txt")).files
    assert (report.format, report.kept, len(report.set_aside)) == ("tiktok-studio-posts", 1, 1)
    assert has(reading, "1 post, and the list went on")
    assert has(reading, "left posts out")
    assert list(reading.videos["account"]) == ["mila.bakes"]
    assert not report.login_found


def test_a_zip_keeps_its_other_files() -> None:
    """Their names, their order and their content, and a HAR in an inner ZIP or packed by itself is found."""
    members = {"a/x.har": studio_har(2), "v.csv": b"Title,Views\na,1\n", "in.zip": zipped_names({"y.har": studio_har(3)}), "z.har.gz": gzip.compress(studio_har(4))}  # fmt: skip
    reading = read(zipped_names(members), "x.zip")
    assert [(file.name, file.rows) for file in reading.files] == [
        ("x.zip/a/x.har", 4), ("x.zip/v.csv", 1), ("x.zip/in.zip/y.har", 6), ("x.zip/z.har.gz", 8),
    ]  # fmt: skip
    assert SECRET.encode() not in pickle.dumps(reading)
    assert all(report.login_found == ("har" in report.name) for report in reading.files)
    assert posts_only(zipped_names({"v.csv": b"Title,Views\na,1\n", "x.json": b"[]"})) is None
