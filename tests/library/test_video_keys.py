"""Which rows of exports are one video: by id, by the link of a post, by title and posting time."""

import pandas as pd
import pytest

from tests.library import made
from worthsaving import schema
from worthsaving.library import Library, stored_rows

NOTE = {"platform": "xiaohongshu", "title": "Knots", "posted_at": made.START, "source": "xiaohongshu-notes"}
SHEET = {"platform": "tiktok", "title": "Knots", "posted_at": made.START, "source": "plain-videos"}


def keys(*rows: dict) -> list[str]:
    """The keys of the rows of one file."""
    return stored_rows.observations(made.frame([{"observed_at": made.now(1), **row} for row in rows]), 0)[
        "key"
    ].tolist()


@pytest.mark.parametrize("row", [NOTE, SHEET], ids=["note", "sheet"])
def test_a_post_without_id_and_link_joins_its_history(library, row):
    """By title and posting time; the counts of each export are one more observation of it."""
    for week, saves in enumerate((10, 30, 60)):
        table = made.frame([{**row, "saves": saves, "views": 1000 + week}])
        library.keep(made.reading(made.snapshot(str(week), table)), now=made.now(week))
    assert library.accounts()["videos"].tolist() == [1]
    assert library.accounts()["observations"].tolist() == [3]
    assert library.changes()["saves_gained"].tolist() == [30]


def test_rows_of_several_moments_are_one_post(library):
    """A log in one file: each of its rows is a reading of the post that its title and posting time name."""
    rows = [{**SHEET, "observed_at": made.now(week), "saves": 10 * week, "views": 100} for week in (1, 2, 3)]
    library.keep(made.reading(made.snapshot("log", made.frame(rows))), now=made.now(4))
    assert library.accounts()[["videos", "observations"]].values.tolist() == [[1, 3]]
    assert library.changes()["saves_gained"].tolist() == [10]


def test_rows_of_one_moment_are_posts_of_their_own():
    """None is lost; two moments of two posts are two posts."""
    first, second, third, fourth = keys(
        SHEET,
        {**SHEET, "views": 1},
        {**SHEET, "observed_at": made.now(2)},
        {**SHEET, "observed_at": made.now(2), "views": 1},
    )
    assert first != second
    assert (first, second) == (third, fourth)


def test_title_and_second_name_one_post_where_the_format_says_so():
    """As reading joins them."""
    assert len(set(keys(NOTE, {**NOTE, "views": 1}))) == 1
    assert len(set(keys(NOTE, {**NOTE, "posted_at": made.START + made.WEEK}))) == 2
    assert len(set(keys(NOTE, {**NOTE, "title": "Ropes"}))) == 2


def test_posts_under_the_link_of_a_profile_are_posts_of_their_own():
    profile = {**SHEET, "link": "https://www.tiktok.com/@tiny"}
    assert len(set(keys(profile, {**profile, "title": "Ropes"}))) == 2
    assert keys(profile) == keys(SHEET)


def test_posts_under_one_link_of_an_unknown_site_are_told_apart_by_title_and_time():
    shop = {**SHEET, "link": "https://shop.example/rope?from=1"}
    assert len(set(keys(shop, {**shop, "title": "Ropes"}, {**shop, "link": "https://shop.example/knife"}))) == 3
    assert keys(shop) == keys({**shop, "link": "https://shop.example/rope/"})
    assert len(set(keys(shop, {**shop, "views": 1}))) == 1


def test_the_link_of_a_post_names_it_whatever_its_title():
    post = {**SHEET, "platform": "instagram", "link": "https://www.instagram.com/p/C8abcde/?igsh=1"}
    assert keys(post) == keys({**post, "title": "Renamed"}) == ["link:instagram.com/p/C8abcde"]


def test_a_bare_link_names_a_post_unless_rows_share_it():
    """Without title and time; a profile's never does."""
    bare = {"platform": "", "link": "https://unknown.example/abc", "views": 1}
    assert keys(bare) == ["link:unknown.example/abc"]
    assert len(set(keys(bare, {**bare, "views": 2}))) == 2
    assert keys({**bare, "link": "https://www.tiktok.com/@tiny"})[0].startswith("row:")


def test_a_count_that_came_later_changes_no_hash_without_it():
    plain, with_reach = (
        stored_rows.observations(made.frame([{**SHEET, "views": 5, **more}]), 0).iloc[0] for more in ({}, {"reach": 4})
    )
    assert plain["counts_key"] != with_reach["counts_key"]
    assert (
        plain["digest"] != with_reach["digest"]
    )  # another series: a file with reach and one without complete each other
    assert plain["key"] == with_reach["key"]


def test_undated_files_under_one_profiles_link_do_not_count_the_same_posts(on_disk):
    """So they need no day each."""
    rows = [
        {**SHEET, "link": "https://www.tiktok.com/@tiny", "title": title, "views": n} for n, title in enumerate("ab")
    ]
    one, two = (made.snapshot(row["title"], made.frame([row])) for row in rows)
    assert Library.open(on_disk).keep(made.reading(one, two), now=made.now(0)).new_videos == 2


def test_keys_keep_the_dtype_and_index_of_their_rows():
    table = made.frame([SHEET, {**SHEET, "video_id": "7"}]).iloc[::-1]
    found = stored_rows.observations(table, 0)
    assert found["key"].iloc[0] == "id:7"
    assert str(pd.Series(found["key"]).dtype) == "str"
    assert stored_rows.observations(schema.empty(schema.VIDEOS), 0).empty
