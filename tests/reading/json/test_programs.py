"""JSON of programs nobody declared, and what a program's file holds besides posts."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.reading.json_cases import ID, as_json
from tests.reading.made import TODAY
from worthsaving import Reading, read_files

LINK = f"https://www.tiktok.com/@mila.bakes/video/{ID}"


def read(content: object) -> Reading:
    """The reading of one JSON file."""
    return read_files([("x.json", as_json(content))], today=TODAY)


def media(*insights: dict[str, object]) -> Reading:
    """The reading of an Instagram post with these insights."""
    post = {"id": "1", "media_type": "IMAGE", "permalink": "https://www.instagram.com/p/DWKlef5mCuX/", "like_count": 3}
    return read({"data": [{**post, "insights": {"data": list(insights)}}]})


def test_nested_counts_of_an_unknown_program_are_read_by_their_words() -> None:
    """The post's own counts and the handle; never the author's followers and likes."""
    post = {"url": LINK, "caption": "rye"}
    reading = read([{
        "post": post, "stats": {"views": 90, "likes": 30, "saves": 8},
        "author": {"name": "mila.bakes", "followers": 9000, "likes": 500_000},
    }])  # fmt: skip
    (video,) = reading.videos.to_dict("records")
    assert (video["views"], video["likes"], video["saves"], video["account"]) == (90, 30, 8, "mila.bakes")
    assert set(reading.files[0].ignored) == {"author.followers", "author.likes"}
    assert "“stats.saves” as saves" in reading.files[0].problems[0]


@pytest.mark.parametrize("of", ["author", "creator", "owner", "user", "profile", "authorStats", "channel"])
def test_an_accounts_totals_are_no_videos_counts(of: str) -> None:
    """Whatever a program calls the account."""
    totals = {"likes": 500_000, "saves": 7, "diggCount": 77, "heartCount": 5, "followerCount": 9, "videoCount": 3}
    reading = read([{"id": ID, "views": 90, of: totals}])
    assert reading.videos["views"].tolist() == [90]
    assert reading.videos[["likes", "saves"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("name", "column"),
    [("shareUrl", "link"), ("postUrl", "link"), ("publishTime", "posted_at"), ("videoTitle", "title"), ("postId", "video_id")],
)  # fmt: skip
def test_a_name_in_one_word_is_the_same_name(name: str, column: str) -> None:
    """Programs write capitals where people write blanks."""
    value = {"link": LINK, "posted_at": "2025-10-31T18:19:05Z", "title": "rye", "video_id": ID}[column]
    reading = read([{"caption" if column != "title" else "id": "7", "views": 90, name: value}])
    assert reading.files[0].columns[name] == column


def test_insights_of_a_day_are_not_the_posts_counts() -> None:
    """They are named among what was not used."""
    reading = media(
        {"name": "saved", "period": "lifetime", "total_value": {"value": 0}},
        {"name": "views", "period": "day", "values": [{"value": 3}, {"value": 5}]},
    )
    assert reading.videos["saves"].tolist() == [0]
    assert reading.videos["views"].isna().all()
    assert reading.files[0].ignored == ("insights.views.day",)


def test_insights_without_saved_leave_the_saves_unknown() -> None:
    """Reach is not a count of saves, and no zero stands for them."""
    reading = media({"name": "reach", "period": "lifetime", "values": [{"value": 40}]})
    assert reading.videos["saves"].isna().all()
    assert "no insights with “saved”" in reading.files[0].lacks[0]


def test_a_list_around_says_when_its_posts_were_counted() -> None:
    """yt-dlp writes the moment once, beside all entries."""
    entry = {"id": ID, "webpage_url": LINK, "view_count": 90, "timestamp": 1_761_934_745}
    reading = read({"_type": "playlist", "entries": [entry], "epoch": 1_771_449_006})
    assert reading.videos["observed_at"].tolist() == [pd.Timestamp("2026-02-18 21:10:06", tz="UTC")]
    assert reading.videos["posted_at"].tolist() == [pd.Timestamp("2025-10-31 18:19:05", tz="UTC")]


def test_one_post_by_itself_is_read() -> None:
    """The answer of a post's own page holds one object and no list."""
    post = {
        "id": ID,
        "desc": "rye",
        "author": {"uniqueId": "mila.bakes"},
        "stats": {"playCount": 90, "collectCount": 8},
    }
    reading = read({"itemInfo": {"itemStruct": post}, "statusCode": 0})
    assert (reading.files[0].format, reading.videos["saves"].tolist()) == ("tiktok-web-data", [8])


def test_douyins_videos_are_not_tiktoks() -> None:
    """The apps' data are alike; Douyin writes 0 for the views it hides."""
    shared = {"aweme_id": "7527623000473079054", "desc": "knot", "create_time": 1_784_268_680}
    douyin = {**shared, "statistics": {"play_count": 0, "digg_count": 6, "collect_count": 2, "admire_count": 0}}
    old = {
        **shared,
        "share_url": "https://www.iesdouyin.com/share/video/7527623000473079054/",
        "statistics": {"play_count": 5},
    }
    assert read({"aweme_list": [douyin]}).videos[["platform", "saves"]].values.tolist() == [["douyin", 2]]
    assert read({"aweme_list": [douyin]}).videos["views"].isna().all()
    assert read({"aweme_list": [old]}).videos["platform"].tolist() == ["douyin"]


def test_threads_posts_are_not_instagrams() -> None:
    """Both answer alike; the link says which network it is."""
    post = {"id": "1", "media_type": "TEXT_POST", "permalink": "https://www.threads.com/@knots/post/DWKlef5mCuX"}
    views = {"name": "views", "period": "lifetime", "values": [{"value": 30}]}
    videos = read({"data": [{**post, "text": "hi", "insights": {"data": [views]}}]}).videos
    assert videos[["platform", "views", "title"]].values.tolist() == [["threads", 30, "hi"]]
