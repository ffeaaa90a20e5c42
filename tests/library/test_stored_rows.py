"""The keys and hashes of stored rows: with others a library of version 1 would store every observation again."""

import pandas as pd

from tests.library import made
from worthsaving import schema
from worthsaving.library import stored_rows


def test_the_hashes_are_those_of_version_1():
    """Of one row with every kind of value."""
    row = {
        "platform": "tiktok",
        "video_id": "1",
        "title": "Soup",
        "posted_at": made.START,
        "views": 7,
        "duration_s": 1.5,
    }
    found = stored_rows.observations(made.frame([row]), 0).iloc[0]
    assert (found["key"], found["digest"], found["counts_key"]) == ("id:1", -1708549754409004745, 3976367152738094117)


def test_the_key_of_a_video_without_id_and_link_is_that_of_version_1():
    found = stored_rows.observations(made.frame([{"title": "Soup", "posted_at": made.START}]), 0).iloc[0]
    assert found["key"] == "row:3863844880779596305:0"


def test_a_posting_day_alone_tells_videos_apart():
    """Without caption and time: two rows of one day are the same video in the next file, whatever their counts."""
    rows = pd.DataFrame({"posted_day_local": pd.to_datetime(["2026-03-02"]).astype(schema.DAY)})
    keys = {
        stored_rows.observations(schema.conform(rows.assign(views=views), schema.VIDEOS), 0)["key"].iloc[0]
        for views in (1, 2)
    }
    assert len(keys) == 1


def test_a_post_that_only_its_title_names_is_one_video_at_all_its_moments():
    """As in the log of a sheet; of one moment two rows are two videos."""
    rows = [
        {"title": "Soup", "views": views, "observed_at": made.START + pd.Timedelta(days=day)}
        for day, views in ((0, 1), (1, 2), (1, 3))
    ]
    keys = stored_rows.observations(made.frame(rows), 0)["key"].tolist()
    assert keys[0] == keys[1] != keys[2]


def test_a_day_without_any_count_is_not_stored():
    days = made.days(0, length=2)
    days.loc[0, "views"] = pd.NA
    assert len(stored_rows.days(days, 0)) == 1
