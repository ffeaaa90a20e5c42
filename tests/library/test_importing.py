"""Keeping: once, whole, in any order, and text is only ever data."""

import datetime as dt
from itertools import permutations

import pandas as pd
import pytest

from tests.library import made
from worthsaving.library import Library

HOSTILE = [
    "'); DROP TABLE kept_observation; --",
    "../../../etc/passwd",
    "\u202egnp.exe",
    "x" * 300,
    "nul \0 inside",
    "100 % :name %(x)s ? $1",
    'quote " and \\ backslash\r\nand line',
    "日本語 🧵 ą́",
]


def test_the_first_file_is_kept_whole(library):
    kept = library.keep(made.week(0), now=made.now(0))
    assert (kept.new_videos, kept.new_observations, kept.already) == (14, 14, False)
    assert len(library.reading().videos) == 14


def test_the_same_file_again_changes_nothing_and_says_so(library):
    library.keep(made.week(0), now=made.now(0))
    before = library.dump()
    kept = library.keep(made.week(0), now=made.now(3))
    assert kept.already
    assert kept.import_id is None
    assert library.dump() == before
    assert len(library.imports()) == 1


def test_a_hundred_times_is_the_same_as_once(library):
    readings = [made.week(0), made.week(1, timed=False)]
    for reading in readings:
        library.keep(reading, now=made.now(1))
    before = library.dump()
    for round_ in range(50):
        for reading in readings:
            library.keep(reading, now=made.now(2 + round_))
    assert library.dump() == before


def test_next_weeks_file_adds_what_is_new(library):
    library.keep(made.week(0), now=made.now(0))
    kept = library.keep(made.week(1), now=made.now(1))
    assert (kept.new_videos, kept.new_observations) == (2, 16)


def test_a_file_beside_one_that_was_kept_adds_only_its_own(library):
    """The files of a visit add up in the upload; those kept before are not counted anew at a later moment."""
    one, two = (made.snapshot(str(w), made.truth(w, timed=False)) for w in (0, 1))
    library.keep(made.reading(one), now=made.now(0))
    library.keep(made.reading(one, two), now=made.now(1))
    history = library.history("tiktok", "tiny", made.truth(0)["video_id"][0])
    assert history["observed_at"].tolist() == [pd.Timestamp(made.now(0)), pd.Timestamp(made.now(1))]


def test_several_exports_dropped_at_once_are_all_kept(library):
    weeks = [made.snapshot(str(w), made.truth(w)) for w in range(4)]
    library.keep(made.reading(*weeks), now=made.now(4))
    history = library.history("tiktok", "tiny", made.truth(0)["video_id"][0])
    assert history["observed_at"].tolist() == [pd.Timestamp(made.now(w)) for w in range(4)]


@pytest.mark.parametrize("together", [True, False], ids=["in one import", "in four"])
def test_files_in_any_order_make_the_same_library(address, tmp_path, together, on_disk):
    """Byte for byte in the dump; files without a moment of their own included, when each has its moment."""
    snapshots = [
        made.snapshot("a", made.truth(0)),
        made.snapshot("b", made.truth(1).assign(title="Renamed", account="other")),
        made.snapshot("c", made.truth(1, timed=False), made.days(1)),
        made.snapshot("d", made.truth(2).drop(columns="saves"), made.days(2, views=120)),
    ]
    moments = {"a": 5, "b": 6, "c": 7, "d": 8}
    snapshots[3] = made.snapshot(
        "d", made.truth(2).assign(saves=pd.NA).astype({"saves": "Int64"}), made.days(2, views=120)
    )
    dumps, readings = set(), []
    orders = list(permutations(snapshots))[:: 4 if address == on_disk else 9]
    library = Library.open(address)
    for order in orders:
        library.forget_everything()
        if together:
            library.keep(made.reading(*order), now=made.now(9))
        else:
            for snapshot in order:
                library.keep(made.reading(snapshot), now=made.now(moments[snapshot.name]))
        dumps.add(library.dump())
        readings.append(library.reading())
    assert len(dumps) == 1
    for other in readings[1:]:
        sort = ["platform", "account", "video_id"]
        pd.testing.assert_frame_equal(
            readings[0].videos.sort_values(sort, ignore_index=True), other.videos.sort_values(sort, ignore_index=True)
        )
        pd.testing.assert_frame_equal(readings[0].days, other.days)


def test_both_engines_hold_the_same(on_disk, on_server):
    dumps = []
    for address in (on_disk, on_server):
        library = Library.open(address)
        for week in range(3):
            library.keep(made.week(week), now=made.now(week))
        dumps.append(library.dump())
    assert dumps[0] == dumps[1]


def test_counts_without_a_moment_are_of_the_moment_they_were_kept(library):
    library.keep(made.week(0, timed=False), now=made.now(5))
    history = library.history("tiktok", "tiny", made.truth(0)["video_id"][0])
    assert history["observed_at"].tolist() == [pd.Timestamp(made.now(5))]
    assert history["stated"].tolist() == [False]


def test_the_user_can_say_when_a_file_was_exported(library):
    library.keep(made.week(0, timed=False), now=made.now(5), taken=made.now(0))
    history = library.history("tiktok", "tiny", made.truth(0)["video_id"][0])
    assert history["observed_at"].tolist() == [pd.Timestamp(made.now(0))]
    assert history["stated"].tolist() == [True]


def test_an_older_file_without_a_moment_is_noticed(library):
    assert not library.keep(made.week(3, timed=False), now=made.now(3)).looks_older
    assert library.keep(made.week(0, timed=False), now=made.now(4)).looks_older


def test_the_same_rows_from_another_file_are_there_already(library):
    library.keep(made.reading(made.snapshot("a.csv", made.truth(0))), now=made.now(0))
    kept = library.keep(made.reading(made.snapshot("a.xlsx", made.truth(0))), now=made.now(0))
    assert (kept.new_observations, kept.unchanged) == (0, 14)


def test_missing_counts_stay_missing(library):
    table = made.frame([{"platform": "tiktok", "video_id": "1", "views": 0, "observed_at": made.now(0)}])
    library.keep(made.reading(made.snapshot("a", table)), now=made.now(0))
    video = library.reading().videos.iloc[0]
    assert video["views"] == 0
    assert pd.isna(video["saves"])


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_of_a_file_is_only_data(library, text):
    table = made.truth(0).assign(title=text, account=text, link=text, source=text)
    snapshot = made.snapshot(text, table, made.days(0, account=text, source=text))
    library.keep(made.reading(snapshot), now=made.now(0))
    as_kept = text.replace("\0", "\ufffd")
    videos = library.reading(accounts=[("tiktok", as_kept)]).videos
    assert len(videos) == 14
    assert set(videos["title"]) == {as_kept}
    assert library.imports()["files"].tolist() == [as_kept]
    assert library.forget_account("tiktok", as_kept) == 14
    assert library.accounts().empty


def test_videos_without_an_id_are_told_apart_by_link_or_words(library):
    rows = [
        {"platform": "instagram", "link": "https://www.instagram.com/p/C8abcde?igsh=1", "views": 1},
        {"platform": "instagram", "link": "http://instagram.com/p/C8abcde/", "views": 2},
        {"platform": "", "title": "Soup", "views": 3},
        {"platform": "", "title": "Soup", "views": 4},
        {"platform": "", "views": 5},
    ]
    library.keep(made.reading(made.snapshot("a", made.frame(rows))), now=made.now(0))
    assert sorted(library.reading().videos["views"]) == [2, 3, 4, 5]


def test_a_video_belongs_to_the_account_that_a_file_names(library):
    nameless = made.truth(0).assign(account="")
    library.keep(made.reading(made.snapshot("a", nameless)), now=made.now(0))
    library.keep(made.reading(made.snapshot("b", made.truth(0, timed=False))), now=made.now(0) - dt.timedelta(days=1))
    assert library.accounts()["account"].tolist() == ["tiny"]
    assert library.accounts()["videos"].tolist() == [14]
    library.undo_last()
    assert library.accounts()["account"].tolist() == [""]


def test_nothing_read_is_nothing_kept(library):
    kept = library.keep(made.reading(made.snapshot("a")), now=made.now(0))
    assert kept.import_id is None
    assert not kept.already
    assert library.is_empty()


def test_days_alone_can_be_kept_and_listed(library):
    """An Overview file names no videos: its import is listed like any other, and nothing is a change."""
    overview = made.snapshot("Overview.csv", made.truth(0).iloc[:0], made.days(0))
    kept = library.keep(made.reading(overview), now=made.now(0))
    assert (kept.new_videos, kept.new_days) == (0, 10)
    listed = library.imports().iloc[0]
    assert (listed["files"], listed["observations"], listed["days"]) == ("Overview.csv", 0, 10)
    assert library.accounts()["videos"].tolist() == [0]
    assert (len(library.reading().days), len(library.changes())) == (10, 0)


@pytest.mark.parametrize(("videos", "older"), [(2, False), (3, True)])
def test_two_videos_with_lower_views_are_not_an_older_file(on_disk, videos, older):
    """Three are."""
    library = Library.open(on_disk)
    library.keep(made.reading(made.snapshot("new", made.truth(3, timed=False))), now=made.now(3))
    late = made.truth(0, timed=False).tail(videos)  # young ones: their views still rose a lot
    assert library.keep(made.reading(made.snapshot("old", late)), now=made.now(4)).looks_older == older


@pytest.mark.parametrize(("lower", "older"), [(2, False), (3, True)])
def test_a_file_looks_older_where_most_views_are_lower(on_disk, lower, older):
    """Of four: half of them are not most."""
    library = Library.open(on_disk)
    table = made.truth(0, timed=False).head(4)
    library.keep(made.reading(made.snapshot("new", table)), now=made.now(0))
    change = pd.Series([-1] * lower + [0] * (4 - lower), dtype="Int64")
    changed = table.assign(views=table["views"] + change)
    assert library.keep(made.reading(made.snapshot("old", changed)), now=made.now(1)).looks_older == older
