"""Bets on new videos: made when an export is kept, settled by a later one, and then never changed."""

import pandas as pd
import pytest

from tests.library import made
from worthsaving.library import Library
from worthsaving.library.kept import bets as bet_rows

DAILY = ("tiktok", "daily")


def keep_each(library: Library, weeks: int) -> None:
    for week in range(weeks):
        library.keep(made.followed(1, first=week), now=made.now(week))


def kept(library: Library, weeks: int) -> Library:
    """A library in which these weeks of the account with daily posts were kept, one import each."""
    return made.once(library, keep_each, weeks)


def keep_together(library: Library, weeks: int) -> None:
    library.keep(made.followed(weeks), now=made.now(weeks - 1))


def of(bets: pd.DataFrame) -> dict[str, tuple]:
    """Each bet by its video."""
    names = ["made_at", "saves_then", "low", "high", "videos", "saves"]
    return {row.post: tuple(getattr(row, name) for name in names) for row in bets.itertuples()}


@pytest.fixture
def followed(library):
    """Eight weeks of daily posts, kept as one import."""
    return made.once(library, keep_together, 8)


def test_a_new_video_gets_a_bet_when_nine_finished_ones_were_seen_at_its_age(library):
    """The first week's videos are 28 days old, and seen after it, in the fifth export."""
    results = [library.keep(made.followed(1, first=week), now=made.now(week)) for week in range(8)]
    assert [result.new_bets > 0 for result in results] == [False] * 5 + [True] * 3
    bets = library.bets()
    assert (bets["videos"] >= 9).all()
    assert set(bets["state"]) == {"open"}
    assert (bets["made_at"] < bets["due_at"]).all()
    assert (bets["due_at"] - bets["posted_at"] == pd.Timedelta(days=28)).all()
    assert set(bets["made_at"]) <= {pd.Timestamp(made.now(week)) for week in (5, 6, 7)}


def test_exports_kept_at_once_give_the_bets_that_they_would_have_given_one_by_one(on_disk, tmp_path):
    """So no bet is made from what came after its day."""
    one_by_one = kept(Library.open(str(tmp_path / "other.sqlite")), 8)
    at_once = Library.open(on_disk)
    at_once.keep(made.followed(8), now=made.now(7))
    assert of(at_once.bets()) == of(one_by_one.bets())
    assert len(at_once.bets()) > 15


def test_an_older_export_that_is_kept_later_makes_no_bet(library):
    """What came of its videos is known already."""
    for week in (0, 1, 2, 3, 4, 6, 7, 8):
        library.keep(made.followed(1, first=week), now=made.now(week))
    assert library.keep(made.followed(1, first=5), now=made.now(8)).new_bets == 0


def test_bets_are_settled_by_the_export_that_passes_their_day(followed):
    made_first = followed.bets()
    for week in range(8, 12):
        followed.keep(made.followed(1, first=week), now=made.now(week))
    after = followed.bets()
    settled = after[after["post"].isin(made_first["post"])]
    assert set(settled["state"]) == {"inside", "outside"}
    assert (settled["state"].eq("inside") == settled["saves"].between(settled["low"], settled["high"])).all()
    truth = made.daily_posts(11).set_index("video_id")["saves"]
    last = settled.set_index("video_id")["saves"]
    assert (last <= truth[last.index]).all()
    assert (last >= 0.7 * truth[last.index]).all()


def test_a_settled_bet_is_never_changed_by_a_corrected_export(followed):
    for week in range(8, 12):
        followed.keep(made.followed(1, first=week), now=made.now(week))
    before = followed.bets()
    settled = before[before["saves"].notna()]
    assert len(settled) > 15
    for week in range(4, 12):
        wrong = made.daily_posts(week).assign(saves=lambda table: table["saves"] * 3)
        followed.keep(made.reading(made.snapshot(f"corrected {week}", wrong)), now=made.now(12))
    after = followed.bets()
    assert of(after[after["post"].isin(settled["post"])]) == of(settled)


def test_undo_takes_back_the_bets_of_an_import_and_opens_those_that_it_settled(followed):
    for week in range(8, 10):
        followed.keep(made.followed(1, first=week), now=made.now(week))
    before = followed.dump()
    kept_last = followed.keep(made.followed(1, first=10), now=made.now(10))
    assert kept_last.new_bets > 3
    assert kept_last.settled_bets > 3
    assert followed.dump() != before
    followed.undo_last()
    assert followed.dump() == before


def test_undo_of_an_earlier_import_leaves_what_another_one_settled(library):
    kept(library, 12)
    before = library.bets()
    settled = before[before["saves"].notna()]
    fifth = int(library.imports()["import_id"].iloc[-6])
    library.undo(fifth)
    after = library.bets()
    assert of(after[after["saves"].notna()]) == of(settled[settled["made_at"] != pd.Timestamp(made.now(5))])


def test_what_another_import_tells_too_settles_again_after_an_undo(library):
    kept(library, 12)
    before = library.bets()
    settled = before[before["saves"].notna()]
    again = made.reading(made.snapshot("the last one again", made.daily_posts(11)))
    library.keep(again, now=made.now(11))
    library.undo(int(library.imports()["import_id"].iloc[1]))
    after = library.bets()
    # The bets that it made itself are gone
    assert of(after) == of(before[before["made_at"] < pd.Timestamp(made.now(11))])
    assert after["saves"].notna().sum() == len(settled)


def test_forgetting_an_account_takes_its_bets_and_leaves_those_of_others(library):
    library.keep(made.followed(8), now=made.now(7))
    alone = set(library.dump().splitlines())
    other = [made.daily_posts(week, account="other").assign(platform="instagram") for week in range(8)]
    snapshots = (made.snapshot(f"other {week}", table) for week, table in enumerate(other))
    assert library.keep(made.reading(*snapshots), now=made.now(7)).new_bets > 15
    assert set(library.bets(accounts=[DAILY])["account"]) == {"daily"}
    library.forget_account("instagram", "other")
    assert set(library.dump().splitlines()) == alone
    library.forget_account(*DAILY)
    assert library.bets().empty


def test_bets_move_with_a_backup_to_either_engine(on_disk, on_server, tmp_path):
    here, there = Library.open(on_disk), Library.open(on_server)
    here.keep(made.followed(8), now=made.now(7))
    here.keep(made.followed(1, first=8), now=made.now(8))
    here.keep(made.followed(1, first=9), now=made.now(9))
    here.backup(tmp_path / "one.sqlite")
    there.restore(tmp_path / "one.sqlite")
    assert of(there.bets()) == of(here.bets())
    there.backup(tmp_path / "two.sqlite")
    here.restore(tmp_path / "two.sqlite")
    assert here.dump() == there.dump()
    settled = there.keep(made.followed(1, first=10), now=made.now(10)).settled_bets
    assert settled == here.keep(made.followed(1, first=10), now=made.now(10)).settled_bets > 3


def test_without_exports_around_its_day_a_bet_is_missed(followed):
    """Nothing is guessed: two exports at most eight days apart must lie around the day."""
    followed.keep(made.followed(1, first=14), now=made.now(14))
    bets = followed.bets()
    assert set(bets.loc[bets["made_at"] < pd.Timestamp(made.now(8)), "state"]) == {"missed"}
    assert bets["saves"].isna().all()


def test_videos_without_a_posting_time_get_no_bet_and_break_nothing(library):
    tables = [made.daily_posts(week).assign(posted_at=pd.NaT) for week in range(8)]
    snapshots = (made.snapshot(f"timeless {week}", table) for week, table in enumerate(tables))
    assert library.keep(made.reading(*snapshots), now=made.now(7)).new_bets == 0


def test_unknown_saves_give_no_bet(library):
    tables = [made.daily_posts(week).assign(saves=pd.NA) for week in range(8)]
    snapshots = (
        made.snapshot(f"no saves {week}", made.frame(table.to_dict("records"))) for week, table in enumerate(tables)
    )
    assert library.keep(made.reading(*snapshots), now=made.now(7)).new_bets == 0


@pytest.mark.parametrize(("videos", "exports", "looked"), [(9, 2, False), (10, 2, True), (10, 1, False)])
def test_no_history_is_read_where_no_bet_can_be_made(on_disk, monkeypatch, videos, exports, looked):
    """It takes nine other videos, and two moments: at a single one none is seen both new and finished."""
    read, really = [], bet_rows.histories.histories
    monkeypatch.setattr(bet_rows.histories, "histories", lambda *a, **options: read.append(a) or really(*a, **options))
    library = Library.open(on_disk)
    for week in range(exports):
        table = made.truth(0).head(videos).assign(observed_at=pd.Timestamp(made.now(week)))
        table["posted_at"] = pd.Timestamp(made.now(week)) - pd.Timedelta(days=1)
        library.keep(made.reading(made.snapshot(str(week), table)), now=made.now(week))
    assert bool(read) == looked
