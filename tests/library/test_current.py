"""The newest known of every video, as if one file had told it."""

import pandas as pd
import pytest

from tests.library import made
from worthsaving import schema
from worthsaving.library import Library, current
from worthsaving.reading.tables.join import join_videos


def test_the_library_reads_like_the_last_file(library):
    for week in range(3):
        library.keep(made.week(week), now=made.now(week))
    found = library.reading().videos.sort_values("video_id", ignore_index=True)
    pd.testing.assert_frame_equal(found, made.truth(2).sort_values("video_id", ignore_index=True))


def test_in_each_column_the_newest_value_known_counts(library):
    """A file without saves does not hide those of an earlier one; the same as joining the files themselves."""
    saves, none = made.truth(0), made.truth(1).assign(saves=pd.array([None] * 16, dtype="Int64"), title="")
    for at, table in enumerate((saves, none)):
        library.keep(made.reading(made.snapshot(str(at), table)), now=made.now(at))
    found = library.reading().videos.set_index("video_id").sort_index()
    joined = join_videos([saves, none]).set_index("video_id").sort_index()
    pd.testing.assert_frame_equal(found, joined)


def test_days_complete_each_other_and_the_newest_value_counts(library):
    one = made.days(0)
    two = made.days(1, views=500, source="tiktok-business-overview")
    forgetful = made.days(2).assign(views=pd.array([None] * 10, dtype="Int64"))
    for at, table in enumerate((one, two, forgetful)):
        library.keep(made.reading(made.snapshot(str(at), daily=table)), now=made.now(at))
    found = library.reading().days.set_index("day")
    assert found["views"].isna().sum() == 0
    assert found["views"].iloc[-1] == 509
    assert found["source"].iloc[0] == "tiktok-studio-overview"


def test_days_that_name_no_account_belong_to_the_only_one(library):
    library.keep(made.reading(made.snapshot("a", daily=made.days(0, account=""))), now=made.now(0))
    library.keep(made.week(0), now=made.now(0))
    assert set(library.reading().days["account"]) == {"tiny"}
    assert len(library.reading(accounts=[("tiktok", "tiny")]).days) == 10


def test_one_account_of_several_can_be_read(library):
    library.keep(made.week(0), now=made.now(0))
    library.keep(made.week(0, account="other", first=100, videos=4), now=made.now(0))
    assert len(library.reading().videos) == 20
    assert set(library.reading(accounts=[("tiktok", "other")]).videos["account"]) == {"other"}
    assert library.reading(accounts=[("tiktok", "nobody")]).videos.empty


def test_an_empty_library_reads_as_canonical_tables(library):
    found = library.reading()
    pd.testing.assert_frame_equal(found.videos, schema.empty(schema.VIDEOS))
    pd.testing.assert_frame_equal(found.days, schema.empty(schema.DAYS))


def test_accounts_are_listed_with_what_is_kept_of_them(library):
    for week in range(2):
        library.keep(made.week(week), now=made.now(week))
    row = library.accounts().iloc[0]
    assert (row["account"], row["videos"], row["observations"]) == ("tiny", 16, 30)
    assert (row["first_observed"], row["last_observed"]) == (pd.Timestamp(made.now(0)), pd.Timestamp(made.now(1)))


def test_imports_are_listed_newest_first(library):
    for week in range(2):
        library.keep(made.week(week), now=made.now(week))
    found = library.imports()
    assert found["observations"].tolist() == [16, 14]
    assert found["kept_at"].tolist() == [pd.Timestamp(made.now(1)), pd.Timestamp(made.now(0))]
    assert found["accounts"].tolist() == ["tiktok @tiny"] * 2


def one_moment(*videos):
    """Observations of one video at one moment, each from another kind of export."""
    return [
        made.snapshot(source, made.frame([{"platform": "tiktok", "video_id": "1", "source": source, **video}]))
        for source, video in zip("ab", ({"observed_at": made.now(0), **video} for video in videos), strict=True)
    ]


@pytest.mark.parametrize(
    ("one", "other", "likes"),
    [
        ({"views": 9, "likes": 1}, {"views": 10, "likes": 2}, 2),
        ({"views": 10, "likes": 1}, {"views": 9, "likes": 2}, 1),
        ({"views": 0, "likes": 1}, {"likes": 2}, 1),
    ],
    ids=["more views last", "more views first", "no views"],
)
@pytest.mark.parametrize("turned", [False, True])
def test_of_one_moment_the_row_with_more_views_wins(on_disk, one, other, likes, turned):
    """Counts rarely fall; unknown views are fewer than none. The order of keeping does not matter."""
    library = Library.open(on_disk)
    for snapshot in one_moment(one, other)[:: -1 if turned else 1]:
        library.keep(made.reading(snapshot), now=made.now(0))
    assert library.reading().videos["likes"].tolist() == [likes]


@pytest.mark.parametrize("keys", [[1, 2], [2, 1]])
def test_of_one_moment_and_as_many_views_the_hash_of_the_counts_decides(keys):
    """Whatever order the database gives the rows in."""
    found = pd.DataFrame({"observed_at": [5, 5], "views": pd.array([9, 9], "Int64"), "counts_key": keys})
    assert current.ordered(found)["counts_key"].tolist() == [1, 2]


def test_days_that_name_no_account_stay_without_one_where_there_are_two(on_disk):
    """Nothing says whose they are."""
    library = Library.open(on_disk)
    for name in ("ann", "bob"):
        table = made.truth(0, account=name, first=100 * ord(name[0]))
        library.keep(made.reading(made.snapshot(name, table)), now=made.now(0))
    library.keep(made.reading(made.snapshot("days", daily=made.days(0, account=""))), now=made.now(0))
    assert set(library.reading().days["account"]) == {""}


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_daily_files_kept_at_once_the_one_with_more_views_wins(on_disk, turned):
    """It is the more complete one."""
    library = Library.open(on_disk)
    files = [
        made.snapshot(source, daily=made.days(0, views=views, source=source).assign(likes=views))
        for source, views in (("a", 100), ("b", 99))
    ]
    library.keep(made.reading(*files[:: -1 if turned else 1]), now=made.now(0))
    assert library.reading().days["likes"].tolist() == [100] * 10
