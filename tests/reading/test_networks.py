"""Networks beyond TikTok and Instagram: their names, IDs, words and exports; each test stands for a kind of fault."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.reading import made
from worthsaving import Reading, read_files
from worthsaving.reading.text.dialect import header_at

X = "https://x.com/mila/status/2036081811128156145"
NOTES = ["笔记标题", "首次发布时间", "体裁", "观看量", "点赞", "收藏"]


def read(*files: str | bytes, name: str = "x.csv") -> Reading:
    data = [file.encode() if isinstance(file, str) else file for file in files]
    return read_files([(f"{at}{name}", each) for at, each in enumerate(data)], today=made.TODAY)


def sheet(header: str, *rows: str) -> str:
    return "\n".join([header, *rows]) + "\n"


@pytest.mark.parametrize(
    ("written", "platform"),
    [
        ("Twitter", "x"),
        ("X (Twitter)", "x"),
        ("小红书", "xiaohongshu"),
        ("RedNote", "xiaohongshu"),
        ("Snapchat", "snapchat"),
        ("Kwai ", "kwai"),
        ("Some_new network", "some new network"),
        ("www.example.org", ""),
        ("<b>x</b>", ""),
        ("a" * 60, ""),
        ("--", ""),
    ],
)
def test_a_network_keeps_its_name(written: str, platform: str) -> None:
    """Other names of a known one are its own; a text that is no name is none."""
    reading = read(sheet("Network,Caption,Saves", f"{written},a,1"))
    assert reading.videos["platform"].tolist() == [platform]


@pytest.mark.parametrize(
    ("link", "platform", "post", "account"),
    [
        (X, "x", "2036081811128156145", "mila"),
        ("https://twitter.com/i/web/status/2036081811128156145", "x", "2036081811128156145", ""),
        ("https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7432467715720616719/", "linkedin", "7432467715720616719", ""),
        ("https://www.linkedin.com/posts/mila_rope-activity-7434507858740308623-AbCd", "linkedin", "7434507858740308623", ""),
        ("https://www.threads.net/@mila/post/DAbCdEfGhIj", "threads", "DAbCdEfGhIj", "mila"),
        ("https://www.xiaohongshu.com/discovery/item/6a1d03c005c22d4663e968fd?x=1", "xiaohongshu", "6a1d03c005c22d4663e968fd", ""),
        ("https://www.douyin.com/video/7527623000473079054", "douyin", "7527623000473079054", ""),
        ("https://www.pinterest.com/pin/123456789012345678/", "pinterest", "123456789012345678", ""),
        ("https://www.bilibili.com/video/BV1xx411c7mD/", "bilibili", "BV1xx411c7mD", ""),
        ("https://netflix.com/mila/status/2036081811128156145", "", "", ""),
    ],
)  # fmt: skip
def test_a_link_says_network_post_and_account(link: str, platform: str, post: str, account: str) -> None:
    """Each network's own form of link, and none of a site that only ends alike."""
    (row,) = read(sheet("Link,Saves", f"{link},1")).videos.to_dict("records")
    assert (row["platform"], row["video_id"], row["account"]) == (platform, post, account)


@pytest.mark.parametrize(
    ("link", "moment"),
    [
        (X, "2026-03-23T14:05:07Z"),
        ("https://www.linkedin.com/feed/update/urn:li:share:7432467715720616719", "2026-02-25T16:53:12Z"),
        ("https://www.xiaohongshu.com/explore/6a1d03c005c22d4663e968fd", "2026-06-01T04:00:00Z"),
        ("https://x.com/mila/status/20", None),
        ("https://x.com/mila/status/9036081811128156145", None),
        ("https://www.xiaohongshu.com/explore/ffffffc005c22d4663e968fd", None),
    ],
)
def test_an_id_holds_the_time_of_posting(link: str, moment: str | None) -> None:
    """By the network's own rule; an ID whose time is to come, or older than the network, holds none."""
    (posted,) = read(sheet("Link,Saves", f"{link},1")).videos["posted_at"]
    assert posted == pd.Timestamp(moment) if moment else pd.isna(posted)


def test_favorites_are_likes_where_bookmarks_stand_beside_them() -> None:
    """The bookmarks are the saves, in whatever order they stand."""
    (row,) = read(sheet("Title,Favorites,Bookmarks", "a,7,3")).videos.to_dict("records")
    assert (row["likes"], row["saves"]) == (7, 3)


def test_favorites_are_likes_on_x_only() -> None:
    """In a sheet of two networks each has its own meaning, and it is said."""
    reading = read(sheet("Link,Favorites", f"{X},7", f"{made.link(made.TODAY)},5"))
    assert reading.videos.set_index("platform")["saves"].fillna(-1).to_dict() == {"x": -1, "tiktok": 5}
    assert reading.videos.set_index("platform")["likes"].fillna(-1).to_dict() == {"x": 7, "tiktok": -1}
    assert any("counts likes on X" in text for text in reading.files[0].problems)


@pytest.mark.parametrize(("header", "views"), [("Impressions", 90), ("Impressions,Views", 5)])
def test_impressions_stand_as_views_where_nothing_else_does(header: str, views: int) -> None:
    """Where both stand, views win; where impressions are taken, it is said."""
    reading = read(sheet(f"Title,Saves,{header}", "a,1,90,5"[: 6 + 2 * header.count(",")]))
    assert reading.videos["views"].tolist() == [views]
    assert any("impressions" in text for text in reading.files[0].lacks) is (views == 90)


def test_days_of_impressions_have_views() -> None:
    """Also where the table has one row a day."""
    reading = read(sheet("Date,Impressions,Saves", "2026-03-01,90,3", "2026-03-02,80,2"))
    assert reading.files[0].table == "days"
    assert reading.days["views"].tolist() == [90, 80]


@pytest.mark.parametrize("banner", ["Report for March,Report for March,Report for March", "Report for March,,"])
def test_a_banner_is_never_the_header(banner: str) -> None:
    """Also where it stands in every cell that it was merged over."""
    reading = read(sheet(banner, "Title,Views,Saves", "a,5,1", "b,6,2"))
    assert reading.videos["saves"].tolist() == [1, 2]


def test_three_short_headers_that_are_alike_are_a_header() -> None:
    """Only a longer text above a row of names is a banner."""
    assert header_at([["a", "a", "a"], ["Title", "Views", "Saves"], ["b", "6", "2"]], 3) == 0


def test_a_header_under_lines_as_wide_as_the_table_is_found() -> None:
    """Where the first row says nothing, a row of names under it does; its rows are numbered from there."""
    (report,) = read_files([("x.csv", b"Report,2026,May\nTitle,Views,Saves\nb,6,2\nc,7,x\n")]).files
    assert (report.kept, report.set_aside["row"].tolist()) == (1, [3])


def test_a_note_of_two_exports_is_one() -> None:
    """Its title and second of posting name it, since the file has neither ID nor link; the newer counts stand."""
    one, other = (
        made.table(NOTES, ["a", "2026年07月10日02时00分38秒", "视频", views, 3, views // 10]) for views in (100, 200)
    )
    reading = read(one, other)
    assert reading.videos["saves"].tolist() == [20]
    later = made.table(NOTES, ["a", "2026年07月11日02时00分38秒", "视频", 100, 3, 10])
    assert len(read(one, later).videos) == 2


@pytest.mark.parametrize("blank", ["", "\n"])
def test_labels_down_the_side_are_found_by_name(blank: str) -> None:
    """In any order, as CSV too; without what the format must have, the table is no post."""
    rows = [
        "Saves,4",
        "Reactions,9",
        "Impressions,500",
        "Post URL,https://www.linkedin.com/posts/m-activity-7432467715720616719-a",
    ]
    reading = read(f"{blank}\n".join(rows) + "\n")
    assert reading.videos[["views", "likes", "saves"]].to_dict("records") == [{"views": 500, "likes": 9, "saves": 4}]
    assert read("\n".join(rows[:3]) + "\n").videos.empty


def test_json_quotes_come_off_where_a_whole_column_has_them() -> None:
    """With what JSON wrote inside them; a quote that only some titles have is the title's own."""
    quoted = read('title,saves\n"""a \\""b\\"" c""",1\n"""d""",2\n').videos["title"].tolist()
    assert quoted == ['a "b" c', "d"]
    assert read('title,saves\n"""a""",1\nd,2\n').videos["title"].tolist() == ['"a"', "d"]


def test_a_blank_description_is_filled_from_the_title() -> None:
    """Facebook's pages write into either, and neither column is named as unused."""
    header = ["Post ID", "Page name", "Title", "Description", "Publish time", "Permalink", "Views"]
    rows = [["1", "K", "t", "", "01/14/2026 18:30", "https://www.facebook.com/k/posts/a", 5],
            ["2", "K", "t", "d", "01/14/2026 18:30", "https://www.facebook.com/k/posts/b", 5]]  # fmt: skip
    reading = read(made.table(header, *rows))
    assert reading.videos["title"].tolist() == ["t", "d"]
    assert reading.files[0].ignored == ()


@pytest.mark.parametrize(
    ("network", "says"),
    [
        ("threads", "“Saves” can tell them"),
        ("x", "as Bookmarks"),
        ("tiktok", "TikTok Business"),
        ("", "TikTok Business"),
    ],
)
def test_where_saves_are_is_said_of_the_files_own_network(network: str, says: str) -> None:
    """TikTok's export is named only where the rows may be from TikTok."""
    (lack,) = read(sheet("Network,Caption,Likes,Views", f"{network},a,1,9")).files[0].lacks
    assert says in lack
