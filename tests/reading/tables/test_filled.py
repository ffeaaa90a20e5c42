"""Cells that another column of the file fills, and moments of counting that a program wrote down."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from tests.reading.made import TODAY, table
from worthsaving import Reading, read_files

WEB = ["id", "author.uniqueId", "createTime", "stats.playCount", "stats.collectCount", "statsV2.playCount", "statsV2.collectCount"]  # fmt: skip
POST = ["7567452107461099521", "mila.bakes", "1761934745"]
YT_DLP = ["id", "webpage_url", "uploader", "uploader_id", "channel", "view_count", "epoch"]


def read(header: list[str], *rows: list[object]) -> Reading:
    """The reading of one CSV file."""
    return read_files([("x.csv", table(header, *rows).encode())], today=TODAY)


@pytest.mark.parametrize("empty", ["", "null", "None", " "])
def test_a_blank_cell_takes_the_other_columns(empty: str) -> None:
    """The exact count where there is one, else the rounded one; never another row's."""
    other = ["7590211998156062722", "mila.bakes", "1767233945"]
    videos = read(WEB, [*POST, 90200, 880, 90233, 889], [*other, 20100, 400, empty, 402]).videos
    assert videos.set_index("video_id")["views"].to_dict() == {POST[0]: 90233, other[0]: 20100}
    assert videos.set_index("video_id")["saves"].to_dict() == {POST[0]: 889, other[0]: 402}


def test_a_column_that_fills_is_used() -> None:
    """It is not named among those that were not."""
    assert read(WEB, [*POST, 90200, 880, "", ""]).files[0].ignored == ()


@pytest.mark.parametrize(
    ("link", "handle"),
    [
        ("https://www.tiktok.com/@mila.bakes/video/7567452107461099521", "mila.bakes"),
        ("https://www.instagram.com/reel/DIWPWGpsUQX/", "knotsample"),
        ("https://www.youtube.com/watch?v=zED8kkYKZj4", "knots"),
    ],
)
def test_the_handle_stands_elsewhere_for_some_networks(link: str, handle: str) -> None:
    """yt-dlp's uploader is TikTok's handle, but a display name on Instagram and YouTube."""
    uploader = "mila.bakes" if "tiktok" in link else "Knot Sample"
    videos = read(YT_DLP, ["a", link, uploader, "@knots", "knotsample", 5, ""]).videos
    assert videos["account"].tolist() == [handle]


@pytest.mark.parametrize(
    ("epoch", "moment"),
    [
        ("1771449006", "2026-02-18 21:10:06"),
        ("1771449006123", "2026-02-18 21:10:06.123"),
        ("2026-02-18", "2026-02-18 12:00"),
    ],
)
def test_the_program_says_when_it_counted(epoch: str, moment: str) -> None:
    """Seconds, milliseconds, or a day, whose noon is nearest on average; the posting time stays unknown."""
    videos = read(YT_DLP, ["a", "https://www.youtube.com/watch?v=zED8kkYKZj4", "k", "", "", 5, epoch]).videos
    assert videos["observed_at"].tolist() == [pd.Timestamp(moment, tz="UTC")]
    assert videos["posted_at"].isna().all()


@pytest.mark.parametrize("epoch", ["soon", str(int((TODAY + dt.timedelta(days=3)).timestamp()))])
def test_a_moment_of_counting_that_cannot_be_is_unknown_and_told(epoch: str) -> None:
    """The counts stay."""
    reading = read(YT_DLP, ["a", "https://www.youtube.com/watch?v=zED8kkYKZj4", "k", "", "", 5, epoch])
    assert reading.videos["observed_at"].isna().all()
    assert reading.videos["views"].tolist() == [5]
    assert f"“{epoch}”" in reading.files[0].problems[0]


def test_a_hidden_count_is_unknown() -> None:
    """Programs write -1 where a network hides the likes."""
    header = ["shortCode", "ownerUsername", "url", "likesCount", "videoPlayCount"]
    reading = read(header, ["DIWPWGpsUQX", "knotsample", "https://www.instagram.com/p/DIWPWGpsUQX/", -1, 5])
    assert reading.videos["likes"].isna().all()
    assert "-1 in row 2, which is how programs write that a count is hidden" in reading.files[0].problems[0]
