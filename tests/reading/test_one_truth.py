"""Several files, one truth."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pandas as pd

from tests.reading.made import TODAY, business, link, studio, table, video_id
from worthsaving import Reading, read_files

FIRST, SECOND = dt.datetime(2025, 10, 31, 18, 19, 5), dt.datetime(2026, 1, 1, 2, 19, 5)
BUSINESS = ("v.csv", business(["a", link(FIRST), "2025/10/31 18:19:10", 1000, 100, 9, 8, 7]))
STUDIO = (
    "Content.csv",
    studio(
        ["February 3", "a", link(FIRST), "October 31", 150, 12, 10, 1500],
        ["February 3", "b", link(SECOND, 2), "December 31", 15, 2, 1, 150],
    ),
)
EARLIER = ("Content (1).csv", studio(["January 3", "a", link(FIRST), "October 31", 120, 11, 9, 1200]))
SCRAPER = (
    "scraper.csv",
    table(
        ["id", "authorMeta/name", "playCount", "collectCount", "videoMeta/duration"],
        [video_id(SECOND, 2), "mila.bakes", 140, 5, 27],
    ).encode(),
)
OVERVIEW_HEADER = ["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"]


def read(*files: tuple[str, bytes]) -> Reading:
    return read_files(files, today=TODAY)


def by_id(reading: Reading) -> pd.DataFrame:
    return reading.videos.sort_values("video_id").reset_index(drop=True)


def test_files_complete_each_other() -> None:
    """The newest counts from Studio, the saves from Business and the scraper, the length from the scraper."""
    videos = by_id(read(BUSINESS, STUDIO, SCRAPER))
    assert videos["views"].tolist() == [1500, 150]
    assert videos["saves"].tolist() == [7, 5]
    assert videos["duration_s"].tolist()[1] == 27


def test_any_order_of_files_gives_the_same() -> None:
    """Which file was dropped in first changes nothing, row order included."""
    expected = read(BUSINESS, STUDIO, EARLIER, SCRAPER)
    for files in permutations([BUSINESS, STUDIO, EARLIER, SCRAPER]):
        pd.testing.assert_frame_equal(read(*files).videos, expected.videos)


def test_overlapping_exports_count_once() -> None:
    """Two exports of the same list: each video once, with the later numbers."""
    videos = by_id(read(STUDIO, EARLIER))
    assert videos["views"].tolist() == [1500, 150]


def test_the_same_file_twice_changes_nothing() -> None:
    """Under another name, and in whatever place."""
    pd.testing.assert_frame_equal(read(BUSINESS, STUDIO, ("copy.csv", STUDIO[1])).videos, read(BUSINESS, STUDIO).videos)


def test_two_accounts_stay_two() -> None:
    """Each keeps its videos, and days of no named account are given to neither."""
    other = ("w.csv", business(["x", link(FIRST, 5, "tom.films"), "2025/10/31 18:19:10", 50, 5, 4, 3, 2]))
    days = ("Overview.csv", studio(["January 1", "5", "1", "1", "1", "1"], header=OVERVIEW_HEADER))
    reading = read(BUSINESS, other, days)
    assert sorted(reading.videos["account"]) == ["mila.bakes", "tom.films"]
    assert reading.days["account"].tolist() == [""]


def test_the_later_daily_file_wins() -> None:
    """The last days of an export still grow: the one that reaches further knows better, in any order."""
    early = ("Overview.csv", studio(["January 1", "5", "1", "1", "1", "1"], header=OVERVIEW_HEADER))
    late = (
        "Overview (1).csv",
        studio(["January 1", "4", "1", "1", "1", "1"], ["January 2", "9", "1", "1", "1", "1"], header=OVERVIEW_HEADER),
    )
    for files in ([early, late], [late, early]):
        assert read(*files).days["views"].tolist() == [4, 9]


def test_daily_files_at_odds_everywhere_are_told() -> None:
    """Two nameless files of the same kind whose shared days never agree may be of two accounts."""

    def rows(times: int) -> bytes:
        return studio(
            *[[f"January {d}", str(d * times), "1", "1", "1", "1"] for d in range(1, 6)], header=OVERVIEW_HEADER
        )

    reading = read(("Overview.csv", rows(10)), ("Overview (1).csv", rows(77)))
    assert "different accounts" in reading.files[1].problems[-1]
    same = read(("Overview.csv", rows(10)), ("Overview (1).csv", rows(10) + b"\n"))
    assert not any("different accounts" in p for file in same.files for p in file.problems)
