"""Marks in a library: what happened on a day, in a creator's own words."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from tests.library import made
from worthsaving import schema
from worthsaving.library import Library, LibraryError, NewMark

DAILY = ("tiktok", "daily")


def keep_and_mark(library):
    library.keep(made.followed(2), now=made.now(1))
    library.keep(made.week(0), now=made.now(0))
    assert library.add_mark(made.mark("Featured", day=9, length=5), now=made.now(1)) == 1
    assert library.add_mark(made.mark(), now=made.now(1)) == 2


@pytest.fixture
def marked(library):
    """A library of two accounts; one has a mark on a day and one over five days."""
    return made.once(library, keep_and_mark)


def texts(library: Library, *accounts: schema.Account) -> list[str]:
    return library.marks(accounts)["text"].tolist()


def test_marks_are_listed_by_day(marked):
    table = marked.marks()
    assert table[["id", "platform", "account", "text"]].to_numpy().tolist() == [
        [2, "tiktok", "daily", "New hook"],
        [1, "tiktok", "daily", "Featured"],
    ]
    day = pd.Timestamp(made.START.date())
    assert table["day"].tolist() == [day, day + pd.Timedelta(days=9)]
    assert table["until"].isna().tolist() == [True, False]
    assert table["until"][1] == day + pd.Timedelta(days=13)
    assert (table["made_at"] == pd.Timestamp(made.now(1))).all()
    assert table.dtypes[["day", "until", "made_at"]].astype("str").tolist() == [schema.DAY, schema.DAY, schema.MOMENT]


def test_marks_are_an_accounts_or_every_accounts(marked):
    marked.add_mark(NewMark(schema.EVERY_ACCOUNT, made.START.date(), "TikTok was down"), now=made.now(1))
    assert texts(marked, ("tiktok", "tiny")) == ["TikTok was down"]
    assert texts(marked, DAILY) == ["New hook", "TikTok was down", "Featured"]
    assert texts(marked, DAILY, ("tiktok", "tiny")) == texts(marked)


def test_the_same_mark_is_there_once(marked):
    assert marked.add_mark(made.mark(), now=made.now(2)) == 2
    assert marked.add_mark(made.mark(length=2), now=made.now(2)) == 3


def test_a_removed_mark_can_be_added_again_and_its_number_is_not_used_again(marked):
    before = marked.marks().drop(columns="id")
    gone = marked.remove_mark(2)
    assert gone == NewMark(DAILY, made.START.date(), "New hook")
    assert marked.remove_mark(2) is None
    assert texts(marked) == ["Featured"]
    assert marked.add_mark(gone, now=made.now(1)) == 3
    pd.testing.assert_frame_equal(marked.marks().drop(columns="id"), before)
    assert marked.remove_mark(1) == made.mark("Featured", day=9, length=5)


def test_marks_outlive_an_undone_import_and_go_with_their_account(marked):
    marked.add_mark(made.mark("Moved", account="tiny"), now=made.now(1))
    before = marked.marks()
    for _ in range(2):
        marked.undo_last()
    assert marked.imports().empty
    assert not marked.is_empty()
    pd.testing.assert_frame_equal(marked.marks(), before)
    marked.forget_account(*DAILY)
    assert texts(marked) == ["Moved"]
    marked.forget_everything()
    assert marked.is_empty()


def test_a_mark_of_an_unnamed_account_is_its_only_accounts(library):
    """A later file says whose the posts are."""
    library.keep(made.reading(made.snapshot("0", made.daily_posts(0, account=""))), now=made.now(0))
    library.add_mark(made.mark(account=""), now=made.now(0))
    library.keep(made.followed(1, first=1), now=made.now(1))
    assert library.marks()["account"].tolist() == ["daily"]
    library.forget_account(*DAILY)
    assert library.marks().empty


def test_marks_move_with_a_backup_and_numbers_go_on(marked, tmp_path):
    before = marked.dump()
    marked.backup(tmp_path / "backup.sqlite")
    marked.forget_everything()
    marked.restore(tmp_path / "backup.sqlite")
    assert marked.dump() == before
    assert before.count('["mark"') == 2
    assert marked.add_mark(made.mark("Later"), now=made.now(5)) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        made.mark(""),
        made.mark("  "),
        made.mark("x" * 501),
        made.mark(length=0),
        NewMark(DAILY, dt.date(1900, 1, 1), "Early"),
        NewMark(DAILY, dt.date(2200, 1, 1), "Late"),
    ],
)
def test_a_mark_that_cannot_be_is_refused(marked, wrong):
    with pytest.raises(ValueError, match=r"no such day|1 to 500"):
        marked.add_mark(wrong, now=made.now(2))
    assert len(marked.marks()) == 2


@pytest.mark.parametrize("day", [dt.date(1900, 1, 2), dt.date(2199, 12, 31)])
def test_the_first_and_the_last_day_pass_the_check_of_a_backup(marked, day):
    marked.add_mark(NewMark(DAILY, day, "x" * 500), now=made.now(2))
    marked.restore(marked.backup_bytes())
    assert pd.Timestamp(day) in set(marked.marks()["day"])


def test_a_mark_needs_an_account_that_is_kept(marked, on_disk, tmp_path):
    for account in (("tiktok", "nobody"), ("instagram", "daily")):
        with pytest.raises(LibraryError, match="Keep an export of it first"):
            marked.add_mark(NewMark(account, made.START.date(), "New hook"), now=made.now(1))
    none = tmp_path / "none" / "library.sqlite"
    for account in (DAILY, schema.EVERY_ACCOUNT):
        with pytest.raises(LibraryError, match="Keep an export of it first"):
            Library.open(str(none)).add_mark(NewMark(account, made.START.date(), "New hook"), now=made.now(1))
    assert not Path(none).exists()


@pytest.mark.parametrize(
    "text", ["=1+1", "<b>x</b>", "'; DROP TABLE kept_mark; --", "a\0b", "👩\u200d🍳 [x](http://x)"]
)
def test_any_text_is_a_mark(marked, text):
    marked.add_mark(made.mark(text), now=made.now(2))
    assert text.replace("\0", "\ufffd") in texts(marked)
    marked.restore(marked.backup_bytes())
