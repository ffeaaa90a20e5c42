"""What changed since an earlier export: gains, new videos, vanished ones, counts that fell."""

import datetime as dt

import pandas as pd
import pytest

from tests.library import made
from worthsaving import schema
from worthsaving.library import Library, LibraryError

MICROSECOND = dt.timedelta(microseconds=1)


def keep(library, week, table, name=None, **more):
    return library.keep(made.reading(made.snapshot(name or f"w{week}", table, **more)), now=made.now(week))


def keep_weeks(library, weeks):
    for week in range(weeks):
        keep(library, week, made.truth(week))


@pytest.fixture
def four(library):
    """A library with four weekly exports."""
    return made.once(library, keep_weeks, 4)


def test_gains_are_those_of_the_simulated_account(four):
    """Since the export before by default; most saves gained first."""
    then, now = made.truth(2).set_index("video_id"), made.truth(3).set_index("video_id")
    table = four.changes().set_index("video_id")
    for name in ("saves", "likes", "comments", "views"):
        gained = (now[name] - then[name].reindex(now.index)).fillna(now[name])
        assert table[f"{name}_gained"].to_dict() == gained.to_dict()
    assert table["saves_gained"].is_monotonic_decreasing
    assert set(table.index[table["new"]]) == set(now.index) - set(then.index)
    assert not table["vanished"].any()
    assert not table["fell"].any()


@pytest.mark.parametrize("by", ["import", "moment"])
def test_gains_since_any_earlier_export(four, by):
    first = int(four.imports()["import_id"].iloc[-1])
    table = four.changes(since=first if by == "import" else made.now(0)).set_index("video_id")
    then, now = made.truth(0).set_index("video_id"), made.truth(3).set_index("video_id")
    old = then.index
    assert table.loc[old, "saves_gained"].tolist() == (now["saves"] - then["saves"]).loc[old].tolist()
    assert table["new"].sum() == 6


def test_the_first_export_has_nothing_to_compare_with(library):
    assert library.changes().empty
    keep(library, 0, made.truth(0))
    assert library.changes().empty
    assert list(library.changes().columns) == list(library.changes(since=made.now(5)).columns)


def test_a_video_no_longer_in_the_export_has_vanished(library):
    keep(library, 0, made.truth(0))
    table = made.truth(1)
    gone = table["video_id"][5]
    keep(library, 1, table[table["video_id"] != gone])
    found = library.changes()
    assert found.loc[found["vanished"], "video_id"].tolist() == [gone]
    assert found.loc[found["vanished"], "saves_gained"].isna().all()
    keep(library, 2, made.truth(2)[lambda t: t["video_id"] != gone])
    assert not library.changes()["vanished"].any(), "it vanished before"


def test_a_list_of_top_videos_makes_none_vanish(library):
    top = made.truth(0).assign(source="tiktok-studio-content")
    keep(library, 0, top)
    keep(library, 1, made.truth(1).assign(source="tiktok-studio-content").iloc[2:])
    assert not library.changes()["vanished"].any()


def test_an_export_of_a_shorter_time_makes_none_vanish(library):
    keep(library, 0, made.truth(0))
    keep(library, 1, made.truth(1).sort_values("posted_at").iloc[4:])
    assert not library.changes()["vanished"].any()


def test_a_much_shorter_list_makes_none_vanish(library):
    keep(library, 0, made.truth(0))
    keep(library, 1, made.truth(1).iloc[[0, 13]])
    assert not library.changes()["vanished"].any()


def test_a_count_that_fell_is_marked(library):
    keep(library, 0, made.truth(0))
    table = made.truth(1)
    table.loc[3, "likes"] = made.truth(0).loc[3, "likes"] - 1
    keep(library, 1, table)
    found = library.changes()
    assert found.loc[found["fell"], "video_id"].tolist() == [table["video_id"][3]]
    assert found.loc[found["fell"], "likes_gained"].tolist() == [-1]


def test_a_gain_is_not_known_where_either_side_is_not(library):
    """Saves told only by the earlier file have not gained nothing: nobody knows."""
    keep(library, 0, made.truth(0))
    later = made.truth(1).assign(saves=pd.array([None] * 16, dtype="Int64"))
    keep(library, 1, later)
    found = library.changes()
    assert found["saves_gained"].isna().all()
    assert found["views_gained"].notna().all()


def test_an_old_video_seen_for_the_first_time_has_no_known_gain(library):
    keep(library, 0, made.truth(0).iloc[1:])
    keep(library, 1, made.truth(1))
    found = library.changes().set_index("video_id")
    assert found.loc[made.truth(1)["video_id"][0], "new"]
    assert pd.isna(found.loc[made.truth(1)["video_id"][0], "saves_gained"])


def test_accounts_are_compared_each_with_its_own_export_before(library):
    keep(library, 0, made.truth(0))
    keep(library, 1, made.truth(1))
    keep(library, 2, made.truth(0, account="other", first=100, videos=4).assign(observed_at=pd.Timestamp(made.now(2))))
    assert set(library.changes()["account"]) == {"tiny"}
    assert library.changes(accounts=[("tiktok", "other")]).empty


def test_undo_goes_back_to_the_changes_before(four):
    before = made.truth(2).set_index("video_id")["saves"] - made.truth(1).set_index("video_id")["saves"]
    four.undo_last()
    table = four.changes().set_index("video_id")["saves_gained"]
    assert table.reindex(before.dropna().index).tolist() == before.dropna().tolist()


def test_videos_that_were_nameless_are_compared_under_their_account(library):
    """Exports of an account that had no name then are not looked for under no name."""
    keep(library, 0, made.truth(0).assign(account=""))
    keep(library, 1, made.truth(1).assign(account=""))
    keep(library, 2, made.truth(2))
    keep(library, 3, made.truth(3))
    assert set(library.changes()["account"]) == {"tiny"}
    assert library.changes(since=made.now(0), accounts=[("tiktok", "")]).empty


def test_an_import_that_is_not_there_is_said(four):
    """It is not the same as nothing to compare with."""
    for number in (999, 10**30):
        with pytest.raises(LibraryError, match=f"no import {number}"):
            four.changes(since=number)


def test_since_an_import_of_days_only_is_since_it_was_kept(library):
    keep(library, 0, made.truth(0))
    days = library.keep(made.reading(made.snapshot("days", daily=made.days(0))), now=made.now(0)).import_id
    keep(library, 1, made.truth(1))
    pd.testing.assert_frame_equal(library.changes(since=days), library.changes(since=made.now(0)))
    assert len(library.changes(since=days)) == 16


def test_more_accounts_than_a_query_can_name(on_disk):
    """SQLite takes no expression that is a thousand deep."""
    library, many = Library.open(on_disk), 1100
    for week in range(2):
        table = pd.concat([made.truth(0)] * 100, ignore_index=True).head(many)
        numbers = [str(number) for number in range(many)]
        table = table.assign(account=numbers, video_id=numbers, observed_at=pd.Timestamp(made.now(week)))
        keep(library, week, table.assign(saves=table["saves"] + week))
    table = library.changes()
    assert table["saves_gained"].tolist() == [1] * many
    some = [("tiktok", str(number)) for number in range(1050)]
    assert len(library.changes(accounts=some)) == len(library.reading(accounts=some).videos) == 1050


def test_two_kinds_of_file_of_one_evening_are_one_export(library):
    """The last one is compared with the week before, not with the one of two minutes ago."""
    for week in range(2):
        evening = made.truth(week).assign(observed_at=pd.Series(dtype=schema.MOMENT))
        top = evening.assign(source="tiktok-studio-content")
        for minutes, table in enumerate((evening, top)):
            now = made.now(week) + dt.timedelta(minutes=2 * minutes)
            library.keep(made.reading(made.snapshot(f"{week} {minutes}", table)), now=now)
            if week == 0 and minutes == 1:
                assert len(library.changes()) == 14, "nothing older is there: the one two minutes ago is it"
    then, now = made.truth(0).set_index("video_id")["saves"], made.truth(1).set_index("video_id")["saves"]
    gained = library.changes().set_index("video_id")["saves_gained"]
    assert gained.reindex(then.index).tolist() == (now - then).reindex(then.index).tolist()


def test_exports_kept_together_are_compared_one_with_the_other(library, tmp_path):
    """What changed since the week before, new and vanished ones too, is the same as when each was kept by itself."""
    weeks = [made.truth(week) for week in range(4)]
    weeks[3] = weeks[3].drop(index=4).reset_index(drop=True)
    apart = Library.open(str(tmp_path / "apart.sqlite"))
    for week, table in enumerate(weeks):
        keep(apart, week, table)
    library.keep(made.reading(*(made.snapshot(str(w), t) for w, t in enumerate(weeks))), now=made.now(3))
    expected = apart.changes()
    assert expected["vanished"].sum() == 1
    pd.testing.assert_frame_equal(library.changes(), expected)


def test_files_of_one_evening_kept_together_are_one_export(library):
    """There is nothing between them to compare."""
    earlier = made.truth(0).assign(observed_at=pd.Timestamp(made.now(0)) - pd.Timedelta(hours=4))
    files = made.snapshot("a", earlier), made.snapshot("b", made.truth(0).assign(source="tiktok-studio-content"))
    library.keep(made.reading(*files), now=made.now(0))
    assert library.changes().empty


def test_a_nameless_account_kept_together_with_its_name_is_compared(library):
    """Its own name holds no video any more once another file has named the account."""
    files = made.snapshot("a", made.truth(0).assign(account="")), made.snapshot("b", made.truth(1))
    library.keep(made.reading(*files), now=made.now(1))
    library.keep(made.reading(made.snapshot("c", made.truth(2))), now=made.now(2))
    found = library.changes()
    assert set(found["account"]) == {"tiny"}
    assert set(found["before_at"].dropna()) == {pd.Timestamp(made.now(1))}


def test_a_list_without_saves_in_between_is_no_start_for_saves(library):
    """Full list, weeks later one that counts no saves, then a full one: the gain in saves is since the first."""
    without = made.truth(39).assign(saves=pd.array([pd.NA] * len(made.truth(39)), dtype="Int64"), source="other")
    for week, table in ((0, made.truth(0)), (39, without), (40, made.truth(40))):
        library.keep(made.reading(made.snapshot(f"{week}.csv", table)), now=made.now(week))
    found = library.changes().set_index("video_id")
    old = found.loc[made.truth(0)["video_id"]]
    assert (old["before_at"] == pd.Timestamp(made.now(0))).all()
    assert old["saves_gained"].notna().all()


@pytest.mark.parametrize(("missing", "vanished"), [(6, 6), (7, 7), (8, 0)])
def test_more_than_half_missing_is_a_shorter_list(on_disk, missing, vanished):
    """Of 14 videos one fewer than half, half of them, one more."""
    library = Library.open(on_disk)
    keep(library, 0, made.truth(0))
    later = made.truth(0).assign(observed_at=pd.Timestamp(made.now(1)))
    keep(library, 1, later.drop(index=range(1, 1 + missing)))
    assert library.changes()["vanished"].sum() == vanished


@pytest.mark.parametrize(("later", "vanished"), [(1, 0), (0, 1), (-1, 1)])
def test_a_video_vanished_only_from_an_export_that_covers_its_posting_time(on_disk, later, vanished):
    """An export covers the time from its first post on: one posted at that very moment is missing from it."""
    library = Library.open(on_disk)
    table = made.truth(0)
    keep(library, 0, table)
    first = table["posted_at"][0] + later * MICROSECOND
    rest = table.drop(index=0).assign(observed_at=pd.Timestamp(made.now(1)))
    rest.loc[1, "posted_at"] = first
    keep(library, 1, rest)
    assert library.changes()["vanished"].sum() == vanished


@pytest.mark.parametrize(("later", "known"), [(0, False), (1, True)])
def test_only_a_video_posted_since_then_gained_all_its_saves_since(on_disk, later, known):
    """One posted at the very moment of the earlier export may have had some of them then."""
    library = Library.open(on_disk)
    keep(library, 0, made.truth(0))
    table = made.truth(1)
    table.loc[15, "posted_at"] = pd.Timestamp(made.now(0)) + later * MICROSECOND
    keep(library, 1, table)
    found = library.changes().set_index("video_id").loc[table["video_id"][15]]
    assert found["new"]
    assert pd.notna(found["saves_gained"]) == known


@pytest.mark.parametrize(("earlier", "compared"), [(0, 16), (1, 0)])
def test_a_moment_before_the_first_export_has_nothing_to_compare(on_disk, earlier, compared):
    """At its very moment there is."""
    library = Library.open(on_disk)
    for week in range(2):
        keep(library, week, made.truth(week))
    assert len(library.changes(since=made.now(0) - earlier * MICROSECOND)) == compared
