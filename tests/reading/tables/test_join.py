"""Several observations of a video -> one row."""

from __future__ import annotations

import pandas as pd
import pytest

from worthsaving import schema
from worthsaving.reading.tables.join import adopt_days, join_counted, join_days, join_videos


def videos(*rows: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame([{"platform": "tiktok", **row} for row in rows])
    if "observed_at" in frame:
        frame["observed_at"] = pd.to_datetime(frame["observed_at"], utc=True)
    return schema.conform(frame, schema.VIDEOS)


def test_later_observation_wins_column_by_column() -> None:
    """Counts may fall; a value the newest lacks comes from the older one."""
    old = videos({"video_id": "1", "observed_at": "2026-01-01", "views": 10, "saves": 3})
    new = videos({"video_id": "1", "observed_at": "2026-02-01", "views": 9, "likes": 2})
    for frames in ([old, new], [new, old]):
        row = join_videos(frames).iloc[0]
        assert (row["views"], row["likes"], row["saves"]) == (9, 2, 3)


def test_unknown_age_goes_by_views() -> None:
    """Where a row does not say when it was counted, more views are later."""
    some = [
        videos({"video_id": "1", "views": 10, "saves": 3}),
        videos({"video_id": "1", "observed_at": "2026-02-01", "views": 9, "saves": 2}),
    ]
    assert join_videos(some)["saves"].tolist() == [3]


def test_links_join_where_there_is_no_id() -> None:
    """The same link is the same video, with or without a query, and lends its id."""
    frames = [
        videos({"link": "https://vm.tiktok.com/a/?x=1", "views": 1}, {"link": "https://www.example.org/b", "views": 5}),
        videos(
            {"link": "http://vm.tiktok.com/a", "views": 2},
            {"link": "https://example.org/b", "video_id": "7", "views": 6},
        ),
    ]
    joined = join_videos(frames)
    assert joined["views"].tolist() == [2, 6]
    assert joined["video_id"].tolist() == ["", "7"]


def test_platforms_and_nameless_rows_stay_apart() -> None:
    """The same id on two platforms is two videos; rows without id and link are each their own."""
    one = videos(
        {"video_id": "1"},
        {"video_id": "1", "platform": "youtube"},
        {"title": "a", "views": 1},
        {"title": "a", "views": 1},
    )
    assert len(join_videos([one])) == 4
    assert len(join_videos([one, one])) == 4


def test_days_take_the_only_account() -> None:
    """Nameless days belong to the one account there is, and to none when there are two."""
    days = schema.conform(
        pd.DataFrame({"platform": ["tiktok"], "day": [pd.Timestamp(2026, 1, 1)], "source": ["a"], "views": [1]}),
        schema.DAYS,
    )
    assert adopt_days(days, videos({"account": "mila"}))["account"].tolist() == ["mila"]
    assert adopt_days(days, videos({"account": "mila"}, {"account": "tom"}))["account"].tolist() == [""]
    assert len(join_days([days, days])) == 1


def days(last: int, views: int, **more: object) -> pd.DataFrame:
    """Days of one file: 1 January with these views, and its last day."""
    frame = pd.DataFrame({"day": pd.to_datetime(["2026-01-01", f"2026-01-{last:02}"]), "views": [views, 0], **more})
    return schema.conform(frame.assign(platform="tiktok", account="mila", source="a"), schema.DAYS)


@pytest.mark.parametrize(("older", "newer"), [(5, 9), (9, 5)])
def test_of_two_counts_of_a_day_the_one_of_the_later_last_day_stands(older: int, newer: int) -> None:
    """Larger or smaller, in either order of the files."""
    for frames in ([days(3, older), days(4, newer)], [days(4, newer), days(3, older)]):
        assert join_days(frames)["views"][0] == newer


def test_of_two_files_with_the_same_last_day_the_larger_number_stands() -> None:
    """The last days of an export still grow; in either order of the files."""
    for frames in ([days(3, 5), days(3, 6)], [days(3, 6), days(3, 5)]):
        assert join_days(frames)["views"][0] == 6


def test_a_count_that_the_newer_file_lacks_comes_from_the_older() -> None:
    """Column by column; the formats of both are named."""
    joined = join_days([days(3, 5, likes=[7, 0]), days(4, 6).assign(source="b")])
    assert (joined["views"][0], joined["likes"][0], joined["source"][0]) == (6, 7, "a+b")


def test_at_the_same_views_the_later_file_stands() -> None:
    """And of the same moment, the one with more views."""
    one, two = videos({"video_id": "1", "views": 5, "saves": 1}), videos({"video_id": "1", "views": 5, "saves": 2})
    assert join_videos([one, two])["saves"].tolist() == [2]
    assert join_videos([two, one])["saves"].tolist() == [1]
    more = videos({"video_id": "1", "views": 6, "saves": 1})
    assert join_videos([more, two])["saves"].tolist() == [1]


def test_every_reading_of_a_video_counted_at_several_moments_is_kept() -> None:
    """The newest stands in the table; the observations hold all, described as the video is, oldest first."""
    log = videos(
        {"video_id": "1", "observed_at": "2026-02-01", "views": 9, "saves": 2, "title": "Soup"},
        {"video_id": "2", "observed_at": "2026-02-01", "views": 7},
        {"video_id": "1", "observed_at": "2026-01-01", "views": 5, "link": "https://www.tiktok.com/@a/video/1"},
    )
    other = videos({"video_id": "1", "observed_at": "2026-03-01", "views": 11}, {"video_id": "3", "views": 1})
    for frames in ([log, other], [other, log]):
        joined = join_counted(frames)
        seen = joined.observations
        assert [column.name for column in schema.OBSERVATIONS] == list(seen)
        assert seen["observed_at"].dt.month.tolist() == [1, 2, 3]
        assert seen["views"].tolist() == [5, 9, 11]
        assert seen["saves"].tolist() == [pd.NA, 2, pd.NA]
        assert seen[["video_id", "title", "link"]].drop_duplicates().to_numpy().tolist() == [
            ["1", "Soup", "https://www.tiktok.com/@a/video/1"]
        ]
        assert sorted(joined.table["views"]) == [1, 7, 11]


def test_a_moment_that_two_rows_count_is_one_reading() -> None:
    """Their counts complete each other; of two of one count the one with more views stands, as in the table."""
    rows = videos(
        {"video_id": "1", "observed_at": "2026-01-01", "views": 6, "likes": 3},
        {"video_id": "1", "observed_at": "2026-01-01", "views": 5, "saves": 2, "likes": 4},
        {"video_id": "1", "observed_at": "2026-02-01", "views": 8},
    )
    assert join_counted([rows]).observations[["views", "likes", "saves"]].to_numpy().tolist() == [
        [6, 3, 2], [8, pd.NA, pd.NA],
    ]  # fmt: skip


def test_readings_of_no_known_moment_are_no_observations() -> None:
    """Nothing says which came first."""
    rows = videos({"video_id": "1", "views": 6}, {"video_id": "1", "views": 5, "observed_at": "2026-01-01"})
    assert join_counted([rows]).observations.empty


def test_days_of_one_file_stand_in_order_and_name_each_format_once() -> None:
    """Whatever the order of the rows; a file of ours may name several formats in one."""
    frame = days(3, 5).iloc[::-1].assign(source="b+a")
    joined = join_days([frame])
    assert joined["day"].is_monotonic_increasing
    assert set(joined["source"]) == {"a+b"}


def test_rows_of_one_file_with_one_link_are_one_video_although_none_has_an_id() -> None:
    """The link names the post; rows that nothing names stay apart."""
    link = "https://www.tiktok.com/@mila/video/7400000000000000007"
    named = videos({"link": link, "title": "a"}, {"link": link, "title": "a"})
    assert len(join_videos([named])) == 1
    assert len(join_videos([named.assign(link="")])) == 2
