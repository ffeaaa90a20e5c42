"""Planned tests in a library: written down once, judged once, gone with their account."""

from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from tests.library import made
from worthsaving.library import Library, LibraryError, NewTest

DAILY = ("tiktok", "daily")
RYE = NewTest(DAILY, "Do posts with #rye get saved more?", "hashtag", "#rye", 6)


def keep_and_plan(library: Library) -> None:
    library.keep(made.followed(2), now=made.now(1))
    assert library.plan_test(RYE, now=made.now(1)) == 1


@pytest.fixture
def planned(library):
    """A library of an account with daily posts, and a test written down after its second export."""
    return made.once(library, keep_and_plan)


def keep_on(library: Library, *weeks: int) -> list[int]:
    return [library.keep(made.followed(1, first=week), now=made.now(week)).judged_tests for week in weeks]


def test_a_test_is_listed_as_it_was_written_down(planned):
    row = planned.tests().iloc[0]
    assert (row["platform"], row["account"]) == DAILY
    assert tuple(row[["question", "kind", "value", "planned", "state"]]) == (
        *(RYE.question, "hashtag", "#rye", 6),
        "open",
    )
    assert row["made_at"] == pd.Timestamp(made.now(1))
    assert row[["posted_with", "posted_without", "finished_with", "finished_without"]].tolist() == [0, 0, 0, 0]
    assert planned.tests(accounts=[("tiktok", "other")]).empty


def test_it_is_judged_once_when_its_posts_are_finished(planned):
    """Seven posts a week, half with the tag: after two weeks all are posted, a week later they are finished."""
    assert keep_on(planned, 2) == [0]
    row = planned.tests().iloc[0]
    assert (row["posted_with"], row["posted_without"]) in {(3, 4), (4, 3)}
    assert (row["finished_with"], row["finished_without"]) == (0, 0)
    assert keep_on(planned, 3, 4, 5) == [0, 1, 0]
    row = planned.tests().iloc[0]
    assert row["state"] == "judged"
    assert row["verdict"] == "no winner"
    assert row["low"] < 1 < row["high"]
    assert row["judged_at"] == pd.Timestamp(made.now(4))


def test_a_corrected_export_alters_no_judgement(planned):
    keep_on(planned, 2, 3, 4)
    before = planned.tests()
    for week in (4, 5):
        wrong = made.daily_posts(week)
        wrong["saves"] = wrong["saves"] * wrong["title"].str.contains("#rye").map({True: 20, False: 1})
        planned.keep(made.reading(made.snapshot(f"wrong {week}", wrong)), now=made.now(5))
    pd.testing.assert_frame_equal(planned.tests(), before)


def test_a_real_difference_wins(library):
    library.keep(made.followed(2), now=made.now(1))
    library.plan_test(RYE, now=made.now(1))
    for week in range(2, 5):
        table = made.daily_posts(week)
        table["saves"] = table["saves"] * table["title"].str.contains("#rye").map({True: 6, False: 1})
        library.keep(made.reading(made.snapshot(str(week), table)), now=made.now(week))
    row = library.tests().iloc[0]
    assert row["verdict"] == "more"
    assert 1 < row["low"] < row["ratio"] < row["high"]


def test_undo_opens_the_test_that_an_import_completed(planned):
    keep_on(planned, 2, 3)
    before = planned.dump()
    keep_on(planned, 4)
    assert planned.tests()["state"].tolist() == ["judged"]
    planned.undo_last()
    assert planned.dump() == before
    assert planned.tests()["state"].tolist() == ["open"]


def test_the_same_test_is_not_written_down_twice_while_it_is_open(planned):
    with pytest.raises(LibraryError, match="open already"):
        planned.plan_test(RYE, now=made.now(2))
    keep_on(planned, 2, 3, 4)
    planned.plan_test(RYE, now=made.now(5))
    assert planned.tests()["state"].tolist() == ["open", "judged"]


def test_a_refused_test_makes_no_library(on_disk):
    with pytest.raises(LibraryError, match="Keep an export of it first"):
        Library.open(on_disk).plan_test(RYE, now=made.now(1))
    assert not Path(on_disk).exists()


def test_a_test_needs_an_account_that_is_kept(library):
    with pytest.raises(LibraryError, match="Keep an export of it first"):
        library.plan_test(RYE, now=made.now(1))


@pytest.mark.parametrize(
    "wrong",
    [
        NewTest(DAILY, "?", "colour", "red", 6),
        NewTest(DAILY, "?", "weekday", "Monday", 6, zone="Europe/Atlantis"),
        NewTest(DAILY, "?", "hashtag", "#rye", 1),
        NewTest(DAILY, "?", "hashtag", "#rye", 1001),
    ],
)
def test_a_test_that_cannot_be_is_refused(planned, wrong):
    with pytest.raises(ValueError, match=r"no such test|no time zone"):
        planned.plan_test(wrong, now=made.now(2))
    assert len(planned.tests()) == 1


def test_tests_go_with_their_account_and_with_everything(planned):
    other = made.truth(1, account="other", first=100)
    planned.keep(made.reading(made.snapshot("other", other)), now=made.now(1))
    planned.plan_test(NewTest(("tiktok", "other"), "Soup?", "word", "soup", 6), now=made.now(1))
    planned.forget_account(*DAILY)
    assert planned.tests()["account"].tolist() == ["other"]
    planned.forget_everything()
    assert planned.tests().empty


def test_a_test_outlives_the_import_that_it_was_planned_from(planned):
    """It is the creator's own note. And where nothing else is kept it is still forgotten with everything."""
    planned.undo_last()
    assert planned.imports().empty
    assert not planned.is_empty()
    assert planned.tests()["question"].tolist() == [RYE.question]
    planned.forget_everything()
    assert planned.is_empty()


def test_tests_move_with_a_backup_and_numbers_go_on(planned, tmp_path):
    keep_on(planned, 2, 3, 4)
    before = planned.dump()
    planned.backup(tmp_path / "backup.sqlite")
    planned.forget_everything()
    planned.restore(tmp_path / "backup.sqlite")
    assert planned.dump() == before
    assert planned.plan_test(RYE, now=made.now(5)) == 2


def test_a_test_of_an_unnamed_account_is_its_only_accounts(library):
    """A later file says whose the posts are."""
    tables = [made.daily_posts(week, account="" if week < 2 else "daily") for week in range(5)]
    for week, table in enumerate(tables[:2]):
        library.keep(made.reading(made.snapshot(str(week), table)), now=made.now(week))
    library.plan_test(NewTest(("tiktok", ""), RYE.question, "hashtag", "#rye", 6), now=made.now(1))
    for week in (2, 3, 4):
        library.keep(made.reading(made.snapshot(str(week), tables[week])), now=made.now(week))
    assert library.tests()[["account", "state"]].to_numpy().tolist() == [["daily", "judged"]]
    library.forget_account(*DAILY)
    assert library.tests().empty


def test_forgetting_an_import_that_judged_a_test_leaves_a_backup_that_restores(planned, tmp_path):
    """The test is judged by what is still kept; no row refers to an import that is gone."""
    keep_on(planned, 2, 3, 4)
    before = planned.tests()
    other = made.truth(1, account="other")
    done = planned.keep(made.reading(made.snapshot("other", other)), now=made.now(5))
    with planned._store.engine.begin() as connection:  # as where its rows named no account when they judged it
        connection.execute(sa.text("UPDATE kept_test SET judged_by = :it"), {"it": done.import_id})
    planned.forget_account("tiktok", "other")
    assert planned.tests()[["state", "verdict"]].equals(before[["state", "verdict"]])
    planned.backup(tmp_path / "backup.sqlite")
    Library.open(str(tmp_path / "other.sqlite")).restore(tmp_path / "backup.sqlite")
